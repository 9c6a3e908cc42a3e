"""How one letter is kept: sealed, then its working text, then its journal entry."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.intake.envelope import sidecar_of
from workbench.intake.reporter import Span, find, redact
from workbench.intake.reporter.redact import everywhere, language, signed_by
from workbench.intake.reporter.spans import Proposal, merged
from workbench.seal import durable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from workbench.intake.envelope import Envelope
    from workbench.intake.opening import Opened
    from workbench.journal import Entry, Journal
    from workbench.seal import Register, Vault

_TOKENS = {
    "zh": "〔举报人-{}〕",
    "en": "[REPORTER-{}]",
}
_CONTACTS = frozenset({"phone", "email", "address", "number", "account"})
_NAMES = frozenset({"name", "unit"})
_ID_LENGTH = 18
_PLACE = re.compile(r"\d+(?:号|室|栋|户|幢)|(?:村|路|街|巷|弄).*(?:组|号)")
_REGISTERED = re.compile(r"[A-Za-z]{0,8}[-_]?\d{2,4}[-_]\d{1,6}")


@dataclass(frozen=True, slots=True)
class Office:
    """What the step needs of ``case.toml``."""

    level: str = "county"
    own_head: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One letter that was taken in; its content is nowhere here.

    Parameters
    ----------
    id
        Register number.
    kind
        Suffix of the file.
    lang
        ``zh`` or ``en``.
    real_name
        Whether it came with a name or unit and a contact.
    found
        Kind of identity -> how many places were replaced.
    """

    id: str
    kind: str
    lang: str
    real_name: bool
    found: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """An item of a superior office: not opened, not kept (X1, T2)."""

    id: str
    why: str
    received: date


@dataclass(frozen=True, slots=True)
class Desk:
    """The intake officer's desk: where things lie and who is asked."""

    folder: Path
    journal: Journal
    register: Register
    vault: Vault
    office: Office
    confirm: Callable[[Proposal], Iterable[Span]] | None
    taken: dict[str, str | None] = field(default_factory=dict)
    """Register number -> keyed hash of its content, as the journal has them."""

    def __post_init__(self) -> None:
        """Look once; the lock of the step keeps others away."""
        for verb in ("received", "forwarded"):
            for entry in self.journal.entries(verb):
                self.taken[entry.of] = _told(entry, "mark")

    def mark(self, content: bytes, envelope: Envelope) -> str:
        """Return the keyed hash of a letter and of who declared himself to send it.

        The same words from another person are another letter.
        """
        declared = json.dumps(envelope.declared, ensure_ascii=False).encode()
        return self.register.fingerprint(content + b"\0" + declared)

    def known(self, mark: str) -> bool:
        """Say whether content with this keyed hash has come in before."""
        return mark in self.taken.values()

    def number(self, declared: str | None, prefix: str) -> str:
        """Return the next free register number, or the declared one where free."""
        if declared and declared not in self.taken:
            self.vault.item(declared)  # refuses what could not be a name
            return declared
        n = 1 + sum(number.startswith(prefix) for number in self.taken)
        while (number := f"{prefix}{n:03d}") in self.taken:
            n += 1
        return number

    def note(self, entry: Entry) -> None:
        """Note a register number that was given."""
        self.taken[entry.of] = _told(entry, "mark")

    def today(self) -> date:
        """Return the day of the journal's clock."""
        return self.journal.now().date()


def forward(desk: Desk, item: Path, envelope: Envelope, why: str) -> Forwarded:
    """Note that an item goes up; keep its number and its clock, nothing else."""
    number = desk.number(None, "UP")
    received = envelope.received or desk.today()
    receipt = {"receipt": number, "received": received.isoformat(), "why": why}
    desk.vault.put(number, json.dumps(receipt).encode())
    value = {"rule": "X1", "clock": "T2", "received": received.isoformat()}
    desk.note(desk.journal.append("forwarded", number, value, seen=0))
    apart = item.parent / "forward"
    apart.mkdir(exist_ok=True)
    sidecar = sidecar_of(item)
    item.rename(apart / f"{number}{item.suffix}")
    if sidecar is not None:
        sidecar.rename(apart / f"{number}{sidecar.suffix}")
    durable.settle(apart)
    durable.settle(item.parent)
    return Forwarded(number, why, received)


