"""Word lists of the reading, as data: one YAML file a subject, words parted by blanks.

Lists are block scalars so that thousands of words load in milliseconds. A word list is
a statement about a language, made by hand; it holds no letter of any case.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def lexicon(name: str) -> Mapping[str, tuple[str, ...]]:
    """Load ``name.yaml``: list name -> words, in the order of the file.

    In English lists a word of several words is written with ``_`` between them.
    """
    text = (files(__package__) / f"{name}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, in C if there
    return MappingProxyType({
        key: tuple(word.replace("_", " ") for word in str(words).split())
        for key, words in lists.items()
    })  # fmt: skip


def either(words: Iterable[str]) -> str:
    """Make a pattern that matches any of the words, longer ones first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"
