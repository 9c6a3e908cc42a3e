"""Everything that people see exists in Chinese and English."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from workbench import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

ROOT = Path(wording.__file__).parents[1]
CATALOGUES = sorted((ROOT / "wording/locale/zh/LC_MESSAGES").glob("*.po"))
ERRORS = sorted((ROOT / "wording/errors").glob("*.yaml"))
FIELD = re.compile(r"\{(\w*)[^{}]*\}")


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def _room_of(tree: ast.Module) -> str | None:
    """Find ``_ = words("room")`` at the top of a module."""
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and getattr(node.value.func, "id", "") == "words"
            and isinstance(node.value.args[0], ast.Constant)
        ):
            return node.value.args[0].value
    return None


def _messages() -> Iterator[tuple[str, str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        room = _room_of(tree)
        place = str(path.relative_to(ROOT))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            text = first.value if isinstance(first, ast.Constant) else None
            if name == "_" and room and isinstance(text, str):
                yield room, text, place
            elif name == "say" and isinstance(text, str):
                yield "planning", text, place
            for given in node.keywords:
                spoken = place.startswith("cli/") and given.arg == "help"
                if spoken and isinstance(given.value, ast.Constant):
                    yield "cli", given.value.value, place


def test_every_message_has_a_chinese_form() -> None:
    catalogues = {p.stem: _read(p) for p in CATALOGUES}
    missing = sorted(
        {
            (room, text, place)
            for room, text, place in _messages()
            if room not in catalogues
            or text not in catalogues[room]
            or not catalogues[room][text].string
        }
    )
    assert not missing


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.stem)
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    written = io.BytesIO()
    write_mo(written, _read(path))
    written.seek(0)
    fresh = gettext.GNUTranslations(written)._catalog
    with path.with_suffix(".mo").open("rb") as compiled:
        kept = gettext.GNUTranslations(compiled)._catalog
    for catalogue in (fresh, kept):
        catalogue.pop("", None)
    assert fresh == kept


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.stem)
def test_both_languages_fill_the_same_fields(path: Path) -> None:
    for message in _read(path):
        if message.id and message.string:
            assert set(FIELD.findall(message.string)) <= set(FIELD.findall(message.id))


@pytest.mark.parametrize("path", ERRORS, ids=lambda p: p.stem)
def test_errors_have_words_in_both_languages(path: Path) -> None:
    for code, entry in yaml.safe_load(path.read_text("utf-8")).items():
        for part in ("why", "do"):
            if part in entry:
                assert set(entry[part]) == {"zh", "en"}, code
                assert all(entry[part].values()), code


def test_every_error_raised_has_words() -> None:
    known = {
        code for path in ERRORS for code in yaml.safe_load(path.read_text("utf-8"))
    }
    raised = set()
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                first = node.exc.args[0] if node.exc.args else None
                if isinstance(first, ast.Constant) and re.fullmatch(
                    r"[a-z_]+\.[a-z_]+", str(first.value)
                ):
                    raised.add((first.value, path.name))
    assert not {one for one in raised if one[0] not in known}
