"""What a plan says as a paper, whatever the format."""

import json
import re
import zipfile

import jsonschema
import pytest
from lxml import etree
from pypdf import PdfReader

from tests.factory.exports import a_plan
from tests.factory.plan_parts import a_step
from tests.factory.planning import a_plan as a_sound_plan_by
from workbench.exports import export_plan
from workbench.exports.document import UNVERIFIED, Form, Table, han, texts
from workbench.exports.plan_document import plan_document
from workbench.exports.plan_json import schema
from workbench.planning import Office
from workbench.wording import speaking

HEAD = "#42 1f3a9c07"


def a_sound_plan():
    return a_sound_plan_by("priority")


def _said(plan=None, lang="zh"):
    document = plan_document(plan or a_plan(), lang=lang, journal_head=HEAD)
    return "\n".join(texts(document))


def test_the_paper_has_every_field_that_the_rules_ask_for():
    said = _said()
    for heading in (
        "依据",
        "人员组成",
        "需要核实的问题",
        "方法、步骤、时间、范围和措施",
        "注意事项",
        "安全预案",
        "谈话应急处置",
        "停止条件",
        "签批和变更",
        "初步核实呈批表",
        "核查步骤",
        "假设与证据矩阵",
        "措施台账",
        "规则检查",
        "惊动额度",
        "变更记录",
    ):
        assert heading in said


def test_a_chinese_paper_holds_no_english_word_but_the_mark_and_codes():
    found = set(re.findall(r"[A-Za-z]{3,}", _said()))
    assert found <= {"unverified"}


def test_an_english_paper_holds_no_chinese_word_but_names():
    said = _said(lang="en")
    for word in ("依据", "步骤", "核查内容", "圈层", "惊动", "附件", "签名"):
        assert word not in said


def test_every_row_of_a_table_is_as_long_as_its_header_and_forms_fill_their_grid():
    for lang in ("zh", "en"):
        document = plan_document(a_plan(), lang=lang, journal_head=HEAD)
        for part in document.parts:
            for block in part.blocks:
                if isinstance(block, Table):
                    assert {len(row) for row in block.rows} <= {len(block.columns)}
                if isinstance(block, Form):
                    spans = {sum(box.span for box in row) for row in block.rows}
                    assert spans == {len(block.widths)}


def test_a_step_says_all_that_the_reader_must_know():
    said = _said()
    for word in (
        "结合“年度补贴专项检查”进行",
        "不按C5",
        "查找有利于被反映人的材料",
        "单独报批",
        "听取被反映人说明",
        "2名以上工作人员",
        "录音录像",
        "安全预案SP1",
        "调取整季度凭证",
    ):
        assert word in said


def test_a_step_that_serves_another_matter_stands_in_its_matrix_too():
    plan = a_plan(steps=(a_step(1, also=("A2",)),))
    assert "并用于A2" in _said(plan)


def test_who_heads_the_next_lower_committee_needs_the_head_of_the_same_level():
    office = Office(name="清河县纪委监委", heads_next_lower=True)
    assert "须报同级党委主要负责人批准" in _said(a_plan(office=office))
    assert "须报同级党委主要负责人批准" not in _said()


def test_a_plan_without_steps_or_dates_is_a_paper_too(tmp_path):
    bare = a_plan(steps=(), matrix=(), safety=(), timetable=None)
    assert "步骤尚未排期" in _said(bare)
    for suffix in (".docx", ".pdf", ".xlsx", ".ics", ".html"):
        export_plan(bare, tmp_path / f"p{suffix}", lang="zh")


def test_each_page_of_the_pdf_carries_mark_office_page_and_journal_head(tmp_path):
    path = export_plan(
        a_plan(12), tmp_path / "p.pdf", lang="zh", journal_head=HEAD
    ).path
    pages = PdfReader(path).pages
    assert len(pages) > 5
    for n, page in enumerate(pages, 1):
        text = page.extract_text()
        assert UNVERIFIED in text
        assert "清河县纪委监委" in text
        assert HEAD in text
        assert f"{n} / {len(pages)}" in text


