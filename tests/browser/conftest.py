"""A JupyterLab server of our own, Chromium, and a case with hostile text."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from tests.browser.desk import CHROMIUM, TOKEN, Desk, launch
from tests.factory.markup import CODE, SCRIPTS
from workbench.case import open_case
from workbench.lab.launch import environment, sample_folder, settings_folder

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
WHO = ("方正清", "唐敏", "雷鸣")
PANELS = (
    "board = wb.widgets.CaseBoard(case); board",
    'links = wb.widgets.LinkView(case, "宏达建设有限公司"); links',
    "leads = wb.widgets.LeadBoard(case); leads",
    "some = case.leads().index[::3][:4]",  # of unequal worth, or there is no priority
    "plan_board = wb.widgets.PlanBoard(case, leads=some); plan_board",
    'made = case.plan("priority", some, seconds=0); made.method',
    "wb.widgets.EvidenceMatrix(case, made)",
    'wb.widgets.TableView(case, "payment")',
    "wb.widgets.RegressBoard(case)",
    "same = wb.widgets.SameBoard(case); same",
    "findings = wb.widgets.FindingsBoard(case); findings",
)
# What the README's pictures show: cells, apart by blank lines.
SHOWN = """
from workbench.lab import practice_case

case = practice_case("qinghe", who="方正清")

board = wb.widgets.CaseBoard(case); board

overview = wb.widgets.Overview(case); overview

links = wb.widgets.LinkView(case, "宏达建设有限公司")
links.act("path", start="刘建国", end="宏达建设有限公司", hops="2"); links

findings = wb.widgets.FindingsBoard(case); findings.act("only", value="split")
findings.act("choose", value="0"); findings

same = wb.widgets.SameBoard(case); pair = case.proposals()[0]
same.act("choose", value=f"{pair.one}\x1f{pair.other}"); same

leads = wb.widgets.LeadBoard(case, case.leads().index[1]); leads

plan = wb.widgets.PlanBoard(case, leads=case.leads().index[::3][:4])
plan.act("propose", value="priority"); plan

matrix = wb.widgets.EvidenceMatrix(case, plan.plan); matrix

table = wb.widgets.TableView(case, "payment"); table

members = [case, *(wb.open_case(case.folder, who=n) for n in ("唐敏", "雷鸣"))]
desks = [wb.widgets.MeetingBoard(one) for one in members]; meeting = desks[0]
meeting.act("open", present="方正清、唐敏、雷鸣", chair="方正清")
for desk, (s, v) in zip(desks, ((3, 3), (2, 3), (4, 2))):
    desk.act("commit", matter=meeting.matter, specificity=s, verifiability=v)
for desk, vote in zip(desks, ("prelim", "prelim", "hold")):
    desk.act("reveal", value=meeting.matter)
    desk.act("vote", matter=meeting.matter, disposition=vote, why="见会议记录")
why = "要素具体，材料可查，且有材料将灭失"
meeting.act("decide", matter=meeting.matter, disposition="prelim", why=why); meeting

other = practice_case("qinghe", who="方正清")
regress = wb.widgets.RegressBoard(other); regress.act("accept", why="首次确认")
for element in ("when", "how", "amount"):
    other.set_level(leads.lead, element, 0, why="与来信核对后更正")
regress.act("compare"); regress
""".strip().split("\n\n")
CROWD = (
    "from tests.factory.crowd import crowd",
    "many = wb.LinkGraph.from_transfers(crowd(50_000, 150_000)); len(many)",
    "wb.widgets.Overview(case, many)",
    "wb.widgets.Overview(case)",
)


@pytest.fixture(scope="session")
def chromium():
    """Say clearly that there is no browser; in CI that is a failure."""
    found = shutil.which("chromium") or (CHROMIUM if Path(CHROMIUM).exists() else None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed; CI may not skip the browser")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """A case with hostile letters, names and files, and a notebook a member."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(sample_folder() / "qinghe", root / "case")
    rows = "\n".join(f"{i}. {text}" for i, text in enumerate(SCRIPTS))
    letter = f"反映宏达建设有限公司赵宏达2025年送给刘建国局长三万元。\n{rows}\n"
    (root / "case" / "inbox" / "xf2026-000.txt").write_text(letter, "utf-8")
    head = "付款人,收款人,金额,日期,摘要"
    line = f"{CODE},宏达建设有限公司,1000,2026-03-02,<script>window.__ran=1</script>"
    name = "转账<img src=x onerror=window.__ran=1>.csv"
    (root / "case" / "files" / name).write_text(f"{head}\n{line}\n", "utf-8")
    case = open_case(root / "case", who="intake")
    case.new_key("a", root.parent / "private")
    case.take_in(level="county")
    case.read(progress=False)
    start = f'import workbench as wb\ncase = wb.open_case("../case", who="{WHO[0]}")'
    write_notebook(root, "board", [start, "wb.widgets.MeetingBoard(case)"])
    write_notebook(root, "day", [start, *PANELS])
    for name in ("first", "again"):  # nobody has looked yet; somebody has
        write_notebook(root, name, [start, PANELS[0]])
    write_notebook(root, "crowd", [start, *CROWD])
    write_notebook(root, "shown", ["import workbench as wb", *SHOWN])
    for who in WHO:
        start = f'import workbench as wb\ncase = wb.open_case("../case", who="{who}")'
        cells = [start, "meeting = wb.widgets.MeetingBoard(case); meeting"]
        write_notebook(root, f"meeting-{WHO.index(who)}", cells)
    return root


def write_notebook(root, name, sources) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(made, root / "notebooks" / f"{name}.ipynb")


@pytest.fixture(scope="session")
def server(chromium, root, tmp_path_factory):  # noqa: ARG001 - no server without a browser
    """JupyterLab as ``workbench lab`` configures it, on a free port."""
    work = tmp_path_factory.mktemp("server")
    config = settings_folder(work, "zh")
    profile = config / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    shutil.move(config / "ipython_config.py", profile / "ipython_config.py")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"port": port, "browser": False, "root": str(root)}
    env = {
        **environment(config, settings),
        "JUPYTER_TOKEN": TOKEN,
        "WORKBENCH_DESK": str(work / "desk"),
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }
    log = (work / "server.log").open("w", encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", "--allow-root"]
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, work / "server.log")
        Desk.server = process.pid
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(address, process, log) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail("JupyterLab did not start:\n" + log.read_text("utf-8")[-2000:])


@pytest.fixture(scope="session")
def browser(chromium):
    with launch(chromium) as started:
        yield started


@pytest.fixture(scope="session")
def open_desk(browser, server):
    """Open a notebook as one person's desk and run all its cells."""
    desks: list[Desk] = []

    def opened(name: str, *, panels: int) -> Desk:
        ARTEFACTS.mkdir(exist_ok=True)
        desk = Desk.open(browser, server, name, panels=panels, shots=ARTEFACTS)
        desks.append(desk)
        return desk

    yield opened
    for desk in desks:
        desk.context.close()


@pytest.fixture(scope="session")
def day(open_desk):
    return open_desk("day", panels=11)


@pytest.fixture(scope="session")
def figures():
    """Figures of this run, left as a build artefact beside the pictures."""
    place = ARTEFACTS / "figures.json"
    found: dict[str, dict[str, float]] = {}
    if place.is_file():
        found = json.loads(place.read_text("utf-8"))
    yield found
    ARTEFACTS.mkdir(exist_ok=True)
    text = json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)
    place.write_text(text + "\n", "utf-8")
