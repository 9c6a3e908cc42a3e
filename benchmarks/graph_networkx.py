"""NetworkX's own tests run on our arrays: which modules, how many, what was answered.

python -m benchmarks.graph_networkx
"""

from __future__ import annotations

from tests.factory.networkx_tests import run_them


def main() -> None:
    """Run the tests and print how many pass, module by module."""
    import networkx as nx  # noqa: PLC0415 - only its version

    found = run_them()
    print(f"NetworkX {nx.__version__}, its own tests with NETWORKX_TEST_BACKEND")
    print("  passed: all that pass; on the arrays: those in which they answered")
    for module, (passed, touched, failed) in sorted(found.modules.items()):
        missed = f"  {failed} FAILED" if failed else ""
        print(f"  {module:58} {passed:>5} {touched:>5}{missed}")
    passed, touched, failed = found.totals()
    print(f"  {'all':58} {passed:>5} {touched:>5}" + f"  {failed} failed")
    asked = sum(found.answered.values())
    print(f"  {len(found.answered)} functions answered {asked:,} calls on the arrays")


if __name__ == "__main__":
    main()
