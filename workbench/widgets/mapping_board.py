"""Mapping panel: which column means what, said once for a layout and kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.corrected import ENCODINGS, IGNORE, roles_of
from workbench.intake.forms import forms
from workbench.intake.report import form_label, role_label
from workbench.widgets.blocks import (
    Ask,
    Block,
    Cell,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.panel import Panel
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.case import Case
    from workbench.intake.report import Layout, Problem
    from workbench.wording import Language

_ = words("widgets")
_TALL = 320
_ENCODED = frozenset({"intake.maybe_big5", "intake.encoding", "intake.not_text"})


class MappingBoard(Panel):
    """The layouts of the tables in ``files/``, those to check first."""

    acts = frozenset({"choose", "confirm", "map", "form", "encode", "owner"})

    def __init__(self, case: Case, *, lang: Language | None = None) -> None:
        super().__init__(case, lang=lang)
        self._layout = ""

    def title(self) -> str:
        """Return the panel's name."""
        return _("Columns and encodings")

    def blocks(self) -> list[Block]:
        """Return the layouts and, of the one chosen, its columns."""
        layouts = self._layouts()
        if not layouts:
            return [Note(_("No table was read yet."))]
        chosen = next(
            (one for one in layouts if one.fingerprint == self._layout), layouts[0]
        )
        self._layout = chosen.fingerprint
        chosen = self.case.layout(chosen.fingerprint)
        return [
            *self._listed(layouts),
            *self._columns(chosen),
            *self._corrections(chosen),
            *self._files(),
        ]

    # -- what a person does

    def do_choose(self, value: str) -> str:
        """Look at another layout."""
        self._layout = value
        return ""

    def do_confirm(self, why: str) -> str:
        """Confirm the layout as it was read."""
        self.case.set_mapping(self._layout, why=why)
        return _("Confirmed and journaled.")

    def do_map(self, column: str, role: str, why: str) -> str:
        """Say what one column means."""
        self.case.set_mapping(self._layout, columns={column: role}, why=why)
        return _("Set and journaled; every file with this layout follows.")

    def do_form(self, form: str, why: str) -> str:
        """Say what kind of table it is, or leave such tables out."""
        self.case.set_mapping(self._layout, form=form, why=why)
        return _("Set and journaled; every file with this layout follows.")

    def do_encode(self, file: str, encoding: str, why: str) -> str:
        """Say in which encoding a file is to be read."""
        self.case.set_encoding(file, encoding, why=why)
        return _("Set and journaled.")

    def do_owner(self, file: str, holder: str, account: str, why: str) -> str:
        """Say whose statement a file is."""
        self.case.set_owner(file, name=holder, account=account, why=why)
        return _("Set and journaled.")

    # -- what is shown

    def _layouts(self) -> list[Layout]:
        every = {one.fingerprint: one for one in self.case.reading().layouts}
        known = forms()
        return sorted(
            (one for one in every.values() if one.form in known or one.headers),
            key=lambda one: (one.decided, one.form in known and not one.guessed),
        )

    def _listed(self, layouts: list[Layout]) -> Iterator[Block]:
        yield Heading(_("Layouts"))
        yield Grid(
            _("Layouts"),
            (_("File"), _("Sheet"), _("Read as"), _("To check")),
            tuple(
                Row(
                    (one.file, one.sheet or "", form_label(one.form), _state(one)),
                    one.fingerprint,
                    chosen=one.fingerprint == self._layout,
                )
                for one in layouts
            ),
            act="choose",
            wide=(0,),
            tall=_TALL,
        )

    def _columns(self, one: Layout) -> Iterator[Block]:
        yield Heading(_("Columns of this layout"))
        yield Grid(
            _("Columns of this layout"),
            (_("No."), _("Column"), _("Means"), _("Guessed")),
            tuple(
                Row(
                    (
                        str(n),
                        name or "-",
                        role_label(one.form, one.columns[name])
                        if name in one.columns
                        else "-",
                        Cell(_("guessed"), "warn") if name in one.guessed else "",
                    )
                )
                for n, name in enumerate(one.headers, 1)
            ),
            wide=(1, 2),
            tall=_TALL,
        )
        notes = one.to_json()["notes"]
        yield from (Note(said, "warn") for said in notes)

    def _corrections(self, one: Layout) -> Iterator[Block]:
        why = Field("why", _("Reason"), "area")
        kinds = tuple((name, form_label(name)) for name in [*forms(), IGNORE])
        if one.form in forms() and not one.decided:
            yield Ask(
                "confirm",
                _("Confirm: it is read rightly"),
                (why,),
                _("Confirm"),
                call=f'case.set_mapping("{one.fingerprint}", why="…")',
                open=False,
            )
        if one.form in forms():
            columns = tuple(
                (f"#{n}", name or f"#{n}") for n, name in enumerate(one.headers, 1)
            )
            roles = tuple((r, role_label(one.form, r)) for r in roles_of(one.form))
            yield Ask(
                "map",
                _("Say what a column means"),
                (
                    Field("column", _("Column"), "choice", choices=columns),
                    Field(
                        "role",
                        _("Means"),
                        "choice",
                        "date",
                        (("", _("nothing")), *roles),
                    ),
                    why,
                ),
                _("Set"),
                call=f'case.set_mapping("{one.fingerprint}", columns={{…}}, why="…")',
                open=False,
            )
        yield Ask(
            "form",
            _("Say what kind of table it is"),
            (Field("form", _("Read as"), "choice", one.form, kinds), why),
            _("Set"),
            call=f'case.set_mapping("{one.fingerprint}", form="…", why="…")',
            open=False,
        )

    def _files(self) -> Iterator[Block]:
        problems = self.case.reading().problems
        why = Field("why", _("Reason"), "area")
        coded = _files_with(problems, _ENCODED)
        if coded:
            names = tuple((name, name) for name in ENCODINGS)
            yield Ask(
                "encode",
                _("Choose a file's text encoding"),
                (
                    Field("file", _("File"), "choice", choices=coded),
                    Field("encoding", _("Encoding"), "choice", "big5", names),
                    why,
                ),
                _("Set"),
                call='case.set_encoding("…", "big5", why="…")',
            )
        owned = _files_with(problems, frozenset({"intake.owner_missing"}))
        if owned:
            yield Ask(
                "owner",
                _("Say whose statement it is"),
                (
                    Field("file", _("File"), "choice", choices=owned),
                    Field("holder", _("Account name"), required=False),
                    Field("account", _("Account number"), required=False),
                    why,
                ),
                _("Set"),
                call='case.set_owner("…", name="…", account="…", why="…")',
            )


def _state(one: Layout) -> Cell:
    if one.decided:
        return Cell(_("decided"), "good")
    if one.form not in forms():
        return Cell(_("not read"), "error")
    if one.guessed or one.notes:
        return Cell(_("guessed"), "warn")
    return Cell(_("recognised"))


def _files_with(
    problems: tuple[Problem, ...], codes: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    found = [p.file for p in problems if p.code in codes]
    return tuple((name, name) for name in dict.fromkeys(found))
