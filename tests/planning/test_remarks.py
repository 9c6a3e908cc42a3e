from dataclasses import replace

from tests.factory.planning import a_plan, allegation
from workbench.leads.values import PersonMention

SECTION_HEAD = PersonMention(0, 3, "彭股长", "彭", unresolved=True)


def test_who_is_known_by_surname_and_post_alone_is_found_out_before_any_hearing():
    one = allegation(subjects=("何主任",))
    both = replace(one, subjects=(*one.subjects, SECTION_HEAD))
    made = a_plan("indirect", [both])
    assert [s.person for s in made.steps if s.hearing] == ["何主任"]
    assert any("先查明彭股长的姓名和身份" in str(note) for note in made.notes)
    assert not [f for f in made.lint() if f.rule == "X10"]


def test_where_nobody_is_known_by_name_the_hearing_stays_in_the_plan():
    made = a_plan("indirect", [replace(allegation(), subjects=(SECTION_HEAD,))])
    assert [s.person for s in made.steps if s.hearing] == ["彭股长"]


def test_a_matter_without_a_template_says_who_decides_on_it():
    made = a_plan("indirect", [allegation(offence=None)])
    assert any("没有对应的问题类型模板" in str(note) for note in made.notes)
    assert "的其他问题（" in str(made.matters[0].summary)
