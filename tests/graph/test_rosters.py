"""Two rosters: pairs with reasons, never a decision, the same each time."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import UsageError
from workbench.graph import rosters
from workbench.graph.rosters import match_rosters, roster_columns

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("splink") is None, reason="needs the extra [match]"
)


def _roster(file: str, header: list[str], *rows: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    frame.attrs = {"file": file, "sha256": "0" * 64, "sheet": None}
    return frame


def _pairs(found) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(p.one.name, p.other.name, p.verdict, p.why, p.grounds) for p in found]


PAYROLL = (
    ["姓名", "身份证号", "手机号码", "出生日期"],
    ["张国强", "", "13900000001", "1970-01-02"],
    ["欧阳雪", "", "", "1981-05-06"],
    ["王桂兰", "110101196001010015", "", ""],
    ["李明", "", "", "1990-01-01"],
    ["热合曼·艾山", "", "", ""],
    ["陈静", "", "", "1985-03-03"],
)
REGISTER = (
    ["Name", "ID number", "Phone", "Date of birth"],
    ["Zhang Guoqiang", "", "139 0000 0001", "1970/01/02"],
    ["歐陽雪", "", "", "1981-05-06"],
    ["王桂兰", "110101196001010023", "", ""],
    ["李鸣", "", "", "1990-01-01"],
    ["陈婧", "", "", "1985-03-03"],
)


@pytest.fixture
def payroll() -> pd.DataFrame:
    return _roster("payroll.csv", *PAYROLL)


@pytest.fixture
def register() -> pd.DataFrame:
    return _roster("register.csv", *REGISTER)


def test_names_in_two_scripts_meet_with_their_reasons(payroll, register) -> None:
    assert _pairs(match_rosters(payroll, register)) == [
        ("张国强", "Zhang Guoqiang", "same", "pinyin", ("phone", "birth")),
        ("欧阳雪", "歐陽雪", "same", "equal", ("birth",)),
    ]


def test_each_pair_says_where_its_rows_stand(payroll, register) -> None:
    first = match_rosters(payroll, register)[0].to_json()
    assert first["one"]["record"]["file"] == "payroll.csv"
    assert (first["one"]["record"]["row"], first["other"]["record"]["row"]) == (2, 2)


def test_the_same_rosters_give_the_same_pairs_in_any_order(payroll, register) -> None:
    once = match_rosters(payroll, register)
    assert match_rosters(payroll, register) == once
    turned = register.iloc[::-1].reset_index(drop=True)
    turned.attrs = register.attrs
    assert {(p.one.name, p.other.name) for p in match_rosters(payroll, turned)} == {
        (p.one.name, p.other.name) for p in once
    }


def test_a_number_decides_whatever_the_names() -> None:
    header = ["姓名", "身份证号"]
    one = _roster("a.csv", header, ["王小二", "110101196001010015"])
    other = _roster("b.csv", header, ["王二", "110101196001010015"])
    assert _pairs(match_rosters(one, other)) == [
        ("王小二", "王二", "same", "number", ("id_number",))
    ]


def test_a_common_name_with_nothing_beside_it_is_not_shown() -> None:
    header = ["姓名", "出生日期"]
    common = [["王伟", f"19{n}-01-01"] for n in range(50, 90)]
    one = _roster("a.csv", header, *common, ["夏侯惠", ""])
    other = _roster("b.csv", header, *common[:20], ["夏侯惠", ""])
    found = match_rosters(one, other)
    assert [p.grounds for p in found if p.one.name == "王伟"] == [("birth",)] * 20
    assert [p.grounds for p in found if p.one.name == "夏侯惠"] == [()]


def test_headers_are_told_in_both_languages() -> None:
    assert roster_columns(["序号", "姓名", "公民身份号码", "所在单位"]) == {
        "id_number": "公民身份号码",
        "unit": "所在单位",
        "name": "姓名",
    }
    with pytest.raises(UsageError):
        roster_columns(["sum", "date"])


def test_without_the_extra_it_says_what_to_install(monkeypatch, payroll) -> None:
    monkeypatch.setattr(rosters, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"verification-workbench\[match\]"):
        match_rosters(payroll, payroll)


def test_an_unknown_engine_is_refused(payroll) -> None:
    with pytest.raises(UsageError):
        match_rosters(payroll, payroll, engine="abacus")


SPARK = """
import sys
sys.path.insert(0, {root!r})
from tests.graph.test_rosters import PAYROLL, REGISTER, _roster
from workbench.graph.rosters import match_rosters
one, other = _roster("payroll.csv", *PAYROLL), _roster("register.csv", *REGISTER)
here = match_rosters(one, other)
assert len(here) == 2, here
assert match_rosters(one, other, engine="spark") == here
"""


@pytest.mark.slow
def test_spark_proposes_the_same_pairs_as_duckdb(tmp_path) -> None:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    pytest.importorskip("pyspark")
    code = SPARK.format(root=str(Path(__file__).parents[2]))
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
