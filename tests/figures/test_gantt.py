"""The steps in time, in both forms."""

import pytest

from tests.factory.exports import a_plan
from tests.factory.plan_parts import a_step
from workbench.errors import UsageError
from workbench.figures import gantt, gantts
from workbench.wording import speaking


def test_the_text_form_lists_every_step_with_its_days():
    with speaking("en"):
        said = repr(gantt(a_plan(10)))
    for n in range(1, 11):
        assert f"S{n:02}" in said
    assert "2026-03-03" in said


def test_the_same_plan_gives_the_same_picture():
    assert gantt(a_plan(6)).png() == gantt(a_plan(6)).png()
    assert gantt(a_plan(6)).svg() == gantt(a_plan(6)).svg()


def test_a_picture_keeps_the_language_it_was_made_in():
    with speaking("zh"):
        picture = gantt(a_plan(3))
    with speaking("en"):
        assert "步骤" in repr(picture)


def test_a_plan_without_dates_says_so():
    plan = a_plan(steps=(a_step(1, start=None, end=None, reply=None),))
    with speaking("en"):
        picture = gantt(plan)
    assert "No step has a date yet." in repr(picture)
    assert picture.png().startswith(b"\x89PNG")


def test_a_character_without_a_glyph_warns_nobody_but_stands_in_the_text():
    with speaking("en"):
        picture = gantt(a_plan(steps=(a_step(1, what="\U0002ebf0档案"),)))
    picture.png()
    assert "U+2EBF0" in repr(picture)


def test_a_picture_holds_no_reference_to_the_outside():
    svg = gantt(a_plan(3)).svg()
    body = svg.split("<svg", 1)[1]
    assert "http" not in body.replace("http://www.w3.org", "")


def test_only_png_and_svg_are_saved(tmp_path):
    picture = gantt(a_plan(2))
    assert picture.save(tmp_path / "g.svg").read_text("utf-8").startswith("<?xml")
    with pytest.raises(UsageError):
        picture.save(tmp_path / "g.jpg")


def test_a_long_plan_is_drawn_on_several_pages_and_no_step_is_lost():
    with speaking("en"):
        pages = [repr(page) for page in gantts(a_plan(60))]
    assert len(pages) == 3
    for n in range(1, 61):
        assert sum(f"S{n:02} " in page for page in pages) == 1
