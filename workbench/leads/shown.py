"""An allegation as people see it in a notebook: the paraphrase and bands."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.rules import profile
from workbench.wording import language, words

if TYPE_CHECKING:
    from workbench.leads.values import Allegation

_ = words("letters")


def band(name: str) -> str:
    """Name a band."""
    return {
        "high": _("high"),
        "mid": _("middle"),
        "low": _("low"),
        "none": _("none"),
    }[name]


def line(allegation: Allegation) -> str:
    """Return one line: id, offence, paraphrase, bands; the same on every machine."""
    told = _("specificity {s}, verifiability {v}").format(
        s=band(allegation.specificity_band), v=band(allegation.verifiability_band)
    )
    kind = allegation.offence or "–"
    return f"<Allegation {allegation.id} {kind}: {allegation.summary} ({told})>"


def html(allegation: Allegation) -> str:
    """Return a small table, all of it escaped; levels, never their quotes."""
    labels = profile().rubric.element_labels
    levels = (
        f"{labels[name][language()]} {one.level}"
        for name, one in allegation.elements.items()
        if name not in allegation.not_applicable
    )
    rows = (
        (_("what is reported"), allegation.summary),
        (_("specificity"), band(allegation.specificity_band)),
        (_("verifiability"), band(allegation.verifiability_band)),
        (_("levels 0-3"), ", ".join(levels)),
        (_("records that settle it"), " ".join(allegation.best)),
        (_("to ask"), " ".join(allegation.questions)),
    )
    body = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>"
        for name, text in rows
        if text
    )
    name = escape(" · ".join(filter(None, (allegation.id, allegation.offence))))
    return f"<table><caption>{name}</caption><tbody>{body}</tbody></table>"
