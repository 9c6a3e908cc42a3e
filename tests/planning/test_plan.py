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


def test_a_step_and_an_allegation_read_as_plain_text_and_as_a_table():
    one = allegation(subjects=("<b>何</b>",), summary="<i>反映</i>")
    step = a_plan("priority", [one]).steps[0]
    assert repr(step).startswith(f"<Step {step.id} A1: {step.what} (ring {step.ring}")
    assert repr(one).startswith("<Allegation A1 O1: <i>反映</i> (具体性高")
    for shown in (step, one):
        assert "\n" not in repr(shown)
        assert "<b>" not in shown._repr_html_()
        assert "<i>" not in shown._repr_html_()
        assert shown._repr_html_().count("<tr>") > 3
