"""P15 no encoding is lost silently."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Stopwatch
from tests.factory.canaries import BODY
from workbench.errors import FileRefused
from workbench.intake.parsers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURE = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32")
_HEADER = "序号,交易日期,对方户名,借方发生额,贷方发生额,余额,摘要\n"
_TRADITIONAL = "反映上灣村書記冒領農機補貼，請縣紀委查辦，檔案與銀行轉帳可以證明。"


def figures(full: bool) -> Iterator[Figure]:
    """Measure reading of texts in every usual encoding."""
    watch = Stopwatch()
    rng = random.Random(5)
    count = 150 if full else 40
    right = wrong = refused = 0
    for text in _texts(rng, count):
        for name in _SURE:
            try:
                same = decode(text.encode(name))[0] == text
                right += same
                wrong += not same
            except FileRefused:
                refused += 1
    asked = silent = chosen = 0
    for text in _traditional(rng, count):
        content = text.encode("big5")
        try:
            silent += decode(content)[0] != text
        except FileRefused:
            asked += 1
        chosen += decode(content, "big5")[0] == text
    yield watch.figure(
        "P15",
        f"{count} letters and table heads in each of {len(_SURE)} encodings, "
        f"{count} in Big5",
        "none lost silently; Big5 is asked for",
        f"{right} right, {wrong} wrong, {refused} refused; Big5: {asked} asked for, "
        f"{silent} misread silently, {chosen} right once chosen",
        holds=not wrong and not refused and not silent and chosen == count,
    )


def _texts(rng: random.Random, count: int) -> Iterator[str]:
    for n in range(count):
        start = rng.randrange(len(BODY) // 2)
        yield _HEADER if n % 3 == 0 else BODY[start : start + rng.randint(30, 200)]


def _traditional(rng: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        start = rng.randrange(8)
        yield _TRADITIONAL[start:] * rng.randint(1, 4)
