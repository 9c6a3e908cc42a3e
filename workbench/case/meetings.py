"""The lead-analysis meeting of a case, step by step, each journaled.

A member's salt waits in the member's own folder until the reveal; nothing of a score is
in the journal or in the case before that.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.case.handing_out import state_head
from workbench.case.triage import band_label
from workbench.errors import PlanError, UsageError
from workbench.intake.custody import sign_head
from workbench.planning.deliberation import (
    check_commit,
    check_reveal,
    check_vote,
    decision,
    one_by_one,
)
from workbench.planning.meeting import (
    SCALES,
    AgendaItem,
    Meeting,
    agenda,
    commitment,
    new_salt,
    replay,
)
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.case.case import Case
    from workbench.journal import Entry

_ = words("case")


def desk_folder() -> Path:
    """Return this account's own folder for what nobody else may see yet."""
    base = os.environ.get("WORKBENCH_DESK") or Path.home() / ".local/share/workbench"
    return Path(base) / "desk"


def open_meeting(
    case: Case,
    *,
    present: Sequence[str],
    chair: str | None = None,
    allegations: Sequence[str] | None = None,
) -> Meeting:
    """Open a meeting on allegations, urgent ones first; members undecided are barred.

    Raises
    ------
    PlanError
        Fewer than three present.
    """
    if len(present) < 3:  # noqa: PLR2004 - the least that is no one-man decision
        raise PlanError("meeting.no_quorum", present=len(present), least=3)
    every = case.allegations()
    wanted = [a for a in every if allegations is None or a.id in set(allegations)]
    name = f"meeting-{len(case.journal.entries(verb='meeting_opened')) + 1}"
    barred: dict[str, list[str]] = {}
    from workbench.case.duties import recusals  # noqa: PLC0415 - duties reads cases

    for recusal in recusals(case, wanted):
        barred.setdefault(recusal.member, []).extend(recusal.matters)
    value: dict[str, Any] = {
        "day": case.as_of.isoformat(),
        "chair": chair or present[0],
        "present": list(present),
        "allegations": [item.allegation for item in agenda(wanted)],
        "recused": {who: sorted(set(what)) for who, what in sorted(barred.items())},
        "profile": case.settings.profile,
    }
    case.journal.append("meeting_opened", name, value)
    return replay(case.journal.entries(), name)


def newest(case: Case) -> Meeting:
    """Return the newest meeting as the journal has it."""
    opened = case.journal.entries(verb="meeting_opened")
    if not opened:
        raise PlanError("meeting.none_yet")
    return replay(case.journal.entries(), opened[-1].of)


def commit(case: Case, allegation: str, scores: Mapping[str, float]) -> Entry:
    """Commit this member's blind scores: only a salted digest is journaled."""
    meeting = newest(case)
    check_commit(meeting, case.who, allegation)
    salt = new_salt()
    digest = commitment(scores, salt)
    kept = _kept(case, meeting.id, allegation)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"scores": dict(scores), "salt": salt}), "utf-8")
    kept.chmod(0o600)
    return case.journal.append(
        "committed", f"{meeting.id}/{allegation}", {"digest": digest}
    )


def reveal(case: Case, allegation: str) -> Entry:
    """Reveal this member's scores once everyone has committed."""
    meeting = newest(case)
    check_reveal(meeting, case.who, allegation)
    kept = _kept(case, meeting.id, allegation)
    if not kept.is_file():
        raise PlanError("meeting.no_salt", who=case.who, allegation=allegation)
    value = json.loads(kept.read_text("utf-8"))
    return case.journal.append("revealed", f"{meeting.id}/{allegation}", value)


def discuss(case: Case, allegation: str, note: str) -> Entry:
    """Note what was said in the discussion, by name."""
    meeting = newest(case)
    meeting.matter(allegation)
    return case.journal.append(
        "discussed", f"{meeting.id}/{allegation}", None, why=note
    )


def vote(
    case: Case, allegation: str, disposition: str, *, why: str, dissent: bool = False
) -> Entry:
    """Vote on one matter."""
    meeting = newest(case)
    check_vote(meeting, case.who, allegation, disposition)
    value: dict[str, Any] = {"disposition": disposition, "dissent": dissent}
    return case.journal.append("voted", f"{meeting.id}/{allegation}", value, why=why)


