import pytest

from tests.factory.letters import a_case
from workbench.errors import SealError
from workbench.seal import Register


@pytest.fixture
def register(tmp_path):
    register = Register(a_case(tmp_path), tmp_path / "private")
    register.begin()
    return register


def again(register):
    return Register(register._case, register._private)


def test_a_shared_telephone_makes_two_identities_one_person(register):
    first = [("name", "王大有"), ("phone", "19900000117")]
    token = register.token(first)
    register.note(token, first)
    assert again(register).token([("phone", "199 0000 0117")]) == token
    assert again(register).token([("name", "王大有")]) == token


def test_two_persons_of_one_name_with_different_telephones_are_two(register):
    first = [("name", "王伟"), ("phone", "19900000117")]
    register.note(register.token(first), first)
    second = [("name", "王伟"), ("phone", "19900000118")]
    assert register.token(second) != register.token(first)


def test_what_is_noted_is_there_again_after_a_torn_line(register):
    register.note("7Q2K", [("name", "王大有")])
    with register._path.open("ab") as file:
        file.write(b'{"mark": "abc')
    other = again(register)
    other.note("7Q2K", [("phone", "19900000117")])
    assert [m.kind for m in again(register).marks] == ["name", "phone"]


def test_a_register_that_is_none_is_refused(register):
    register._path.write_text("nonsense")
    with pytest.raises(SealError) as refused:
        again(register)
    assert refused.value.code == "seal.bad_register"


def test_tokens_hold_no_characters_that_read_two_ways(register):
    tokens = {register.token([("name", str(n))]) for n in range(50)}
    assert not set("".join(tokens)) & set("01OIl")
    assert all(len(token) == 4 for token in tokens)
