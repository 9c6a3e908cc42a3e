"""Offences in context: frames of act, object, beneficiary and role, zh and en."""

from pathlib import Path

import pytest
import yaml

from tests.factory.leads import letter
from workbench.leads import assess

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "language" / "offences.yaml").read_text(
        "utf-8"
    )
)
SHARE = 0.9  # of the sentences; one may be told so that two offences fit it


def told(lang, text):
    found = assess(letter(text, lang=lang)).strongest
    return (found.offence if found else None) or "none"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("half", ["train", "held"])
def test_a_sentence_is_taken_for_the_offence_that_it_tells(half, lang):
    cases = [case for case in CASES[half] if case[0] == lang]
    right = [told(lang, text) == offence for _, offence, text in cases]
    assert sum(right) / len(right) >= SHARE


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "此人贪污腐败，无法无天，老百姓敢怒不敢言，强烈要求严惩！"),
        ("zh", "某些干部坐着几十万的车，喝着几百块的酒，官官相护，没有一个干净的。"),
        ("zh", "驻村队员帮群众抢收小麦，这样的好干部请你们表扬他。"),
        ("en", "They are all rotten, every last one of them, and they laugh at us."),
        (
            "en",
            "The officer was kindness itself; if there is a form for praise, use it.",
        ),
    ],
)
def test_abuse_moods_and_thanks_tell_no_act(lang, text):
    found = assess(letter(text, lang=lang))
    best = found.strongest
    assert best is None or best.elements["act"].level == 0


def test_an_act_outside_the_templates_is_weighed_by_the_generic_one():
    text = "2025年4月，环保所所长打电话给化工厂报信，让他们先把排污口堵上。"
    found = assess(letter(text)).strongest
    assert found.offence is None
    assert found.elements["act"].level >= 2
    assert set(found.key_elements) == {"act", "benefit"}
