"""From a letter to its working text: what names the reporter becomes the token."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.reporter import contacts, en, zh
from workbench.intake.reporter.spans import CARRIED, Span, merged, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HAN_SHARE = 0.1
_LONG_NUMBER = 8  # a longer one inside other digits is no coincidence
_BETWEEN = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
_NAMED_ZH = re.compile(
    rf"(?:{zh.POST})(?P<after>{zh.NAME})|(?P<before>{zh.NAME})(?={zh.POST}|为首|等人)"
    r"|(?:被(?:反映|举报|检举|控告)(?:人|对象)?[：:]?[ ]?|(?:实名)?举报)"
    rf"(?P<told>{zh.NAME})"
)
_NO_NAME = re.compile(r"[做过当的了是在和与就也都给被把由向]")
_NAMED_EN = re.compile(
    r"\b(?:Director|Mayor|Chief|Commissioner|Supervisor|Manager|Superintendent|Clerk|"
    r"Engineer|Treasurer|Chair(?:man|woman)?|Councillor|Councilman|Sheriff|Dr\.?|"
    rf"against|about|by)[ ](?P<after>{en.NAME})"
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """A working text, and what was taken out of it.

    Parameters
    ----------
    text
        The working text.
    identity
        Pairs (kind, words) that were taken out; only the vault and the register see
        them, they do not show in ``repr``.
    found
        Kind -> how many places.
    """

    text: str
    identity: tuple[tuple[str, str], ...] = field(repr=False)
    found: Mapping[str, int]


def language(text: str) -> str:
    """Return ``zh`` where at least a tenth of the letters are Han, else ``en``."""
    letters = [c for c in text if c.isalpha()]
    han = sum("\u3400" <= c <= "\u9fff" for c in letters)
    return "zh" if han >= _HAN_SHARE * max(1, len(letters)) else "en"


def cleaned(text: str) -> str:
    """Return text without invisible characters, with one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "".join(
        c
        for c in text
        if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Cs")
    )


def find(text: str, declared: Iterable[tuple[str, str]] = ()) -> tuple[Span, ...]:
    """Return where the reporter shows in a letter.

    Parameters
    ----------
    text
        The letter, :func:`cleaned`.
    declared
        Pairs (kind, words) known from the sidecar, the form or the file itself.

    Returns
    -------
    tuple of Span
        In order, without overlaps. Names of persons whom the letter names with a post
        or as the person reported are never inside, unless declared or signed.
    """
    declared = list(declared)
    direct = [*zh.find(text), *en.find(text)]
    words = [*declared, *((s.kind, text[s.start : s.end]) for s in direct)]
    own = {_bare(said) for kind, said in words if kind == "name"}
    reached = list(contacts.find(text, zh.tail(text), own))
    signed = sorted({said.strip() for kind, said in words if kind == "name"} - {""})
    reached += _beside_the_name(text, zh.tail(text), signed)
    direct += reached
    words += [(s.kind, text[s.start : s.end]) for s in reached]
    named = [place for name, place in _named(text) if name not in own]
    spans = list(everywhere(text, words))
    spans += [part for span in direct for part in without(span, named)]
    return tuple(merged(spans))


def signed_by(text: str, authors: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of the last lines is what a file says of its author."""
    last = {_bare(line) for line in text[zh.tail(text) :].split("\n")} - {""}
    return any(_bare(said) in last for _kind, said in authors)


def _beside_the_name(text: str, start: int, own: Iterable[str]) -> Iterator[Span]:
    """Yield what follows the writer's name on a line at the end: post, address."""
    place = start
    for line in text[start:].split("\n"):
        bare = line.strip()
        name = next((n for n in own if bare.startswith(n)), None)
        rest = bare[len(name) :].strip(" ,，、;；") if name else ""
        if len(rest) > 1 and rest[-1] not in "。.！!？?":
            at = place + line.index(rest, line.index(bare) + len(name or ""))
            yield Span(at, at + len(rest), "address")
        place += len(line) + 1


def everywhere(text: str, words: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Yield every place where words that were found once stand again.

    Spaces, width and invisible characters between the characters do not hide them.
    """
    for kind, said in sorted(set(words)):
        if kind not in CARRIED:
            continue
        for form in _forms(kind, said):
            for match in _loose(form).finditer(text):
                yield Span(*match.span(), kind)


def redact(text: str, spans: Iterable[Span], token: str) -> Redaction:
    """Return the working text, with ``token`` for each span.

    Spans that touch become one token, so that it never stands twice in a row.
    """
    places = merged(spans)
    parts, last, found = list[str](), 0, dict[str, int]()
    for span in places:
        between = text[last : span.start]
        if parts and not between.strip(" \u3000的，,") and parts[-1] == token:
            between = ""
        elif between or not parts:
            parts.append(between)
        if not parts or parts[-1] != token:
            parts.append(token)
        last = span.end
        found[span.kind] = found.get(span.kind, 0) + 1
    parts.append(text[last:])
    identity = sorted({(s.kind, text[s.start : s.end].strip()) for s in places})
    return Redaction("".join(parts), tuple(identity), dict(sorted(found.items())))


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def _named(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the persons whom the letter names with a post, wherever they stand."""
    found: set[str] = set()
    for pattern in (_NAMED_ZH, _NAMED_EN):
        for match in pattern.finditer(text):
            found |= {s for s in match.groups() if s and not _NO_NAME.search(s)}
    for name in sorted(found):
        for match in re.finditer(re.escape(name), text):
            yield _bare(name), match.span()


def _forms(kind: str, said: str) -> list[str]:
    said = said.strip()
    forms = {said}
    if kind == "address":
        forms |= set(_parts_of_address(said))
    if kind == "name" and " " in said and said.isascii():
        first, *_, last = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ", "", said).split(
            " "
        )
        forms |= {f"{first} {last}", f"{last}, {first}", f"{first[0]}. {last}"}
        forms |= {
            f"{title} {last}" for title in ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.")
        }
    least = 2 if language(said) == "zh" else 4
    return sorted((f for f in forms if len(f) >= least), key=len, reverse=True)


def _parts_of_address(said: str) -> Iterator[str]:
    """Yield ends of an address that still lead to the door.

    Province, county, town and village are the matter's as well and must stay; a group
    or house number under them is the reporter's.
    """
    levels = re.split(r"(?<=[省市县区镇乡村])", said)
    for start in range(1, len(levels)):
        rest = "".join(levels[start:])
        if re.search(r"\d|[一二三四五六七八九十]{1,3}[组号栋幢户]", rest):
            yield rest


def _loose(said: str) -> re.Pattern[str]:
    chars = [c for c in unicodedata.normalize("NFKC", said) if not c.isspace()]
    body = _BETWEEN.join(map(_char, chars))
    latin = said.isascii() and said[0].isalpha()
    if said.isascii() and said[-1].isdigit() and len(chars) < _LONG_NUMBER:
        body = rf"(?<!\d){body}(?!\d)"
    return re.compile(rf"\b{body}\b" if latin else body, re.IGNORECASE)


def _char(char: str) -> str:
    """Return a pattern for a character in half and full width."""
    wide = chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
    return re.escape(char) if wide == char else f"[{re.escape(char)}{re.escape(wide)}]"
