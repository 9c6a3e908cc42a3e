"""What in a plan breaks a rule, before anyone signs (DOMAIN section 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.plan import Finding
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Plan

ORDER = {"error": 0, "warning": 1, "note": 2}


def lint(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding: errors first, then by rule and step."""
    found = tuple(_team(plan))
    return tuple(sorted(found, key=lambda f: (ORDER[f.level], f.rule, f.step or "")))


def _team(plan: Plan) -> Iterator[Finding]:
    if len(plan.team) < 2:  # noqa: PLR2004 - two is the rule itself
        yield Finding(
            "G2", "error", say("The team has {n}; two are the least.", n=len(plan.team))
        )
