"""The link graph beside what a user would pick instead, in one run.

    python benchmarks/graph.py --rows 1000000 [--folder DIR] [--skip networkx,igraph]

Each engine works in a process of its own, so that its memory is its own too. Past two
million rows the peers only build (their questions would take an hour). Targets are
those of issue 4; a ratio that misses one is marked.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import transfers

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = (
    "pagerank", "strong", "weak", "neighbourhood", "paths5", "paths7", "cycles7",
    "articulation",
)  # fmt: skip
TARGETS = {
    "pagerank": 15, "strong": 15, "paths7": 15, "cycles7": 15, "neighbourhood": 6,
    "paths5": 6, "weak": 6, "articulation": 6,
}  # fmt: skip
PAIRS = 10
USUAL = (5, 15)  # links of the accounts asked about
LARGE = 2_000_000
CYCLES_AMONG = 0.4  # share of the links (the largest sums) in which cycles are sought
SMALL = 200
PATIENCE = 900  # seconds an engine may take


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds and result."""
    start = time.perf_counter()
    result = function()
    return round(time.perf_counter() - start, 4), result


def peak() -> int:
    """Return the process's greatest memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def prepared(folder: Path, rows: int) -> tuple[Any, Any, Any]:
    """Return the distinct pairs and sums, as every engine loads them."""
    path = folder / f"pairs{rows}.npz"
    with np.load(path) as held:
        return held["source"], held["target"], held["amount"]


def chosen_pairs(source: Any, target: Any) -> list[tuple[int, int]]:
    """Return ten pairs of accounts with a usual number of links, always the same."""
    size = int(max(source.max(), target.max())) + 1
    rng = np.random.default_rng(7)
    paying, paid = (np.bincount(end, minlength=size) for end in (source, target))
    payers = np.flatnonzero((paying >= USUAL[0]) & (paying <= USUAL[1]))
    payees = np.flatnonzero((paid >= USUAL[0]) & (paid <= USUAL[1]))
    ends = rng.choice(payers, PAIRS), rng.choice(payees, PAIRS)
    return [(int(a), int(b)) for a, b in zip(*ends, strict=True)]


def largest(amount: Any) -> Any:
    """Return which links are among those with the largest sums."""
    return amount >= np.quantile(amount, 1 - CYCLES_AMONG)


def run_scan(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Let DuckDB read the CSV: the floor."""
    del folder, rows
    import duckdb  # noqa: PLC0415 - its own process

    duckdb.execute("SET enable_progress_bar = false")
    text = str(csv)
    count, _ = timed(lambda: duckdb.sql(f"SELECT count(*) FROM '{text}'").fetchall())  # noqa: S608 - own path
    whole, _ = timed(
        lambda: duckdb.sql(f"SELECT max(columns(*)) FROM '{text}'").fetchall()  # noqa: S608 - own path
    )
    return {"build": count, "all columns": whole, "memory": peak()}


def run_workbench(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Build, save; the questions run in a process that only reopens."""
    from workbench.graph import link_graph  # noqa: PLC0415 - its own process
    from workbench.graph.saved import save  # noqa: PLC0415 - its own process

    build, graph = timed(lambda: link_graph(csv))
    memory = peak()
    where = folder / f"graph{rows}"
    saving, _ = timed(lambda: save(graph, where))
    columns = graph.link_columns
    np.savez(
        folder / f"pairs{rows}.npz",
        source=columns.source,
        target=columns.target,
        amount=columns.amount,
    )
    size = {"entities": len(graph), "links": len(columns.source)}
    return {"build": build, "save": saving, "memory": memory, **size}


def run_reopened(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Open what was saved and ask through NetworkX's own functions."""
    del csv
    import networkx as nx  # noqa: PLC0415 - its own process
    import scipy.sparse.csgraph  # noqa: F401, PLC0415 - loaded before the clock runs

    from tests.factory.backend import register  # noqa: PLC0415 - its own process
    from workbench.graph.circuits import simple_cycles  # noqa: PLC0415 - its own process
    from workbench.graph.engine import directed  # noqa: PLC0415 - its own process
    from workbench.graph.saved import reopen  # noqa: PLC0415 - its own process

    register()
    load, graph = timed(lambda: reopen(folder / f"graph{rows}"))
    ids = graph.entity_columns.ids
    source, target, amount = prepared(folder, rows)
    pairs = [(ids[a], ids[b]) for a, b in chosen_pairs(source, target)]
    among = directed(graph.link_columns, len(graph), largest(amount))
    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(nx.pagerank(graph, weight=None)),
        "strong": lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
        "weak": lambda: sum(1 for _ in nx.weakly_connected_components(graph)),
        "neighbourhood": lambda: sum(len(nx.ego_graph(graph, a, 2)) for a, _ in pairs),
        "paths5": lambda: _paths(nx, graph, pairs, 5),
        "paths7": lambda: _paths(nx, graph, pairs, 7),
        "cycles7": lambda: sum(len(block) for block in simple_cycles(among, 7)),
        "articulation": lambda: sum(
            1 for _ in nx.articulation_points(graph.to_undirected())
        ),
    }
    return {"load": load, **_ask(asked), "memory": peak()}


