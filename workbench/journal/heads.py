"""Signed heads: how a cut, a rewriting or a rollback of the journal shows.

A chain alone shows neither that its end was cut off nor that all was written anew. A
head, the number and hash of the last entry, signed with Ed25519 as a C2SP checkpoint
(https://c2sp.org/tlog-checkpoint, https://c2sp.org/signed-note) shows both. A rollback
together with its old signed head shows only against a head that left the machine: the
short head printed on every export.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.errors import JournalError
from workbench.journal.entry import Finding, Head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.journal.trail import Journal

_ED25519 = b"\x01"
_ID = 4
_LINES = 3
_SHORT = re.compile(r"(\d{1,12})((?:-[0-9a-f]{4}){4})")
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/=]+)")
_NAME = re.compile(r"[^\s+]{1,80}")


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs heads; it lies outside the case.

    Parameters
    ----------
    name
        Whose key it is; no space or plus sign.
    seed
        The private key, 32 bytes; it does not show.
    """

    name: str
    seed: bytes

    def __repr__(self) -> str:
        """Give the name only."""
        return f"<Signer {self.name}>"

    @property
    def verifier(self) -> str:
        """Return the public half as a C2SP verifier key, for ``keys/<name>.vkey``."""
        public = _private(self.seed).public_key().public_bytes_raw()
        mark = _key_id(self.name, public).hex()
        return f"{self.name}+{mark}+{base64.b64encode(_ED25519 + public).decode()}"


def new_signer(name: str) -> Signer:
    """Make a key that signs heads.

    Raises
    ------
    JournalError
        ``journal.signer_name``.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - heavy, loaded on use
        Ed25519PrivateKey,
    )

    if not _NAME.fullmatch(name):
        raise JournalError("journal.signer_name")
    return Signer(name, Ed25519PrivateKey.generate().private_bytes_raw())


def sign(case: str, head: Head, signer: Signer) -> str:
    """Return a head as a signed checkpoint.

    Parameters
    ----------
    case
        Name of the case, the checkpoint's origin.
    head
        What is signed.
    signer
        Who signs.
    """
    root = base64.b64encode(bytes.fromhex(head.hash)).decode()
    text = f"workbench/{case}\n{head.n}\n{root}\n"
    private = _private(signer.seed)
    mark = _key_id(signer.name, private.public_key().public_bytes_raw())
    signature = base64.b64encode(mark + private.sign(text.encode())).decode()
    return f"{text}\n— {signer.name} {signature}\n"


def read(note: str, case: str, verifiers: Iterable[str]) -> Head:
    """Return the head of a checkpoint that one of the verifier keys signed.

    Raises
    ------
    JournalError
        ``journal.head_forged``: not signed by any of them, or not this case's.
    """
    text, blank, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if blank and len(lines) == _LINES and lines[0] == f"workbench/{case}":
        body = f"{text}\n".encode()
        signed = _SIGNATURE.findall(signatures)
        if any(_holds(body, signed, verifier) for verifier in verifiers):
            return Head(int(lines[1]), base64.b64decode(lines[2]).hex())
    raise JournalError("journal.head_forged")


def check(journal: Journal, head: Head) -> Finding | None:
    """Compare a journal with a head that was signed or printed earlier.

    Returns
    -------
    Finding or None
        ``journal.cut`` (the journal ends before it) or ``journal.rewritten``.
    """
    if head.n > journal.head().n:
        return Finding("journal.cut", journal.head().n + 1, {"head": head.n})
    if journal.hash_at(head.n) != head.hash:
        return Finding("journal.rewritten", head.n)
    return None


def check_short(journal: Journal, short: str) -> Finding | None:
    """Compare a journal with the short head printed on an export.

    Raises
    ------
    JournalError
        ``journal.no_short_head``: not in the form ``12-3f9a-77c1-d2aa-0b1c``.
    """
    match = _SHORT.fullmatch(short.strip())
    if match is None:
        raise JournalError("journal.no_short_head")
    n = int(match.group(1))
    if n > journal.head().n:
        return Finding("journal.cut", journal.head().n + 1, {"head": n})
    found = journal.hash_at(n)
    if found is None or Head(n, found).short != short.strip():
        return Finding("journal.rewritten", n)
    return None


def _private(seed: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - the library is loaded on use
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - heavy, loaded on use
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(seed)


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_ID]


def _holds(body: bytes, signatures: list[tuple[str, str]], verifier: str) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - on use
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - heavy, loaded on use
        Ed25519PublicKey,
    )

    try:
        name, _mark, key = verifier.strip().split("+", 2)
        public = base64.b64decode(key)[1:]
        for said, signature in signatures:
            raw = base64.b64decode(signature)
            if said == name and raw[:_ID] == _key_id(name, public):
                Ed25519PublicKey.from_public_bytes(public).verify(raw[_ID:], body)
                return True
    except (ValueError, InvalidSignature):
        return False
    return False
