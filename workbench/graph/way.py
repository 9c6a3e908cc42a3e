"""What ``paths`` hands out: ways from one to another, spelt out when looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, overload

from workbench.graph.answer import Answer
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from workbench.graph.values import Entity, Link

_ = words("graph")


@dataclass(frozen=True, slots=True)
class Path:
    """One way from one entity to another.

    Parameters
    ----------
    entities
        In order, each once.
    links
        One for each hop, the one that most records speak for.
    beside
        Further links of each hop, of other kinds or the other direction.
    """

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    beside: tuple[tuple[Link, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the path of INTERFACE; ``beside`` where there is more."""
        said: dict[str, Any] = {
            "entities": [entity.to_json() for entity in self.entities],
            "links": [link.to_json() for link in self.links],
        }
        if any(self.beside):
            said["beside"] = [[link.to_json() for link in hop] for hop in self.beside]
        return said

    def __str__(self) -> str:
        """Draw it in one line: who -kind-> whom."""
        parts = [str(self.entities[0])]
        for (here, there), link in zip(
            pairwise(self.entities), self.links, strict=True
        ):
            onward = link.source == here.id
            parts.append(f"-{link.kind}->" if onward else f"<-{link.kind}-")
            parts.append(str(there))
        return " ".join(parts)


class Ways(Sequence[Path]):
    """Paths as codes in a row, each spelt out with its records when it is looked at."""

    __slots__ = ("_rows", "_spelt")

    def __init__(
        self, rows: list[tuple[int, ...]], spelt: Callable[[tuple[int, ...]], Path]
    ) -> None:
        self._rows, self._spelt = rows, spelt

    def __len__(self) -> int:
        """Count the paths."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        """Return one path, or a run of them."""
        if isinstance(index, slice):
            return tuple(map(self._spelt, self._rows[index]))
        return self._spelt(self._rows[index])


@dataclass(frozen=True, slots=True, repr=False)
class Paths(Answer[Path]):
    """An answer to ``paths``: a sequence of :class:`Path`, shortest first.

    ``more`` says that there may be others beyond the limit.
    """

    found: Sequence[Path]
    more: bool = False
    shown: ClassVar[int] = 20

    def __str__(self) -> str:
        """Give one line a path, the first ones, and whether there are others."""
        told = Answer.__str__(self)
        return f"{told}\n{self.narrower()}" if self.more else told

    __repr__ = __str__

    def narrower(self) -> str:
        """Say how to ask where there are more paths than are given."""
        return _(
            "There are more paths than these {n}. Ask for fewer links, for certain "
            "kinds or days, or name whom the paths shall avoid."
        ).format(n=f"{len(self):,}")

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return all hops as one ordinary NetworkX graph, keyed by kind."""
        import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

        made: Any = nx.MultiDiGraph()
        for path in self.found:
            for entity in path.entities:
                made.add_node(entity.id, name=entity.name, kind=entity.kind)
            for link in (*path.links, *(one for hop in path.beside for one in hop)):
                made.add_edge(link.source, link.target, key=link.kind, link=link)
        return made  # type: ignore[no-any-return]
