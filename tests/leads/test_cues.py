"""Tests of sentences and of how the writer knows."""

import pytest

from workbench.leads.cues import read_flags, sentences
from workbench.leads.mentions import find_mentions


def kinds(text, lang="zh"):
    return {cue.kind for s in sentences(text, lang) for cue in s.cues}


def flags(text, lang="zh"):
    found = read_flags(sentences(text, lang))
    return bool(found.hearsay), bool(found.speculation), bool(found.out_of_scope)


def test_sentences_quote_the_letter():
    text = "刘建国收钱。 我亲眼看到！\n听说 还有。"
    for s in sentences(text, "zh"):
        assert text[s.start : s.end] == s.text
        for cue in s.cues:
            assert text[cue.span.start : cue.span.end] == cue.span.text
    assert [s.text for s in sentences(text, "zh")] == [
        "刘建国收钱。", "我亲眼看到！", "听说 还有。",
    ]  # fmt: skip


def test_an_abbreviation_ends_no_sentence():
    found = sentences("Mr. J. Harlow Jr. took it. Dr. Wu saw.", "en")
    assert [s.text for s in found] == ["Mr. J. Harlow Jr. took it.", "Dr. Wu saw."]


@pytest.mark.parametrize(
    ("text", "lang", "basis"),
    [
        ("我亲眼看到他收下信封。", "zh", "saw"),
        ("他让我做了三张假发票。", "zh", "handled"),
        ("附转账记录复印件。", "zh", "saw_document"),
        ("听说他收了钱。", "zh", "told"),
        ("我怀疑他收了钱。", "zh", "inferred"),
        ("I saw him take the envelope.", "en", "saw"),
        ("He told me to backdate the form.", "en", "handled"),
        ("I have copies of the invoices.", "en", "saw_document"),
        ("People say he takes cash.", "en", "told"),
        ("He must have been paid off, I suspect.", "en", "inferred"),
    ],
)
def test_a_sentence_says_how_the_writer_knows(text, lang, basis):
    cue = sentences(text, lang)[0].basis
    assert cue is not None
    assert cue.kind == basis


def test_who_told_the_writer_is_named_only_if_the_letter_names_them():
    text = "会计王芳告诉我，钱给了书记。有人告诉我，钱给了镇长。"
    persons = find_mentions(text, lang="zh", received=None).persons
    first, second = sentences(text, "zh", persons)
    assert first.basis is not None
    assert first.basis.kind == "told_named"
    assert second.basis is not None
    assert second.basis.kind == "told"


def test_a_denial_of_hearsay_is_no_hearsay():
    assert "hearsay" not in kinds("这不是听说，是我经手的账。")
    assert "hearsay" in kinds("听说账是假的。")


def test_a_guess_beside_what_was_seen_does_not_make_the_letter_a_guess():
    assert flags("我亲眼看到他收下信封。我怀疑里面是钱。") == (False, False, False)
    assert flags("他肯定收了钱，不然怎么买得起房。") == (False, True, False)
    assert flags("大家都说他收了钱。") == (True, False, False)


def test_what_other_bodies_look_into_is_out_of_scope():
    assert flags("楼上邻居半夜噪音扰民，物业不管。") == (False, False, True)
    assert flags("My neighbor's dog barks all night.", "en") == (False, False, True)
    assert not flags("村主任收受宏达公司好处费，噪音扰民也不管。")[2]
