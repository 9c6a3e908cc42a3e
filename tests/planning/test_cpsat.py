import subprocess
import sys

import pytest

from workbench.planning.cpsat import Model, answer


def two_jobs():
    """Two jobs of three slots that one officer does, the end as early as can be."""
    model = Model()
    end = model.number(0, 20)
    starts = [model.number(0, 20) for _job in range(2)]
    for start in starts:
        model.linear([(1, end), (-1, start)], low=3)
    model.one_at_a_time([model.interval((start, 0), 3) for start in starts])
    model.least([(1, end)])
    return model, end, starts


def test_the_least_end_is_found_and_proven():
    model, end, starts = two_jobs()
    found = answer(model, limit=1)
    assert found.state == "optimal"
    assert found.values[end] == found.bound == 6
    assert sorted(found.values[s] for s in starts) == [0, 3]


def test_a_stretch_that_stands_is_walked_around():
    model, end, starts = two_jobs()
    model.one_at_a_time(
        [model.fixed(2, 5), *(model.interval((s, 0), 3) for s in starts)]
    )
    assert answer(model, limit=1).values[end] == 11


def test_demands_that_overlap_stay_under_the_roof():
    model = Model()
    starts = [model.number(0, 9) for _job in range(3)]
    model.at_most([(model.interval((s, 0), 1), 2) for s in starts], 4)
    model.least([(1, s) for s in starts])
    assert sorted(answer(model, limit=1).values) == [0, 0, 1]


def test_of_no_choice_there_is_no_answer():
    model = Model()
    model.choice()
    model.any_of([])
    assert answer(model, limit=1).state == "infeasible"


def test_a_stretch_not_chosen_takes_no_place():
    model, _end, starts = two_jobs()
    here = model.choice()
    model.one_at_a_time(
        [
            model.interval((starts[0], 0), 20, when=here),
            model.interval((starts[1], 0), 3),
        ]
    )
    found = answer(model, limit=1)
    assert found.values[here] == 0


def test_a_setting_the_solver_does_not_know_is_refused(capfd):
    model, _end, _starts = two_jobs()
    with pytest.raises(ValueError, match="no_such_setting"):
        answer(model, limit=1, how="no_such_setting: 1")
    assert "no_such_setting" in capfd.readouterr().err


def test_a_first_plan_does_not_wait_for_pandas():
    said = "import sys; from workbench.planning.cpsat import Model, answer; "
    said += "m = Model(); m.choice(); answer(m, limit=1); "
    said += "print('pandas' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
