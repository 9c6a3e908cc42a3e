"""What figures are made of, in their smallest form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import networkx as nx

from workbench.leads.values import Allegation
from workbench.planning.meeting import Discussed, Meeting


def an_allegation(name="XF-1", specificity="high", verifiability="high", **changes):
    given = {
        "id": name,
        "letter": "XF",
        "lang": "zh",
        "start": 0,
        "end": 1,
        "summary": "",
        "offence": None,
        "elements": {},
        "specificity": 87.6,
        "verifiability": 79.2,
        "specificity_band": specificity,
        "verifiability_band": verifiability,
        "suggestion": "prelim",
    }
    return Allegation(**given | changes)


def a_link_graph():
    graph = nx.MultiDiGraph()
    for name, kind in (
        ("刘建堃", "person"),
        ("宏达公司", "unit"),
        ("6217****0031", "account"),
        ("农机补贴", "fund"),
        ("孤立项目", "project"),
    ):
        graph.add_node(name, name=name, kind=kind)
    graph.add_edge("农机补贴", "6217****0031", kind="subsidy", amount=123400.5, n=3)
    graph.add_edge("6217****0031", "刘建堃", kind="payment", amount=80000, n=2)
    graph.add_edge("6217****0031", "刘建堃", kind="holds", state="recorded")
    graph.add_edge("刘建堃", "宏达公司", kind="ownership", state="alleged")
    graph.add_edge("宏达公司", "刘建堃", kind="payment", state="refuted")
    return graph


@dataclass(frozen=True)
class Hop:
    source: str
    target: str
    amount: int
    day: date


@dataclass(frozen=True)
class Flow:
    hops: tuple[Hop, ...]
    amount: int


def some_flows():
    first = Hop("a", "b", 5_000_000, date(2023, 5, 3))
    return [
        Flow((first, Hop("b", "c", 5_000_000, date(2023, 5, 4))), 5_000_000),
        Flow(
            (
                Hop("a", "b", 3_000_000, date(2023, 5, 3)),
                Hop("b", "d", 3_000_000, date(2023, 5, 6)),
            ),
            3_000_000,
        ),
    ]


def a_meeting(scores=(4, 4, 3, 1, 3)):
    members = tuple("甲乙丙丁戊"[: len(scores)])
    shown = {who: {"specificity": n} for who, n in zip(members, scores, strict=True)}
    return Meeting(
        id="M-1",
        day=date(2026, 2, 26),
        chair=members[0],
        present=members,
        matters=(Discussed("A1", members, shown), Discussed("A2", members[:2])),
    )