def run_networkx(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
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
    found = {"build": seconds, "memory": peak(), "links": graph.number_of_edges()}
    if rows > LARGE:
        return found
    del graph
    source, target, amount = prepared(folder, rows)

    def load() -> Any:
        made = nx.DiGraph()
        made.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
        return made

    found["load"], graph = timed(load)
    pairs = chosen_pairs(source, target)
    keep = largest(amount)
    among = nx.DiGraph(
        list(zip(source[keep].tolist(), target[keep].tolist(), strict=True))
    )
    around = graph.to_undirected()
    around.remove_edges_from(list(nx.selfloop_edges(around)))
    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(nx.pagerank(graph, weight=None)),
        "strong": lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
        "weak": lambda: sum(1 for _ in nx.weakly_connected_components(graph)),
        "neighbourhood": lambda: sum(len(nx.ego_graph(graph, a, 2)) for a, _ in pairs),
        "paths5": lambda: _paths(nx, graph, pairs, 5),
        "paths7": lambda: _paths(nx, graph, pairs, 7),
        "cycles7": lambda: sum(1 for _ in nx.simple_cycles(among, length_bound=7)),
        "articulation": lambda: sum(1 for _ in nx.articulation_points(around)),
    }
    return found | _ask(asked)


def _paths(nx: Any, graph: Any, pairs: list[Any], hops: int) -> int:
    return sum(
        sum(1 for _ in nx.all_simple_paths(graph, a, b, cutoff=hops)) for a, b in pairs
    )


