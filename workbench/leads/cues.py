"""Sentences of a letter and what their words say about how the writer knows.

The basis of knowledge belongs to the *sentence*: a writer may suspect the motive of
what he saw. :class:`Sentence` carries the cues found, each with its span. Hearsay and
conjecture are read in context: a denial (不是听说), a request, an estimate of a sum or
a guess beside what was seen is neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.folding import Folded, fold, lowered
from workbench.leads.patterns import TOPICS, patterns
from workbench.leads.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import PersonMention

BASIS = {
    "saw": 3,
    "handled": 3,
    "saw_document": 3,
    "told_named": 2,
    "told": 1,
    "inferred": 0,
}
"""Cue of knowledge -> level of the element ``basis`` (DOMAIN section 8)."""

_FIRST_HAND = ("saw", "handled", "saw_document")
_END = re.compile(r"[。！？!?；;\n]+[\"')\]]{0,2}|\.(?=[\"')]?\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Inc|Co|Corp|Ltd|No|Sgt|Lt|Capt|Gov|Sen|Rep|Rev|vs|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|U\.S)|\b[A-Z])\.$"
)
_DENIED = {
    "zh": re.compile(r"(?:不是|并非|绝非|不要|莫|勿|不能|不仅仅是|不只是|而非|而不是"
    "|不听)(?:仅仅?|光|只|凭)?(?:是)?$"),
    "en": re.compile(r"\b(?:not|isn't|never|no|nor|more than|rather than|don't)(?: just"
    r"| only| mere| from| go by| rely on)?\s$", re.IGNORECASE),
}  # fmt: skip
_NOT_KNOWN = {
    "zh": re.compile(
        r"没有?(?:亲眼|看|见|证|任何|掌握|直接|参与|经手)|未曾|并未|不在场|不清楚|没能"
    ),
    "en": re.compile(r"\b(?:no|not|never|didn't|don't|haven't)\b", re.IGNORECASE),
}
_UNNAMED = re.compile(
    r"有人|别人|大家|他们|她们|人家|谁|群众|村民|同事|工友|知情人|邻居|朋友|职工|员工|老板们?$"
)
_KIN = re.compile(
    r"我(?:的)?(?:父亲|母亲|丈夫|妻子|爱人|儿子|女儿|哥哥|弟弟|姐姐|妹妹|爸|妈|爸爸|妈妈|老公|老婆|岳父|岳母|叔叔|舅舅|婶婶|侄子|外甥)"
)
_NOT_ABOUT = re.compile(
    r"(?:听说|据说|得知|看来|相信|认为|觉得)[^，。；\n]{0,6}(?:中央|省委|市委|县委|纪委|巡视|巡察|上级|贵|你们|领导|国家|党|政策|扫黑)"
)
_REQUEST = re.compile(
    r"请(?:求|你们|领导|组织|纪委|贵)?[^，。；\n]{0,12}$|恳请[^，。；\n]{0,12}$|希望[^，。；\n]{0,12}$|要求[^，。；\n]{0,8}$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a sentence.

    ``kind`` is one of :data:`BASIS`, or ``hearsay``, ``speculation``, ``negation``,
    ``quotation``, ``label`` (a bare accusation), ``misconduct`` (conduct such a body
    looks into) or ``out_of_scope``; ``topic`` names the topic of the last.
    """

    kind: str
    span: Span
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter with its cues; ``text`` is the letter's own."""

    start: int
    end: int
    text: str
    cues: tuple[Cue, ...] = ()

    def first(self, *kinds: str) -> Cue | None:
        """Return the first cue of one of ``kinds``."""
        return next((cue for cue in self.cues if cue.kind in kinds), None)

    @property
    def basis(self) -> Cue | None:
        """The strongest cue of how the writer knows; ``None`` where nothing says it."""
        known = [cue for cue in self.cues if cue.kind in BASIS]
        return max(known, key=lambda cue: BASIS[cue.kind], default=None)


@dataclass(frozen=True, slots=True)
class Flags:
    """What holds of a whole letter, with the cue that shows it, or ``None``."""

    hearsay: Cue | None = None
    speculation: Cue | None = None
    out_of_scope: Cue | None = None


def sentences(
    text: str, lang: str, persons: Sequence[PersonMention] = ()
) -> list[Sentence]:
    """Cut a letter into sentences and mark their cues.

    Parameters
    ----------
    text
        The working text; linear in its length.
    lang
        ``zh`` or ``en``.
    persons
        Persons of the letter: who told the writer is named if one of them is.
    """
    folded = fold(text, lang)
    plain = folded.text
    cues = sorted(_cues(plain, lang, _named_ends(folded, persons)), key=_place)
    out: list[Sentence] = []
    rest = iter([*cues, None])
    cue = next(rest)
    for start, end in _cut(plain):
        own = []
        while cue is not None and cue.span.start < end:
            own.append(_back(folded, cue))
            cue = next(rest)
        first, last = folded.span(start, end)
        out.append(Sentence(first, last, text[first:last], tuple(own)))
    return out


