"""Bytes to text: never silently wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import FileRefused
from workbench.intake.parsers.encoding import decode

TEXT = "交易日期,摘要,金额,对方户名\n2024-01-02,工资，补贴,100.00,清河县财政局\n"
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4)


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_each_encoding_of_the_trade_comes_back_whole(name):
    assert decode(TEXT.encode(name))[0] == TEXT


@given(HAN)
def test_gb18030_of_common_signs_is_never_lost(text):
    row = f"姓名,单位\n{text},水利局的一个很长的单位名称与说明\n" * 3
    assert decode(row.encode("gb18030"))[0] == row


@given(HAN)
def test_utf8_of_common_signs_is_never_lost(text):
    assert decode(text.encode())[0] == text


def test_big5_is_proposed_and_read_only_when_chosen():
    content = (
        "姓名,單位,職務,說明\n" + "張國強,水利局,副局長,負責工程建設\n" * 5
    ).encode("big5")
    with pytest.raises(FileRefused, match="big5"):
        decode(content)
    assert "張國強" in decode(content, "big5")[0]


def test_a_few_damaged_bytes_cost_only_their_place():
    content = bytearray((TEXT * 50).encode())
    content[200] = 0xFF
    text, name = decode(bytes(content))
    assert name == "utf-8"
    assert 1 <= text.count("\ufffd") <= 3
    assert text.count("清河县财政局") >= 49


def test_noise_is_no_text():
    with pytest.raises(FileRefused):
        decode(bytes(range(256)) * 50)


def test_a_wrong_choice_is_said_and_not_guessed_away():
    with pytest.raises(FileRefused, match="编码"):
        decode("漢字".encode("utf-16"), "ascii")
