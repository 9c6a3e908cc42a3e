"""What opens first names the case and the notebooks, and runs nothing by itself."""

from __future__ import annotations

import nbformat

from workbench.lab.launch import prepare
from workbench.lab.start import CASE, write_start


def _case(folder, title="清河县问题线索"):
    (folder / "case").mkdir()
    (folder / "case" / "case.toml").write_text(f'title = "{title}"\n', "utf-8")
    return folder / "case"


def test_the_page_names_the_case_and_every_notebook(tmp_path) -> None:
    case = _case(tmp_path)
    root = prepare(case, tmp_path / "work")
    text = write_start(root / "notebooks", case, "zh").read_text("utf-8")
    assert text.startswith("# 清河县问题线索\n")
    assert "本案" in text
    for path in (root / "notebooks").glob("[0-9]*.ipynb"):
        assert f"]({path.name})" in text
    assert "00 打开案件 · Open a case" in text


def test_without_a_case_it_says_that_all_is_practice(tmp_path) -> None:
    root = prepare(None, tmp_path)
    text = write_start(root / "notebooks", None, "en").read_text("utf-8")
    assert "wholly invented" in text
    assert not (root / "notebooks" / CASE).exists()


def test_the_cases_own_notebook_opens_the_case_above_it(tmp_path) -> None:
    case = _case(tmp_path)
    (case / "notebooks").mkdir()
    write_start(case / "notebooks", case, "en")
    made = nbformat.read(case / "notebooks" / CASE, as_version=4)
    nbformat.validate(made)
    assert 'wb.open_case("..")' in made.cells[1].source
    assert all(not c.outputs for c in made.cells if c.cell_type == "code")


def test_what_a_person_changed_stays(tmp_path) -> None:
    case = _case(tmp_path)
    (case / "notebooks").mkdir()
    page = write_start(case / "notebooks", case, "zh")
    page.write_text("mine", "utf-8")
    (case / "notebooks" / CASE).write_text("mine too", "utf-8")
    write_start(case / "notebooks", case, "zh")
    assert page.read_text("utf-8") == "mine"
    assert (case / "notebooks" / CASE).read_text("utf-8") == "mine too"


def test_markup_in_a_title_stays_text(tmp_path) -> None:
    case = _case(tmp_path, "<img src=x onerror=1> [a](b)")
    (case / "notebooks").mkdir()
    first = (
        write_start(case / "notebooks", case, "en").read_text("utf-8").split("\n")[0]
    )
    assert "\\<img" in first
    assert "\\[a\\]" in first
