"""Each person of an allegation once; a surname means the only full name it fits."""

from __future__ import annotations

from workbench.case.named import distinct
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
    assert _names(distinct(one, one.subjects)) == ["陈立新", "何俊"]


def test_a_surname_with_a_post_means_the_only_full_name() -> None:
    full, short = _person("韩志勇"), _person("韩书记", "韩")
    assert _names(distinct(_allegation([full, short]), [full, short])) == ["韩志勇"]
    keane, last = _person("Martin Keane"), _person("Keane")
    assert _names(distinct(_allegation([last]), [keane, last])) == ["Martin Keane"]


def test_a_surname_that_fits_two_stays_open() -> None:
    everyone = [_person("韩志勇"), _person("韩立"), _person("韩书记", "韩")]
    assert _names(distinct(_allegation(everyone[2:]), everyone)) == ["韩"]


def test_nobody_is_subject_and_counterparty_at_once() -> None:
    who, firm = _person("何俊"), UnitMention(0, 4, "新瑞公司")
    made = distinct(_allegation([who], [who, firm, firm]), [who])
    assert [getattr(c, "name", c.text) for c in made.counterparties] == ["新瑞公司"]
