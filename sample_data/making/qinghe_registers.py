"""Rosters and registers of 清河县: who holds what post, owns what, was paid what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from making.formats import docx, table, xlsx
from making.numbers import account, identity
from making.qinghe_money import CARD_HOLDER, months
from making.world import shown

if TYPE_CHECKING:
    from making.formats import Cell, Rows
    from making.world import World

FAMILY = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜戚谢邹喻柏水窦"


def villagers(world: World, count: int) -> list[tuple[str, str, str]]:
    """Return invented villagers: name, identity number, own passbook account."""
    known = {shown(name) for name in world.facts["persons"]}
    people: list[tuple[str, str, str]] = []
    while len(people) < count:
        name = world.rng.choice(FAMILY) + world.rng.choice(world.facts["given"])
        born = date(1946, 1, 1) + timedelta(days=world.rng.randrange(14_000))
        sequence = world.rng.randrange(600, 999)
        number = identity(world.facts["area"], born, sequence)
        if name in known:
            continue
        known.add(name)
        people.append(
            (name, number, account("A", 5_000_000 + world.rng.randrange(10**6)))
        )
    return people


def roster(world: World) -> bytes:
    """Return the cadre roster with posts and dates."""
    rows: Rows = [
        ["清河县干部任职情况登记（节选）"],
        world.head("roster"),
    ]
    for name, unit, post, since, until, duty in world.facts["posts"]:
        born, sex = world.facts["persons"][name]
        rows.append(
            [name, world.id_of(name), sex, born, unit, post, since, until, duty]
        )
    return xlsx({"任职情况": rows})


def kin(world: World) -> bytes:
    """Return declared relatives."""
    rows: Rows = [world.head("kin")]
    for person, relation, other, unit, post in world.facts["kin"]:
        rows.append(
            [
                person,
                world.id_of(person),
                relation,
                other,
                world.id_of(other),
                unit,
                post,
            ]
        )
    return table(rows, encoding="utf-8-sig")


def registry(world: World) -> bytes:
    """Return the company registry: basics, owners, officers, changes."""
    facts, codes = world.facts, world.codes
    basics: Rows = [world.head("company")]
    for name, (kind, boss, born, capital, trade, phone, place) in facts[
        "companies"
    ].items():
        basics.append(
            [
                name,
                codes[name],
                kind,
                shown(boss),
                born,
                capital,
                trade,
                phone,
                place,
                "存续",
            ]
        )
    owners: Rows = [world.head("owners")]
    for who, firm, share, since, until in facts["owners"]:
        owners.append(
            [shown(who), world.id_of(who), firm, codes[firm], f"{share}%", since, until]
        )
    officers: Rows = [world.head("officers")]
    for who, firm, role, since, until in facts["officers"]:
        officers.append(
            [shown(who), world.id_of(who), firm, codes[firm], role, since, until]
        )
    changes: Rows = [world.head("changes")]
    changes += [list(row) for row in facts["changes"]]
    return xlsx(
        {"基本信息": basics, "股东": owners, "主要人员": officers, "变更记录": changes}
    )


def purchases(world: World) -> bytes:
    """Return the procurement list and the bidders."""
    contracts: Rows = [world.head("contracts")]
    for row in world.facts["contracts"]:
        contracts.append([*row[:4], world.codes.get(row[3]), *row[4:]])
    bids: Rows = [world.head("bids")]
    bids += [list(row) for row in world.facts["bids"]]
    return xlsx({"采购合同": contracts, "投标情况": bids})


def _roll(title: str, number: str, head: list[Cell], lines: Rows, total: float) -> Rows:
    return [
        [title],
        ["发放单位：柳林镇财政所", None, None, "文号", number],
        head,
        *lines,
        ["合计", None, None, None, len(lines), total],
    ]


def machine_rolls(world: World) -> bytes:
    """Return the machine subsidy roll of 2023: 41 share one card (case 1)."""
    card = world.party(CARD_HOLDER).account
    sheets: dict[str, Rows] = {}
    day, serial = date(2023, 6, 28), 0
    for village, count, ringed in (
        ("上湾村", 53, 41),
        ("下湾村", 30, 0),
        ("柳树屯村", 28, 0),
    ):
        lines: Rows = []
        people = villagers(world, count)
        if ringed == 0:
            name = "王桂兰@下湾" if village == "下湾村" else "马东升@柳树屯"
            own = account("A", 4_000_000 + count)
            people[-1] = (shown(name), world.identities[name], own)
        for i, (name, number, own) in enumerate(people, 1):
            serial += 1
            paid_to = card if i <= ringed else own
            lines.append(
                [
                    i,
                    name,
                    number,
                    "旋耕机",
                    1,
                    9000,
                    paid_to,
                    day,
                    "周小军" if ringed else "镇农业服务中心",
                    f"FS1GKN-{23000 + serial}",
                ]
            )
        title = f"柳林镇{village}2023年农机购置与应用补贴发放花名册"
        sheets[village] = _roll(
            title,
            world.facts["roll_number"],
            world.head("machine"),
            lines,
            9000 * count,
        )
    return xlsx(sheets)


def tiller_roll(world: World) -> bytes:
    """Return the roll of 2024: twelve claims on the son-in-law's shop (case 12)."""
    shop = world.party("高小林").account
    rows: Rows = [world.head("tiller")]
    people = villagers(world, 10)
    for name, born in (("周老栓", date(1941, 2, 3)), ("杨有才", date(1970, 6, 5))):
        people.append((name, identity(world.facts["area"], born, 501), ""))
    for name, number, _ in people:
        rows.append(
            [
                "2024年农机购置与应用补贴",
                name,
                number,
                "微耕机",
                1,
                "3500.00",
                shop,
                "2024-09-05",
                "柳林镇上湾村",
                None,
            ]
        )
    return table(rows, encoding="gb18030")


