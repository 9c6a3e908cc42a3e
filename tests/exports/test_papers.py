"""Minutes, report skeleton, hand-over sheet."""

from dataclasses import replace

import pytest

from tests.factory.exports import a_plan
from tests.factory.papers import (
    HEAD,
    a_handover,
    a_held_meeting,
    a_report,
    some_minutes,
)
from tests.factory.plan_parts import a_step
from workbench.errors import ExportRefused, RedLine, UsageError
from workbench.exports import export_document
from workbench.exports.document import UNVERIFIED, Table, texts
from workbench.exports.minutes import minutes_document
from workbench.exports.report import report_document
from workbench.planning.meeting import Discussed

PAPERS = [some_minutes, a_report, a_handover]
FORMS = [".docx", ".pdf", ".html", ".md"]


def _said(document):
    return "\n".join(texts(document))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_paper_gives_the_same_bytes(tmp_path, paper, suffix):
    first = export_document(paper(), tmp_path / f"a{suffix}")
    assert first.sha256 == export_document(paper(), tmp_path / f"b{suffix}").sha256


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_in_english_has_no_chinese_heading(paper):
    document = paper("en")
    assert document.title.isascii()
    assert document.status.isascii()


def test_a_refused_paper_leaves_nothing_behind(tmp_path):
    def guard(text):
        if "可直接查询" in text:
            raise ExportRefused("seal.found")

    with pytest.raises(ExportRefused):
        export_document(some_minutes(), tmp_path / "m.docx", guard=guard)
    assert list(tmp_path.iterdir()) == []


def test_a_paper_is_no_table_of_data(tmp_path):
    with pytest.raises(UsageError, match=r"\.docx"):
        export_document(some_minutes(), tmp_path / "m.xlsx")


def test_every_page_form_says_unverified_and_carries_the_journal_head(tmp_path):
    for suffix in (".html", ".md"):
        path = export_document(some_minutes(), tmp_path / f"m{suffix}").path
        text = path.read_text("utf-8")
        assert text.count(UNVERIFIED) >= 2
        assert "80 0f0f0f0f" in text


def test_minutes_keep_dissent_by_name_and_scores_without_names():
    document = some_minutes()
    said = _said(document)
    assert "丁" in said
    assert "书证可能已过保存期" in said
    tables = [b for part in document.parts for b in part.blocks if isinstance(b, Table)]
    scores = next(t for t in tables if t.columns[0].title.startswith("尺度"))
    assert scores.rows == (("具体性", "1", "3", "4", "5"),)


def test_minutes_name_the_class_by_the_scheme_of_that_day():
    assert "初步核实（适用CN-2017-4）" in _said(some_minutes())


def test_minutes_show_nothing_of_scores_before_they_are_revealed():
    assert "已有2人评分，尚未揭示。" in _said(some_minutes())


def test_a_report_leaves_the_judgement_to_the_team():
    said = _said(a_report("en"))
    assert "□ substantiated    □ unsubstantiated    □ unfounded" in said
    assert "账面与流水一致" in said
    for member in ("李核查", "赵审计", "孙办案"):
        assert member in said


def test_a_report_on_a_barred_measure_is_refused():
    plan = a_plan(steps=(a_step(1, measure="detention"),))
    with pytest.raises(RedLine):
        report_document(plan, lang="zh", journal_head=HEAD)


def test_a_hand_over_sheet_counts_what_it_lists():
    assert "共2项、3件。" in _said(a_handover())


def test_minutes_say_how_far_the_blind_scores_agree():
    meeting = replace(
        a_held_meeting(),
        matters=tuple(
            Discussed(
                allegation=name,
                committed=("甲", "乙", "丙"),
                scores={
                    who: {"specificity": value, "verifiability": value}
                    for who, value in zip("甲乙丙", values, strict=True)
                },
            )
            for name, values in (("A1", (4, 4, 4)), ("A2", (1, 1, 1)))
        ),
    )
    said = _said(
        minutes_document(
            meeting, lang="zh", office="o", journal_head=HEAD, summaries={}
        )
    )
    assert "α 系数1.00，评分一致" in said
