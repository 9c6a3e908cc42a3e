"""What every part of a case stands on: its folder, its journal, its decisions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.case import verification
from workbench.case.decisions import Decisions, fold
from workbench.errors import CaseError, SealError
from workbench.journal import case_name, open_journal
from workbench.journal.clearance import check_opening
from workbench.store import Store
from workbench.wording import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.case.settings import Settings
    from workbench.journal import Entry, Journal

JOURNAL_FILE = "journal.db"
OPENING = time(9, 0, tzinfo=UTC)  # a case for training stands still at this hour
_EVERYTHING = ("read", "recorded", "letters", "graph", "assessed", "hints")
_STANDS: dict[str, tuple[str, ...]] = {
    "level_set": ("read", "recorded", "letters"),
    "source_switched_on": ("read", "recorded", "letters"),
    **dict.fromkeys(
        (
            *("recusal_decided", "screened", "corroborated", "noted_for_plan"),
            *("row_remarked", "plan_approved", "conclusions_accepted", "disposed"),
            *("layout_kept", "method_insisted", "obstruction_noted", "deadline_set"),
            *("step_marked", "plan_amended", "outcome_decided", "clarification_noted"),
        ),
        _EVERYTHING,
    ),
}
"""Decision -> what was computed before it and does not rest on it."""


class Ground:
    """Folder, settings, journal and decisions of an open case; see ``case.Case``."""

    def __init__(
        self, folder: Path, settings: Settings, *, who: str, as_of: date | None = None
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.who = who
        self.store = Store(folder)
        self._as_of = as_of
        self._journal: Journal | None = None
        self._made: dict[str, Any] = {}
        suggest(settings.language)

    def __repr__(self) -> str:
        """Give the title, the same on every machine."""
        return f"<Case {self.settings.title}>"

    @property
    def title(self) -> str:
        """Title of the case."""
        return self.settings.title

    @property
    def private(self) -> Path | None:
        """Folder of this desk's private keys, where case.toml names one.

        Raises
        ------
        SealError
            ``seal.key_in_case``: it must lie outside the case.
        """
        if not self.settings.keys:
            return None
        told = (self.folder / Path(self.settings.keys).expanduser()).resolve()
        if told.is_relative_to(self.folder.resolve()):
            raise SealError("seal.key_in_case")
        return told

    @property
    def journal(self) -> Journal:
        """The case's journal, opened on first use; settings that changed are noted."""
        if self._journal is None:
            journal = self.admit()
            verification.note_settings(self.folder, journal)
            self._journal = journal
        return self._journal

    def admit(self) -> Journal:
        """Let whoever opens the case in, or refuse and journal it (X7).

        Raises
        ------
        RedLine
            When the person is recused or not assigned. Advisory in folder mode, where
            the name is declared; enforced by the server in team mode.
        """
        where = verification.journal_place(self.folder / JOURNAL_FILE)
        name = self.folder.resolve().name
        journal = open_journal(
            where,
            case=case_name(where, name) if isinstance(where, Path) else name,
            who=self.who,
            clock=self._clock(),
        )
        check_opening(journal, handlers=self._handlers())
        return journal

    def _handlers(self) -> list[str]:
        """Names of those assigned; empty where the office has not said (X7)."""
        rows = self.settings.handlers
        return [str(row["name"]) for row in rows if row.get("name")]

    def _clock(self) -> Callable[[], datetime] | None:
        day = self.settings.as_of
        return (lambda: datetime.combine(day, OPENING)) if day else None

    @property
    def as_of(self) -> date:
        """Day to look from: given, else of case.toml, else of the newest entry."""
        day = self._as_of or self.settings.as_of
        if day is not None:
            return day
        last = self.journal.entries()
        if last:
            return date.fromisoformat(last[-1].time[:10])
        if self.settings.opened is not None:
            return self.settings.opened
        raise CaseError("case.no_day")

    # -- what people decided

    def decisions(self) -> Decisions:
        """Return what people decided, as the journal has it."""
        return fold(self.journal.entries())

    def decide(
        self,
        verb: str,
        of: str,
        value: Any = None,
        *,
        why: str,
        seen: int | None = None,
    ) -> Entry:
        """Journal one decision; what rests on it is computed anew.

        Parameters
        ----------
        verb, of, value
            As in INTERFACE, e.g. ``level_set`` of ``<allegation>/<element>``.
        why
            The reason; a decision without one is refused.
        seen
            Number of the entry the decision was taken on; a stale one is refused.

        Raises
        ------
        CaseError
            Without a reason.
        StaleDecision
            When somebody decided on the same thing since.
        """
        if not why.strip():
            raise CaseError("case.no_reason", verb=verb)
        entry = self.journal.append(verb, of, value, why=why, seen=seen)
        stands = _STANDS.get(verb, () if verb == "mapping_set" else ("read",))
        kept = {name: self._made[name] for name in stands if name in self._made}
        self._made.clear()
        self._made.update(kept)
        return entry

    def undo(self, n: int, *, why: str) -> Entry:
        """Undo the decision of entry ``n``; the entry itself stays."""
        return self.decide("undone", f"entry:{n}", n, why=why)
