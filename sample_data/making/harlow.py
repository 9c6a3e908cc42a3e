"""The case of Harlow County as files, and its truth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from making import letters
from making.formats import docx, table, xlsx
from making.ledger import statement, totals, yuan
from making.numbers import account
from making.world import HERE, World, load, moment, shown

if TYPE_CHECKING:
    from making.formats import Cell, Rows

BANKS = {"A": "First Harlow Bank", "B": "Eastmere Credit Union", "X": "other bank"}
POWER = "Harlow Water and Power"


def _live(world: World) -> None:
    """Let firms and one person pay their bills around what is planted."""
    rng = world.rng
    buys = ("Quarry Park Aggregates", "Southby Fuels", "Moor Plant Hire", POWER)
    for i in range(150):
        day = date(2023, 2, 1) + timedelta(days=8 * i + rng.randrange(7))
        price = rng.randrange(180_00, 24_000_00)
        payee = rng.choice(buys)
        world.pay(moment(rng, day), "Blackmoor Surfacing Ltd", payee, price, "supplies")
    for i in range(60):
        day = date(2024, 5, 1) + timedelta(days=12 * i + rng.randrange(9))
        shop = rng.choice(("Harlow Grocers", "Chapel Lane Garage", POWER))
        price = rng.randrange(9_00, 420_00)
        world.pay(moment(rng, day), "Dennis Orme", shop, price, "card")


def _bank(world: World) -> bytes:
    """Return the bank's CSV: signed amounts, US dates, two broken rows."""
    head = "Account name,Account number,Date,Description,Counterparty,Counterparty account,Amount,Balance,Reference"  # noqa: E501 - one printed line
    rows: list[list[Cell]] = []
    for name, bank in world.facts["accounts"].items():
        if bank != "A":
            continue
        owner = world.party(name)
        for line in statement(owner, world.transfers):
            item, sign = line.transfer, "" if line.incoming else "-"
            rows.append(
                [
                    owner.name,
                    owner.account,
                    f"{item.when:%m/%d/%Y}",
                    item.purpose,
                    line.other.name,
                    line.other.account,
                    sign + yuan(item.cents),
                    yuan(line.balance),
                    f"FH{line.number:06d}",
                ]
            )
    for place, column, value in ((40, 2, "13/45/2024"), (90, 6, "n/a")):
        bad = list(rows[place])
        bad[column], bad[8] = value, f"ERR{place:04d}"
        rows.insert(place + 1, bad)
    return table([head.split(","), *rows])


def _union(world: World, name: str) -> bytes:
    """Return one account's workbook: facts above, money in and out, totals below."""
    owner = world.party(name)
    lines = statement(owner, world.transfers)
    received, spent = totals(lines)
    rows: Rows = [
        ["Eastmere Credit Union: statement of account"],
        ["Account holder", owner.name],
        ["Account no.", owner.account],
        [],
        ["Posted", "Details", "Payee / Payer", "Money in", "Money out", "Balance"],
    ]
    for line in lines:
        item, value = line.transfer, line.transfer.cents / 100
        paid = [value, None] if line.incoming else [None, value]
        other = line.other.name
        rows.append([item.when.date(), item.purpose, other, *paid, line.balance / 100])
    rows.append(["Totals", None, None, received / 100, spent / 100])
    return xlsx({"Statement": rows})


def _registry(world: World) -> bytes:
    facts, codes = world.facts, world.codes
    head = (
        "Company,Registration number,Type,Registered agent,Incorporated,Capital,"
        "Business,Phone,Registered address"
    )
    basics: Rows = [list(head.split(","))]
    for name, (kind, boss, *rest) in facts["companies"].items():
        basics.append([name, codes[name], kind, shown(boss), *rest])
    owners: Rows = [["Owner", "Company", "Share %", "From", "To"]]
    owners += [[shown(row[0]), *row[1:]] for row in facts["owners"]]
    officers: Rows = [["Officer", "Company", "Role", "From", "To"]]
    officers += [list(row) for row in facts["officers"]]
    return xlsx({"Companies": basics, "Owners": owners, "Officers": officers})


def _contracts(world: World) -> bytes:
    head = (
        "Contract no.,Project,Buyer,Supplier,Award amount,Award date,Method,"
        "Contract manager,Changes"
    )
    contracts: Rows = [list(head.split(",")), *world.facts["contracts"]]
    head = "Tender no.,Project,Buyer,Bidder,Bid amount,Opened,Result,Contact,Phone"
    bids: Rows = [list(head.split(",")), *world.facts["bids"]]
    return xlsx({"Contracts": contracts, "Bids": bids})


def _staff(world: World) -> bytes:
    rows: Rows = [["Employee", "Department", "Post", "Start", "End", "Duties"]]
    return table([*rows, *world.facts["posts"]])


def _payroll(world: World) -> bytes:
    """Return the Parks payroll; one grounds keeper never passes the gate (H2)."""
    head = "Month,Employee,Department,Position,Net pay,Account,Days at gate"
    rows: Rows = [list(head.split(","))]
    staff = [*world.facts["crew"], "Ellis Varley"]
    for month in range(1, 13):
        for i, name in enumerate(staff):
            days = 0 if name == "Ellis Varley" else 19 + (month + i) % 4
            paid_to = account("X", 3_000_000 + i)
            unit, post = "Harlow County Parks Department", "Grounds Keeper"
            rows.append(
                [f"2025-{month:02d}", name, unit, post, "3150.00", paid_to, days]
            )
    return table(rows)


def _relatives(world: World) -> bytes:
    rows: Rows = [["Official", "Relation", "Relative", "Relative's employer", "Post"]]
    return table([*rows, *world.facts["kin"]])


def build() -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return all files of the case folder (path -> bytes) and its truth."""
    world = load("harlow", BANKS)
    _live(world)
    files = {"case.toml": (HERE / "harlow.case.toml").read_bytes()}
    files |= letters.inbox("harlow", world)
    files["files/bank/first_harlow_bank.csv"] = _bank(world)
    for name in ("Larkfield Advisory LLC", "Dennis Orme"):
        stem = name.lower().replace(" ", "_")
        files[f"files/bank/eastmere_{stem}.xlsx"] = _union(world, name)
    files["files/registry/companies.xlsx"] = _registry(world)
    files["files/contracts/contracts.xlsx"] = _contracts(world)
    files["files/staff/officials.csv"] = _staff(world)
    files["files/staff/declared_relatives.csv"] = _relatives(world)
    files["files/staff/parks_payroll_2025.csv"] = _payroll(world)
    note = "Minutes, Works Committee, 2 July 2024\nMr Keane reported that additional "
    note += "sub-base was needed on Eastmere Road. Agreed subject to site inspection."
    files["files/notes/works_committee_2024-07-02.docx"] = docx(note)
    tagged = sorted((t for t in world.transfers if t.tag), key=lambda t: t.when)
    planted = [
        {"tag": t.tag, "when": str(t.when), "from": t.payer.name}
        | {"to": t.payee.name, "amount": t.cents / 100}
        for t in tagged
    ]
    truth = {"case": "harlow", "letters": letters.truth("harlow"), "planted": planted}
    return files, truth | world.facts["truth"]
