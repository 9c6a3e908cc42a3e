"""A letter's text, what its file says about its author, and a copy without that.

This runs in the limited child process of :mod:`workbench.intake.child`.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.parsers.encoding import decode
from workbench.intake.parsers.mail import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 64 << 20  # bytes a letter may unpack to
_GENERIC = frozenset(
    {
        *("administrator", "admin", "user", "users", "windows", "microsoft", "office"),
        *("python-docx", "author", "owner", "pc", "hp", "lenovo", "dell", "acer"),
        *("asus", "wps", "unknown", "none", "微软用户", "微软中国", "用户"),
        *("系统管理员", "作者"),
    }
)
"""What programs write where nobody gave a name."""
_TOLD_IN_WORD = re.compile(rb'(w:(?:author|initials|date|rsid\w*)=")[^"]*')
_TOLD_IN_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter, opened.

    Parameters
    ----------
    text
        What it says.
    authors
        Pairs (kind, words) that the file itself says of its author.
    stripped
        The file without what it says of its author, for anonymous letters.
    sent
        Day in a mail's header.
    """

    text: str = field(repr=False)
    authors: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    stripped: bytes = field(default=b"", repr=False)
    sent: str | None = None


def open_letter(
    content: bytes, suffix: str, place: str, *, chosen: str | None = None
) -> Opened:
    """Open a letter of any kind that is taken in.

    Parameters
    ----------
    content
        Its bytes.
    suffix
        Lower-case suffix of its file name.
    place
        How to name it in an error.
    chosen
        Text encoding that a person chose; plain text only.

    Raises
    ------
    FileRefused
        ``letters.kind`` (no letter format), ``letters.broken``, ``letters.no_text``,
        ``letters.encoding`` (a person must choose).
    """
    reader = _READERS.get(suffix)
    if reader is None:
        raise FileRefused("letters.kind", place=place)
    try:
        opened = _plain(content, chosen) if reader is _plain else reader(content)
    except FileRefused as refused:
        if refused.code.startswith("letters."):
            raise
        raise FileRefused("letters.encoding", place=place) from None
    except Exception as failed:  # noqa: BLE001 - parsers of broken files raise anything
        cause = type(failed).__name__
        raise FileRefused("letters.broken", place=place, cause=cause) from None
    if not opened.text.strip():
        raise FileRefused("letters.no_text", place=place)
    return opened


def _plain(content: bytes, chosen: str | None = None) -> Opened:
    return Opened(_decoded(content, chosen), stripped=content)


def _decoded(content: bytes, chosen: str | None = None) -> str:
    return decode(content, chosen)[0]


def _html(content: bytes) -> Opened:
    from lxml import etree  # noqa: PLC0415 - loaded on use

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    tree = etree.fromstring(_decoded(content).encode(), parser)
    authors = [
        ("name", node.get("content", ""))
        for node in tree.iterfind(".//meta")
        if node.get("name", "").lower() in ("author", "creator")
    ]
    etree.strip_elements(
        tree, "script", "style", "head", etree.Comment, with_tail=False
    )
    for node in tree.iter("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4"):
        node.tail = "\n" + (node.tail or "")
    said = "".join(map(str, tree.itertext()))
    lines = "\n".join(line.strip() for line in said.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", lines).strip()
    return Opened(text, _telling(authors), text.encode())


def _docx(content: bytes) -> Opened:
    from lxml import etree  # noqa: PLC0415 - loaded on use

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _measured(archive)
        body = etree.fromstring(archive.read("word/document.xml"), parser)
        properties = [
            etree.fromstring(archive.read(name), parser)
            for name in ("docProps/core.xml", "docProps/app.xml")
            if name in archive.namelist()
        ]
        stripped = _restripped(archive)
    text = "\n".join(_paragraphs(body))
    told = [
        ("name" if node.tag.endswith(("creator", "lastModifiedBy")) else "unit",
         node.text or "")
        for root in properties
        for node in root.iter()
        if isinstance(node.tag, str)
        and node.tag.rpartition("}")[2]
        in ("creator", "lastModifiedBy", "Company", "Manager")
    ]  # fmt: skip
    return Opened(text, _telling(told), stripped)


def _paragraphs(body: object) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):  # type: ignore[attr-defined] # lxml element
        yield "".join(
            "\t" if node.tag == f"{_W}tab" else node.text or "\n"
            for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        )


