"""What a reporter could still tell: one question for each element that is low.

The weightiest missing element comes first. Questions are in the letter's language and
never quote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workbench.rules.rubric import Rubric

_ENOUGH = 2  # from here on a record can be narrowed down


def questions(
    levels: Mapping[str, int],
    rubric: Rubric,
    lang: str,
    *,
    na: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the questions, absent elements before vague ones, by weight.

    Parameters
    ----------
    levels
        Element -> level 0..3.
    rubric
        Where weights and questions stand.
    lang
        ``zh`` or ``en``.
    na
        Elements that do not apply.
    """
    low = [
        (level, -rubric.weights[name], place, name)
        for place, (name, level) in enumerate(levels.items())
        if level < _ENOUGH and name not in na
    ]
    return tuple(rubric.ask[name][lang] for *_, name in sorted(low))
