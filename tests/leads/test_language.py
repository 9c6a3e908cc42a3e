"""Which language a letter is in."""

from __future__ import annotations

import pytest

from workbench.leads.language import language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("局长收了钱", "zh"),
        ("The director took the money and I saw it in the ledger of the office.", "en"),
        ("局长在 Brightstone Paving Ltd 收了钱，转账 20 万", "zh"),
        ("", "zh"),
        ("🙂🙂", "zh"),
        ("Le maire a reçu une enveloppe pour le marché public de la route", None),
        ("市長がお金を受け取りました。これはひどいことです。", None),
        ("Мэр получил деньги в конверте от подрядчика", None),
    ],
)
def test_a_language_is_known_or_said_to_be_unknown(text, lang):
    assert language_of(text) == lang
