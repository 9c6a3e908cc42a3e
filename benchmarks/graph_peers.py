"""What a user would pick instead: NetworkX, rustworkx, igraph; the same questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.graph_asked import (
    ask,
    chosen_pairs,
    largest,
    peak,
    prepared,
    tell,
    timed,
)
from benchmarks.graph_ours import walked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGE = 2_000_000  # rows past which the peers only build


def run_networkx(csv: Path, folder: Path, rows: int) -> None:
    """Ask pandas and NetworkX."""
    import networkx as nx  # noqa: PLC0415 - its own process
    import pandas as pd  # noqa: PLC0415 - its own process
    import scipy.sparse.csgraph  # noqa: F401, PLC0415 - loaded before the clock runs

    def build() -> Any:
        frame = pd.read_csv(csv, dtype={"payer_account": str, "payee_account": str})
        sums = frame.groupby(["payer_account", "payee_account"], as_index=False)
        links = sums["amount"].sum()
        return nx.from_pandas_edgelist(
            links, "payer_account", "payee_account", "amount", nx.DiGraph
        )

    seconds, graph = timed(build)
    tell(build=seconds, memory=peak(), links=graph.number_of_edges())
    if rows > LARGE:
        return
    del graph
    source, target, amount = prepared(folder, rows)

    def load() -> Any:
        made = nx.DiGraph()
        made.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
        return made

    loading, graph = timed(load)
    tell(load=loading)
    pairs, keep = chosen_pairs(source, target), largest(amount)
    chosen = zip(source[keep].tolist(), target[keep].tolist(), strict=True)
    among, around = nx.DiGraph(list(chosen)), graph.to_undirected()
    around.remove_edges_from(list(nx.selfloop_edges(around)))
    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(nx.pagerank(graph, weight=None)),
        "strong": lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
        "weak": lambda: sum(1 for _ in nx.weakly_connected_components(graph)),
        "neighbourhood": lambda: sum(
            nx.ego_graph(graph, a, 2).size() for a, _ in pairs
        ),
        "paths5": lambda: walked(nx, graph, pairs, 5),
        "articulation": lambda: sum(1 for _ in nx.articulation_points(around)),
        "paths7": lambda: walked(nx, graph, pairs, 7),
        "cycles7": lambda: sum(1 for _ in nx.simple_cycles(among, length_bound=7)),
    }
    ask(asked)


def run_rustworkx(csv: Path, folder: Path, rows: int) -> None:
    """Ask rustworkx (it has no cycles up to a length)."""
    del csv
    import rustworkx as rx  # noqa: PLC0415 - its own process

    source, target, _ = prepared(folder, rows)
    size = int(max(source.max(), target.max())) + 1

    def load() -> Any:
        made = rx.PyDiGraph()
        made.add_nodes_from(range(size))
        ends = list(zip(source.tolist(), target.tolist(), strict=True))
        made.add_edges_from_no_data(ends)
        return made

    seconds, graph = timed(load)
    tell(load=seconds)
    pairs = chosen_pairs(source, target)
    around = graph.to_undirected(multigraph=False)

    def near(start: int) -> int:
        first = set(graph.successor_indices(start))
        both = {start, *first}
        for node in first:
            both.update(graph.successor_indices(node))
        return int(graph.subgraph(sorted(both)).num_edges())

    def ways(hops: int) -> int:
        return sum(
            len(rx.all_simple_paths(graph, a, b, cutoff=hops + 1)) for a, b in pairs
        )

    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(rx.pagerank(graph)),
        "strong": lambda: len(rx.strongly_connected_components(graph)),
        "weak": lambda: len(rx.weakly_connected_components(graph)),
        "neighbourhood": lambda: sum(near(a) for a, _ in pairs),
        "paths5": lambda: ways(5),
        "paths7": lambda: ways(7),
        "articulation": lambda: len(rx.articulation_points(around)),
    }
    ask(asked)
    tell(memory=peak())


def run_igraph(csv: Path, folder: Path, rows: int) -> None:
    """Ask igraph; the cycles last, for nothing can stop it while it seeks them."""
    del csv
    import igraph as ig  # noqa: PLC0415 - its own process

    source, target, amount = prepared(folder, rows)
    size = int(max(source.max(), target.max())) + 1
    ends = np.column_stack((source, target))
    seconds, graph = timed(lambda: ig.Graph(n=size, edges=ends, directed=True))
    tell(load=seconds)
    pairs = chosen_pairs(source, target)
    among = ig.Graph(n=size, edges=ends[largest(amount)], directed=True)
    around = graph.as_undirected()

    def near(start: int) -> int:
        inside = graph.neighborhood(start, 2, mode="out")
        return int(graph.induced_subgraph(inside).ecount())

    def ways(hops: int) -> int:
        return sum(len(graph.get_all_simple_paths(a, b, maxlen=hops)) for a, b in pairs)

    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(graph.pagerank()),
        "strong": lambda: len(graph.connected_components("strong")),
        "weak": lambda: len(graph.connected_components("weak")),
        "neighbourhood": lambda: sum(near(a) for a, _ in pairs),
        "paths5": lambda: ways(5),
        "paths7": lambda: ways(7),
        "articulation": lambda: len(around.articulation_points()),
        "cycles7": lambda: len(among.simple_cycles(max=7)),
    }
    ask(asked)
    tell(memory=peak())
