"""Write the invented cases that tests, notebooks and the demo work on.

    python sample_data/generate.py                       both cases, beside this file
    python sample_data/generate.py --out DIR --case qinghe
    python sample_data/generate.py --out DIR --size 5000000    a large case, for benches

The same call writes the same bytes, everywhere. Nothing in the cases is real.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from making import banks, bulk, harlow, qinghe

CASES = {"qinghe": qinghe.build, "harlow": harlow.build}


def write(name: str, out: Path) -> None:
    """Write one case folder and, beside it, its truth; what stood there goes."""
    files, truth = CASES[name]()
    folder = out / name
    for part in ("inbox", "files"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    note = (
        "# What is true in this case. Tests read it; no code of the workbench does.\n"
    )
    text = yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=100)
    (out / f"{name}.truth.yaml").write_text(note + text, "utf-8")
    size = sum(map(len, files.values()))
    print(f"{name}: {len(files)} files, {size / 1e6:.2f} MB")


def main(argv: list[str] | None = None) -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--case", choices=[*CASES], action="append")
    parser.add_argument("--size", type=int, metavar="N", help="transfers to write")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    if options.size:
        bulk.write(options.out, options.size, seed=options.seed)
        return
    for name in options.case or CASES:
        write(name, options.out)
    if not options.case:
        banks.write(options.out / "banks.csv", seed=options.seed)


if __name__ == "__main__":
    main()
