"""SECURITY P8, DOMAIN Q8: a reporter's name in any text of a plan reaches no export."""

import zipfile

import pytest
from pypdf import PdfReader

from tests.factory.exports import a_plan
from tests.factory.letters import a_case, put, taken
from tests.factory.plan_parts import a_step
from tests.factory.planted import CANARY, planted, planted_in_all
from workbench.errors import ExportRefused
from workbench.exports import SUFFIXES, export_plan
from workbench.planning import Cover, Waiver
from workbench.seal import open_guard

LETTER = """反映某镇农机补贴的情况：他们拿着一沓空白的申请表挨家让我们签字，
说是登记粮补用的，还把身份证复印件收走了，一共四十一户。
举报人：王大有
"""
QUOTE = "拿着一沓空白的申请表挨家让我们签字"


@pytest.fixture(scope="module")
def guard(tmp_path_factory):
    case = a_case(tmp_path_factory.mktemp("canary"))
    put(case, "a.txt", LETTER, reporter={"name": CANARY})
    taken(case)
    return open_guard(case, private=case.parent / "private")


def _rich():
    """Make a plan whose last step fills every field, so that each is a channel."""
    full = a_step(
        2,
        fallback_source="VCH",
        cover=Cover("年度检查", "分管副县长", "清政办1号"),
        waivers=(Waiver("C5", "内圈"),),
        sensitive_why="要素需要",
        rescue="即将到期",
        sample="整季度",
        person="赵某",
        proves="去向",
        skills=("财会",),
        also=("A1",),
        after=("S01",),
        result="一致",
        window="W1",
        safety="SP1",
    )
    return a_plan(steps=(a_step(1), full), notes=("备注",), meeting=("李核查",))


def _hangs_together(plan):
    """Say whether every reference of a plan still points to something."""
    known = {m.id for m in plan.matters}
    named = {s.allegation for s in plan.steps} | {h.allegation for h in plan.hypotheses}
    also = {name for step in plan.steps for name in step.also}
    return named | also <= known


CHANNELS = {where: p for where, p in planted(_rich()) if _hangs_together(p)}


def test_there_are_many_channels():
    assert len(CHANNELS) >= 90


def _whole(path):
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "ignore")
                for name in packed.namelist()
            )
    return content.decode("utf-8", "ignore").replace("\r\n ", "")


def _refused(suffix, folder, guard):
    """Give the channels that an export refuses; what it writes has no canary."""
    found = set()
    path = folder / f"p{suffix}"
    for channel, plan in CHANNELS.items():
        try:
            export_plan(plan, path, lang="zh", journal_head="#1", guard=guard)
        except ExportRefused:
            found.add(channel)
            assert not path.exists()
        else:
            assert CANARY not in _whole(path)
            path.unlink()
    return found


@pytest.mark.parametrize(
    ("suffix", "least"),
    [(".md", 60), (".html", 60), (".json", 90), (".xlsx", 15), (".ics", 8)],
)
def test_a_canary_in_any_text_is_refused_or_not_written(tmp_path, guard, suffix, least):
    assert len(_refused(suffix, tmp_path, guard)) >= least


def test_word_and_pdf_hold_no_text_that_the_guard_has_not_read(tmp_path, guard):
    unread = set(CHANNELS) - _refused(".md", tmp_path, guard)
    plan = planted_in_all(_rich(), unread)
    path = export_plan(plan, tmp_path / "p.docx", lang="zh", guard=guard).path
    assert CANARY not in _whole(path)
    path = export_plan(plan, tmp_path / "p.pdf", lang="zh", guard=guard).path
    assert CANARY not in "".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_wording_of_the_letter_is_refused(tmp_path, guard, suffix):
    plan = a_plan(steps=(a_step(1, what=f"核实“{QUOTE}，说是登记粮补用的”"),))
    with pytest.raises(ExportRefused) as refused:
        export_plan(plan, tmp_path / f"p{suffix}", lang="zh", guard=guard)
    assert refused.value.code == "seal.wording_found"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_plan_without_reporter_or_wording_passes_the_real_guard(
    tmp_path, guard, suffix
):
    export_plan(a_plan(8), tmp_path / f"p{suffix}", lang="zh", guard=guard)
