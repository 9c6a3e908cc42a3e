"""Table view: the rows of one kind of record, to look through, choose and correct.

Records are never changed: an edit is journaled as a remark on the row with what stood
there before.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from workbench.errors import UsageError
from workbench.ontology import record_kinds
from workbench.records import PROVENANCE
from workbench.widgets.blocks import Ask, Block, Facts, Field, Grid, Note, Row
from workbench.widgets.stacked import Stacked
from workbench.wording import label, words

if TYPE_CHECKING:
    from pandas import DataFrame

    from workbench.case import Case
    from workbench.wording import Language

_ = words("widgets")
LIMIT = 10_000
"""Rows sent to the screen; the text form shows the first of them."""


class TableView(Stacked):
    """The rows of one kind of record.

    Parameters
    ----------
    case
        The case.
    kind
        A kind of ``ontology/records.yaml``.
    """

    acts = frozenset({"edit", "choose"})

    def __init__(self, case: Case, kind: str, *, lang: Language | None = None) -> None:
        super().__init__(case, lang=lang)
        if kind not in record_kinds():
            raise UsageError("widgets.no_such_kind", kind=kind)
        self.kind = kind
        self.selected: list[str] = []
        self.edit: dict[str, str] = {}
        self._spoken = ""

    def title(self) -> str:
        """Return the panel's name."""
        return _("Table: {kind}").format(kind=label(record_kinds()[self.kind].labels))

    def frame(self) -> DataFrame:
        """Return the rows, at most :data:`LIMIT`."""
        return self.case.store.frame(self.kind).head(LIMIT)

    def columns(self) -> list[str]:
        """Return the columns that hold something, provenance left to the end."""
        frame = self.frame()
        filled = [
            c for c in frame.columns if c not in PROVENANCE and frame[c].notna().any()
        ]
        return [*filled, "file", "row"]

    def _sums(self) -> set[str]:
        columns = record_kinds()[self.kind].columns
        return {c.name for c in columns if c.type == "money"}

    def _cell(self, column: str, value: Any) -> str:
        """Return a cell in words; sums lie in hundredths and are shown in units."""
        said = _shown(value)
        return f"{int(said) / 100:,.2f}" if said and column in self._sums() else said

    def do_choose(self, value: str) -> str:
        """Choose one row."""
        self.selected = [value]
        return ""

    def do_edit(self, row: str, field: str, new: str, why: str) -> str:
        """Journal a remark: what a field of a row should read, and why."""
        frame = self.frame()
        line = frame.iloc[int(row)]
        place = f"{line['file']}:{line['row']}"
        value = {
            "id": place,
            "field": field,
            "old": self._cell(field, line[field]),
            "new": new,
        }
        self.case.decide("row_remarked", place, value, why=why)
        self.edit = {}
        return _("Journaled beside the row; the file stays as it came.")

    def blocks(self) -> list[Block]:
        """Return the rows as a grid, and the form for a remark."""
        frame, columns = self.frame(), self.columns()
        rows = tuple(
            Row(tuple(self._cell(c, line[c]) for c in columns), str(n))
            for n, (_index, line) in enumerate(frame[columns].head(60).iterrows())
        )
        grid = Grid(self.title(), tuple(map(head, columns)), rows, empty=_("No row."))
        return [*self.above(), grid, *self.below()]

    def above(self) -> list[Block]:
        """Return how many rows there are."""
        return [Facts(((_("Rows"), str(len(self.frame()))),))]

    def below(self) -> list[Block]:
        """Return the form for a remark on the cell that was double-clicked."""
        edit = self.edit
        if not edit:
            return [Note(_("Double-click a cell to remark on it."), "quiet")]
        return [
            Ask(
                "edit",
                _("Remark on a row"),
                (
                    Field("row", _("Row"), "kept", edit["id"]),
                    Field("field", _("Column"), "kept", edit["field"]),
                    Field("new", _("Should read"), value=edit["new"]),
                    Field("why", _("Reason"), "area"),
                ),
                _("Put into the journal"),
                call='case.decide("row_remarked", "file:row", {…}, why="…")',
            )
        ]

    def middle(self) -> Any:
        """Return the table."""
        from workbench.widgets.canvas import TableWidget  # noqa: PLC0415 - heavy, on use

        return TableWidget(self._heard)

    def fill(self, middle: Any) -> None:
        """Send the rows, once for each language: they never change."""
        if self._spoken != self.lang:
            self._spoken = self.lang
            for name, value in self._content().items():
                setattr(middle, name, value)

    def _content(self) -> dict[str, Any]:
        frame, columns = self.frame(), self.columns()
        rows = [
            {
                "id": str(n),
                **{c: self._cell(c, v) for c, v in zip(columns, line, strict=True)},
            }
            for n, line in enumerate(frame[columns].itertuples(index=False))
        ]
        shown = [
            {
                "field": c,
                "title": head(c),
                "editable": c not in PROVENANCE,
                "filter": True,
                "numeric": c in self._sums(),
            }
            for c in columns
        ]
        told = {
            "label": self.title(),
            "empty": _("No row."),
            "filter": _("Filter"),
        }
        return {"columns": shown, "rows": rows, "words": told}

    def _heard(self, message: dict[str, Any]) -> None:
        """Take one edit of the table."""
        if message.get("type") == "edit":
            named = ("id", "field", "old", "new")
            self.edit = {k: str(message.get(k) or "") for k in named}
            self.redraw()


@cache
def _heads() -> dict[str, dict[str, str]]:
    text = files("workbench.widgets").joinpath("columns.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def head(column: str) -> str:
    """Return the head of a column in words."""
    known = _heads().get(column)
    return label(known) if known else column


def _shown(value: Any) -> str:
    from pandas import isna  # noqa: PLC0415 - heavy, loaded on use

    return "" if isna(value) else str(value)
