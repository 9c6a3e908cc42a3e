"""Sums of money in an English letter.

A sign or code before the number ("$1.2 million", "USD 30k"), a word after it ("4,500
dollars", "thirty thousand dollars", "ten grand"), ranges ("$5,000 to $8,000") and cash
without either ("5,000 in cash"). Pounds of gravel, acres and hours are no money.
"""

from __future__ import annotations

import re

from workbench.leads.values import AmountMention
from workbench.values.money import currency_of, parse_english_number

_SIGN = (
    r"(?:US\$|HK\$|A\$|C\$|NT\$|[$£€¥]|(?:USD|EUR|GBP|HKD|RMB|CNY|AUD|CAD|JPY"
    r"|CHF)\s?\$?)"
)
_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,4})?"
_SCALE = r"(?:\s?(?:thousand|million|billion|grand|mil|bn|mm)\b|[kKmMbB]\b|\s[kKMB]\b)"
_SIGNED = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<n>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:\s?(?:-|to)\s?(?P<sign2>{_SIGN})?\s?(?P<n2>{_NUMBER})(?P<scale2>{_SCALE})?)?"
)
_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    "|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|a few|several"
    "|a couple|a couple of|couple"
)
_CURRENCY = (
    r"(?:U\.?S\.? |Hong Kong |Canadian |Australian )?(?:dollars?|bucks|euros?|yuan"
    r"|renminbi"
    r"|pounds? sterling|quid|yen|RMB|USD|EUR|GBP|HKD|CNY|pounds(?! of| per"
    r"| in weight))\b"
)
_COUNTED = re.compile(
    rf"(?<![\w$£€.,])(?P<n>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:\s?(?:-|to)\s?(?P<n2>{_NUMBER})(?P<scale2>{_SCALE})?)?"
    rf"(?:[\s\-]?(?P<cur>{_CURRENCY})|(?<=grand)|(?=\s(?:in )?cash\b))"
)
_SPELLED = re.compile(
    rf"\b(?:a |an )?(?:(?:{_WORDS})(?:[\s\-](?:and |a )?)?){{1,9}}(?P<cur>{_CURRENCY}"
    rf"|grand\b)",
    re.IGNORECASE,
)
_PER_WORDS = re.compile(
    r"\s?(?:/|per|each\b|apiece)"
    r"|\s(?:an?|every)\s(?:hour|day|week|month|year|ton|load|yard|head|mile|piece"
    r"|trip|night|truckload|gallon|visit)"
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
    r"|would (?:get|receive|be paid|pay)|was to (?:get|receive)|wants|wanted"
    r"|requested|supposed to (?:pay|get)|never paid|has not paid|unpaid|refused)"
    r"\b[^.;!?\n]{0,28}$",
    re.IGNORECASE,
)
_UNPAID_AFTER = re.compile(
    r"^[^.;!?\n]{0,24}\b(?:never (?:paid|delivered|came|arrived|materiali[sz]ed)"
    r"|not (?:yet )?(?:been )?paid|unpaid|was refused|were refused|still outstanding"
    r"|(?:he|she|they|I|we) (?:refused|declined|turned it down|never took it))\b",
    re.IGNORECASE,
)
_LOOK_BACK = 48


def find_amounts(text: str) -> list[AmountMention]:
    """Find sums in a folded English text, in order, without overlaps."""
    found: list[AmountMention] = []
    for match in _SIGNED.finditer(text):
        found += _from_numbers(text, match, match["sign"])
    for match in _COUNTED.finditer(text):
        found += _from_numbers(text, match, match["cur"] or "$")
    for match in _SPELLED.finditer(text):
        found += _from_words(text, match)
    found.sort(key=lambda a: (a.start, -a.end))
    out: list[AmountMention] = []
    for amount in found:
        if not out or amount.start >= out[-1].end:
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
    currency = "$" if grand else match["cur"]
    start = match.start()
    return [_make(text, (start, match.end()), (number.value, number.upper), currency)]


def _make(
    text: str, span: tuple[int, int], ends: tuple[float, float], currency: str
) -> AmountMention:
    start, end = span
    code = currency_of(
        currency.rsplit(maxsplit=1)[-1] if " " in currency.strip() else currency, "USD"
    )
    code = _COUNTRY.get(currency.split(" ", maxsplit=1)[0].lower(), code)
    before = text[max(0, start - _LOOK_BACK) : start]
    after = text[end : end + _LOOK_BACK]
    low, high = (round(value, 2) for value in ends)
    return AmountMention(
        start, end, text[start:end], low, code,
        upper=high if high != low else None,
        approximate=high != low or _ABOUT.search(before) is not None,
        per_unit=_PER_WORDS.match(after) is not None,
        unpaid=bool(_UNPAID.search(before) or _UNPAID_AFTER.match(after)),
    )  # fmt: skip


_COUNTRY = {"hong": "HKD", "canadian": "CAD", "australian": "AUD", "pounds": "GBP"}
