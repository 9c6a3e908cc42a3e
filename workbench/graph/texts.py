"""A column of strings as two arrays: small, quick to reopen, never unpacked whole.

Ten million rows name some six hundred thousand accounts; as Python strings they would
take longer to load than the whole graph. :class:`Texts` keeps them as UTF-8 bytes with
offsets, so that a saved graph opens by mapping two files.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

SPARE = 16  # a part of the strings smaller than this is unpacked one by one
MANY = 50_000  # beyond this a name is looked up by bisection instead of in a dict


class Texts:
    """Strings by position, immutable.

    Parameters
    ----------
    offsets
        ``int64``, one more than there are strings.
    data
        ``uint8``, the strings' UTF-8 bytes one after the other.
    order
        ``int32``, positions sorted by bytes, where that is known already.
    ranked
        Whether the strings stand in the order of their bytes, each once.
    """

    __slots__ = ("_index", "_order", "data", "offsets")

    def __init__(
        self,
        offsets: NDArray[np.int64],
        data: NDArray[np.uint8],
        order: NDArray[np.int32] | None = None,
        *,
        ranked: bool = False,
    ) -> None:
        self.offsets = offsets
        self.data = data
        self._order = np.arange(len(offsets) - 1, dtype=np.int32) if ranked else order
        self._index: dict[str, list[int]] | None = None

    @classmethod
    def of(cls, strings: Iterable[str], *, ranked: bool = False) -> Texts:
        """Pack strings."""
        packed = [text.encode("utf-8", "surrogatepass") for text in strings]
        sizes = np.fromiter(map(len, packed), np.int64, len(packed))
        offsets = np.zeros(len(packed) + 1, np.int64)
        np.cumsum(sizes, out=offsets[1:])
        data = np.frombuffer(b"".join(packed), np.uint8)
        return cls(offsets, data, ranked=ranked)

    def __len__(self) -> int:
        """Count the strings."""
        return len(self.offsets) - 1

    def bytes_at(self, position: int) -> bytes:
        """Return one string's bytes."""
        start, end = self.offsets[position], self.offsets[position + 1]
        return self.data[start:end].tobytes()

    def __getitem__(self, position: int) -> str:
        """Return one string."""
        return self.bytes_at(position).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        """Go through the strings in order."""
        return iter(self.tolist())

    def tolist(self) -> list[str]:
        """Unpack all strings."""
        raw, cuts = self.data.tobytes(), self.offsets.tolist()
        return [
            raw[start:end].decode("utf-8", "surrogatepass")
            for start, end in pairwise(cuts)
        ]

    def take(self, positions: Sequence[int] | NDArray[Any]) -> list[str]:
        """Return the strings at some positions."""
        return [self[int(position)] for position in positions]

    def some(self, positions: Sequence[int] | NDArray[Any]) -> list[str]:
        """Return the strings at some positions, unpacking all where that is less."""
        if len(positions) < len(self) // SPARE:
            return self.take(positions)
        held = self.tolist()
        return [held[int(position)] for position in positions]

    @property
    def order(self) -> NDArray[np.int32]:
        """Positions sorted by the strings' bytes (computed once)."""
        if self._order is None:
            import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
            import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

            buffers = [None, *map(pa.py_buffer, (self.offsets, self.data))]
            held = pa.Array.from_buffers(pa.large_binary(), len(self), buffers)
            self._order = pc.sort_indices(held).to_numpy().astype(np.int32)
        return self._order

    def find_all(self, text: str) -> list[int]:
        """Return every position of a string, ascending; O(log n) once sorted."""
        if len(self) <= MANY:
            if self._index is None:
                self._index = {}
                for position, entry in enumerate(self.tolist()):
                    self._index.setdefault(entry, []).append(position)
            return list(self._index.get(text, ()))
        wanted, order = text.encode("utf-8", "surrogatepass"), self.order
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if self.bytes_at(int(order[middle])) < wanted:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(order) and self.bytes_at(int(order[low])) == wanted:
            found.append(int(order[low]))
            low += 1
        return sorted(found)

    def find(self, text: str) -> int | None:
        """Return the first position of a string."""
        found = self.find_all(text)
        return found[0] if found else None
