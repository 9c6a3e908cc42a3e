import pytest

from workbench.case import new_case, open_case
from workbench.errors import RedLine
from workbench.journal.clearance import recuse


def test_a_recused_handler_cannot_open_the_case(tmp_path):
    folder = new_case(tmp_path / "case", title="t")
    recuse(open_case(folder, who="甲").journal, "乙", why="近亲属")
    with pytest.raises(RedLine):
        open_case(folder, who="乙")
    entries = open_case(folder, who="甲").journal.entries("opening_refused")
    assert [e.of for e in entries] == ["乙"]


def test_only_handlers_open_a_case_that_names_them(tmp_path):
    folder = new_case(tmp_path / "case", title="t")
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[handlers]]\nname = "甲"\n')
    assert open_case(folder, who="甲").journal.entries()
    with pytest.raises(RedLine):
        open_case(folder, who="丙")
