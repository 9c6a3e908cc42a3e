"""The case 清河县 as files, and its truth."""

from __future__ import annotations

from typing import Any

from making import letters, qinghe_money, qinghe_statements
from making import qinghe_registers as registers
from making.world import HERE, World, load

BANKS = {
    "A": "清河农村商业银行",
    "B": "云河银行",
    "P": "汇易付",
    "X": "东岭省内其他银行",
}


def _statements(world: World) -> dict[str, bytes]:
    out = {
        "files/银行流水/清河农商行查询反馈.csv": qinghe_statements.rural(world),
        "files/银行流水/国库集中支付明细.csv": qinghe_statements.treasury(world),
    }
    for name, bank in world.facts["accounts"].items():
        if bank == "B":
            book = qinghe_statements.yunhe(world, name)
            out[f"files/银行流水/云河银行_{name}.xlsx"] = book
        if bank == "P":
            sheet = qinghe_statements.platform(world, name)
            out[f"files/银行流水/汇易付_{name}.csv"] = sheet
    return out


def _registers(world: World) -> dict[str, bytes]:
    out = {
        "干部/干部任职名册.xlsx": registers.roster(world),
        "干部/亲属情况报告.csv": registers.kin(world),
        "企业/企业登记信息.xlsx": registers.registry(world),
        "采购/政府采购台账.xlsx": registers.purchases(world),
        "补贴/柳林镇2023年农机补贴花名册.xlsx": registers.machine_rolls(world),
        "补贴/柳林镇2024年微耕机补贴花名册.csv": registers.tiller_roll(world),
        "补贴/柳林镇2023年耕地地力补贴.csv": registers.farmland_roll(world),
        "资金/预算指标下达.csv": registers.budget(world),
        "车辆/派车登记.csv": registers.trips(world),
        "车辆/高速通行记录.csv": registers.tolls(world),
        "人事/县第二中学工资表.xlsx": registers.payroll(world),
        "财务/记账凭证.csv": registers.vouchers(world),
    }
    out |= registers.small_registers(world)
    out |= registers.documents(world)
    return {f"files/{name}": content for name, content in out.items()}


def planted(world: World) -> list[dict[str, Any]]:
    """Return every planted transfer with its tag, for tests and benches."""
    tagged = sorted((t for t in world.transfers if t.tag), key=lambda t: t.when)
    return [
        {
            "tag": t.tag,
            "when": t.when.isoformat(sep=" "),
            "from": t.payer.name,
            "to": t.payee.name,
            "amount": t.cents / 100,
        }
        for t in tagged
    ]


def build() -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return all files of the case folder (path -> bytes) and its truth."""
    world = load("qinghe", BANKS)
    qinghe_money.live(world)
    files = {"case.toml": (HERE / "qinghe.case.toml").read_bytes()}
    files |= letters.inbox("qinghe", world)
    files |= _statements(world)
    files |= _registers(world)
    truth = {
        "case": "qinghe",
        "letters": letters.truth("qinghe"),
        "planted": planted(world),
        **world.facts["truth"],
    }
    return files, truth
