"""Real public data reads too; these tests skip where it is absent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.factory.intake import Notes
from workbench.intake import read_case
from workbench.store import Store

NEAR = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents]
SHARED = next((folder for folder in NEAR if folder.is_dir()), Path("absent"))

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared public data is not beside the repository"
)


def read(tmp_path, *names):
    files = tmp_path / "files"
    files.mkdir()
    for name in names:
        shutil.copy(SHARED / name, files)
    report = read_case(tmp_path, journal=Notes(), progress=False)
    return report, Store(tmp_path)


def test_transfers_between_banks_read_whole(tmp_path):
    name = "fincen/download_transactions_map.csv"
    report, store = read(tmp_path, name, "fincen/download_bank_connections.csv")
    links, transfers = report.files
    assert (links.kind, links.skipped) == ("table", 5498)
    assert (transfers.kind, transfers.read, transfers.refused) == ("payment", 4507, 0)
    frame = store.frame("payment")
    assert round(frame["amount"].sum() / 100 / 1e9, 1) == 35.7
    assert frame["payer"].notna().all()
    assert frame["payee"].notna().all()
    assert frame["date"].notna().mean() > 0.95


def test_donations_say_the_same_in_three_formats(tmp_path):
    names = [f"donations/donations.{end}" for end in ("csv", "ijson", "xlsx")]
    report, store = read(tmp_path, *names)
    assert [each.refused for each in report.files] == [0, 0, 0]
    frame = store.frame("payment")
    sums = frame.groupby("file")["amount"].sum()
    assert sums["donations.csv"] == sums["donations.xlsx"]
    counts = frame.groupby("file").size().to_dict()
    assert counts == {
        "donations.csv": 292, "donations.ijson": 290, "donations.xlsx": 292,
    }  # fmt: skip
    assert set(frame["currency"]) == {"EUR"}
    assert frame[["payer", "payee", "date"]].notna().all().all()


def test_petitions_become_texts_without_their_writers(tmp_path):
    report, store = read(tmp_path, "petitions/petitions.xlsx")
    assert (report.files[0].kind, report.files[0].read) == ("document", 495)
    frame = store.frame("document")
    assert frame["text"].notna().all()
    assert not frame["unit"].notna().any()
