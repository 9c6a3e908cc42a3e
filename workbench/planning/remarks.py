"""What a plan says beside its steps: where something is missing, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.arranged import unnamed
from workbench.planning.checks import in_doubt
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.plan import Plan
    from workbench.planning.said import Text


def remarks(made: Plan, worked: Sequence[Worked]) -> tuple[Text, ...]:
    """Return what the team must know of the matters that the plan pursues."""
    return (*_bare(made), *_posts(made, worked), *_who(made, worked))


def _bare(made: Plan) -> tuple[Text, ...]:
    """Say of matters without a template what that means and who decides."""
    bare = tuple(m.id for m in made.pursued if m.offence is None)
    if not bare:
        return ()
    return (
        say(
            "{matters}: no offence template fits, so only act and benefit are checked; "
            "whether and as what it goes on is for the lead meeting.",
            matters=bare,
        ),
    )


def _posts(made: Plan, worked: Sequence[Worked]) -> tuple[Text, ...]:
    """Say where a post is in doubt and that its file comes first (R11)."""
    known = {m.id for m in made.pursued}
    doubtful = (one.matter.id for one in worked if in_doubt(one.allegation))
    found = tuple(name for name in doubtful if name in known)
    if not found:
        return ()
    return (
        say(
            "{matters}: the person named may not have held the post on the day (R11); "
            "the appointment file comes first, and what it refutes is not pursued.",
            matters=found,
        ),
    )


def _who(made: Plan, worked: Sequence[Worked]) -> tuple[Text, ...]:
    """Say who is known by surname and post alone, and so is not heard yet."""
    heard = {str(s.person) for s in made.steps if s.hearing}
    known = {m.id for m in made.pursued}
    return tuple(
        say(
            "{matter}: find out first who {people} is; only then is it decided whether "
            "to hear them.",
            matter=one.matter.id,
            people=left,
        )
        for one in worked
        if one.matter.id in known
        and (left := tuple(p for p in unnamed(one) if p not in heard))
    )
