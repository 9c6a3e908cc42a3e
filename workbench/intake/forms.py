"""Forms of tables, as data: what a column may be called and which records a row yields.

A *form* (``mapping/<form>.yaml``) is a way offices keep a table: a statement, a roster,
a company register. A *role* is what one column of it means; most roles are canonical
columns of a record kind, some (``debit``, ``own_name``) become one later.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from workbench.intake.cells import words_of
from workbench.ontology import record_kind
from workbench.values.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.intake.raw import Cell

LISTED, EXACT, COMPOSED, PART = 4, 3, 2, 1
"""How sure a header name is: by layout, listed, put together, or containing one."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of table.

    Parameters
    ----------
    id, labels
        Name of the form and its words, ``zh`` and ``en``.
    titles
        Words of a title, sheet or file name that hint at it.
    yields
        Record kind -> canonical column -> role (``=word`` for a fixed word).
    types
        Role -> canonical type.
    when
        Record kind -> roles of which one must be there for the kind to be yielded.
    several
        Roles whose cell may list several, and the role that is listed beside each.
    """

    id: str
    labels: Mapping[str, str]
    titles: tuple[str, ...]
    yields: Mapping[str, Mapping[str, str]]
    types: Mapping[str, str]
    when: Mapping[str, tuple[str, ...]]
    several: Mapping[str, str]
    extra: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role that a header name may have in a form; lower rank, rather taken."""

    form: str
    role: str
    strength: int
    rank: int


_BRACKETS = re.compile(r"[(\[{<【《\u3014].*?[)\]}>】》\u3015]")
_NO_LETTER = re.compile(r"[\W_]+")
_CURRENCY_TAIL = re.compile(
    r"(?:usd|eur|gbp|cny|rmb|hkd|人民币|万元|亿元|千元|元|yuan|dollars?|euros?)$"
)


def fold(text: str) -> str:
    """Return a header name without case, width, spaces and punctuation."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).lower())


def folds(header: Cell) -> list[str]:
    """Return the forms in which a header is looked up, the fullest first.

    Brackets may hold the very thing (``交易金额（收入）``) or a unit (``金额（元）``).
    """
    plain = unicodedata.normalize("NFKC", words_of(header)).lower()
    full, short = fold(plain), fold(_BRACKETS.sub("", plain))
    tries = [full, short, _CURRENCY_TAIL.sub("", short or full)]
    if _is_traditional(full):
        tries += [simplified(each) for each in tries]
    return list(dict.fromkeys(each for each in tries if each))


def _is_traditional(text: str) -> bool:
    """Say whether a text holds signs beyond GB 2312, as traditional ones are."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def forms() -> Mapping[str, Form]:
    """Return every form by its name, sorted."""
    folder = files("workbench.intake").joinpath("mapping")
    found, layouts = {}, {}
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        data = _load(entry.read_text("utf-8"))
        if "form" in data:
            found[data["form"]] = data
        elif "layouts_of" in data:
            layouts[data["layouts_of"]] = data["layouts"]
    return MappingProxyType(
        {
            name: _form({**data, "layouts": layouts.get(name, ())})
            for name, data in found.items()
        }
    )


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the C form of the safe loader


def _form(data: Mapping[str, Any]) -> Form:
    types: dict[str, str] = {}
    yields: dict[str, Mapping[str, str]] = {}
    for kind, given in data["yields"].items():
        columns = record_kind(kind).columns
        roles = {column.name: given.get(column.name, column.name) for column in columns}
        yields[kind] = MappingProxyType(roles)
        for column in columns:
            types.setdefault(roles[column.name], column.type)
    types.update(data.get("types", {}))
    types.setdefault("period", "text")
    return Form(
        id=data["form"],
        labels=MappingProxyType({"zh": data["zh"], "en": data["en"]}),
        titles=tuple(word.lower() for word in data["titles"]),
        yields=MappingProxyType(yields),
        types=MappingProxyType(types),
        when=MappingProxyType({k: tuple(v) for k, v in data.get("when", {}).items()}),
        several=MappingProxyType(data.get("several", {})),
        extra=MappingProxyType(data),
    )


