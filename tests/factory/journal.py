"""Builders for journals."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.journal import open_journal


def a_journal(folder, *, case="qinghe", who="李核查", entries=0):
    journal = open_journal(
        folder / "journal.db",
        case=case,
        who=who,
        clock=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC),
    )
    for i in range(entries):
        journal.append("received", f"file-{i}", {"sha256": f"{i:064x}"})
    return journal
