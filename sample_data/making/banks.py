"""Transfers between invented banks, laid out like a public map of such transfers.

One row says that a bank reported so many transfers between two others within a span
of days. Planted: money that goes round three banks, and a bank that passes on what it
gets.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "id", "report_id", "filer_org_name", "begin_date", "end_date",
    "originator_bank_id", "originator_bank", "originator_iso",
    "beneficiary_bank_id", "beneficiary_bank", "beneficiary_iso",
    "number_transactions", "amount_transactions",
)  # fmt: skip
_FIRST, _LAST = (
    "Alder Birch Cedar Elm Fir Hazel Juniper Larch Maple Rowan",
    ("Bank,Savings Bank,Trust,Commercial Bank,Merchant Bank"),
)
_LANDS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")  # user-assigned codes: no country
_RING = (3, 17, 29)
_THROUGH = 41
_FILERS = ("Northern Clearing House", "Harbour Correspondent Bank")


def _banks() -> list[tuple[str, str, str]]:
    found = []
    for i, tree in enumerate(_FIRST.split()):
        for j, kind in enumerate(_LAST.split(",")):
            name = f"{tree} {kind}"
            land = _LANDS[(i + 2 * j) % len(_LANDS)]
            found.append(
                (f"{name.lower().replace(' ', '-')}-{land.lower()}", name, land)
            )
    return found


def _spans(rng: Random) -> list[tuple[int, int, date, int, float]]:
    """Payer, payee, first day, number and sum; a few banks are in most of them."""
    start = date(2012, 1, 2)
    rows = []
    for _ in range(380):
        payer, payee = min(rng.randrange(50), rng.randrange(50)), rng.randrange(50)
        if payer == payee or _THROUGH in (payer, payee):
            continue
        day = start + timedelta(rng.randrange(1_500))
        rows.append((payer, payee, day, rng.randrange(1, 60), rng.random() * 4e6 + 1e4))
    for turn in range(2):
        for hop, payer in enumerate(_RING):
            payee = _RING[(hop + 1) % len(_RING)]
            day = start + timedelta(400 + 300 * turn + 9 * hop)
            rows.append((payer, payee, day, 1, 9_000_000.0 - 60_000 * hop))
    for n in range(6):
        day = start + timedelta(200 + 150 * n)
        rows.append((n, _THROUGH, day, 1, 2_500_000.0 + 1_000 * n))
        rows.append((_THROUGH, 44, day + timedelta(2), 1, 2_480_000.0 + 1_000 * n))
    return sorted(rows, key=lambda row: (row[2], row[0], row[1]))


def write(path: Path, *, seed: int = 1) -> None:
    """Write the table; the same seed gives the same bytes."""
    banks = _banks()
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(HEAD)
        for n, (payer, payee, day, count, amount) in enumerate(_spans(Random(seed)), 1):
            end = day + timedelta(min(count, 30) - 1)
            out.writerow(
                (
                    10_000 + n,
                    200 + n // 9,
                    _FILERS[n % len(_FILERS)],
                    f"{day:%b %d, %Y}",
                    f"{end:%b %d, %Y}",
                    *banks[payer],
                    *banks[payee],
                    count,
                    f"{amount:.2f}",
                )
            )
