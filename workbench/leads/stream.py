"""JSON lines in, JSON lines out: letters assessed without a case.

One line out for each line in, in order. A line that cannot be read gives its ``id`` or
``line`` and an ``error``, and the rest goes on. An error never repeats content.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from workbench.leads.assess import assess
from workbench.leads.language import language_of
from workbench.leads.reading import READ_UP_TO
from workbench.leads.repeats import Register
from workbench.records import Letter
from workbench.rules import PROFILES, profile, profile_of
from workbench.wording import why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.leads.values import Allegation, Assessment

_OFFICE = "county"
_BADLY = {
    "township": "township", "乡": "township", "镇": "township", "town": "township",
    "county": "county", "县": "county", "区": "county", "district": "county",
    "prefecture": "prefecture", "city": "prefecture", "municipal": "prefecture",
    "municipality": "prefecture", "市": "prefecture",
    "province": "province", "provincial": "province", "省": "province",
    "state": "province", "superior": "centre", "上级": "centre",
    "centre": "centre", "center": "centre", "central": "centre", "national": "centre",
    "中央": "centre",
}  # fmt: skip


def assess_lines(lines: Iterable[str | bytes]) -> Iterator[str]:
    """Assess letters, one JSON object a line; see INTERFACE ``assess``.

    Parameters
    ----------
    lines
        Each ``{"id", "text", "lang"?, "received"?, "office_level"?, "profile"?}``.

    Yields
    ------
    str
        One JSON document a line, without the line's end, in the order of the input.
    """
    register = Register()
    for number, line in enumerate(lines, start=1):
        yield json.dumps(_one(line, number, register), ensure_ascii=False)


class _Unreadable(Exception):  # noqa: N818 - a line, not the call
    """A line that cannot be read, with the code of its reason."""


def _one(line: str | bytes, number: int, register: Register) -> dict[str, Any]:
    entry: Any = None
    try:
        entry = _parsed(line)
        letter = _letter(entry)
        name = str(entry.get("profile") or profile_of(letter.lang))
        if name not in PROFILES:
            raise _Unreadable("leads.line_profile")  # noqa: TRY301 - one way out
        found = assess(letter, profile=name, office_level=_OFFICE)
        repeats = register.take(found, letter.text)
        said = to_json(found, profile_name=name, repeats=repeats)
        return said | _unread(letter.text)
    except _Unreadable as bad:
        return _refused(entry, number, why(str(bad), {}))
    except Exception as fault:  # noqa: BLE001 - ours; must not cost the lines after it
        kind = type(fault).__name__
        return _refused(entry, number, why("leads.line_fault", {"kind": kind}))


def _unread(text: str) -> dict[str, int]:
    """Say how many characters at the end of a long letter were not read."""
    left = len(text) - READ_UP_TO
    return {"unread": left} if left > 0 else {}


def _refused(entry: object, number: int, said: str) -> dict[str, Any]:
    known = entry.get("id") if isinstance(entry, dict) else None
    place = {"line": number} if known is None else {"id": known}
    return {**place, "error": said}


def _parsed(line: str | bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        entry = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise _Unreadable("leads.line_json") from None
    if not isinstance(entry, dict):
        raise _Unreadable("leads.line_object")
    return entry


def _letter(entry: Mapping[str, Any]) -> Letter:
    text = entry.get("text")
    if not isinstance(text, str):
        raise _Unreadable("leads.line_text")
    if entry.get("id") is None:
        raise _Unreadable("leads.line_id")
    level = entry.get("office_level")
    return Letter(
        id=str(entry["id"]),
        text=text,
        lang=_language(entry, text),
        received=_day(entry.get("received")),
        office_level=_BADLY.get(str(level).strip().lower()) if level else None,
    )


def _language(entry: Mapping[str, Any], text: str) -> Literal["zh", "en"]:
    said = str(entry.get("lang") or "").strip().lower()
    if said.startswith("zh"):
        return "zh"
    if said.startswith("en"):
        return "en"
    found = None if said else language_of(text)
    if found is None:
        raise _Unreadable("leads.line_language")
    return found


def _day(said: object) -> date | None:
    if said is None or said == "":
        return None
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        raise _Unreadable("leads.line_received") from None


def to_json(
    found: Assessment, *, profile_name: str, repeats: str | None = None
) -> dict[str, Any]:
    """Return an assessment as INTERFACE writes it."""
    best = found.strongest
    return {
        "id": found.id,
        "lang": found.lang,
        "specificity": best.specificity if best else 0.0,
        "verifiability": best.verifiability if best else 0.0,
        "specificity_band": best.specificity_band if best else "none",
        "verifiability_band": best.verifiability_band if best else "none",
        "allegations": [allegation_json(a, profile_name) for a in found.allegations],
        "persons": [
            {"text": p.text, "start": p.start, "end": p.end}
            | {k: v for k, v in (("post", p.post), ("unit", p.unit)) if v}
            for p in found.persons
        ],
        "units": [
            {"text": u.text, "start": u.start, "end": u.end} for u in found.units
        ],
        "amounts": [
            {
                "text": a.text,
                "start": a.start,
                "end": a.end,
                "value": a.value,
                "currency": a.currency,
            }
            for a in found.amounts
        ],
        "dates": [
            {
                "text": d.text,
                "start": d.start,
                "end": d.end,
                "from": d.first.isoformat() if d.first else None,
                "to": d.last.isoformat() if d.last else None,
            }
            for d in found.dates
        ],
        "flags": {
            "hearsay": found.hearsay,
            "speculation": found.speculation,
            "out_of_scope": found.out_of_scope,
        },
        "repeats": repeats,
        "refused": found.refused,
    }


def allegation_json(allegation: Allegation, profile_name: str) -> dict[str, Any]:
    """Return one allegation as INTERFACE writes it under ``assess``."""
    return {
        "start": allegation.start,
        "end": allegation.end,
        "offence": allegation.offence,
        "specificity": allegation.specificity,
        "verifiability": allegation.verifiability,
        "elements": {
            name: {
                "level": e.level,
                "quote": e.span.text if e.span else "",
                "start": e.span.start if e.span else None,
                "end": e.span.end if e.span else None,
            }
            for name, e in allegation.elements.items()
        },
        "checks": list(allegation.best),
        "blocked": [
            {"source": c.source, "why": blocked_why(allegation, c.source, profile_name)}
            for c in allegation.checks
            if c.blocked
        ],
        "questions": list(allegation.questions),
        "screens": [s.rule for s in allegation.screens],
        "suggestion": allegation.suggestion,
    }


def blocked_why(allegation: Allegation, source: str, profile_name: str) -> str:
    """Say in the letter's language why a check is blocked."""
    rules = profile(profile_name).rubric
    check = next(c for c in allegation.checks if c.source == source)
    lang = allegation.lang
    labels = [rules.element_labels[name][lang] for name in check.needs]
    joint = "、" if lang == "zh" else ", "
    said = rules.reasons[check.blocked or "needs"][lang]
    return said.format(missing=joint.join(labels))
