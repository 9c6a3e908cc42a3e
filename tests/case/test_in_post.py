"""The roster is asked whether a person held the post on the day (R11)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.case_tables import graph_of
from workbench.case.in_post import checked
from workbench.leads.values import Allegation, PersonMention

POSTS = [
    {
        "person": "韩一",
        "unit": "中共石桥镇委员会",
        "post": "书记",
        "since": date(2020, 11, 6),
    },
    {
        "person": "韩一",
        "unit": "白塘乡人民政府",
        "post": "乡长",
        "since": date(2016, 3, 1),
        "until": date(2020, 11, 5),
    },
]


@pytest.fixture
def graph(tmp_path):
    return graph_of(tmp_path, post=POSTS)


def _said(unit: str | None, first: date | None, name="韩一") -> Allegation:
    return Allegation(
        id="1-1",
        letter="1",
        lang="zh",
        start=0,
        end=1,
        summary="",
        offence=None,
        elements={},
        subjects=(PersonMention(0, 2, name, name, unit=unit),),
        first=first,
        last=first,
    )


def _rules(one: Allegation, graph) -> list[str]:
    return [screen.rule for screen in checked(one, graph).screens]


def test_an_act_before_the_post_began_is_screened(graph) -> None:
    assert _rules(_said("石桥镇党委", date(2018, 5, 1)), graph) == ["R11"]


def test_an_act_within_the_post_is_not(graph) -> None:
    assert _rules(_said("石桥镇党委", date(2021, 5, 1)), graph) == []
    assert _rules(_said("白塘乡政府", date(2018, 5, 1)), graph) == []


def test_what_is_not_known_screens_nobody(graph) -> None:
    day = date(2018, 5, 1)
    for one in (
        _said(None, day),
        _said("石桥镇党委", None),
        _said("柳林镇党委", day),
        _said("石桥镇党委", day, name="别人"),
    ):
        assert _rules(one, graph) == []
