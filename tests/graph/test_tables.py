from __future__ import annotations

import pandas as pd
import pytest

from workbench.errors import FileRefused
from workbench.graph import link_graph, read_tables

CELLS = {
    "付款账号": ["1", "2", " 1", "３", None, "1"],
    "付款户名": ["甲公司", "乙公司", "甲公司", None, "丁公司", "甲公司"],
    "收款账号": ["2", "1", "3", "1", "1", None],
    "收款户名": ["乙公司", "甲公司", "丙公司", "甲公司", "甲公司", None],
    "金额": ["1,000.50", "2万元", "-3", "x", "5", "6"],
    "日期": ["2024-01-01", "2024年1月2日", "20240103", "", "2024/1/5", "2024-01-06"],
}


def written(path, encoding="utf-8"):
    pd.DataFrame(CELLS).to_csv(path, index=False, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_large_table_gives_the_same_graph_as_a_small_one(
    tmp_path, monkeypatch, encoding
):
    path = written(tmp_path / "t.csv", encoding)
    small = link_graph(path)
    monkeypatch.setattr("workbench.graph.tables.LARGE", 0)
    large = link_graph(path)
    assert small.entities().equals(large.entities())
    assert small.links().equals(large.links())
    assert small.link_records().equals(large.link_records())
    assert small.findings == large.findings
    assert small.said == large.said
    assert large.entity("3").name == "丙公司"
    assert small.link_records()["amount"].tolist()[:3] == [1000.5, 20000.0, -3.0]


def test_a_spreadsheet_is_read_with_its_hash_and_sheet(tmp_path):
    path = tmp_path / "t.xlsx"
    pd.DataFrame(CELLS).to_excel(path, index=False, engine="xlsxwriter")
    graph = link_graph(path)
    record = graph.links_between("1", "2")[0].records[0]
    assert (record.file, record.sheet, record.row) == ("t.xlsx", "Sheet1", 2)
    assert len(record.sha256) == 64


def test_a_missing_or_empty_file_is_one_clear_refusal(tmp_path):
    with pytest.raises(FileRefused):
        read_tables(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(FileRefused):
        link_graph(tmp_path / "empty.csv")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("large", [False, True])
def test_cells_may_be_parted_by_any_usual_mark(tmp_path, monkeypatch, mark, large):
    path = tmp_path / "t.csv"
    pd.DataFrame(CELLS).to_csv(path, index=False, sep=mark)
    expected = link_graph(written(tmp_path / "plain.csv", "utf-8")).links()
    if large:
        monkeypatch.setattr("workbench.graph.tables.LARGE", 0)
    assert link_graph(path).links().equals(expected)


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.xlsx", b"\x00\x01no workbook"), ("t.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
     ("t.csv", b'payer,payee\n"a,b\n'), ("t.parquet", b"PAR"),
     ("t.ods", b"PK\x03\x04")],
)  # fmt: skip
def test_what_is_no_table_is_one_clear_refusal(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        link_graph(tmp_path / name)
    assert caught.value.fields["file"] == name
