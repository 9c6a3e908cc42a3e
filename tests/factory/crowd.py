"""Transfers among many, in groups with a few hubs: for what must stay quick."""

from __future__ import annotations

import numpy as np
import pandas as pd


def crowd(entities: int, links: int, *, seed: int = 7) -> pd.DataFrame:
    """Return transfers: mostly inside groups of about 120, some to thirty hubs."""
    chance = np.random.default_rng(seed)
    count = max(entities // 120, 1)
    group = chance.integers(0, count, entities)
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], np.arange(count + 1))
    payer = chance.integers(0, entities, links)
    low, high = start[group[payer]], start[group[payer] + 1]
    inside = order[low + (chance.random(links) * (high - low)).astype(int)]
    payee = np.where(
        chance.random(links) < 0.85, inside, chance.integers(0, entities, links)
    )
    hubs = chance.integers(0, 30, links)
    payee = np.where(chance.random(links) < 0.05, hubs, payee)
    return pd.DataFrame(
        {
            "payer": [f"甲{i:05d}" for i in payer],
            "payee": [f"甲{i:05d}" for i in payee],
            "amount": chance.integers(1, 10**6, links),
            "date": "2026-01-05",
        }
    )
