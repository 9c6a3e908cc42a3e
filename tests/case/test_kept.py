from __future__ import annotations

from datetime import date

import pytest

from workbench.case import new_case, open_case
from workbench.graph import saved

TABLE = (
    "date,payer,payee,amount\n2024-01-01,甲公司,乙公司,5\n2024-01-02,乙公司,丙厂,4\n"
)


@pytest.fixture
def folder(tmp_path):
    made = new_case(tmp_path / "case", title="两笔")
    (made / "files" / "transfers.csv").write_text(TABLE, "utf-8")
    return made


def opened(folder):
    return open_case(folder, who="测试员", as_of=date(2024, 2, 1))


def test_a_second_look_opens_the_graph_that_was_kept(folder, monkeypatch):
    first = opened(folder).graph()
    monkeypatch.setattr("workbench.case.triage.build", None)
    again = opened(folder).graph()
    assert again.links().equals(first.links())
    assert (folder / "computed" / "graph" / "whole" / "meta.json").exists()


def test_a_new_file_makes_the_graph_anew(folder):
    assert len(opened(folder).graph()) == 3
    more = "date,payer,payee,amount\n2024-01-03,丙厂,丁店,3\n"
    (folder / "files" / "more.csv").write_text(more, "utf-8")
    assert "丁店" in opened(folder).graph()


def test_a_graph_that_cannot_be_kept_is_still_given(folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "full")

    monkeypatch.setattr(saved, "save", full)
    assert len(opened(folder).graph()) == 3
