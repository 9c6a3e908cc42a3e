"""Notebooks are written in one canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbench.lab.notebooks import canonical, found, rewrite

if TYPE_CHECKING:
    from pathlib import Path


def _notebook(path: Path, *sources: str) -> Path:
    cells = [new_markdown_cell("text"), *map(new_code_cell, sources)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    path = _notebook(tmp_path / "a.ipynb", "x = 1\nx + 1", "print('你好')")
    rewrite(path)
    first = path.read_bytes()
    rewrite(path)
    assert path.read_bytes() == first
    cells = nbformat.read(path, as_version=4).cells
    assert [c.execution_count for c in cells if c.cell_type == "code"] == [1, 2]
    assert cells[1].outputs[0]["data"]["text/plain"] == "2"


def test_a_failing_cell_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415 - heavy

    path = _notebook(tmp_path / "a.ipynb", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(CellExecutionError):
        rewrite(path)
    assert path.read_bytes() == before


def test_widget_views_and_stray_metadata_are_dropped() -> None:
    cell = new_code_cell("w")
    cell.metadata = {"tags": ["keep"], "execution": {"iopub": "2025"}}
    view = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "Panel"}
    cell.outputs = [nbformat.v4.new_output("display_data", data=view)]
    made = canonical(new_notebook(cells=[cell], metadata={"widgets": {"state": 1}}))
    assert made.metadata == {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        }
    }
    assert dict(made.cells[0].outputs[0]["data"]) == {"text/plain": "Panel"}
    assert made.cells[0].metadata == {"tags": ["keep"]}


def test_what_is_printed_in_pieces_is_one_output() -> None:
    cell = new_code_cell("print('a'); print('b')")
    piece = nbformat.v4.new_output
    cell.outputs = [
        piece("stream", name="stdout", text="a\n"),
        piece("stream", name="stdout", text="b\n"),
        piece("stream", name="stderr", text="c\n"),
        piece("display_data", data={"text/plain": "d"}),
        piece("stream", name="stderr", text="e\n"),
    ]
    outputs = canonical(new_notebook(cells=[cell])).cells[0].outputs
    assert [o.get("text") for o in outputs] == ["a\nb\n", "c\n", None, "e\n"]


def test_a_folder_stands_for_its_notebooks_sorted(tmp_path: Path) -> None:
    for name in ("b.ipynb", "a.ipynb", "c.txt"):
        (tmp_path / name).touch()
    assert [p.name for p in found([str(tmp_path)])] == ["a.ipynb", "b.ipynb"]
