from datetime import date

from tests.factory.planning import a_plan, allegation
from workbench.planning.said import Both, say
from workbench.wording import speaking


def test_a_sentence_is_spoken_in_the_language_in_force():
    said = say("{a} and {b}", a=Both("甲", "one"), b=date(2025, 3, 12))
    with speaking("en"):
        assert str(said) == "one and 2025-03-12"
    with speaking("zh"):
        assert "甲" in str(said)
        assert "2025年3月12日" in str(said)


def test_a_sentence_about_a_list_can_be_told_from_another_as_a_key():
    assert len({say("{a}", a=["x", "y"]), say("{a}", a=("x", "y"))}) == 1


def test_a_plan_says_in_one_line_what_it_is_and_shows_its_steps_as_text():
    made = a_plan("priority", [allegation(subjects=("<b>何</b>",))])
    assert repr(made).startswith("<Plan 20260302-")
    assert "\n" not in repr(made)
    assert "<b>" not in made._repr_html_()
    assert made._repr_html_().count("<tr>") == len(made.steps)
