"""What in a plan breaks a rule, before anyone signs (DOMAIN section 10).

Errors keep a plan from being exported as final; warnings and notes ask for a look. The
rules of a method are tried on plans of that method only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.lint_general import general
from workbench.planning.lint_lines import red_lines
from workbench.planning.lint_methods import multi_front, priority
from workbench.planning.lint_order import indirect, order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Finding, Plan

ORDER = {"error": 0, "warning": 1, "note": 2}


def lint(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding: errors first, then by rule and step."""
    found = sorted(
        _all(plan), key=lambda f: (ORDER[f.level], f.rule, f.step or "", repr(f.why))
    )
    return tuple(dict.fromkeys(found))


def _all(plan: Plan) -> Iterator[Finding]:
    yield from general(plan)
    yield from order(plan)
    yield from red_lines(plan)
    if plan.method == "multi_front":
        yield from multi_front(plan)
    elif plan.method == "priority":
        yield from priority(plan)
    else:
        yield from indirect(plan)
