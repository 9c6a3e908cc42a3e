"""A plan as a workbook (.xlsx): typed cells, and no text that turns into a formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from workbench.exports import labels
from workbench.exports.calendar import days
from workbench.exports.document import UNVERIFIED
from workbench.exports.write import rezipped
from workbench.figures.plain import printable, wrap
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Plan
    from workbench.wording import Language

_ = words("exports")

LONGEST = 32_767
"""Characters a cell can hold; more would be lost without a word."""

ONE_PAGE = 190
"""Characters across that can still be read when a sheet is printed on one page."""
_LINE, _MOST_LINES = 14.0, 28  # points a line; what Excel allows a row

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, columns with their width in characters, rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(plan: Plan, lang: Language) -> tuple[Sheet, ...]:
    """Return the four sheets of a plan: steps, matrix, measure ledger, calendar."""
    with speaking(lang):
        return (_steps(plan), _matrix(plan), _ledger(plan), _calendar(plan))


def texts(found: tuple[Sheet, ...]) -> Iterator[str]:
    """Give every text of the workbook for the guard."""
    for sheet in found:
        yield sheet.name
        yield from (title for title, _width in sheet.columns)
        for row in sheet.rows:
            yield from (value for value in row if isinstance(value, str))


def _steps(plan: Plan) -> Sheet:
    columns = (
        (_("Step"), 8),
        (_("Matter"), 14),
        (_("Front"), 8),
        (_("Element"), 14),
        (_("What is looked at"), 34),
        (_("Holder"), 24),
        (_("Measure"), 14),
        (_("Authority"), 9),
        (_("Approver"), 18),
        (_("Ring"), 6),
        (_("Alert"), 6),
        (_("Person-days"), 9),
        (_("Begin"), 12),
        (_("Answer by"), 12),
        (_("End"), 12),
        (_("Kept until"), 12),
        (_("People"), 20),
        (_("Look at"), 40),
        (_("Expected result"), 34),
        (_("Could refute"), 17),
        (_("If it fails"), 30),
        (_("State"), 10),
    )
    rows = tuple(
        (
            s.id,
            labels.listed(s.serves),
            s.front,
            labels.elements(plan, s),
            str(s.what) or s.source,
            str(s.holder),
            labels.measure(s.measure, plan.profile),
            s.authority,
            str(s.approver),
            s.ring,
            s.alert,
            s.cost,
            s.start,
            s.reply,
            s.end,
            s.expires,
            labels.listed(s.people),
            str(s.looks),
            str(s.expected),
            labels.listed(s.refutes),
            str(s.fallback),
            labels.status(s.status),
        )
        for s in plan.steps
    )
    return Sheet(_("Steps"), columns, rows)


def _matrix(plan: Plan) -> Sheet:
    columns = (
        (_("Matter"), 14),
        (_("Hypothesis"), 17),
        (_("Innocent"), 9),
        (_("It says"), 44),
        (_("Step"), 8),
        (_("What is looked at"), 34),
        (_("Expected"), 12),
        (_("Tells apart, 0 to 3"), 14),
        (_("Could refute"), 12),
    )
    steps = {step.id: step for step in plan.steps}
    hypotheses = {one.id: one for one in plan.hypotheses}
    rows = tuple(
        (
            h.allegation,
            h.id,
            labels.yes(h.innocent),
            str(h.says),
            s.id,
            str(s.what) or s.source,
            labels.expects(cell.expects),
            cell.weight,
            labels.yes(h.id in s.refutes),
        )
        for cell in plan.matrix
        if (h := hypotheses.get(cell.hypothesis)) and (s := steps.get(cell.step))
    )
    return Sheet(_("Evidence matrix"), columns, rows)


def _ledger(plan: Plan) -> Sheet:
    columns = (
        (_("No."), 6),
        (_("Step"), 8),
        (_("Measure"), 14),
        (_("Holder or person"), 26),
        (_("Level"), 8),
        (_("Approver"), 18),
        (_("Begin"), 12),
        (_("End"), 12),
        (_("Officers"), 20),
        (_("Application no."), 18),
        (_("Approved on"), 12),
        (_("Used on"), 12),
        (_("Result"), 24),
    )
    rows = tuple(
        (
            n,
            s.id,
            labels.measure(s.measure, plan.profile),
            str(s.person or s.holder),
            s.authority,
            str(s.approver),
            s.start,
            s.end,
            labels.listed(s.people),
            None,
            None,
            None,
            str(s.result),
        )
        for n, s in enumerate(plan.steps, 1)
    )
    return Sheet(_("Measure ledger"), columns, rows)


def _calendar(plan: Plan) -> Sheet:
    columns = ((_("From"), 12), (_("To"), 12), (_("What"), 52), (_("Who, where"), 44))
    found = sorted(days(plan), key=lambda day: (day.first, day.id))
    rows = tuple((day.first, day.last, day.title, day.text) for day in found)
    return Sheet(_("Calendar"), columns, rows)


def xlsx(
    found: tuple[Sheet, ...], plan: Plan, *, lang: Language, journal_head: str
) -> bytes:
    """Return the workbook; same plan, same bytes.

    Texts are string cells with the quote prefix, so that they stay texts even when
    someone edits them or saves them as CSV.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, loaded on use

    out = BytesIO()
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, safe)
    made = datetime.combine(plan.as_of, time())
    book.set_properties(
        {
            "title": printable(str(plan.title)),
            "subject": printable(f"{plan.id} v{plan.version}"),
            "author": printable(plan.office.name),
            "comments": UNVERIFIED,
            "keywords": journal_head,
            "created": made,
        }
    )
    foot = f"{plan.id} v{plan.version} · {journal_head}"
    with speaking(lang):
        for sheet in found:
            _write(book, sheet, plan.office.name, foot)
    book.close()
    return rezipped(out.getvalue())


