"""A plan with a reporter's name planted in each of its texts in turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from workbench.planning.said import Both, Said

CANARY = "王大有"
CODES = frozenset(
    [
        *("method", "profile", "level", "stage", "status", "kind", "how", "exporter"),
        *("expects", "measure", "measures", "priority", "gravity", "journal_head"),
        *("specificity_band", "verifiability_band", "diagnosticity", "key_elements"),
    ]
)
"""Fields that hold a code of the rules, where no text can stand."""


def planted(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give ``value`` once for each text in it, with the canary there; and where."""
    if isinstance(value, str):
        yield path, f"{value}{CANARY}"
    elif isinstance(value, Both | Said):
        yield path, Both(f"{value}{CANARY}", f"{value} {CANARY}")
    elif isinstance(value, tuple) and value:
        for where, one in planted(value[-1], path + "[]"):
            yield where, (*value[:-1], one)
    elif isinstance(value, Mapping) and value:
        name = max(value)
        for where, one in planted(value[name], path + "{}"):
            yield where, {**value, name: one}
    elif is_dataclass(value):
        yield from _fields(value)


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    kind = type(value).__name__
    for field in fields(value):
        if field.name not in CODES and (kind, field.name) != ("Tilt", "id"):
            for where, one in planted(
                getattr(value, field.name), f"{kind}.{field.name}"
            ):
                yield where, replace(value, **{field.name: one})


def planted_in_all(value: Any, paths: set[str]) -> Any:
    """Plant the canary in several texts at once."""
    for path in sorted(paths):
        value = dict(planted(value))[path]
    return value
