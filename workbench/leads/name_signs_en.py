"""What speaks for and against a name in an English text.

A known given name or surname, a title or an office beside it, a verb that a person
does, and two words that English does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.leads.lexicon import either, lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of the lexicon, and patterns of what stands beside a name."""

    first: frozenset[str]
    family: frozenset[str]
    everyday: frozenset[str]
    titles: frozenset[str]
    no_names: frozenset[str]
    units: frozenset[str]
    courtesy: frozenset[str]
    everyday_words: frozenset[str]
    surnames: frozenset[str]
    before: re.Pattern[str]
    title: re.Pattern[str]
    after: re.Pattern[str]
    says: re.Pattern[str]
    called: re.Pattern[str]


@cache
def given_names() -> frozenset[str]:
    """Return the given names that the lexicon knows, of any country."""
    lists = lexicon("english")
    return frozenset((*lists["first_names"], *lists["first_names_world"]))


@cache
def beside() -> Words:
    """Load the lists and the patterns of what stands beside a name, once."""
    lists = lexicon("english")
    titles, posts, kin = (either(lists[k]) for k in ("titles", "posts", "kin"))
    plain = (
        r"(?!(?:the|an?|our|his|her|their|my|its|to|and|of|by|that|told|said|asked"
        r"|who)\b)"
    )
    adjectives = rf"\b(?:{plain}[a-z][a-z\-']{{1,16}}\s){{0,3}}"
    return Words(
        first=given_names(),
        family=frozenset(lists["surnames"]),
        everyday=frozenset(lists["everyday_names"]),
        titles=frozenset(w for t in lists["titles"] for w in t.split()),
        no_names=frozenset(lists["no_names"]) - given_names(),
        units=frozenset((*lists["heads"], *lists["regions"])),
        courtesy=frozenset(lists["courtesy"]),
        everyday_words=frozenset(lists["words"]),
        surnames=frozenset(lists["surnames_too"]),
        before=re.compile(
            rf"(?P<post>{adjectives}(?:{posts}|{kin})),?\s(?:is |was |named |called )?$"
        ),
        title=re.compile(
            rf"(?P<post>(?:[A-Z][a-z]+\s){{0,2}}{titles})\.?(?:\s\(?{titles}\.?\)?)?\s[\"']?$"
        ),
        after=re.compile(
            r"[\"']?(?:,\s|\s\(|\s-\s|\s(?:is|was|serves as|works as|became),?\s)"
            r"(?:(?:the|our|a|an|its|their|my|then|former|now|who is|who was|currently"
            r"|his|her)\s){0,3}"
            rf"(?P<post>(?:{plain}[A-Za-z][\w\-']{{1,18}}\s){{0,4}}?"
            rf"(?:{posts}|{kin}|{titles}(?!\.?\s[A-Z])))\b(?!-)"
            r"(?:\s(?:of|at|for|with|in|from)\s(?:the\s)?)?"
        ),
        says=re.compile(
            rf"(?:'s)?,?\s(?:[a-z]{{2,12}}ly\s)?(?:{either(lists['says'])})\b"
        ),
        called=re.compile(
            r"\b(?:named|called|by the name of|known as|goes by|is|was|with|and|to|from"
            r"|by|against|about|for|hired|saw|told|paid|asked|gave|met|that"
            r"|(?:is|was|by|one|certain|under) an?|one)\s[\"']?$"
        ),
    )


