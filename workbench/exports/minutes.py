"""Minutes of a lead-analysis meeting: one matter at a time, dissent kept by name.

Scores appear as a spread, never beside a name; votes and dissent do carry names, as the
rules of procedure ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import (
    Box,
    Column,
    Document,
    Figure,
    Form,
    Items,
    Para,
    Part,
    Table,
)
from workbench.exports.plan_methods import Count
from workbench.figures.spread import spread_picture
from workbench.planning.meeting import SCALES
from workbench.rules.dispositions import schemes
from workbench.wording import language, speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.exports.document import Block
    from workbench.planning.meeting import Discussed, Meeting
    from workbench.planning.said import Text
    from workbench.wording import Language

_ = words("exports")


def minutes_document(
    meeting: Meeting,
    *,
    lang: Language,
    office: str,
    journal_head: str,
    summaries: Mapping[str, Text],
) -> Document:
    """Return the minutes of a meeting.

    Parameters
    ----------
    meeting
        The meeting as replayed from the journal.
    lang
        Language of the document.
    office
        Whose meeting it was.
    journal_head
        Short head of the journal when the minutes were made.
    summaries
        Allegation id -> paraphrase; never words of the letter (X3).
    """
    with speaking(lang):
        return Document(
            title=_("Minutes of the lead-analysis meeting"),
            subtitle=labels.long_day(meeting.day),
            lang=lang,
            office=office,
            number=meeting.id,
            status=_("minutes"),
            head=journal_head,
            as_of=meeting.day,
            parts=(Part(tuple(_body(meeting, office, summaries))),),
        )


def _body(
    meeting: Meeting, office: str, summaries: Mapping[str, Text]
) -> Iterator[Block]:
    yield _card(meeting, office)
    count = Count()
    for matter in meeting.matters:
        says = str(summaries.get(matter.allegation, ""))
        yield count.main(f"{matter.allegation}  {says}".strip())
        yield from _matter(meeting, matter, count)
    scored = [s for s in SCALES if any(m.spread(s) for m in meeting.matters)]
    if scored:
        yield count.main(_("How the blind scores lay"))
    for scale in scored:
        picture = spread_picture(meeting, scale)
        yield Figure(picture, picture.title)
        yield from _agreement(meeting, scale)
    yield count.main(_("Signatures of those present"))
    yield _signatures(meeting)


RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff, Content Analysis (2004), ch. 11: where agreement is good enough."""


def _agreement(meeting: Meeting, scale: str) -> Iterator[Block]:
    """Say how far the members agree on a scale, over all matters they scored."""
    alpha = meeting.alpha(scale)
    if alpha is None:
        return
    if alpha >= RELIABLE:
        reading = _("the members agree well")
    elif alpha >= TENTATIVE:
        reading = _("enough for a tentative conclusion")
    else:
        reading = _("too little: the rubric was read in different ways")
    text = _("Krippendorff's alpha {alpha}; {reading}.")
    yield Para(
        text.format(alpha=f"{alpha:.2f}", reading=reading), label=_("Agreement: ")
    )


def _card(meeting: Meeting, office: str) -> Form:
    recused = labels.listed(
        _("{who} ({what})").format(
            who=who, what=labels.listed(what) or _("the whole case")
        )
        for who, what in sorted(meeting.recused.items())
    )
    facts = (
        (_("Office"), office),
        (_("Day"), labels.long_day(meeting.day)),
        (_("Chair"), meeting.chair),
        (_("Present"), labels.listed(meeting.present)),
        (_("Recused"), recused or _("nobody")),
        (_("Matters"), labels.listed(m.allegation for m in meeting.matters)),
    )
    return Form(
        (1.0, 4.6), tuple((Box(name, label=True), Box(value)) for name, value in facts)
    )


def _matter(meeting: Meeting, matter: Discussed, count: Count) -> Iterator[Block]:
    yield count.sub(_("Blind first scores"))
    yield _scores(matter)
    if matter.notes:
        yield count.sub(_("Discussion"))
        colon = "：" if language() == "zh" else ": "
        yield Items(tuple(f"{who}{colon}{text}" for who, text in matter.notes))
    if matter.votes:
        yield count.sub(_("Votes"))
        columns = (
            Column(_("Member"), 1.0),
            Column(_("For"), 1.4),
            Column(_("Dissent"), 0.7, "center"),
            Column(_("Reason"), 3.4),
        )
        yield Table(
            columns,
            tuple(
                (v.who, _class(meeting, v.disposition), labels.yes(v.dissent), v.why)
                for v in matter.votes
            ),
        )
    yield count.sub(_("Decision"))
    yield from _decision(meeting, matter)


def _scores(matter: Discussed) -> Block:
    if not matter.scores:
        return Para(
            _("{n} members have scored; nothing is revealed yet.").format(
                n=len(matter.committed)
            )
        )
    columns = (
        Column(_("Scale (0 to 4)"), 2.0),
        Column(_("Lowest"), 1.0, "center"),
        Column(_("Median"), 1.0, "center"),
        Column(_("Highest"), 1.0, "center"),
        Column(_("Scores"), 1.0, "center"),
    )
    names = {"specificity": _("Specific"), "verifiability": _("Verifiable")}
    rows = []
    for scale in SCALES:
        found = matter.spread(scale)
        if found is not None:
            values = (found.low, found.middle, found.high, found.n)
            rows.append((names[scale], *(labels.number(v) for v in values)))
    return Table(columns, tuple(rows))


def _decision(meeting: Meeting, matter: Discussed) -> Iterator[Block]:
    made = matter.decided
    if made is None:
        yield Para(_("Nothing is decided yet."))
        return
    yield Para(
        _("{disposition} (scheme {scheme}), decided by {chair}.").format(
            disposition=_class(meeting, made.disposition),
            scheme=made.scheme,
            chair=made.chair,
        )
    )
    yield Para(made.why, label=_("Reason: "))
    yield Para(labels.listed(made.dissent) or _("none"), label=_("Dissent: "))


def _class(meeting: Meeting, disposition: str) -> str:
    """Name a class by the scheme in force on the day of the meeting."""
    found = [s for s in schemes(meeting.profile) if s.holds(meeting.day)]
    for scheme in found or schemes(meeting.profile):
        for one in scheme.classes:
            if one.id == disposition:
                return one.zh if language() == "zh" else one.en
    return disposition


def _signatures(meeting: Meeting) -> Form:
    line = _("Signature:                Day:")
    rows = tuple(
        (Box(who, label=True), Box(tall=1.1, sign=line)) for who in meeting.present
    )
    return Form((1.2, 4.4), rows)
