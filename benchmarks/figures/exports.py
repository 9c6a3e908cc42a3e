"""P13 formula payloads and P18 barred measures over every export; Q9 same bytes."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Stopwatch, folder
from tests.factory.exports import a_plan
from tests.factory.live import a_hostile_plan, live
from tests.factory.payloads import FORMULAS
from tests.factory.plan_parts import a_step
from workbench.errors import RedLine
from workbench.exports import SUFFIXES, export_plan
from workbench.rules.measures import measures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.planning import Plan
    from workbench.wording import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PROFILES = ("cn", "generic")


def figures(full: bool) -> Iterator[Figure]:
    """Measure what exports let through."""
    watch = Stopwatch()
    yield _payloads(watch)
    yield _barred(watch)
    yield _same_bytes(watch, 40 if full else 8)


def _payloads(watch: Stopwatch) -> Figure:
    plan = a_hostile_plan()
    found = 0
    with folder() as place:
        for suffix in SUFFIXES:
            path = export_plan(plan, place / f"p{suffix}", lang="zh").path
            found += len(live(path))
    return watch.figure(
        "P13",
        "formula payloads x every export: none live",
        ">= 40 payloads, 0 live",
        f"{len(set(FORMULAS))} payloads x {len(SUFFIXES)} forms, {found} live",
        holds=found == 0 and len(set(FORMULAS)) >= 40,  # noqa: PLR2004 - the promise
    )


def _barred(watch: Stopwatch) -> Figure:
    tried = written = 0
    with folder() as place:
        for profile in PROFILES:
            for measure in measures(profile).values():
                if measure.before_filing:
                    continue
                steps = (a_step(1), a_step(2, measure=measure.id))
                plan = a_plan(steps=steps, profile=profile)
                for suffix in SUFFIXES:
                    tried += 1
                    written += _goes_out(plan, place / f"b{suffix}")
    return watch.figure(
        "P18",
        "a measure barred before filing reaches no export",
        "0 written",
        f"{tried} tries, {written} written",
        holds=written == 0 and tried > 0,
    )


def _goes_out(plan: Plan, path: Path) -> bool:
    try:
        export_plan(plan, path, lang="zh")
    except RedLine:
        return path.exists()
    return True


def _same_bytes(watch: Stopwatch, count: int) -> Figure:
    differing, slowest = [], (0.0, "")
    with folder() as place:
        for lang in LANGUAGES:
            for suffix in SUFFIXES:
                began = perf_counter()
                first = export_plan(a_plan(count), place / f"1{suffix}", lang=lang)
                slowest = max(slowest, (perf_counter() - began, suffix))
                again = export_plan(a_plan(count), place / f"2{suffix}", lang=lang)
                if first.sha256 != again.sha256:
                    differing.append(f"{suffix} {lang}")
    seconds, suffix = slowest
    return watch.figure(
        "Q9",
        "same plan, same bytes, in every form and language",
        "0 differ",
        f"{2 * len(SUFFIXES)} files twice, {len(differing)} differ; slowest {suffix} "
        f"{seconds:.2f} s for {count} steps",
        holds=not differing,
    )
