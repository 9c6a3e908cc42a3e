import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.letters import a_case, put, taken
from workbench.errors import ExportRefused
from workbench.seal import Register, open_guard
from workbench.seal.register import plain

_LETTER = """反映周德海冒领农机补贴的情况：二零二三年五月，
他们拿着一沓空白的申请表挨家让我们签字，
说是登记粮补用的，还把身份证复印件收走了，一共四十一户。
举报人：王大有
电话：19900000117
"""


@pytest.fixture
def case(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", _LETTER, reporter={"name": "王大有", "unit": "Ann Lee"})
    taken(case)
    return case


def guard(case, **more):
    return open_guard(case, private=case.parent / "private", **more)


@pytest.mark.parametrize(
    "said",
    [
        "经办：王大有",
        "王 大 有",
        "王\u200b大\u200b有",
        "王-大-有",
        "王\n大\n有",
        "联系 １９９０００００１１７",
        "199-0000-0117",
        "+8619900000117",
        "seen by ANN\u00a0LEE.",
    ],
)
def test_an_identity_is_found_in_any_width_and_spacing(case, said):
    with pytest.raises(ExportRefused) as refused:
        guard(case)(f"计划\n第二行\n{said}\n")
    assert refused.value.code == "seal.identity_found"
    assert refused.value.fields["line"] >= 3
    assert "王大有" not in str(refused.value)


@pytest.mark.parametrize(
    "said", ["", "周德海冒领补贴", "大有希望", "Joann Leeds", "1990"]
)
def test_what_is_no_identity_passes(case, said):
    guard(case)(said)


def test_the_letters_own_wording_is_refused_with_the_place(case):
    with pytest.raises(ExportRefused) as refused:
        guard(case)(
            "步骤一\n他们拿着一沓空白的申请表，挨家让我们签字，说是登记粮补用的"
        )
    assert refused.value.code == "seal.wording_found"
    assert refused.value.fields == {"line": 2, "letter": "L001"}


def test_a_paraphrase_passes(case):
    guard(case)(
        "核查：2023年5月是否以空白申请表让村民签名；调取补贴花名册，核对四十一户。"
    )


def test_a_long_name_that_records_carry_too_is_no_wording(tmp_path):
    case = a_case(tmp_path)
    name = "清河县二零二三年高标准农田建设项目第三标段施工合同"
    put(case, "a.txt", f"反映{name}有问题。")
    taken(case)
    guard(case, known=[name])(f"调取{name}")
    with pytest.raises(ExportRefused):
        guard(case)(f"调取{name}")


def test_without_the_key_wording_is_still_guarded_and_it_says_so(case, tmp_path):
    other = open_guard(case, private=tmp_path / "nobody")
    assert not other.checks_identities
    other("王大有")
    with pytest.raises(ExportRefused):
        other("他们拿着一沓空白的申请表挨家让我们签字说是登记粮补用的")


def test_the_register_file_shows_no_identity(case):
    body = (case / "sealed" / "register.jsonl").read_text()
    assert "王大有" not in body
    assert "19900000117" not in body
    assert Register(case, case.parent / "private").keyed


@given(st.text(max_size=200))
def test_the_plain_form_is_stable_and_has_no_spaces_but_between_latin_words(text):
    once = plain(text)
    assert plain(once) == once
    assert all(c == " " or c.isalnum() for c in once)
