"""Case panel: what was read, what to look at, what was guessed, which duties run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.case import recusals
from workbench.errors import WorkbenchError
from workbench.exports.labels import level
from workbench.intake.report import kind_label
from workbench.widgets.blocks import (
    Ask,
    Beside,
    Block,
    Button,
    Buttons,
    Cell,
    Facts,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.naming import joined
from workbench.widgets.panel import Panel
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workbench.case.decisions import Decision
    from workbench.intake import ReadReport
    from workbench.intake.report import Layout
    from workbench.planning.clocks import Running
    from workbench.widgets.blocks import Tone

_ = words("widgets")
_STATES: dict[str, Tone] = {
    "overdue": "error",
    "due": "warn",
    "running": "",
    "met": "good",
    "met_late": "mid",
}
_TALL = 300  # pixels of a long list before it scrolls


class CaseBoard(Panel):
    """The case at a glance, and the first things a person has to settle in it."""

    acts = frozenset({"read", "confirm_mapping", "recuse", "declare", "verify"})

    def title(self) -> str:
        """Return the panel's name."""
        return _("Case")

    def blocks(self) -> list[Block]:
        """Return what was read and what waits for a decision."""
        report = self.case.reading()
        return [
            Beside(tuple(self._facts()), tuple(_tried(self._clocks))),
            *self._files(report),
            *self._problems(report),
            *self._mappings(report),
            *self._letters(),
            *_tried(self._recusals),
            Buttons(
                _("Do"),
                (
                    Button("read", _("Read what is new"), call="case.read()"),
                    Button(
                        "verify", _("Verify hashes and journal"), call="case.verify()"
                    ),
                ),
            ),
        ]

    # -- what a person does

    def do_read(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Read what is new in ``files/``."""
        report = self.case.read(progress=False)
        return _("Read. New: {n}. Problems: {problems}.").format(
            n=report.new, problems=len(report.problems)
        )

    def do_confirm_mapping(self, layout: str, form: str, why: str) -> str:
        """Confirm how a table was understood, for good."""
        known = {one.fingerprint: one for one in self.case.reading().layouts}
        value = {"form": form, "columns": dict(known[layout].columns)}
        self.case.decide("mapping_set", f"layout:{layout}", value, why=why)
        self.case.read(progress=False)
        return _("Confirmed and journaled.")

    def do_recuse(self, member: str, person: str, decision: str, why: str) -> str:
        """Decide on a possible ground for recusal."""
        self.case.decide("recusal_decided", f"{member}/{person}", decision, why=why)
        return _("Decided and journaled.")

    def do_declare(self, member: str, why: str, person: str = "") -> str:
        """Journal that a member stands aside, towards one person or the whole case."""
        recusals.decide(self.case, member, "recused", person=person.strip(), why=why)
        return _("Declared and journaled.")

    def do_verify(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Check file hashes, journal chain, seals and approved plans."""
        finding = self.case.verify()
        if finding is None:
            return _("Everything holds.")
        return _("Does not hold: {what}").format(what=finding)

    # -- what is shown

    def _facts(self) -> Iterator[Block]:
        settings, case = self.case.settings, self.case
        yield Heading(_("At a glance"))
        yield Facts(
            (
                (_("Office"), settings.office or "-"),
                (_("Level"), level(settings.office_level)),
                (_("Profile"), settings.profile),
                (_("As of"), case.as_of.isoformat()),
                (_("Team"), joined([str(m["name"]) for m in settings.team]) or "-"),
                (_("Letters"), str(len(case.store.letters()))),
                (_("Allegations"), self._allegations()),
                (_("Journal"), _("{n} entries").format(n=case.journal.head().n)),
            )
        )

    def _allegations(self) -> str:
        if not self.case.settings.team:  # a first look also looks for ties of the team
            return str(len(self.case.allegations()))
        return str(len(self.case.glance().letters))

    def _clocks(self) -> Iterator[Block]:
        clocks = self.case.clocks()
        running = [c for c in clocks if c.state in ("overdue", "due")]
        later = [c for c in clocks if c.state == "running"]
        yield Heading(_("Clocks"))
        yield Grid(
            _("Duties overdue, due soon and running"),
            (_("Item"), _("Duty"), _("Due"), _("Working days left")),
            tuple(map(_clock, [*running, *later])),
            empty=_("No clock is running."),
            wide=(1,),
            numeric=(3,),
            tall=_TALL,
        )

    def _files(self, report: ReadReport) -> Iterator[Block]:
        yield Heading(_("Files read"))
        yield Grid(
            _("Files read"),
            (_("File"), _("Kind"), _("Rows read"), _("Refused"), _("Skipped")),
            tuple(
                Row(
                    (
                        f.file,
                        kind_label(f.kind),
                        str(f.read),
                        Cell(str(f.refused), "warn" if f.refused else ""),
                        str(f.skipped),
                    )
                )
                for f in report.files
            ),
            wide=(0,),
            numeric=(2, 3, 4),
            tall=_TALL,
        )

    def _problems(self, report: ReadReport) -> Iterator[Block]:
        if not report.problems:
            return
        yield Heading(_("Rows and files to look at"))
        said = [problem.to_json() for problem in report.problems]
        yield Grid(
            _("Rows and files to look at"),
            (_("File"), _("Place"), _("Why"), _("What to do")),
            tuple(Row((p["file"], _place(p), p["why"], p["do"])) for p in said),
            wide=(2, 3),
            tall=_TALL,
        )

    def _mappings(self, report: ReadReport) -> Iterator[Block]:
        open_ = [one for one in report.layouts if one.guessed and not one.decided]
        if not open_:
            return
        yield Heading(_("Columns that were guessed"))
        yield Grid(
            _("Columns that were guessed"),
            (_("File"), _("Sheet"), _("Read as"), _("Guessed")),
            tuple(Row((o.file, o.sheet or "", _form(o), _guesses(o))) for o in open_),
            wide=(3,),
            tall=_TALL,
        )
        layouts = {one.fingerprint: one for one in open_}
        yield Ask(
            "confirm_mapping",
            _("Confirm how a table is read"),
            (
                Field(
                    "layout",
                    _("Table"),
                    "choice",
                    choices=tuple((k, _where(o)) for k, o in layouts.items()),
                ),
                Field(
                    "form",
                    _("Read as"),
                    "choice",
                    choices=tuple(
                        dict.fromkeys(
                            [
                                *((o.form, _form(o)) for o in open_),
                                ("ignore", _("leave out")),
                            ]
                        )
                    ),
                ),
                Field("why", _("Reason"), "area"),
            ),
            _("Confirm"),
            call='case.decide("mapping_set", "layout:…", {…}, why="…")',
            open=False,
        )

    def _letters(self) -> Iterator[Block]:
        letters = self.case.store.letters()
        if not letters:
            yield Note(
                _("No letter yet. The intake officer takes letters in: {call}").format(
                    call="workbench intake CASE"
                ),
                "warn",
            )
            return
        yield Heading(_("Letters"))
        yield Grid(
            _("Letters"),
            (_("Number"), _("Received"), _("Reporter"), _("Language"), _("Length")),
            tuple(
                Row(
                    (
                        one.id,
                        one.received.isoformat() if one.received else "-",
                        _("real name, sealed") if one.real_name else _("anonymous"),
                        _("Chinese") if one.lang == "zh" else _("English"),
                        str(len(one.text)),
                    )
                )
                for one in letters
            ),
            numeric=(4,),
            tall=_TALL,
        )

    def _recusals(self) -> Iterator[Block]:
        hints = self.case.glance().ties
        made = self.case.decisions().recusals
        yield Heading(_("Recusal"))
        yield Grid(
            _("Possible grounds for recusal"),
            (_("Member"), _("Person named"), _("Ground"), _("Path"), _("Decided")),
            (
                *(
                    Row(
                        (
                            h.member,
                            h.person,
                            _ground(h.ground),
                            " → ".join(h.path),
                            _recused(made, f"{h.member}/{h.person}"),
                        )
                    )
                    for h in hints
                ),
                *_declared(made, {f"{h.member}/{h.person}" for h in hints}),
            ),
            empty=_("No ties between the team and the persons named were found."),
            wide=(3,),
        )
        if hints:
            yield _recusal_form([(h.member, h.person) for h in hints])
        yield _declare_form([member.name for member in self.case.team])


def _tried(part: Callable[[], Iterator[Block]]) -> Iterator[Block]:
    """Return a part of the panel; where it cannot be shown, why not."""
    try:
        yield from [*part()]
    except WorkbenchError as error:
        yield Note(str(error), "warn")


def _clock(one: Running) -> Row:
    left = _("{n} over").format(n=-one.left) if one.left < 0 else str(one.left)
    due = one.due.isoformat() + (" *" if one.provisional else "")
    return Row((one.item, label(one.labels), due, Cell(left, _STATES[one.state])))


def _place(problem: dict[str, object]) -> str:
    parts = [str(problem[k]) for k in ("sheet", "row", "column") if problem.get(k)]
    return " · ".join(parts)


def _form(one: Layout) -> str:
    return kind_label(one.form)


def _where(one: Layout) -> str:
    return f"{one.file} · {one.sheet}" if one.sheet else one.file


def _guesses(one: Layout) -> str:
    return joined([f"{name} → {one.columns.get(name, '?')}" for name in one.guessed])


def _ground(ground: str) -> str:
    return {
        "self": _("the same person"),
        "declared": _("declared"),
        "kin": _("kinship"),
        "company": _("a company in common"),
        "money": _("money"),
        "unit": _("a unit in common"),
        "native_place": _("native place"),
    }.get(ground, ground)


def _recused(made: Mapping[str, Decision], key: str) -> Cell:
    decided = made.get(key)
    if decided is None:
        return Cell(_("blocks until decided"), "warn")
    word = _("stands aside") if decided.value == "recused" else _("cleared")
    return Cell(f"{word} ({decided.who})", "good")


def _declared(made: Mapping[str, Decision], hinted: set[str]) -> Iterator[Row]:
    """Return what members declared beyond what the graph found, sorted."""
    for key in sorted(set(made) - hinted):
        member, _slash, person = key.partition("/")
        whom = person or _("the whole case")
        yield Row(
            (member, whom, _ground("declared"), made[key].why, _recused(made, key))
        )


def _declare_form(members: list[str]) -> Ask:
    return Ask(
        "declare",
        _("Declare a recusal"),
        (
            Field(
                "member", _("Member"), "choice", choices=tuple((m, m) for m in members)
            ),
            Field("person", _("Towards whom (empty: the whole case)"), required=False),
            Field("why", _("Reason"), "area"),
        ),
        _("Declare"),
        call='recusals.decide(case, "…", "recused", person="…", why="…")',
        open=False,
    )


def _recusal_form(pairs: list[tuple[str, str]]) -> Ask:
    members = tuple(dict.fromkeys((m, m) for m, _p in pairs))
    persons = tuple(dict.fromkeys((p, p) for _m, p in pairs))
    kinds = (("recused", _("stands aside")), ("cleared", _("cleared")))
    return Ask(
        "recuse",
        _("Decide on a recusal"),
        (
            Field("member", _("Member"), "choice", choices=members),
            Field("person", _("Person named"), "choice", choices=persons),
            Field("decision", _("Decision"), "choice", choices=kinds),
            Field("why", _("Reason"), "area"),
        ),
        _("Decide"),
        call='case.decide("recusal_decided", "member/person", "recused", why="…")',
        open=False,
    )
