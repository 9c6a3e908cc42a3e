"""Any NetworkX graph as arrays, and a link graph in the same guise.

The backend's algorithms take an :class:`ArrayGraph`: nodes with their labels, and
neighbours in the order NetworkX would give them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import NO_SUM
from workbench.graph.engine import Csr, counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from workbench.graph.columns import Flags, Ints
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.texts import Texts


class ArrayGraph:
    """A graph as compressed rows, labels beside them.

    Parameters
    ----------
    nodes
        Labels by code.
    out, back
        Neighbours along and against the edges; the same where they have no direction.
    directed, multi
        What kind of NetworkX graph it stands for.
    weights
        Edge attribute -> value for each entry of ``out.heads``.
    origin
        The NetworkX graph it was made from.
    silent
        Codes of persons: no measure ever answers about them (DOMAIN X6).
    links
        The link graph it stands for, where it does.
    """

    __networkx_backend__ = "workbench"

    def __init__(  # noqa: PLR0913 - the pieces of one value
        self,
        nodes: list[Hashable] | Texts,
        out: Csr,
        back: Csr,
        *,
        directed: bool,
        multi: bool = False,
        weights: Mapping[str, Any] | None = None,
        origin: Any = None,
        silent: Flags | None = None,
        links: LinkGraph | None = None,
    ) -> None:
        self._nodes = nodes
        self.out, self.back = out, back
        self.directed, self.multi = directed, multi
        self.weights: Mapping[str, Any] = {} if weights is None else weights
        self.origin = origin
        self.silent = silent
        self.links = links
        self.graph: dict[str, Any] = {}
        self.__networkx_cache__: dict[str, Any] = {}
        self._index: dict[Hashable, int] | None = None
        self._around: Csr | None = None

    def __len__(self) -> int:
        """Count the nodes."""
        return self.out.size

    def __iter__(self) -> Iterator[Hashable]:
        """Go through the labels."""
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        """Say whether a label is known."""
        return self.find(node) is not None

    @property
    def nodes(self) -> list[Hashable]:
        """Labels by code; a link graph's are unpacked when all are asked for."""
        if not isinstance(self._nodes, list):
            self._nodes = list(self._nodes.tolist())
        return self._nodes

    def find(self, node: object) -> int | None:
        """Return a label's code, ``None`` where there is none."""
        if isinstance(self._nodes, list):
            try:
                return self.index.get(node)
            except TypeError:
                return None
        return self._nodes.find(node) if isinstance(node, str) else None

    def code(self, node: object) -> int:
        """Return a label's code; raises ``KeyError``."""
        found = self.find(node)
        if found is None:
            raise KeyError(node)
        return found

    @property
    def index(self) -> dict[Hashable, int]:
        """Label -> code."""
        if self._index is None:
            self._index = {node: code for code, node in enumerate(self.nodes)}
        return self._index

    def is_directed(self) -> bool:
        """Say whether edges have a direction."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Say whether parallel edges were possible."""
        return self.multi

    def number_of_nodes(self) -> int:
        """Count the nodes."""
        return len(self)

    @property
    def around(self) -> Csr:
        """Neighbours in both directions (repeats possible)."""
        if not self.directed:
            return self.out
        if self._around is None:
            tails = np.concatenate((self.out.tails, self.back.tails))
            heads = np.concatenate((self.out.heads, self.back.heads))
            order = np.argsort(tails, kind="stable")
            links = np.arange(len(tails), dtype=np.int32)
            self._around = Csr(counted(tails, len(self)), heads[order], links)
        return self._around

    def told(self, values: Any) -> dict[Hashable, Any]:
        """Return node -> value of a measure; persons are never measured."""
        pairs = zip(self.nodes, values.tolist(), strict=True)
        if self.silent is None:
            return dict(pairs)
        hidden = self.silent.tolist()
        return {
            node: value
            for (node, value), hide in zip(pairs, hidden, strict=True)
            if not hide
        }

    def labels(self, codes: Iterable[int]) -> list[Hashable]:
        """Return the labels of some codes."""
        wanted = codes if isinstance(codes, list) else list(codes)
        if isinstance(self._nodes, list):
            return list(map(self._nodes.__getitem__, wanted))
        return list(self._nodes.some(wanted))


