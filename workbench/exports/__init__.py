"""Plans, minutes and reports to files that others can open.

Every text passes the guard before anything is written; a refused export leaves nothing
behind. Same inputs, same bytes. Heavy libraries load with the first export that needs
them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.exports.write import Written, guarded, write
from workbench.wording import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.exports.document import Document
    from workbench.planning.plan import Plan
    from workbench.wording import Language

__all__ = ["SUFFIXES", "Written", "export_document", "export_plan", "plan_form"]

SUFFIXES = (".docx", ".pdf", ".xlsx", ".md", ".ics", ".json", ".html")
"""Forms in which a plan can be written."""
_PAPERS = (".docx", ".pdf", ".md", ".html")


def export_plan(
    plan: Plan,
    path: str | Path,
    *,
    lang: Language | None = None,
    journal_head: str | None = None,
    guard: Callable[[str], None] | None = None,
    final: bool = False,
) -> Written:
    """Write a plan to a file, its form by suffix.

    Parameters
    ----------
    plan
        The plan.
    path
        Ends in one of :data:`SUFFIXES`; parent folders are made.
    lang
        Language of the export; the one in force where not given.
    journal_head
        Short head of the journal at the plan's approval, printed on each page; the
        plan's own where not given.
    guard
        Called with every text before anything is written; raises ``ExportRefused``.
    final
        Whether it is handed out as final.

    Returns
    -------
    Written
        Path, hash, size, and the characters that the shipped font lacks.

    Raises
    ------
    UsageError
        For an unknown suffix.
    RedLine
        When a step uses a measure barred before filing, draft or not.
    PlanError
        When a final plan breaks a rule; otherwise such a plan carries a watermark.
    ExportRefused
        When the guard finds what must not leave; nothing is written.
    CaseError
        When the file cannot be written.
    """
    from workbench.exports.plan_document import (  # noqa: PLC0415 - loaded on use
        plan_document,
    )

    path = Path(path)
    suffix = _known(path, SUFFIXES)
    lang = lang or language()
    head = journal_head or plan.journal_head or ""
    document = plan_document(plan, lang=lang, journal_head=head, final=final)
    if suffix in _PAPERS:
        return export_document(document, path, guard=guard)
    words, content = _tabular(plan, document, suffix)
    return write(path, content, guarded(words, guard), guard)


def export_document(
    document: Document,
    path: str | Path,
    *,
    guard: Callable[[str], None] | None = None,
) -> Written:
    """Write any document (minutes, report, hand-over sheet), its form by suffix.

    Raises
    ------
    UsageError
        For an unknown suffix.
    ExportRefused
        When the guard finds what must not leave; nothing is written.
    CaseError
        When the file cannot be written.
    """
    from workbench.exports.document import texts  # noqa: PLC0415 - loaded on use

    path = Path(path)
    suffix = _known(path, _PAPERS)
    words = guarded(texts(document), guard)
    return write(path, _paper(document, suffix), words, guard)


def plan_form(path: Path) -> str:
    """Return the form a plan would be written in, before anything is made of it.

    Raises
    ------
    UsageError
        For an unknown suffix.
    """
    return _known(path, SUFFIXES)


def _known(path: Path, suffixes: tuple[str, ...]) -> str:
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise UsageError(
            "exports.suffix", suffix=suffix or path.name, known=", ".join(suffixes)
        )
    return suffix


def _paper(document: Document, suffix: str) -> bytes:
    if suffix == ".docx":
        from workbench.exports.word import docx  # noqa: PLC0415 - heavy

        return docx(document)
    if suffix == ".pdf":
        from workbench.exports.typeset import pdf  # noqa: PLC0415 - heavy

        return pdf(document)
    if suffix == ".html":
        from workbench.exports.page import page  # noqa: PLC0415 - loaded on use

        return page(document).encode("utf-8", "replace")
    from workbench.exports.markdown import markdown  # noqa: PLC0415 - loaded on use

    return markdown(document).encode("utf-8", "replace")


def _tabular(plan: Plan, document: Document, suffix: str) -> tuple[list[str], bytes]:
    """Return every text of a plan written as data, and the file's content."""
    lang, head = document.lang, document.head
    if suffix == ".xlsx":
        from workbench.exports.sheet import (  # noqa: PLC0415 - heavy
            sheets,
            texts,
            xlsx,
        )

        found = sheets(plan, lang)
        named = [document.title, document.office, document.number, head]
        content = xlsx(found, plan, lang=lang, journal_head=head)
        return [*named, *texts(found)], content
    if suffix == ".ics":
        from workbench.exports.calendar import (  # noqa: PLC0415 - loaded on use
            entries,
            ics,
        )

        days = entries(plan, lang)
        said = [
            document.number,
            head,
            *(w for d in days for w in (d.id, d.title, d.text)),
        ]
        return said, ics(plan, lang=lang, journal_head=head)
    from workbench.exports.plan_json import (  # noqa: PLC0415 - loaded on use
        plan_json,
        strings,
    )

    text = plan_json(plan, lang=lang, journal_head=head)
    return list(strings(json.loads(text))), text.encode("utf-8", "replace")
