"""What the title of a table says beyond its rows: a fund, a month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.values.account import is_card

if TYPE_CHECKING:
    from collections.abc import Sequence

_FUND = re.compile(
    r"([\u4e00-\u9fff（）()、与和]{2,20}?(?:补贴|补助|低保|救助|奖补|资金|津贴|补偿|救济)(?:资金|金|款|项目)?)"
)
_ROLL = re.compile(
    r"(?:发放|兑付|申领|领取|公示|登记|人员)?(?:花名册|名册|名单|发放表|明细表|明细|清册|公示表|汇总表|一览表|表)$"
)
_PLACE = re.compile(
    r"^(?!农村|城市|城镇|城乡).{0,12}?(?:省|市|县|区|乡|镇|街道|村|社区|组|局|所|办)(?=[\u4e00-\u9fff])"
)
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*年?(?:度|第.季度|上半年|下半年|\d{1,2}月份?)?|第?[一二三四]季度"
)
_MONTH = re.compile(r"((?:19|20)\d{2})\s*[年./-]?\s*(0?[1-9]|1[0-2])\s*月")
_DIGITS = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_ENGLISH = re.compile(
    r"(?i)([A-Z][\w' -]{3,60}?"
    r"(?:subsidy|grant|relief|allowance|fund|scheme|programme|program))\b"
)
_COMPANY = re.compile(
    r"([\u4e00-\u9fff（）()]{2,28}(?:公司|合作社|经营部|商行|商店|事务所|门市部|厂|中心|集团))"
    r"|([A-Z][\w&.,' -]{2,60}? (?:Ltd|Limited|LLC|Inc|PLC|GmbH|Corp)\b)"
)


def fund_in(lines: Sequence[str], sheet: str | None) -> str | None:
    """Return the fund that a roll's title names, without place, year and *roll*.

    Examples
    --------
    >>> fund_in(["石桥镇2023年农机购置补贴发放花名册"], None)
    '农机购置补贴'
    """
    for line in (*lines, sheet or ""):
        text = _ROLL.sub("", _PERIOD.sub("", line.strip()))
        for _ in range(3):
            text = _PLACE.sub("", text)
        found = _FUND.search(text) or _ENGLISH.search(line)
        if found:
            return found[1].strip()
    return None


def company_in(names: Sequence[str]) -> str | None:
    """Return the unit that the lines above a table, its sheet or its file name.

    Examples
    --------
    >>> company_in(["股东信息", "清河宏达建设有限公司_股东信息.xlsx"])
    '清河宏达建设有限公司'
    """
    for name in names:
        found = _COMPANY.search(name)
        if found:
            return (found[1] or found[2]).strip("（）()")
    return None


def card_in(names: Sequence[str]) -> str | None:
    """Return the card number that a file or sheet name holds, if it checks (Luhn)."""
    found = [each for name in names for each in _DIGITS.findall(name) if is_card(each)]
    return found[0] if found else None


def month_in(title: str) -> str | None:
    """Return the month (``YYYY-MM``) that a title names, if it names exactly one."""
    found = {f"{year}-{int(month):02d}" for year, month in _MONTH.findall(title)}
    return found.pop() if len(found) == 1 else None
