"""JSON lines in, one line out for each, whatever comes in."""

from __future__ import annotations

import json

import pytest

from workbench.leads import stream
from workbench.leads.stream import assess_lines

TOLD = (
    "2023年5月12日，清河镇农业服务中心主任刘建国虚报农机购置补贴48600元，"
    "转入其妻弟账户。"
)


def run(*entries):
    lines = [e if isinstance(e, str) else json.dumps(e) for e in entries]
    return [json.loads(line) for line in assess_lines(lines)]


def test_one_line_out_for_each_line_in_in_order():
    out = run(
        {"id": "a", "text": TOLD}, "nonsense", {"id": "c"}, {"id": "d", "text": ""}
    )
    assert [o.get("id", o.get("line")) for o in out] == ["a", 2, "c", "d"]
    assert ["error" in o for o in out] == [False, True, True, False]


def test_an_assessment_has_every_field_of_the_interface():
    (out,) = run({"id": "a", "text": TOLD, "received": "2024-01-01"})
    assert list(out) == [
        "id", "lang", "specificity", "verifiability", "specificity_band",
        "verifiability_band", "allegations", "persons", "units", "amounts", "dates",
        "flags", "repeats", "refused",
    ]  # fmt: skip
    assert list(out["allegations"][0]) == [
        "start", "end", "offence", "specificity", "verifiability", "elements",
        "checks", "blocked", "questions", "screens", "suggestion",
    ]  # fmt: skip
    assert set(out["flags"]) == {"hearsay", "speculation", "out_of_scope"}


def test_every_quote_is_cut_from_the_text():
    (out,) = run({"id": "a", "text": TOLD, "received": "2024-01-01"})
    spans = [
        e for a in out["allegations"] for e in a["elements"].values() if e["quote"]
    ]
    for span in (*spans, *out["amounts"], *out["dates"], *out["persons"]):
        assert TOLD[span["start"] : span["end"]] == span.get("quote", span.get("text"))


@pytest.mark.parametrize(
    "bad",
    [
        "[]",
        "3",
        '{"text": "x"}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": "x", "received": "soon"}',
        '{"id": 1, "text": "x", "lang": "fr"}',
        '{"id": 1, "text": "x", "profile": "mars"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_gives_an_error_and_the_rest_goes_on(bad):
    first, second = run(bad, {"id": "b", "text": TOLD})
    assert first["error"]
    assert "error" not in second


def test_an_error_never_repeats_content():
    (out,) = run('{"id": "1", "text": ["王秘密"], "lang": "xx"}')
    assert "王秘密" not in json.dumps(out, ensure_ascii=False)


def test_a_language_it_does_not_know_is_said():
    french = "Je voudrais signaler que le maire a reçu de l'argent dans une enveloppe"
    (out,) = run({"id": "f", "text": french})
    assert "error" in out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00" * 9,
        "🙂" * 50,
        "\u202e局长\u202c贪污",
        "<b>镇长</b><script>x</script>收钱",
        "元" * 5000,
    ],
)
def test_odd_text_gives_one_whole_assessment(text):
    (out,) = run({"id": "x", "text": text, "lang": "zh"})
    assert out["refused"] is None
    assert "specificity" in out


def test_a_superiors_item_is_refused_and_nothing_of_it_returned():
    (out,) = run({"id": "s", "text": TOLD, "office_level": "province"})
    assert out["refused"] == "X1"
    assert "刘建国" not in json.dumps(out, ensure_ascii=False)


def test_the_same_letter_again_is_a_repeat_of_the_first():
    first, second = run({"id": "a", "text": TOLD}, {"id": "b", "text": TOLD})
    assert (first["repeats"], second["repeats"]) == (None, "a")


def test_a_fault_of_the_program_costs_one_line(monkeypatch):
    whole = stream.assess

    def breaks(letter, **rest):
        if letter.id == "b":
            raise ZeroDivisionError
        return whole(letter, **rest)

    monkeypatch.setattr(stream, "assess", breaks)
    lines = [
        json.dumps({"id": name, "text": "举报村主任李大山贪污。"}) for name in "abc"
    ]
    found = [json.loads(line) for line in assess_lines(lines)]
    assert [entry["id"] for entry in found] == ["a", "b", "c"]
    assert "ZeroDivisionError" in found[1]["error"]
    assert "error" not in found[0]
    assert "error" not in found[2]


def test_characters_that_are_not_read_are_counted_in_the_answer():
    long = json.dumps({"id": "1", "text": "他收了钱。" * 4_100, "lang": "zh"})
    short = json.dumps({"id": "2", "text": "他收了钱。", "lang": "zh"})
    first, second = (json.loads(line) for line in assess_lines([long, short]))
    assert first["unread"] == 500
    assert "unread" not in second
