"""Print every figure beside its target: ``python -m benchmarks.figures [--full]``."""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, by_number, measures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKS = {True: "holds", False: "FAILS", None: "not measured"}


def main() -> int:
    """Measure, print, and return 1 where a promise does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures")
    parser.add_argument("--full", action="store_true", help="the full sets")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--only", default="", help="P1,P9,...: print these only")
    given = parser.parse_args()
    only = {name for name in given.only.split(",") if name}
    began = time.perf_counter()
    found: list[Figure] = []
    for measure in measures():
        for figure in _whole(measure, full=given.full):
            if not only or figure.id in only:
                found.append(figure)
                done = time.perf_counter() - began
                said = f"  {figure.id} {figure.seconds:.1f} s (all so far {done:.0f} s)"
                print(said, file=sys.stderr)
    found.sort(key=by_number)
    if given.json:
        print(json.dumps([asdict(f) for f in found], ensure_ascii=False, indent=1))
    else:
        _table(found)
        print(f"\n{time.perf_counter() - began:.0f} s in all")
    return int(any(figure.holds is False for figure in found))


def _whole(
    measure: Callable[[bool], Iterator[Figure]], *, full: bool
) -> Iterator[Figure]:
    """Measure one module; if it breaks, that is a figure that fails, not the end."""
    try:
        yield from measure(full)
    except Exception as broken:  # noqa: BLE001 - the others are measured all the same
        traceback.print_exc()
        room = measure.__module__.rpartition(".")[2]
        said = f"{type(broken).__name__} while measuring"
        yield Figure(f"({room})", "measured at all", "yes", said, False, 0.0)


def _table(found: list[Figure]) -> None:
    for figure in found:
        print(f"\n{figure.id:4} {figure.promise}  [{figure.seconds:.1f} s]")
        print(f"     target    {figure.target}")
        print(f"     measured  {figure.measured}")
        print(f"     {_MARKS[figure.holds]}")


if __name__ == "__main__":
    sys.exit(main())
