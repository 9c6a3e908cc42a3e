from tests.factory.planning import DAY, a_plan, allegation, office, team
from workbench.planning import plan
from workbench.planning.noted import Noted
from workbench.wording import speaking

PAID = Noted(
    ends=("石桥镇农业站", "丰收农机店"),
    kind="payment",
    places=("银行流水.xlsx:12", "银行流水.xlsx:40"),
    entry=7,
)


def noted(link, of=()):
    given = {"team": team(), "office": office(), "as_of": DAY, "seconds": 0}
    about = list(of) or [allegation()]
    return plan("priority", about, noted=[link], insist="x", **given)


def test_a_link_noted_for_the_plan_is_what_a_step_compares() -> None:
    made = noted(PAID)
    steps = [s for s in made.steps if "石桥镇农业站付款给丰收农机店" in str(s.looks)]
    assert steps
    said = str(made.notes[-1])
    assert all(s.id in said for s in steps)
    assert "日志第7条" in said
    assert "银行流水.xlsx:12" in said


def test_a_link_that_no_step_could_show_brings_its_source_into_the_plan() -> None:
    one = allegation(offence="O5", subjects=("何主任",))
    assert "KIN" not in {s.source for s in a_plan("priority", [one]).steps}
    kin = Noted(ends=("何主任", "何俊"), kind="kinship", entry=1)
    step = next(s for s in noted(kin, of=[one]).steps if s.source == "KIN")
    assert step.sensitive_why
    assert "何主任亲属何俊" in str(step.looks)


def test_a_link_of_other_people_is_kept_as_a_note_that_says_so() -> None:
    made = noted(Noted(ends=("李某", "王某"), kind="payment", entry=3))
    assert "均不涉及" in str(made.notes[-1])
    assert not any("李某" in str(s.looks) for s in made.steps)


def test_a_link_without_a_usable_source_goes_to_the_lead_meeting() -> None:
    made = noted(Noted(ends=PAID.ends, kind="phone", entry=4))
    assert "线索分析会" in str(made.notes[-1])


def test_many_places_are_counted_and_the_first_named() -> None:
    many = Noted(ends=PAID.ends, kind="payment", places=tuple("abcde"), entry=5)
    with speaking("en"):
        assert "5 records, first a, b, c" in str(noted(many).notes[-1])
