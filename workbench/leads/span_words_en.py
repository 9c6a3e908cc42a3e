"""Words of an English letter, each with its class: what :mod:`.spans_en` reads.

A class says what a word may be in a name (a given name, a title, a word for a body, a
link) and never which name it is: of a name nobody knows only its shape is left. So what
is learned from letters of some hands says something of letters of others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = re.compile(
    r"['’]s\b"
    r"|[^\W\d_]+(?:(?:[-/]|['’](?!s\b)|\.(?=[^\W\d_]\.))[^\W\d_]+)*(?:(?<=s)['’](?=\s[A-Za-z]))?"
    r"|\d[\d.,/]*(?<![.,/])\w*|\n+|[^\w\s]|_"
)
CAPITALS = frozenset(
    ("initial", "title", "legal", "given", "everyday", "letters", "Head", "Head?",
     "surname", "region", "part", "no_name", "Word", "Name", "Name-", "month")
)  # fmt: skip
"""Classes of capitalised words that a name may begin or end with."""

LOWER = frozenset(("head", "word", "post", "kin", "office", "level"))
"""Classes of words in small letters that the name of a unit may hold."""

_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTENED = re.compile(r"(?:n['’]t|['’](?:d|ll|ve|m|re))$")
_LONGEST_LETTERS = 7
_MANY = 20_000
_NAMES = frozenset(
    ("given", "everyday", "surname", "month", "letters", "Name", "Name-")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Lists:
    """Word -> class of capitalised words, and of words in small letters."""

    capitals: Mapping[str, str]
    small: Mapping[str, str]
    words: frozenset[str]


@cache
def _lists() -> _Lists:
    english, heads = lexicon("english"), lexicon("spans")
    links = {word: word for word in heads["links"]}
    single = {w for w in english["posts"] if " " not in w}
    offices = {w for name in english["departments"] for w in name.split()}
    small = (
        dict.fromkeys(heads["stops"], "stop")
        | links
        | dict.fromkeys(english["kin"], "kin")
        | dict.fromkeys(single, "post")
        | dict.fromkeys(heads["offices"], "office")
        | {w.removesuffix("'s"): "office" for w in offices - {"and"}}
        | dict.fromkeys(heads["heads"], "head")
        | {w.lower(): "head" for w in english["lower_heads"] if " " not in w}
        | dict.fromkeys(heads["levels"], "level")
    )
    first = {*english["first_names"], *english["first_names_world"]}
    everyday = first & {*english["everyday_names"]}
    bodies = {*english["heads"], *english["of_heads"]}
    capitals = (
        {w.title(): "no_word" for w in (*heads["stops"], *heads["links"])}
        | dict.fromkeys(english["no_names"], "no_name")
        | dict.fromkeys((*english["directions"], *english["level_departments"]), "part")
        | dict.fromkeys(english["regions"], "region")
        | dict.fromkeys(english["surnames"], "surname")
        | dict.fromkeys(bodies, "Head")
        | dict.fromkeys(bodies & {*english["surnames_too"]}, "Head?")
        | dict.fromkeys(first, "given")
        | dict.fromkeys(everyday, "everyday")
        | {w.title(): "no_word" for w in (*heads["stops"], *heads["links"])}
        | dict.fromkeys(heads["legal_forms"], "legal")
        | {title: "title" for title in english["titles"] if " " not in title}
        | dict.fromkeys(heads["days"], "month")
    )
    return _Lists(capitals, small, frozenset(english["words"]))


@lru_cache(maxsize=_MANY)
def word_class(token: str) -> tuple[str, str]:
    """Return the class of a token and the word by which it may be known.

    Names are known by their class alone: ``("given", "<given>")``.
    """
    first = token[0]
    if first.isdigit():
        return ("year" if _YEAR.fullmatch(token) else "number"), "0"
    if not first.isalpha():
        mark = "'s" if token.endswith("s") else "line" if first == "\n" else token
        return mark, mark
    word = token.rstrip("'’")
    if _SHORTENED.search(word):
        return ("stop" if first.islower() else "no_word"), "<shortened>"
    if first.islower():
        return _lists().small.get(word.lower(), "word"), word.lower()
    return _capital(word)


def _capital(word: str) -> tuple[str, str]:
    lists = _lists()
    lower = word.lower()
    if word in {"I", "A"}:
        return "no_word", "^" + lower
    if len(word) == 1 or _INITIALS.fullmatch(word):
        return "initial", "<initial>"
    plain = word if word in lists.capitals or not word.isupper() else word.title()
    known = lists.capitals.get(plain, "Word" if lower in lists.words else "")
    letters = word.isupper() and len(word) <= _LONGEST_LETTERS
    if letters and known not in {"title", "legal", "no_word", *_NAMES}:
        known = "letters"
    known = known or ("Name-" if "-" in word else "Name")
    return known, (f"<{known}>" if known in _NAMES else "^" + lower)
