"""Links as a file of links tells them, occurrence by occurrence, onto columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import NO_SUM, EntityColumns, Rows, day_number
from workbench.graph.texts import Texts
from workbench.ontology.graph_kinds import entity_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workbench.graph.columns import Place
    from workbench.records import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One occurrence of a link.

    Parameters
    ----------
    source, target
        Entity ids.
    kind
        A kind of link.
    record
        Where it stands.
    first, last
        Days.
    amount
        Hundredths.
    share
        Per cent.
    role
        As the file puts it.
    foreign
        What the file says of it, kept whole where it must go out again as it came.
    """

    source: str
    target: str
    kind: str
    record: Source
    first: date | None = None
    last: date | None = None
    amount: int | None = None
    share: float | None = None
    role: str = ""
    foreign: Mapping[str, Any] | None = None


def rows_of(
    told: Sequence[Told], ids: Sequence[str], place: Place = ("", "", None)
) -> Rows:
    """Turn occurrences into rows over entities coded by their position in ``ids``."""
    code = {key: i for i, key in enumerate(ids)}
    kinds = tuple(sorted({one.kind for one in told})) or ("link",)
    sums = (NO_SUM if one.amount is None else one.amount for one in told)
    return Rows(
        source=np.array([code[one.source] for one in told], np.int32),
        target=np.array([code[one.target] for one in told], np.int32),
        kind=np.array([kinds.index(one.kind) for one in told], np.int16),
        kinds=kinds,
        first=np.array([day_number(one.first) for one in told], np.int32),
        last=np.array([day_number(one.last) for one in told], np.int32),
        amount=np.array([*sums], np.int64),
        place=np.zeros(len(told), np.int32),
        row=np.zeros(len(told), np.int32),
        places=(place,),
        more={i: one.record for i, one in enumerate(told)},
        share={i: one.share for i, one in enumerate(told) if one.share is not None},
        role={i: one.role for i, one in enumerate(told) if one.role},
        foreign={i: one.foreign for i, one in enumerate(told) if one.foreign},
    )


def entities_of(
    ids: Sequence[str],
    names: Sequence[str],
    kinds: Sequence[str],
    properties: Mapping[int, Mapping[str, tuple[str, ...]]],
) -> EntityColumns:
    """Turn entities into columns; a kind that the ontology lacks is a ``party``."""
    known = tuple(entity_kinds())
    codes = [known.index(kind if kind in known else "party") for kind in kinds]
    return EntityColumns(
        ids=Texts.of(ids),
        names=Texts.of(names),
        kind=np.array(codes, np.int16),
        kinds=known,
        properties=properties,
    )
