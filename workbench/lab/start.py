"""What opens first: a page with the case and the notebooks, and a notebook on the case.

Both are written anew only where they are missing, so what a person changed stays.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from workbench.wording import speaking, words

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.wording import Language

_ = words("widgets")
PAGE = "START.md"
CASE = "case.ipynb"
_PANELS = (
    *("CaseBoard", "MappingBoard", "SameBoard", "Overview", "FindingsBoard"),
    *("LeadBoard", "PlanBoard", "MeetingBoard", "RegressBoard"),
)
_LIVE = re.compile(r"([\\`*_{}\[\]<>#!|&])")


def write_start(notebooks: Path, case: Path | None, lang: Language) -> Path:
    """Write the page that opens first; with a case also a notebook on it.

    Parameters
    ----------
    notebooks
        Folder the notebooks were copied to.
    case
        The case folder; ``None`` for copies of the shipped cases.
    lang
        Language of the words.

    Returns
    -------
    Path
        The page.
    """
    with speaking(lang):
        if case is not None and not (notebooks / CASE).exists():
            (notebooks / CASE).write_text(_notebook(), "utf-8")
        page = notebooks / PAGE
        if not page.exists():
            page.write_text(_page(notebooks, case), "utf-8")
    return page


def _page(notebooks: Path, case: Path | None) -> str:
    lines = [f"# {_plain(_title(case))}", ""]
    if case is not None:
        lines += [
            _("**This case:** {link}").format(link=f"[{CASE}]({CASE})"),
            "",
            _("The pages below explain each step on copies of invented cases."),
        ]
    else:
        lines.append(_("Everything here works on copies of wholly invented cases."))
    lines += ["", f"## {_('A working day, step by step')}", ""]
    for path in sorted(notebooks.glob("[0-9]*.ipynb")):
        lines.append(f"- [{_plain(_heading(path))}]({path.name})")
    lines += [
        "",
        _(
            "In a page: **Run** → **Run All Cells** shows its panels. Nothing leaves"
            " this machine; each decision goes into the case's journal, with its"
            " reason."
        ),
        "",
    ]
    return "\n".join(lines)


def _title(case: Path | None) -> str:
    if case is None:
        return _("Verification workbench: practice")
    said = tomllib.loads((case / "case.toml").read_text("utf-8-sig"))
    return str(said.get("title") or case.name)


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return _LIVE.sub(r"\\\1", text)


def _heading(path: Path) -> str:
    """Return a notebook's first heading, its name where it has none."""
    cells = json.loads(path.read_text("utf-8")).get("cells") or [{}]
    source = "".join(cells[0].get("source", ""))
    first = source.partition("\n")[0]
    return first.removeprefix("# ") if first.startswith("# ") else path.stem


def _notebook() -> str:
    """Return a notebook with every panel on the case that lies above it."""
    told = _("Run all cells: each panel shows the case as it stands.")
    cells = [
        _cell("markdown", f"# {_('This case')}\n\n{told}"),
        _cell("code", 'import workbench as wb\n\ncase = wb.open_case("..")\ncase'),
        *(_cell("code", f"wb.widgets.{name}(case)") for name in _PANELS),
    ]  # fmt: skip
    made = {
        "cells": [{**cell, "id": f"cell-{n:02}"} for n, cell in enumerate(cells)],
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3",
                "language": "python",
                "name": "python3",
            }
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, source: str) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    return {**made, "execution_count": None, "outputs": []} if kind == "code" else made
