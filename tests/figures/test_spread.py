"""Blind scores without names."""

from tests.factory.figures import a_meeting
from workbench.figures import spread_picture
from workbench.wording import speaking


def test_no_member_is_named():
    picture = spread_picture(a_meeting())
    for who in "甲乙丙丁戊":
        assert who not in repr(picture)


def test_scores_not_yet_revealed_show_only_how_many_there_are():
    with speaking("en"):
        line = next(
            x for x in repr(spread_picture(a_meeting())).splitlines() if "A2" in x
        )
    assert line.split() == ["A2", "2", "scored,", "not", "revealed"]


def test_lowest_median_and_highest_are_said():
    with speaking("en"):
        line = next(
            x for x in repr(spread_picture(a_meeting())).splitlines() if "A1" in x
        )
    assert line.split() == ["A1", "1", "3", "4", "5"]


def test_who_scored_what_does_not_change_the_picture():
    one = spread_picture(a_meeting((4, 4, 3, 1, 3)))
    other = spread_picture(a_meeting((1, 3, 3, 4, 4)))
    assert one.png() == other.png()
