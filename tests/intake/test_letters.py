import base64
import io
import json
import zipfile
from datetime import date
from hashlib import sha256

import pytest

from tests.factory.journal import a_journal
from tests.factory.letters import (
    a_case,
    a_docx,
    a_mail,
    everything_below,
    put,
    taken,
    working_text,
)
from workbench import wording
from workbench.errors import SealError
from workbench.intake.letters import take_in
from workbench.intake.reporter import Span
from workbench.seal import Vault, keys

_SIGNED = """县纪委：
我是三组的王大有，实名举报村支书周德海冒领补贴。周德海把钱转到周小军卡上。
我王大有可以作证，请打19900000117。
举报人：王大有
电话：19900000117
"""


@pytest.fixture
def case(tmp_path):
    return a_case(tmp_path)


def opened(case, letter="L001", name="甲"):
    private = keys.load_private(case.parent / "private" / f"{name}.key")
    return json.loads(Vault(case).open(letter, private))


def test_the_reporter_becomes_a_token_and_the_person_named_stays(case):
    put(case, "a.txt", _SIGNED)
    report = taken(case)
    text = working_text(case)
    assert "王大有" not in text
    assert "19900000117" not in text
    assert text.count("周德海") == 2
    assert "〔举报人-" in text
    assert report.letters[0].found == {"name": 3, "phone": 2, "role": 1}


def test_nothing_in_the_case_folder_names_the_reporter_afterwards(case):
    put(case, "王大有的信.docx", a_docx(_SIGNED, author="王大有"))
    taken(case)
    rest = everything_below(case)
    for canary in ("王大有", "19900000117"):
        assert canary.encode() not in rest
        assert canary not in json.dumps(rest.decode("utf-8", "ignore"))


def test_the_original_and_the_identity_can_be_opened_with_a_private_key(case):
    original = a_docx(_SIGNED, author="王大有")
    put(case, "a.docx", original, reporter={"name": "王大有", "unit": "上湾村"})
    taken(case)
    body = opened(case)
    assert ["name", "王大有"] in body["identity"]
    assert ["unit", "上湾村"] in body["identity"]
    assert base64.b64decode(body["content"]) == original


def test_the_inbox_is_empty_afterwards(case):
    put(case, "a.txt", _SIGNED, received="2026-08-11")
    taken(case)
    assert list((case / "inbox").iterdir()) == []


def test_the_letter_carries_what_its_sidecar_declares_but_no_reporter(case):
    put(case, "a.txt", _SIGNED, received="2026-08-11", real_name=True,
        channel="mail", reporter={"name": "王大有"})  # fmt: skip
    taken(case)
    facts = json.loads((case / "letters" / "L001.json").read_text("utf-8"))
    assert set(facts) == {
        "id", "received", "real_name", "lang", "office_level", "sha256",
    }  # fmt: skip
    assert facts["received"] == "2026-08-11"
    assert facts["real_name"] is True
    assert facts["lang"] == "zh"


def test_the_same_person_has_the_same_token_in_one_case(case):
    put(case, "a.txt", "举报人：王大有\n电话：19900000117\n反映周德海。")
    put(case, "b.txt", "反映周小军。\n王大有\n19900000117\n")
    put(case, "c.txt", "反映周小军二。\n李二妹\n19900000118\n")
    taken(case)
    tokens = [
        working_text(case, f"L00{n}").partition("〔")[2].partition("〕")[0]
        for n in (1, 2, 3)
    ]
    assert tokens[0] == tokens[1] != tokens[2]


def test_tokens_differ_between_cases(tmp_path):
    texts = set()
    for name in "abc":
        (tmp_path / name).mkdir()
        case = a_case(tmp_path / name)
        put(case, "a.txt", _SIGNED)
        taken(case)
        texts.add(working_text(case))
    assert len(texts) == 3


def test_a_superior_item_is_not_even_opened(case, monkeypatch):
    put(case, "a.docx", b"secret of a superior office", level="prefecture")
    put(case, "b.txt", _SIGNED)
    put(case, "致市纪委.txt", b"another secret")
    real = type(case).read_bytes

    def watched(path):
        assert path.name == "b.txt" or "inbox" not in path.parts
        return real(path)

    monkeypatch.setattr(type(case), "read_bytes", watched)
    report = taken(case)
    assert [f.why for f in report.forwarded] == ["level", "addressed"]
    assert [letter.id for letter in report.letters] == ["L001"]