def farmland_roll(world: World) -> bytes:
    """Return the farmland subsidy roll: an ordinary one, every recipient an account."""
    rows: Rows = [world.head("farmland")]
    for name, number, own in villagers(world, 160):
        acres = world.rng.randrange(20, 130) / 10
        rows.append(
            [
                "2023年耕地地力保护补贴",
                name,
                number,
                acres,
                f"{acres * 95:.2f}",
                own,
                "2023/5/18",
                f"柳林镇{world.rng.choice(('上湾村', '下湾村', '柳树屯村'))}",
            ]
        )
    return table(rows, encoding="gb18030")


def budget(world: World) -> bytes:
    """Return budget lines: one fund from province to county to township to village."""
    return table([world.head("budget"), *world.facts["budget"]], encoding="utf-8-sig")


def trips(world: World) -> bytes:
    """Return the dispatch log: planted trips among ordinary ones."""
    rows: Rows = []
    for day in months(date(2025, 9, 1), date(2026, 8, 31), 3):
        for step in range(0, 26, 4):
            when = day + timedelta(days=step + world.rng.randrange(3))
            plate = world.rng.choice(("青K·20317", "青K·20552"))
            town = world.rng.choice(("柳林镇", "石桥镇", "白塘乡", "南坪镇", "云河市"))
            what = world.rng.choice(
                ("春耕检查", "农机安全检查", "送文件", "项目验收", "下乡调研")
            )
            if when.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
                user = world.rng.choice(("吴学军", "蔡永平", "方小燕"))
                rows.append(
                    [
                        plate,
                        when,
                        when,
                        "常有福",
                        user,
                        "清河县农业农村局",
                        "县城",
                        town,
                        what,
                        world.rng.randrange(18, 150),
                        "蔡永平",
                    ]
                )
    for plate, out, back, driver, user, start, end, what, far, boss in world.facts[
        "trips"
    ]:
        rows.append(
            [
                plate,
                out,
                back,
                driver,
                user,
                "清河县农业农村局",
                start,
                end,
                what,
                far,
                boss,
            ]
        )
    rows.sort(key=lambda row: (str(row[1]), str(row[0])))
    return table([world.head("trips"), *rows], encoding="gb18030")


