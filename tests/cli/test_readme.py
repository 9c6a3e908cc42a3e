"""What the README says can be typed, in either language."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from workbench.cli.commands import workbench

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")


def _typed(name: str) -> list[list[str]]:
    """Return the words of every line that calls ``workbench``."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    lines = (line for block in blocks for line in block.splitlines())
    split = [shlex.split(line, comments=True) for line in lines]
    return [words[1:] for words in split if words[:1] == ["workbench"]]


@pytest.mark.parametrize("name", READMES)
def test_every_line_can_be_typed(name) -> None:
    typed = _typed(name)
    assert len(typed) > 12
    for words in typed:
        context = click.Context(workbench)
        _given, rest, _order = workbench.make_parser(context).parse_args(list(words))
        if rest:
            command = workbench.commands[rest[0]]
            inner = click.Context(command)
            command.make_parser(inner).parse_args(list(rest[1:]))


def test_both_languages_type_the_same() -> None:
    english, chinese = (
        [[w for w in words if w.isascii() and "case" not in w] for words in _typed(one)]
        for one in READMES
    )
    assert [words[:1] for words in english] == [words[:1] for words in chinese]


def test_every_command_stands_in_the_manual() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert {
        f"`{name}`" for name in workbench.commands if f"`{name}`" not in text
    } == set()


@pytest.mark.parametrize("name", [*READMES, "docs/panels.md", "docs/panels.zh.md"])
def test_what_is_linked_is_there(name) -> None:
    page = ROOT / name
    linked = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert linked
    assert [one for one in linked if not (page.parent / one).exists()] == []
