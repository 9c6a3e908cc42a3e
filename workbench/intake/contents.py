"""One content (a file, or a member of one): parsed, landed as tables, and reported."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused, WorkbenchError
from workbench.intake.forms import forms
from workbench.intake.landing import Landed, land
from workbench.intake.raw import (
    RawEntities,
    RawMember,
    RawProblem,
    RawTable,
    RawText,
)
from workbench.intake.report import Layout, Problem
from workbench.store import write_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.intake.isolation import Reader
    from workbench.intake.raw import Raw
    from workbench.intake.understand import Choice
    from workbench.store import Store


@dataclass(slots=True)
class Content:
    """What one content came to; kept as JSON beside the tables.

    Parameters
    ----------
    file, sha256
        Where it stands, members as ``archive.zip!/inner.csv``; hash of its bytes.
    key
        Digest of all that decided how it was read besides its bytes.
    kind
        Record kinds joined by ``+``, or ``table``, ``unreadable``, ``empty``,
        ``duplicate``, ``archive``.
    """

    file: str
    sha256: str
    key: str = ""
    kind: str = "empty"
    read: int = 0
    refused: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return plain values from which :func:`from_json` makes the same again."""
        named = ("file", "sha256", "key", "kind", "read", "refused", "skipped")
        return {name: getattr(self, name) for name in named} | {
            "members": self.members,
            "parts": self.parts,
            "problems": [
                {"code": p.code, "sheet": p.sheet, "row": p.row, "column": p.column,
                 "fields": dict(p.fields)}
                for p in self.problems
            ],
            "layouts": [
                {"sheet": each.sheet, "fingerprint": each.fingerprint,
                 "form": each.form, "columns": dict(each.columns),
                 "guessed": each.guessed,
                 "notes": each.notes, "decided": each.decided,
                 "headers": each.headers}
                for each in self.layouts
            ],
        }  # fmt: skip


def from_json(data: Mapping[str, Any]) -> Content:
    """Make a content's report from what :meth:`Content.to_json` gave."""
    file = data["file"]
    named = ("file", "sha256", "key", "kind", "read", "refused", "skipped")
    return Content(
        **{name: data[name] for name in named},
        parts=list(data["parts"]),
        members=[(name, sha256) for name, sha256 in data["members"]],
        problems=[Problem(file=file, **each) for each in data["problems"]],
        layouts=[
            Layout(
                file=file,
                **each
                | {name: tuple(each[name]) for name in ("guessed", "notes", "headers")},
            )
            for each in data["layouts"]
        ],
    )


def take(
    path: Path,
    file: str,
    sha256: str,
    *,
    reader: Reader,
    store: Store,
    choices: Mapping[str, Choice],
    encoding: str | None = None,
) -> tuple[Content, list[RawMember]]:
    """Parse one content, land its tables and say what came of it.

    Parameters
    ----------
    path
        Where its bytes lie.
    file, sha256
        Place and hash for provenance.
    reader
        The limited process.
    store
        Where tables land.
    choices
        Layout fingerprint -> decision.
    encoding
        Text encoding that a person chose.

    Returns
    -------
    tuple
        The report, and the members it holds, not yet read.
    """
    content = Content(file, sha256)
    store.drop(sha256)
    try:
        large = _large(path, content, store, choices, encoding)
        if large is not None:
            _sum_up(content, [large], [])
            return content, []
        raws = reader.parse(path, PurePosixPath(file).name, chosen=encoding)
    except FileRefused as no:
        content.kind = "empty" if no.code == "intake.empty_file" else "unreadable"
        content.problems.append(Problem(file, no.code, fields=no.fields))
        return content, []
    landed = [each for raw in raws if (each := _landed(raw, content, choices))]
    members = [raw for raw in raws if isinstance(raw, RawMember)]
    _sum_up(content, landed, members)
    _write(store, content, landed)
    return content, members


def _large(
    path: Path,
    content: Content,
    store: Store,
    choices: Mapping[str, Choice],
    encoding: str | None,
) -> Landed | None:
    """Take the fast road where a file is large enough for it."""
    from workbench.intake import fast  # noqa: PLC0415 - only for large tables

    if not fast.suits(path, PurePosixPath(content.file).name):
        return None
    try:
        return fast.read(
            path,
            content.file,
            content.sha256,
            store=store,
            choices=choices,
            chosen=encoding,
        )
    except csv.Error:  # a cell too long for the fast road; the ordinary one says where
        store.drop(content.sha256)
        return None
    except (WorkbenchError, OSError):
        store.drop(content.sha256)
        raise
    except Exception as no:  # noqa: BLE001 - engines raise many kinds; one error each
        store.drop(content.sha256)
        raise FileRefused("intake.broken", what=type(no).__name__) from None


def _landed(raw: Raw, content: Content, choices: Mapping[str, Choice]) -> Landed | None:
    file, sha256 = content.file, content.sha256
    match raw:
        case RawTable():
            return land(raw, file=file, sha256=sha256, choices=choices)
        case RawText():
            return _document(raw, file, sha256)
        case RawEntities():
            from workbench.intake import ftm  # noqa: PLC0415 - rare

            found: Landed = ftm.land(raw, file=file, sha256=sha256)
            return found
        case RawProblem():
            return _problem(raw, file, sha256)
    return None


def _problem(raw: RawProblem, file: str, sha256: str) -> Landed:
    found = Landed(file, sha256, refused=0 if raw.row is None else 1)
    found.problems.append(
        Problem(file, raw.code, raw.sheet, raw.row, fields=raw.fields)
    )
    return found


def _document(raw: RawText, file: str, sha256: str) -> Landed:
    found = Landed(file, sha256)
    text = raw.text.strip()
    if not text:
        return found
    title = raw.title or PurePosixPath(file.rpartition("!/")[2]).stem
    found.add(
        "document",
        {"title": title, "date": raw.day, "text": text, "file": file,
         "sha256": sha256, "page": raw.page},
    )  # fmt: skip
    found.read = 1
    return found


def _sum_up(
    content: Content,
    landed: list[Landed],
    members: list[RawMember],
) -> None:
    for each in landed:
        content.read += each.read
        content.refused += each.refused
        content.skipped += each.skipped
        content.problems += each.problems
        content.layouts += each.layouts
    alike = {(p.code, p.sheet, p.row, p.column): p for p in reversed(content.problems)}
    content.problems = list(reversed(alike.values()))
    kinds = sorted({kind for each in landed for kind in each.kinds})
    if kinds:
        content.kind = "+".join(kinds)
    elif members:
        content.kind = "archive"
    elif content.skipped or content.refused or content.layouts:
        known = {each.form for each in content.layouts} & forms().keys()
        kinds = sorted({next(iter(forms()[form].yields)) for form in known})
        content.kind = "+".join(kinds) or "table"
    if content.kind == "empty" and not content.problems:
        content.problems.append(Problem(content.file, "intake.nothing_in_it"))


def _write(store: Store, content: Content, landed: list[Landed]) -> None:
    for kind in sorted({kind for each in landed for kind in each.rows}):
        rows = [row for each in landed for row in each.rows.get(kind, ())]
        write_rows(store.part(kind, content.sha256, 0), kind, rows)
