"""What leaves a case: under guard, watermarked while unfinished, journaled."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.errors import PlanError
from workbench.intake.custody import sign_head
from workbench.journal import Head
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbench.case.case import Case
    from workbench.exports.document import Document
    from workbench.exports.handover import Item
    from workbench.journal import Entry
    from workbench.planning import Plan
    from workbench.wording import Language

_ = words("case")
NOT_STATE = frozenset({"exported", "opened"})
"""Verbs that record a look, not a decision: they do not move the head on paper."""
PAPERS = ("approval", "ledger", "interview", "report", "handover")
"""Papers that go with a plan; ``handover`` lists what the case holds."""


def paper_head(entries: list[Entry], plan: Plan) -> str:
    """Return the short head that an export prints.

    That is the entry which approved the plan, or for a draft the newest entry that
    changed the state, so that handing out the same plan twice gives the same bytes.
    """
    approved = [e for e in entries if e.verb == "plan_approved" and e.of == plan.id]
    return state_head(approved or entries)


def state_head(entries: list[Entry]) -> str:
    """Return the short head of the newest entry that changed the state."""
    state = [entry for entry in entries if entry.verb not in NOT_STATE]
    return Head(state[-1].n, state[-1].hash).short if state else "0"


def hand_out(
    case: Case, plan: Plan, path: Path, *, lang: Language, final: bool
) -> Path:
    """Write a plan to ``path`` and journal that it was handed out.

    Raises
    ------
    PlanError
        A final plan was asked for while the lint has errors.
    ExportRefused
        The guard found a sealed identity or a letter's wording.
    """
    from workbench.exports import export_plan  # noqa: PLC0415 - heavy, loaded on use

    errors = sorted({f.rule for f in plan.lint() if f.level == "error"})
    if final and errors:
        raise PlanError("case.lint_errors", rules=", ".join(errors))
    written = export_plan(
        plan,
        path,
        lang=lang,
        journal_head=paper_head(case.journal.entries(), plan),
        guard=case.guard(),
        final=final,
    )
    value = {"file": written.path.name, "sha256": written.sha256, "lang": lang}
    case.journal.append("exported", plan.id, value)
    sign_head(case.folder, case.journal, private=case.private)
    return written.path


def hand_out_paper(
    case: Case,
    plan: Plan,
    kind: str,
    path: Path,
    *,
    lang: Language,
    steps: Sequence[str] = (),
    between: tuple[str, str] = ("", ""),
    reason: str = "",
) -> Path:
    """Write one of :data:`PAPERS` for a plan, under guard, and journal it."""
    from workbench.exports import export_document  # noqa: PLC0415 - heavy, on use
    from workbench.exports.papers import paper_document  # noqa: PLC0415 - on use

    head = paper_head(case.journal.entries(), plan)
    if kind == "handover":
        document = _handover(case, plan, lang, head, between, reason)
    else:
        document = paper_document(plan, kind, lang=lang, journal_head=head, steps=steps)
    written = export_document(document, path, guard=case.guard())
    value = {
        "file": written.path.name,
        "sha256": written.sha256,
        "lang": lang,
        "paper": kind,
    }
    case.journal.append("exported", plan.id, value)
    sign_head(case.folder, case.journal)
    return written.path


def _handover(
    case: Case,
    plan: Plan,
    lang: Language,
    head: str,
    between: tuple[str, str],
    reason: str,
) -> Document:
    from workbench.exports.handover import handover_document  # noqa: PLC0415 - on use

    with speaking(lang):
        items = tuple(_items(case, plan))
    return handover_document(
        items,
        lang=lang,
        office=plan.office.name,
        number=f"{plan.id} v{plan.version}",
        as_of=case.as_of,
        journal_head=head,
        between=between,
        reason=reason,
    )


def _items(case: Case, plan: Plan) -> Iterator[Item]:
    """List what passes on: working texts, records, papers handed out, the journal.

    The sealed volume is not among them: it has a custody of its own.
    """
    from workbench.exports.handover import Item  # noqa: PLC0415 - loaded on use

    letters = sorted({m.letter for m in plan.matters})
    for name in letters:
        yield Item(_("working text of item {id}").format(id=name))
    root = case.folder / "files"
    for file in sorted(p for p in root.rglob("*") if p.is_file()):
        digest = sha256(file.read_bytes()).hexdigest()
        yield Item(file.relative_to(root).as_posix(), 1, digest, _("record"))
    papers: dict[str, str] = {}
    for entry in case.journal.entries(verb="exported"):
        value = entry.value if isinstance(entry.value, dict) else {}
        if entry.of == plan.id and value.get("paper") != "handover":
            papers[str(value.get("file", ""))] = str(value.get("sha256", ""))
    for name, digest in sorted(papers.items()):
        yield Item(name, 1, digest, _("paper handed out"))
    done = sum(s.status != "planned" for s in plan.steps)
    said = _("{done} of {n} steps finished").format(done=done, n=len(plan.steps))
    yield Item(
        _("plan {id}, version {n}").format(id=plan.id, n=plan.version), 1, "", said
    )
    head = state_head(case.journal.entries())
    yield Item(_("journal of the case"), 1, "", _("up to {head}").format(head=head))