def _write(book: Any, sheet: Sheet, office: str, foot: str) -> None:
    looks = _looks(book)
    page = book.add_worksheet(sheet.name[:31])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1 if _wide(sheet) <= ONE_PAGE else 2, 0)
    page.repeat_columns(0)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    page.set_header(f"&L{UNVERIFIED}&R{_plain(office)}")
    page.set_footer(f"&L{_plain(foot)}&C&P / &N")
    page.repeat_rows(0)
    page.freeze_panes(1, 1)
    for n, (title, width) in enumerate(sheet.columns):
        page.set_column(n, n, width)
        page.write_string(0, n, printable(title), looks["head"])
    for r, row in enumerate(sheet.rows, 1):
        page.set_row(r, _LINE * _lines(sheet, row))
        for c, value in enumerate(row):
            _cell(page, r, c, value, looks)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _wide(sheet: Sheet) -> int:
    return sum(width for _title, width in sheet.columns)


def _lines(sheet: Sheet, row: tuple[Value, ...]) -> int:
    """Lines that the longest text of a row needs; not every reader works them out."""
    found = 1
    for value, (_title, wide) in zip(row, sheet.columns, strict=True):
        if isinstance(value, str):
            found = max(found, len(wrap(printable(value)[:999], wide)))
    return min(found, _MOST_LINES)


def _looks(book: Any) -> dict[str, Any]:
    """Make the formats of a workbook."""
    base = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1}
    base |= {"border_color": "#B0B0B0", "text_wrap": True}
    text = book.add_format(base)
    text.set_quote_prefix()
    head = {"bold": True, "bg_color": "#EDEFF2", "align": "center", "valign": "vcenter"}
    return {
        "text": text,
        "head": book.add_format(base | head),
        "number": book.add_format(base | {"align": "center"}),
        "day": book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _cell(
    page: Any, row: int, column: int, value: Value, looks: dict[str, Any]
) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, looks["number"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, str):
        page.write_string(row, column, _short(printable(value)), looks["text"])
    else:
        page.write_number(row, column, value, looks["number"])


def _short(text: str) -> str:
    """Cut what a cell cannot hold, and say so."""
    if len(text) <= LONGEST:
        return text
    note = _(" [cut: a cell holds no more]")
    return text[: LONGEST - len(note)] + note


def _plain(text: str) -> str:
    """Return a text for a page head, where & starts a code."""
    return printable(text).replace("&", " and ").replace("\n", " ")[:120]
