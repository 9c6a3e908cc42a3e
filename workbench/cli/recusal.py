"""The command on recusal: hints, decisions, the yes or no on the reporter."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.case import open_case, recusals
from workbench.cli.show import line, put_json, table
from workbench.cli.spoken import Form, SpokenCommand, form_of, spoken_option
from workbench.errors import UsageError
from workbench.wording import words

_ = words("cli")
FORMS = (
    Form("hints", help="Possible grounds, and what was decided on each (the default)."),
    Form(
        "decide MEMBER recused|cleared [PERSON]",
        help="Decide on one, with --why; without a person, for the whole case.",
    ),
    Form(
        "reporter LETTER MEMBER",
        help="Is a member close to the reporter of a letter? Yes or no, journaled.",
    ),
)
COUNTS = {"hints": (0, 0), "decide": (2, 3), "reporter": (2, 2)}


@click.command(
    cls=SpokenCommand,
    help="Recusal: possible grounds, a decision on one, and (for who approves alone) "
    "whether a member is close to the reporter, yes or no.",
    forms=FORMS,
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument(
    "step", metavar="[STEP]", type=click.Choice(list(COUNTS)), default="hints"
)
@click.argument("given", metavar="[ARG]...", nargs=-1)
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option("--who", default=None, help="Who acts; the login otherwise.")
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def recusal(
    *,
    case: Path,
    step: str,
    given: tuple[str, ...],
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Show, decide, ask."""
    least, most = COUNTS[step]
    if not least <= len(given) <= most:
        raise UsageError("cli.recusal_usage", step=step, form=form_of(FORMS, step))
    opened = open_case(case, who=who)
    if step == "reporter":
        close = recusals.close_to_reporter(opened, *given)
        if as_json:
            put_json({"close": close})
        else:
            line(_("yes: this member stands aside") if close else _("no"))
        return
    if step == "decide":
        member, decision, *person = given
        recusals.decide(opened, member, decision, person="".join(person), why=why)
    made = opened.decisions().recusals
    hints = opened.recusal_hints()
    if as_json:
        decided = {of: str(one.value) for of, one in sorted(made.items())}
        put_json({"hints": [h.to_json() for h in hints], "decided": decided})
        return
    table(
        [_("who"), _("towards"), _("ground"), _("recusal decided")],
        [
            (h.member, h.person, h.says, _decided(made, f"{h.member}/{h.person}"))
            for h in hints
        ],
    )
    known = {f"{h.member}/{h.person}" for h in hints}
    for of, one in sorted(made.items()):
        if of not in known:
            name, _slash, whom = of.partition("/")
            said = _("{member}, towards {person}: {decision}")
            whom = whom or _("the whole case")
            line(said.format(member=name, person=whom, decision=_word(one.value)))


def _decided(made: object, of: str) -> str:
    found = made.get(of) if hasattr(made, "get") else None
    return _word(found.value) if found else _("not yet: blocks")


def _word(value: object) -> str:
    return {"recused": _("stands aside"), "cleared": _("need not")}[str(value)]
