"""What in an exported file would run, load or link: the list should be empty."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import icalendar
import mistune
from lxml import etree
from pypdf import PdfReader

from tests.factory.exports import a_plan
from tests.factory.payloads import FORMULAS
from tests.factory.plan_parts import a_matter, a_step
from workbench.planning import Matter, Member, Office, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHORT = tuple(text for text in FORMULAS if len(text) < 99)
_SHOWN = frozenset(
    [
        *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "pre"),
        *("table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr", "br"),
    ]
)
_ENTRY = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION"}


def a_hostile_plan() -> Plan:
    """Make a plan all of whose texts are payloads."""
    steps = tuple(
        a_step(
            n,
            id=f"S{n}",
            what=text,
            holder=text[:99],
            expected=text[:99],
            fallback=text[:99],
            people=(text[:99],),
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


def live(path: Path) -> list[str]:
    """Return what would run, load or link in a file, by its suffix."""
    return list(_LOOK[path.suffix](path))


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield name, packed.read(name)


def _xlsx(path: Path) -> Iterator[str]:
    for name, content in _parts(path):
        if name.startswith("xl/worksheets/sheet"):
            for node in etree.fromstring(content).iter():
                tag = etree.QName(node).localname
                if tag in {"f", "hyperlink", "hyperlinks", "drawing", "oleObjects"}:
                    yield f"{name}: {tag}"
        if name.endswith(".rels") and b"External" in content:
            yield f"{name}: external"


def _docx(path: Path) -> Iterator[str]:
    for name, content in _parts(path):
        if name.endswith(".rels") and b'TargetMode="External"' in content:
            yield f"{name}: external"
        if name.startswith("word/") and name.endswith(".xml"):
            tree = etree.fromstring(content)
            for tag in ("hyperlink", "fldSimple", "object", "altChunk"):
                if tree.find(f".//{{*}}{tag}") is not None:
                    yield f"{name}: {tag}"
            for node in tree.iter("{*}instrText"):
                if node.text.strip() not in {"PAGE", "NUMPAGES"}:
                    yield f"{name}: {node.text}"


def _pdf(path: Path) -> Iterator[str]:
    reader = PdfReader(path)
    if "/OpenAction" in reader.trailer["/Root"]:
        yield "OpenAction"
    names = rb"/(JavaScript|JS|Launch|URI|SubmitForm|EmbeddedFile)\b"
    yield from (str(found) for found in re.findall(names, path.read_bytes()))
    yield from ("Annots" for page in reader.pages if "/Annots" in page)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(text)
    return parser.found


def _html(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if "default-src 'none'" not in text:
        yield "no policy"
    for tag, attributes in _tags(text):
        if tag in {"script", "img", "iframe", "object", "link", "base", "form"}:
            yield tag
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"{tag} {name}"
            if name in {"href", "src", "xlink:href"} and not str(value).startswith("#"):
                yield f"{tag} {name}"


def _md(path: Path) -> Iterator[str]:
    read = mistune.create_markdown(escape=False, plugins=["table", "url"])
    shown = read(path.read_text("utf-8"))
    yield from (tag for tag, _ in _tags(str(shown)) if tag not in _SHOWN)


def _ics(path: Path) -> Iterator[str]:
    whole = icalendar.Calendar.from_ical(path.read_bytes())
    for event in whole.walk("VEVENT"):
        yield from (set(event) - _ENTRY - {"CLASS", "TRANSP"})
    yield from ("alarm" for _ in whole.walk("VALARM"))


def _json(path: Path) -> Iterator[str]:
    if not path.read_text("utf-8").startswith("{"):
        yield "not an object"


_LOOK = {
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".md": _md,
    ".ics": _ics,
    ".json": _json,
}
