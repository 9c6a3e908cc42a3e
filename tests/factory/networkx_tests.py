"""Runs NetworkX's own tests on the backend and counts what came of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULES = (
    "algorithms.components.tests.test_weakly_connected",
    "algorithms.components.tests.test_strongly_connected",
    "algorithms.components.tests.test_connected",
    "algorithms.components.tests.test_biconnected",
    "algorithms.shortest_paths.tests.test_generic",
    "algorithms.shortest_paths.tests.test_unweighted",
    "algorithms.shortest_paths.tests.test_weighted",
    "algorithms.tests.test_simple_paths",
    "algorithms.tests.test_cycles",
    "algorithms.tests.test_dag",
    "algorithms.tests.test_core",
    "algorithms.link_analysis.tests.test_pagerank",
    "algorithms.centrality.tests.test_degree_centrality",
    "algorithms.centrality.tests.test_betweenness_centrality",
    "generators.tests.test_ego",
)
OTHERS = (
    "not TestMinimumCycleBasis"  # fixes which of several equally short paths is taken
)


@dataclass(frozen=True, slots=True)
class Found:
    """What NetworkX's tests came to.

    Parameters
    ----------
    modules
        Module -> tests that passed, of these the ones in which the arrays answered at
        least once, and tests that failed.
    answered
        Function -> calls that the arrays answered.
    said
        The end of what pytest printed.
    """

    modules: Mapping[str, tuple[int, int, int]]
    answered: Mapping[str, int]
    said: str

    def totals(self) -> tuple[int, int, int]:
        """Return tests passed, those answered on the arrays, and those failed."""
        passed, touched, failed = zip(*self.modules.values(), strict=True)
        return sum(passed), sum(touched), sum(failed)


def run_them() -> Found:
    """Run the tests in a process of their own, what is not ours falling back."""
    root = Path(__file__).parents[2]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        env = {
            **os.environ,
            "NETWORKX_TEST_BACKEND": "workbench",
            "NETWORKX_FALLBACK_TO_NX": "True",
            "PYTHONPATH": str(root),
            "BACKEND_TOLD": str(told),
        }
        modules = [f"networkx.{name}" for name in MODULES]
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-W", "ignore", "-c", os.devnull,
             "-p", "no:cacheprovider", "-p", "tests.factory.backend_plugin",
             "--rootdir", folder, "-k", OTHERS, "--pyargs", *modules],
            cwd=folder, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        tests, answered = json.loads(told.read_text("utf-8"))
    counts: dict[str, list[int]] = {}
    for module, passed, touched in tests:
        mine = counts.setdefault(module.removeprefix("networkx."), [0, 0, 0])
        mine[0] += passed
        mine[1] += passed and touched
        mine[2] += not passed
    return Found(
        {module: (a, b, c) for module, (a, b, c) in counts.items()},
        Counter(answered),
        run.stdout[-3000:],
    )
