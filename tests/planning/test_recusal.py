"""Grounds for recusal are found with their path, and block until someone decides."""

from __future__ import annotations

import pytest

from tests.factory.case_tables import graph_of
from tests.factory.planning import a_plan, allegation, team
from workbench.planning.plan import Recusal
from workbench.planning.recusal import blocked, recusal_hints, recusals
from workbench.planning.step import Member

POSTS = [
    {"person": "赵一", "unit": "县财政局", "post": "科员"},
    {"person": "钱二", "unit": "县财政局", "post": "局长"},
    {"person": "孙三", "unit": "县水利局", "post": "科员"},
]
KIN = [
    {"person": "孙三", "relation": "妹夫", "relative": "李四"},
    {"person": "李四", "relation": "堂弟", "relative": "钱二"},
]
OWNERS = [
    {"owner": "周五", "company": "远山商贸有限公司", "share": 50.0},
    {"owner": "钱二", "company": "远山商贸有限公司", "share": 50.0},
]
MONEY = [{"payer": "吴六", "payee": "钱二", "amount": 100_000}]


@pytest.fixture
def graph(tmp_path):
    return graph_of(tmp_path, post=POSTS, kinship=KIN, ownership=OWNERS, payment=MONEY)


def _grounds(graph, name: str, **fields) -> dict[str, tuple[str, ...]]:
    hints = recusal_hints(graph, [Member(name=name, **fields)], ["钱二"])
    return {hint.ground: hint.path for hint in hints}


def test_kin_is_found_with_the_path_between(graph) -> None:
    assert _grounds(graph, "孙三") == {"kin": ("孙三", "李四", "钱二")}


def test_a_common_unit_a_company_and_money_are_grounds(graph) -> None:
    assert _grounds(graph, "赵一") == {"unit": ("赵一", "县财政局", "钱二")}
    assert _grounds(graph, "周五") == {"company": ("周五", "远山商贸有限公司", "钱二")}
    assert _grounds(graph, "吴六") == {"money": ("吴六", "钱二")}


def test_every_hint_but_a_declaration_names_its_records(graph) -> None:
    hints = recusal_hints(graph, [Member(name="孙三")], ["钱二"])
    assert all(hint.records for hint in hints)
    assert hints[0].to_json()["records"][0]["row"] >= 1


def test_who_is_not_in_the_records_gives_no_hint_but_a_declaration_does(graph) -> None:
    assert _grounds(graph, "郑七") == {}
    assert set(_grounds(graph, "郑七", ties=("钱二（高中同学）",))) == {"declared"}
    declared = recusal_hints(None, [Member(name="郑七", ties=("钱二",))], ["钱二"])
    assert [hint.ground for hint in declared] == ["declared"]


def test_the_person_named_never_verifies_himself(graph) -> None:
    assert "self" in _grounds(graph, "钱二")


def test_kinship_further_than_the_hops_is_no_ground(graph) -> None:
    assert recusal_hints(graph, [Member(name="孙三")], ["钱二"], hops=1) == ()


def test_an_undecided_hint_blocks_and_a_decision_settles_it(graph) -> None:
    hints = recusal_hints(graph, [Member(name="孙三")], ["钱二"])
    matters = {"L1-1": ["钱二"], "L2-1": ["另一人"]}
    assert blocked(hints, "孙三")
    waiting = recusals(hints, matters, {})
    assert [(r.member, r.matters, r.decided) for r in waiting] == [
        ("孙三", ("L1-1",), False)
    ]
    aside = recusals(hints, matters, {"孙三": {"钱二": "recused"}})
    assert [r.decided for r in aside] == [True]
    assert recusals(hints, matters, {"孙三": {"钱二": "cleared"}}) == ()


def test_someone_may_stand_aside_without_any_hint() -> None:
    found = recusals((), {"L1-1": ["钱二"]}, {"郑七": {"钱二": "recused"}})
    assert [(r.member, r.matters) for r in found] == [("郑七", ("L1-1",))]


def test_a_matter_nobody_may_touch_is_left_to_others_and_the_rest_planned() -> None:
    two = [allegation("A1"), allegation("A2", offence="O7", subjects=("李某某",))]
    barred = [Recusal(m.name, ("A1",), "kin") for m in team()]
    made = a_plan("priority", two, recusals=barred)
    assert {s.allegation for s in made.steps} == {"A2"}
    (gone,) = made.not_pursued
    assert "回避" in str(gone.why)
