"""From a file to what stands in it: the one place that knows every parser."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.parsers import encoding, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Raw

_MODULES = {
    "workbook": "workbook",
    "xmlsheet": "xmlsheet",
    "docx": "words",
    "html": "page",
    "pdf": "pdf",
    "mail": "mail",
    "msg": "mail",
    "zip": "archive",
    "json": "lines",
    "lines": "lines",
    "sqlite": "database",
    "parquet": "database",
}
_MOST_TEXT = 256 << 20


def parse(path: str, name: str, *, chosen: str | None = None) -> Iterator[Raw]:
    """Yield what stands in a file.

    Parameters
    ----------
    path
        Where its bytes lie.
    name
        The name it came with.
    chosen
        Text encoding that a person chose.

    Raises
    ------
    FileRefused
        When the file cannot be read as what it is.
    """
    kind = sniff.kind_of(Path(path), name)
    if kind in ("delimited", "text"):
        from workbench.intake.parsers import delimited  # noqa: PLC0415 - one parser a file

        yield from delimited.parse(_text(path, chosen), prose=kind == "text")
        return
    module: Any = import_module(f"workbench.intake.parsers.{_MODULES[kind]}")
    if kind in ("html", "json", "lines"):
        yield from module.parse(_text(path, chosen))
    elif kind in ("msg", "sqlite", "parquet"):
        yield from getattr(module, f"parse_{kind}")(path)
    else:
        yield from module.parse(path)


def _text(path: str, chosen: str | None) -> str:
    content = Path(path).read_bytes()
    if len(content) > _MOST_TEXT:
        raise FileRefused("intake.too_large")
    return encoding.decode(content, chosen)[0]
