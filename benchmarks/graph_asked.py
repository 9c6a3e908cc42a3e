"""What every engine is asked, and how its answers come back, line by line.

Each engine runs in a process of its own and prints one JSON line a figure as soon as it
has it, so that a question nobody lives to see the end of costs only its own figure.
"""

from __future__ import annotations

import json
import resource
import signal
import time
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUESTIONS = (
    "pagerank", "strong", "paths7", "cycles7", "weak", "neighbourhood", "paths5",
    "articulation",
)  # fmt: skip
TARGETS = {
    "pagerank": 15, "strong": 15, "paths7": 15, "cycles7": 15, "neighbourhood": 6,
    "paths5": 6, "weak": 6, "articulation": 6,
}  # fmt: skip
PAIRS = 10
USUAL = (5, 15)  # links of the accounts asked about
CYCLES_AMONG = 0.3  # share of the links (the largest sums) in which cycles are sought
PATIENCE = 90  # seconds one question may take
PAUSED = "over"  # set where a question was given up


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds and result."""
    start = time.perf_counter()
    result = function()
    return round(time.perf_counter() - start, 4), result


def peak() -> int:
    """Return the process's greatest memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def tell(**figures: Any) -> None:
    """Hand figures to the process that asked."""
    print(json.dumps(figures), flush=True)


def ask(asked: dict[str, Callable[[], int]], budget: float = PATIENCE) -> None:
    """Ask question after question, each within the budget."""
    signal.signal(signal.SIGALRM, _enough)
    for name, question in asked.items():
        tell(begun=name)
        signal.setitimer(signal.ITIMER_REAL, budget)
        try:
            seconds, answer = timed(question)
        except TimeoutError:
            tell(**{f"{name} {PAUSED}": budget})
            continue
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        tell(**{name: seconds, f"{name} answer": answer})


def _enough(*_: Any) -> None:
    raise TimeoutError


def prepared(folder: Path, rows: int) -> tuple[Any, Any, Any]:
    """Return the distinct pairs and sums, as every engine loads them."""
    with np.load(folder / f"pairs{rows}.npz") as held:
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
