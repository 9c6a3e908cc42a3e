"""Builders of case folders and of the files in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Entry:
    verb: str
    of: str
    value: Any


@dataclass
class Notes:
    """A journal that keeps its entries in memory."""

    kept: list[Entry] = field(default_factory=list)

    def append(self, verb: str, of: str, value: Any, *, why: str = "") -> Entry:
        assert isinstance(why, str)
        self.kept.append(Entry(verb, of, value))
        return self.kept[-1]

    def entries(self, verb: str | None = None) -> list[Entry]:
        return [entry for entry in self.kept if verb in (None, entry.verb)]


def case_with(folder: Path, **files: str | bytes) -> Path:
    """Make a case folder whose files/ holds the given names (``__`` for the dot)."""
    for name, content in files.items():
        path = folder / "files" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


STATEMENT = """\
账号：6222020000001111 户名：张三 单位：元
交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,对方账号
2024-01-02,工资,,"5,000.00","6,000.00",清河县财政局,3301000011
2024-01-03,消费,100.00,,"5,900.00",李四,6222020000002222
2024-01-05,损坏,一百,,"5,900.00",李四,6222020000002222
合计,,100.00,"5,000.00",,,
"""
