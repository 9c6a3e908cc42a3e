"""Why two entities may be one, and what is odd in the records, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workbench.graph.values import Finding

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


_ODD: Mapping[str, Callable[[], str]] = {
    "self_transfer": lambda: _("{n} transfers to oneself: {who}"),
    "zero_sum": lambda: _("{n} transfers of nothing: {who}"),
    "negative_sum": lambda: _("{n} transfers of a sum below zero: {who}"),
    "reversed_dates": lambda: _("{n} rows end before they begin: {who}"),
    "no_sum": lambda: _("{n} transfers without a sum: {who}"),
    "no_date": lambda: _("{n} transfers without a day: {who}"),
    "no_sides": lambda: _("{n} rows without payer or payee were left out"),
    "account_of_several": lambda: _("one account under {n} holders: {who}"),
    "cyclic_ownership": lambda: _("{n} units own each other in a ring: {who}"),
    "shares_over_whole": lambda: _("shares add up to {share} per cent: {who}"),
}
_NAMED = 3  # entities named in one sentence


def odd_in_words(finding: Finding) -> str:
    """Return what is odd in the records, in the language in force."""
    said = _ODD.get(finding.code)
    if said is None:
        return finding.code
    who = "、".join(finding.entities[:_NAMED])
    more = "…" if len(finding.entities) > _NAMED else ""
    return said().format(who=who + more, **finding.fields)
