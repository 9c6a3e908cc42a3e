"""``make bench``: every figure beside the peer's, from one run.

Each part runs in a process of its own, so that one's memory is not another's.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys

PARTS = (
    ("Links: tables to graph, questions on it", "graph"),
    ("NetworkX's own tests on the arrays", "graph_networkx"),
    ("Names of persons and units", "names"),
    ("Letters: agreement with a human rater", "leads"),
    ("Mentions in sentences of our own", "leads_mentions"),
    ("Schedules beside a greedy list", "schedule"),
)


def main() -> int:
    """Run every part that is there; returns how many failed."""
    wanted = sys.argv[1:]
    failed = 0
    for title, name in PARTS:
        if wanted and name not in wanted:
            continue
        if importlib.util.find_spec(f"benchmarks.{name}") is None:
            continue
        print(f"\n== {title}", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
