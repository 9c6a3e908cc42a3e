"""Tests of Chinese names."""

import pytest

from workbench.values.names import ChineseName, is_masked, is_rare, split_name


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("刘建国", "刘", "建国"),
        ("欧阳明", "欧阳", "明"),
        ("欧阳", "欧", "阳"),
        ("司马相如", "司马", "相如"),
        ("王 伟", "王", "伟"),
    ],
)
def test_a_name_parts_into_surname_and_given_name(name, surname, given):
    assert split_name(name) == ChineseName(surname, given)


def test_a_masked_name_says_so():
    assert split_name("王某某").masked
    assert is_masked("李*平")
    assert not is_masked("王伟")


def test_rare_characters_are_those_of_names():
    assert all(is_rare(c) for c in "喆堃翀犇镕")
    assert not any(is_rare(c) for c in "国建的钱")


def test_an_empty_name_is_refused():
    with pytest.raises(ValueError, match=r"\s"):
        split_name(" ")