def _place(cue: Cue) -> tuple[int, int, str]:
    return cue.span.start, -cue.span.end, cue.kind


def _back(folded: Folded, cue: Cue) -> Cue:
    start, end = folded.span(cue.span.start, cue.span.end)
    return Cue(cue.kind, Span(start, end, folded.original[start:end]), cue.topic)


def _named_ends(folded: Folded, persons: Iterable[PersonMention]) -> list[int]:
    return sorted(folded.back(person.end, person.end) for person in persons)


def _cut(text: str) -> list[tuple[int, int]]:
    """Sentences without the blanks around them."""
    out = []
    start = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match else len(text)
        dot = match is not None and match[0] == "."
        if dot and _ABBREVIATED.search(text, max(start, end - 8), end):
            continue
        quote = text[start:end]
        if quote.strip():
            left = len(quote) - len(quote.lstrip())
            out.append((start + left, start + len(quote.rstrip())))
        start = end
    return out


def _cues(text: str, lang: str, named: list[int]) -> list[Cue]:
    out: list[Cue] = []
    words = patterns(lang)
    finder = words.finder(lowered(text, lang))
    for kind, pattern in words.cues.items():
        for match in finder.finditer(pattern, 0, len(text)):
            start, end = match.span()
            if start == end:
                continue
            span = Span(start, end, text[start:end])
            if kind in TOPICS:
                out.append(Cue("out_of_scope", span, kind))
            else:
                out += _in_context(text, lang, kind, span, named)
    return out


def _in_context(
    text: str, lang: str, kind: str, span: Span, named: list[int]
) -> list[Cue]:
    """Keep a cue, turn it into what it means here, or drop it."""
    before = text[max(0, span.start - _REACH) : span.start]
    if kind == "told_named":
        return _told(before, span, named, lang)
    if kind not in {"told", "speculation"}:
        denied = kind in _FIRST_HAND and _NOT_KNOWN[lang].search(span.text)
        return [] if denied else [Cue(kind, span)]
    chinese = lang == "zh"
    aside = chinese and _NOT_ABOUT.match(text, span.start)
    asked = chinese and kind == "speculation" and _REQUEST.search(before)
    if _DENIED[lang].search(before) or aside or asked:
        return []
    also = "hearsay" if kind == "told" else "inferred"
    return [Cue(kind, span), Cue(also, span)]


_REACH = 24
_TELLER_REACH = 14
_CLAUSE_END = re.compile(r"[。；！？;!?\n]|\.\s")


def _told(before: str, span: Span, named: list[int], lang: str) -> list[Cue]:
    """Tell who told the writer: somebody with a name, or nobody in particular."""
    clause = _CLAUSE_END.split(before)[-1]
    low = span.start - min(len(clause), _TELLER_REACH)
    unnamed = lang == "zh" and _UNNAMED.search(clause)
    near = any(low < end <= span.start for end in named)
    if (near and not unnamed) or (lang == "zh" and _KIN.search(clause)):
        return [Cue("told_named", span)]
    said = unnamed and "证" not in span.text  # 愿意作证 says who, not what is said
    return [Cue("told", span), Cue("hearsay", span)] if said else []


def read_flags(found: Sequence[Sentence]) -> Flags:
    """Read hearsay, conjecture and scope of a whole letter from its sentences.

    Hearsay and conjecture hold where such sentences outnumber those that rest on what
    the writer saw, handled or holds in hand; out of scope, where topics of other bodies
    come up and no conduct that such an office looks into does.
    """
    first_hand = sum(s.first(*_FIRST_HAND, "told_named") is not None for s in found)
    hearsay = [s for s in found if s.first("hearsay") and not s.first(*_FIRST_HAND)]
    guesses = [s for s in found if s.first("speculation") and not s.first(*_FIRST_HAND)]
    return Flags(
        hearsay=hearsay[0].first("hearsay") if len(hearsay) > first_hand else None,
        speculation=(
            guesses[0].first("speculation") if len(guesses) > first_hand else None
        ),
        out_of_scope=_scope(found),
    )


def _scope(found: Sequence[Sentence]) -> Cue | None:
    topics = [cue for s in found for cue in s.cues if cue.kind == "out_of_scope"]
    conduct = [cue for s in found for cue in s.cues if cue.kind == "misconduct"]
    weight = len({cue.span.text for cue in topics})
    against = len({cue.span.text for cue in conduct})
    return topics[0] if topics and weight > 2 * against else None
