"""A value that can only be carried: ciphertext inside, nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

import pyrage

from workbench.errors import SealError

if TYPE_CHECKING:
    from collections.abc import Sequence

_FACE: Final = "<Sealed>"
_AGE: Final = b"age-encryption.org/"


class Sealed:
    """A sealed value.

    It holds ciphertext only, so that even a memory dump of the investigator's kernel
    shows nothing. Every way of showing it gives ``<Sealed>``; every way of copying it
    out of the process (pickle, JSON, copy) is refused.
    """

    __slots__ = ("__ciphertext",)
    __ciphertext: bytes

    def __init__(self, ciphertext: bytes) -> None:
        if not ciphertext.startswith(_AGE):
            raise SealError("seal.not_sealed")
        object.__setattr__(self, "_Sealed__ciphertext", bytes(ciphertext))

    @classmethod
    def of(cls, plain: bytes, recipients: Sequence[pyrage.x25519.Recipient]) -> Sealed:
        """Seal ``plain`` to the public keys of those who may open it."""
        return cls(pyrage.encrypt(plain, list(recipients)))

    def to_bytes(self) -> bytes:
        """Return the ciphertext, for a file below ``sealed/``."""
        return self.__ciphertext

    def __repr__(self) -> str:
        """Give a fixed face."""
        return _FACE

    def __str__(self) -> str:
        """Give a fixed face."""
        return _FACE

    def __format__(self, spec: str) -> str:
        """Give a fixed face, padded as asked."""
        return format(_FACE, spec)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse change."""
        raise AttributeError("a sealed value does not change")

    def __dir__(self) -> list[str]:
        """Name nothing but the way to a file."""
        return ["to_bytes"]

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        """Refuse pickle and copy."""
        raise SealError("seal.stays")
