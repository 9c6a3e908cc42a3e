"""An investigator's conclusions as a regression test.

Bands, suggestions, plans and graph counts are written down as plain values. After a
rule or the data changed, they are compared with the last ones somebody accepted; what
moved is said, and whoever is content accepts the new state with a reason (a journal
entry, so ``computed/`` may go without losing it). The case's own notebooks run under
nbval on a temporary copy.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import PlanError
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.case.case import Case

_ = words("case")
METHODS = ("multi_front", "priority", "indirect")
_LONGEST = 300  # seconds for the notebooks of one case


@dataclass(frozen=True, slots=True)
class Moved:
    """One conclusion that is not what was accepted."""

    what: str
    accepted: Any
    now: Any

    def __str__(self) -> str:
        """Say what moved, from what to what."""
        return f"{self.what}: {_shown(self.accepted)} → {_shown(self.now)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing conclusions gave.

    Parameters
    ----------
    moved
        Differences, sorted by name.
    first
        No conclusions were accepted before.
    notebooks
        Number of notebooks run, ``None`` where they could not be run here.
    failed
        Names of notebooks whose outputs changed.
    """

    moved: tuple[Moved, ...]
    first: bool = False
    notebooks: int | None = 0
    failed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing moved."""
        return not self.moved and not self.failed

    def __str__(self) -> str:
        """Give the comparison as text."""
        said: list[str] = []
        if self.first:
            said.append(_("No conclusions were accepted yet; use --accept."))
        elif not self.moved:
            said.append(_("All conclusions are as accepted."))
        else:
            said.append(_("{n} conclusions moved:").format(n=len(self.moved)))
            said += [f"  {one}" for one in self.moved]
        if self.notebooks is None:
            said.append(_("Notebooks were not run: install the extra [lab]."))
        elif self.failed:
            names = ", ".join(self.failed)
            said.append(_("Notebooks that changed: {names}").format(names=names))
        elif self.notebooks:
            n = self.notebooks
            said.append(_("{n} notebooks give what they gave.").format(n=n))
        return "\n".join(said)


def conclusions(case: Case) -> dict[str, Any]:
    """Return the case's conclusions as plain, comparable values."""
    leads = {
        a.id: {
            "specificity": a.specificity_band,
            "verifiability": a.verifiability_band,
            "suggestion": a.suggestion,
            "offence": a.offence,
            "screens": sorted({s.rule for s in a.screens}),
            "best": list(a.best),
            "repeats": a.repeats,
        }
        for a in case.allegations()
    }
    plans = {method: _plan(case, method) for method in METHODS} if leads else {}
    return {"leads": leads, "plans": plans, "graph": case.graph_counts()}


def _plan(case: Case, method: str) -> dict[str, Any]:
    try:
        made = case.plan(method)
    except PlanError as refused:
        return {"refused": refused.code}
    return {
        "steps": [f"{s.allegation}/{s.element}/{s.source}" for s in made.steps],
        "lint": sorted({f"{f.rule}:{f.level}" for f in made.lint()}),
    }


def differences(accepted: Any, now: Any, what: str = "") -> Iterator[Moved]:
    """Yield what differs, by dotted name, in sorted order."""
    if isinstance(accepted, Mapping) and isinstance(now, Mapping):
        for key in sorted({*accepted, *now}, key=str):
            inner = f"{what}.{key}" if what else str(key)
            yield from differences(accepted.get(key), now.get(key), inner)
    elif _plain(accepted) != _plain(now):
        yield Moved(what, accepted, now)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _shown(value: Any) -> str:
    if value is None:
        return "∅"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def run_notebooks(folder: Path) -> tuple[int | None, tuple[str, ...]]:
    """Run a case's notebooks under nbval on a copy.

    Returns
    -------
    tuple
        How many ran (``None`` without nbval) and which of them changed.
    """
    own = sorted((folder / "notebooks").glob("*.ipynb"))
    if not own:
        return 0, ()
    if find_spec("nbval") is None:
        return None, ()
    with tempfile.TemporaryDirectory(prefix="workbench-regress-") as kept:
        copy = Path(kept) / folder.name
        shutil.copytree(folder, copy)
        failed = tuple(
            path.name for path in own if not _passes(copy / "notebooks" / path.name)
        )
    return len(own), failed


def _passes(notebook: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "--rootdir"]
    command += [str(notebook.parent), "-c", "/dev/null", notebook.name]
    ran = subprocess.run(  # noqa: S603 - our own command on a copy of the case
        command, cwd=notebook.parent, capture_output=True, timeout=_LONGEST, check=False
    )
    return ran.returncode == 0