def tolls(world: World) -> bytes:
    """Return toll events, the planted ones among others of the same cars."""
    rows: list[list[Cell]] = [list(row) for row in world.facts["tolls"]]
    for day in months(date(2025, 10, 1), date(2026, 8, 20), 16):
        plate = world.rng.choice(("青K·20552", "青K·7Q218", "青K·3W906"))
        clock = f"{8 + world.rng.randrange(9):02d}:{world.rng.randrange(60):02d}:05"
        rows.append([plate, day, clock, "清河收费站", "入口"])
    rows.sort(key=lambda row: (str(row[1]), str(row[2])))
    rows = [[*row, "东岭省高速公路联网中心"] for row in rows]
    return table([world.head("tolls"), *rows])


def payroll(world: World) -> bytes:
    """Return a school's payroll over three years, with a seconded teacher (case 16)."""
    staff = ["林晓燕", "邓宏伟", *(name for name, _, _ in villagers(world, 8))]
    rows: Rows = [
        ["清河县第二中学教职工工资发放表"],
        world.head("payroll"),
    ]
    for day in months(date(2021, 9, 1), date(2024, 7, 31), 10):
        for i, name in enumerate(staff):
            post = "校长" if name == "邓宏伟" else "教师"
            days = None if name == "林晓燕" else 21 + (day.month + i) % 2
            pay = 5180 + 130 * i + 20 * (day.year - 2021)
            paid_to = account("A", 3_000_000 + i)
            rows.append(
                [f"{day:%Y-%m}", name, "清河县第二中学", post, pay, paid_to, days]
            )
    return xlsx({"工资": rows})


def vouchers(world: World) -> bytes:
    """Return vouchers: the planted ones (cases 2, 3, 4, 15) among ordinary ones."""
    rows: Rows = [list(row) for row in world.facts["vouchers"]]
    units = ("石桥镇中心小学", "清河县林业局", "清河县文化馆", "南坪镇人民政府")
    goods = (("复印纸", 320), ("网络服务费", 2_400), ("维修费", 1_860), ("书籍", 976))
    for i in range(48):
        what, price = world.rng.choice(goods)
        day = date(2022, 1, 8) + timedelta(days=29 * i)
        rows.append(
            [
                f"{day:%Y-%m}-{60 + i:04d}",
                day,
                units[i % 4],
                "清河县惠民超市",
                price + i,
                f"购{what}",
                what,
                "经办员",
                "分管领导",
                f"300{41000 + 7 * i}",
                day - timedelta(days=4),
                "清河县惠民超市",
            ]
        )
    rows.sort(key=lambda row: (str(row[1]), str(row[0])))
    return table([world.head("vouchers"), *rows], encoding="utf-8-sig")


def small_registers(world: World) -> dict[str, bytes]:
    """Return vehicles, property, the camera index and the ledger of 2016."""
    facts = world.facts
    cars: Rows = [world.head("vehicles")]
    cars += [[p, o, world.id_of(o), m, d] for p, o, m, d in facts["vehicles"]]
    homes: Rows = [world.head("properties")]
    for owner, place, number, area, price, day in facts["properties"]:
        homes.append(
            [shown(owner), world.id_of(owner), place, number, area, price, day]
        )
    camera: Rows = [world.head("camera"), *facts["camera"]]
    ledger: Rows = [
        ["2016年问题线索管理台账"],
        world.head("ledger_2016"),
        *facts["ledger_2016"],
    ]
    return {
        "车辆/机动车登记.csv": table(cars, encoding="gb18030"),
        "房产/不动产登记查询.xlsx": xlsx({"查询结果": homes}),
        "车辆/监控录像索引.csv": table(camera, encoding="utf-8-sig"),
        "台账/2016年问题线索台账.xlsx": xlsx({"台账": ledger}),
    }


def documents(world: World) -> dict[str, bytes]:
    """Return prose documents, and one that is broken and must be refused."""
    texts = world.facts["documents"]
    out = {f"文书/{name}.docx": docx(text) for name, text in texts.items()}
    whole = docx(texts["局务会议纪要"])
    out["文书/会议记录（损坏）.docx"] = whole[: len(whole) // 2]
    out["文书/空表.xlsx"] = xlsx({"Sheet1": []})
    return out
