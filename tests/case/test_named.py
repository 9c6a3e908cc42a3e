"""Each person of an allegation once, on one side of it."""

from __future__ import annotations

from tests.factory.graph import store_of
from tests.factory.leads import letter
from workbench.case.named import each_once, no_place_a_person
from workbench.graph import build
from workbench.leads import assess
from workbench.leads.values import Allegation, PersonMention, UnitMention


def _person(text: str, name: str | None = None) -> PersonMention:
    return PersonMention(
        0, len(text), text, name or text, unresolved=name is not None and name != text
    )


def _allegation(subjects, counterparties=()) -> Allegation:
    return Allegation(
        id="1-1",
        letter="1",
        lang="zh",
        start=0,
        end=1,
        summary="",
        offence=None,
        elements={},
        subjects=tuple(subjects),
        counterparties=tuple(counterparties),
    )


def _names(one: Allegation) -> list[str]:
    return [p.name for p in one.subjects]


def test_a_name_said_often_stands_once() -> None:
    one = _allegation([_person("陈立新"), _person("陈立新"), _person("何俊")])
    assert _names(each_once(one)) == ["陈立新", "何俊"]


def test_a_surname_that_means_nobody_in_particular_stays_beside_the_full_names() -> (
    None
):
    one = _allegation([_person("韩志勇"), _person("韩立"), _person("韩书记", "韩")])
    assert _names(each_once(one)) == ["韩志勇", "韩立", "韩"]


def test_a_mention_that_means_a_person_named_in_full_is_not_said_twice() -> None:
    text = "韩志勇任书记。韩书记2023年5月收受何俊送的现金五万元，韩志勇没有上交。"
    [one] = assess(letter(text)).allegations
    assert len(one.subjects) > 1
    assert _names(each_once(one)) == ["韩志勇"]


def test_nobody_is_subject_and_counterparty_at_once() -> None:
    who, firm = _person("何俊"), UnitMention(0, 4, "新瑞公司")
    made = each_once(_allegation([who], [who, firm, firm]))
    assert [getattr(c, "name", c.text) for c in made.counterparties] == ["新瑞公司"]


def test_what_the_records_know_for_a_place_or_a_brand_is_no_person(tmp_path) -> None:
    graph = build(
        store_of(
            tmp_path,
            post=[{"person": "白杨", "unit": "白杨镇人民政府", "post": "办事员"},
                  {"person": "韩志勇", "unit": "白塘乡人民政府", "post": "乡长"}],
            ownership=[{"owner": "薛东", "company": "清河县康达医药有限公司"}],
        )
    )  # fmt: skip
    named = ("白塘", "康达", "白杨", "康达明", "薛东")
    one = _allegation([_person("曹国华")], [_person(name) for name in named])
    told = no_place_a_person(one, graph).counterparties
    assert [(type(m), m.text) for m in told] == [
        (UnitMention, "康达"),
        (PersonMention, "白杨"),
        (PersonMention, "康达明"),
        (PersonMention, "薛东"),
    ]
