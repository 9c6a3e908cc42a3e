"""What a file is, by its first bytes; its suffix only where these leave it open."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from workbench.errors import FileRefused

_SQLITE = b"SQLite format 3\x00"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBERS = 10_000
_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_SMALL = 32 << 20
_REFUSED = {
    b"\x89PNG": "intake.picture",
    b"\xff\xd8\xff": "intake.picture",
    b"GIF8": "intake.picture",
    b"II*\x00": "intake.picture",
    b"MM\x00*": "intake.picture",
    b"BM": "intake.picture",
    b"Rar!": "intake.other_archive",
    b"7z\xbc\xaf": "intake.other_archive",
    b"\x1f\x8b": "intake.other_archive",
    b"BZh": "intake.other_archive",
    b"{\\rtf": "intake.rich_text",
}
_TEXTS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".log": "text",
    ".html": "html",
    ".htm": "html",
    ".eml": "mail",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".ijson": "lines",
}


def kind_of(path: Path, name: str) -> str:
    """Return which parser a file needs.

    Parameters
    ----------
    path
        Where its bytes lie.
    name
        Name it came with; its suffix decides between kinds of text.

    Raises
    ------
    FileRefused
        When no parser reads such files; the code says what to do instead.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise FileRefused("intake.empty_file")
    for magic, code in _REFUSED.items():
        if head.startswith(magic):
            raise FileRefused(code)
    if head.startswith(b"PK"):
        return _of_zip(path)
    if head.startswith(_OLE):
        return _of_ole(path)
    if head.startswith(_SQLITE):
        return "sqlite"
    if head.startswith(b"PAR1"):
        return "parquet"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _of_text(head, PurePosixPath(name).suffix.lower())


def _of_text(head: bytes, suffix: str) -> str:
    low = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if low.startswith(b"<?xml") and b"office:spreadsheet" in low:
        return "xmlsheet"
    if low.startswith((b"<!doctype html", b"<html")) or b"<table" in low[:2048]:
        return "html"
    if low.startswith(b"<?xml"):
        raise FileRefused("intake.xml")
    if suffix in (
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".et",
        ".docx",
        ".zip",
        ".pdf",
    ) and (b"\x00" in head):
        raise FileRefused("intake.broken")
    return _TEXTS.get(suffix, "text")


def _of_zip(path: Path) -> str:
    """Look at the directory before unpacking, then tell by what is inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise FileRefused("intake.broken") from None
    if len(inside) > _MOST_MEMBERS:
        raise FileRefused("intake.too_many_members", most=_MOST_MEMBERS)
    unpacked = sum(each.file_size for each in inside)
    packed = max(1, sum(each.compress_size for each in inside))
    if unpacked > _MOST_BYTES or (
        unpacked > _SMALL and unpacked > _MOST_RATIO * packed
    ):
        raise FileRefused("intake.bomb")
    names = {each.filename for each in inside}
    if any(name.startswith("xl/workbook.") for name in names):
        return "workbook"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return _of_open_document(path)
    if any(name.startswith("ppt/") for name in names):
        raise FileRefused("intake.slides")
    if "[Content_Types].xml" in names:
        raise FileRefused("intake.broken")
    return "zip"


def _of_open_document(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        said = archive.read("mimetype")[:200]
    if b"spreadsheet" in said:
        return "workbook"
    raise FileRefused("intake.open_text")


def _of_ole(path: Path) -> str:
    """Tell old Office files by the names of their streams (UTF-16 in the directory)."""
    with path.open("rb") as file:
        content = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("intake.password")
    if "__substg1.0_".encode("utf-16-le") in content:
        return "msg"
    if "WordDocument".encode("utf-16-le") in content:
        raise FileRefused("intake.old_word")
    if "PowerPoint Document".encode("utf-16-le") in content:
        raise FileRefused("intake.slides")
    for name in ("Workbook", "Book"):
        if name.encode("utf-16-le") in content:
            return "workbook"
    raise FileRefused("intake.broken")