def decide(
    case: Case,
    allegations: str | Sequence[str],
    disposition: str,
    *,
    why: str,
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Journal the chair's decision on one matter, and the disposition it gives."""
    one = allegations if isinstance(allegations, str) else one_by_one(allegations)
    meeting = newest(case)
    value = decision(meeting, case.who, one, disposition, why=why, details=details)
    case.journal.append("decided", f"{meeting.id}/{one}", value, why=why)
    return case.decide("disposed", one, {**value, "meeting": meeting.id}, why=why)


def _kept(case: Case, meeting: str, allegation: str) -> Path:
    name = f"{case.journal.case}-{meeting}-{allegation}-{case.who}.json"
    return desk_folder() / name.replace("/", "_")


def step(
    case: Case,
    name: str,
    given: Sequence[str],
    *,
    why: str = "",
    target: Path | None = None,
) -> str:
    """Run one step of the command line; returns what to print.

    Raises
    ------
    UsageError
        When words are missing or too many.
    """
    try:
        if name == "agenda":
            return _agenda(case, given)
        if name == "commit":
            allegation, s, v = given
            commit(
                case, allegation, dict(zip(SCALES, (float(s), float(v)), strict=True))
            )
            return _("Committed. Nobody sees the score before the reveal.")
        if name == "reveal":
            (allegation,) = given
            reveal(case, allegation)
            return _revealed(newest(case), allegation)
        if name == "discuss":
            allegation, *said = given
            discuss(case, allegation, " ".join(said) or why)
            return _("Noted for the minutes.")
        if name == "decide":
            return _decide(case, given, why)
        return minutes(case, target)
    except ValueError:
        raise UsageError("case.meeting_usage", step=name) from None


def _revealed(meeting: Meeting, allegation: str) -> str:
    """Say how the scores lie, once all are revealed; never who gave which."""
    matter = meeting.matter(allegation)
    missing = len(meeting.raters(allegation)) - len(matter.scores)
    if missing:
        return _("Revealed; {n} more to come.").format(n=missing)
    names = {"specificity": _("specificity"), "verifiability": _("verifiability")}
    lines = [_("Revealed.")]
    for scale in SCALES:
        found = matter.spread(scale)
        if found is not None:
            lines.append(
                _("{scale}: lowest {low}, median {middle}, highest {high}").format(
                    scale=names[scale],
                    low=f"{found.low:g}",
                    middle=f"{found.middle:g}",
                    high=f"{found.high:g}",
                )
            )
    return "\n".join(lines)


def _agenda(case: Case, given: Sequence[str]) -> str:
    if given:
        open_meeting(case, present=given)
    meeting = newest(case)
    items = {item.allegation: item for item in agenda(case.allegations())}
    lines = [
        _("Meeting {id} on {day}, chair {chair}").format(
            id=meeting.id, day=meeting.day.isoformat(), chair=meeting.chair
        )
    ]
    lines += [
        _line(items[m.allegation]) for m in meeting.matters if m.allegation in items
    ]
    return "\n".join(lines)


def _line(item: AgendaItem) -> str:
    urgent = " !" if item.urgent else ""
    return (
        f"  {item.tie}. {item.allegation}{urgent}  {band_label(item.specificity_band)}/"
        f"{band_label(item.verifiability_band)}  {item.summary}"
    )


def _decide(case: Case, given: Sequence[str], why: str) -> str:
    allegation, disposition, *more = given
    details = dict(pair.split("=", 1) for pair in more)
    vote_only = details.pop("vote", "") in ("1", "yes")
    meeting = newest(case)
    if vote_only or case.who != meeting.chair:
        vote(case, allegation, disposition, why=why)
        return _("Voted.")
    if not any(v.who == case.who for v in meeting.matter(allegation).votes):
        vote(case, allegation, disposition, why=why)
    decide(case, allegation, disposition, why=why, details=details)
    return _("Decided and journaled.")


def minutes(case: Case, target: Path | None = None) -> str:
    """Return the minutes as text; write them, under guard, where a target is given."""
    from workbench.exports import export_document  # noqa: PLC0415 - loaded on use
    from workbench.exports.markdown import markdown  # noqa: PLC0415 - loaded on use
    from workbench.exports.minutes import (  # noqa: PLC0415 - loaded on use
        minutes_document,
    )

    document = minutes_document(
        newest(case),
        lang=case.settings.language,
        office=case.settings.office or case.title,
        journal_head=state_head(case.journal.entries()),
        summaries={a.id: a.summary for a in case.allegations()},
    )
    if target is not None:
        written = export_document(document, target, guard=case.guard())
        value = {"file": written.path.name, "sha256": written.sha256}
        case.journal.append("exported", newest(case).id, value)
        sign_head(case.folder, case.journal, private=case.private)
    return markdown(document)
