"""The command line run in this process, and one case that was taken in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.factory.cases import again, taken_in
from workbench import cli
from workbench import wording as words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command line in this process; gives status, stdout, stderr."""

    def go(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["workbench", *map(str, arguments)])
        chosen = words._chosen.set(False)
        spoken = words._language.set("zh")
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        finally:
            words._chosen.reset(chosen)
            words._language.reset(spoken)
        out, err = capsys.readouterr()
        return status, out, err

    return go


@pytest.fixture(scope="session")
def _taken_in(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(folder / "keys"))
        return taken_in("harlow", folder)


@pytest.fixture
def case(_taken_in: Path, tmp_path: Path) -> Path:
    """A fresh copy of the English case, letters taken in."""
    return again(_taken_in, tmp_path).folder
