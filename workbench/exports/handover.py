"""Hand-over sheet: what passes from whom to whom, each thing with its hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import Box, Column, Document, Form, Para, Part, Table
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.wording import Language

_ = words("exports")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing handed over: what, how many, its hash if it is a file, remarks."""

    what: str
    count: int = 1
    sha256: str = ""
    note: str = ""


def handover_document(
    items: Sequence[Item],
    *,
    lang: Language,
    office: str,
    number: str,
    as_of: date,
    journal_head: str,
    between: tuple[str, str] = ("", ""),
    reason: str = "",
) -> Document:
    """Return a hand-over sheet; ``between`` names who gives and who takes.

    The sealed volume of the reporter never stands on it; it has its own custody.
    """
    with speaking(lang):
        line = _("Signature:                Day:")
        card = Form(
            (1.0, 2.2, 1.0, 2.2),
            (
                (
                    Box(_("Hands over"), label=True),
                    Box(between[0]),
                    Box(_("Takes over"), label=True),
                    Box(between[1]),
                ),
                (Box(_("Reason"), label=True), Box(reason, span=3)),
            ),
        )
        columns = (
            Column(_("No."), 0.5, "right"),
            Column(_("What"), 2.6),
            Column(_("Number"), 0.6, "right"),
            Column(_("SHA-256 (first 16)"), 2.0),
            Column(_("Remarks"), 1.2),
        )
        rows = tuple(
            (str(n), i.what, str(i.count), i.sha256[:16], i.note)
            for n, i in enumerate(items, 1)
        )
        total = _("{n} entries, {count} pieces in all.").format(
            n=len(items), count=sum(item.count for item in items)
        )
        signs = Form(
            (1.2, 4.4),
            tuple(
                (Box(who, label=True), Box(tall=1.4, sign=line))
                for who in (_("Hands over"), _("Takes over"), _("Witness"))
            ),
        )
        return Document(
            title=_("Hand-over sheet"),
            subtitle=labels.long_day(as_of),
            lang=lang,
            office=office,
            number=number,
            status=_("hand-over"),
            head=journal_head,
            as_of=as_of,
            parts=(
                Part((card, Table(columns, rows), Para(total, kind="note"), signs)),
            ),
        )
