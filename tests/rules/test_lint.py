"""Every number of the rules carries its value, its source and its reason."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workbench.leads.values import ELEMENTS
from workbench.rules import PROFILES, profile
from workbench.rules.reading import read

FILES = ("offences", "sources", "rubric", "screening")
BARE = {
    "years",
    "months",
    "days",
    "then",
}  # stand in a keeping rule with source and why


def numbers(node, path=""):
    """Yield every number with its path and the mapping it stands in."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield f"{path}.{key}", key, node
            else:
                yield from numbers(value, f"{path}.{key}")
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from numbers(value, f"{path}[{n}]")


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("file", FILES)
def test_every_number_has_a_source_and_a_reason(name, file):
    found = list(numbers(read(name, file)))
    bare = [
        path
        for path, key, node in found
        if key not in BARE | {"value"} or not node.get("source") or not node.get("why")
    ]
    assert bare == []
    assert found


@pytest.mark.parametrize("name", PROFILES)
def test_every_word_stands_in_both_languages(name):
    rules = profile(name)
    said = [s.labels for s in rules.sources.values()]
    said += [s.holder for s in rules.sources.values()]
    said += [o.labels for o in rules.offences.values()]
    said += [o.innocent for o in rules.offences.values()]
    said += [e.labels for o in rules.offences.values() for e in o.elements]
    said += [*rules.rubric.ask.values(), *rules.screening.bodies.values()]
    assert all(entry["zh"].strip() and entry["en"].strip() for entry in said)


@pytest.mark.parametrize("name", PROFILES)
def test_every_row_of_a_template_names_a_source_of_the_catalogue(name):
    rules = profile(name)
    elements = [e for o in rules.offences.values() for e in o.elements]
    rows = [row for e in [*elements, *rules.generic] for row in e.checks]
    assert {row.source for row in rows} <= set(rules.sources)
    assert all(0 < row.d.value <= 3 for row in rows)


@pytest.mark.parametrize("name", PROFILES)
def test_needs_are_elements_and_every_set_has_its_reason(name):
    for source in profile(name).sources.values():
        assert {e for need in source.needs for e in need} <= set(ELEMENTS)
        assert len(source.needs) == len(source.needs_why)
        assert bool(source.needs) == (source.kind == "document")


@pytest.mark.parametrize("name", PROFILES)
def test_keeping_rules_leave_no_gap_and_do_not_overlap(name):
    for source in profile(name).sources.values():
        dated = sorted(source.keeps, key=lambda rule: str(rule.since or ""))
        assert dated[0].since is None
        assert dated[-1].until is None
        for before, after in pairwise(dated):
            assert (after.since - before.until).days == 1


@pytest.mark.parametrize("name", PROFILES)
def test_the_rubric_weighs_the_ten_elements(name):
    assert tuple(profile(name).rubric.weights) == ELEMENTS


def test_the_generic_profile_cites_no_law():
    for file in FILES:
        assert "law" not in {
            word
            for _, key, node in numbers(read("generic", file))
            if key in BARE | {"value"}
            for word in str(node["source"]).replace(":", " ").replace("[", " ").split()
        }
    assert all(o.provision is None for o in profile("generic").offences.values())


def test_ring_alert_and_authority_stay_in_their_scales():
    for name in PROFILES:
        for source in profile(name).sources.values():
            assert source.alert.value in range(4)
            assert source.ring.value in range(5)
            assert source.authority in ("A0", "A1", "A2", "A3", "A4")
