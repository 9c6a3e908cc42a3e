"""The invented cases: the same bytes each time, and no reporter in files."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from email import message_from_bytes, policy
from itertools import pairwise
from pathlib import Path

import docx
import pypdf
import pytest
import yaml
from python_calamine import CalamineWorkbook

HERE = Path(__file__).parents[2] / "sample_data"
CASES = ("qinghe", "harlow")


def generate(*args: str, hashseed: str = "7") -> None:
    command = [sys.executable, str(HERE / "generate.py"), *args]
    env = os.environ | {"PYTHONHASHSEED": hashseed}
    subprocess.run(command, check=True, env=env, capture_output=True)


def truth(case: str) -> dict:
    return yaml.safe_load((HERE / f"{case}.truth.yaml").read_text("utf-8"))


def files(folder: Path) -> dict[str, bytes]:
    paths = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(paths)}


def read_letter(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    if path.suffix == ".pdf":
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return "".join(p.extract_text() for p in pages)
    if path.suffix == ".eml":
        return message_from_bytes(content, policy=policy.default).get_content()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def sources(case: str) -> dict[str, dict]:
    text = (HERE / "making" / f"{case}.letters.yaml").read_text("utf-8")
    return {letter["id"]: letter for letter in yaml.safe_load(text)}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fresh")
    generate("--out", str(out))
    return out


@pytest.mark.parametrize("case", CASES)
def test_generating_again_gives_the_committed_bytes(fresh: Path, case: str):
    made = files(fresh / case)
    kept = files(HERE / case)
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []
    name = f"{case}.truth.yaml"
    assert (fresh / name).read_bytes() == (HERE / name).read_bytes()


def test_both_cases_stay_under_three_megabytes():
    sizes = [len(c) for case in CASES for c in files(HERE / case).values()]
    assert sum(sizes) < 3_000_000


@pytest.mark.parametrize("case", CASES)
def test_every_letter_reads_back_as_it_was_written(case: str):
    for name, letter in sources(case).items():
        read = read_letter(HERE / case / "inbox" / f"{name}.{letter['format']}")
        written = letter["text"].split("{")[0]
        assert "".join(written.split()) in "".join(read.split()), name


@pytest.mark.parametrize(("case", "shortest"), [("qinghe", 290), ("harlow", 600)])
def test_letters_are_as_long_as_people_write(case: str, shortest: int):
    lengths = [len(letter["text"]) for letter in sources(case).values()]
    assert min(lengths) >= shortest
    assert max(lengths) <= 1_500


@pytest.mark.parametrize("case", CASES)
def test_sidecars_name_the_reporter_of_real_name_letters_only(case: str):
    for name in sources(case):
        note = tomllib.loads(
            (HERE / case / "inbox" / f"{name}.toml").read_text("utf-8")
        )
        assert note["real_name"] == ("reporter" in note)
        assert note["level"] in {"county", "prefecture"}


@pytest.mark.parametrize("case", CASES)
def test_no_reporter_occurs_in_files(case: str):
    known = [
        value
        for letter in sources(case).values()
        for value in letter.get("reporter", {}).values()
    ]
    assert known
    for name, content in files(HERE / case / "files").items():
        for value in known:
            for encoding in ("utf-8", "gb18030"):
                assert value.encode(encoding) not in content, name


@pytest.mark.parametrize("case", CASES)
def test_persons_of_the_truth_stand_in_their_letters(case: str):
    texts = sources(case)
    for entry in truth(case)["letters"]:
        for person in entry["persons"]:
            assert person in texts[entry["letter"]]["text"], entry["letter"]


def test_the_twenty_cases_each_have_a_letter():
    assert [entry["case"] for entry in truth("qinghe")["letters"]] == [*range(1, 21)]


def test_all_ten_offences_are_alleged():
    alleged = {entry["offence"] for entry in truth("qinghe")["letters"]}
    assert alleged >= {f"O{n}" for n in range(1, 11)}


def test_the_broken_document_is_broken_and_the_others_are_not():
    broken = {HERE / "qinghe" / name for name in truth("qinghe")["refused_files"]}
    for path in (HERE / "qinghe").rglob("*.docx"):
        assert zipfile.is_zipfile(path) != (path in broken)


def test_forty_one_recipients_share_one_card():
    book = CalamineWorkbook.from_path(
        str(HERE / "qinghe/files/补贴/柳林镇2023年农机补贴花名册.xlsx")
    )
    rows = book.get_sheet_by_name("上湾村").to_python()
    counted = Counter(row[6] for row in rows[3:] if row[6])
    assert (
        counted.most_common(1)[0][1] == truth("qinghe")["shared_account"]["recipients"]
    )


@pytest.mark.parametrize("case", CASES)
def test_planted_transfers_stand_in_the_truth_in_time_order(case: str):
    times = [str(entry["when"]) for entry in truth(case)["planted"]]
    assert times == sorted(times)
    assert len(times) >= 10


def test_statement_balances_add_up():
    book = CalamineWorkbook.from_path(
        str(HERE / "qinghe/files/银行流水/云河银行_何俊.xlsx")
    )
    rows = book.get_sheet_by_name("交易明细").to_python()[6:-1]
    assert len(rows) > 50
    for before, after in pairwise(rows):
        change = (after[1] or 0) - (after[2] or 0)
        assert after[3] == pytest.approx(before[3] + change, abs=0.005)
        assert after[3] >= 0


def test_spoiled_rows_are_as_many_as_the_truth_says():
    for name, count in truth("qinghe")["malformed_rows"].items():
        if name.endswith(".csv"):
            text = (HERE / "qinghe" / name).read_text("gb18030")
            assert sum(",ERR" in line for line in text.splitlines()) == count


def test_identity_numbers_have_right_check_digits_and_an_area_that_does_not_exist():
    text = (HERE / "qinghe/files/干部/亲属情况报告.csv").read_text("utf-8-sig")
    numbers = {row.split(",")[1] for row in text.splitlines()[1:]}
    weights = [2 ** (17 - i) % 11 for i in range(17)]
    for number in numbers:
        total = sum(int(d) * w for d, w in zip(number[:17], weights, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number.startswith("99")


def test_a_large_case_has_the_asked_size_and_the_same_bytes(tmp_path: Path):
    for seed in ("1", "2"):
        generate("--out", str(tmp_path / seed), "--size", "20000", hashseed=seed)
    one, two = files(tmp_path / "1"), files(tmp_path / "2")
    assert one == two
    lines = one["bulk/files/流水_000.csv"].decode().splitlines()
    assert len(lines) == 20_001
    assert len({line.split(",")[-1] for line in lines}) == 20_001
    planted = yaml.safe_load(one["bulk.truth.yaml"].decode())["planted"]
    assert [p["kind"] for p in planted] == ["chain", "cycle"]
    payer, payee = planted[0]["parties"][:2]
    wanted = f"{planted[0]['amounts'][0]:.2f}"
    assert any(payer in li and payee in li and wanted in li for li in lines)


def test_the_map_of_banks_is_what_the_generator_writes(tmp_path) -> None:
    generate("--out", str(tmp_path))
    assert (tmp_path / "banks.csv").read_bytes() == (HERE / "banks.csv").read_bytes()
