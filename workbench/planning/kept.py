"""A plan as plain data that can be read back: what the journal keeps of a version.

``plan_json`` speaks one language and is for reading; here sentences stay sentences, so
that a plan approved last year still prints in either language. Values that equal their
default are left out. Reading back what was kept gives an equal plan.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from workbench.errors import PlanError
from workbench.planning.plan import Plan
from workbench.planning.said import Both, Said
from workbench.records import Source

_KNOWN: Mapping[str, type] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (*vars(sys.modules[Plan.__module__]).values(), Both, Source)
        if is_dataclass(kind) and isinstance(kind, type)
    }
)
_NOT_KEPT = frozenset({"exporter"})


def kept(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values: objects, lists, texts, numbers.

    Linear in the size of the plan.
    """
    whole: dict[str, Any] = _out(plan)
    return whole


def reopened(value: Mapping[str, Any]) -> Plan:
    """Return the plan that :func:`kept` wrote.

    Raises
    ------
    PlanError
        When the value is no plan that this version can read.
    """
    try:
        plan = _in(value)
    except (KeyError, TypeError, ValueError):
        plan = None
    if not isinstance(plan, Plan):
        raise PlanError("planning.not_readable")
    return plan


def _out(value: Any) -> Any:
    if isinstance(value, Said):
        return {"say": value.message, "with": {k: _out(v) for k, v in value.fields}}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Mapping):
        return {"map": {str(key): _out(one) for key, one in value.items()}}
    if isinstance(value, tuple | list):
        return [_out(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        told = {
            f.name: _out(getattr(value, f.name))
            for f in fields(value)
            if f.name not in _NOT_KEPT and not _is_default(f, getattr(value, f.name))
        }
        return {"is": type(value).__name__, **told}
    return value


def _is_default(field: Any, value: Any) -> bool:
    if field.default is not MISSING:
        return bool(type(field.default) is type(value) and field.default == value)
    return field.default_factory is not MISSING and value == field.default_factory()


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_in(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if "say" in value:
        told = sorted(value["with"].items())
        return Said(value["say"], tuple((k, _in(v)) for k, v in told))
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "map" in value:
        return MappingProxyType({k: _in(v) for k, v in value["map"].items()})
    kind = _KNOWN[value["is"]]
    return kind(**{k: _in(v) for k, v in value.items() if k != "is"})
