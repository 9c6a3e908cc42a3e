"""The link graph beside what a user would pick instead, in one run.

    python -m benchmarks.graph [--rows 1000000] [--large 10000000] [--folder DIR]
    python -m benchmarks.graph --growth

The second prints only what reading comes to at both sizes, beside DuckDB's scan and
pandas + NetworkX, and how it grows: some four minutes on two cores, six at most; all of
it takes some nine, thirteen at most.

Each engine works in a process of its own, so that its memory is its own too. The
questions are put at ``--rows``; at ``--large`` the tables are read, our own questions
asked for their growth, and pandas + NetworkX only build, where there is memory enough.
Targets are those of issue 4; what misses one is marked.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from benchmarks import graph_ours, graph_peers, transfers
from benchmarks.graph_asked import PAUSED
from benchmarks.graph_table import Results, growth, questions, small_case, tables

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, LARGE = 1_000_000, 10_000_000
AN_ENGINE = 240  # seconds an engine may take in all
AT_LARGE = 150  # and at the larger size
NEEDS_GB = 12  # pandas + NetworkX at ten million rows

ENGINES: dict[str, Callable[[Path, Path, int], None]] = {
    "scan": graph_ours.run_scan,
    "built": graph_ours.run_built,
    "ours": graph_ours.run_ours,
    "small": graph_ours.run_small,
    "networkx": graph_peers.run_networkx,
    "rustworkx": graph_peers.run_rustworkx,
    "igraph": graph_peers.run_igraph,
}


def ask_engine(
    engine: str, csv: Path, folder: Path, rows: int, limit: int = AN_ENGINE
) -> dict[str, Any]:
    """Run one engine in a process of its own; what it told before its end counts."""
    command = [sys.executable, "-m", "benchmarks.graph", "--engine", engine]
    command += ["--rows", str(rows), "--folder", str(folder), "--csv", str(csv)]
    start = time.perf_counter()
    found: dict[str, Any] = {"begun": "build"}
    # Modules stand compiled, as an installer leaves them.
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as run:
        stopper = Timer(limit, run.kill)
        stopper.start()
        for line in run.stdout or ():
            found |= json.loads(line)
        stopper.cancel()
    took = time.perf_counter() - start
    if took >= limit:
        found[f"{found['begun']} {PAUSED}"] = limit
    elif run.returncode:
        print(f"{engine}: failed", file=sys.stderr)
    print(f"{engine} {rows:,}: {took:.0f} s", file=sys.stderr, flush=True)
    return found


def free_gb() -> float:
    """Return the memory that is free, in GB."""
    pages: int = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return pages / 1e9


def run(rows: int, large: int, folder: Path) -> None:
    """Run all engines at both sizes and print the tables."""
    csv = transfers.write(folder / f"t{rows}.csv", rows)
    ask_engine("small", csv, folder, rows)  # reads the small cases in
    ask_engine("small", csv, folder, rows)  # compiles what a cold start loads
    for case in ("case1", "case2"):
        shutil.rmtree(folder / case / "computed" / "graph", ignore_errors=True)
    small = {engine: ask_engine(engine, csv, folder, rows) for engine in ENGINES}
    tables(small, rows)
    questions(small)
    small_case(small["small"])
    if large:
        run_large(small, rows, large, folder)


def run_growth(rows: int, large: int, folder: Path) -> None:
    """Read the tables at both sizes and print how time and memory grow."""
    csv = transfers.write(folder / f"t{rows}.csv", rows)
    small = {e: ask_engine(e, csv, folder, rows) for e in ("scan", "built", "ours")}
    tables(small, rows)
    run_large(small, rows, large, folder)


def run_large(small: Results, rows: int, large: int, folder: Path) -> None:
    """Read the larger tables, ask our own questions, print both beside the smaller."""
    csv = transfers.write(folder / f"t{large}.csv", large)
    engines = ["scan", "built", "ours"]
    if free_gb() > NEEDS_GB:
        engines.append("networkx")
    big = {e: ask_engine(e, csv, folder, large, AT_LARGE) for e in engines}
    tables(big, large)
    growth(small, big, large / rows)


def main() -> None:
    """Run all engines and print the tables, or one engine and its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--large", type=int, default=LARGE, help="0: leave it out")
    parser.add_argument("--growth", action="store_true", help="only how reading grows")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--csv", type=Path)
    said = parser.parse_args()
    if said.engine:
        ENGINES[said.engine](said.csv, said.folder, said.rows)
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    part = run_growth if said.growth else run
    with tempfile.TemporaryDirectory() as own:
        part(said.rows, said.large, said.folder or Path(own))
    print(f"\nload {os.getloadavg()[0]:.1f} at the end", flush=True)


if __name__ == "__main__":
    main()
