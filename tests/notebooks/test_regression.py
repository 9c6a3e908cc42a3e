"""nbval catches conclusions that move: the right rules pass, a wrong rule fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench

ROOT = Path(__file__).parents[2]
NOTEBOOK = "30_priority.ipynb"
RULE = "workbench/rules/cn/rubric.yaml"

pytestmark = pytest.mark.slow


def _python(program: Path, folder: Path, *words: str):
    """Run Python in a folder, with the program that lies in another."""
    env = {**os.environ, "PYTHONPATH": str(program)}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


def _nbval(program: Path, folder: Path):
    words = ("pytest", "-q", "--nbval", "-p", "no:cacheprovider", NOTEBOOK)
    return _python(program, folder, *words)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program whose rules a test may spoil."""
    place = tmp_path_factory.mktemp("program")
    source = Path(workbench.__file__).parent
    shutil.copytree(
        source, place / "workbench", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("sample_data", "notebooks"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture(scope="module")
def accepted(program, tmp_path_factory):
    """A notebook with the conclusions that the rules give today."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copy2(ROOT / "notebooks" / NOTEBOOK, folder)
    ran = _python(program, folder, "workbench.lab.notebooks", NOTEBOOK)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return folder


def test_the_same_rules_give_the_same_conclusions(program, accepted) -> None:
    before = (accepted / NOTEBOOK).read_bytes()
    ran = _nbval(program, accepted)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert (accepted / NOTEBOOK).read_bytes() == before


def test_a_wrong_rule_is_caught(program, accepted) -> None:
    path = program / RULE
    right = path.read_text("utf-8")
    path.write_text(right.replace("high: {value: 70,", "high: {value: 20,"), "utf-8")
    assert path.read_text("utf-8") != right
    try:
        ran = _nbval(program, accepted)
    finally:
        path.write_text(right, "utf-8")
    assert ran.returncode == 1
    assert "Notebook cell execution failed" in ran.stdout
