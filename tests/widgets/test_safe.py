"""Text of a case reaches the screen through our own widgets only (SECURITY P12)."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import workbench.widgets

ROOM = Path(workbench.widgets.__file__).parent
FRONT = Path(__file__).parents[2] / "front" / "src"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
BARRED = {
    "HTML",
    "HTMLMath",
    "Output",
    "Markdown",
    "Javascript",
    "SVG",
    "Math",
    "Latex",
}
LIVE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|DOMParser|createContextualFragment|srcdoc|formatter:\s*\"html\""
)


def _names(text: str) -> set[str]:
    tree = ast.parse(text)
    attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    imported = {
        a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }
    return attributes | imported


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda p: p.name)
def test_no_panel_uses_a_widget_that_runs_markup(path) -> None:
    assert not _names(path.read_text("utf-8")) & BARRED


@pytest.mark.parametrize("path", sorted(FRONT.glob("*.js")), ids=lambda p: p.name)
def test_no_browser_part_parses_markup(path) -> None:
    assert not LIVE.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(FRONT.glob("*")), ids=lambda p: p.name)
def test_no_browser_part_names_another_machine(path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "://" not in text


def test_a_repr_loads_no_widget_library() -> None:
    said = "import sys, workbench.widgets as w; w.CaseBoard, w.LinkView, w.PlanBoard;"
    said += (
        "print([m for m in ('ipywidgets', 'anywidget', 'IPython') if m in sys.modules])"
    )
    run = [sys.executable, "-c", said]
    out = subprocess.run(run, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
