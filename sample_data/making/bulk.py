"""A large case of the same kind: millions of transfers as CSV, written as a stream."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate, islice
from random import Random
from typing import TYPE_CHECKING, Any

import yaml
from making.ledger import yuan
from making.numbers import account
from making.world import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = (
    "交易日期,交易时间,付款人户名,付款人账号,收款人户名,收款人账号,交易金额,摘要,"
    "交易流水号\r\n"
)
PART = 1_000_000  # rows of one file
FIRST = date(2019, 1, 1)
DAYS = 2_700
PURPOSES = ("货款", "转账", "工资", "电费", "材料款", "劳务费", "还款", "消费")
CHAIN = 6  # a planted chain has so many hops
_CENTS = 10_000_000

Row = tuple[int, int, int, int, str]


def _parties(size: int) -> list[str]:
    """Return "name,account" of every party; about forty transfers a party."""
    count = max(60, size // 40)
    return [
        f"{'甲乙丙丁戊己庚辛壬癸'[i % 10]}户{i:07d},{account('A', 10_000_019 + i)}"
        for i in range(count)
    ]


def planted(size: int, count: int) -> list[tuple[str, list[Row]]]:
    """Return chains and cycles: one of each in a hundred thousand transfers."""
    out = []
    for n in range(max(1, size // 100_000)):
        stops = [(7 * n + 11 * hop + 1) % count for hop in range(CHAIN + 1)]
        start, value = (97 * n) % (DAYS - 90), 48_000_000 - 1_000 * n
        values = list(accumulate([value] * CHAIN, lambda v, _: v * 96 // 100))
        days = [start + 4 * hop for hop in range(CHAIN)]
        steps = zip(days, stops, stops[1:], values, strict=False)
        out.append(("chain", [(*step, "往来款") for step in steps]))
        ring = [*stops[:4], stops[0]]
        steps = zip([d + 30 for d in days], ring, ring[1:], values, strict=False)
        out.append(("cycle", [(*step, "借款") for step in steps]))
    return out


def rows(size: int, count: int, seed: int) -> Iterator[Row]:
    """Yield transfers in the order of days; few parties are busy, most are not."""
    rng = Random(seed)
    extra = sorted(row for _, steps in planted(size, count) for row in steps)
    plain, waiting = size - len(extra), 0
    draw = rng.random
    for i in range(plain):
        day = i * DAYS // plain
        while waiting < len(extra) and extra[waiting][0] <= day:
            yield extra[waiting]
            waiting += 1
        payer, payee = int(draw() * count), int(draw() ** 3 * count)
        if payer == payee:
            payee = (payer + 1) % count
        yield day, payer, payee, 1_00 + int(draw() ** 4 * _CENTS), PURPOSES[i & 7]
    yield from extra[waiting:]


def _lines(size: int, parties: list[str], seed: int) -> Iterator[str]:
    days = [f"{FIRST + timedelta(days=d):%Y-%m-%d}" for d in range(DAYS)]
    for i, (day, payer, payee, value, why) in enumerate(rows(size, len(parties), seed)):
        clock = f"{8 + i % 12:02d}:{i // 12 % 60:02d}:{i // 720 % 60:02d}"
        yield (
            f"{days[day]},{clock},{parties[payer]},{parties[payee]},{yuan(value)},"
            f"{why},LS{i:010d}\r\n"
        )


def write(out: Path, size: int, *, seed: int = 1) -> None:
    """Write ``out/bulk`` with ``size`` transfers, and its truth beside it."""
    folder = out / "bulk" / "files"
    folder.mkdir(parents=True, exist_ok=True)
    (out / "bulk" / "inbox").mkdir(exist_ok=True)
    toml = (HERE / "qinghe.case.toml").read_text("utf-8")
    (out / "bulk" / "case.toml").write_text(toml, "utf-8")
    parties = _parties(size)
    lines = _lines(size, parties, seed)
    for part in range(-(-size // PART)):
        with (folder / f"流水_{part:03d}.csv").open(
            "w", encoding="utf-8", newline=""
        ) as f:
            f.write(HEAD)
            left = min(PART, size - part * PART)
            f.writelines(islice(lines, left))
    (out / "bulk.truth.yaml").write_text(_truth(size, parties), "utf-8")


def _truth(size: int, parties: list[str]) -> str:
    structures: list[dict[str, Any]] = [
        {
            "kind": kind,
            "parties": [parties[row[1]].split(",")[0] for row in steps]
            + [parties[steps[-1][2]].split(",")[0]],
            "amounts": [row[3] / 100 for row in steps],
        }
        for kind, steps in planted(size, len(parties))
    ]
    facts = {"transfers": size, "parties": len(parties), "planted": structures}
    return yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=100)
