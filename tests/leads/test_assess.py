"""A letter in, an assessment out."""

from __future__ import annotations

from tests.factory.leads import letter
from workbench.leads import assess

LABEL = "县交通局局长张建军贪污腐败，无法无天，请严查！"
RUMOUR = "听说李主任收了老板的钱，大家都这么说。"
TOLD = (
    "2023年5月12日，清河镇农业服务中心主任以村民名义虚报农机购置补贴48600元，"
    "补贴款打到其妻弟的卡上。我是中心会计，经手过这笔凭证，附发票复印件2张。"
)


def test_labels_shut_the_gate():
    found = assess(letter(LABEL)).strongest
    assert found.elements["act"].level == 0
    assert found.specificity_band == "none"
    assert found.verifiability == 0


def test_a_rumour_a_label_and_a_documented_act_stand_in_order():
    label, rumour, told = (assess(letter(t)).strongest for t in (LABEL, RUMOUR, TOLD))
    assert told.specificity > rumour.specificity
    assert told.verifiability > rumour.verifiability > label.verifiability
    assert rumour.hearsay
    assert not told.hearsay


def test_an_offence_is_known_by_its_act():
    assert assess(letter(TOLD)).strongest.offence == "O1"


def test_every_quote_is_the_letters_own():
    for allegation in assess(letter(TOLD)).allegations:
        for element in allegation.elements.values():
            assert (element.span is None) == (element.level == 0)
            if element.span:
                assert TOLD[element.span.start : element.span.end] == element.span.text


def test_an_item_of_a_superior_office_is_refused_unread():
    found = assess(letter(TOLD, office_level="province"), office_level="county")
    assert found.refused == "X1"
    assert found.allegations == found.persons == found.dates == ()


def test_an_empty_letter_has_no_allegation():
    assert assess(letter("")).allegations == ()
