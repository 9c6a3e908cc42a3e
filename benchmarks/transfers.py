"""Invented transfers with power-law degrees, any number of rows, always the same.

One million rows come to some 120,000 accounts and 830,000 distinct pairs, ten million
to 600,000 and 7.6 million: the sizes ENGINES.md measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20260101
CHUNK = 500_000
SURNAMES = list("王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高")
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红娥玲")
PURPOSES = ["货款", "工程款", "往来款", "劳务费", "服务费", "材料款", "借款", "退款"]


def accounts_for(rows: int) -> int:
    """Return the number of accounts that rows transfers run between."""
    return max(50, int(120_000 * (rows / 1e6) ** 0.7))


def endpoints(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Return payer and payee of each transfer; each side has a power law of its own."""
    rng = np.random.default_rng(SEED)
    size = accounts_for(rows)
    rank = np.arange(1, size + 1)
    sides = []
    for exponent in (0.92, 0.92):
        weight = rank**-exponent
        cumulated = np.cumsum(weight / weight.sum())
        drawn = np.searchsorted(cumulated, rng.random(rows)).clip(0, size - 1)
        sides.append(rng.permutation(size)[drawn])
    return sides[0], sides[1]


def write(path: Path, rows: int) -> Path:
    """Write the table as CSV, unless it is there."""
    if path.exists():
        return path
    rng = np.random.default_rng(SEED + 1)
    payer, payee = endpoints(rows)
    size = accounts_for(rows)
    numbers = np.array([f"62220{i * 7919 % 10**11:012d}" for i in range(size)], object)
    names = np.array(
        [
            SURNAMES[i % len(SURNAMES)]
            + GIVEN[i * 13 % len(GIVEN)]
            + GIVEN[i * 29 // 7 % len(GIVEN)]
            for i in range(size)
        ],
        object,
    )
    days = np.sort(rng.integers(0, 2000, rows))
    amounts = np.round(np.exp(rng.normal(8, 1.6, rows)), 2)
    purposes = np.array(PURPOSES, object)[rng.integers(0, len(PURPOSES), rows)]
    writer = None
    for start in range(0, rows, CHUNK):
        part = slice(start, min(rows, start + CHUNK))
        day = np.datetime64("2019-01-01") + days[part]
        table = pa.table(
            {
                "txn_id": pa.array(np.arange(part.start, part.stop)),
                "date": pa.array(day.astype("datetime64[D]")),
                "payer_account": pa.array(numbers[payer[part]]),
                "payer": pa.array(names[payer[part]]),
                "payee_account": pa.array(numbers[payee[part]]),
                "payee": pa.array(names[payee[part]]),
                "amount": pa.array(amounts[part]),
                "currency": pa.array(["CNY"] * (part.stop - part.start)),
                "purpose": pa.array(purposes[part]),
            }
        )
        writer = writer or pc.CSVWriter(path, table.schema)
        writer.write(table)
    if writer is not None:
        writer.close()
    return path
