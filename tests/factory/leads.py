"""Builders for what a letter yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.leads.values import Check
from workbench.records import Letter

if TYPE_CHECKING:
    from collections.abc import Mapping


def check(source: str = "BANK", d: Mapping[str, int] | None = None, **more: Any):
    """Make a check; ``d`` is its effective diagnosticity per key element."""
    return Check(source=source, diagnosticity=d or {"act": 3}, **more)


def letter(text: str, **more: Any) -> Letter:
    """Make a letter; Chinese unless said."""
    return Letter(**({"id": "1", "text": text, "lang": "zh"} | more))
