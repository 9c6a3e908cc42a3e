"""Who of one roster may stand in another, for rosters too long to compare by pairs.

Splink (extra ``[match]``) finds and weighs the candidates, on DuckDB or, by name, on
Spark; the names of each candidate are then compared as everywhere (``values``), and
identity numbers decide. The weights stand in ``ontology/patterns.yaml`` with their
reasons instead of being estimated anew each time, so the same rosters give the same
pairs. Nothing is decided here, nobody gets a score: a pair comes with its reasons, in
the order of the rosters.

Source of the method: Fellegi and Sunter 1969, as Splink implements it.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import UsageError
from workbench.graph.blocking import person_keys
from workbench.ontology.thresholds import threshold
from workbench.records import Source
from workbench.values.identity import clean, is_identity_number, is_masked
from workbench.values.latin_name import long_forms, parse_latin
from workbench.values.person_name import folded, same_person_name
from workbench.values.script import has_han, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pandas import DataFrame

_HEADERS: Mapping[str, str] = {
    "id_number": r"身份证|证件号|公民身份|\bid\b|identity|national.?id|passport",
    "phone": r"电话|手机|联系方式|phone|mobile|tel",
    "birth": r"出生|生日|birth|dob",
    "unit": r"单位|部门|unit|employer|department|organi[sz]ation",
    "address": r"住址|地址|address",
    "name": r"姓名|名字|人员|name",
}
COMPARED = ("id_number", "phone", "birth", "unit", "address")
_LOUD = "splink"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of a roster: the name as written, and where it stands."""

    name: str
    record: Source

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"name": self.name, "record": self.record.to_json()}


@dataclass(frozen=True, slots=True)
class RosterPair:
    """Two rows that may be one person's.

    Parameters
    ----------
    one, other
        The rows.
    verdict
        ``same``: the name is the same and more than a common name agrees;
        ``possible``: all else.
    why
        Ground of the names, a code of :mod:`workbench.values`.
    grounds
        What agrees beside the name.
    """

    one: RosterRow
    other: RosterRow
    verdict: Literal["same", "possible"]
    why: str
    grounds: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "one": self.one.to_json(),
            "other": self.other.to_json(),
            "verdict": self.verdict,
            "why": self.why,
            "grounds": list(self.grounds),
        }


def match_rosters(
    one: DataFrame, other: DataFrame, *, engine: str = "duckdb"
) -> list[RosterPair]:
    """Propose who of one roster may stand in the other; a person decides.

    Parameters
    ----------
    one, other
        Tables as ``read_tables`` gives them; the column of names is needed, those of
        identity number, phone, day of birth, unit and address help. Columns are told by
        their headers.
    engine
        ``duckdb``, or ``spark`` (extra ``[spark]``, Java 17).

    Returns
    -------
    list of RosterPair
        In the order of the first roster, then of the second. Pairs whose identity
        numbers contradict are left out, and so are common names with nothing beside
        them. About linear in the rows while names differ.

    Raises
    ------
    UsageError
        Where Splink is not installed, no column of names is found, or the engine is
        not known.
    """
    if engine not in ("duckdb", "spark"):
        raise UsageError("graph.no_such_engine", engine=engine, known="duckdb, spark")
    needed = "splink" if engine == "duckdb" else "pyspark"
    for package in ("splink", needed):
        if find_spec(package) is None:
            extra = "match" if package == "splink" else "spark"
            raise UsageError("graph.no_splink", package=package, extra=extra)
    sides = [_rows(frame) for frame in (one, other)]
    if not all(sides):
        return []
    found = [
        pair
        for first, second, weight in _weighed(sides, engine)
        if (pair := _pair(sides[0][first], sides[1][second], weight)) is not None
    ]
    return sorted(found, key=lambda p: (_place(p.one), _place(p.other)))


def _place(row: RosterRow) -> tuple[str, int]:
    return row.record.file, row.record.row or 0


