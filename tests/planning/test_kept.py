import json

import pytest

from tests.factory.planning import a_plan, three_vague
from workbench.errors import PlanError
from workbench.planning.kept import kept, reopened


@pytest.mark.parametrize("method", ["multi_front", "priority", "indirect"])
def test_a_plan_is_read_back_as_it_was(method):
    plan = a_plan(method, three_vague())
    again = reopened(json.loads(json.dumps(kept(plan))))
    assert again == plan
    assert again.lint() == plan.lint()


@pytest.mark.parametrize(
    "value", [{}, {"is": "Nothing"}, {"is": "Office", "name": "x"}, {"is": "Plan"}]
)
def test_what_is_no_plan_is_refused(value):
    with pytest.raises(PlanError):
        reopened(value)
