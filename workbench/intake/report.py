"""What reading a folder came to: files, problems, layouts, and the same in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.intake.forms import forms
from workbench.ontology import record_kinds
from workbench.wording import label, language, what_to_do, why, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_ = words("intake")
_ALIKE = 3
_NONE: Mapping[str, str | int] = MappingProxyType({})
_NO_HASHES: Mapping[str, str] = MappingProxyType({})
_SIDES = {
    "payer_bank": {"zh": "付款方开户行", "en": "payer's bank"},
    "payee_bank": {"zh": "收款方开户行", "en": "payee's bank"},
    "other_name": {"zh": "对方户名", "en": "other side's name"},
    "other_account": {"zh": "对方账号", "en": "other side's account"},
    "other_bank": {"zh": "对方开户行", "en": "other side's bank"},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was left out; never with content of a cell.

    Parameters
    ----------
    file
        Path below ``files/``.
    code
        Dotted code; its words stand in ``wording/errors/intake.yaml``.
    sheet, row, column
        Place; ``column`` is the header's name, or its letter where there is none.
    fields
        What the words need: counts, limits, names of kinds.
    """

    file: str
    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    fields: Mapping[str, str | int] = field(default_factory=lambda: _NONE)

    def to_json(self) -> dict[str, Any]:
        """Return a problem of INTERFACE's ``read --json``, in the language in force."""
        said = {"file": self.file, "sheet": self.sheet, "row": self.row}
        fields = {**said, "column": self.column, **self.fields}
        if self.code == "intake.kind_unclear":
            fields |= {key: form_label(self.fields[key]) for key in ("first", "second")}
        return {
            **said,
            "column": self.column,
            "code": self.code,
            "why": why(self.code, fields),
            "do": what_to_do(self.code, fields),
        }


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table was understood.

    Parameters
    ----------
    fingerprint
        Name of the layout: the same header names give the same one. A decision
        ``mapping_set`` of ``layout:<fingerprint>`` corrects it for good.
    form
        Form of table, e.g. ``payment``; ``table`` where none fits.
    columns
        Header name -> role; headers that mean nothing here are left out.
    guessed
        Header names whose role was guessed.
    notes
        Codes of what else was guessed (words in ``errors/intake.yaml``).
    decided
        Whether a person's decision was followed.
    headers
        Every header name in order, for a person who corrects the mapping.
    """

    file: str
    sheet: str | None
    fingerprint: str
    form: str
    columns: Mapping[str, str]
    guessed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    decided: bool = False
    headers: tuple[str, ...] = field(default=(), repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "fingerprint": self.fingerprint,
            "form": self.form,
            "columns": dict(self.columns),
            "guessed": list(self.guessed),
            "notes": [why(code, {}) for code in self.notes],
            "decided": self.decided,
        }


@dataclass(frozen=True, slots=True)
class FileReport:
    """Counts of one file of the folder; ``read + refused + skipped`` are its rows."""

    file: str
    sha256: str
    kind: str
    read: int = 0
    refused: int = 0
    skipped: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What :func:`read_case` did.

    Parameters
    ----------
    files
        One entry for every file in the folder, sorted by path.
    problems
        Refused rows and files, and what was left out, in order of place.
    layouts
        How each table was understood.
    new
        How many contents were not known before.
    contents
        Place -> SHA-256 of every content, members of archives too.
    """

    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    layouts: tuple[Layout, ...] = ()
    new: int = 0
    contents: Mapping[str, str] = field(default_factory=lambda: _NO_HASHES, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return INTERFACE's ``read --json`` (with ``layouts`` beside)."""
        return {
            "files": [each.to_json() for each in self.files],
            "problems": [each.to_json() for each in self.problems],
            "layouts": [each.to_json() for each in self.layouts],
        }

    def guesses(self) -> list[str]:
        """Say, a line each, what was guessed about layouts; empty when nothing was."""
        guessed = [each for each in self.layouts if each.guessed or each.notes]
        return [line for each in guessed for line in _guess(each)]

    def __str__(self) -> str:
        """Give the report in words, in the language in force."""
        return "\n".join(_told(self))


def form_label(form: str | int) -> str:
    """Name a form of table for people."""
    if form == "ignore":
        return _("left out")
    known = forms().get(str(form))
    return label(known.labels) if known else kind_label(str(form))


def kind_label(kind: str) -> str:
    """Name a kind of file for people: record kinds joined, or a word for the rest."""
    others = {
        "table": _("table not recognised"),
        "unreadable": _("could not be read"),
        "empty": _("empty"),
        "system": _("system file"),
        "duplicate": _("same content as another file"),
        "archive": _("archive"),
        "mail": _("e-mail"),
    }
    if kind in others:
        return others[kind]
    known = record_kinds()
    parts = kind.split("+")
    return _(", ").join(
        label(known[part].labels) if part in known else others.get(part, part)
        for part in parts
    )


def role_label(form: str, role: str) -> str:
    """Name a role for people: as officials write it, or in English by its own name."""
    if language() == "en":
        return _SIDES.get(role, {}).get("en") or role.replace("_", " ")
    known = forms().get(form)
    names = known.extra["roles"].get(role, ()) if known else ()
    wanted = [name for name in names if not name.isascii()]
    return str(wanted[0]) if wanted else _SIDES.get(role, {}).get("zh", role)


def _told(report: ReadReport) -> list[str]:
    read = sum(each.read for each in report.files)
    refused = sum(each.refused for each in report.files)
    skipped = sum(each.skipped for each in report.files)
    lines = [
        _("{n} files: {read} rows read, {refused} refused, {skipped} left out.").format(
            n=len(report.files), read=read, refused=refused, skipped=skipped
        )
    ]
    lines += [_counted(each) for each in report.files]
    if report.problems:
        lines.append(_("Problems:"))
        lines += _folded(report.problems)
    guesses = report.guesses()
    if guesses:
        lines.append(_("Guessed (please check; correct once per layout):"))
        lines += guesses
    return lines


def _folded(problems: tuple[Problem, ...]) -> list[str]:
    """Say each problem, but of many alike in one file only the first few."""
    lines: list[str] = []
    alike: dict[tuple[str, str | None, str], list[Problem]] = {}
    for each in problems:
        alike.setdefault((each.file, each.sheet, each.code), []).append(each)
    for group in alike.values():
        lines += [f"  {_place(each)}{_words(each)}" for each in group[:_ALIKE]]
        if len(group) > _ALIKE:
            more = _("{n} more of the same kind (rows {first} to {last})")
            last = group[-1]
            said = more.format(
                n=len(group) - _ALIKE, first=group[_ALIKE].row, last=last.row
            )
            lines.append(f"  {last.file}{_(': ')}{said}")
    return lines


def _counted(each: FileReport) -> str:
    return _(
        "  {file} · {kind} · read {read}, refused {refused}, left out {skipped}"
    ).format(
        file=each.file,
        kind=kind_label(each.kind),
        read=each.read,
        refused=each.refused,
        skipped=each.skipped,
    )


def _place(problem: Problem) -> str:
    parts = [problem.file]
    if problem.sheet:
        parts.append(_("sheet {sheet}").format(sheet=problem.sheet))
    if problem.row is not None:
        parts.append(_("row {row}").format(row=problem.row))
    if problem.column:
        parts.append(_("column {column}").format(column=problem.column))
    return " · ".join(parts) + _(": ")


def _words(problem: Problem) -> str:
    said = problem.to_json()
    joint = "" if said["why"].endswith("。") else " "
    return f"{said['why']}{joint}{said['do']}"


def _guess(layout: Layout) -> list[str]:
    form = forms().get(layout.form)
    where = f"{layout.file} · {layout.sheet}" if layout.sheet else layout.file
    head = _("  {where} (layout {fingerprint}) read as {form}").format(
        where=where,
        fingerprint=layout.fingerprint,
        form=label(form.labels) if form else layout.form,
    )
    lines = [head]
    said = _("    column {name} taken as {role}")
    lines += [
        said.format(name=name, role=role_label(layout.form, layout.columns[name]))
        for name in layout.guessed
        if name in layout.columns
    ]
    lines += [f"    {why(code, {})}" for code in layout.notes]
    return lines
