"""Letters are strangers' files: they are opened in a limited child process.

One child serves a whole inbox. It gets bytes and gives back text, what the file says of
its author, and a copy without that; it has 1 GiB of address space, 10 s of processor
time a letter, and may write nothing. Whatever happens to it is one error that names the
item by its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.limited import Limited
from workbench.intake.opening import Opened

if TYPE_CHECKING:
    from workbench.intake.limited import Frame

LARGEST = 64 << 20
"""Bytes a letter may have, and that its opened form may have."""

_SOUND = frozenset({"letters.kind", "letters.no_text", "letters.encoding"})


class Opener(Limited):
    """Opens letters in a child process; use it in a ``with`` block."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(3 * LARGEST)

    def open(
        self, content: bytes, suffix: str, place: str, *, chosen: str | None = None
    ) -> Opened:
        """Open one letter.

        Parameters
        ----------
        content
            Its bytes.
        suffix
            Lower-case suffix of its file name.
        place
            How to name it in an error.
        chosen
            Text encoding that a person chose.

        Raises
        ------
        FileRefused
            One error, whatever happened: ``letters.too_large``, ``letters.too_slow``,
            ``letters.broken``, ``letters.kind``, ``letters.no_text``,
            ``letters.encoding``.
        """
        if len(content) > LARGEST:
            raise FileRefused("letters.too_large", place=place, limit=LARGEST >> 20)
        job = {"do": "open", "suffix": suffix, "place": place, "chosen": chosen}
        try:
            return self._opened(list(self.ask(job, content)))
        except TimeoutError:
            raise FileRefused("letters.too_slow", place=place) from None
        except (EOFError, OverflowError, ValueError, KeyError):
            self.end()
            raise FileRefused("letters.broken", place=place, cause="died") from None

    def _opened(self, frames: list[Frame]) -> Opened:
        parts: dict[str, Any] = {}
        for frame, payload in frames:
            if frame["t"] == "error":
                if frame["code"] not in _SOUND:
                    self.end()
                raise FileRefused(frame["code"], **frame["fields"])
            parts[frame["t"]] = payload
            parts |= {
                name: frame[name] for name in ("authors", "sent") if name in frame
            }
        return Opened(
            parts["text"].decode(),
            tuple((kind, said) for kind, said in parts["authors"]),
            parts["stripped"],
            parts["sent"],
        )
