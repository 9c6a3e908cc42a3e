import click
import pytest
from click.testing import CliRunner

from tests.factory.letters import a_case, put, taken, working_text
from workbench.cli.confirming import answered, confirm
from workbench.intake import Proposal, Span
from workbench.wording import speaking

_TEXT = "我叫王大有，反映周德海。证人李四，李四可以作证。"
_FOUND = Proposal("L001", _TEXT, (Span(2, 5, "name"), Span(8, 11, "name")))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("", [(2, 5), (8, 11)]),
        ("2", [(2, 5)]),
        ("1，2", []),
        ("2 +李四", [(2, 5), (14, 16), (17, 19)]),
        ("9 x +", [(2, 5), (8, 11)]),
    ],
)
def test_an_answer_leaves_out_and_adds(said, left):
    assert [(s.start, s.end) for s in answered(_FOUND, said)] == left


def test_what_is_shown_goes_to_the_terminal_only():
    @click.command()
    def ask():
        confirm(_FOUND)

    with speaking("zh"):
        done = CliRunner().invoke(ask, input="\n")
    assert "【王大有】" in done.stderr
    assert "王大有" not in done.stdout
    assert "姓名" in done.stderr


def test_the_step_hides_what_the_officer_added(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", _TEXT)
    taken(case, confirm=lambda proposal: answered(proposal, "+李四"))
    assert "李四" not in working_text(case)
    assert "周德海" in working_text(case)