def roster_columns(headers: Iterable[str]) -> dict[str, str]:
    """Say which column of a roster is what, by its header; each column once."""
    left, found = list(headers), {}
    for role, pattern in _HEADERS.items():
        for header in left:
            if re.search(pattern, header, re.IGNORECASE):
                found[role] = header
                left.remove(header)
                break
    if "name" not in found:
        raise UsageError("graph.no_names", known=", ".join(map(str, headers)))
    return found


def _rows(frame: DataFrame) -> list[dict[str, Any]]:
    """Return the rows that bear a name, each cell in the form that is compared."""
    columns = roster_columns(map(str, frame.columns))
    said = frame.attrs
    rows: list[dict[str, Any]] = []
    for number, cells in enumerate(frame.to_dict("records"), 2):
        text = {
            role: "" if cells[c] is None or cells[c] != cells[c] else str(cells[c])
            for role, c in columns.items()
        }
        name = tidy(text["name"])
        if not name:
            continue
        place = (said.get("file") or "", said.get("sha256") or "", said.get("sheet"))
        rows.append(
            {
                "unique_id": len(rows),
                "row": RosterRow(name, Source(*place, row=number)),
                "name": folded(name) if has_han(name) else name.lower(),
                "keys": sorted(set(_keys(name))),
                **_plain(text),
            }
        )
    return rows


def _plain(text: Mapping[str, str]) -> dict[str, str | None]:
    """Return the cells beside the name in one form, ``None`` where nothing is said."""
    number = clean(text.get("id_number", ""))
    birth = re.sub(r"\D", "", text.get("birth", ""))[:8]
    if is_identity_number(number) and len(number) == 18:  # noqa: PLR2004 - present form
        birth = birth or number[6:14]
    plain = {
        "id_number": "" if is_masked(number) else number,
        "phone": re.sub(r"\D", "", text.get("phone", ""))[-11:],
        "birth": birth,
        "unit": folded(text.get("unit", "")).lower(),
        "address": folded(text.get("address", "")).lower(),
    }
    return {name: value or None for name, value in plain.items()}


def _keys(name: str) -> Iterator[str]:
    """Yield what two rows must share: written form, sound or spelt-out words."""
    for kind, key in person_keys(name):
        if kind in ("han", "sound", "heard") and len(key) > 1:
            yield f"{kind}:{key}"
    if not has_han(name):
        words = parse_latin(name).tokens
        ends = (words[0], words[-1]) if words else ("", "")
        for pair in product(*(sorted(long_forms(word)) for word in ends)):
            yield f"words:{' '.join(sorted(pair))}"


def _pair(
    one: Mapping[str, Any], other: Mapping[str, Any], weight: float
) -> RosterPair | None:
    """Compare one candidate by names and numbers; ``None`` where they contradict."""
    grounds = tuple(c for c in COMPARED if one[c] and one[c] == other[c])
    number = "id_number" in grounds
    if one["id_number"] and other["id_number"] and not number:
        return None
    like = same_person_name(one["row"].name, other["row"].name)
    if not like.alike and not number:
        return None
    sure = number or (like.verdict == "same" and weight >= threshold("roster_sure"))
    return RosterPair(
        one["row"],
        other["row"],
        "same" if sure else "possible",
        like.why if like.alike else "number",
        grounds,
    )


def _weighed(
    sides: Sequence[list[dict[str, Any]]], engine: str
) -> Iterator[tuple[int, int, float]]:
    """Let Splink find candidates and weigh them (base-2 log of the odds)."""
    from splink import Linker  # noqa: PLC0415 - extra, loaded on use

    from workbench.graph.roster_model import register, settings  # noqa: PLC0415 - extra

    logging.getLogger(_LOUD).setLevel(logging.ERROR)
    tables = register(sides, ("unique_id", "name", "keys", *COMPARED), engine)
    linker = Linker(tables, settings(max(map(len, sides))))
    made = linker.inference.predict(
        threshold_match_weight=threshold("roster_least"), warning_mode="never"
    )
    for row in made.as_record_list():
        yield int(row["unique_id_l"]), int(row["unique_id_r"]), row["match_weight"]