def keep(
    desk: Desk, item: Path, envelope: Envelope, opened: Opened, text: str
) -> TakenIn:
    """Keep one opened letter; its journal entry is the last thing written.

    Parameters
    ----------
    item, envelope, opened
        The letter as it lies, from outside, and opened.
    text
        Its text, cleaned.
    """
    number = desk.number(envelope.number or _on_file(item), "L")
    spans = _confirmed(desk, number, text, envelope, opened)
    anonymous = not spans and not envelope.declared
    told = {(s.kind, text[s.start : s.end].strip()) for s in spans}
    told |= set(envelope.declared)
    if not anonymous:
        told |= set(opened.authors)
    token = desk.register.token(sorted(told)) if told else ""
    lang = language(text)
    redaction = redact(text, spans, _TOKENS[lang].format(token))
    content = item.read_bytes()
    sealed = desk.vault.put(
        number,
        _packed(number, token, told, item, opened.stripped if anonymous else content),
    )
    desk.register.note(token, [pair for pair in told if pair[0] != "role"])
    declared = envelope.real_name
    facts: dict[str, str | bool] = {
        "id": number,
        "received": _received(desk, envelope, opened, anonymous=anonymous),
        "real_name": declared if declared is not None else _is_real_name(told),
        "lang": lang,
        "office_level": desk.office.level,
        "sha256": sealed,
    }
    mark = desk.mark(content, envelope)
    _work_on(desk, number, redaction.text, facts, envelope, mark)
    return TakenIn(
        number,
        item.suffix.lower(),
        lang,
        bool(facts["real_name"]),
        redaction.found,
    )


def take_out(item: Path) -> None:
    """Remove an item and its sidecar from the inbox."""
    sidecar = sidecar_of(item)
    item.unlink()
    if sidecar is not None:
        sidecar.unlink()
    durable.settle(item.parent)


def _work_on(
    desk: Desk,
    number: str,
    text: str,
    facts: Mapping[str, str | bool],
    envelope: Envelope,
    mark: str,
) -> None:
    letters = desk.folder / "letters"
    body = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    durable.write(letters / f"{number}.txt", text.encode())
    durable.write(letters / f"{number}.json", f"{body}\n".encode())
    value = {
        **facts,
        "what": "letter",
        "text": sha256(text.encode()).hexdigest(),
        "mark": mark,
        "channel": envelope.channel,
        "level": envelope.level,
    }
    desk.note(desk.journal.append("received", number, value, seen=0))


def _confirmed(
    desk: Desk, number: str, text: str, envelope: Envelope, opened: Opened
) -> list[Span]:
    """Return what is to be hidden, after the intake officer had a look.

    What the file says of its author is used only where the letter itself is signed,
    be it by that very name: an anonymous writer is not looked for (X2).
    """
    found = find(text, envelope.declared)
    signed = found or envelope.declared or signed_by(text, opened.authors)
    if signed and opened.authors:
        found = find(text, [*envelope.declared, *opened.authors])
    found = _marked(text, found, envelope)
    if desk.confirm is None:
        return list(found)
    told = list(desk.confirm(Proposal(number, text, found)))
    more = [(s.kind, text[s.start : s.end]) for s in told if s not in found]
    dropped = [s for s in found if s not in told]
    again = (
        span
        for span in everywhere(text, more)
        if not any(span.start < d.end and d.start < span.end for d in dropped)
    )
    return merged([*told, *again])


def _marked(text: str, found: Iterable[Span], envelope: Envelope) -> tuple[Span, ...]:
    """Apply the officer's own marks: words to hide as well, words to keep."""
    keep = {_bare(said) for said in envelope.keep}
    kept = [s for s in found if _bare(text[s.start : s.end]) not in keep]
    more = everywhere(text, [(kind_of(said), said) for said in envelope.hide])
    return tuple(merged([*kept, *more]))


def _bare(said: str) -> str:
    return "".join(said.split())


def kind_of(words: str) -> str:
    """Return of which kind words are that a person marked: by their signs alone."""
    bare = _bare(words)
    if "@" in bare:
        return "email"
    if sum(sign.isdigit() for sign in bare) * 2 > len(bare):
        return "number" if len(bare) == _ID_LENGTH else "phone"
    return "address" if _PLACE.search(bare) else "name"


def _on_file(item: Path) -> str | None:
    """Return the register number that an item is named by, where it is no more."""
    return item.stem if _REGISTERED.fullmatch(item.stem) else None


def _packed(
    number: str,
    token: str,
    told: Iterable[tuple[str, str]],
    item: Path,
    content: bytes,
) -> bytes:
    body = {
        "id": number,
        "token": token,
        "identity": sorted(map(list, told)),
        "file": item.name if token else f"{number}{item.suffix}",
        "content": base64.b64encode(content).decode(),
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _received(
    desk: Desk, envelope: Envelope, opened: Opened, *, anonymous: bool
) -> str:
    """Return the day of receipt: declared, else a signed mail's, else today."""
    if envelope.received is not None:
        return envelope.received.isoformat()
    if opened.sent is not None and not anonymous:
        return opened.sent
    return desk.today().isoformat()


def _is_real_name(told: Iterable[tuple[str, str]]) -> bool:
    """Say whether name or unit and a contact are given (Complaint Rules Art. 24)."""
    kinds = {kind for kind, _ in told}
    return bool(kinds & _NAMES and kinds & _CONTACTS)


def _told(entry: Entry, key: str) -> str | None:
    found = entry.value.get(key) if isinstance(entry.value, dict) else None
    return found if isinstance(found, str) else None
