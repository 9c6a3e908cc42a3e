"""``sealed/``: originals and identities, one item a letter.

``<id>.age`` is encrypted to a key made for this item alone; that key lies beside it as
``<id>.key.age``, encrypted to the unsealers' public keys. Destroying the small key file
makes the item unreadable for everybody, which is how an item is erased.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pyrage

from workbench.errors import SealError
from workbench.seal import durable
from workbench.seal.keys import recipients
from workbench.seal.sealed import Sealed

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[\w-][\w.-]{0,79}")
_ITEM = ".age"
_KEY = ".key.age"


class Vault:
    """The sealed items of one case.

    Parameters
    ----------
    case
        Case folder.
    """

    __slots__ = ("_case", "folder")

    def __init__(self, case: Path) -> None:
        self._case = case
        self.folder = case / "sealed"

    def item(self, item: str) -> Path:
        """Return where an item lies, whether or not it exists.

        Raises
        ------
        SealError
            ``seal.item_name``: no name an item can have.
        """
        if not _ID.fullmatch(item) or item.endswith(".key"):
            raise SealError("seal.item_name")
        return self.folder / f"{item}{_ITEM}"

    def key(self, item: str) -> Path:
        """Return where an item's own key lies, sealed to the unsealers."""
        self.item(item)
        return self.folder / f"{item}{_KEY}"

    def items(self) -> list[str]:
        """Return the ids of all sealed items, sorted; erased ones too."""
        found = (path.name for path in self.folder.glob(f"*{_ITEM}"))
        return sorted(n[: -len(_ITEM)] for n in found if not n.endswith(_KEY))

    def put(self, item: str, plain: bytes) -> str:
        """Seal one item, durably, and return the SHA-256 of the sealed file.

        The hash is over ciphertext: a hash of the original could be tried against
        all names and telephone numbers.

        Raises
        ------
        SealError
            ``seal.no_keys``, ``seal.item_name``, or the disk refuses.
        """
        own = pyrage.x25519.Identity.generate()
        key = Sealed.of(str(own).encode(), recipients(self._case))
        sealed = Sealed.of(plain, [own.to_public()]).to_bytes()
        durable.write(self.key(item), key.to_bytes())
        durable.write(self.item(item), sealed)
        return sha256(sealed).hexdigest()

    def get(self, item: str) -> Sealed:
        """Return an item as it is: sealed.

        Raises
        ------
        SealError
            ``seal.no_item``.
        """
        path = self.item(item)
        if not path.is_file():
            raise SealError("seal.no_item", item=item)
        return Sealed(path.read_bytes())

    def open(self, item: str, private: pyrage.x25519.Identity) -> bytes:
        """Open an item with an unsealer's private key.

        Only the separate process of ``unseal`` calls this.

        Raises
        ------
        SealError
            ``seal.no_item``, ``seal.erased`` (its key was destroyed),
            ``seal.not_for_you`` (another's key), ``seal.broken``.
        """
        sealed = self.get(item)
        if not self.key(item).is_file():
            raise SealError("seal.erased", item=item)
        try:
            own = pyrage.decrypt(self.key(item).read_bytes(), [private])
        except pyrage.DecryptError:
            raise SealError("seal.not_for_you", item=item) from None
        try:
            identity = pyrage.x25519.Identity.from_str(own.decode())
            plain: bytes = pyrage.decrypt(sealed.to_bytes(), [identity])
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeError):
            raise SealError("seal.broken", item=item) from None
        return plain

    def erased(self, item: str) -> bool:
        """Say whether the item's key was destroyed."""
        return self.item(item).is_file() and not self.key(item).is_file()

    def erase(self, item: str) -> None:
        """Destroy an item's key, so that nobody can ever open the item again.

        Raises
        ------
        SealError
            ``seal.no_item``.
        """
        self.get(item)
        if not self.erased(item):
            durable.destroy(self.key(item))
