"""Hypotheses x checks."""

from tests.factory.exports import a_plan
from workbench.figures import matrix_picture
from workbench.wording import speaking


def test_each_cell_says_what_is_expected_and_how_well_it_tells():
    with speaking("en"):
        lines = repr(matrix_picture(a_plan(4), matter="A1")).splitlines()
    step = next(line for line in lines if line.startswith("S01"))
    assert step.split()[1:3] == ["●1×", "○1"]


def test_one_matter_leaves_the_others_out():
    with speaking("en"):
        said = repr(matrix_picture(a_plan(4), matter="A1"))
    assert "H2a" not in said
    assert "S02" not in said


def test_the_innocent_hypothesis_is_named_as_such():
    with speaking("en"):
        assert repr(matrix_picture(a_plan(4))).count("innocent") == 3


def test_the_same_plan_gives_the_same_bytes():
    assert matrix_picture(a_plan(4)).png() == matrix_picture(a_plan(4)).png()
