"""Red lines a plan could cross: recusal, barred measures, labels, the hearing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.planning.lint_general import active
from workbench.planning.plan import Finding
from workbench.planning.said import say
from workbench.rules.measures import measures
from workbench.wording import LANGUAGES, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Plan

LABELS = (
    "诬告",
    "嫌疑人",
    "犯罪分子",
    "false complaint",
    "false accusation",
    "culprit",
)
"""Words that judge a person or a complaint before anything is verified (X4)."""


def red_lines(plan: Plan) -> Iterator[Finding]:
    """Yield what crosses X3, X4, X7, X8 or X10."""
    yield from _words(plan)
    yield from _recused(plan)
    yield from _barred(plan)
    yield from _heard(plan)


TOKEN = re.compile(r"(?:举报人|REPORTER)-[2-9A-Z]{4}")
"""What stands for the reporter in a working text (X3)."""


def _words(plan: Plan) -> Iterator[Finding]:
    if any(TOKEN.search(text) for text in _texts(plan)):
        yield Finding("X3", "error", say("The plan points to the reporter."))
    spoken = {
        word for text in _texts(plan) for word in LABELS if word in text.casefold()
    }
    if spoken:
        yield Finding(
            "X4", "error", say("The plan uses a word that judges beforehand.")
        )


def _texts(plan: Plan) -> Iterator[str]:
    """Yield every sentence that a person may have written, in both tongues."""
    given: list[Any] = [plan.title, *plan.questions, *plan.approach, *plan.notes]
    given += [m.summary for m in plan.matters]
    given += [h.says for h in plan.hypotheses]
    given += [t for c in plan.changes for t in (c.what, c.why)]
    given += [t for s in plan.steps for t in (s.what, s.expected, s.person or "")]
    given += [s.result for s in plan.steps]
    for lang in LANGUAGES:
        with speaking(lang):
            spoken = [str(text) for text in given]
        yield from spoken


def _recused(plan: Plan) -> Iterator[Finding]:
    for recusal in plan.recusals:
        if not recusal.decided:
            why = say("A recusal of {name} is not decided yet.", name=recusal.member)
            yield Finding("X7", "error", why)
    for step in plan.steps:
        matters = {step.allegation, *step.also}
        for recusal in plan.recusals:
            touches = not recusal.matters or matters & set(recusal.matters)
            if recusal.member in step.people and touches:
                why = say("{name} is recused from this matter.", name=recusal.member)
                yield Finding("X7", "error", why, step.id)


def _barred(plan: Plan) -> Iterator[Finding]:
    known = measures(plan.profile)
    for step in plan.steps:
        measure = known.get(step.measure)
        if measure is not None and not measure.before_filing:
            why = say("The measure is barred before filing.")
            yield Finding("X8", "error", why, step.id)


def _heard(plan: Plan) -> Iterator[Finding]:
    """X10: no adverse finding without hearing the person named."""
    talk = measures(plan.profile).get("talk")
    if talk is None or not talk.allowed(stage=plan.office.stage, on=plan.as_of):
        return
    heard = {m for s in plan.steps if s.hearing for m in (s.allegation, *s.also)}
    for matter in active(plan):
        if matter not in heard:
            why = say("{id}: the person named is not heard.", id=matter)
            yield Finding("X10", "error", why)
