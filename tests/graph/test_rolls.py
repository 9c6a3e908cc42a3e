from __future__ import annotations

from datetime import date

import pytest

from tests.factory.graph import paid, store_of
from workbench.graph import build
from workbench.ontology.graph_kinds import non_party


def on_roll(recipient, amount, day, account=None, fund="补贴资金"):
    return {
        "fund": fund,
        "recipient": recipient,
        "amount": amount * 100,
        "date": date.fromisoformat(day),
        "account": account,
    }


def told_twice(folder, *, payer="镇财政所", day="2024-03-04", account="622200001"):
    return build(
        store_of(
            folder,
            subsidy=[on_roll("王芳", 285, "2024-03-01", account)],
            payment=[
                paid(payer, "王芳", 285, day, payer_account="9001",
                     payee_account=account),
                paid("王芳", "农资店", 200, "2024-03-09", payer_account=account),
            ],
        )
    )  # fmt: skip


def test_a_sum_on_a_roll_and_in_a_statement_moves_once(tmp_path):
    graph = told_twice(tmp_path)
    (roll,) = graph.links_between("补贴资金", "王芳")
    (bank,) = graph.links_between("镇财政所", "王芳")
    assert (roll.state, roll.sources, roll.amount) == ("corroborated", 2, 28_500)
    assert (bank.state, bank.sources, bank.amount) == ("corroborated", 2, 28_500)
    (flow,) = graph.flows("镇财政所", rule="lowest")[1:]
    assert flow.amount == 20_000
    assert {r.file for r in flow.hops[0].records} == {"subsidy.csv", "payment.csv"}


def test_what_left_a_fund_is_followed_by_its_roll(tmp_path):
    flows = told_twice(tmp_path).flows("补贴资金")
    assert flows.left == 28_500
    assert sum(flow.amount for flow in flows) == 28_500
    assert [hop.amount for hop in max(flows, key=lambda f: len(f.hops)).hops] == [
        20_000,
        20_000,
    ]


@pytest.mark.parametrize(
    "other", [{"day": "2024-05-04"}, {"payer": "李强"}, {"day": "2023-12-01"}]
)
def test_a_transfer_long_after_or_from_a_person_is_another(tmp_path, other):
    graph = told_twice(tmp_path, **other)
    (roll,) = graph.links_between("补贴资金", "王芳")
    assert roll.state == "recorded"


def test_each_transfer_pays_one_line_the_nearest_day_first(tmp_path):
    graph = build(
        store_of(
            tmp_path,
            subsidy=[on_roll("王芳", 285, day) for day in ("2024-03-01", "2024-03-08")],
            payment=[paid("镇财政所", "王芳", 285, "2024-03-07")],
        )
    )
    (roll,) = graph.links_between("补贴资金", "王芳")
    assert roll.amount == 57_000
    assert graph.flows("补贴资金").left == 57_000
    assert graph.flows("镇财政所").left == 28_500


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("现金", "cash"), ("ATM取款", "cash"), ("代发工资", "payroll"),
        ("手续费", "fee"), ("Bank charges", "fee"), ("季度结息", "interest"),
        ("现金王商贸公司", None), ("王芳", None), ("Interest Group Ltd", None),
        ("代发工资有限公司", None),
    ],
)  # fmt: skip
def test_only_a_whole_name_says_that_nobody_is_meant(name, kind):
    assert non_party(name) == kind


def test_cash_and_fees_tie_no_two_accounts_together(tmp_path):
    graph = build(
        store_of(
            tmp_path,
            payment=[
                paid("甲公司", "现金", 30_000, "2024-01-01", payer_account="1001"),
                paid("乙公司", "现金", 30_000, "2024-01-02", payer_account="1002"),
                paid("乙公司", "手续费", 3, "2024-01-02", payer_account="1002"),
            ],
            voucher=[{"unit": "甲公司", "payee": "现金", "amount": 100}],
        )
    )
    assert graph.shortest_path("甲公司", "乙公司") is None
    kinds = graph.entities().set_index("id")["kind"]
    assert kinds["1001·现金"] == kinds["1002·手续费"] == "entry"
    assert "现金" not in graph
    assert sum(flow.amount for flow in graph.flows("乙公司")) == 3_000_300
    assert len(graph.links_between("甲公司", "甲公司·现金")) == 1
