"""The figures of the link graph beside their targets and the peers'."""

from __future__ import annotations

from typing import Any

from benchmarks.graph_asked import PAUSED, QUESTIONS, TARGETS

Results = dict[str, dict[str, Any]]

BUILD_MOST, BUILD_LEAST, MEMORY_MOST, GROWTH_MOST = 9, 6, 3000, 12
ASKED_OF = 10_000_000  # rows for which reading has its targets
COLD_MOST, WARM_MOST, OPEN_MOST = 1.5, 0.3, 1.0
SHORT, TIMES = 0.05, 3  # a question alone: over both beside rustworkx is a miss
_PEERS = ("ours", "networkx", "rustworkx", "igraph")


def mark(held: bool) -> str:
    """Say whether a target was reached."""
    return "" if held else "  MISSED"


def tables(results: Results, rows: int) -> None:
    """Print what reading tables came to at one size."""
    built, ours = results.get("built", {}), results.get("ours", {})
    scan, peer = results.get("scan", {}), results.get("networkx", {})
    size = f"{built.get('entities', 0):,} entities, {built.get('links', 0):,} links"
    print(f"\n{rows:,} rows, {size}; seconds, MB")
    if "build" in built and "build" in scan:
        ratio = built["build"] / scan["build"]
        print(
            f"  CSV -> graph {built['build']:.2f}, DuckDB scan {scan['build']:.2f}: "
            f"{ratio:.1f}x (at most {BUILD_MOST}x){mark(ratio <= BUILD_MOST)}"
        )
    if "build" in built:
        _beside_pandas(built, peer, rows)
    if "load" in ours:
        print(
            f"  reopening {ours['load']:.3f} (under {OPEN_MOST})"
            f"{mark(ours['load'] < OPEN_MOST)}; memory after all questions "
            f"{ours.get('memory', '-')}"
        )


def _beside_pandas(built: dict[str, Any], peer: dict[str, Any], rows: int) -> None:
    """Print how much sooner than pandas and NetworkX; the target is for many rows."""
    held = built["memory"] <= MEMORY_MOST
    if "build" in peer:
        ratio = peer["build"] / built["build"]
        meant = rows >= ASKED_OF
        wanted = f"at least {BUILD_LEAST}x" + ("" if meant else f" at {ASKED_OF:,}")
        print(
            f"  pandas + from_pandas_edgelist {peer['build']:.2f}: {ratio:.1f}x faster "
            f"({wanted}){mark(ratio >= BUILD_LEAST or not meant)}"
        )
    elif f"build {PAUSED}" in peer:
        least = peer[f"build {PAUSED}"] / built["build"]
        print(
            f"  pandas + from_pandas_edgelist not done in "
            f"{peer[f'build {PAUSED}']:.0f} s: at least {least:.1f}x faster "
            f"(at least {BUILD_LEAST}x)"
        )
    else:
        print("  pandas + from_pandas_edgelist: not run at this size")
    print(
        f"  peak memory {built['memory']:,} (at most {MEMORY_MOST:,}){mark(held)}, "
        f"pandas + NetworkX {peer.get('memory', '-')}"
    )


def questions(results: Results) -> None:
    """Print each question, open + question against NetworkX's build + question."""
    ours, peer = results.get("ours", {}), results.get("networkx", {})
    loads = [_shown(results.get(e, {}), "load") for e in _PEERS]
    heading = ("", "ours", "networkx", "rustworkx", "igraph", "ratio", "target")
    print("\n{:15}{:>9}{:>10}{:>11}{:>9}{:>10}{:>8}".format(*heading))
    print("{:15}{:>9}{:>10}{:>11}{:>9}".format("open / load", *loads))
    for name in QUESTIONS:
        cells = [_shown(results.get(engine, {}), name) for engine in _PEERS]
        ratio, held = _ratio(name, ours, peer)
        slow = _too_slow(name, ours, results.get("rustworkx", {}))
        print(
            "{:15}{:>9}{:>10}{:>11}{:>9}{:>10}".format(name, *cells, ratio)
            + f"{TARGETS[name]:>7}x{mark(held)}{slow}"
        )
        _same_answers(name, results)
    print(
        "  ratio: (NetworkX load + question) / (our opening + question); load is of "
        "links\n  already summed up and coded, so NetworkX is spared pandas here. "
        "Rustworkx and\n  igraph: the question alone. >N: given up after N s."
    )


def _shown(found: dict[str, Any], name: str) -> str:
    if name in found:
        return f"{found[name]:.3f}"
    over = found.get(f"{name} {PAUSED}")
    return "-" if over is None else f">{over:.0f}"


def _ratio(name: str, ours: dict[str, Any], peer: dict[str, Any]) -> tuple[str, bool]:
    """Return the ratio in words, a lower bound where the peer did not finish."""
    over = peer.get(f"{name} {PAUSED}")
    asked = peer.get(name, over)
    if asked is None or name not in ours or "load" not in peer:
        return "-", True
    ratio = (peer["load"] + asked) / (ours["load"] + ours[name])
    shown = f"{ratio:.1f}x" if over is None else f">={ratio:.1f}x"
    return shown, ratio >= TARGETS[name]


def _too_slow(name: str, ours: dict[str, Any], other: dict[str, Any]) -> str:
    if name not in ours or name not in other or ours[name] < SHORT:
        return ""
    ratio = ours[name] / other[name]
    return f"  MISSED: {ratio:.1f}x rustworkx" if ratio > TIMES else ""


def _same_answers(name: str, results: Results) -> None:
    key = f"{name} answer"
    answers = {e: found[key] for e, found in results.items() if key in found}
    if len(set(answers.values())) > 1:
        print(f"    answers differ: {answers}")


def growth(small: Results, large: Results, times: float) -> None:
    """Print how time and memory grow with the rows.

    Only reading has a target: a question's time also grows with its answer.
    """
    print(f"\n{times:.0f}x the rows (time and memory at most {GROWTH_MOST}x)")
    for engine, names in (("built", ("build", "memory")), ("ours", QUESTIONS)):
        for name in names:
            a, b = (found.get(engine, {}).get(name) for found in (small, large))
            if a and b:
                held = engine == "ours" or b / a <= GROWTH_MOST
                what = f"CSV -> graph, {name}" if engine == "built" else name
                found = [r[engine].get(f"{name} answer", "") for r in (small, large)]
                answers = f"  answers {found[0]} -> {found[1]}" if found[1] else ""
                print(
                    f"  {what:22}{a:>9.3f}{b:>10.3f}{b / a:>8.1f}x{mark(held)}{answers}"
                )


def small_case(found: dict[str, Any]) -> None:
    """Print what the graph of a small case takes."""
    if "cold" in found:
        print(
            f"\ncase.graph() of 200 rows: cold start {found['cold']:.2f} s (under "
            f"{COLD_MOST}){mark(found['cold'] < COLD_MOST)}, engine imported "
            f"{found['warm']:.3f} s (under {WARM_MOST})"
            f"{mark(found['warm'] < WARM_MOST)}"
        )
