"""Builders for allegations that can be planned, teams, offices, small link graphs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.leads.checks import Setting, checks_for, key_weights
from workbench.leads.specificity import band, score
from workbench.leads.values import (
    Allegation,
    AmountMention,
    Element,
    PersonMention,
    Screen,
    UnitMention,
)
from workbench.leads.verifiability import verifiability
from workbench.planning import Member, Office, plan
from workbench.rules import profile as rules_profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = date(2026, 3, 2)
FULL = dict.fromkeys(
    ("subject", "act", "counterparty", "when", "where", "amount", "how", "why"), 3
) | {"basis": 3, "pointer": 3}
VAGUE = dict.fromkeys(FULL, 1) | {"subject": 2}


def allegation(
    name: str = "A1",
    *,
    offence: str | None = "O1",
    levels: Mapping[str, int] | None = None,
    subjects: Sequence[str] = ("何主任",),
    counterparties: Sequence[str] = (),
    units: Sequence[str] = ("石桥镇农业站",),
    amount: float = 0.0,
    event: tuple[date, date] | None = (date(2024, 3, 1), date(2024, 6, 30)),
    screens: Sequence[str] = (),
    profile: str = "cn",
    **more: Any,
) -> Allegation:
    """Make an allegation with the checks and numbers that the real rules give it."""
    told = dict(levels or FULL)
    setting = Setting(profile=rules_profile(profile), as_of=DAY)
    keys = key_weights(offence, setting)
    pointed = {"MACH", "OPEN", "CCTV"}
    checks = checks_for(offence, told, setting, event=event, pointed=pointed)
    best = verifiability(keys, checks, profile=profile)
    s = score(told, profile=profile)
    return Allegation(
        **{
            "id": name,
            "letter": f"L-{name}",
            "lang": "zh",
            "start": 0,
            "end": 10,
            "summary": f"{name}：{'、'.join(subjects)}有关问题",
            "offence": offence,
            "elements": {k: Element(k, v) for k, v in told.items()},
            "subjects": tuple(PersonMention(0, 1, x, x) for x in subjects),
            "counterparties": tuple(PersonMention(0, 1, x, x) for x in counterparties),
            "units": tuple(UnitMention(0, 1, x) for x in units),
            "amounts": (AmountMention(0, 1, "", amount),) if amount else (),
            "first": event[0] if event else None,
            "last": event[1] if event else None,
            "specificity": s,
            "verifiability": best.value,
            "specificity_band": band(s, profile=profile),
            "verifiability_band": band(best.value, profile=profile),
            "key_elements": keys,
            "checks": checks,
            "best": best.sources,
            "screens": tuple(Screen(r, None, "") for r in screens),
            **more,
        }
    )


def three_vague(**more: Any) -> list[Allegation]:
    """Three allegations, five persons, none well verifiable: M1's trigger holds."""
    people = (("甲某某", "乙某某"), ("丙某某",), ("丁某某", "戊某某"))
    return [
        allegation(
            f"A{n}",
            offence=offence,
            levels=FULL | {"where": 2, "when": 2, "amount": 2, "subject": 2},
            subjects=who,
            units=(unit,),
            verifiability_band="mid",
            **more,
        )
        for n, (offence, who, unit) in enumerate(
            zip(
                ("O4", "O6", "O8"), people, ("交通局", "水务站", "文旅局"), strict=True
            ),
            1,
        )
    ]


def team(n: int = 4, **more: Any) -> list[Member]:
    """Make a team of ``n`` who can all keep accounts and ask questions."""
    names = "沈一鸣 顾晓岚 陆远 唐静 蒋川 谢云 韩冬 曹越 彭实 袁启 邓林 许安"
    return [
        Member(
            name=name,
            unit="第一纪检监察室",
            skills=("finance", "interview", "data"),
            leader=i == 0,
            **more,
        )
        for i, name in enumerate(names.split()[:n])
    ]


def office(**more: Any) -> Office:
    """Make a county office at the stage of preliminary verification."""
    return Office(**{"name": "清河县纪委监委", **more})


def a_plan(method: str = "auto", allegations: Sequence[Allegation] = (), **more: Any):
    """Make a plan of the given allegations, greedy unless asked otherwise."""
    given = {
        "team": team(),
        "office": office(),
        "as_of": DAY,
        "seconds": 0,
        "insist": "test",
        **more,
    }
    return plan(method, list(allegations) or [allegation()], **given)