@cache
def index() -> Mapping[str, tuple[Candidate, ...]]:
    """Return folded header name -> what it may be, over all forms."""
    found: dict[str, list[Candidate]] = {}
    for form in forms().values():
        known: set[tuple[str, str]] = set()
        for role, names in form.extra["roles"].items():
            for rank, name in enumerate(names):
                _note(found, known, fold(name), Candidate(form.id, role, EXACT, rank))
        for role, name, rank in _composed(form):
            if (name, role) not in known:
                _note(found, known, name, Candidate(form.id, role, COMPOSED, rank))
    return MappingProxyType({name: tuple(each) for name, each in found.items()})


def _note(
    found: dict[str, list[Candidate]],
    known: set[tuple[str, str]],
    folded: str,
    candidate: Candidate,
) -> None:
    if folded and (folded, candidate.role) not in known:
        known.add((folded, candidate.role))
        found.setdefault(folded, []).append(candidate)


def _composed(form: Form) -> Iterable[tuple[str, str, int]]:
    """Yield role, folded name, rank for every side with every attribute (收款方账号).

    Both of one script; in English the attribute may come first (``name of payer``).
    """
    compose = form.extra.get("compose")
    if not compose:
        return
    for side, sides in compose["sides"].items():
        folded = [fold(word) for word in sides]
        for rank, word in enumerate(folded):
            yield _role(side, "name"), word, rank
        for attribute, names in compose["attributes"].items():
            role = _role(side, attribute)
            pairs = product(enumerate(folded), enumerate(fold(name) for name in names))
            for (rank, word), (lesser, name) in pairs:
                if word.isascii() != name.isascii():
                    continue
                for filler in ("", "s") if word.isascii() else ("", "的", "信息", "方"):
                    yield role, word + filler + name, rank + lesser
                for filler in ("", "of") if word.isascii() else ():
                    yield role, name + filler + word, rank + lesser + 50


def _role(side: str, attribute: str) -> str:
    if side in ("payer", "payee") and attribute == "name":
        return side
    return f"{side}_{attribute}"


def candidates(header: Cell, *, parts: bool = False) -> tuple[Candidate, ...]:
    """Return what a header may be, over all forms.

    Parameters
    ----------
    header
        The cell as it stood.
    parts
        Whether a name that only contains a listed one counts too (a guess).
    """
    text = words_of(header)
    return _candidates(text, parts) if len(text) < 60 else ()  # noqa: PLR2004 - no header is longer


@cache
def _candidates(text: str, parts: bool) -> tuple[Candidate, ...]:
    tries = folds(text)
    if any(
        "大写" in each for each in tries
    ):  # a sum in words; it stands in figures too
        return ()
    for each in tries:
        if each in index():
            return index()[each]
    return _by_part(tries[-1]) if parts and tries else ()


def _by_part(folded: str) -> tuple[Candidate, ...]:
    """Find the longest listed name that fills over half of a longer one."""
    least = max(2 if folded[0] > "\u2e80" else 4, (len(folded) * 11 + 19) // 20)
    for length in range(len(folded) - 1, least - 1, -1):
        for start in range(len(folded) - length, -1, -1):  # the tail says what it is
            part = folded[start : start + length]
            known = () if part in _bare() else index().get(part, ())
            if known:
                return tuple(
                    Candidate(each.form, each.role, PART, each.rank + 10)
                    for each in known
                )
    return ()


@cache
def _bare() -> frozenset[str]:
    """Return names of a side alone: more than they say (``payer country``)."""
    found = set()
    for form in forms().values():
        for sides in form.extra.get("compose", {}).get("sides", {}).values():
            found |= {fold(word) for word in sides}
    return frozenset(found)


@cache
def rarity(folded: str) -> float:
    """Say how telling a header name is: 1 in one form only, less in many."""
    found = {each.form for each in index().get(folded, ())}
    in_forms = {form for form in found if not forms()[form].extra.get("aside")} or found
    return 1 / len(in_forms) if in_forms else 0.5
