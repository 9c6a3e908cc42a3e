"""Person names in two scripts: what may be one person's, and what never is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.values.person_name import same_person_name
from workbench.values.unit_name import same_unit_name

PAIRS = Path(__file__).parents[1] / "data" / "name_pairs.tsv"


def _figures(kind: str, pairs: Path = PAIRS) -> tuple[float, float]:
    compare = same_person_name if kind == "person" else same_unit_name
    with pairs.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream, delimiter="\t") if r["kind"] == kind]
    hits = [(compare(r["one"], r["other"]).alike, r["same"] == "1") for r in rows]
    right = sum(a and b for a, b in hits)
    return right / sum(a for a, _ in hits), right / sum(b for _, b in hits)


@pytest.mark.parametrize("kind", ["person", "unit"])
def test_precision_and_recall_on_the_published_pairs(kind) -> None:
    precision, recall = _figures(kind)
    assert precision >= 0.97
    assert recall >= 0.97


@pytest.mark.parametrize("file", ["name_pairs_unseen.tsv", "name_pairs_second.tsv"])
@pytest.mark.parametrize(("kind", "least"), [("person", 0.85), ("unit", 0.9)])
def test_pairs_written_before_they_were_measured(file, kind, least) -> None:
    precision, recall = _figures(kind, PAIRS.with_name(file))
    assert precision == 1.0  # every non-match of theirs is one that must never be shown
    assert recall >= least


@pytest.mark.parametrize(
    ("one", "other", "verdict", "why"),
    [
        ("张国强", "張國強", "same", "equal"),
        ("张国强", "Zhang Guoqiang", "same", "pinyin"),
        ("张伟", "章伟", "different", "homophone"),
        ("王某某", "王建国", "possible", "masked"),
        ("Smith, John", "John Smith", "same", "equal"),
        ("J. Smith", "John Smith", "possible", "initials"),
        ("", "张伟", "different", "empty"),
        ("张局长", "张志远", "possible", "title"),
        ("老张", "张志远", "possible", "title"),
        ("刘德胜（副镇长）", "刘德胜", "same", "title"),
        ("阿依古丽·买买提", "Aygul Memet", "possible", "transcribed"),
        ("许振东", "Hsu Chen-tung", "possible", "romanised"),
        ("Thomas Orme Jr.", "Thomas Orme Sr.", "different", "generation"),
        ("Thomas Orme Jr.", "Thomas Orme", "possible", "equal"),
        ("Bill Thornton", "William Thornton", "same", "short_form"),
        ("Chris Field", "Christine Field", "possible", "short_form"),
        ("Micheal Dunne", "Michael Dunne", "possible", "spelling"),
        ("Jürgen Müller", "Juergen Mueller", "same", "equal"),
        ("Elizabeth Carter (née Dunn)", "Elizabeth Dunn", "same", "former"),
        ("赵永福（曾用名：赵狗剩）", "赵狗剩", "same", "former"),
    ],
)
def test_the_ground_is_named(one, other, verdict, why) -> None:
    found = same_person_name(one, other)
    assert (found.verdict, found.why) == (verdict, why)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_compare_the_same_both_ways(one, other) -> None:
    for compare in (same_person_name, same_unit_name):
        assert compare(one, other).alike == compare(other, one).alike


@given(st.text(alphabet="张王李赵欧阳伟国强", min_size=2, max_size=4))
def test_a_chinese_name_is_itself(name) -> None:
    assert same_person_name(name, name).verdict == "same"


def test_a_unit_under_its_former_name_is_the_same_unit() -> None:
    found = same_unit_name(
        "恒泰建筑有限公司（曾用名：恒源建筑有限公司）", "恒源建筑有限公司"
    )
    assert (found.verdict, found.why) == ("same", "former")


def test_a_bank_is_known_by_its_short_name_only_at_the_same_place() -> None:
    whole = "中国工商银行股份有限公司临溪支行"
    assert same_unit_name(whole, "工行临溪支行").alike
    assert not same_unit_name(whole, "工行安平支行").alike
    assert not same_unit_name(whole, "农行临溪支行").alike
