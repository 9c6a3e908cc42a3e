"""A plan as JSON: the keys of INTERFACE, then all other fields by their own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from workbench.errors import PlanError, RedLine
from workbench.planning.said import Both, Said, say

if TYPE_CHECKING:
    from workbench.planning.plan import Plan
    from workbench.planning.step import Step

FIRST = (
    "method",
    "allegations",
    "hypotheses",
    "matrix",
    "steps",
    "lint",
    "journal_head",
)
"""Keys that INTERFACE promises, in its order."""


def plain(value: object) -> Any:
    """Turn any value of a plan into JSON: sentences spoken, dates ISO, keys kept."""
    if isinstance(value, Said | Both):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return value


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the whole plan as one JSON object, in the language in force."""
    whole = {f.name: plain(getattr(plan, f.name)) for f in fields(plan)}
    del whole["exporter"]
    whole["allegations"] = [matter.id for matter in plan.matters]
    whole["lint"] = plain(plan.lint())
    ordered = {key: whole.pop(key) for key in FIRST}
    return ordered | dict(sorted(whole.items()))


def plan_html(plan: Plan) -> str:
    """Return a table of the steps, in the language in force, all of it escaped."""
    rows = (
        (s.id, s.what, s.holder, s.start or "", s.end or "", ", ".join(s.people))
        for s in plan.steps
    )
    body = "".join(f"<tr>{''.join(map(_td, cells))}</tr>" for cells in rows)
    name = escape(f"{plan.title} · {plan.id} v{plan.version}")
    return f"<table><caption>{name}</caption><tbody>{body}</tbody></table>"


def step_html(step: Step) -> str:
    """Return one step as a table, what is empty left out, all of it escaped."""
    days = " – ".join(str(d) for d in (step.start, step.end) if d)
    rows = (
        (say("looked at"), step.what or step.source),
        (say("where it is kept"), step.holder),
        (say("places that decide"), step.looks),
        (say("approved by"), step.approver),
        (say("expected"), step.expected),
        (say("if it fails"), step.fallback),
        (say("days"), days),
        (say("officers"), ", ".join(step.people)),
    )
    body = "".join(
        f"<tr><th>{escape(str(name))}</th>{_td(text)}</tr>"
        for name, text in rows
        if str(text)
    )
    name = escape(f"{step.id} · {step.allegation}")
    return f"<table><caption>{name}</caption><tbody>{body}</tbody></table>"


def _td(cell: object) -> str:
    return f"<td>{escape(str(cell))}</td>"


def ready(plan: Plan, *, final: bool) -> None:
    """Refuse an export that nobody can write, or a final one that breaks a rule.

    A plan with a barred measure is not exported at all, not even as a draft (Q7).
    """
    if plan.exporter is None:
        raise PlanError("planning.no_exporter")
    broken = sorted({f.rule for f in plan.lint() if f.level == "error"})
    if "X8" in broken:
        raise RedLine("planning.barred_measure")
    if final and broken:
        raise PlanError("planning.not_final", rules=", ".join(broken))
