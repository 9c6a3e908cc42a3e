"""JSON: an object a line, an array of objects, or FollowTheMoney entities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.raw import RawEntities, RawProblem, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Cell, Raw, Row

_MOST_COLUMNS = 500


def parse(text: str) -> Iterator[Raw]:
    """Yield entities, or one table with a column for every key; row is the line.

    Raises
    ------
    FileRefused
        ``intake.not_json`` when nothing in it is an object.
    """
    found, problems = _objects(text)
    yield from problems
    if found and all(_is_entity(each) for _, each in found):
        yield RawEntities(found)
    elif found:
        yield _table(found)
    else:
        raise FileRefused("intake.not_json")


def _objects(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[RawProblem]]:
    try:
        whole = json.loads(text)
    except ValueError:
        return _of_lines(text)
    if isinstance(whole, dict):
        lists = [each for each in whole.values() if isinstance(each, list) and each]
        listed = isinstance(whole.get("schema"), str) or not lists
        whole = [whole] if listed else max(lists, key=len)
    if not isinstance(whole, list):
        raise FileRefused("intake.not_json")
    numbered = enumerate(whole, start=1)
    return [(row, each) for row, each in numbered if isinstance(each, dict)], []


def _of_lines(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[RawProblem]]:
    found: list[tuple[int, dict[str, Any]]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            each = json.loads(line)
        except (ValueError, RecursionError):
            each = None
        if isinstance(each, dict):
            found.append((number, each))
        else:
            problems.append(RawProblem("intake.not_json", row=number))
    return found, problems if found else []


def _is_entity(each: dict[str, Any]) -> bool:
    return isinstance(each.get("schema"), str) and isinstance(
        each.get("properties"), dict
    )


def _table(found: list[tuple[int, dict[str, Any]]]) -> RawTable:
    """Lay objects out as a table whose header is row 0; lines keep their numbers."""
    names = list(dict.fromkeys(key for _, each in found for key in each))[
        :_MOST_COLUMNS
    ]
    rows: list[Row] = [list(names)]
    last = 0
    for number, each in found:
        rows.extend([] for _ in range(number - last - 1))  # blank and broken lines
        rows.append([_cell(each.get(name)) for name in names])
        last = number
    return RawTable(rows, first=0)


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        return "、".join(str(each) for each in value)
    return json.dumps(value, ensure_ascii=False)
