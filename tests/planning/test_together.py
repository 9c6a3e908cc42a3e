from datetime import date

from tests.factory.planning import a_plan, allegation
from workbench.planning.execution import mark, moved
from workbench.planning.outcome import outcome
from workbench.records import Source
from workbench.wording import speaking

ON = date(2026, 3, 20)
HERE = (Source("posts.csv", "0" * 64, row=7),)


def two(**more):
    """Two matters about the same person, held by the same offices."""
    return [allegation(), allegation("A2", offence="O6", **more)]


def jobs(plan):
    return [s for s in plan.steps if s.source == "JOB"]


def test_one_request_serves_two_matters_about_the_same_person():
    [one] = jobs(a_plan("indirect", two()))
    assert one.serves == ("A1", "A2")
    assert {"A1.H1", "A2.H1"} <= set(one.refutes)


def test_requests_about_different_people_stay_apart():
    found = jobs(a_plan("indirect", two(subjects=("另某",))))
    assert sorted(s.serves for s in found) == [("A1",), ("A2",)]


def test_a_step_shows_for_each_matter_only_what_it_showed_alone():
    alone = a_plan("indirect", [allegation()])
    plan = a_plan("indirect", two())
    assert alone.steps
    for step in alone.steps:
        if step.hearing:
            continue
        [same] = [s for s in plan.steps if s.source == step.source and "A1" in s.serves]
        assert same.shows("A1") == step.elements
        assert [same.strength("A1", e) for e in step.elements] == [
            step.diagnosticity[e] for e in step.elements
        ]


def test_a_result_may_differ_between_the_matters_of_one_step():
    plan = a_plan("indirect", two())
    [one] = jobs(plan)
    told = {"A1/duty": "shown", "A2/duty": "refuted"}
    done = mark(plan, one.id, "done", on=ON, found=told, records=HERE)
    standing = {m.hypothesis: m.standing for m in moved(done)}
    assert standing["A1.H1"] == "supported"
    assert standing["A2.H1"] == "refuted"
    answers = {a.element: a.found for a in outcome(done, "A2").answers}
    assert answers["duty"] == "refuted"


def test_the_facts_of_each_matter_are_named_in_the_step():
    plan = a_plan("indirect", two(amount=360000.0))
    [one] = jobs(plan)
    with speaking("zh"):
        assert "36万元" in str(one.looks)
        assert "2024年3月至6月" in str(one.looks)
    with speaking("en"):
        assert "CNY 360,000" in str(one.looks)


def test_joined_requests_break_no_rule_that_single_ones_kept():
    for method in ("priority", "indirect"):
        apart = a_plan(method, two(subjects=("另某",)))
        joined = a_plan(method, two())
        assert {f.rule for f in joined.lint() if f.level == "error"} <= {
            f.rule for f in apart.lint() if f.level == "error"
        }
