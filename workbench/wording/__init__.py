"""Words shown to people, in Chinese and English.

Each room has its own gettext domain: ``_ = words("planning")`` at the top of a module,
then ``_("Team of {n}").format(n=2)``. Message ids are the English sentences; Chinese
stands in ``locale/zh/LC_MESSAGES/<room>.po``. Babel does not extract ``_()`` inside an
f-string, so it may not stand there. The language is looked up when a word is shown, so
one process can speak both.

Errors have their words in ``errors/<room>.yaml``, by code.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workbench.errors import WorkbenchError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_HERE = Path(__file__).parent
_language: ContextVar[Language] = ContextVar("language", default="zh")
_chosen: ContextVar[bool] = ContextVar("chosen", default=False)


def language() -> Language:
    """Return the language in force, ``zh`` until someone chooses."""
    return _language.get()


def use(lang: Language) -> None:
    """Choose the language for all that is shown from here on."""
    _language.set(lang)
    _chosen.set(True)


def suggest(lang: Language) -> None:
    """Take a language where nobody has chosen one, e.g. that of a case."""
    if not _chosen.get():
        _language.set(lang)


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Choose the language for the length of a ``with`` block."""
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(room: str, lang: Language) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation(room, _HERE / "locale", [lang], fallback=True)


def words(room: str) -> Callable[[str], str]:
    """Return the translating function of one room's catalogue.

    Parameters
    ----------
    room
        Name of the catalogue, ``locale/zh/LC_MESSAGES/<room>.po``.

    Returns
    -------
    Callable
        Maps an English message to the language in force when it is called.
    """

    def translate(message: str) -> str:
        return _catalogue(room, language()).gettext(message)

    return translate


def label(labels: Mapping[str, str]) -> str:
    """Pick the language in force from a data file's ``{zh: ..., en: ...}``."""
    return labels.get(language()) or next(iter(labels.values()))


@cache
def _error_words(room: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = _HERE / "errors" / f"{room}.yaml"
    if not path.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(
        path.read_text("utf-8"),
        Loader=loader,  # noqa: S506 - the C form of the safe loader
    )
    return found or {}


class _Given(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def why(code: str, fields: Mapping[str, Any]) -> str:
    """Say what was found, in the language in force."""
    entry = _error_words(code.partition(".")[0]).get(code)
    if entry is None:
        said = ", ".join(f"{key}={value}" for key, value in fields.items())
        return f"{code} ({said})" if said else code
    return label(entry["why"]).format_map(_Given(fields))


def what_to_do(code: str, fields: Mapping[str, Any]) -> str:
    """Say what a person can do about it; empty where nothing can be done."""
    entry = _error_words(code.partition(".")[0]).get(code)
    if entry is None or "do" not in entry:
        return ""
    return label(entry["do"]).format_map(_Given(fields))


def explain(error: WorkbenchError) -> str:
    """Turn an error into one sentence: what was found, where, what to do."""
    first = why(error.code, error.fields)
    then = what_to_do(error.code, error.fields)
    joint = "" if language() == "zh" else " "
    return f"{first}{joint}{then}" if then else first
