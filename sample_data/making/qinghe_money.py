"""Ordinary life on the accounts of 清河县, around what is planted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from making.world import cents, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from making.world import World

POWER = "清河县供电有限责任公司"
TREASURY = "清河县财政国库支付中心"
CARD_HOLDER = "周小军"
FIRST, LAST = date(2019, 1, 1), date(2026, 8, 31)

SHOPS = (
    "百汇商场有限公司",
    "清河县惠民超市",
    "清河县老街粮油店",
    "清河县康宁大药房",
    "云河铁路客票代售点",
    "清河县城东加油站",
)
MATERIALS = (
    "云河市白石岭水泥厂",
    "清河县砂石料有限公司",
    "云河市通盛沥青有限公司",
    "清河县工程机械租赁站",
)
SALARIED = {"刘建国": 8_650, "曹国华": 8_120, "何雅琴": 5_480}
PEOPLE = ("周小军", "周德海", "王桂兰", "孙志强", "刘建国", "曹国华", "高小林")


def months(first: date, last: date, day: int) -> Iterator[date]:
    """Yield the given day of each month in the range."""
    year, month = first.year, first.month
    while (here := date(year, month, day)) <= last:
        if here >= first:
            yield here
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December


def some_day(world: World, first: date, last: date) -> date:
    """Return a day of the range."""
    return first + timedelta(days=world.rng.randrange((last - first).days))


def _salaries(world: World) -> None:
    for person, base in SALARIED.items():
        for day in months(date(2019, 11, 1), LAST, 12):
            extra = world.rng.randrange(0, 40) * 10
            world.pay(
                moment(world.rng, day), TREASURY, person, cents(base + extra), "工资"
            )


def _households(world: World) -> None:
    for person in PEOPLE:
        for day in months(date(2020, 1, 1), LAST, 1 + world.rng.randrange(27)):
            if world.rng.random() < 0.5:  # noqa: PLR2004 - some pay in cash
                bill = world.rng.randrange(38_00, 420_00)
                world.pay(moment(world.rng, day), person, POWER, bill, "电费")
        for _ in range(26 + world.rng.randrange(10)):
            day = some_day(world, date(2019, 11, 5), LAST)
            price = world.rng.randrange(12_00, 1_900_00)
            shop = world.rng.choice(SHOPS)
            world.pay(moment(world.rng, day), person, shop, price, "消费")
        for _ in range(6):
            day = some_day(world, date(2019, 11, 5), LAST)
            drawn = cents(world.rng.randrange(1, 11) * 500)
            world.pay(moment(world.rng, day), person, "现金", drawn, "ATM取现")


def _builders(world: World) -> None:
    for firm, share in (("宏达建设有限公司", 60), ("清河县永盛建材经营部", 34)):
        for _ in range(share):
            day = some_day(world, date(2020, 1, 5), date(2025, 12, 20))
            price = cents(world.rng.randrange(60, 3_800) * 100 + 36)
            seller = world.rng.choice(MATERIALS)
            world.pay(moment(world.rng, day), firm, seller, price, "材料款")
    for _ in range(40):
        day = some_day(world, date(2020, 1, 5), date(2025, 12, 20))
        price = cents(world.rng.randrange(300, 9_000) * 100)
        buyer = world.rng.choice(("云河市第二建筑工程有限公司", "云河市园区开发公司"))
        world.pay(moment(world.rng, day), buyer, "宏达建设有限公司", price, "工程款")


def _firms(world: World) -> None:
    firms = ("宏达建设有限公司", "新瑞装饰工程有限公司", "云河市山川路桥有限公司")
    for firm in firms:
        since = date(2022, 1, 20) if "山川" in firm else date(2019, 1, 6)
        for day in months(since, date(2025, 12, 31), 18):
            bill = world.rng.randrange(300_00, 2_600_00)
            world.pay(moment(world.rng, day), firm, POWER, bill, "电费")
            wages = cents(world.rng.randrange(150, 900) * 100)
            if world.rng.random() < 0.7:  # noqa: PLR2004 - not every month
                world.pay(moment(world.rng, day), firm, "代发工资", wages, "代发工资")
    for _ in range(36):
        day = some_day(world, date(2019, 2, 1), date(2025, 6, 30))
        price = cents(world.rng.randrange(20, 480) * 100)
        shop = world.rng.choice(("云河市建材城", "清河县五金机电门市"))
        world.pay(moment(world.rng, day), "新瑞装饰工程有限公司", shop, price, "材料款")
    for _ in range(22):
        day = some_day(world, date(2021, 1, 5), date(2023, 12, 20))
        price = cents(world.rng.randrange(10, 160) * 100 + 8)
        seller = world.rng.choice(("云河市日杂批发站", *MATERIALS))
        world.pay(
            moment(world.rng, day), "云河市启瑞商贸有限公司", seller, price, "货款"
        )


def _van_driver(world: World) -> None:
    for _ in range(70):
        day = some_day(world, date(2019, 2, 1), date(2025, 12, 20))
        fare = world.rng.randrange(80_00, 900_00)
        world.pay(moment(world.rng, day), "清河县货运信息部", "何俊", fare, "运费")


def _platform(world: World) -> None:
    goods = ("服饰", "水果生鲜", "话费充值", "儿童图书", "日用百货", "外卖订单")
    sellers = ("青禾果园网店", "小满童书", "汇易付生活缴费", "一米外卖", "布衣工坊")
    for person, count in (("孙丽华", 170), ("石永刚", 60)):
        for _ in range(count):
            since = date(2020, 1, 5) if person == "孙丽华" else date(2026, 1, 5)
            day = some_day(world, since, LAST)
            price = world.rng.randrange(6_00, 480_00)
            seller, what = world.rng.choice(sellers), world.rng.choice(goods)
            world.pay(moment(world.rng, day), person, seller, price, what)


def _honest_trade(world: World) -> None:
    for i in range(12):
        day = date(2022, 9, 20) + timedelta(days=30 * i)
        buyer, seller = "清河县人民医院", "清河县建军农资经营部"
        world.pay(moment(world.rng, day), buyer, seller, cents(3_900), "食堂粮油款")


def ring(world: World) -> None:
    """Plant the subsidy rings: many recipients, one account (cases 1 and 12)."""
    for i in range(41):
        when = datetime(2023, 6, 28, 15, 10 + i // 60, i % 60)  # noqa: DTZ001 - a bank's local time
        world.pay(
            when, "柳林镇财政所", CARD_HOLDER, cents(9_000), "农机补贴", "subsidy_ring"
        )
    for i in range(12):
        when = datetime(2024, 9, 5, 10, 2, i)  # noqa: DTZ001 - local time
        world.pay(
            when, "柳林镇财政所", "高小林", cents(3_500), "微耕机补贴", "subsidy_2024"
        )
    for day in (4, 6, 10, 14):
        when = datetime(2023, 7, day, 9, 15, day)  # noqa: DTZ001 - local time
        world.pay(when, CARD_HOLDER, "现金", cents(20_000), "柜台取现", "subsidy_ring")


def live(world: World) -> None:
    """Let everyone earn, buy and pay; one order, so one outcome."""
    ring(world)
    _salaries(world)
    _households(world)
    _builders(world)
    _firms(world)
    _van_driver(world)
    _platform(world)
    _honest_trade(world)
