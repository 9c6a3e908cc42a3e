import pytest

from tests.factory.letters import a_case
from workbench.errors import SealError
from workbench.seal import Vault, keys, new_keys

_PHRASE = "长口令"


def _private(case, name="甲", **more):
    return keys.load_private(case.parent / "private" / f"{name}.key", **more)


def test_what_is_put_can_be_opened_by_each_unsealer(tmp_path):
    case = a_case(tmp_path, keys=("甲", "乙"))
    vault = Vault(case)
    vault.put("L1", b"secret")
    for name in ("甲", "乙"):
        assert vault.open("L1", _private(case, name)) == b"secret"


def test_somebody_else_cannot_open_it(tmp_path):
    case = a_case(tmp_path)
    Vault(case).put("L1", b"secret")
    (tmp_path / "b").mkdir()
    other = a_case(tmp_path / "b")
    with pytest.raises(SealError) as refused:
        Vault(case).open("L1", _private(other))
    assert refused.value.code == "seal.not_for_you"


def test_a_destroyed_key_makes_the_item_unreadable_for_everybody(tmp_path):
    case = a_case(tmp_path)
    vault = Vault(case)
    vault.put("L1", b"secret")
    vault.put("L2", b"other")
    vault.erase("L1")
    vault.erase("L1")
    assert vault.erased("L1")
    with pytest.raises(SealError) as refused:
        vault.open("L1", _private(case))
    assert refused.value.code == "seal.erased"
    assert vault.open("L2", _private(case)) == b"other"
    assert vault.items() == ["L1", "L2"]


def test_a_damaged_item_is_said_to_be_damaged(tmp_path):
    case = a_case(tmp_path)
    vault = Vault(case)
    vault.put("L1", b"secret")
    body = bytearray(vault.item("L1").read_bytes())
    body[-1] ^= 1
    vault.item("L1").write_bytes(body)
    with pytest.raises(SealError) as refused:
        vault.open("L1", _private(case))
    assert refused.value.code == "seal.broken"


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x", "x.key", "a" * 99])
def test_an_item_name_cannot_lead_out_of_the_folder(tmp_path, name):
    with pytest.raises(SealError):
        Vault(a_case(tmp_path)).put(name, b"x")


def test_a_private_key_never_lies_in_the_case(tmp_path):
    case = a_case(tmp_path, keys=())
    with pytest.raises(SealError) as refused:
        new_keys(case, "甲", private=case / "keys")
    assert refused.value.code == "seal.key_in_case"


def test_a_key_is_not_overwritten_and_its_file_is_the_owners_only(tmp_path):
    case = a_case(tmp_path)
    with pytest.raises(SealError):
        new_keys(case, "甲", private=tmp_path / "private")
    assert (tmp_path / "private" / "甲.key").stat().st_mode & 0o077 == 0


def test_a_passphrase_protects_the_private_half(tmp_path):
    case = a_case(tmp_path, keys=())
    new_keys(case, "甲", private=tmp_path / "private", passphrase=_PHRASE)
    Vault(case).put("L1", b"secret")
    with pytest.raises(SealError):
        _private(case)
    assert Vault(case).open("L1", _private(case, passphrase=_PHRASE)) == b"secret"


def test_a_file_that_is_no_public_key_is_named(tmp_path):
    case = a_case(tmp_path)
    (case / "keys" / "x.pub").write_text("age1nonsense\n")
    with pytest.raises(SealError) as refused:
        Vault(case).put("L1", b"x")
    assert refused.value.fields == {"file": "x.pub"}
