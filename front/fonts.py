"""Make the shipped font: a renamed subset of Noto Sans CJK SC.

Run by a developer on a machine with Debian's ``fonts-noto-cjk``; the result is
committed, so nobody needs this script to use or to test the workbench::

    python front/fonts.py /usr/share/fonts/opentype/noto workbench/fonts

Regular covers GB 18030's two-byte part (all of GBK), CJK Extension A, and the rest of
通用规范汉字表 (``rare.txt``); bold covers GB 2312, the same rare characters and common
characters of given names, and falls back to regular beyond them. Hints are dropped:
PDF does not use them and matplotlib hints by itself. The family has a new name because
the Open Font License reserves the old ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Workbench Sans SC"
NOTICE = (
    "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name "
    "'Source'. Subset and renamed for the verification workbench."
)
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2000, 0x2070)]
SIGNS = [
    *(*range(0x2150, 0x2200), *range(0x2460, 0x24A0), *range(0x25A0, 0x2630)),
    *(0x20AC, 0x2212, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717),
]
EXTENSION_A = range(0x3400, 0x4DC0)
_DROPPED = ["BASE", "DSIG", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]


def two_byte(codec: str) -> set[int]:
    """Every character that ``codec`` writes in two bytes."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                character = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(map(ord, character))
    return found


def rare(path: Path) -> set[int]:
    """Characters listed in ``rare.txt``, comment lines aside."""
    lines = path.read_text("utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line}


def rename(font: TTFont, style: str) -> None:
    """Give the font our family name, keep licence and copyright."""
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (13, 14)]
    file_name = f"{FAMILY.replace(' ', '')}-{style}"
    texts = {0: NOTICE, 1: FAMILY, 2: style, 3: file_name, 4: f"{FAMILY} {style}"}
    texts |= {5: "Version 2.004", 6: file_name}
    for identifier, text in texts.items():
        names.setName(text, identifier, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [file_name]
    top[0].rawDict.update(
        FullName=f"{FAMILY} {style}", FamilyName=FAMILY, Weight=style, Notice=NOTICE
    )


def make(source: Path, target: Path, style: str, characters: set[int]) -> None:
    """Write one style of the subset."""
    collection = TTCollection(source / f"NotoSansCJK-{style}.ttc")
    font = next(
        f for f in collection.fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC"
    )
    font.recalcTimestamp = False
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += _DROPPED
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)
    rename(font, style)
    font.save(target / f"{FAMILY.replace(' ', '')}-{style}.otf")


def main() -> None:
    """Make both styles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="folder of NotoSansCJK-*.ttc")
    parser.add_argument("target", type=Path, help="workbench/fonts")
    given = parser.parse_args()
    shared = {*LATIN, *SIGNS, *rare(given.target / "rare.txt")}
    wide = two_byte("gb18030") | two_byte("gbk")
    make(given.source, given.target, "Regular", shared | wide | {*EXTENSION_A})
    make(given.source, given.target, "Bold", shared | two_byte("gb2312"))


if __name__ == "__main__":
    main()
