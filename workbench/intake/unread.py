"""Why a table is not read: tables of known kinds that hold no records of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.forms import candidates

if TYPE_CHECKING:
    from workbench.intake.header import Head

_CALLS = re.compile(
    r"(?i)主叫|被叫|通话|呼叫|基站|对方号码|call (?:type|duration)|cell id"
)
_SUMS_ONLY = re.compile(
    r"科目余额|试算平衡|资产负债|利润表|损益表|现金流量表|汇总表|统计表|一览.{0,4}汇总"
    r"|trial balance|balance sheet|income statement|profit and loss|cash flow"
)


def why_not(head: Head) -> str:
    """Say why a table is not read: no names, sums alone, or a kind nobody knows."""
    if not any(head.names):
        return "intake.no_header"
    if balances(head) or _SUMS_ONLY.search(head.title):
        return "intake.sums_only"
    if sum(bool(_CALLS.search(name)) for name in head.names) > 1:
        return "intake.calls"
    registry = {
        c.role for n in head.names for c in candidates(n) if c.form == "registry"
    }
    if registry & {"owner", "officer"} and "share" in registry | {"owner_id"}:
        return "intake.company_missing"
    return "intake.not_recognised"


def balances(head: Head) -> bool:
    """Say whether columns name sums at the beginning and at the end of a period."""
    opening = any("期初" in name or "年初" in name for name in head.names)
    return opening and any("期末" in name or "年末" in name for name in head.names)
