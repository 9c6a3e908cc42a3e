"""SECURITY P13: nothing that a case file says runs in what leaves the workbench."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser

import icalendar
import mistune
import pytest
from lxml import etree
from pypdf import PdfReader

from tests.factory.exports import a_matter, a_plan, a_step
from tests.factory.payloads import FORMULAS
from workbench.exports import SUFFIXES, export_plan
from workbench.planning import Matter, Member, Office

SHORT = tuple(text for text in FORMULAS if len(text) < 99)


def _plan():
    steps = tuple(
        a_step(
            n,
            id=f"S{n}",
            what=text,
            holder=text[:99],
            expected=text[:99],
            fallback=text[:99],
            people=(text,),
            front=text[:99],
            result=text[:99],
        )
        for n, text in enumerate(FORMULAS, 1)
    )
    matter = a_matter(1)
    hostile = Matter(
        **{f: getattr(matter, f) for f in matter.__slots__}
        | {"summary": FORMULAS[0], "subjects": FORMULAS[:3]}
    )
    return a_plan(
        0,
        steps=steps,
        matters=(hostile, a_matter(2), a_matter(3)),
        title=FORMULAS[15],
        office=Office(name=FORMULAS[-1]),
        team=tuple(Member(name=text, unit=text) for text in FORMULAS[:5]),
        questions=SHORT,
        cautions=SHORT,
        basis=SHORT,
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("payloads")
    for suffix in SUFFIXES:
        export_plan(_plan(), folder / f"p{suffix}", lang="zh", journal_head="=1")
    return folder


def _parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_there_are_at_least_forty_payloads():
    assert len(set(FORMULAS)) >= 40


def test_a_workbook_holds_no_formula_no_link_and_every_text(out):
    parts = _parts(out / "p.xlsx")
    sheets = [v for k, v in parts.items() if k.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    for sheet in sheets:
        tree = etree.fromstring(sheet)
        tags = {etree.QName(node).localname for node in tree.iter()}
        assert tags & {"f", "hyperlink", "hyperlinks"} == set()
    assert not any(b"External" in v for k, v in parts.items() if k.endswith(".rels"))
    strings = etree.fromstring(parts["xl/sharedStrings.xml"])
    texts = ["".join(item.itertext()) for item in strings]
    assert "=cmd|'/C calc'!A0" in texts
    assert max(map(len, texts)) <= 32_767


def test_a_text_cell_keeps_its_quote_prefix(out):
    styles = _parts(out / "p.xlsx")["xl/styles.xml"].decode()
    assert 'quotePrefix="1"' in styles


def test_a_word_file_holds_no_field_but_page_numbers_and_no_link(out):
    parts = _parts(out / "p.docx")
    codes = set()
    for name, content in parts.items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content
        if name.startswith("word/") and name.endswith(".xml"):
            tree = etree.fromstring(content)
            for node in tree.iter("{*}instrText"):
                codes.add(node.text.strip())
            for tag in ("hyperlink", "fldSimple", "object", "altChunk"):
                assert tree.find(f".//{{*}}{tag}") is None
    assert codes == {"PAGE", "NUMPAGES"}


def test_a_pdf_holds_no_action(out):
    reader = PdfReader(out / "p.pdf")
    raw = (out / "p.pdf").read_bytes()
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|SubmitForm|EmbeddedFile)\b", raw)
    assert all("/Annots" not in page for page in reader.pages)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def _tags(text):
    parser = _Tags()
    parser.feed(text)
    return parser.found


def test_a_page_holds_no_script_no_handler_and_no_reference(out):
    text = (out / "p.html").read_text("utf-8")
    for tag, attributes in _tags(text):
        assert tag not in {"script", "img", "iframe", "object", "link", "base", "form"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in {"href", "src", "xlink:href"}:
                assert value.startswith("#")
    assert "default-src 'none'" in text


def test_markdown_shown_by_a_reader_holds_no_link_picture_or_tag(out):
    text = (out / "p.md").read_text("utf-8")
    shown = mistune.create_markdown(escape=False, plugins=["table", "url"])(text)
    allowed = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "thead", "tbody"}
    allowed |= {"tr", "th", "td", "strong", "em", "blockquote", "hr", "br", "pre"}
    allowed |= {"code"}
    assert {tag for tag, _ in _tags(shown)} <= allowed


def test_a_calendar_holds_the_plans_entries_and_no_other(out):
    whole = icalendar.Calendar.from_ical((out / "p.ics").read_bytes())
    known = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY"}
    known |= {"DESCRIPTION", "CLASS", "TRANSP"}
    names = {name for event in whole.walk("VEVENT") for name in event}
    assert names == known
    assert len(whole.walk("VALARM")) == 0


def test_json_gives_every_text_back_as_it_was(out):
    whole = json.loads((out / "p.json").read_text("utf-8"))
    said = {step["what"] for step in whole["steps"]}
    assert {text for text in FORMULAS if "\ud800" not in text} <= said


def test_every_export_of_payloads_opens_again(out):
    assert {path.suffix for path in out.iterdir()} == set(SUFFIXES)
    assert io.BytesIO((out / "p.pdf").read_bytes()).read(5) == b"%PDF-"
