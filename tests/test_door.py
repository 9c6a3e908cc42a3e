"""The public door: one sorted list of names, resolved lazily, quick to open."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import workbench

HEAVY = ("pandas", "networkx", "matplotlib", "ipywidgets", "duckdb")


def test_the_list_of_names_is_sorted_and_each_resolves() -> None:
    assert list(workbench.__all__) == sorted(workbench.__all__)
    for name in workbench.__all__:
        assert getattr(workbench, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guilt_score'"):
        workbench.guilt_score  # noqa: B018 - the access is the test


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, workbench; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"


def test_import_takes_less_than_three_tenths_of_a_second() -> None:
    code = (
        "import time; t = time.perf_counter(); import workbench;"
        "print(time.perf_counter() - t)"
    )
    times = []
    for _ in range(3):
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        times.append(float(out.stdout))
        time.sleep(0.05)
    assert min(times) < 0.3
