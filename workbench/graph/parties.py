"""Who is meant: from names, identity numbers and account numbers to entity ids.

Exact after normalisation; whether two spellings are one person is for ``resolve`` to
propose and for a person to decide. An id never depends on the kind that a name is taken
for, so a company registry read later renames nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.graph.cleaning import plain
from workbench.values.names import DOUBLE_SURNAMES, FREQUENT_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TAIL = 4  # digits of an identity number that tell namesakes apart
MIDDLE_DOT = "·"
UNKNOWN = "?"
"""Ends the id of the other side of an account's row that does not say who it is."""

_UNIT = re.compile(
    r"(公司|集团|厂|店|行|局|委|委员会|办|办公室|院|校|学校|中心|社|合作社|村|组|社区|政府|"
    r"所|站|队|会|部|处|科|厅|库|馆|园|场|户部|工作室|门市|超市|酒店|宾馆|饭店|镇|乡|县|市|"
    r"经营户|商户|基金会|协会|财政|国库)([（(][^）)]{1,30}[）)])?$"
)
_UNIT_EN = re.compile(
    r"\b(ltd|limited|llc|llp|inc|corp|corporation|company|co|plc|gmbh|ag|sa|bv|council|"
    r"bank|trust|school|hospital|department|dept|office|agency|authority|association|"
    r"university|services|supplies|holdings|group|partners|partnership|works|county|"
    r"committee|board|treasury|ministry|consulting|construction|logistics|foundation)\b\.?",
    re.IGNORECASE,
)
_FUND = re.compile(
    r"(资金|专款|补贴|补助|补偿款|专项|经费|基金|fund|grant|subsidy)$", re.IGNORECASE
)
_DOUBLED = DOUBLE_SURNAMES - {"西门", "南门"}  # of a bare name, rather a gate
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[·•][\u4e00-\u9fff]{1,6})?")
_LATIN = re.compile(r"(?:[A-Z][\w'’.-]{0,30} ){1,3}[A-Z][\w'’-]{0,30}")


def kind_of_name(name: str) -> str:
    """Say whether a bare name looks like a person, a unit, a fund, or neither."""
    if _FUND.search(name):
        return "fund"
    person = _HAN.fullmatch(name) and (
        name[0] in FREQUENT_SURNAMES or name[:2] in _DOUBLED
    )
    if person and (len(name) <= 3 or not _UNIT.search(name)):  # noqa: PLR2004 - surname and two
        return "person"
    if _UNIT.search(name) or _UNIT_EN.search(name):
        return "unit"
    return "person" if _LATIN.fullmatch(name) else "party"


def account_key(text: str) -> str:
    """Normalise an account number: NFKC, no spaces or hyphens between digits."""
    key = plain(text)
    return key.replace(" ", "").replace("-", "") if any(map(str.isdigit, key)) else key


@dataclass(slots=True)
class Parties:
    """What is known of every entity while a graph is built.

    Parameters
    ----------
    numbers
        Name -> identity numbers it stands beside.
    codes
        Credit code -> name of the unit in the registry.
    kinds, names, properties
        By id.
    """

    numbers: dict[str, set[str]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    properties: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unresolved: set[str] = field(default_factory=set)
    into: Mapping[str, str] = field(default_factory=dict)

    def learn_person(self, name: str, number: str) -> None:
        """Note that a name stands beside an identity number."""
        if not name or not number:
            return
        first = self.called.setdefault(number, name)
        self.numbers.setdefault(first, set()).add(number)

    def person(self, name: str, number: str = "") -> str:
        """Return the id of a person named, with or without identity number."""
        name = self.called.get(number, name)
        known = self.numbers.get(name, ())
        if number and len(known) > 1:
            found = f"{name}{MIDDLE_DOT}{_tail(number, known)}"
        else:
            found = name
            if len(known) > 1:
                self.unresolved.add(name)
        return self.note(found, name, "person")

    def unit(self, name: str, code: str = "") -> str:
        """Return the id of a unit by its credit code, else its name."""
        name = self.codes.get(code, name) if code else name
        return self.note(name, name, "unit")

    def anyone(self, name: str, number: str = "") -> str:
        """Return the id of a name that may be a person's or a unit's."""
        if number in self.codes:
            return self.unit(name, number)
        known = self.kinds.get(name)
        if known in {"unit", "fund"} and not number:
            return self.note(name, name, known)
        if number or known == "person" or name in self.numbers:
            return self.person(name, number)
        return self.note(name, name, kind_of_name(name))

    def thing(self, name: str, kind: str) -> str:
        """Return the id of a fund, account, vehicle, project or property."""
        return self.note(name, name, kind)

    def note(self, key: str, name: str, kind: str) -> str:
        """Keep name and kind of an id; the first definite kind holds."""
        if not key:
            return ""
        self.names.setdefault(key, name)
        if self.kinds.get(key, "party") == "party":
            self.kinds[key] = kind
        return key

    def say(self, key: str, name: str, value: str) -> None:
        """Add a property of an id."""
        held = self.properties.setdefault(key, {}).setdefault(name, [])
        if value and value not in held:
            held.append(value)

    def standing(self, key: str) -> str:
        """Return the id that an id was merged into, or itself."""
        return self.into.get(key, key)


def _tail(number: str, known: Iterable[str]) -> str:
    """Return as many last digits as tell the numbers apart."""
    for size in range(TAIL, len(number)):
        if len({other[-size:] for other in known}) == len(set(known)):
            return number[-size:]
    return number


def merged_into(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Turn groups of ids that are one into id -> kept id (the first; transitive)."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for group in groups:
        first, *others = list(group) or [""]
        for other in others:
            a, b = root(first), root(other)
            if a != b:
                parent[b] = a
    return {key: root(key) for key in sorted(parent) if root(key) != key}
