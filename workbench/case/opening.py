"""Make a case folder, open one, or look at a plain table as a graph."""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case.case import Case
from workbench.case.settings import read_settings, template
from workbench.errors import CaseError
from workbench.wording import language as spoken

if TYPE_CHECKING:
    from datetime import date

    from workbench.graph import LinkGraph
    from workbench.journal import Journal
    from workbench.wording import Language

FOLDERS = ("inbox", "letters", "files", "sealed", "keys", "computed", "exports")


def new_case(
    folder: str | Path, *, title: str = "", language: Language | None = None
) -> Path:
    """Make a case folder with a commented ``case.toml``.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    CaseError
        When the folder exists and is not empty.
    """
    path = Path(folder)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CaseError("case.not_empty", folder=path.name)
    for name in FOLDERS:
        (path / name).mkdir(parents=True, exist_ok=True)
    text = template(language or spoken())
    if title:
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        text = re.sub(
            r'^title = ".*"$', lambda _: f'title = "{quoted}"', text, flags=re.MULTILINE
        )
    (path / "case.toml").write_text(text, "utf-8")
    return path


def open_case(
    folder: str | Path, *, who: str | None = None, as_of: date | None = None
) -> Case:
    """Open a case folder.

    Nothing is read yet; each step reads what is new when it is asked for.

    Parameters
    ----------
    folder
        A folder with ``case.toml``.
    who
        Who sits at the desk; else ``who`` of case.toml, ``WORKBENCH_WHO``, the login.
    as_of
        Day on which clocks and keeping periods are looked at; else ``as_of`` of
        case.toml, else the day of the newest journal entry.

    Raises
    ------
    CaseError
        When the folder is no case or its settings do not hold.
    RedLine
        When whoever opens it is recused or not assigned; the journal keeps it.
    """
    path = Path(folder)
    settings = read_settings(path)
    actor = who or os.environ.get("WORKBENCH_WHO") or settings.who or getpass.getuser()
    case = Case(path, settings, who=actor, as_of=as_of)
    case.admit()
    return case


def unpack_case(bag: str | Path, folder: str | Path) -> Path:
    """Unpack a BagIt bag into a new case folder, and verify bag and case.

    Raises
    ------
    CaseError
        ``custody.bag_broken``, ``custody.bag_exists``, ``custody.case_broken``.
    """
    from workbench.case.ground import JOURNAL_FILE  # noqa: PLC0415 - loaded on use
    from workbench.intake.bag import unpack  # noqa: PLC0415 - loaded on use
    from workbench.journal import case_name, open_journal  # noqa: PLC0415 - on use

    def journal_of(place: Path) -> Journal:
        where = place / JOURNAL_FILE
        name = case_name(where, place.resolve().name)
        return open_journal(where, case=name, who=getpass.getuser())

    return unpack(Path(bag), Path(folder), journal_of=journal_of)


def graph_of(
    source: str | Path, **columns: str | None
) -> tuple[LinkGraph, dict[str, str]]:
    """Return the link graph of a case folder or of one plain table of transfers.

    Parameters
    ----------
    source
        A case folder, or a table (csv, xlsx, parquet ...).
    columns
        ``payer``, ``payee``, ``amount``, ``date``: columns of a plain table; those not
        given are guessed, identifiers before names.

    Returns
    -------
    tuple
        The graph, and the columns used by role (empty for a case).
    """
    path = Path(source)
    if path.is_dir():
        return open_case(path).graph(), {}
    from workbench.graph import link_graph  # noqa: PLC0415 - heavy, loaded on use

    graph = link_graph(path, **columns)
    said = graph.said.to_json() if graph.said else {}
    return graph, {role: column for role, column in said.items() if column}