def run_rustworkx(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Ask rustworkx (it has no cycles up to a length)."""
    del csv
    import rustworkx as rx  # noqa: PLC0415 - its own process

    source, target, _ = prepared(folder, rows)
    size = int(max(source.max(), target.max())) + 1

    def load() -> Any:
        made = rx.PyDiGraph()
        made.add_nodes_from(range(size))
        made.add_edges_from_no_data(
            list(zip(source.tolist(), target.tolist(), strict=True))
        )
        return made

    seconds, graph = timed(load)
    pairs = chosen_pairs(source, target)
    around = graph.to_undirected(multigraph=False)

    def near(start: int) -> int:
        first = set(graph.successor_indices(start))
        both = {start, *first}
        for node in first:
            both.update(graph.successor_indices(node))
        return len(both)

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
    return {"load": seconds, **_ask(asked), "memory": peak()}


def run_igraph(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Ask igraph."""
    del csv
    import igraph as ig  # noqa: PLC0415 - its own process

    source, target, amount = prepared(folder, rows)
    size = int(max(source.max(), target.max())) + 1
    ends = np.column_stack((source, target))
    seconds, graph = timed(lambda: ig.Graph(n=size, edges=ends, directed=True))
    pairs = chosen_pairs(source, target)
    among = ig.Graph(n=size, edges=ends[largest(amount)], directed=True)
    around = graph.as_undirected()

    def ways(hops: int) -> int:
        return sum(len(graph.get_all_simple_paths(a, b, maxlen=hops)) for a, b in pairs)

    asked: dict[str, Callable[[], int]] = {
        "pagerank": lambda: len(graph.pagerank()),
        "strong": lambda: len(graph.connected_components("strong")),
        "weak": lambda: len(graph.connected_components("weak")),
        "neighbourhood": lambda: sum(
            len(graph.neighborhood(a, 2, mode="out")) for a, _ in pairs
        ),
        "paths5": lambda: ways(5),
        "paths7": lambda: ways(7),
        "cycles7": lambda: len(among.simple_cycles(max=7)),
        "articulation": lambda: len(around.articulation_points()),
    }
    return {"load": seconds, **_ask(asked), "memory": peak()}


def _ask(asked: dict[str, Callable[[], int]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, question in asked.items():
        found[name], found[f"{name} answer"] = timed(question)
    return found


def run_small(csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Build a 200-row table from a cold start, and again once all is imported."""
    del rows
    small = folder / "small.csv"
    with csv.open(encoding="utf-8") as lines:
        small.write_text("".join(islice(lines, SMALL + 1)), "utf-8")

    def build() -> Any:
        from workbench.graph import link_graph  # noqa: PLC0415 - its own process

        return link_graph(small)

    cold, _ = timed(build)
    warm, _ = timed(build)
    return {"cold": cold, "warm": warm, "memory": peak()}


ENGINES: dict[str, Callable[[Path, Path, int], dict[str, Any]]] = {
    "scan": run_scan,
    "small": run_small,
    "workbench": run_workbench,
    "reopened": run_reopened,
    "networkx": run_networkx,
    "rustworkx": run_rustworkx,
    "igraph": run_igraph,
}


def ask_engine(engine: str, csv: Path, folder: Path, rows: int) -> dict[str, Any]:
    """Run one engine in a process of its own."""
    command = [sys.executable, __file__, "--engine", engine, "--rows", str(rows)]
    command += ["--folder", str(folder), "--csv", str(csv)]
    start = time.perf_counter()
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        print(f"{engine}: over {PATIENCE} s, given up", file=sys.stderr)
        return {}
    if run.returncode:
        print(f"{engine}: {run.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return {}
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found | {"process": round(time.perf_counter() - start, 2)}


def report(results: dict[str, dict[str, Any]], rows: int) -> None:
    """Print each figure beside the peer's."""
    ours, asked = results.get("workbench", {}), results.get("reopened", {})
    scan, peer = results.get("scan", {}), results.get("networkx", {})
    print(f"\n{rows:,} rows, {ours.get('entities', 0):,} entities, ", end="")
    print(f"{ours.get('links', 0):,} links; seconds, MB")
    _line("CSV -> graph", ours.get("build"), "DuckDB scan", scan.get("build"), most=9)
    _line(
        "CSV -> graph", ours.get("build"), "pandas+networkx", peer.get("build"), least=6
    )
    print(f"  memory {ours.get('memory')} MB (at most 3000)")
    print(
        f"  reopening {asked.get('load')} s (under 1), memory {asked.get('memory')} MB"
    )
    small = results.get("small", {})
    print(f"  200 rows: cold {small.get('cold')} s, again {small.get('warm')} s")
    header = ("", "ours", "networkx", "rustworkx", "igraph", "open+ask ratio", "target")
    print("{:14}{:>9}{:>10}{:>11}{:>9}{:>16}{:>8}".format(*header))
    for name in QUESTIONS:
        cells = [
            results.get(engine, {}).get(name)
            for engine in ("reopened", "networkx", "rustworkx", "igraph")
        ]
        ratio = None
        if cells[0] is not None and cells[1] is not None:
            ratio = (peer["load"] + cells[1]) / (asked["load"] + cells[0])
        shown = ["-" if cell is None else f"{cell:.3f}" for cell in cells]
        mark = "" if ratio is None else f"{ratio:.1f}x"
        if ratio is not None and ratio < TARGETS[name]:
            mark += " MISSED"
        slow = cells[0] is not None and cells[2] is not None
        if slow and cells[0] > max(0.05, 3 * cells[2]):
            mark += " >3x rustworkx"
        print(
            f"{name:14}{shown[0]:>9}{shown[1]:>10}{shown[2]:>11}{shown[3]:>9}"
            f"{mark:>16}{TARGETS[name]:>7}x"
        )
        _same_answers(name, results)


def _line(
    what: str,
    mine: float | None,
    peer: str,
    theirs: float | None,
    *,
    most: float | None = None,
    least: float | None = None,
) -> None:
    if mine is None or theirs is None:
        return
    if most is not None:
        ratio, wanted = mine / theirs, f"at most {most}x"
        held = ratio <= most
    else:
        ratio, wanted = theirs / mine, f"at least {least}x faster"
        held = ratio >= (least or 0)
    print(
        f"  {what} {mine:.2f}, {peer} {theirs:.2f}: {ratio:.1f}x ({wanted})"
        f"{'' if held else ' MISSED'}"
    )


def _same_answers(name: str, results: dict[str, dict[str, Any]]) -> None:
    answers = {
        engine: found[f"{name} answer"]
        for engine, found in results.items()
        if f"{name} answer" in found
    }
    if len(set(answers.values())) > 1:
        print(f"    answers differ: {answers}")


def main() -> None:
    """Run all engines and print the table, or one engine and its JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--skip", default="")
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--csv", type=Path)
    said = parser.parse_args()
    if said.engine:
        print(json.dumps(ENGINES[said.engine](said.csv, said.folder, said.rows)))
        return
    with tempfile.TemporaryDirectory() as own:
        folder = said.folder or Path(own)
        csv = transfers.write(folder / f"t{said.rows}.csv", said.rows)
        results = {}
        for engine in ENGINES:
            late = said.rows > LARGE and engine in {"rustworkx", "igraph"}
            if engine not in said.skip.split(",") and not late:
                results[engine] = ask_engine(engine, csv, folder, said.rows)
                told = f"{engine}: {results[engine].get('process')} s"
                print(told, file=sys.stderr, flush=True)
        report(results, said.rows)


if __name__ == "__main__":
    main()
