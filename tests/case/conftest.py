"""One case, taken in once; tests work on copies of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factory.cases import again, taken_in

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.case import Case


@pytest.fixture(scope="session")
def _harlow(tmp_path_factory, monkeypatch_session) -> Path:
    folder = tmp_path_factory.mktemp("harlow")
    monkeypatch_session.setenv("WORKBENCH_KEYS", str(folder / "keys"))
    return taken_in("harlow", folder)


@pytest.fixture(scope="session")
def monkeypatch_session():
    patch = pytest.MonkeyPatch()
    yield patch
    patch.undo()


@pytest.fixture
def harlow(_harlow: Path, tmp_path: Path) -> Case:
    return again(_harlow, tmp_path, who="A. Member")
