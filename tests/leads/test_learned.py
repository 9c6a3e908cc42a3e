"""The weights: what sentences are, on which they rest, and what must not count."""

import numpy as np
import pytest

from tests.factory.leads import letter
from workbench.leads.assess import assess, main_of
from workbench.leads.judging import facts, judge, matter, statements_of
from workbench.leads.learned import KINDS, weights
from workbench.leads.reading import read_letter
from workbench.leads.terms import terms
from workbench.leads.values import ELEMENTS
from workbench.leads.vocabulary import Told

STORY = (
    "我在镇上开了二十年裁缝铺，攒下的钱都给儿子娶了媳妇。"
    "2024年4月，水利站站长邬长河把泵房改造的尾款二十六万元转到了他连襟开的机电公司，"
    "账是我侄女做的，转账单的底联还夹在水利站当月的凭证里。"
    "验收单上写的三台水泵，泵房里到现在只有一台。"
)
HEARD = (
    "我是听早点摊上的人讲的，说城东小学的姜校长把校服的生意给了他小舅子，一套多收几十块。"
    "讲的人也是听一个家长说的，我自己没有见过什么单据，也没有孩子在那里念书。"
)
GUESSED = (
    "林业站的裴站长一个月就那么点工资，去年却换了车，又在市里给儿子买了房。"
    "这钱从哪里来的，用脚趾头想也想得明白，无非就是采伐证上做的文章。"
)
PRIVATE = (
    "我家和隔壁为一堵墙吵了三年，他把墙往我这边砌了二十公分，下雨天水全流进我家院子。"
    "村里调解过两回，他不认，我要求重新丈量宅基地，恢复原来的界线。"
)


def kinds(text, lang="zh"):
    reading = read_letter(letter(text, lang=lang))
    said = statements_of(reading).kinds
    return [KINDS[int(row.argmax())] for row in said]


def test_each_sentence_is_of_a_kind():
    first, told, *_ = kinds(STORY)
    assert (first, told) == ("own", "act")
    assert kinds(HEARD)[0] == "told"
    assert kinds(GUESSED)[-1] == "guess"
    assert "elsewhere" in kinds(PRIVATE)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (STORY, (False, False, False)),
        (HEARD, (True, False, False)),
        (GUESSED, (False, True, False)),
        (PRIVATE, (False, False, True)),
    ],
)
def test_a_letter_is_known_by_what_it_rests_on(text, flags):
    found = assess(letter(text))
    assert (found.hearsay, found.speculation, found.out_of_scope) == flags


def test_a_told_matter_is_more_specific_than_talk_or_inference():
    told, heard, guessed = (
        assess(letter(text)).strongest.specificity for text in (STORY, HEARD, GUESSED)
    )
    assert told > heard
    assert told > guessed


@pytest.mark.parametrize("text", [STORY, HEARD, GUESSED, PRIVATE])
def test_every_level_rests_on_words_of_the_letter(text):
    for element in assess(letter(text)).strongest.elements.values():
        assert (element.span is None) == (element.level == 0)
        if element.span:
            span = element.span
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "more",
    [
        "我是一名老党员，为党工作了三十多年。",
        "我没有什么文化，写得不好请多原谅。",
        "这种人简直无耻至极，天理难容！",
        "之前我已经反映过四次了。",
        "盼望领导早日派人来查，谢谢。",
    ],
)
def test_who_writes_and_in_what_tone_does_not_move_a_whole_letter(more):
    alone, beside = (assess(letter(t)).strongest for t in (STORY, STORY + more))
    assert beside.specificity == alone.specificity
    assert beside.verifiability == alone.verifiability


def test_a_persons_name_is_no_term():
    one, other = STORY, STORY.replace("邬长河", "岑书意")
    first, second = (terms(read_letter(letter(text))) for text in (one, other))
    assert first == second
    assert assess(letter(one)).strongest.specificity == (
        assess(letter(other)).strongest.specificity
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_weights_fit_the_facts_they_were_learned_with(lang):
    text = STORY if lang == "zh" else "The clerk signed for $900 on 3 May 2024."
    found = main_of(letter(text, lang=lang))
    said = statements_of(found.reading).kinds
    model = weights(lang)
    assert len(facts(found, said, matter(found, said))) == len(model.means)
    assert set(ELEMENTS) < set(model.names)
    assert all(list(c) == sorted(c) for c in model.cuts.values())


def test_a_higher_level_is_never_reached_without_a_mention_of_it():
    vague = HEARD.replace("几十块", "不少钱")
    found = assess(letter(vague)).strongest
    assert found.elements["when"].level < 3
    assert found.elements["amount"].level < 3


def test_a_letter_is_judged_alike_each_time():
    reading = read_letter(letter(STORY))
    assert reading.sentences
    one, other = (
        judge(main_of(letter(STORY)), statements_of(reading)) for _ in range(2)
    )
    assert one == other


def test_another_bodys_matter_names_the_body_that_may_be_competent():
    screens = {s.rule: s for s in assess(letter(PRIVATE)).strongest.screens}
    assert screens["R9"].body
    assert screens["R9"].span.text in PRIVATE


def test_a_sentence_without_known_terms_says_nothing_and_leaves_the_others_alone():
    model = weights("zh")
    told = model.vocabulary.counts(
        [Told(text, []) for text in ("转账", "\uffff", "听说转账")]
    )
    assert not len(told[1].places)
    alone = [model.kinds_of([one])[0].tolist() for one in told]
    assert model.kinds_of(told) == pytest.approx(np.array(alone), abs=1e-6)
    assert alone[1] == model.kind_bias.tolist()
    assert model.telling("basis", told[1:2]) is None
    assert model.kinds_of([]).shape == (0, len(KINDS))
