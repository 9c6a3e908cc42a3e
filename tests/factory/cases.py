"""Copies of the shipped cases, taken in with throw-away keys."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from workbench.case import Case, open_case
from workbench.lab import sample_folder

if TYPE_CHECKING:
    from pathlib import Path


def taken_in(name: str, folder: Path) -> Path:
    """Copy a shipped case and take its letters in; returns the copy."""
    copy = folder / name
    shutil.copytree(sample_folder() / name, copy)
    case = open_case(copy, who="intake")
    case.new_key("intake", folder / "keys")
    case.take_in()
    return copy


def again(case: Path, folder: Path, **opened: str) -> Case:
    """Open a fresh copy of a case that was taken in."""
    copy = folder / case.name
    shutil.copytree(case, copy)
    return open_case(copy, **opened)


def reporters(name: str) -> list[str]:
    """Every declared word about a reporter of a shipped case."""
    import tomllib  # noqa: PLC0415 - used by few tests

    words: list[str] = []
    for sidecar in sorted((sample_folder() / name / "inbox").glob("*.toml")):
        declared = tomllib.loads(sidecar.read_text("utf-8")).get("reporter", {})
        words += [str(v) for v in declared.values() if len(str(v)) > 1]
    return words
