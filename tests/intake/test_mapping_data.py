"""The mapping data itself: no name twice, every role known, every word a text."""

from __future__ import annotations

from workbench.intake.forms import EXACT, candidates, fold, forms, index
from workbench.ontology import record_kind

HELPERS = {
    "debit", "credit", "direction", "status", "own_name", "own_account", "own_bank",
    "other_name", "other_account", "other_bank", "other_party", "period", "officer",
    "officer_id", "officer_role", "given_name", "family_name",
}  # fmt: skip


def test_every_role_has_a_type_and_every_name_is_a_text():
    for form in forms().values():
        for role, names in form.extra["roles"].items():
            assert role in form.types, (form.id, role)
            assert names
            for name in names:
                assert isinstance(name, str), (form.id, role, name)
                assert fold(name), (form.id, role, name)


def test_every_role_is_a_column_or_a_known_helper():
    for form in forms().values():
        columns = {role for given in form.yields.values() for role in given.values()}
        for role in form.extra["roles"]:
            known = role in {*columns, *HELPERS, *form.extra.get("types", {})}
            assert known, (form.id, role)


def test_no_name_stands_twice_in_one_role():
    for form in forms().values():
        for role, names in form.extra["roles"].items():
            folded = [fold(name) for name in names]
            twice = {name for name in folded if folded.count(name) > 1}
            assert not twice, (form.id, role, twice)


def test_every_record_kind_but_the_entry_forms_has_a_form():
    kinds = {kind for form in forms().values() for kind in form.yields}
    for kind in kinds:
        assert record_kind(kind)
    assert len(kinds) >= 17


def test_forms_speak_both_languages():
    for form in forms().values():
        assert form.labels["zh"]
        assert form.labels["en"]


def test_layouts_name_real_roles_and_mark_themselves():
    layouts = forms()["payment"].extra["layouts"]
    banks = [each for each in layouts if not each["id"].startswith("donations")]
    assert len(banks) >= 10
    assert {"alipay", "wechat"} <= {each["id"] for each in layouts}
    assert len({each["id"] for each in layouts}) == len(layouts)
    for layout in layouts:
        assert layout["zh"]
        assert layout["en"]
        for role in layout["columns"].values():
            assert role in forms()["payment"].types, (layout["id"], role)


def test_a_side_and_an_attribute_make_a_name_in_any_order_and_language():
    for name, role in (
        ("收款人开户行", "payee_bank"), ("付款方的账号", "payer_account"),
        ("Beneficiary's Account No.", "payee_account"), ("name of payer", "payer"),
        ("对方账户名称", "other_name"), ("sender_iban", "payer_account"),
    ):  # fmt: skip
        assert role in {each.role for each in candidates(name)}, name


def test_more_than_a_side_says_is_not_taken_for_it():
    for name in ("originator_bank_country", "payee tax rate", "收款人性别"):
        found = {each.role for each in candidates(name, parts=True)}
        assert not found & {"payer", "payee"}, name


def test_the_index_is_the_same_every_time():
    assert list(index()) == list(index())
    assert all(each.strength <= EXACT for found in index().values() for each in found)
