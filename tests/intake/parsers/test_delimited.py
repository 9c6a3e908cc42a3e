"""Delimited text: which sign parts the columns, and what is prose."""

from __future__ import annotations

import pytest

from workbench.intake.parsers.delimited import parse, sniff
from workbench.intake.raw import RawTable, RawText

ROWS = [["付款人", "收款人", "金额"], ["甲", "乙", "1"], ["乙", "丙", "2"]]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_sign_that_parts_columns_is_found(mark):
    text = "\n".join(mark.join(row) for row in ROWS) + "\n"
    assert sniff(text) == mark
    (table,) = parse(text, prose=True)
    assert isinstance(table, RawTable)
    assert table.rows == ROWS


def test_commas_inside_quotes_do_not_part():
    text = 'a;b\n"1,2,3";4\n"5,6,7";8\n'
    assert sniff(text) == ";"


def test_prose_is_prose_even_with_commas():
    text = (
        "反映的情况如下，供参考。\n第一，道路没有修，群众有意见。\n第二件事不清楚。\n"
    )
    (found,) = parse(text, prose=True)
    assert isinstance(found, RawText)


def test_columns_kept_apart_by_gaps_are_a_table():
    text = "\n".join("    ".join(row) for row in ROWS)
    (table,) = parse(text, prose=True)
    assert isinstance(table, RawTable)
    assert table.rows == ROWS


def test_lines_above_a_table_do_not_hide_it():
    text = "户名：张三\n账号：6222\n" + "\n".join(",".join(row) for row in ROWS)
    assert sniff(text) == ","
