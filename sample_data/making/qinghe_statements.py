"""Statements of banks, a payment platform and the treasury, each in its own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.formats import table, xlsx
from making.ledger import Line, statement, totals, yuan

if TYPE_CHECKING:
    from making.formats import Cell, Rows
    from making.world import World

PUBLIC = ("局", "政府", "财政所", "医院", "支付中心")


def _rural_row(owner: str, identity: str | None, line: Line) -> list[Cell]:
    item = line.transfer
    return [
        owner,
        item.payee.account if line.incoming else item.payer.account,
        identity,
        f"{item.when:%Y%m%d}",
        f"{item.when:%H:%M:%S}",
        "贷" if line.incoming else "借",
        yuan(item.cents),
        yuan(line.balance),
        line.other.name,
        line.other.account,
        line.other.bank,
        item.purpose,
        f"NS{item.when:%Y%m%d}{line.number:06d}",
        "柜面" if "柜台" in item.purpose else "网银",
    ]


def rural(world: World) -> bytes:
    """Return the rural bank's one file for all accounts asked for (GB18030)."""
    rows: list[list[Cell]] = []
    for name, bank in world.facts["accounts"].items():
        if bank != "A":
            continue
        owner = world.party(name)
        lines = statement(owner, world.transfers)
        rows += [_rural_row(owner.name, world.id_of(name), line) for line in lines]
    return table([world.head("rural"), *spoiled(rows)], encoding="gb18030")


def spoiled(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Put rows in that cannot be read: copies of good ones, each broken once."""
    breaks = {
        120: (3, "20220230"),  # no such day
        260: (6, "壹仟元整左右"),  # no sum
        390: (6, "12,3A0.00"),  # a letter in a sum
        455: (3, "见附页"),  # no date at all
        530: (6, None),  # no sum given
    }
    out: list[list[Cell]] = []
    for place, row in enumerate(rows):
        out.append(row)
        if place in breaks:
            column, value = breaks[place]
            bad = list(row)
            bad[column], bad[12] = value, f"ERR{place:06d}"
            out.append(bad)
    return out


def yunhe(world: World, name: str) -> bytes:
    """Return one account's workbook: block of facts above, totals below."""
    owner = world.party(name)
    lines = statement(owner, world.transfers)
    received, spent = totals(lines)
    rows: Rows = [
        ["云河银行股份有限公司 客户交易明细"],
        ["户名", owner.name, None, "账号", owner.account],
        [
            "起始日期",
            lines[0].transfer.when.date(),
            None,
            "截止日期",
            lines[-1].transfer.when.date(),
        ],
        ["币种", "人民币", None, "查询机构", "清河县纪委监委"],
        [],
        world.head("yunhe"),
    ]
    for line in lines:
        item, value = line.transfer, line.transfer.cents / 100
        rows.append(
            [
                item.when,
                value if line.incoming else None,
                None if line.incoming else value,
                line.balance / 100,
                line.other.name,
                line.other.account,
                line.other.bank,
                item.purpose,
                f"{line.number:05d}",
            ]
        )
    if "宏达" in name:
        rows.insert(30, ["2021-13-05", 1200, None, 0, "不详", None, None, "冲正", "E1"])
    rows.append(["合计", received / 100, spent / 100])
    return xlsx({"交易明细": rows})


def platform(world: World, name: str) -> bytes:
    """Return the payment platform's download: its own words, newest first."""
    owner = world.party(name)
    rows: list[list[Cell]] = [
        ["汇易付交易记录明细查询"],
        [f"账户名:{owner.name}", f"账号:{owner.account}"],
        ["----------交易记录明细列表----------"],
        world.head("platform"),
    ]
    for line in reversed(statement(owner, world.transfers)):
        item = line.transfer
        rows.append(
            [
                f"{item.when:%Y/%m/%d %H:%M:%S}",
                "转账" if item.tag else "商户消费",
                line.other.name,
                item.purpose,
                "收入" if line.incoming else "支出",
                yuan(item.cents),
                "余额",
                "交易成功",
                f"HYF{item.when:%Y%m%d%H%M%S}{line.number:04d}",
            ]
        )
    return table(rows)


def treasury(world: World) -> bytes:
    """Return what public bodies paid, from the treasury's side."""
    paid = [t for t in world.transfers if t.payer.name.endswith(PUBLIC)]
    paid = [t for t in paid if t.purpose != "工资"]
    paid.sort(key=lambda t: (t.when, t.payee.account))
    rows: list[list[Cell]] = [
        [
            t.when.date().isoformat(),
            t.payer.name,
            t.payer.account,
            t.payee.name,
            t.payee.account,
            t.payee.bank,
            f"{t.cents / 100:,.2f}",
            t.purpose,
            f"ZF{t.when:%Y}{number:05d}",
        ]
        for number, t in enumerate(paid, 1)
    ]
    return table([world.head("treasury"), *rows], encoding="utf-8-sig")
