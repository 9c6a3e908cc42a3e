"""Keyed fingerprints of sealed identities, and the tokens that stand for them.

``sealed/register.jsonl`` says for each part of an identity (a name, a telephone number)
its keyed fingerprint and the token of the person. The key lies in the intake officer's
own folder: without it the fingerprints can be tried against nothing. Plain hashes would
not do: all mobile numbers are tried in two hours on one core.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from workbench.errors import SealError
from workbench.seal import durable
from workbench.seal.keys import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads two ways
_TOKEN = 4
_KEY = 32
_MARK = 16
_TELLING = frozenset({"phone", "email", "number", "account"})
"""Kinds that by themselves say it is the same person."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Fingerprint of one part of an identity.

    Parameters
    ----------
    mark
        Keyed hash, hexadecimal.
    kind
        ``name``, ``phone``, ``email``, ``number``, ``address``, ``unit``, ``account``.
    size
        Length of the plain form in code points, which the guard needs.
    token
        Whose it is.
    """

    mark: str
    kind: str
    size: int
    token: str


def plain(text: str) -> str:
    """Return text in the form that is fingerprinted and searched.

    Half-width, lower case, traditional width folded, nothing but letters, digits and
    (between two Latin words) one space; so neither spaces nor invisible characters
    nor width hide a name.
    """
    return plain_with_places(text)[0]


def plain_with_places(text: str) -> tuple[str, list[int]]:
    """Return :func:`plain` and, for each of its characters, its place in ``text``."""
    kept: list[str] = []
    places: list[int] = []
    gap = False
    for place, original in enumerate(text):
        for char in unicodedata.normalize("NFKC", original).casefold():
            if not char.isalnum():
                gap = gap or unicodedata.category(char) != "Cf"
                continue
            if gap and kept and _latin(kept[-1]) and _latin(char):
                kept.append(" ")
                places.append(place)
            kept.append(char)
            places.append(place)
            gap = False
    return "".join(kept), places


def _latin(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x250  # noqa: PLR2004 - end of Latin Extended-B


class Register:
    """The fingerprints of one case.

    Parameters
    ----------
    case
        Case folder.
    private
        Folder with the intake officer's keys; the account's own where absent.
    """

    __slots__ = ("_case", "_id", "_key", "_marks", "_private")

    def __init__(self, case: Path, private: Path | None = None) -> None:
        self._case = case
        self._private = private if private is not None else private_folder()
        self._marks: list[Mark] = []
        self._id = ""
        self._key = b""
        self._load()

    def _load(self) -> None:
        if not self._path.is_file():
            return
        first, *rest = self._path.read_bytes().split(b"\n")
        try:
            self._id = str(json.loads(first)["id"])
        except (ValueError, KeyError, TypeError):
            raise SealError("seal.bad_register") from None
        for line in rest:
            with suppress(ValueError, TypeError):  # a line that a crash left unfinished
                self._marks.append(Mark(**json.loads(line)))
        if self._key_file.is_file():
            self._key = self._key_file.read_bytes()

    @property
    def _path(self) -> Path:
        return self._case / "sealed" / "register.jsonl"

    @property
    def _key_file(self) -> Path:
        return self._private / f"register-{self._id}.bin"

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All fingerprints."""
        return tuple(self._marks)

    @property
    def keyed(self) -> bool:
        """Whether the key is at hand; without it nothing can be compared."""
        return len(self._key) == _KEY

    def begin(self) -> None:
        """Make the register's key where the case has none yet.

        Raises
        ------
        SealError
            ``seal.no_register_key``: the case has a register, but its key lies with
            another account.
        """
        if not self._id:
            self._id = secrets.token_hex(8)
            self._key = secrets.token_bytes(_KEY)
            durable.write(self._key_file, self._key, mode=0o600)
            self._save()
        if not self.keyed:
            raise SealError("seal.no_register_key", file=self._key_file.name)

    def fingerprint(self, text: str | bytes) -> str:
        """Return the keyed hash of a text's plain form, or of bytes as they are."""
        body = text if isinstance(text, bytes) else plain(text).encode()
        return blake2b(body, key=self._key, digest_size=_MARK).hexdigest()

    def token(self, identity: Iterable[tuple[str, str]]) -> str:
        """Return the token of a person, the same for the same person in this case.

        Parameters
        ----------
        identity
            Pairs (kind, text). A shared telephone, e-mail or number makes two
            identities one person; a shared name does where no such part differs.
        """
        parts = [(kind, self.fingerprint(text)) for kind, text in identity]
        known = {(mark.kind, mark.mark): mark.token for mark in self._marks}
        for kind, mark in parts:
            if kind in _TELLING and (kind, mark) in known:
                return known[kind, mark]
        told = {kind for kind, _ in parts if kind in _TELLING}
        for kind, mark in parts:
            token = known.get((kind, mark))
            if kind == "name" and token and not told & self._kinds(token):
                return token
        return self._fresh()

    def _kinds(self, token: str) -> set[str]:
        own = {mark.kind for mark in self._marks if mark.token == token}
        return own & _TELLING

    def _fresh(self) -> str:
        taken = {mark.token for mark in self._marks}
        while True:
            token = "".join(secrets.choice(_ALPHABET) for _ in range(_TOKEN))
            if token not in taken:
                return token

    def note(self, token: str, identity: Iterable[tuple[str, str]]) -> None:
        """Note the parts of a person's identity, durably."""
        fresh = {
            Mark(self.fingerprint(text), kind, len(plain(text)), token)
            for kind, text in identity
            if plain(text)
        }
        fresh -= set(self._marks)
        for mark in sorted(fresh, key=lambda m: (m.kind, m.mark)):
            self._marks.append(mark)
            durable.add(self._path, json.dumps(asdict(mark)).encode())

    def forget(self, tokens: Iterable[str]) -> None:
        """Drop the fingerprints of erased persons, durably."""
        gone = set(tokens)
        kept = [mark for mark in self._marks if mark.token not in gone]
        if len(kept) < len(self._marks):
            self._marks = kept
            self._save()

    def _save(self) -> None:
        lines = [{"id": self._id}, *map(asdict, self._marks)]
        body = "\n".join(json.dumps(line) for line in lines)
        durable.write(self._path, f"{body}\n".encode())
