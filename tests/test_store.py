"""What the store keeps of a case, and that it keeps it whole."""

from __future__ import annotations

import json
import os
from datetime import date

import pyarrow as pa
import pytest

from workbench.errors import CaseError, UnknownName
from workbench.records import PROVENANCE
from workbench.store import Store

A, B = "a" * 64, "b" * 64


def payments(*amounts: int) -> pa.Table:
    return pa.table(
        {
            "payer": ["甲"] * len(amounts),
            "amount": list(amounts),
            "date": [date(2024, 1, 2)] * len(amounts),
            "row": list(range(2, 2 + len(amounts))),
        }
    )


def test_a_kind_without_parts_has_an_empty_frame_with_its_columns(tmp_path):
    frame = Store(tmp_path).frame("payment")
    assert len(frame) == 0
    assert list(frame.columns)[-6:] == list(PROVENANCE)
    assert "payer_account" in frame.columns


def test_parts_come_back_in_order_with_whole_sums(tmp_path):
    store = Store(tmp_path)
    store.add_table("payment", B, 0, payments(10**15 + 1), file="b.csv")
    store.add_table("payment", A, 1, payments(3), file="a.csv")
    store.add_table("payment", A, 0, payments(1, 2), file="a.csv")
    assert list(store.frame("payment")["amount"]) == [1, 2, 3, 10**15 + 1]
    first = next(store.records("payment"))
    assert (first.source.file, first.source.sha256, first.source.row) == ("a.csv", A, 2)
    assert first.fields["date"] == date(2024, 1, 2)
    assert first.fields["balance"] is None


def test_writing_a_part_again_replaces_it_and_leaves_nothing_beside(tmp_path):
    store = Store(tmp_path)
    store.add_table("payment", A, 0, payments(1))
    where = store.add_table("payment", A, 0, payments(5))
    assert list(store.frame("payment")["amount"]) == [5]
    assert [path.name for path in where.parent.iterdir()] == [where.name]


def test_only_contents_that_stand_in_the_folder_now_are_given(tmp_path):
    store = Store(tmp_path)
    store.add_table("payment", A, 0, payments(1))
    store.add_table("payment", B, 0, payments(2))
    store.hold([B])
    assert list(store.frame("payment")["amount"]) == [2]
    assert len(list((tmp_path / "computed/records/payment").iterdir())) == 2


def test_a_name_may_not_leave_computed(tmp_path):
    with pytest.raises(CaseError):
        Store(tmp_path).computed("../journal.db")


def test_an_unknown_kind_is_named(tmp_path):
    with pytest.raises(UnknownName):
        Store(tmp_path).tables("rumour")


def test_letters_come_back_with_their_register_fields(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    folder.joinpath("L01.txt").write_text("反映某局长。", "utf-8")
    about = {"id": "L01", "received": "2024-05-06", "lang": "zh", "real_name": True}
    folder.joinpath("L01.json").write_text(json.dumps(about), "utf-8")
    (letter,) = Store(tmp_path).letters()
    assert (letter.id, letter.text, letter.real_name) == ("L01", "反映某局长。", True)
    assert letter.received == date(2024, 5, 6)


def test_a_broken_letter_is_named_without_its_content(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    folder.joinpath("L02.json").write_text("{", "utf-8")
    with pytest.raises(CaseError, match="L02"):
        Store(tmp_path).letters()


def test_what_a_killed_process_left_is_swept_and_what_a_live_one_writes_is_not(
    tmp_path,
):
    store = Store(tmp_path)
    place = store.part("payment", A, 0).parent
    dead, live = place / ".x.parquet.999999999.tmp", place / f".x.{os.getpid()}.tmp"
    dead.write_bytes(b"half")
    live.write_bytes(b"half")
    store.sweep()
    assert not dead.exists()
    assert live.exists()
