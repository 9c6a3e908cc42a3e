"""What answers of several findings have in common: a sequence, JSON, a text form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Told(Protocol):
    """One finding: a line of text, and JSON."""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""


One = TypeVar("One", bound=Told)


class Answer(Generic[One]):
    """A frozen sequence of findings; a subclass says what else is known of them."""

    __slots__ = ()
    found: Sequence[One]
    shown: ClassVar[int] = 1_000  # findings written out in the text form

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.found)

    def __getitem__(self, index: int) -> One:
        """Return one finding."""
        return self.found[index]

    def __iter__(self) -> Iterator[One]:
        """Go through the findings."""
        return iter(self.found)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the JSON of INTERFACE."""
        return [one.to_json() for one in self.found]

    def __str__(self) -> str:
        """Give one line a finding, the first ones, and how many more there are."""
        lines = [str(one) for one in self.found[: self.shown]]
        if len(self.found) > self.shown:
            lines.append(f"… +{len(self.found) - self.shown}")
        return "\n".join(lines)

    __repr__ = __str__
