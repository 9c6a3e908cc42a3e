"""Codes of a plan in the words of an office, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import RedLine
from workbench.rules.measures import measures
from workbench.rules.plan_rules import plan_rules
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.planning.plan import Plan
    from workbench.planning.step import Matter, Step

_ = words("exports")


def day(value: date | None) -> str:
    """Write a day for a table: ISO, so that columns line up and sort."""
    return "" if value is None else value.isoformat()


def long_day(value: date | None) -> str:
    """Write a day for a sentence or a form."""
    if value is None:
        return ""
    if language() == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def span(first: date | None, last: date | None) -> str:
    """Write a period, one day where both ends are the same."""
    if first is None or last is None or first == last:
        return day(first or last)
    mark = "至" if language() == "zh" else " to "
    return f"{first.isoformat()}{mark}{last.isoformat()}"


def span_lines(first: date | None, last: date | None) -> str:
    """Write a period for a narrow column: a line a day, so that no date is broken."""
    if first is None or last is None or first == last:
        return day(first or last)
    mark = "至" if language() == "zh" else "to "
    return f"{first.isoformat()}\n{mark}{last.isoformat()}"


def listed(values: Iterable[object]) -> str:
    """Join words as the language does."""
    return ("、" if language() == "zh" else ", ").join(str(v) for v in values if str(v))


def number(value: float) -> str:
    """Write a number without needless zeros."""
    return f"{value:g}"


def band(value: str) -> str:
    """Name a band of specificity or verifiability."""
    return {
        "high": _("high"),
        "mid": _("mid"),
        "low": _("low"),
        "none": _("none"),
    }[value]


def method(value: str) -> str:
    """Name one of the three methods."""
    return {
        "multi_front": _("Multi-front method"),
        "priority": _("Priority-selection method"),
        "indirect": _("Indirect method"),
    }[value]


def level(value: str) -> str:
    """Name the level of an office."""
    return {
        "township": _("township level"),
        "county": _("county level"),
        "prefecture": _("prefecture level"),
        "province": _("province level"),
        "centre": _("central level"),
    }[value]


def stage(value: str) -> str:
    """Name a stage of the work."""
    return {
        "intake": _("intake"),
        "assessment": _("assessment"),
        "talk_letter": _("talk-or-letter inquiry"),
        "prelim": _("preliminary verification"),
        "filed": _("filed"),
    }[value]


def ring(value: int) -> str:
    """Say how close in knowledge a step comes to the person named."""
    return (
        _("public and own files"),
        _("distant holders"),
        _("unit, corroborating"),
        _("close relations, counterparties"),
        _("person named"),
    )[value]


def status(value: str) -> str:
    """Name what became of a step."""
    return {
        "planned": _("planned"),
        "done": _("done"),
        "satisfied": _("satisfied"),
        "exhausted": _("nothing found"),
        "blocked": _("blocked"),
    }[value]


def result(value: str) -> str:
    """Name the outcome of a matter."""
    return {
        "open": _("still open"),
        "substantiated": _("substantiated"),
        "unsubstantiated": _("unsubstantiated"),
        "unfounded": _("unfounded"),
    }[value]


def answer(value: str) -> str:
    """Name what was found of an element."""
    return {
        "shown": _("shown"),
        "refuted": _("refuted"),
        "contested": _("contested"),
        "not_checked": _("not checked"),
    }[value]


def standing(value: str) -> str:
    """Say where a hypothesis stands."""
    return {
        "open": _("open"),
        "supported": _("supported"),
        "mixed": _("mixed"),
        "refuted": _("refuted"),
    }[value]


def track(value: str) -> str:
    """Say where a clarification stands."""
    return {
        "to_ask": _("the person named is to be asked"),
        "wanted": _("wanted, to be approved"),
        "declined": _("declined"),
        "approved": _("approved"),
        "done": _("clarified"),
    }[value]


def differs(value: str) -> str:
    """Name what differs between two versions."""
    return {
        "matter": _("matter"),
        "person": _("person"),
        "measure": _("measure"),
        "step": _("step"),
        "order": _("order"),
        "days": _("days"),
        "people": _("officers"),
        "team": _("team"),
    }[value]


def kind(value: str) -> str:
    """Name a kind of evidence."""
    return {"document": _("document"), "testimony": _("testimony")}[value]


def expects(value: str) -> str:
    """Say what a hypothesis lets one expect of a step."""
    return {
        "present": _("present"),
        "absent": _("absent"),
        "either": _("either way"),
    }[value]


def grave(value: str) -> str:
    """Name the gravity of a finding."""
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[value]


def yes(value: bool) -> str:
    """Say yes or no."""
    return _("yes") if value else _("no")


def measure(name: str, profile: str) -> str:
    """Name a measure, once :func:`plannable` has let the plan pass."""
    known = measures(profile).get(name)
    if known is None:
        return name
    return known.zh if language() == "zh" else known.en


def skill(spelled: str, profile: str) -> str:
    """Name a skill, however the office spells it; one unknown to the rules stays."""
    rules = plan_rules(profile)
    found = rules.skills.get(rules.skill(spelled))
    if found is None:
        return spelled
    return found.zh if language() == "zh" else found.en


def plannable(plan: Plan) -> None:
    """Refuse a plan with a measure that is barred before filing (X8, Q7).

    Draft or final, whatever the format: such a measure never leaves the workbench.

    Raises
    ------
    RedLine
        Naming the steps, not the measure.
    """
    known = measures(plan.profile)
    wrong = [
        step.id
        for step in plan.steps
        if step.measure not in known or not known[step.measure].before_filing
    ]
    unknown = [m for m in plan.measures if m not in known or not known[m].before_filing]
    if wrong or unknown:
        raise RedLine("exports.barred_measure", steps=", ".join(wrong) or "-")


def hypothesis(name: str, matter: str) -> str:
    """Shorten a hypothesis' id where its matter is plain from the place."""
    return name.removeprefix(f"{matter}.")


def refuted(step: Step, matter: str) -> str:
    """List what a step could refute, those of ``matter`` by their short id."""
    return "\n".join(hypothesis(name, matter) for name in step.refutes)


def element(matter: Matter, name: str) -> str:
    """Name an element of an allegation."""
    return str(matter.labels.get(name, name))


def elements(plan: Plan, step: Step) -> str:
    """Name the elements that a step is about, the main one first."""
    own = [m for name in step.serves for m in plan.matters if m.id == name]
    spoken = {e: str(text) for m in reversed(own) for e, text in m.labels.items()}
    names = dict.fromkeys((step.element, *step.elements))
    return listed(spoken.get(name, name) for name in names)
