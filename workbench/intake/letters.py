"""The intake officer's step: inbox/ -> letters/ and sealed/.

In this order, so that nothing is lost or shown whatever happens in between: level asked
from outside (X1) - opened - reporter found, confirmed - sealed, durably - working text,
durably - journal entry - taken out of the inbox. Interrupted, it is simply done again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from workbench.errors import CaseError, FileRefused, InputError, UsageError
from workbench.intake.envelope import (
    LEVELS,
    Envelope,
    above,
    above_inside,
    place_of,
    read_envelope,
    waiting,
)
from workbench.intake.keeping import (
    Desk,
    Forwarded,
    Office,
    TakenIn,
    forward,
    keep,
    take_out,
)
from workbench.intake.opener import Opener
from workbench.intake.reporter import Proposal, Span
from workbench.intake.reporter.redact import cleaned
from workbench.seal import Register, Vault, durable
from workbench.seal.keys import recipients
from workbench.wording import label, words

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.journal import Journal

_ = words("letters")

_KINDS: Mapping[str, Mapping[str, str]] = {
    "name": {"zh": "姓名", "en": "name"},
    "phone": {"zh": "电话", "en": "telephone"},
    "email": {"zh": "邮箱", "en": "e-mail"},
    "number": {"zh": "身份证号", "en": "identity number"},
    "account": {"zh": "网络账号", "en": "account"},
    "address": {"zh": "住址", "en": "address"},
    "unit": {"zh": "单位", "en": "unit"},
    "role": {"zh": "身份描述", "en": "description of oneself"},
}
Confirm: TypeAlias = Callable[[Proposal], Iterable[Span]]
"""Shown to the intake officer; returns the spans that are confirmed, and more marks."""
Level: TypeAlias = str | Callable[[Envelope], str | None] | None
"""Management level of items that do not declare one, or who is asked for it."""
_WHY_UP: Mapping[str, Mapping[str, str]] = {
    "level": {
        "zh": "所涉人员由上级管理",
        "en": "the persons named are managed by a superior office",
    },
    "addressed": {
        "zh": "收件人是上级机关",
        "en": "it is addressed to a superior office",
    },
    "own_head": {
        "zh": "反映本机关主要负责人",
        "en": "it names the head of this office",
    },
}


def kind_label(kind: str) -> str:
    """Return a kind of identity in the language in force."""
    return label(_KINDS[kind])


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What became of the inbox.

    Parameters
    ----------
    letters
        Taken in, in order of their numbers.
    forwarded
        Left in ``inbox/forward/`` under a receipt number, to go up within T2.
    problems
        Items that stay in the inbox, each with one error.
    again
        How many items had been taken in before with the same content.
    waits
        How many letters stay in the inbox until the officer has confirmed them.
    """

    letters: tuple[TakenIn, ...] = ()
    forwarded: tuple[Forwarded, ...] = ()
    problems: tuple[InputError, ...] = ()
    again: int = 0
    waits: int = 0

    def __str__(self) -> str:
        """Give the report for a person: counts and kinds, never content."""
        lines = [
            _("Letters taken in: {n}; known already: {again}.").format(
                n=len(self.letters), again=self.again
            )
        ]
        for letter in self.letters:
            found = "  ".join(
                f"{kind_label(kind)} {n}" for kind, n in letter.found.items()
            )
            shown = found or _("no identity in the text")
            signed = _("real name") if letter.real_name else _("anonymous")
            lines.append(f"  {letter.id}  {signed}  {shown}")
        lines += [f"  {_sent_up(item)}" for item in self.forwarded]
        if self.waits:
            said = _("{n} letters wait in the inbox to be confirmed.")
            lines.append(f"  {said.format(n=self.waits)}")
        lines += [f"  {problem}" for problem in self.problems]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Return the report for ``--json``: counts and kinds, never content."""
        letters = [
            {
                "id": letter.id,
                "kind": letter.kind,
                "lang": letter.lang,
                "real_name": letter.real_name,
                "found": dict(letter.found),
            }
            for letter in self.letters
        ]
        forwarded = [
            {"id": f.id, "why": f.why, "received": f.received.isoformat()}
            for f in self.forwarded
        ]
        problems = [{"code": p.code, "why": str(p)} for p in self.problems]
        return {
            "letters": letters,
            "forwarded": forwarded,
            "problems": problems,
            "again": self.again,
            "waits": self.waits,
        }


def _sent_up(item: Forwarded) -> str:
    """Say of an item that goes up: why, where it lies, by when."""
    said = _(
        "{id}: {why}; not kept here. It lies in inbox/forward/ and goes up, "
        "unregistered, within five working days of {received} "
        "(see workbench forward CASE)."
    )
    why = label(_WHY_UP[item.why])
    return said.format(id=item.id, why=why, received=item.received.isoformat())


def take_in(
    folder: Path,
    *,
    journal: Journal,
    level: Level,
    confirm: Confirm | None = None,
    private: Path | None = None,
) -> IntakeReport:
    """Take the inbox of a case in.

    Parameters
    ----------
    folder
        Case folder.
    journal
        Its journal; one entry a letter.
    level
        Management level of items whose sidecar gives none: a level, or a callable that
        asks the intake officer from the outside of the item. ``None``: such items wait.
    confirm
        Gets what was found in a letter and returns what is to be hidden; without it
        everything found is hidden.
    private
        Folder of the intake officer's keys; the account's own where absent.

    Returns
    -------
    IntakeReport
        Counts and kinds, never content.

    Raises
    ------
    SealError
        ``seal.no_keys`` and the like, before anything is opened; a disk that refuses.
    JournalError
        The journal cannot be written; the letter at hand stays in the inbox.
    """
    recipients(folder)
    register = Register(folder, private)
    with durable.alone(folder / "sealed" / ".lock"):
        register.begin()
        desk = Desk(folder, journal, register, Vault(folder), _office(folder), confirm)
        with Opener() as opener:
            return _report(desk, opener, level)


def look(
    folder: Path,
    *,
    journal: Journal,
    level: Level,
    private: Path | None = None,
) -> tuple[list[Proposal], IntakeReport]:
    """Show the intake officer what was found in each letter; take none in.

    What belongs to a superior office is moved to ``inbox/forward/`` as ever, unread.

    Parameters
    ----------
    folder, journal, level, private
        As for :func:`take_in`.

    Returns
    -------
    tuple
        What was found, in the order of the inbox; and the report, without the letters
        that wait to be confirmed.
    """
    found: list[Proposal] = []

    def later(proposal: Proposal) -> Iterable[Span]:
        found.append(proposal)
        raise Postponed

    report = take_in(
        folder, journal=journal, level=level, confirm=later, private=private
    )
    return found, report


class Postponed(Exception):  # noqa: N818 - no error: the officer decides later
    """Raised by a ``confirm``: the letter stays in the inbox, nothing is written."""


def _report(desk: Desk, opener: Opener, level: Level) -> IntakeReport:
    letters, forwarded, problems, again, waits = [], [], [], 0, 0
    for item in waiting(desk.folder / "inbox"):
        try:
            result = _take(desk, opener, item, level)
        except InputError as refused:
            problems.append(refused)
            continue
        except Postponed:
            waits += 1
            continue
        if isinstance(result, TakenIn):
            letters.append(result)
        elif isinstance(result, Forwarded):
            forwarded.append(result)
        else:
            again += 1
    return IntakeReport(tuple(letters), tuple(forwarded), tuple(problems), again, waits)


def _take(
    desk: Desk, opener: Opener, item: Path, level: Level
) -> TakenIn | Forwarded | None:
    """Take one item in; ``None`` where its content had come in before."""
    if item.suffix.lower() in (".toml", ".json"):
        raise FileRefused("letters.lone_sidecar", place=place_of(item))
    envelope = _asked(item, level)
    rules = {"office_level": desk.office.level, "own_head": desk.office.own_head}
    why = above(envelope, **rules)
    if why is not None:
        return forward(desk, item, envelope, why)
    content = item.read_bytes()
    if desk.known(desk.mark(content, envelope)):
        take_out(item)
        return None
    opened = opener.open(
        content, item.suffix.lower(), place_of(item), chosen=envelope.encoding
    )
    text = cleaned(opened.text)
    why = above_inside(text, **rules)
    if why is not None:
        return forward(desk, item, envelope, why)
    taken = keep(desk, item, envelope, opened, text)
    take_out(item)
    return taken


def _asked(item: Path, level: Level) -> Envelope:
    envelope = read_envelope(item)
    if envelope.level is not None:
        return envelope
    asked = level(envelope) if callable(level) else level
    if asked is None:
        raise FileRefused("letters.level_unknown", place=place_of(item))
    if asked not in LEVELS:
        raise UsageError("letters.no_level", known=", ".join(LEVELS))
    return replace(envelope, level=asked)


def _office(folder: Path) -> Office:
    try:
        data = tomllib.loads((folder / "case.toml").read_text("utf-8-sig"))
    except FileNotFoundError:
        return Office()
    except ValueError:
        raise CaseError("case.bad_toml", file="case.toml", found="TOML") from None
    level = data.get("office_level", "county")
    if level not in LEVELS:
        raise CaseError(
            "case.bad_choice", key="office_level", allowed=", ".join(LEVELS)
        )
    return Office(level, str(data.get("own_head", "")))
