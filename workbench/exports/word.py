"""A document as Word (.docx), laid out as Chinese offices file papers.

The layout follows GB/T 9704-2012: margins, 28-point lines, the four official typefaces
(named, with fallbacks in the font table, since their owners do not let us ship them).
Body and tables are written as XML by ``word_xml``; python-docx packs the parts.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from workbench.exports import word_page as page
from workbench.exports import word_xml as xml
from workbench.exports.document import UNVERIFIED
from workbench.exports.write import rezipped
from workbench.figures.plain import printable

if TYPE_CHECKING:
    from workbench.exports.document import Document, Part

A4 = (11906, 16838)  # twentieths of a point
MARGINS = {"top": 2098, "bottom": 1984, "left": 1587, "right": 1474}
MARGINS_WIDE = {"top": 1474, "bottom": 1304, "left": 1134, "right": 1134}
"""Portrait as GB/T 9704 says (37, 35, 28, 26 mm); annexes use more of the sheet."""


def docx(document: Document) -> bytes:
    """Return the document as a .docx file; same document, same bytes."""
    from docx import Document as Package  # noqa: PLC0415 - heavy, loaded on use

    package = Package()
    _properties(package, document)
    page.styles(package, document.lang)
    body = package.element.body
    for old in list(body):
        body.remove(old)
    for n, part in enumerate(document.parts):
        pictures = _Pictures(package)
        for element in xml.part(part, document, first=n == 0, pictures=pictures):
            body.append(element)
        section = _section(package, document, part)
        if n < len(document.parts) - 1:
            body.append(page.section_break(section))
        else:
            body.append(section)
    out = BytesIO()
    package.save(out)
    return rezipped(out.getvalue())


class _Pictures:
    """Puts a PNG into the package and gives its relation id, each picture once."""

    def __init__(self, package: Any) -> None:
        self._package = package

    def add(self, png: bytes) -> str:
        relation, _image = self._package.part.get_or_add_image(BytesIO(png))
        return str(relation)


def _properties(package: Any, document: Document) -> None:
    made = datetime.combine(document.as_of, time())
    core = package.core_properties
    core.author = core.last_modified_by = printable(document.office)
    core.title = printable(document.title)
    core.subject = printable(document.number)
    core.keywords = printable(", ".join((document.head, *document.keywords)))
    core.comments = UNVERIFIED
    core.created = core.modified = made
    core.revision = 1
    core.language = "zh-CN" if document.lang == "zh" else "en-GB"


def _section(package: Any, document: Document, part: Part) -> Any:
    """Return the page form of a part, with its own head and foot."""
    wide, high = A4[::-1] if part.wide else A4
    margins = MARGINS_WIDE if part.wide else MARGINS
    width = wide - margins["left"] - margins["right"]
    head = _attach(package, "header", page.page_head(document, width))
    foot = _attach(package, "footer", page.page_foot(document, width))
    return page.section(
        (wide, high), margins, landscape=part.wide, header=head, footer=foot
    )


def _attach(package: Any, kind: str, paragraphs: list[Any]) -> str:
    """Put a header or footer part into the package and return its relation id."""
    add = (
        package.part.add_header_part
        if kind == "header"
        else (package.part.add_footer_part)
    )
    made, relation = add()
    for old in list(made.element):
        made.element.remove(old)
    for paragraph in paragraphs:
        made.element.append(paragraph)
    return str(relation)