def from_networkx(
    graph: Any, edge_attrs: Mapping[str, Any] | None = None
) -> ArrayGraph:
    """Return a NetworkX graph as arrays; edge attributes asked for come along."""
    nodes = list(graph)
    index = {node: code for code, node in enumerate(nodes)}
    sizes, heads, weights = _rows(graph, index, dict(edge_attrs or {}))
    starts = np.zeros(len(nodes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    out = Csr(starts, heads, np.arange(len(heads), dtype=np.int32))
    back = out
    if graph.is_directed():
        counts = [len(graph.pred[node]) for node in nodes]
        before = [index[other] for node in nodes for other in graph.pred[node]]
        cuts = np.zeros(len(nodes) + 1, np.int64)
        np.cumsum(counts, out=cuts[1:])
        back = Csr(
            cuts, np.array(before, np.int32), np.arange(len(before), dtype=np.int32)
        )
    return ArrayGraph(
        nodes,
        out,
        back,
        directed=graph.is_directed(),
        multi=graph.is_multigraph(),
        weights=weights,
        origin=graph,
    )


def _rows(
    graph: Any, index: dict[Hashable, int], wanted: dict[str, Any]
) -> tuple[list[int], Ints, dict[str, Any]]:
    sizes: list[int] = []
    heads: list[int] = []
    held: dict[str, list[Any]] = {name: [] for name in wanted}
    multi = graph.is_multigraph()
    for node in index:
        near = graph.adj[node]
        sizes.append(len(near))
        for other, data in near.items():
            heads.append(index[other])
            for name, default in wanted.items():
                default = 1 if default is None else default  # noqa: PLW2901 - NetworkX's rule
                if multi:
                    held[name].append(sum(d.get(name, default) for d in data.values()))
                else:
                    held[name].append(data.get(name, default))
    weights = {name: np.array(values) for name, values in held.items()}
    return sizes, np.array(heads, np.int32), weights


def of_links(graph: LinkGraph, *, directed: bool = True) -> ArrayGraph:
    """Return a link graph in the backend's guise, kept with it."""
    key = "arrays" if directed else "undirected"
    if key not in graph.made:
        columns = graph.entity_columns
        kinds = [kind == "person" for kind in columns.kinds]
        silent = np.array(kinds, np.bool_)[columns.kind]
        graph.made[key] = ArrayGraph(
            graph.entity_columns.ids,
            graph.out() if directed else graph.around(),
            graph.back() if directed else graph.around(),
            directed=directed,
            weights=_Weights(graph) if directed else {},
            silent=silent if silent.any() else None,
            links=graph,
        )
    found: ArrayGraph = graph.made[key]
    return found


class _Weights(dict[str, Any]):
    """Sums of a pair's links, worked out when asked for: n, amount, weight."""

    def __init__(self, graph: LinkGraph) -> None:
        super().__init__()
        self._graph = graph

    def __bool__(self) -> bool:
        return True

    def __contains__(self, name: object) -> bool:
        return name in {"n", "amount", "weight"}

    def __missing__(self, name: str) -> Any:
        links, out = self._graph.link_columns, self._graph.out()
        amount = np.where(links.amount == NO_SUM, 0, links.amount) / 100
        each = {
            "n": links.n.astype(np.float64),
            "amount": amount,
            "weight": np.where(amount == 0, links.n, amount),
        }[name]
        kept = self._graph.selection()
        if len(links.kinds) == 1 and kept is None:
            found = each
        else:
            where = np.arange(len(each)) if kept is None else np.flatnonzero(kept)
            firsts = np.searchsorted(where, out.links)
            found = np.add.reduceat(each[where], firsts) if len(firsts) else each[:0]
        self[name] = found
        return found
