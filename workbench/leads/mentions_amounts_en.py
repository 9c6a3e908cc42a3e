"""Sums of money in an English letter.

A sign or code before the number ("$1.2 million", "KSh 20,000", "Rs 2.5 crore"), a word
after it ("4,500 dollars", "two lakh rupees", "ten grand"), ranges ("$5,000 to $8,000"),
and what is paid, asked or owed without either ("he wanted two thousand", "40k in
cash"). Pounds of gravel, acres, people and hours are no money.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.leads.lexicon import either
from workbench.leads.prefixes import Prefixes, finder, make_prefixes
from workbench.leads.values import AmountMention
from workbench.values.currency import CODES, COUNTRIES, LETTERS_ALONE, SIGNS, WORDS
from workbench.values.money import currency_of, parse_english_number

_ALL = {sign for signs in SIGNS.values() for sign in signs}
_SIGN = (
    rf"(?:(?<![A-Za-z$]){either(sorted(_ALL - LETTERS_ALONE))}(?:\s?\$)?"
    rf"|(?<![A-Za-z$]){either(sorted(LETTERS_ALONE))}"
    r"(?=\d{1,3},\d|\d{4}|\d{1,3}(?:\.\d+)?(?:\s(?:million|billion)|[kKmM]\b)))"
)
_NUMBER = r"\d{1,3}(?:,\d{2,3}){1,5}(?:\.\d{1,2})?(?!\d)|\d{1,12}(?:\.\d{1,4})?"
_LARGE = r"(?:thousand|million|billion|grand|mil|mn|bn|mm|lakhs?|lacs?|crores?|cr)"
_SCALE = rf"(?:\s?{_LARGE}\b|[kKmMbB]\b|\s[kKMBL]\b)"
_DASH = r"\s?(?:-|to)\s?"
_SIGNED = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<n>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:{_DASH}(?P<sign2>{_SIGN})?\s?(?P<n2>{_NUMBER})(?P<scale2>{_SCALE})?)?"
)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    "|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|lakhs?|crores?|half"
    "|quarter|odd|a few|several|a couple of|a couple|couple of|couple"
)
_SPOKEN = rf"(?:an?\s)?(?:(?:{_WORDS})(?:[\s\-](?:and |a |an )*)?){{1,9}}"
_AFTER = {word for words in WORDS.values() for word in words} - {"pound", "pounds"}
_WHOSE = r"(?:U\.?S\.?|New Zealand|Hong Kong|Sri Lankan|" + "|".join(
    sorted(word.title() for word in COUNTRIES)
)
_CURRENCY = (
    rf"(?:{_WHOSE})\s)?(?:{either(sorted(_AFTER))}|{either(sorted(CODES))}"
    r"|pounds?(?!\s(?:of|per|in weight)\b|-))\b"
)
_COUNTED = re.compile(
    rf"(?<![\w$£€.,])(?P<n>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:{_DASH}(?P<n2>{_NUMBER})(?P<scale2>{_SCALE})?)?"
    rf"(?:[\s\-]?(?P<cur>{_CURRENCY})|(?<=grand)|(?=\s(?:in )?cash\b))"
)
_SPELLED = re.compile(rf"\b{_SPOKEN}(?P<cur>{_CURRENCY}|grand\b)", re.IGNORECASE)

# Money without a sign: a number after a verb of paying or costing, with no noun after
# it; a number with k, lakh or crore; never where people, goods or measures are counted.
_PAYING = (
    r"\b(?:pa(?:y|ys|id|ying)|g(?:ive|ives|ave|iven|iving)|t(?:ake|akes|ook|aken|aking)"
    r"|ask(?:s|ed|ing)?|want(?:s|ed)?|demand(?:s|ed|ing)?|charg(?:e|es|ed|ing)"
    r"|cost(?:s|ing)?|worth|pocket(?:s|ed|ing)?|hand(?:s|ed|ing)?|receiv(?:e|es|ed)"
    r"|collect(?:s|ed|ing)?|ow(?:e|es|ed)|bill(?:s|ed|ing)?|invoic(?:e|es|ed)"
    r"|transferr?(?:s|ed)?|deposit(?:s|ed)?|sp(?:end|ends|ent)|budget(?:ed)?"
    r"|bribe of|price(?:s)?(?: was| is)?|fee of|sum of|total(?:s|led|ed|ling)? of"
    r"|came to|comes to|got|get|getting|brought|len[dt]|return(?:s|ed)?|refund(?:s|ed)?"
    r"|quot(?:e|ed)|receipt for|borrow(?:s|ed)?|win|won|lost|would be|will be|it was"
    r"|that'll be|sold (?:it|them|for)|bought (?:it|them|for))\b"
    r"(?:\s(?:for|him|her|me|us|them|you|it|over|out|back|in|another|about|around|some"
    r"|nearly|roughly|at least|almost|over|up to|only|just|the|of|to"
    r"|with|cash|a bribe|an envelope|everyone|people)){0,4}\s"
)
_NO_NOUN = (
    r"(?=\s?(?:[.,;:!?)\"]|$)|\s(?:for|to|in|into|from|each|per|a|an|every|and|on|at|by"
    r"|as|when|before|after|cash|extra|more|less|back|or|he|she|they|we|that|which|but"
    r"|instead|altogether|all told|between"
    r"|so|if|out|over|under|upfront|another|then|last|this|cheaper|short|apiece"
    r"|of (?:it|that|my|our|his|her|their|the))\b)"
)
_BARE = re.compile(
    rf"{_PAYING}(?P<at>(?P<n>\d{{1,3}}(?:,\d{{2,3}})+|\d{{3,9}}|{_SPOKEN}))"
    rf"(?<=[\w])(?<!\sand)(?<!\sa){_NO_NOUN}",
    re.IGNORECASE,
)
_SCALED = re.compile(
    rf"(?<![\w$£€.,])(?P<at>(?P<n>(?:{_NUMBER})(?:[kK]|\s?(?:lakhs?|lacs?|crores?))"
    rf"|\b{_SPOKEN}(?:lakhs?|crores?)))\b"
    r"(?!\s(?:people|persons|voters|residents|families|households|beneficiaries|litres"
    r"|liters|tonnes|tons|units|trees|acres|miles|steps|students|citizens|votes|words"
    r"|km|run|race|ohm))",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"(?:,|;|\sand|\sor)?(?:\s(?:and|then|later|another|a further|after that)){0,3}\s"
    rf"(?P<at>(?P<n>\d{{1,3}}(?:,\d{{2,3}})+|\d{{3,9}}|{_SPOKEN})){_NO_NOUN}",
    re.IGNORECASE,
)
_SMALLEST = 20  # "gave one", "took two": things, not money

_PER_WORDS = re.compile(
    r"\s?(?:/(?!-)|per\b|each\b|apiece\b|a head\b)"
    r"|\s(?:an?|every)\s(?:hour|day|week|month|year|ton|tonne|load|yard|head|mile|piece"
    r"|trip|night|truckload|gallon|visit|bag|plot|person|child|form|file|vehicle|term"
    r"|litre|liter|metre|meter|kilo|square|sq|box|room|permit|licen[cs]e|signature)"
)
_ABOUT = re.compile(
    r"(?:about|around|approximately|roughly|nearly|almost|over|more than|at least"
    r"|some|up to|close to|an estimated|estimated|upwards of|well over|less than"
    r"|under|just under)\s$",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:promised|offered|agreed|agreement|agrees|asked(?: me| him| her| us| them)?"
    r" for|asking for|demand(?:ed|s|ing)|owe[ds]?|owing|still owed"
    r"|would (?:get|cost|receive|be paid|pay)|was to (?:get|receive)|wants|wanted"
    r"|requested|supposed to (?:pay|get)|never paid|has not paid|unpaid|refused)"
    r"\b[^.;!?\n]{0,28}$",
    re.IGNORECASE,
)
_UNPAID_AFTER = re.compile(
    r"^[^.;!?\n]{0,24}\b(?:never (?:paid|delivered|came|arrived|materiali[sz]ed)"
    r"|not (?:yet )?(?:been )?paid|unpaid|was refused|were refused|still outstanding"
    r"|(?:he|she|they|I|we) (?:refused|declined|turned it down|never took it))\b"
    r"|^[^!?\n]{0,40}[.;]\s(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey) (?:did not|didn't|have not"
    r"|haven't|refused to|would not|never) (?:pay|paid)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 48
_LOOK_ON = 90


def find_amounts(text: str) -> list[AmountMention]:
    """Find sums in a folded English text, in order, without overlaps.

    A sum without a sign takes the currency that the letter otherwise names, else USD.
    """
    found: list[AmountMention] = []
    places, end = finder(_prefixes(), text), len(text)
    for match in places.finditer(_SIGNED, 0, end):
        found += _from_numbers(text, match, match["sign"])
    for match in places.finditer(_COUNTED, 0, end):
        found += _from_numbers(text, match, match["cur"] or "")
    for match in places.finditer(_SPELLED, 0, end):
        found += _from_words(text, match)
    usual = next((a.currency for a in sorted(found, key=lambda a: a.start)), "USD")
    for pattern in (_SCALED, _BARE):
        for match in places.finditer(pattern, 0, end):
            found += _from_bare(text, match, usual)
    return _joined(text, found)


@cache
def _prefixes() -> Prefixes:
    return make_prefixes((_SIGNED, _COUNTED, _SPELLED, _SCALED, _BARE), "en")


def _joined(text: str, found: list[AmountMention]) -> list[AmountMention]:
    """Put sums in order, apart; "between X and Y" is one."""
    out: list[AmountMention] = []
    for amount in sorted(found, key=lambda a: (a.start, -a.end)):
        if out and amount.start < out[-1].end:
            continue
        if out and text[out[-1].end : amount.start] == " and ":
            first = out[-1]
            start = first.start
            if first.value < amount.value and _BETWEEN.search(text, 0, start):
                ends = first.value, amount.value
                out[-1] = _make(text, (start, amount.end), ends, amount.currency)
                continue
        out.append(amount)
    return out


def _from_numbers(
    text: str, match: re.Match[str], currency: str
) -> list[AmountMention]:
    groups = match.groupdict()
    end = match.end()
    second = groups["n2"]
    scale, scale2 = groups["scale"] or "", groups["scale2"] or ""
    if second and not scale and scale2 and _value(groups["n"], "") < 1000:  # noqa: PLR2004
        scale = scale2  # $5-10k
    low = _value(groups["n"], scale)
    high = _value(second, scale2) if second else low
    if second and high <= low:  # no range: "$500 to 3 people"
        end = match.end("scale") if groups["scale"] else match.end("n")
        high = low
    if low <= 0:
        return []
    return [_make(text, (match.start(), end), (low, high), currency)]


def _value(number: str, scale: str) -> float:
    parsed = parse_english_number(f"{number} {scale.strip()}")
    return parsed.value if parsed else 0.0


def _from_words(text: str, match: re.Match[str]) -> list[AmountMention]:
    end = match.start("cur")
    grand = match["cur"].lower() == "grand"
    words = text[match.start() : match.end() if grand else end]
    number = parse_english_number(words.strip(" -"))
    if number is None or number.value <= 0:
        return []
    span = match.start(), match.end()
    return [_make(text, span, (number.value, number.upper), match["cur"])]


def _from_bare(text: str, match: re.Match[str], usual: str) -> list[AmountMention]:
    words = match["n"].rstrip(" -")
    number = parse_english_number(re.sub(r"(?<=\d)[kK]$", " k", words))
    if number is None or number.upper < _SMALLEST or _is_year(words):
        return []
    start = match.start("at")
    end = start + len(words)
    indian = re.search(r"\b(?:lakh|lac|crore)s?$", words, re.IGNORECASE)
    currency = "INR" if indian and usual == "USD" else usual
    found = [_make(text, (start, end), (number.value, number.upper), currency)]
    further = _FURTHER.match(text, end)
    return found + (_from_bare(text, further, usual) if further else [])


def _is_year(words: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", words) is not None


def _make(
    text: str, span: tuple[int, int], ends: tuple[float, float], currency: str
) -> AmountMention:
    start, end = span
    before = text[max(0, start - _LOOK_BACK) : start]
    after = text[end : end + _LOOK_ON]
    low, high = (round(value, 2) for value in ends)
    return AmountMention(
        start, end, text[start:end], low, _code(currency),
        upper=high if high != low else None,
        approximate=high != low or _ABOUT.search(before) is not None,
        per_unit=_PER_WORDS.match(after) is not None,
        unpaid=bool(_UNPAID.search(before) or _UNPAID_AFTER.match(after)),
    )  # fmt: skip


def _code(currency: str) -> str:
    parts = currency.strip(" .$").split() if " " in currency.strip() else []
    words = parts or [currency]  # a sign may stand there twice: "$ $5"
    whose = words[-2].lower() if len(words) > 1 else ""
    return COUNTRIES.get(whose) or currency_of(words[-1], "USD")
