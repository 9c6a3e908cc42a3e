"""SECURITY P13: nothing that a case file says runs in what leaves the workbench."""

import json
import zipfile

import pytest
from lxml import etree

from tests.factory.live import a_hostile_plan, live
from tests.factory.payloads import FORMULAS
from workbench.exports import SUFFIXES, export_plan


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("payloads")
    plan = a_hostile_plan()
    for suffix in SUFFIXES:
        export_plan(plan, folder / f"p{suffix}", lang="zh", journal_head="=1")
    return folder


def test_there_are_at_least_forty_payloads():
    assert len(set(FORMULAS)) >= 40


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_in_an_export_is_live(out, suffix):
    assert live(out / f"p{suffix}") == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", "<img src=x>"),
        (".html", '<a href="http://x">x</a>'),
        (".html", '<p onclick="x">'),
        (".md", "[x](http://x)"),
        (".md", "http://evil.example"),
        (".md", "<b>x</b>"),
    ],
)
def test_what_is_live_would_be_seen(tmp_path, suffix, text):
    path = tmp_path / f"p{suffix}"
    path.write_text(f"default-src 'none'\n\n{text}\n", "utf-8")
    assert live(path) != []


def _strings(path):
    with zipfile.ZipFile(path) as packed:
        tree = etree.fromstring(packed.read("xl/sharedStrings.xml"))
        return ["".join(i.itertext()) for i in tree], packed.read("xl/styles.xml")


def test_a_workbook_keeps_every_text_as_text_with_its_quote_prefix(out):
    texts, styles = _strings(out / "p.xlsx")
    assert "=cmd|'/C calc'!A0" in texts
    assert max(map(len, texts)) <= 32_767
    assert b'quotePrefix="1"' in styles


def test_json_gives_every_text_back_as_it_was(out):
    whole = json.loads((out / "p.json").read_text("utf-8"))
    said = {step["what"] for step in whole["steps"]}
    assert {text for text in FORMULAS if "\ud800" not in text} <= said
