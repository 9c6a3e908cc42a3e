"""A plan as JSON, and the published schema of it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.wording import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Plan
    from workbench.wording import Language


def plan_json(plan: Plan, *, lang: Language, journal_head: str) -> str:
    """Return the plan as one JSON document; dates ISO, words in ``lang``."""
    with speaking(lang):
        whole = plan.to_json() | {"journal_head": journal_head}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def strings(value: Any) -> Iterator[str]:
    """Give every text of a JSON value, keys included, for the guard."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of an exported plan (``plan.schema.json``)."""
    text = files("workbench.exports").joinpath("plan.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
