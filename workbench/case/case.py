"""One case: from its files to a plan, each step journaled where a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.case import (
    duties,
    identities,
    kept,
    meetings,
    resolving,
    triage,
    verification,
)
from workbench.case.conclusions import (
    Comparison,
    conclusions,
    differences,
    run_notebooks,
)
from workbench.case.execution import Execution, approval, execution
from workbench.case.glance import glance
from workbench.case.handing_out import hand_out, hand_out_paper
from workbench.case.taking_in import TakingIn
from workbench.errors import CaseError
from workbench.wording import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from pandas import DataFrame

    from workbench.case.glance import Glance
    from workbench.graph import LinkGraph
    from workbench.graph.resolve import Proposal, Settled
    from workbench.graph.rosters import RosterPair
    from workbench.journal import Entry
    from workbench.leads.values import Allegation, Assessment
    from workbench.planning import Member, Plan
    from workbench.planning.clocks import Running
    from workbench.planning.recusal import Hint
    from workbench.wording import Language


class Case(TakingIn):
    """A case folder, opened.

    Nothing is held but the folder, its settings and what was computed since; every
    decision goes through :meth:`decide` into the journal, and what follows from it is
    computed anew.

    Parameters
    ----------
    folder
        The case folder.
    settings
        Its checked ``case.toml``.
    who
        Who sits at the desk.
    as_of
        Day to look from, where it is given from outside.
    """

    # -- corrections

    def set_level(
        self, allegation: str, element: str, level: int, *, why: str
    ) -> Allegation:
        """Correct the level of one element; the scores follow at once."""
        triage.check_level(self.allegation(allegation), element, level)
        self.decide("level_set", f"{allegation}/{element}", level, why=why)
        return self.allegation(allegation)

    # -- links

    def graph(self) -> LinkGraph:
        """Return the link graph: records, and alleged links marked as such."""
        if "graph" not in self._made:
            self._has_read()
            made, day = self.decisions(), self.as_of.isoformat()
            self._made["graph"] = kept.kept(
                self.store,
                "whole",
                kept.whole_key(self.store, made, self.settings, day),
                lambda: triage.with_alleged(made, self.allegations(), self.recorded()),
            )
        graph: LinkGraph = self._made["graph"]
        return graph

    def recorded(self) -> LinkGraph:
        """Return the link graph of the records alone."""
        if "recorded" not in self._made:
            self._has_read()
            made = self.decisions()
            self._made["recorded"] = kept.kept(
                self.store,
                "records",
                kept.records_key(self.store, made),
                lambda: triage.of_records(self.store, made),
            )
        graph: LinkGraph = self._made["recorded"]
        return graph

    def proposals(self) -> list[Proposal]:
        """Return pairs of entities that may be one, surest first; nothing is merged."""
        graph, made = self.recorded(), self.decisions()
        said = graph, made.identity
        if self._made.get("proposed_of") != said:
            self._made["proposed_of"] = said
            self._made["proposed"] = resolving.proposals_of(graph, made)
        found: list[Proposal] = self._made["proposed"]
        return found

    def judge(self, verb: str, *entities: str, why: str) -> Entry:
        """Say of entities: ``merged``, ``kept_apart``, ``unsure`` or ``split``.

        Undone like any decision, with :meth:`undo`. Merging is transitive: what
        contradicts a decision that stands is refused, and that decision named.
        """
        return resolving.judge(self, self.recorded(), verb, entities, why=why)

    def settled(self) -> Settled:
        """Return who is one, apart or left open by decision, and what contradicts."""
        return resolving.settled(self.decisions())

    def match_rosters(
        self, one: str | Path, other: str | Path, *, engine: str = "duckdb"
    ) -> list[RosterPair]:
        """Propose who of one roster may stand in another; see ``graph.rosters``.

        Parameters
        ----------
        one, other
            Tables; a relative path is looked for in ``files/`` first.
        """
        return resolving.match_rosters(self, one, other, engine=engine)

    def graph_counts(self) -> dict[str, dict[str, int]]:
        """Return how many entities and links there are, by kind, sorted."""
        return triage.counts(self.graph())

    # -- leads

    def assessments(self) -> list[Assessment]:
        """Return what each letter says, repeats marked and corrections applied."""
        if "assessed" not in self._made:
            known: dict[str, Any] = {
                "settings": self.settings,
                "as_of": self.as_of,
                "graph": self.recorded(),
            }
            if "letters" not in self._made:
                self._made["letters"] = triage.as_read(self.store.letters(), **known)
            read = self._made["letters"]
            self._made["assessed"] = triage.assessed(
                read, made=self.decisions(), **known
            )
        made: list[Assessment] = self._made["assessed"]
        return made

    def allegations(self) -> list[Allegation]:
        """Return every allegation of the case, in order of letters."""
        return [a for one in self.assessments() for a in one.allegations]

    def allegation(self, name: str) -> Allegation:
        """Return one allegation by its id.

        Raises
        ------
        CaseError
            When there is none; the fields list those there are.
        """
        found = {a.id: a for a in self.allegations()}
        if name not in found:
            known = ", ".join(found) or "-"
            raise CaseError("case.no_such_lead", lead=name, known=known)
        return found[name]

    def leads(self) -> DataFrame:
        """Return a table for people: bands and ties, never decimals.

        One row an allegation, strongest first; its index is the allegation id.
        """
        return triage.table(self.allegations())

    def leads_json(self) -> list[dict[str, Any]]:
        """Return the allegations as INTERFACE's ``leads --json``."""
        return triage.leads_json(self.assessments(), self.settings.profile)

    # -- plans

    @property
    def team(self) -> tuple[Member, ...]:
        """The team of case.toml."""
        return verification.team(self.settings)

    def recusal_hints(self) -> tuple[Hint, ...]:
        """Return possible grounds for recusal in the team, each with its path."""
        if "hints" not in self._made:
            self._made["hints"] = duties.hints(self)
        made: tuple[Hint, ...] = self._made["hints"]
        return made

    def glance(self) -> Glance:
        """Return what a first look needs, kept until something changes."""
        if "glance" not in self._made:
            self._made["glance"] = glance(self)
        made: Glance = self._made["glance"]
        return made

    def plan(
        self,
        method: str = "auto",
        leads: DataFrame | Iterable[str | Allegation] | None = None,
        *,
        team: Sequence[Member] | None = None,
        as_of: date | None = None,
        seconds: float | None = None,
    ) -> Plan:
        """Propose a verification plan.

        Parameters
        ----------
        method
            ``multi_front``, ``priority``, ``indirect`` or ``auto``.
        leads
            Rows of :meth:`leads`, ids or allegations; all that may be pursued where
            not given.
        team
            Members; the team of case.toml where not given.
        as_of
            Day to plan from; the case's day where not given.
        seconds
            Effort of the scheduler; 0 takes the first good schedule.

        Raises
        ------
        CaseError
            Without team or allegations, or for an id that is not there.
        PlanError
            When no plan can be made; says why.
        """
        chosen = verification.chosen(self, leads, method)
        desk = team or self.team, as_of or self.as_of
        made = verification.propose(self, method, chosen, *desk, seconds=seconds)
        return made.with_export(self._export)

    def _export(self, plan: Plan, path: Path, *, lang: str | None, final: bool) -> None:
        known: dict[str | None, Language] = {"zh": "zh", "en": "en"}
        spoken = known.get(lang, language())
        hand_out(self, plan, path, lang=spoken, final=final)

    def export(
        self,
        plan: Plan,
        path: str | Path,
        *,
        lang: Language | None = None,
        final: bool = False,
    ) -> Path:
        """Write a plan to a file by suffix, under guard, and journal it."""
        return hand_out(self, plan, Path(path), lang=lang or language(), final=final)

    def paper(
        self,
        kind: str,
        plan: Plan,
        path: str | Path,
        *,
        lang: Language | None = None,
        steps: Sequence[str] = (),
        between: tuple[str, str] = ("", ""),
        reason: str = "",
    ) -> Path:
        """Write a paper that goes with a plan, under guard, and journal it.

        Parameters
        ----------
        kind
            ``approval``, ``ledger``, ``interview``, ``report`` or ``handover``.
        steps
            For ``interview``: which talks; all where not given.
        between, reason
            For ``handover``: who gives, who takes, and why.
        """
        spoken = lang or language()
        return hand_out_paper(
            self,
            plan,
            kind,
            Path(path),
            lang=spoken,
            steps=steps,
            between=between,
            reason=reason,
        )

    def approve(self, plan: Plan, *, why: str) -> Entry:
        """Sign a plan in the journal; from then on it can be carried out."""
        return self.decide("plan_approved", plan.id, approval(plan), why=why)

    def execution(self, plan: str | None = None) -> Execution:
        """Return an approved plan at work, the newest where no id is given.

        Raises
        ------
        PlanError
            When none is approved.
        """
        return execution(self, plan)

    def guard(self) -> Callable[[str], None]:
        """Return the guard that every export passes."""
        from workbench.seal import open_guard  # noqa: PLC0415 - loaded on use

        known = triage.known_names(self.recorded())
        return open_guard(self.folder, private=self.private, known=known)

    def clocks(self, as_of: date | None = None) -> list[Running]:
        """Return the clocks as of a day, overdue first."""
        return duties.running(self, as_of or self.as_of)

    # -- identities and meetings

    def new_key(self, name: str, private: Path | None = None) -> Path:
        """Make a key pair for one unsealer; returns the private half's file."""
        return identities.new_key(self, name, private)

    def keys(self) -> list[dict[str, str]]:
        """Return the public keys of those who may unseal."""
        return identities.keys(self)

    def unseal_step(
        self, step: str, what: str, *, why: str = "", key: Path | None = None
    ) -> str:
        """Run one step of unsealing under dual control."""
        return identities.unseal_step(self, step, what, why=why, key=key)

    def request_erasure(self, letter: str, *, until: date, why: str) -> Entry:
        """Ask that a closed letter's key be destroyed after its keeping period."""
        return identities.request_erasure(self, letter, until=until, why=why)

    def approve_erasure(self, n: int) -> Entry:
        """Approve request ``n`` as a second person; the key is destroyed at once."""
        return identities.approve_erasure(self, n)

    def meeting_step(
        self,
        step: str,
        given: Sequence[str],
        *,
        why: str = "",
        target: Path | None = None,
    ) -> str:
        """Run one step of the lead-analysis meeting."""
        return meetings.step(self, step, given, why=why, target=target)

    # -- the whole

    def verify(self) -> str | None:
        """Return in words the first thing that does not hold, or ``None``.

        Looked at: the journal's chain and signed head, files, letters and seals, the
        settings, and the plans approved.
        """
        from workbench.intake.custody import verify_case  # noqa: PLC0415 - on use

        finding = verify_case(self.folder, self.journal)
        if finding is not None:
            return str(finding)
        return verification.first_broken_plan(self)

    def regress(
        self, *, accept: bool = False, why: str = "", notebooks: bool = True
    ) -> Comparison:
        """Compare conclusions with the last accepted ones; see ``conclusions``.

        With ``notebooks`` the case's own ones are run as well, on a copy.
        """
        now = conclusions(self)
        accepted = [e.value for e in self.journal.entries(verb="conclusions_accepted")]
        if accept:
            self.decide("conclusions_accepted", "case", now, why=why or "accepted")
            accepted = [now]
        ran, failed = run_notebooks(self.folder) if notebooks else (0, ())
        if not accepted:
            return Comparison((), first=True, notebooks=ran, failed=failed)
        moved = tuple(differences(accepted[-1], now))
        return Comparison(moved, notebooks=ran, failed=failed)
