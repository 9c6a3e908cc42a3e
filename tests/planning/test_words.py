from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import workbench

ROOT = Path(workbench.__file__).parent


def fields(text):
    return sorted({name for _t, name, _s, _c in Formatter().parse(text) if name})


def test_every_sentence_of_planning_has_its_chinese_with_the_same_fields():
    catalogue = ROOT / "wording/locale/zh/LC_MESSAGES/planning.po"
    chinese = {m.id: m.string for m in read_po(BytesIO(catalogue.read_bytes())) if m.id}
    said = {
        row[2]
        for row in extract_from_dir(
            ROOT / "planning", keywords={"say": None, "_": None}
        )
    }
    assert said
    assert said - chinese.keys() == set()
    assert [k for k in said if fields(k) != fields(chinese[k])] == []
