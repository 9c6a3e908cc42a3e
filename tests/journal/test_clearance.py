import pytest

from tests.factory.journal import a_journal
from workbench.errors import RedLine
from workbench.journal.clearance import check_opening, readmit, recuse, recused


def test_a_recused_persons_opening_is_refused_and_journaled(tmp_path):
    journal = a_journal(tmp_path)
    recuse(journal, "赵某", why="近亲属")
    check_opening(journal, who="钱某")
    with pytest.raises(RedLine):
        check_opening(journal, who="赵某")
    assert [(e.verb, e.of) for e in journal.entries()][-1] == (
        "opening_refused",
        "赵某",
    )


def test_a_lifted_recusal_lets_the_person_in_again(tmp_path):
    journal = a_journal(tmp_path)
    recuse(journal, "赵某", why="近亲属")
    readmit(journal, "赵某", why="查无此关系")
    check_opening(journal, who="赵某")
    assert recused(journal) == frozenset()


def test_who_is_not_assigned_does_not_need_to_know(tmp_path):
    journal = a_journal(tmp_path)
    check_opening(journal, who="甲", handlers=["甲"])
    with pytest.raises(RedLine) as refused:
        check_opening(journal, who="乙", handlers=["甲"])
    assert refused.value.code == "journal.not_assigned"
    assert len(journal.entries("opening_refused")) == 1