def test_of_a_superior_item_only_a_sealed_number_and_the_clock_remain(case):
    put(case, "a.txt", "高维民插手土地出让", level="prefecture", received="2026-08-24")
    report = taken(case)
    journal = a_journal(case)
    assert [e.verb for e in journal.entries()] == ["forwarded"]
    assert journal.entries()[0].value == {
        "rule": "X1", "clock": "T2", "received": "2026-08-24",
    }  # fmt: skip
    assert opened(case, "UP001")["receipt"] == "UP001"
    assert not (case / "letters").exists()
    assert (case / "inbox" / "forward" / "UP001.txt").is_file()
    assert report.forwarded[0].received == date(2026, 8, 24)
    assert taken(case).forwarded == ()


def test_a_letter_that_names_the_own_head_goes_up(tmp_path):
    case = a_case(tmp_path, own_head="秦明远")
    put(case, "a.txt", "秦明远书记：\n反映周德海冒领补贴。")
    put(case, "b.txt", "各位领导：\n反映纪委书记秦明远收礼。")
    put(case, "秦明远问题.txt", "x")
    report = taken(case)
    assert len(report.letters) == 1
    assert [f.why for f in report.forwarded] == ["own_head", "own_head"]


def test_the_level_is_asked_from_outside_where_nothing_declares_it(case):
    put(case, "a.txt", _SIGNED)
    asked = []

    def level(envelope):
        asked.append(envelope)
        return "county"

    assert len(taken(case, level=level).letters) == 1
    assert len(asked) == 1
    assert "a.txt" not in repr(asked[0])


def test_an_item_of_unknown_level_waits(case):
    put(case, "a.txt", _SIGNED)
    report = taken(case, level=None)
    assert report.problems[0].code == "letters.level_unknown"
    assert (case / "inbox" / "a.txt").is_file()


def test_of_an_anonymous_letter_no_metadata_is_kept(case):
    text = "反映县文化馆一笔说不通的账。\n经办人是馆长姚建新。"
    put(case, "张三写的.docx", a_docx(text, author="打字员张三"))
    report = taken(case)
    assert report.letters[0].found == {}
    assert report.letters[0].real_name is False
    body = opened(case)
    assert body["identity"] == []
    assert "张三" not in json.dumps(body, ensure_ascii=False)
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(body["content"])))
    assert all("张三".encode() not in archive.read(n) for n in archive.namelist())
    assert "姚建新".encode() in archive.read("word/document.xml")


def test_a_mail_signed_with_its_sender_s_name_names_the_writer(case):
    text = "Vane took the money; redfox7 saw it.\n\nredfox7\n"
    put(case, "a.eml", a_mail(text, sender="redfox7 <rf@example.org>"))
    put(case, "b.eml", a_mail("Vane took the money.", sender="redfox7 <rf@x.org>"))
    signed, unsigned = taken(case).letters
    assert (signed.real_name, unsigned.real_name) == (True, False)
    assert "redfox7" not in working_text(case)


def test_a_mail_loses_its_headers_when_it_is_anonymous(case):
    put(case, "a.eml", a_mail("反映姚建新的账。", sender="x <>"))
    taken(case)
    content = base64.b64decode(opened(case)["content"]).decode()
    assert "192.0.2.7" not in content
    assert "Date:" not in content


def test_the_sender_of_a_signed_mail_is_hidden_in_its_text(case):
    put(case, "a.eml", a_mail("领导好：\n反映姚建新。王小明亲见。\n王小明\n"))
    taken(case)
    text = working_text(case)
    assert "王小明" not in text
    assert "姚建新" in text
    assert ["email", "wxm@example.org"] in opened(case)["identity"]


def test_an_english_letter_is_signed_in_english(case):
    put(
        case,
        "a.txt",
        "Dear office,\nMy name is Daniel Reed and I am a clerk at the Harlow Road "
        "Depot. Director Thomas Vane paid Vane Gravel twice. Mr Reed saw it.\n"
        "Yours faithfully,\nDaniel Reed\n4 Mill Lane, Harlow\n555-010-0142\n",
    )
    report = taken(case)
    text = working_text(case)
    for canary in ("Reed", "Mill Lane", "0142", "Road Depot"):
        assert canary not in text
    assert "Thomas Vane" in text
    assert report.letters[0].lang == "en"
    assert report.letters[0].real_name is True


