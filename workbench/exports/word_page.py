"""Pages of a Word file as XML: defaults, sections, head and foot, watermark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.exports.document import UNVERIFIED
from workbench.exports.word_xml import el, faces, fonts, run
from workbench.figures.plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.exports.document import Document
    from workbench.exports.word_xml import Face
    from workbench.wording import Language

_FALLBACK = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S;SimSun;Noto Serif CJK SC",
    "黑体": "SimHei;Noto Sans CJK SC",
    "楷体_GB2312": "楷体;KaiTi;Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋;FangSong;Noto Serif CJK SC",
    "宋体": "SimSun;Noto Serif CJK SC",
}


def styles(package: Any, lang: Language) -> None:
    """Set the document's defaults: typeface, language, font fallbacks."""
    face = faces(lang)["body"]
    root = package.styles.element
    defaults = root.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in list(run):
        run.remove(old)
    run.append(fonts(face))
    run.append(el("sz", val=face.size))
    # Without eastAsia zh-CN a reader may draw Japanese forms of the characters.
    # Latin words are English in either paper, else they break anywhere.
    run.append(el("lang", val="en-GB", eastAsia="zh-CN"))
    normal = package.styles["Normal"].element
    for old in normal.findall(qn("w:rPr")) + normal.findall(qn("w:pPr")):
        normal.remove(old)
    for level in (1, 2):
        style = package.styles[f"Heading {level}"].element
        for old in style.findall(qn("w:rPr")) + style.findall(qn("w:pPr")):
            style.remove(old)
        style.append(el("pPr", el("keepNext"), el("outlineLvl", val=level - 1)))
    _font_table(package)


def _font_table(package: Any) -> None:
    """Name what may stand in for an official typeface that is not installed."""
    for relation in package.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            entries = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/>'
                '<w:charset w:val="86"/></w:font>'
                for name, other in _FALLBACK.items()
            )
            relation.target_part._blob = (  # noqa: SLF001 - python-docx has no door here
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f"<w:fonts {nsdecls('w')}>{entries}</w:fonts>"
            ).encode()


def section(
    size: tuple[int, int],
    margins: Mapping[str, int],
    *,
    landscape: bool,
    header: str,
    footer: str,
) -> Any:
    """Make the page form of a section."""
    page = el("pgSz", w=size[0], h=size[1])
    if landscape:
        page.set(qn("w:orient"), "landscape")
    links = []
    for kind, relation in (("header", header), ("footer", footer)):
        link = el(f"{kind}Reference", type="default")
        link.set(qn("r:id"), relation)
        links.append(link)
    edges = el("pgMar", **margins, header=850, footer=780, gutter=0)
    return el("sectPr", *links, el("type", val="nextPage"), page, edges)


def section_break(form: Any) -> Any:
    """Make the paragraph that ends a section."""
    return el("p", el("pPr", el("spacing", line=20, lineRule="exact"), form))


def _tabbed(texts: tuple[str, str, str], face: Face, width: int) -> Any:
    """Make a line with text at the left, in the middle and at the right."""
    tabs = el(
        "tabs",
        el("tab", val="center", pos=width // 2),
        el("tab", val="right", pos=width),
    )
    made = el("p", el("pPr", tabs))
    for n, text in enumerate(texts):
        if n:
            made.append(el("r", el("tab")))
        made.append(run(text, face))
    return made


def page_head(document: Document, width: int) -> list[Any]:
    """Make the head of each page: the warning, the office; the watermark of a draft."""
    face = faces(document.lang)["page"]
    line = _tabbed((UNVERIFIED, "", document.office), face, width)
    edge = el("pBdr", el("bottom", val="single", sz=4, space=4, color="A6A6A6"))
    line.find(qn("w:pPr")).insert(0, edge)
    if document.draft and document.watermark:
        line.append(_watermark(document.watermark))
    return [line]


def page_foot(document: Document, width: int) -> list[Any]:
    """Make the foot of each page: number of the paper, page, short journal head."""
    face = faces(document.lang)["page"]
    line = _tabbed((document.number, "", document.head), face, width)
    tab = line.findall(qn("w:r"))[2]
    at = line.index(tab)
    for n, piece in enumerate(
        (
            run("— ", face),
            *_field("PAGE", face),
            run(" / ", face),
            *_field("NUMPAGES", face),
            run(" —", face),
        )
    ):
        line.insert(at + n, piece)
    return [line]


def _field(code: str, face: Face) -> Iterator[Any]:
    """Give the runs of a page-number field; its code is ours, never a text's."""
    for kind in ("begin", "code", "separate", "text", "end"):
        made = run("1", face)
        if kind != "text":
            made.remove(made.find(qn("w:t")))
        if kind == "code":
            instruction = el("instrText")
            instruction.text = f" {code} "
            instruction.set(qn("xml:space"), "preserve")
            made.append(instruction)
        elif kind != "text":
            made.append(el("fldChar", fldCharType=kind))
        yield made


def _watermark(text: str) -> Any:
    """Make the slanted word behind the text, as Word itself writes it."""
    shape = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"'
        ' adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="watermark" type="#_x0000_t136" stroked="f" fillcolor="#d9d9d9"'
        ' style="position:absolute;margin-left:0;margin-top:0;width:330pt;height:110pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin"><v:fill opacity=".55"/>'
        '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string=""/>'
        "</v:shape></w:pict></w:r>"
    )
    path = next(shape.iter("{urn:schemas-microsoft-com:vml}shape"))[-1]
    path.set("string", printable(text))
    return shape
