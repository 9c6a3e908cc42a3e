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


def _nbval(program: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run nbval on a copy of one notebook with the program that lies in a folder."""
    folder.mkdir()
    shutil.copy2(ROOT / "notebooks" / NOTEBOOK, folder)
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", NOTEBOOK]
    env = {
        **os.environ,
        "PYTHONPATH": str(program),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    return subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


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


def test_the_rules_as_they_are_give_what_was_kept(program, tmp_path) -> None:
    ran = _nbval(program, tmp_path / "right")
    assert ran.returncode == 0, ran.stdout[-3000:]


def test_a_wrong_rule_is_caught(program, tmp_path) -> None:
    path = program / RULE
    right = path.read_text("utf-8")
    path.write_text(right.replace("high: {value: 70,", "high: {value: 20,"), "utf-8")
    assert path.read_text("utf-8") != right
    try:
        ran = _nbval(program, tmp_path / "wrong")
    finally:
        path.write_text(right, "utf-8")
    assert ran.returncode == 1
    assert "NbCellError" in ran.stdout or "mismatch" in ran.stdout
