"""Tests of how names are chosen in an English letter among all that may be one."""

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.leads.gazetteer import make_gazetteer
from workbench.leads.mentions import find_mentions
from workbench.leads.span_choice_en import Weights, best, choose, said, weights
from workbench.leads.span_signs_en import Ruled, Signs
from workbench.leads.span_words_en import word_class
from workbench.leads.spans_en import stretches, tokens_of

NOBODY = Ruled((), (), (), (), frozenset())


def read(text, **names):
    found = find_mentions(
        text, lang="en", received=None, gazetteer=make_gazetteer(**names)
    )
    return [p.text for p in found.persons], [u.text for u in found.units]


def proposed(text):
    tokens = tokens_of(text)
    return {tokens.quote(pair) for pair in stretches(tokens)}


def signs_of(text):
    signs = Signs(tokens_of(text), NOBODY)
    return [
        [*signs.start(first), *signs.end(last), *signs.inner((first, last))]
        for first, last in signs.pairs
    ]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Margaret", "given"),
        ("Quorvane", "Name"),
        ("Council", "Head"),
        ("Ltd", "legal"),
        ("Dr", "title"),
        ("council", "head"),
        ("passport", "office"),
        ("district", "level"),
        ("BVTX", "letters"),
        ("J", "initial"),
        ("didn't", "stop"),
    ],
)
def test_a_word_is_of_a_class(word, kind):
    assert word_class(word)[0] == kind


@pytest.mark.parametrize("name", ["Margaret", "Quorvane", "Quorvane-Tell", "BVTX"])
def test_a_name_is_known_by_its_class_alone(name):
    assert name.lower() not in word_class(name)[1]


def test_one_strange_name_has_the_signs_of_another():
    letter = "Mr {0} of {1} Paving took it. {0} said so, and {1} was paid."
    one = signs_of(letter.format("Quorvane", "Daltrix"))
    assert one == signs_of(letter.format("Ivelmo", "Hesprung"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the clerk of the passport office", {"passport office"}),
        ("the depot at Orvanne was shut", {"depot at Orvanne", "Orvanne"}),
        ("paid by Orvanne & Tulk Ltd again", {"Orvanne & Tulk Ltd", "Tulk Ltd"}),
        ("in the Shire of Belvane yesterday", {"Shire of Belvane", "Belvane"}),
        ("then J. Tulk signed", {"J. Tulk", "Tulk"}),
    ],
)
def test_a_stretch_is_proposed_with_every_boundary(text, names):
    assert names <= proposed(text)


def test_no_stretch_goes_beyond_its_sentence():
    assert not any("." in name for name in proposed("He saw Tulk. Orvanne Ltd paid."))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Mr Bordwell of the licensing office took 400 from me.", ["licensing office"]),
        ("The store keeper at Orvanne clinic sells the drugs.", ["Orvanne clinic"]),
        ("We paid at the office and went home.", []),
    ],
)
def test_an_office_in_small_letters_is_a_unit_where_it_is_somebodys(text, units):
    assert read(text)[1] == units


def test_the_writer_is_no_person_whatever_is_learned():
    text = "I saw Bordwell take it.\nYours faithfully,\nOlwen Trask"
    always = Weights({"B": (9.0, 0.0)}, (0.0, 0.0))
    found = choose(text, Ruled((), (), (), (), frozenset(("Olwen Trask",))), by=always)
    names = [text[slice(*span)] for span in found.persons]
    assert "Bordwell" in names
    assert not any("Trask" in name for name in names)


def test_names_of_the_case_keep_their_say():
    text = "we all know that quick brown works did it with lord of misrule"
    persons, units = read(text, persons=["lord of misrule"], units=["quick brown"])
    assert (persons, units) == (["lord of misrule"], ["quick brown"])


def test_a_letter_in_capitals_is_read_by_the_rules_alone():
    text = "EVERYBODY KNOWS BRENDA MACKLIN STOLE THE MONEY OF OUR TOWN"
    assert read(text)[0] == ["BRENDA MACKLIN"]


def test_a_text_longer_than_any_letter_is_read_by_the_rules_alone():
    text = "We met Thomas Orvanne. " + "All was said and done there. " * 3_000
    assert read(text)[0] == ["Thomas Orvanne"]


def test_of_stretches_that_overlap_those_are_kept_that_say_most():
    signs = Signs(tokens_of("Orvanne Tulk Ltd"), NOBODY)
    values = [
        (0.0, {"Orvanne": 2.0, "Tulk Ltd": 2.5, "Orvanne Tulk Ltd": 4.0}.get(name, 0.0))
        for name in map(signs.tokens.quote, signs.pairs)
    ]
    kept = [signs.tokens.quote(pair) for pair, _ in best(signs, values, (0.25, 0.25))]
    assert kept == ["Orvanne", "Tulk Ltd"]
    kept = [signs.tokens.quote(pair) for pair, _ in best(signs, values, (0.5, 1.5))]
    assert kept == ["Orvanne Tulk Ltd"]


def test_every_weight_is_of_a_sign_without_a_name():
    rare = [s for s in weights().signs if re.search(r"[A-Z][a-z]+[a-z]", s[1:])]
    kinds = {"Head", "Head?", "Name", "Name-", "Word", "True", "False"}
    left = {w for s in rare for w in re.findall(r"[A-Z][a-z]+[-?]?", s[1:])}
    assert left <= kinds


_WORDS = st.sampled_from(
    [
        *("Orvanne", "Margaret", "the", "office", "of", "Ltd", "&", ",", ".", "("),
        *("BVTX", "'s", "passport", "7", "Dr", "J", "at", "Council"),
        "\n",
    ]
)


@given(st.lists(_WORDS, max_size=30))
def test_names_are_apart_in_order_and_quoted_exactly(words):
    text = " ".join(words)
    found = find_mentions(text, lang="en", received=None)
    for mentions in (found.persons, found.units):
        assert all(text[m.start : m.end] == m.text for m in mentions)
    spans = sorted((m.start, m.end) for m in (*found.persons, *found.units))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_very_long_run_of_names_takes_time_in_proportion():
    def spent(times):
        text = "Orvanne Tulk of the Belvane Council " * times
        began = process_time()
        said(Signs(tokens_of(text), NOBODY), weights())
        return process_time() - began

    spent(50)
    assert spent(2_000) < 20 * max(spent(400), 0.02)
