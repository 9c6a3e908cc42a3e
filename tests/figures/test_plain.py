"""Plain text that lines up."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.plain import cut, lines_up, printable, width, wrap

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)


def test_a_chinese_character_takes_two_columns():
    assert width("刘a") == 3


@given(TEXT, st.integers(2, 30))
def test_a_cut_text_fits(text, columns):
    assert width(cut(text, columns)) <= columns


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_a_table_has_a_line_a_row_and_no_blank_at_an_end(rows):
    lines = lines_up(rows).split("\n")
    assert len(lines) == len(rows)
    assert all(line == line.rstrip() for line in lines)


@given(TEXT)
def test_wrapping_loses_no_letter(text):
    joined = "".join(wrap(text, 12))
    assert "".join(joined.split()) == "".join(text.split())


def test_what_xml_cannot_hold_is_replaced():
    assert printable("a\x00\x0b\ud800b\n") == "a\ufffd\ufffd\ufffdb\n"