def test_the_pdf_embeds_our_font_and_no_other(tmp_path):
    path = export_plan(a_plan(8), tmp_path / "p.pdf", lang="zh").path
    names = set()
    for page in PdfReader(path).pages:
        fonts = page["/Resources"].get("/Font", {})
        names |= {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert names
    assert all("WorkbenchSansSC" in name for name in names)


@pytest.fixture
def packed(tmp_path):
    path = export_plan(
        a_plan(8), tmp_path / "p.docx", lang="zh", journal_head=HEAD
    ).path
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_each_section_of_the_word_file_has_its_head_and_foot(packed):
    body = etree.fromstring(packed["word/document.xml"])
    sections = list(body.iter("{*}sectPr"))
    assert len(sections) == 6
    for section in sections:
        assert section.find("{*}headerReference") is not None
        assert section.find("{*}footerReference") is not None
    heads = [
        v.decode() for k, v in packed.items() if re.match(r"word/header\d*\.xml", k)
    ]
    assert heads
    assert all(UNVERIFIED in head and "清河县纪委监委" in head for head in heads)


def test_wide_annexes_lie_across_and_headers_of_tables_repeat(packed):
    body = etree.fromstring(packed["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    turned = [s.find(f"{w}pgSz").get(f"{w}orient") for s in body.iter(f"{w}sectPr")]
    assert turned == [None, None, "landscape", "landscape", "landscape", None]
    tables = [t for t in body.iter(f"{w}tbl") if t.find(f".//{w}tblHeader") is not None]
    assert len(tables) > 8


def test_no_table_of_the_word_file_is_wider_than_its_page(packed):
    body = etree.fromstring(packed["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    widths = {sum(int(c.get(f"{w}w")) for c in g) for g in body.iter(f"{w}tblGrid")}
    assert max(widths) <= 14580
    assert min(widths) >= 8800


def test_runs_name_a_chinese_typeface_and_the_chinese_language(packed):
    body = etree.fromstring(packed["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    fonts = {node.get(f"{w}eastAsia") for node in body.iter(f"{w}rFonts")}
    assert fonts <= {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}
    assert {node.get(f"{w}eastAsia") for node in body.iter(f"{w}lang")} == {"zh-CN"}
    assert "FangSong" in packed["word/fontTable.xml"].decode()


def _marked(plan, path, **given):
    done = export_plan(plan, path, lang="zh", **given)
    with zipfile.ZipFile(done.path) as zipped:
        parts = [zipped.read(n) for n in zipped.namelist() if "word/header" in n]
    return [part for part in parts if "草案".encode() in part]


def test_only_a_draft_has_a_watermark(tmp_path):
    assert _marked(a_sound_plan(), tmp_path / "sound.docx") == []
    assert len(_marked(a_plan(), tmp_path / "draft.docx")) == 6


def test_a_plan_that_breaks_no_rule_is_exported_as_final(tmp_path):
    plan = a_sound_plan()
    assert _marked(plan, tmp_path / "final.docx", final=True) == []
    final = plan_document(plan, lang="zh", journal_head=HEAD, final=True)
    assert final.subtitle == "（定稿）"


def test_numbers_of_headings_are_written_as_offices_write_them():
    assert [han(n) for n in (1, 10, 11, 20, 21, 99)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]


def test_json_keeps_to_its_published_schema(tmp_path):
    for lang in ("zh", "en"):
        path = export_plan(
            a_plan(), tmp_path / "p.json", lang=lang, journal_head=HEAD
        ).path
        whole = json.loads(path.read_text("utf-8"))
        jsonschema.validate(whole, schema())
        assert whole["journal_head"] == HEAD


def test_the_language_in_force_is_the_one_of_the_export(tmp_path):
    with speaking("en"):
        path = export_plan(a_plan(), tmp_path / "p.md").path
    assert "Approval sheet" in path.read_text("utf-8")
