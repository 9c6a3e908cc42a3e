"""A paraphrase of an allegation, made from its elements and never from its words.

It may stand in what is handed out (DOMAIN X3), so it names the kind of act, the kind of
person and which facts are told, but no name, sum, place or phrase of the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.leads.values import Allegation
    from workbench.rules import Profile

_TOLD = ("counterparty", "when", "where", "amount", "how", "pointer")


def summarise(allegation: Allegation, profile: Profile) -> str:
    """Return one sentence in the letter's language."""
    lang = allegation.lang
    offence = allegation.offence
    words = profile.rubric.element_labels
    told = [words[n][lang] for n in _TOLD if allegation.elements[n].level > 1]
    if allegation.elements["act"].level == 0:
        kind = {"zh": "仅有定性评价，未述具体行为", "en": "labels only, no act told"}[
            lang
        ]
    elif offence is None:
        kind = {"zh": "其他违纪违法行为", "en": "other misconduct"}[lang]
    else:
        kind = profile.offences[offence].labels[lang]
    if lang == "zh":
        years = _years(allegation, "年")
        facts = f"；已述{'、'.join(told)}" if told else "；其余要素不详"
        return f"反映一名被反映人涉及{kind}{years and '（' + years + '）'}{facts}"
    years = _years(allegation, "")
    facts = f"; told: {', '.join(told)}" if told else "; nothing else is told"
    return f"Alleged {kind}{years and ' (' + years + ')'}{facts}"


def _years(allegation: Allegation, mark: str) -> str:
    if allegation.first is None or allegation.last is None:
        return ""
    first, last = allegation.first.year, allegation.last.year
    return f"{first}{mark}" if first == last else f"{first}-{last}{mark}"