def test_the_intake_officer_may_unmark_and_mark_more(case):
    put(case, "a.txt", "我叫王大有，住在村东头老槐树下。反映周德海，证人李四。")

    def confirm(proposal):
        assert "王大有" not in repr(proposal)
        at = proposal.text.index("李四")
        kept = [s for s in proposal.spans if s.kind == "name"]
        return [*kept, Span(at, at + 2, "name")]

    taken(case, confirm=confirm)
    text = working_text(case)
    assert "李四" not in text
    assert "王大有" not in text
    assert "老槐树" in text


def test_without_keys_nothing_is_taken_in_and_it_is_said_why(tmp_path):
    case = a_case(tmp_path, keys=())
    put(case, "a.txt", _SIGNED)
    with pytest.raises(SealError) as refused:
        taken(case)
    assert refused.value.code == "seal.no_keys"
    assert "workbench keys" in wording.explain(refused.value)
    assert (case / "inbox" / "a.txt").is_file()


def test_an_interrupted_letter_is_taken_in_once(case, monkeypatch):
    put(case, "a.txt", _SIGNED)
    journal = a_journal(case)

    def cut(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("workbench.intake.letters.take_out", cut)
        with pytest.raises(KeyboardInterrupt):
            taken(case, journal=journal)
    report = taken(case, journal=journal)
    assert (len(report.letters), report.again) == (0, 1)
    assert len(journal.entries("received")) == 1
    assert list((case / "inbox").iterdir()) == []


def test_interrupted_before_the_journal_the_letter_is_taken_in_anew(case, monkeypatch):
    put(case, "a.txt", _SIGNED)

    def cut(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("workbench.intake.keeping._work_on", cut)
        with pytest.raises(KeyboardInterrupt):
            taken(case)
    assert [letter.id for letter in taken(case).letters] == ["L001"]
    assert opened(case)["identity"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"no archive", "letters.broken"),
        ("a.pdf", b"%PDF-1.4 nothing", "letters.broken"),
        ("a.jpg", b"\xff\xd8", "letters.kind"),
        ("a.txt", b"   \n", "letters.no_text"),
    ],
)
def test_a_broken_item_is_one_error_and_the_rest_goes_on(case, name, content, code):
    put(case, name, content)
    put(case, "z.txt", _SIGNED)
    report = taken(case)
    assert [p.code for p in report.problems] == [code]
    assert len(report.letters) == 1
    assert (case / "inbox" / name).is_file()


def test_the_same_words_from_another_person_are_another_letter(case):
    put(case, "a.txt", "反映周德海。", reporter={"name": "王大有"})
    put(case, "b.txt", "反映周德海。", reporter={"name": "李二妹"})
    put(case, "c.txt", "反映周德海。", reporter={"name": "李二妹"})
    report = taken(case)
    assert (len(report.letters), report.again) == (2, 1)
    assert opened(case, "L002")["identity"] == [["name", "李二妹"]]


def test_a_sidecar_without_its_letter_is_said(case):
    (case / "inbox" / "a.toml").write_text('level = "county"')
    assert [p.code for p in taken(case).problems] == ["letters.lone_sidecar"]


def test_a_declared_number_is_the_letters_number(case):
    put(case, "a.txt", _SIGNED, id="xf2026-001")
    assert taken(case).letters[0].id == "xf2026-001"
    assert (case / "letters" / "xf2026-001.txt").is_file()


def test_no_plain_hash_of_the_original_stands_anywhere(case):
    put(case, "a.txt", _SIGNED)
    taken(case)
    assert sha256(_SIGNED.encode()).hexdigest().encode() not in everything_below(case)


def test_the_report_holds_counts_and_kinds_only(case):
    put(case, "王大有.txt", _SIGNED, reporter={"name": "王大有"})
    put(case, "王大有2.docx", b"broken", reporter={"name": "王大有"})
    report = taken(case)
    assert "王大有" not in json.dumps(report.to_json(), ensure_ascii=False)
    assert "王大有" not in repr(report)


def test_another_account_cannot_go_on_without_the_register_key(case):
    put(case, "a.txt", _SIGNED)
    taken(case)
    with pytest.raises(SealError) as refused:
        take_in(case, journal=a_journal(case), level="county", private=case.parent)
    assert refused.value.code == "seal.no_register_key"
