"""Words of a plan that can be shown in either language.

A plan is made once and handed out in Chinese and in English. So its sentences are kept
as a message with fields and turned into words only when someone reads them:
``str(said)`` speaks the language in force (``workbench.wording.speaking``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.wording import language, words

_ = words("planning")


@dataclass(frozen=True, slots=True)
class Both:
    """A label of a data file, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Give the label in the language in force."""
        return self.zh if language() == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: an English message of the catalogue and what fills it."""

    message: str
    fields: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Give the sentence in the language in force."""
        return _(self.message).format(**{k: shown(v) for k, v in self.fields})


Text = str | Said | Both


def say(message: str, **fields: object) -> Said:
    """Keep a sentence for later; Babel extracts ``message`` (keyword ``say``)."""
    kept = {n: tuple(v) if isinstance(v, list) else v for n, v in fields.items()}
    return Said(message, tuple(sorted(kept.items())))


JOINTS = {"zh": ("、", "；"), "en": (", ", "; ")}
"""Between words; between sentences."""


STOPS = "。."


def shown(value: object) -> str:
    """Turn a field into words: lists joined, days as the language writes them."""
    if isinstance(value, date):
        if language() == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        sentences = any(isinstance(one, Said) for one in value)
        joint = JOINTS[language()][sentences]
        parts = [shown(one) for one in value]
        if sentences:  # one sentence of several: only the last keeps its full stop
            parts = [*(p.rstrip(STOPS) for p in parts[:-1]), *parts[-1:]]
        return joint.join(parts)
    return str(value)
