import pytest

from workbench.intake.reporter import find, redact

MARK = "[REPORTER-7Q2K]"


def working(text, *declared):
    return redact(text, find(text, declared), MARK).text


@pytest.mark.parametrize(
    "text",
    [
        "My name is Daniel Reed and I saw it.",
        "My name's Daniel O'Reed.",
        "I am Daniel Reed, a driver.",
        "Reporter: Daniel Reed",
        "It is true.\n\nYours sincerely,\nDaniel Reed",
        "It is true.\nRegards\nD. Reed",
        "It is true.\nSigned: Daniel J. Reed",
        "Write to daniel.reed@example.org please.",
        "It is true.\n\nDaniel Reed\nAccounts assistant, Fenwick Council",
        "It is true.\nDaniel Reed\n12 March 2024",
    ],
)
def test_the_writer_is_hidden(text):
    assert "Reed" not in working(text)
    assert "reed" not in working(text)


def test_the_writer_is_hidden_wherever_the_name_stands_again():
    said = working("My name is Daniel Reed. Mr Reed and Reed, Daniel saw it. D. Reed.")
    assert "Reed" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Director Thomas Vane took money from Vane Gravel Ltd.",
        "I am sure that Thomas Vane did it.",
        "His number is 555-010-0142.",
        "A concerned citizen",
        "Yours faithfully,\nA concerned citizen",
        "Vane took it. So did Lowe.\n\nThe two are:\nThomas Vane\nPaul Lowe",
        "Thomas Vane took it.\n\nThomas Vane\nPaul Lowe",
    ],
)
def test_others_stay(text):
    assert MARK not in working(text)


def test_what_stands_under_the_closing_is_the_writers():
    said = working(
        "Thomas Vane did it.\n\nYours,\nDaniel Reed\n4 Mill Lane\nHarlow\n555-0142\n"
    )
    for gone in ("Reed", "Mill Lane", "555-0142"):
        assert gone not in said
    assert "Thomas Vane" in said


def test_a_number_under_the_name_is_a_telephone_s():
    text = "It is true.\n\nYours,\nDaniel Reed\n4 Mill Lane\n07700 900123"
    said = {text[s.start : s.end]: s.kind for s in find(text)}
    assert said == {
        "Daniel Reed": "name",
        "4 Mill Lane": "address",
        "07700 900123": "phone",
    }


def test_what_stands_beside_the_name_at_the_end_is_hidden():
    said = working("I am Joyce Reed, a cook.\nVane did it.\n\nJoyce Reed, 4 Elm Court")
    assert "Elm" not in said
    assert "Vane did it." in said


def test_a_road_that_is_counted_is_no_address():
    text = "I live on that road and counted the trucks, 31 of them."
    assert working(text) == text


def test_a_workplace_that_narrows_down_is_hidden():
    assert "Northgate" not in working("I work at the Northgate Depot and saw it.")
    assert "Depot" not in working("I am a clerk at the Harlow Depot and saw it.")
