"""Why two entities may be one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_ = words("graph")

_WHY: Mapping[str, Callable[[], str]] = {
    "equal": lambda: _("the same name in another script or spacing"),
    "pinyin": lambda: _("the name in pinyin"),
    "order": lambda: _("the same words in another order"),
    "short_form": lambda: _("a short form of the given name"),
    "title": lambda: _("a post beside the name"),
    "former": lambda: _("a former name"),
    "masked": lambda: _("a masked name that fits"),
    "initials": lambda: _("initials that fit"),
    "spelling": lambda: _("another spelling, or a slip of the pen"),
    "romanised": lambda: _("the name in Wade-Giles"),
    "transcribed": lambda: _("a foreign name and its transcription"),
    "number": lambda: _("the same number"),
    "form": lambda: _("the same unit but for its legal form"),
    "abbreviation": lambda: _("a short form of the unit's name"),
    "acronym": lambda: _("initials of the unit's name"),
}
_GROUNDS: Mapping[str, Callable[[], str]] = {
    "phone": lambda: _("the same phone"),
    "address": lambda: _("the same address"),
    "native_place": lambda: _("the same native place"),
    "id_number": lambda: _("the same identity number"),
    "code": lambda: _("the same credit code"),
    "account": lambda: _("the same account"),
    "birth": lambda: _("the same day of birth"),
    "unit": lambda: _("the same unit"),
}


def why_in_words(why: str, grounds: Iterable[str] = ()) -> str:
    """Return the ground of a proposal in the language in force.

    Parameters
    ----------
    why
        Code of :mod:`workbench.values.likeness`.
    grounds
        Properties that agree beside the name.
    """
    said = [_WHY[why]()] if why in _WHY else []
    said += [_GROUNDS[one]() for one in grounds if one in _GROUNDS]
    return "; ".join(said)
