"""The main job on a copy of a shipped case, and a page that sums it up."""

from __future__ import annotations

import shutil
from collections import Counter
from time import perf_counter
from typing import TYPE_CHECKING

from workbench.case import Case, open_case
from workbench.case.triage import suggestion_label
from workbench.cli.files import show_read
from workbench.cli.show import heading, line, note, program, table
from workbench.errors import PlanError, UsageError
from workbench.exports import SUFFIXES
from workbench.lab import sample_folder
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.wording import Language, label, use, words

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.intake import IntakeReport
    from workbench.planning import Plan

_ = words("cli")
METHODS = ("multi_front", "priority", "indirect")
BY_LANGUAGE: dict[Language, str] = {"zh": "qinghe", "en": "harlow"}
_KEYS = "../keys"
_MARK = ".workbench-demo"  # only a folder with it is ever cleared


def run(out: Path, name: str | None, lang: Language) -> None:
    """Run the demo into ``out`` and print a summary.

    Raises
    ------
    UsageError
        When ``out`` holds something that no demo made.
    """
    began = perf_counter()
    case = _fresh(out, name or BY_LANGUAGE[lang])
    use(lang)
    line(
        _("{title}: a copy of the shipped, wholly invented case").format(
            title=case.title
        )
    )
    _intake(case)
    heading(_("1 Files read"))
    show_read(case.read(), shown=6)
    heading(_("2 Links"))
    _links(case)
    heading(_("3 Allegations (bands and suggestions are proposals)"))
    _leads(case)
    heading(_("4 Plans"))
    _plans(case, out, lang)
    _ending(case, out, perf_counter() - began)


def _fresh(out: Path, name: str) -> Case:
    """Copy the shipped case; a folder of an earlier demo is cleared, no other."""
    if out.exists() and any(out.iterdir()):
        if not (out / _MARK).is_file():
            raise UsageError("cli.demo_folder", folder=out.name)
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()
    shutil.copytree(sample_folder() / name, out / name)
    settings = out / name / "case.toml"  # keys beside the copy, none in the account
    settings.write_text(f'keys = "{_KEYS}"\n{settings.read_text("utf-8")}', "utf-8")
    return open_case(out / name, who="demo")


def _intake(case: Case) -> None:
    private = case.new_key("demo")
    note(_("A key pair for the demo: {path}").format(path=private))
    report: IntakeReport = case.take_in()
    line(
        _("Letters taken in: {n}; sent up unread: {up}; waiting: {waiting}").format(
            n=len(report.letters),
            up=len(report.forwarded),
            waiting=len(report.problems),
        )
    )


def _links(case: Case) -> None:
    counts = case.graph_counts()
    named = {k: label(known.labels) for k, known in entity_kinds().items()}
    named |= {k: label(known.labels) for k, known in link_kinds().items()}
    for what, title in (("entities", _("entities")), ("links", _("links"))):
        kinds = counts[what]
        shown = "  ".join(f"{named.get(kind, kind)} {n}" for kind, n in kinds.items())
        line(f"{title} {sum(kinds.values())}: {shown}", indent=2)
    found = case.graph().cycles(max_length=5)
    line(_("Funds that come back to their payer: {n}").format(n=len(found)), indent=2)


def _leads(case: Case) -> None:
    frame = case.leads()
    table(["", *frame.columns], frame.itertuples())
    classes = Counter(a.suggestion for a in case.allegations())
    told = ((suggestion_label(name), n) for name, n in classes.most_common())
    line("  ".join(f"{name} {n}" for name, n in told), indent=2)


def _plans(case: Case, out: Path, lang: Language) -> None:
    for method in METHODS:
        try:
            made = case.plan(method)
        except PlanError as refused:
            line(str(refused), indent=2)
            continue
        _say_trigger(made, method)
        for suffix in SUFFIXES:
            case.export(made, out / "plans" / f"{method}{suffix}", lang=lang)


def _say_trigger(made: Plan, method: str) -> None:
    trigger = next(t for t in made.triggers if t.method == method)
    errors = [f for f in made.lint() if f.level == "error"]
    holds = _("fits") if trigger.holds else _("does not fit")
    line(
        _("{method}: {holds}; {n} steps, {errors} to mend before signing").format(
            method=made.title, holds=holds, n=len(made.steps), errors=len(errors)
        ),
        indent=2,
    )
    for test in trigger.failed:
        line(_("not met: {test}").format(test=test.why), indent=6)


def _ending(case: Case, out: Path, seconds: float) -> None:
    heading(_("Done in {seconds:.1f} s").format(seconds=seconds))
    line(_("Plans: {path}").format(path=out / "plans"), indent=2)
    for path in sorted((out / "plans").iterdir()):
        line(path.name, indent=4)
    line(_("The case: {path}").format(path=case.folder), indent=2)
    line(
        _("Next: {program} lab {path}").format(program=program(), path=case.folder),
        indent=2,
    )
