"""Meeting board: agenda, blind scores, reveal, spread, votes, decision, minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.case import meetings
from workbench.errors import PlanError
from workbench.figures.leads import suggested as suggestion_label
from workbench.planning.meeting import HIGHEST, LOWEST, SCALES, agenda
from workbench.widgets import naming
from workbench.widgets.blocks import (
    Ask,
    Beside,
    Block,
    Button,
    Buttons,
    Cell,
    Dots,
    Facts,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.naming import joined
from workbench.widgets.panel import Panel
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.meeting import Discussed, Meeting

_ = words("widgets")
_TALL = 320


class MeetingBoard(Panel):
    """One member's view of the lead-analysis meeting; several sessions, one case.

    Who has scored is shown, what was scored is not, until everyone has committed.
    """

    acts = frozenset(
        {
            *("open", "choose", "refresh", "commit", "reveal", "note"),
            *("vote", "decide", "minutes"),
        }
    )
    matter = ""

    def title(self) -> str:
        """Return the panel's name."""
        return _("Lead-analysis meeting")

    # -- what a person does

    def do_open(self, present: str, chair: str = "") -> str:
        """Open a meeting with those present."""
        names = [n.strip() for n in present.replace("、", ",").split(",") if n.strip()]
        made = meetings.open_meeting(self.case, present=names, chair=chair or None)
        self.matter = made.matters[0].allegation if made.matters else ""
        return _("Opened: {id}, {n} matters.").format(id=made.id, n=len(made.matters))

    def do_choose(self, value: str) -> str:
        """Show another matter."""
        self.matter = value
        return ""

    def do_refresh(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Look what the others have done since."""
        return ""

    def do_commit(self, matter: str, specificity: str, verifiability: str) -> str:
        """Commit this member's blind scores."""
        scores = {SCALES[0]: float(specificity), SCALES[1]: float(verifiability)}
        meetings.commit(self.case, matter, scores)
        return _("Committed. Nobody sees the score before the reveal.")

    def do_reveal(self, value: str) -> str:
        """Reveal this member's scores, once everyone has committed."""
        meetings.reveal(self.case, value)
        return _("Revealed.")

    def do_note(self, matter: str, note: str) -> str:
        """Note what was said, by name."""
        meetings.discuss(self.case, matter, note)
        return _("Noted.")

    def do_vote(self, matter: str, disposition: str, why: str) -> str:
        """Vote on one matter."""
        meetings.vote(self.case, matter, disposition, why=why)
        return _("Voted.")

    def do_decide(
        self,
        matter: str,
        disposition: str,
        why: str,
        trigger: str = "",
        review: str = "",
    ) -> str:
        """Journal the chair's decision on one matter."""
        given = {"trigger": trigger, "review": review}
        details = {name: value for name, value in given.items() if value.strip()}
        meetings.decide(self.case, matter, disposition, why=why, details=details)
        return _("Decided and journaled.")

    def do_minutes(self, value: str) -> str:
        """Write the minutes below ``exports/``, under guard."""
        name = f"{meetings.newest(self.case).id}{value}"
        meetings.minutes(self.case, self.case.folder / "exports" / name)
        return _("Written: {file}").format(file=f"exports/{name}")

    # -- what is shown

    def blocks(self) -> list[Block]:
        """Return the agenda and the matter under discussion."""
        try:
            meeting = meetings.newest(self.case)
        except PlanError:
            return self._before()
        ids = [m.allegation for m in meeting.matters]
        if self.matter not in ids:
            self.matter = ids[0]
        matter = meeting.matter(self.matter)
        summaries = self._summaries()
        return [
            Facts(
                (
                    (_("Meeting"), f"{meeting.id} · {meeting.day.isoformat()}"),
                    (_("Chair"), meeting.chair),
                    (_("Present"), joined(list(meeting.present))),
                )
            ),
            self._agenda(meeting),
            Heading(f"{matter.allegation}  {summaries.get(matter.allegation, '')}"),
            Beside(
                tuple(self._blind(meeting, matter)), tuple(self._votes(meeting, matter))
            ),
            *self._minutes(meeting),
        ]

    def _summaries(self) -> dict[str, str]:
        profile = self.case.settings.profile
        return {a.id: naming.summary(a, profile) for a in self.case.allegations()}

    def _minutes(self, meeting: Meeting) -> Iterator[Block]:
        named = dict(naming.dispositions(meeting.day, meeting.profile))
        made = [(m.allegation, m.decided) for m in meeting.matters if m.decided]
        if not made:
            return
        yield Heading(_("Minutes"))
        yield Grid(
            _("Decided so far"),
            (_("Allegation"), _("Disposition"), _("Reason"), _("Dissent")),
            tuple(
                Row(
                    (
                        name,
                        named.get(one.disposition, one.disposition),
                        one.why,
                        joined(list(one.dissent)) or "-",
                    )
                )
                for name, one in made
            ),
            wide=(2,),
        )
        yield Buttons(
            _("Export"),
            tuple(
                Button("minutes", suffix[1:].upper(), suffix)
                for suffix in (".docx", ".pdf", ".md")
            ),
        )

    def _before(self) -> list[Block]:
        team, said = [m.name for m in self.case.team], self._summaries()
        rows = [
            Row(
                (
                    str(item.tie),
                    item.allegation,
                    said[item.allegation],
                    naming.band(item.specificity_band),
                    naming.band(item.verifiability_band),
                    suggestion_label(item.suggestion),
                    Cell("!", "warn") if item.urgent else "",
                )
            )
            for item in agenda(self.case.allegations())
        ]
        return [
            Grid(
                _("Agenda as it would be"),
                _columns(),
                tuple(rows),
                wide=(2,),
                tall=_TALL,
            ),
            Ask(
                "open",
                _("Open the meeting"),
                (
                    Field("present", _("Present"), value=joined(team[:4])),
                    Field(
                        "chair",
                        _("Chair"),
                        "choice",
                        choices=tuple((name, name) for name in team),
                    ),
                ),
                _("Open"),
                call='meetings.open_meeting(case, present=["…"], chair="…")',
            ),
        ]

    def _agenda(self, meeting: Meeting) -> Grid:
        said = self._summaries()
        items = {item.allegation: item for item in agenda(self.case.allegations())}
        rows = []
        for matter in meeting.matters:
            item = items.get(matter.allegation)
            if item is None:
                continue
            raters = len(meeting.raters(matter.allegation))
            rows.append(
                Row(
                    (
                        str(item.tie),
                        item.allegation,
                        said[item.allegation],
                        f"{len(matter.committed)}/{raters}",
                        _state(meeting, matter),
                    ),
                    item.allegation,
                    item.allegation == self.matter,
                )
            )
        return Grid(
            _("Agenda"),
            (_("Rank"), _("Allegation"), _("In short"), _("Scored"), _("State")),
            tuple(rows),
            act="choose",
            wide=(2,),
            tall=_TALL,
        )

    def _blind(self, meeting: Meeting, matter: Discussed) -> Iterator[Block]:
        yield Heading(_("Blind scores"), 3)
        yield Grid(
            _("Who has scored"),
            (_("Member"), _("Scored")),
            tuple(
                Row(
                    (
                        who,
                        Cell(_("yes"), "good")
                        if who in matter.committed
                        else Cell(_("not yet"), "quiet"),
                    )
                )
                for who in meeting.raters(matter.allegation)
            ),
        )
        for scale in SCALES if matter.scores else ():
            rows = tuple(
                (who, (given[scale],))
                for who, given in matter.scores.items()
                if scale in given
            )
            yield Dots(_scale(scale), rows, LOWEST, HIGHEST)
            found = matter.spread(scale)
            if found is not None:
                yield Note(str(_spread(found.middle, found.low, found.high)), "quiet")
        if not matter.scores and meeting.may_act(self.case.who, matter.allegation):
            yield _scores_form(matter.allegation)
        reveal = Button(
            "reveal",
            _("Reveal mine"),
            matter.allegation,
            f'meetings.reveal(case, "{matter.allegation}")',
        )
        done = self.case.who in matter.scores
        again = Button("refresh", _("Look again"))
        yield Buttons(_("Do"), (again,) if done else (again, reveal))

    def _votes(self, meeting: Meeting, matter: Discussed) -> Iterator[Block]:
        classes = naming.dispositions(meeting.day, meeting.profile)
        named = dict(classes)
        yield Heading(_("Votes and decision"), 3)
        for who, said in matter.notes:
            yield Note(f"{who}: {said}")
        yield Grid(
            _("Votes"),
            (_("Member"), _("For"), _("Reason")),
            tuple(
                Row((v.who, named.get(v.disposition, v.disposition), v.why))
                for v in matter.votes
            ),
            empty=_("No vote yet."),
            wide=(2,),
        )
        if matter.decided is not None:
            made = matter.decided
            yield Note(
                _("Decided: {what}. Reason: {why}. Dissent: {dissent}").format(
                    what=named.get(made.disposition, made.disposition),
                    why=made.why.rstrip("。."),
                    dissent=joined(list(made.dissent)) or _("none"),
                ),
                "good",
            )
            return
        kept = Field("matter", "", "kept", matter.allegation)
        pick = Field("disposition", _("Disposition"), "choice", choices=classes)
        reason = Field("why", _("Reason"), "area")
        yield Ask(
            "note", _("Note for the minutes"), (kept, Field("note", _("Said"), "area")),
            _("Note"), open=False,
        )  # fmt: skip
        if meeting.may_act(self.case.who, matter.allegation):
            yield Ask("vote", _("Vote"), (kept, pick, reason), _("Vote"))
        if self.case.who == meeting.chair:
            more = (
                Field("trigger", _("Held until (for a hold)"), required=False),
                Field("review", _("Review on (for a hold)"), required=False),
            )
            yield Ask(
                "decide",
                _("The chair decides"),
                (kept, pick, reason, *more),
                _("Decide"),
                call=f'meetings.decide(case, "{matter.allegation}", "…", why="…")',
                open=False,
            )


def _columns() -> tuple[str, ...]:
    return (
        _("Rank"),
        _("Allegation"),
        _("In short"),
        _("Specificity"),
        _("Verifiability"),
        _("Suggested"),
        _("Urgent"),
    )


def _state(meeting: Meeting, matter: Discussed) -> Cell:
    if matter.decided is not None:
        return Cell(_("decided"), "good")
    if matter.scores:
        return Cell(_("revealed"), "mid")
    if meeting.open_to_reveal(matter.allegation):
        return Cell(_("all have scored"), "warn")
    return Cell(_("open"), "quiet")


def _scale(scale: str) -> str:
    return _("Specificity") if scale == "specificity" else _("Verifiability")


def _spread(middle: float, low: float, high: float) -> str:
    said = _("Median {middle:g}, from {low:g} to {high:g}")
    return said.format(middle=middle, low=low, high=high)


def _scores_form(allegation: str) -> Ask:
    levels = tuple((str(n), str(n)) for n in range(LOWEST, HIGHEST + 1))
    return Ask(
        "commit",
        _("Score alone"),
        (
            Field("matter", "", "kept", allegation),
            Field("specificity", _("Specificity"), "choice", choices=levels),
            Field("verifiability", _("Verifiability"), "choice", choices=levels),
        ),
        _("Commit"),
        call=f'meetings.commit(case, "{allegation}", {{"specificity": 3, …}})',
    )
