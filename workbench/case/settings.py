"""``case.toml``: what a case is called, who works on it, by which rules.

Every key and its meaning stands in the template that :func:`template` returns, which is
also what ``workbench new`` writes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from workbench.errors import CaseError
from workbench.wording import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROFILES = ("cn", "generic")
OfficeLevel = Literal["township", "county", "prefecture", "province", "centre"]
OFFICE_LEVELS: tuple[OfficeLevel, ...] = get_args(OfficeLevel)

_PLAIN: Mapping[str, type] = MappingProxyType(
    {
        "title": str,
        "profile": str,
        "office": str,
        "office_level": str,
        "own_head": str,
        "opened": date,
        "language": str,
        "as_of": date,
        "who": str,
        "keys": str,
    }
)
_LISTS = frozenset({"skills", "ties", "leave", "words"})
_TABLES = ("team", "priorities", "parameters", "handlers", "calendar")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one case, checked.

    Parameters
    ----------
    title, office, own_head
        Words for people; ``own_head`` names the office's own leader (red line X1).
    profile
        ``cn`` or ``generic``.
    office_level
        One of :data:`OFFICE_LEVELS`.
    opened
        Day the case was opened.
    language
        Language of what the case shows and exports.
    as_of
        A case for training stands still on this day; a live case leaves it out.
    who
        Declared name of the person at this desk, where the login is shared.
    keys
        Folder of this desk's private keys, seen from the case folder and outside it;
        the account's own where empty.
    team, priorities
        Tables as they stand in the file, in order.
    parameters
        What differs from the default of the rules.
    calendar
        Years of the office calendar that the rules do not hold yet, by year.
    """

    title: str
    profile: str = "cn"
    office: str = ""
    office_level: OfficeLevel = "county"
    own_head: str = ""
    opened: date | None = None
    language: Language = "zh"
    as_of: date | None = None
    who: str = ""
    keys: str = ""
    team: tuple[Mapping[str, Any], ...] = ()
    priorities: tuple[Mapping[str, Any], ...] = ()
    handlers: tuple[Mapping[str, Any], ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    calendar: Mapping[str, Any] = field(default_factory=dict)


def template(language: Language = "zh") -> str:
    """Return a commented ``case.toml`` to start from, in one of the two languages."""
    name = f"template.{language}.toml"
    return files("workbench.case").joinpath(name).read_text("utf-8")


def read_settings(folder: Path) -> Settings:
    """Read and check ``case.toml``.

    Raises
    ------
    CaseError
        When the file is missing, is no TOML, or a key is unknown, missing or of the
        wrong kind; the fields name the key and what was expected.
    """
    path = folder / "case.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        raise CaseError("case.no_settings", folder=folder.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CaseError(
            "case.bad_toml", file="case.toml", found=_place(error)
        ) from None
    return _settings(data)


def _place(error: Exception) -> str:
    """Line and column of a TOML error; its text could quote the file."""
    said = str(error)
    return said[said.rfind("(") :].strip("()") if "(" in said else "UTF-8"


def _settings(data: Mapping[str, Any]) -> Settings:
    for key in data:
        if key not in _PLAIN and key not in _TABLES:
            known = ", ".join([*_PLAIN, *_TABLES])
            raise CaseError("case.unknown_key", key=key, known=known)
    if not data.get("title"):
        raise CaseError("case.missing_key", key="title")
    plain = {key: _plain(key, data[key]) for key in _PLAIN if key in data}
    for key, allowed in (
        ("profile", PROFILES),
        ("office_level", OFFICE_LEVELS),
        ("language", LANGUAGES),
    ):
        if key in plain and plain[key] not in allowed:
            raise CaseError("case.bad_choice", key=key, allowed=", ".join(allowed))
    return Settings(
        **plain,
        team=_rows(data, "team"),
        priorities=_rows(data, "priorities"),
        handlers=_rows(data, "handlers"),
        parameters=MappingProxyType(dict(data.get("parameters", {}))),
        calendar=MappingProxyType(dict(data.get("calendar", {}))),
    )


def _plain(key: str, value: Any) -> Any:
    wanted = _PLAIN[key]
    if wanted is date and isinstance(value, datetime):
        return value.date()
    if not isinstance(value, wanted):
        raise CaseError("case.wrong_kind", key=key, expected=wanted.__name__)
    return value


def _rows(data: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CaseError("case.wrong_kind", key=key, expected=f"[[{key}]]")
    for number, row in enumerate(rows, 1):
        if key == "team" and not row.get("name"):
            raise CaseError("case.missing_key", key=f"team[{number}].name")
        for name in _LISTS & row.keys():
            if not isinstance(row[name], list):
                told = f"{key}[{number}].{name}"
                raise CaseError("case.wrong_kind", key=told, expected="[...]")
    return tuple(MappingProxyType(dict(row)) for row in rows)
