"""The facts of one invented case, read from its YAML, and numbers given to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml
from making.ledger import Party, Transfer
from making.numbers import account, identity, unit_code

if TYPE_CHECKING:
    from making.formats import Cell

HERE = Path(__file__).parent

Facts = dict[str, Any]


def shown(name: str) -> str:
    """Return a name as written; what follows "@" only tells namesakes apart."""
    return name.partition("@")[0]


def cents(value: float) -> int:
    """Return a sum as hundredths."""
    return round(value * 100)


@dataclass(slots=True)
class World:
    """Facts of a case with the numbers of its people, units and accounts.

    ``banks`` maps a bank's letter to the name that its statements print.
    """

    facts: Facts
    banks: dict[str, str]
    rng: Random
    identities: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    transfers: list[Transfer] = field(default_factory=list)

    def party(self, name: str) -> Party:
        """Return the party of a name, opening an account at its first use."""
        if name not in self.parties:
            bank = self.facts["accounts"].get(name, "X")
            number = account(bank, 1_000_003 + 97 * len(self.parties))
            self.parties[name] = Party(shown(name), number, self.banks[bank])
        return self.parties[name]

    def pay(
        self,
        when: datetime,
        payer: str,
        payee: str,
        sum_cents: int,
        purpose: str,
        tag: str = "",
    ) -> None:
        """Note one transfer."""
        self.transfers.append(
            Transfer(
                when, self.party(payer), self.party(payee), sum_cents, purpose, tag
            )
        )

    def head(self, table: str) -> list[Cell]:
        """Return the column names that a table is printed with."""
        return list(self.facts["heads"][table].split(","))

    def id_of(self, name: str) -> str | None:
        """Return the identity number of a person of the case, if it has one."""
        return self.identities.get(name)


def load(name: str, banks: dict[str, str]) -> World:
    """Read ``NAME.yaml`` and give numbers in the order in which names stand there."""
    facts: Facts = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    world = World(facts, banks, Random(facts["seed"]))
    for i, (person, (born, sex)) in enumerate(facts["persons"].items()):
        sequence = 100 + 2 * i + (sex in ("男", "m"))
        world.identities[person] = identity(facts["area"], born, sequence)
    for i, company in enumerate(facts["companies"], 101):
        world.codes[company] = unit_code(facts["area"], 37 * i)
    for owner in facts["accounts"]:
        world.party(owner)
    for when, payer, payee, value, purpose, tag in facts["transfers"]:
        world.pay(when, payer, payee, cents(value), purpose, tag)
    return world


def moment(rng: Random, day: date) -> datetime:
    """Return a time of that day when people pay."""
    hour = rng.choice((8, 9, 10, 10, 11, 12, 14, 15, 16, 17, 19, 20))
    return datetime(  # noqa: DTZ001 - statements print local time
        day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60)
    )
