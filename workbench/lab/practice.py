"""A copy of a shipped case to practise on, its letters taken in.

The copy lies in a temporary folder that goes when the process ends. Reading a case and
taking letters in takes seconds, so the first copy of a session is kept as a mould for
the next ones; a change of the sample or of the program makes a new mould.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case import open_case
from workbench.case.glance import program_stamp
from workbench.lab.launch import sample_folder

if TYPE_CHECKING:
    from workbench.case import Case

_KEYS = ("practice-a", "practice-b")
_PRIVATE = 0o700


def practice_case(name: str = "qinghe", *, who: str | None = None) -> Case:
    """Open a fresh copy of a shipped, wholly invented case.

    Its letters are taken in and its records read; the private keys lie outside the copy
    and go with it. What is decided on it is forgotten with the session.

    Parameters
    ----------
    name
        ``qinghe`` or ``harlow``.
    who
        Who sits at the desk; the team's first member where not given.
    """
    prepared = mould(name)
    work = Path(tempfile.mkdtemp(prefix="workbench-practice-"))
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    shutil.copytree(prepared, work / name)
    os.environ["WORKBENCH_DESK"] = str(work / "desk")  # blind scores go with the copy
    case = open_case(work / name, who=who)
    if who is None and case.settings.team:
        case.who = case.team[0].name
    case.read(progress=False)
    return case


def mould(name: str) -> Path:
    """Return the prepared copy for this sample and program; make it once."""
    kept = Path(tempfile.gettempdir()) / f"workbench-mould-{_user()}"
    kept.mkdir(mode=_PRIVATE, exist_ok=True)
    if os.name == "posix" and kept.stat().st_uid != os.getuid():
        kept = Path(tempfile.mkdtemp(prefix="workbench-mould-"))
        atexit.register(shutil.rmtree, kept, ignore_errors=True)
    target = kept / f"{name}-{_digest(name)}" / name
    if not target.is_dir():
        _make(name, target)
    return target


def _make(name: str, target: Path) -> None:
    """Prepare a copy aside and put it in place in one step."""
    aside = Path(tempfile.mkdtemp(dir=target.parents[1]))
    shutil.copytree(sample_folder() / name, aside / name)
    case = open_case(aside / name, who="intake")
    for number, key in enumerate(_KEYS):
        case.new_key(key, aside / f"private-{number}")
    case.take_in()
    case.read(progress=False)
    case.glance()  # what a first look needs is kept with the mould
    for private in aside.glob("private-*"):  # nobody unseals a practice case
        private.unlink() if private.is_file() else shutil.rmtree(private)
    try:
        aside.rename(target.parent)
    except OSError:  # another process was faster; its copy is the same
        shutil.rmtree(aside, ignore_errors=True)


def _user() -> str:
    return (
        str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "u")
    )


def _digest(name: str) -> str:
    """Return a digest of the sample and of the program that reads it."""
    made = sha256(program_stamp().encode())
    for path in sorted(p for p in (sample_folder() / name).rglob("*") if p.is_file()):
        made.update(path.name.encode())
        made.update(path.read_bytes())
    return made.hexdigest()[:16]
