"""The link graph's side of the bench, and DuckDB's scan: the floor."""

from __future__ import annotations

import shutil
from itertools import islice
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

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = 200


def run_scan(csv: Path, folder: Path, rows: int) -> None:
    """Let DuckDB read the CSV: the floor a program can reach."""
    del folder, rows
    import duckdb  # noqa: PLC0415 - its own process

    duckdb.execute("SET enable_progress_bar = false")
    text = str(csv)
    count, _ = timed(lambda: duckdb.sql(f"SELECT count(*) FROM '{text}'").fetchall())  # noqa: S608 - own path
    whole, _ = timed(
        lambda: duckdb.sql(f"SELECT max(columns(*)) FROM '{text}'").fetchall()  # noqa: S608 - own path
    )
    tell(build=count, columns=whole, memory=peak())


def run_built(csv: Path, folder: Path, rows: int) -> None:
    """Build and save; the questions run in a process that only reopens."""
    import duckdb  # noqa: F401, PLC0415 - loaded before the clock runs, as for a peer
    import pandas as pd  # noqa: F401, PLC0415 - as above; pyarrow loads it unasked
    import pyarrow.compute  # noqa: F401, PLC0415 - as above
    import scipy.sparse  # noqa: F401, PLC0415 - as above

    from workbench.graph import bulk, link_graph  # noqa: F401, PLC0415 - as above
    from workbench.graph.saved import save  # noqa: PLC0415 - its own process

    build, graph = timed(lambda: link_graph(csv))
    tell(build=build, memory=peak())
    saving, _ = timed(lambda: save(graph, folder / f"graph{rows}"))
    columns = graph.link_columns
    ends = {"source": columns.source, "target": columns.target}
    np.savez(folder / f"pairs{rows}.npz", amount=columns.amount, **ends)
    tell(save=saving, entities=len(graph), links=len(columns.source))


def run_ours(csv: Path, folder: Path, rows: int) -> None:
    """Open what was saved and ask through NetworkX's own functions."""
    del csv
    import networkx as nx  # noqa: PLC0415 - its own process
    import scipy.sparse.csgraph  # noqa: F401, PLC0415 - loaded before the clock runs

    from tests.factory.backend import register  # noqa: PLC0415 - its own process
    from workbench.graph import backend  # noqa: F401, PLC0415 - before the clock runs
    from workbench.graph.circuits import simple_cycles  # noqa: PLC0415 - as above
    from workbench.graph.engine import directed  # noqa: PLC0415 - as above
    from workbench.graph.saved import reopen  # noqa: PLC0415 - as above

    register()
    load, graph = timed(lambda: reopen(folder / f"graph{rows}"))
    tell(load=load)
    source, target, amount = prepared(folder, rows)
    ids = graph.entity_columns.ids
    pairs = [(ids[a], ids[b]) for a, b in chosen_pairs(source, target)]
    among = directed(graph.link_columns, len(graph), largest(amount))
    around = graph.to_undirected()  # before the clock runs, as for every peer
    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(nx.pagerank(graph, weight=None)),
        "strong": lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
        "weak": lambda: sum(1 for _ in nx.weakly_connected_components(graph)),
        "neighbourhood": lambda: sum(
            nx.ego_graph(graph, a, 2).size() for a, _ in pairs
        ),
        "paths5": lambda: walked(nx, graph, pairs, 5),
        "paths7": lambda: walked(nx, graph, pairs, 7),
        "cycles7": lambda: sum(len(block) for block in simple_cycles(among, 7)),
        "articulation": lambda: sum(1 for _ in nx.articulation_points(around)),
    }
    ask(asked)
    tell(memory=peak())


def walked(nx: Any, graph: Any, pairs: list[Any], hops: int) -> int:
    """Count the simple paths between some pairs, by NetworkX's own function."""
    return sum(
        sum(1 for _ in nx.all_simple_paths(graph, a, b, cutoff=hops)) for a, b in pairs
    )


def run_small(csv: Path, folder: Path, rows: int) -> None:
    """Graph of a case of 200 transfers: from a cold start, then with all imported."""
    del rows
    cold = folder / "case1"
    if not (cold / "case.toml").exists():
        _cases(csv, folder)

    def graph_of(case: Path) -> Any:
        from workbench import open_case  # noqa: PLC0415 - its import is measured

        return open_case(case, who="bench").graph()

    if not (cold / "computed" / "read").exists():  # a first process only reads
        for name in ("case1", "case2"):
            from workbench import open_case  # noqa: PLC0415 - its own process

            open_case(folder / name, who="bench").read(progress=False)
        return
    seconds, graph = timed(lambda: graph_of(cold))
    again, _ = timed(lambda: graph_of(folder / "case2"))
    tell(cold=seconds, warm=again, links=len(graph.link_columns.source))


def _cases(csv: Path, folder: Path) -> None:
    from workbench import new_case  # noqa: PLC0415 - its own process

    for name in ("case1", "case2"):
        shutil.rmtree(folder / name, ignore_errors=True)
        new_case(folder / name, title="200")
        with csv.open(encoding="utf-8") as lines:
            text = "".join(islice(lines, SMALL + 1))
        (folder / name / "files" / "transfers.csv").write_text(text, "utf-8")
