from datetime import date

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
