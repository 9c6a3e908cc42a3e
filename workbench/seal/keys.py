"""Key pairs of the unsealers (age, X25519).

The public half lies in the case's ``keys/`` and is all that sealing needs. The private
half lies elsewhere: in the unsealer's own folder, never below a case.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage

from workbench.errors import SealError
from workbench.seal import durable

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"[\w.-]{1,60}")
_PUBLIC = ".pub"
_PRIVATE = ".key"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Where the two halves of a key pair lie.

    Parameters
    ----------
    name
        Whose key it is.
    public, private
        File in the case's ``keys/``; file in the owner's own folder.
    """

    name: str
    public: Path
    private: Path


def private_folder() -> Path:
    """Return where private keys of this account lie.

    ``WORKBENCH_KEYS`` where set, else ``workbench/keys`` in the account's own
    configuration folder.
    """
    told = os.environ.get("WORKBENCH_KEYS")
    if told:
        return Path(told)
    base = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "workbench" / "keys"


def private_file(name: str, *, folder: Path | None = None) -> Path:
    """Return where the private half of somebody's key lies, or would lie."""
    return (folder if folder is not None else private_folder()) / f"{name}{_PRIVATE}"


def new_keys(
    case: Path, name: str, *, private: Path | None = None, passphrase: str = ""
) -> KeyPair:
    """Make a key pair for one unsealer.

    Parameters
    ----------
    case
        Case folder; the public half goes to its ``keys/``.
    name
        Whose key: letters, digits, ``.``, ``-``, ``_``.
    private
        Folder of the private half, outside the case; the account's own where absent.
    passphrase
        Protects the private half where given.

    Raises
    ------
    SealError
        ``seal.key_name``, ``seal.key_exists`` or ``seal.key_in_case``.
    """
    folder = private if private is not None else private_folder()
    if not _NAME.fullmatch(name):
        raise SealError("seal.key_name")
    if folder.resolve().is_relative_to(case.resolve()):
        raise SealError("seal.key_in_case")
    public = case / "keys" / f"{name}{_PUBLIC}"
    pair = KeyPair(name, public, private_file(name, folder=folder))
    if pair.public.exists() or pair.private.exists():
        raise SealError("seal.key_exists", name=name)
    identity = pyrage.x25519.Identity.generate()
    secret = str(identity).encode()
    if passphrase:
        secret = pyrage.passphrase.encrypt(secret, passphrase)
    durable.write(pair.private, secret, mode=0o600)
    durable.write(pair.public, f"# {name}\n{identity.to_public()}\n".encode())
    return pair


def public_keys(case: Path) -> Mapping[str, str]:
    """Return name -> public key of all who may unseal, sorted by name.

    Raises
    ------
    SealError
        ``seal.bad_key``: a file in ``keys/`` holds no public key.
    """
    found = {}
    for path in sorted((case / "keys").glob(f"*{_PUBLIC}")):
        lines = path.read_text("utf-8").split("\n")
        keys = [line.strip() for line in lines if line and not line.startswith("#")]
        if len(keys) != 1 or not _is_public(keys[0]):
            raise SealError("seal.bad_key", file=path.name)
        found[path.stem] = keys[0]
    return found


def _is_public(text: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def recipients(case: Path) -> list[pyrage.x25519.Recipient]:
    """Return to whom a case seals.

    Raises
    ------
    SealError
        ``seal.no_keys``: nobody could ever open what would be sealed.
    """
    found = public_keys(case)
    if not found:
        raise SealError("seal.no_keys")
    return [pyrage.x25519.Recipient.from_str(key) for key in found.values()]


def load_private(path: Path, passphrase: str = "") -> pyrage.x25519.Identity:
    """Read a private key; only the separate process of ``unseal`` does.

    Raises
    ------
    SealError
        ``seal.bad_private_key``: missing, no key, or a wrong passphrase.
    """
    try:
        secret = path.read_bytes()
        if passphrase:
            secret = pyrage.passphrase.decrypt(secret, passphrase)
        return pyrage.x25519.Identity.from_str(secret.decode().strip())
    except (OSError, UnicodeError, pyrage.DecryptError, pyrage.IdentityError):
        raise SealError("seal.bad_private_key") from None
