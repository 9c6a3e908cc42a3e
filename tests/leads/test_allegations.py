"""How a letter is parted into allegations, on invented letters and on the sample's."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.factory.leads import letter
from workbench.leads import assess

SAMPLE = Path(__file__).parents[2] / "sample_data" / "making" / "qinghe.letters.yaml"


@pytest.fixture(scope="module")
def sample():
    letters = yaml.safe_load(SAMPLE.read_text("utf-8"))
    return {
        one["id"]: assess(
            letter(one["text"], received=date.fromisoformat(str(one["received"])))
        )
        for one in letters
    }


def test_a_matter_told_at_length_is_one_allegation():
    text = (
        "2024年3月5日，罗大成把救灾补助三万元转到彭小军的卡上。"
        "彭小军是他的妻弟。钱是第二天在信用社取走的，柜员可以作证。"
        "发放表在镇财政所，上面的名字有两个早就去世了。"
    )
    assert len(assess(letter(text)).allegations) == 1


def test_numbered_points_of_different_kinds_are_several():
    text = (
        "一是乡长郭子昂2025年1月违规给机关每人发了1000元购物卡作奖金，没有文件；"
        "二是副乡长祝莹开单位公车青K·3T771接送孩子上学；"
        "三是所长涂军把集体的旧仓库低价卖给了表弟，没有评估。"
    )
    found = assess(letter(text)).allegations
    assert [a.offence for a in found] == ["O8", "O7", None]


def test_the_matter_of_many_issues_and_persons_triggers_the_multi_front_method(sample):
    found = sample["xf2026-015"]
    assert len(found.allegations) >= 3
    assert len(found.persons) >= 3
    assert all(a.verifiability_band != "high" for a in found.allegations)


def test_what_a_caller_only_heard_is_screened_as_hearsay(sample):
    rules = {s.rule for a in sample["xf2026-010"].allegations for s in a.screens}
    assert "R2" in rules
    assert sample["xf2026-010"].hearsay


def test_abuse_at_length_is_screened_as_labels_only(sample):
    best = sample["xf2026-009"].strongest
    assert best.elements["act"].level == 0
    assert "R1" in {s.rule for s in best.screens}


def test_a_fully_told_subsidy_ring_is_read_as_one(sample):
    best = sample["xf2026-001"].strongest
    assert best.offence == "O1"
    assert best.specificity_band == "high"
