"""What holds for every form in which a plan leaves."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factory.exports import a_plan
from tests.factory.plan_parts import a_step
from workbench.errors import CaseError, ExportRefused, PlanError, RedLine, UsageError
from workbench.exports import SUFFIXES, export_plan
from workbench.exports.plan_document import plan_document

HEAD = "#42 1f3a9c07"


def _export(tmp_path, suffix, plan=None, **given):
    given = {"lang": "zh", "journal_head": HEAD} | given
    return export_plan(plan or a_plan(), tmp_path / f"plan{suffix}", **given)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_plan_gives_the_same_bytes(tmp_path, suffix, lang):
    first = _export(tmp_path / "a", suffix, lang=lang)
    second = _export(tmp_path / "b", suffix, plan=a_plan(), lang=lang)
    assert first.sha256 == second.sha256
    assert first.path.read_bytes() == second.path.read_bytes()
    assert hashlib.sha256(first.path.read_bytes()).hexdigest() == first.sha256


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_refused_export_leaves_nothing_behind(tmp_path, suffix):
    def guard(text):
        if "赵审计" in text:
            raise ExportRefused("seal.found")

    with pytest.raises(ExportRefused):
        _export(tmp_path, suffix, guard=guard)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_guard_reads_every_step_person_and_heading(tmp_path, suffix):
    seen = []
    _export(tmp_path, suffix, guard=seen.append)
    whole = "\n".join(seen)
    expected = ["李核查", "S08", HEAD]
    if suffix != ".ics":
        expected += ["改查代理银行回单"]
    if suffix not in {".ics", ".xlsx"}:
        expected += ["清河县纪委监委", "清政办〔2026〕3号"]
    assert [word for word in expected if word not in whole] == []


def test_a_file_name_passes_the_guard_too(tmp_path):
    def guard(text):
        if "王举报" in text:
            raise ExportRefused("seal.found")

    with pytest.raises(ExportRefused):
        export_plan(a_plan(), tmp_path / "王举报.md", lang="zh", guard=guard)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_final_plan_that_breaks_a_rule_is_refused(tmp_path, suffix):
    alone = a_plan(team=a_plan().team[:1])
    with pytest.raises(PlanError, match="G2"):
        _export(tmp_path, suffix, alone, final=True)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_breaks_a_rule_carries_a_watermark():
    alone = a_plan(team=a_plan().team[:1])
    document = plan_document(alone, lang="zh", journal_head=HEAD)
    assert document.draft
    assert document.watermark == "草案"
    assert "G2" in document.status


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("measure", ["detention", "technical", "no-such-measure"])
def test_a_barred_measure_never_reaches_an_export(tmp_path, suffix, measure):
    plan = a_plan(steps=(a_step(1), a_step(2, measure=measure)))
    with pytest.raises(RedLine, match="S02"):
        _export(tmp_path, suffix, plan)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_suffix_is_named_with_those_that_are_known(tmp_path):
    with pytest.raises(UsageError, match=r"\.docx"):
        _export(tmp_path, ".wps")


def test_a_folder_that_cannot_be_written_gives_one_clear_error(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("x")
    with pytest.raises(CaseError, match=r"plan\.md"):
        _export(blocker, ".md")


def test_looking_at_the_rooms_loads_none_of_the_heavy_libraries():
    heavy = ["docx", "icalendar", "matplotlib", "networkx", "numpy", "pandas"]
    heavy += ["typst", "xlsxwriter"]
    code = (
        "import sys, workbench.exports, workbench.figures; "
        f"print(sorted(set({heavy!r}) & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


EVERY_FORM = """
import hashlib, sys
from pathlib import Path
from tests.factory.exports import a_plan
from tests.factory.papers import a_handover, a_report, some_minutes
from tests.factory.planning import a_plan as proposed, three_vague
from workbench.exports import SUFFIXES, export_document, export_plan
folder = Path(sys.argv[1])
plans = {"rich": a_plan(), "made": proposed("multi_front", three_vague())}
for name, plan in plans.items():
    for suffix in SUFFIXES:
        for lang in ("zh", "en"):
            where = folder / f"{name}.{lang}{suffix}"
            done = export_plan(plan, where, lang=lang, journal_head="#1 0a")
            print(where.name, done.sha256)
for paper in (some_minutes, a_report, a_handover):
    for suffix in (".docx", ".pdf", ".html", ".md"):
        where = folder / f"{paper.__name__}{suffix}"
        print(where.name, export_document(paper(), where).sha256)
"""


def test_every_form_has_the_same_bytes_in_two_processes(tmp_path):
    said = [
        subprocess.run(
            [sys.executable, "-c", EVERY_FORM, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]
    assert len(said[0]) == 2 * 2 * len(SUFFIXES) + 12
    assert said[0] == said[1]
