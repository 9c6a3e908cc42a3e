"""Run notebooks and write them in one canonical form: the same bytes every time.

``python -m workbench.lab.notebooks FOLDER|NOTEBOOK ...`` is what ``make notebooks``
calls. Only the kernel's name is kept of the metadata, cells are numbered, and widget
views (which a browser draws anew) are dropped, so that what remains is what nbval
compares.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm.auto import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterable

_VIEW = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def canonical(notebook: Any) -> Any:
    """Bring an executed nbformat notebook into its canonical form, in place."""
    notebook.metadata = {"kernelspec": dict(KERNEL)}
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata = {k: v for k, v in cell.metadata.items() if k == "tags"}
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_VIEW, None)
            output.get("metadata", {}).clear()
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    """Join what was printed in several pieces: where it is cut depends on the load."""
    kept: list[Any] = []
    for output in outputs:
        last = kept[-1] if kept else output
        same = last is not output and last.output_type == output.output_type == "stream"
        if same and last.name == output.name:
            last.text += output.text
        else:
            kept.append(output)
    return kept


def rewrite(path: Path, *, timeout: int = 120) -> None:
    """Run one notebook where it lies and write it back canonically.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell fails; the file is left as it was.
    """
    import nbformat  # noqa: PLC0415 - heavy, loaded on use
    from nbclient import NotebookClient  # noqa: PLC0415 - heavy, loaded on use

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call] # nbformat has no types
    client = NotebookClient(
        notebook,
        timeout=timeout,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    nbformat.write(canonical(notebook), path)  # type: ignore[no-untyped-call] # nbformat has no types


def found(places: Iterable[str]) -> list[Path]:
    """Return the notebooks named, folders opened, sorted."""
    paths: list[Path] = []
    for place in map(Path, places):
        paths += sorted(place.glob("*.ipynb")) if place.is_dir() else [place]
    return paths


def main() -> None:
    """Rewrite every notebook named on the command line."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for path in tqdm(found(sys.argv[1:]), unit="notebook", file=sys.stderr):
        rewrite(path)


if __name__ == "__main__":
    main()
