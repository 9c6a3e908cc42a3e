"""What the case panel says of letters and recusal, kept until something changes.

Reading every letter and walking the graph takes seconds; opening a case whose files,
journal, settings and program are the same as last time need not do it again. What is
kept lies under ``computed/`` as JSON with a digest of all it rests on; it may go
at any time, and whatever does not fit the digest is computed anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.store import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.case.case import Case

_FILE = "glance.json"
_BESIDE = frozenset(
    {
        *("level_set", "source_switched_on", "screened", "screen_approved", "disposed"),
        *("recusal_decided", "recusal_checked", "row_remarked", "layout_kept"),
        *("corroborated", "noted_for_plan", "plan_approved", "conclusions_accepted"),
        *("meeting_opened", "committed", "revealed", "voted", "exported", "opened"),
        *("method_insisted", "obstruction_noted", "deadline_set"),
        *("step_marked", "plan_amended", "outcome_decided", "clarification_noted"),
        *("unseal_requested", "unseal_approved", "unsealed", "opening_refused"),
    }
)
"""Entries that change neither what letters name nor the graph of the records."""
_PROGRAM = (".py", ".yaml", ".sql", ".toml")
_ROOMS = (
    *("case", "graph", "intake", "journal", "leads", "ontology", "planning"),
    *("rules", "seal", "values"),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A possible ground for recusal, as the case panel shows it."""

    member: str
    person: str
    ground: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What a first look at a case needs of its letters and its graph.

    Parameters
    ----------
    letters
        Allegation id -> letter it stands in, in order of the letters.
    repeats
        Letters that repeat an earlier one.
    ties
        Possible grounds for recusal.
    """

    letters: Mapping[str, str]
    repeats: tuple[str, ...]
    ties: tuple[Tie, ...]


def glance(case: Case) -> Glance:
    """Return what was kept, where it still holds; else compute and keep it."""
    digest, place = _digest(case), case.store.computed(_FILE)
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(place.read_bytes())
        if kept["digest"] == digest:
            return _from_json(kept)
    found = Glance(
        {a.id: a.letter for a in case.allegations()},
        tuple(one.id for one in case.assessments() if one.repeats),
        tuple(Tie(h.member, h.person, h.ground, h.path) for h in case.recusal_hints()),
    )
    said = json.dumps({"digest": digest, **asdict(found)}, ensure_ascii=False, indent=0)
    with suppress(OSError):  # a folder that cannot be written to only costs time
        write_whole(place, said.encode())
    return found


def _from_json(kept: dict[str, Any]) -> Glance:
    ties = (Tie(**{**one, "path": tuple(one["path"])}) for one in kept["ties"])
    return Glance(dict(kept["letters"]), tuple(kept["repeats"]), tuple(ties))


def _digest(case: Case) -> str:
    """Digest everything that a glance rests on: files, letters, decisions, program."""
    made = sha256()
    for part in _rests_on(case):
        made.update(part.encode())
        made.update(b"\0")
    return made.hexdigest()


def _rests_on(case: Case) -> Iterator[str]:
    yield program_stamp()
    yield case.as_of.isoformat()
    for entry in case.journal.entries():
        if entry.verb not in _BESIDE:
            yield entry.hash
    yield (case.folder / "case.toml").read_text("utf-8-sig")
    for file in case.reading().files:
        yield f"{file.file} {file.sha256} {file.read}"
    for letter in case.store.letters():
        sha = letter.source.sha256 if letter.source else letter.text
        yield f"{letter.id} {sha} {letter.received} {letter.lang}"


def program_stamp() -> str:
    """Return a digest of the rooms of the program that read, link and assess."""
    package = Path(__file__).parents[1]
    files = [package / "records.py", package / "store.py"]
    for room in _ROOMS:
        files += [p for p in (package / room).rglob("*") if p.suffix in _PROGRAM]
    made = sha256()
    for path in sorted(files):
        made.update(path.name.encode())
        made.update(path.read_bytes())
    return made.hexdigest()
