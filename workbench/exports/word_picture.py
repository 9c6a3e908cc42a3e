"""A picture inside a Word file, with its text form for readers without eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from workbench.figures.picture import PRINT
from workbench.figures.plain import printable

if TYPE_CHECKING:
    from workbench.exports.document import Figure
    from workbench.exports.word_xml import Pictures

_EMU = 914_400  # English metric units in an inch
_WIDEST = 6.1  # inches, the text width of a portrait page
_TALLEST = 8.2


def drawing(block: Figure, pictures: Pictures) -> Any:
    """Make the run that shows a picture, shrunk to the page if need be."""
    relation = pictures.add(block.picture.png(dpi=PRINT))
    wide, high = block.picture.size
    scale = min(1.0, _WIDEST / wide, _TALLEST / high)
    across, down = round(wide * scale * _EMU), round(high * scale * _EMU)
    number = 1000 + int(relation.removeprefix("rId"))  # unique in the document
    words = quoteattr(printable(block.picture.text))
    name = quoteattr(printable(block.caption))
    size = f'cx="{across}" cy="{down}"'
    space = nsdecls("w", "wp", "a", "pic", "r")
    return parse_xml(
        f"<w:r {space}><w:drawing><wp:inline><wp:extent {size}/>"
        f'<wp:docPr id="{number}" name={name} descr={words}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name={name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