def _measured(archive: zipfile.ZipFile) -> None:
    if sum(info.file_size for info in archive.infolist()) > _MOST:
        raise FileRefused("letters.too_large", limit=_MOST >> 20)


def _restripped(archive: zipfile.ZipFile) -> bytes:
    """Return an office file without properties, dates of members, camera data."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in sorted(archive.namelist()):
            body = archive.read(name)
            if name.startswith("docProps/"):
                body = re.sub(rb"(<[^/!?][^>]*[^/]>)[^<]+(</)", rb"\1\2", body)
            elif name.startswith("word/") and name.endswith(".xml"):
                body = re.sub(
                    rb'(w:(?:author|initials|date|rsid\w*)=")[^"]*', rb"\1", body
                )
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            clean.writestr(member, without_camera(body))
    return out.getvalue()


def _pdf(content: bytes) -> Opened:
    import pypdf  # noqa: PLC0415 - loaded on use

    document = pypdf.PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in document.pages)
    info = document.metadata
    told = [("name", str(info.author or ""))] if info else []
    bare = pypdf.PdfWriter()
    for page in document.pages:
        bare.add_page(page)
    bare.metadata = None
    out = io.BytesIO()
    bare.write(out)
    return Opened(text, _telling(told), out.getvalue())


def _mail(content: bytes) -> Opened:
    message = message_from_bytes(content, policy=policy.default)
    authors: list[tuple[str, str]] = []
    for header in ("From", "Sender", "Reply-To", "Return-Path"):
        for name, address in getaddresses(list(map(str, message.get_all(header, [])))):
            authors += [("name", name), ("email", address)]
    parts = [str(message.get("Subject", "")).strip(), *_bodies(message)]
    text = "\n\n".join(part for part in parts if part)
    day = getattr(message.get("Date"), "datetime", None)
    sent = day.date().isoformat() if day else None
    return Opened(text, _telling(authors), _bare_mail(message, text), sent)


def _bodies(message: EmailMessage) -> Iterator[str]:
    """Yield the text of a mail, then the text of the letters attached to it."""
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = text_of(body)
        html = body.get_content_subtype() == "html"
        yield _html(text.encode()).text if html else text
    for name, content in _attached(message):
        suffix = "." + name.rpartition(".")[2].lower()
        if suffix in _READERS and suffix != ".eml":
            yield _READERS[suffix](content).text


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        yield part.get_filename() or "attachment", _payload(part)


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _bare_mail(message: EmailMessage, text: str) -> bytes:
    """Return a mail with nothing but its words and what is attached, itself bare."""
    bare = EmailMessage()
    bare.set_content(text)
    for n, (name, content) in enumerate(_attached(message), 1):
        suffix = "." + name.rpartition(".")[2].lower()
        reader = _READERS.get(suffix)
        clean = reader(content).stripped if reader else without_camera(content)
        bare.add_attachment(
            clean, "application", "octet-stream", filename=f"{n}{suffix[:12]}"
        )
    return bare.as_bytes()


def _telling(told: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    kept = {
        (kind, said.strip())
        for kind, said in told
        if said.strip() and said.strip().casefold() not in _GENERIC
    }
    return tuple(sorted(kept))


def without_camera(content: bytes) -> bytes:
    """Return a JPEG or PNG without camera data, place, software and comments."""
    if content.startswith(b"\xff\xd8"):
        return _bare_jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _bare_png(content)
    return content


def _bare_jpeg(content: bytes) -> bytes:
    out, place = bytearray(content[:2]), 2
    while place + 4 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 - marker
        kind = content[place + 1]
        if kind == 0xDA:  # noqa: PLR2004 - start of the picture itself
            break
        size = int.from_bytes(content[place + 2 : place + 4]) + 2
        told = 0xE1 <= kind <= 0xEF or kind == 0xFE  # noqa: PLR2004 - application, comment
        if not told:
            out += content[place : place + size]
        place += size
    return bytes(out + content[place:])


def _bare_png(content: bytes) -> bytes:
    out, place = bytearray(content[:8]), 8
    while place + 12 <= len(content):
        size = int.from_bytes(content[place : place + 4]) + 12
        if content[place + 4 : place + 8] not in (
            b"tEXt",
            b"zTXt",
            b"iTXt",
            b"eXIf",
            b"tIME",
        ):
            out += content[place : place + size]
        place += size
    return bytes(out)


_READERS = {
    ".txt": _plain,
    ".md": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
    ".eml": _mail,
}
