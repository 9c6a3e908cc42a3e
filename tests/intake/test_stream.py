"""Large texts as a stream: UTF-8 on disk, lines and blanks counted."""

from __future__ import annotations

import pytest

from workbench.errors import FileRefused
from workbench.intake import stream

TEXT = "日期,金额\n2024-01-02,1\n\n2024-01-03,二\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("chunk", [1 << 22, 7])
def test_any_encoding_becomes_the_same_utf8(name, chunk, tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "_CHUNK", chunk)
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode(name))
    found = stream.utf8(path, tmp_path / "spare")
    assert found.path.read_bytes().decode("utf-8-sig") == TEXT
    assert found.head == TEXT
    assert (found.lines, found.blank, found.newline) == (4, (3,), "\n")


def test_a_last_line_without_end_counts(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\r\n1,2\r\n3,4")
    found = stream.utf8(path, tmp_path / "spare")
    assert (found.lines, found.newline) == (3, "\r\n")


def test_mixed_line_ends_are_said(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\r\n1,2\n3,4\r\n")
    assert stream.utf8(path, tmp_path / "spare").newline is None


def test_a_file_that_needs_no_change_is_not_copied(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode())
    assert stream.utf8(path, tmp_path / "spare").path == path


def test_big5_is_not_read_as_something_else(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(
        "姓名,單位,職務,說明與備註\n張國強,水利局,副局長,工程\n".encode("big5") * 20
    )
    with pytest.raises(FileRefused, match="big5"):
        stream.utf8(path, tmp_path / "spare")
    found = stream.utf8(path, tmp_path / "spare", "big5")
    assert "張國強" in found.head
