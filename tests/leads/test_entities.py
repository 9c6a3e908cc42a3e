"""Tests of naming each person and unit once."""

from workbench.leads.entities import distinct, distinct_units, resolve
from workbench.leads.mentions import find_mentions
from workbench.leads.values import PersonMention


def person(start, text, name="", unresolved=False):
    return PersonMention(
        start, start + len(text), text, name or text, unresolved=unresolved
    )


def test_a_surname_is_resolved_where_one_person_bears_it():
    full, later = resolve([person(0, "葛云山"), person(9, "葛厂长", "葛", True)])
    assert (later.name, later.unresolved) == ("葛云山", False)
    assert distinct([full, later]) == [full]


def test_a_surname_that_two_bear_stays_open():
    both = [person(0, "葛云山"), person(4, "葛云海"), person(9, "葛厂长", "葛", True)]
    assert resolve(both)[2].unresolved
    assert len(distinct(resolve(both))) == 3


def test_an_english_surname_is_the_person_named_before():
    found = find_mentions(
        "I saw Dale Reeves. Reeves took cash.", lang="en", received=None
    )
    assert [p.name for p in found.persons] == ["Dale Reeves", "Dale Reeves"]
    assert [p.text for p in distinct(found.persons)] == ["Dale Reeves"]


def test_a_unit_s_last_words_are_the_unit_named_in_full():
    found = find_mentions(
        "清河县水务局没人管，水务局局长也不管。", lang="zh", received=None
    )
    assert [u.text for u in found.units] == ["清河县水务局", "水务局"]
    assert [u.text for u in distinct_units(found.units)] == ["清河县水务局"]
