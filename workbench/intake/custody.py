"""Does what lies in the case folder agree with the journal, and what was destroyed.

``verify_case`` compares everything that came in with the entry that says so. ``erase``
destroys the key of a sealed letter once its keeping period is over. ``note_parameters``
journals every change of ``case.toml``, so that a replay knows what held when.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from hashlib import file_digest
from typing import TYPE_CHECKING, Any

from workbench.errors import CaseError, JournalError, SealError
from workbench.intake.unseal import tokens_of
from workbench.journal import Finding, heads
from workbench.journal.heads import Signer
from workbench.seal import Register, Vault, durable, private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workbench.journal import Entry, Journal

HEAD_FILE = "journal.head"
"""The newest signed head, beside the journal."""
_VERIFIER = ".vkey"
_SIGNER = ".signer"
_UNFIT = re.compile(r"[\s+/\\:.]+")  # what a key's name and a file's may not hold
_SETTINGS = "case.toml"
_FILE = "file:"


def verify_case(folder: Path, journal: Journal) -> Finding | None:
    """Return the first thing in a case folder that does not hold, or ``None``.

    Parameters
    ----------
    folder
        Case folder.
    journal
        Its journal.

    Returns
    -------
    Finding or None
        Looked at in this order: the chain; the signed head where there is one; files;
        letters and sealed items; settings. O(size of everything that came in).
    """
    return next(_everything(folder, journal), None)


def _everything(folder: Path, journal: Journal) -> Iterator[Finding]:
    for finding in (journal.verify(), _head(folder, journal)):
        if finding is not None:
            yield finding
            return  # what follows is compared with a journal that holds
    yield from _files(folder, journal.entries("received"))
    yield from _letters(folder, journal)
    yield from _settings(folder, journal)


def _head(folder: Path, journal: Journal) -> Finding | None:
    note = folder / HEAD_FILE
    keys = sorted((folder / "keys").glob(f"*{_VERIFIER}"))
    verifiers = [path.read_text("utf-8") for path in keys]
    if not note.is_file():
        return Finding("journal.no_head") if verifiers else None
    try:
        head = heads.read(note.read_text("utf-8"), journal.case, verifiers)
    except (JournalError, ValueError):
        return Finding("journal.head_forged")
    return heads.check(journal, head)


def _files(folder: Path, received: Iterable[Entry]) -> Iterator[Finding]:
    """Compare files/ with what was received; a file not read yet is no finding."""
    root = folder / "files"
    entries = [e for e in received if e.of.startswith(_FILE)]
    known = {_text(e, "sha256") for e in entries}
    there = {
        path.relative_to(root).as_posix(): _hash(path)
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    contents = set(there.values())
    for entry in entries:
        name = entry.of.removeprefix(_FILE)
        digest = _text(entry, "sha256")
        if name in there and there[name] not in known:
            yield Finding("custody.file_changed", entry.n, {"file": name})
        elif name not in there and digest not in contents:
            yield Finding("custody.file_missing", entry.n, {"file": name})


def _letters(folder: Path, journal: Journal) -> Iterator[Finding]:
    vault = Vault(folder)
    erased = {e.of for e in journal.entries("erased")}
    items = set()
    for entry in journal.entries("received"):
        if _text(entry, "what") != "letter":
            continue
        items.add(entry.of)
        yield from _letter(folder, vault, entry, erased)
    forwarded = {e.of for e in journal.entries("forwarded")}
    for item in vault.items():
        if item not in items | forwarded:
            yield Finding("custody.not_journaled", None, {"item": item})
    for path in sorted((folder / "letters").glob("*.txt")):
        if path.stem not in items:
            yield Finding("custody.not_journaled", None, {"item": path.stem})


def _letter(
    folder: Path, vault: Vault, entry: Entry, erased: set[str]
) -> Iterator[Finding]:
    where = {"item": entry.of}
    text = folder / "letters" / f"{entry.of}.txt"
    if not text.is_file() or _hash(text) != _text(entry, "text"):
        yield Finding("custody.letter_changed", entry.n, where)
    sealed = vault.item(entry.of)
    if not sealed.is_file() or _hash(sealed) != _text(entry, "sha256"):
        yield Finding("custody.seal_changed", entry.n, where)
    elif vault.erased(entry.of) and entry.of not in erased:
        yield Finding("custody.key_missing", entry.n, where)
    elif entry.of in erased and not vault.erased(entry.of):
        yield Finding("custody.not_erased", entry.n, where)


def _settings(folder: Path, journal: Journal) -> Iterator[Finding]:
    entries = journal.entries("parameters_set", _SETTINGS)
    path = folder / _SETTINGS
    if entries and path.is_file() and _hash(path) != _text(entries[-1], "sha256"):
        yield Finding("custody.settings_changed", entries[-1].n)


def sign_head(folder: Path, journal: Journal, *, private: Path | None = None) -> None:
    """Sign how far the journal reaches, as ``journal.head`` beside it.

    Parameters
    ----------
    folder, journal
        The case; the public half of the signing key goes to its ``keys/``.
    private
        Folder of the signing key; the account's own where absent. The key is made on
        first use, one for each person, and never lies in the case.

    Raises
    ------
    SealError
        ``seal.key_in_case``; a disk that refuses.
    """
    signer = _signer(folder, journal.who, private)
    public = folder / "keys" / f"{signer.name}{_VERIFIER}"
    if not public.is_file():
        durable.write(public, f"{signer.verifier}\n".encode())
    note = heads.sign(journal.case, journal.head(), signer)
    durable.write(folder / HEAD_FILE, note.encode())


def _signer(folder: Path, who: str, private: Path | None) -> Signer:
    own = private if private is not None else private_folder()
    if own.resolve().is_relative_to(folder.resolve()):
        raise SealError("seal.key_in_case")
    name = _UNFIT.sub("-", who) or "anyone"
    path = own / f"{name}{_SIGNER}"
    if path.is_file():
        return Signer(name, path.read_bytes())
    signer = heads.new_signer(name)
    durable.write(path, signer.seed, mode=0o600)
    return signer


def erase(
    folder: Path,
    journal: Journal,
    item: str,
    *,
    why: str,
    request: int | None = None,
    private: Path | None = None,
) -> Entry:
    """Destroy the key of a sealed letter; the journal keeps only that it happened.

    People use :mod:`workbench.intake.erasing`, which asks for a second person.

    Parameters
    ----------
    folder, journal
        The case.
    item
        Register number of the letter.
    why
        Reason, e.g. the rule and the end of the keeping period.
    request
        Number of the request that was approved.
    private
        Folder with the register's key; the account's own where absent.

    Returns
    -------
    Entry
        ``erased``, on disk before the key is destroyed. Done again after an
        interruption it finishes what was begun.

    Raises
    ------
    SealError
        ``seal.no_item``, ``seal.no_reason``.
    """
    vault = Vault(folder)
    vault.get(item)
    if not why.strip():
        raise SealError("seal.no_reason")
    done = journal.entries("erased", item)
    value = {} if request is None else {"request": request}
    entry = done[-1] if done else journal.append("erased", item, value, why=why)
    vault.erase(item)
    Register(folder, private).forget(_tokens(folder, item))
    return entry


def _tokens(folder: Path, item: str) -> set[str]:
    """Return the tokens that stand in this letter and in no other that is kept."""
    vault = Vault(folder)
    others = (i for i in vault.items() if i != item and not vault.erased(i))
    kept = {token for other in others for token in tokens_of(folder, other)}
    return tokens_of(folder, item) - kept


def note_parameters(folder: Path, journal: Journal, *, rules: str) -> Entry | None:
    """Journal ``case.toml`` where it changed since it was journaled last.

    Parameters
    ----------
    folder, journal
        The case.
    rules
        Version of the rules in force.

    Returns
    -------
    Entry or None
        ``parameters_set`` with the settings as they stand; ``None`` where nothing
        changed.

    Raises
    ------
    CaseError
        ``case.bad_toml``.
    """
    path = folder / _SETTINGS
    digest = _hash(path)
    entries = journal.entries("parameters_set", _SETTINGS)
    newest = entries[-1] if entries else None
    if newest and _text(newest, "sha256") == digest and _text(newest, "rules") == rules:
        return None
    try:
        settings = _plain(tomllib.loads(path.read_text("utf-8-sig")))
    except ValueError:
        raise CaseError("case.bad_toml", file=_SETTINGS, found="TOML") from None
    value = {"sha256": digest, "rules": rules, "settings": settings}
    return journal.append(
        "parameters_set", _SETTINGS, value, seen=newest.n if newest else 0
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _text(entry: Entry, key: str) -> str | None:
    found = entry.value.get(key) if isinstance(entry.value, dict) else None
    return found if isinstance(found, str) else None
