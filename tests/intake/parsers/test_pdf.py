"""PDF text and tables; what cannot be told is refused, not guessed."""

from __future__ import annotations

import zlib

import pytest

from tests.factory import hostile
from tests.factory.formats import plain_pdf
from workbench.errors import FileRefused
from workbench.intake.landing import land
from workbench.intake.parsers.pdf import parse
from workbench.intake.raw import RawTable, RawText

FONT = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>"
PLACES = (20, 110, 200, 290)
ROWS = [
    ("payer", "payee", "amount", "date"),
    ("Alpha", "Beta", "1.50", "2024-01-02"),
    ("Beta", "Gamma", "2.50", "2024-01-03"),
    ("Beta", "", "3.50", "2024-01-04"),
    ("Gamma", "Delta", "4.50", "2024-01-05"),
]


def grid(rows, places=PLACES) -> bytes:
    """A PDF page with words at fixed places, each a piece of its own."""
    shown = b""
    for line, row in enumerate(rows):
        for left, word in zip(places, row, strict=True):
            if word:
                place = b"1 0 0 1 %d %d Tm " % (left, 180 - 15 * line)
                shown += b"BT /F1 10 Tf " + place + b"(%s) Tj ET " % word.encode()
    body = hostile.pdf(zlib.compress(shown))
    return body.replace(b"/Resources<<>>", FONT).replace(b"[0 0 9 9]", b"[0 0 400 200]")


def test_a_page_of_columns_is_a_table_and_a_lost_cell_is_not_guessed(tmp_path):
    path = tmp_path / "t.pdf"
    path.write_bytes(grid(ROWS))
    (table,) = parse(str(path))
    assert isinstance(table, RawTable)
    landed = land(table, file="t.pdf", sha256="0" * 64, choices={})
    assert [row["amount"] for row in landed.rows["payment"]] == [150, 250, 450]
    assert (landed.read, landed.refused) == (3, 1)
    assert landed.problems[0].code == "intake.gaps"
    assert landed.rows["payment"][0]["page"] == 1


def test_columns_that_touch_are_told_apart_by_where_each_piece_begins(tmp_path):
    path = tmp_path / "t.pdf"
    rows = [*ROWS[:3], *ROWS[4:]]
    path.write_bytes(grid(rows, places=(20, 50, 80, 104)))
    (table,) = parse(str(path))
    assert isinstance(table, RawTable)
    assert table.rows == [list(row) for row in rows]


def test_a_page_of_prose_is_text(tmp_path):
    path = tmp_path / "t.pdf"
    path.write_bytes(plain_pdf("Minutes of the committee", "Nothing was decided"))
    (text,) = parse(str(path))
    assert isinstance(text, RawText)
    assert "Nothing was decided" in text.text


def test_a_scan_has_no_text_and_is_said_so(tmp_path):
    path = tmp_path / "t.pdf"
    path.write_bytes(plain_pdf())
    with pytest.raises(FileRefused) as caught:
        list(parse(str(path)))
    assert caught.value.code == "intake.no_text"
