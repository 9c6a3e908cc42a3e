"""The shipped font covers names and owes nothing to the machine."""

from matplotlib.ft2font import FT2Font

from workbench.figures.fonts import FOLDER, covered, font_file, missing


def test_the_rare_characters_of_names_have_glyphs_in_both_weights():
    rare = "".join(
        line
        for line in (FOLDER / "rare.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    assert set("堃喆镕㛃䶮𬀩") <= set(rare)
    for style in ("Regular", "Bold"):
        assert {c for c in rare if ord(c) not in covered(style)} == set()


def test_regular_covers_gbk_whole():
    pairs = (bytes([a, b]) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    found = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    assert len(found) > 21_000
    assert set(missing(found)) == {"\x7f", "≒"}  # no Chinese font has the second


def test_a_character_without_a_glyph_is_listed_once():
    assert missing("刘\U0002ebf0甲\U0002ebf0\n") == ("\U0002ebf0",)


def test_the_font_is_renamed_and_carries_its_licence():
    for style in ("Regular", "Bold"):
        font = FT2Font(str(font_file(style)))
        assert font.family_name == "Workbench Sans SC"
        assert font.style_name == style
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name" in licence


def test_the_font_stays_small():
    size = sum(font_file(style).stat().st_size for style in ("Regular", "Bold"))
    assert size < 9_000_000