def is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a run of capitalised words is the name of a person."""
    words = beside()
    name = text[start:end]
    tokens = [t.strip('.,"') for t in name.split()]
    first = bool(tokens) and tokens[0] in words.first
    body = any(
        t in words.units and not (first and t in words.surnames) for t in tokens[1:]
    )
    if body or not any(tokens) or text[end : end + 2] == " &":
        return False
    if _SAINT.search(text, max(0, start - 5), start):
        return False
    titled = words.title.search(text, max(0, start - 40), start) is not None
    if len(tokens) == 1:
        return _is_single(text, start, end, titled=titled)
    if len(tokens[-1]) == 1 and not titled:  # "Plan B"
        return False
    if not titled and _SPOT.match(text, end):  # the Mason Hall road
        return False
    listed = first or tokens[-1] in words.family
    turned = tokens[0] in words.family and tokens[1] in words.first  # Zhang Wei
    initials = all(len(t) == 1 for t in tokens[:-1])
    return titled or listed or turned or initials or _is_supported(text, start, end)


def _is_supported(text: str, start: int, end: int) -> bool:
    words = beside()
    return bool(
        words.before.search(text, max(0, start - 60), start)
        or words.after.match(text, end, end + 80)
        or _HUMAN.match(text, end)
        or _INTRODUCED.search(text, max(0, start - 24), start)
        or _is_apposed(text, start, end)
    )


def _is_apposed(text: str, start: int, end: int) -> bool:
    """Tell a name by its place: the Gup, Ugyen Tobden, puts; a girl called Aoife Bray.

    Both words are none that English has.
    """
    words = beside()
    tokens = text[start:end].split()
    if any(t.strip(",.").lower() in words.everyday_words for t in tokens):
        return False
    if _CALLED.search(text, max(0, start - 40), start):
        return True
    if not _COMMA.search(text, max(0, start - 20), start):
        return False
    said = words.says.match(text, end, end + 40) or _DID.match(text, end)
    return said is not None and text.startswith(",", end)


_SAINT = re.compile(r"\b(?:St|Sta|Sto)\.?\s$")
_SPOT = re.compile(
    r"\s(?:road|street|junction|bridge|hospital|school|estate|market|area|village|town"
    r"|gate|river|depot|dam|beach|park|quarry|district|county|parish|bar|tavern|culvert"
    r"|casino|hotel|clinic|polytechnic|jetty|harbour|roundabout)\b"
)
_CALLED = re.compile(
    r"\b(?!boat|ship|yacht|horse|dog|cat|place|village|town|pub|bar|street|road|firm"
    r"|company|shop|thing|file|folder|account|app|fund|project|hotel|farm|ward)"
    r"[a-z]{3,}\s(?:named|called|by the name of)\s$"
)
_DID = re.compile(r",\s(?:[a-z]+ly\s)?(?:[a-z]{3,}ed|puts?|lets?|let|struck)\b")
_COMMA = re.compile(r"[a-z]{2,},\s$")


_HUMAN = re.compile(
    r"(?:,?\s(?:[a-z]{2,12}ly\s|also\s|then\s|himself\s|herself\s)?"
    r"(?:said|says|told|tells"
    r"|asked|asks|admitted|bragged|drove|drives|lives|lived|retired|resigned|wrote"
    r"|phoned|rang|died|signed|signs|pocketed|smiled|laughed|shouted|replied|answered"
    r"|handed|sat|walked|took|takes|wanted|wants|knew|knows|thinks|himself|herself)\b"
    r"|,?\s(?:who|whose (?:wife|husband|son|daughter|brother|sister|father|mother"
    r"|name))\b"
    r"|,\s(?:[a-z\-]{2,16}\s){1,3}(?:at|with|for|in)\s(?:the\s)?[A-Z])"
)
_INTRODUCED = re.compile(
    r"\b(?:(?:man|woman|person|lady|bloke|guy|fellow|chap|officer|colleague|friend|clerk"
    r"|somebody|someone),? (?:named|called|by the name of)|by the name of|goes by"
    r"|(?:name|names|boss|man|woman|person|culprit) (?:is|was|are))"
    r" (?:an? |one |certain )?[\"']?$|\b(?:an?|one|certain) [\"']?$"
)


def _is_single(text: str, start: int, end: int, *, titled: bool) -> bool:
    """Tell whether one capitalised word alone is a person."""
    words = beside()
    name = text[start:end].strip(".")
    if len(name) < 2 or name in words.no_names:  # noqa: PLR2004 - an initial
        return titled and len(name) == 1
    if titled:
        return True
    inside = start > 1 and text[start - 1] == " " and text[start - 2] not in '.!?\n"'
    if name in words.first and name not in words.everyday:
        return True
    if name in words.family and inside:
        return True
    named = words.called.search(text, max(0, start - 20), start)
    explicit = bool(
        named and re.search(r"named|called|name of|known as|goes by", named[0])
    )
    kin = words.before.search(text, max(0, start - 60), start)
    office = text.startswith(",", end) and words.after.match(text, end, end + 80)
    said = words.says.match(text, end, end + 40) is not None
    honoured = _HONORIFIC.match(text, end) is not None
    given = name in words.first and bool(named or said)
    return explicit or honoured or (inside and (given or bool(kin or office)))


_HONORIFIC = re.compile(
    r"\s(?:sahib|saheb|saab|sahab|ji|garu|bhai|bhau|sir|madam|oga)\b"
)
