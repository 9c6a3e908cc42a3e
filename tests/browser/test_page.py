"""One notebook as a page for a team lead: voila with our template, no CDN."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec

import pytest

from tests.browser.desk import LONG, Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
START = (
    "import sys; from pathlib import Path; from workbench.lab import launch_app; "
    "launch_app(Path(sys.argv[1]), browser=False, port=int(sys.argv[2]))"
)


@pytest.fixture(scope="module")
def page(root, chromium, tmp_path_factory):  # noqa: ARG001 - no page without a browser
    if find_spec("voila") is None:
        pytest.skip("voila is not installed: pip install verification-workbench[app]")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("voila") / "log").open("w", encoding="utf-8")
    notebook = root / "notebooks" / "board.ipynb"
    command = [sys.executable, "-c", START, str(notebook), str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(160):
        try:
            urllib.request.urlopen(f"{address}/static/", timeout=2).close()  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.25)
        else:
            break
    yield address
    os.killpg(process.pid, signal.SIGTERM)  # the page's server is its child
    process.wait(20)
    log.close()


def test_a_notebook_is_a_page_without_a_cdn(browser, page, tmp_path) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 940})
    desk = Desk(context.new_page(), context, tmp_path)
    desk._listen()
    desk.page.goto(page, timeout=LONG, wait_until="commit")
    desk.page.wait_for_selector(".wb-sheet[data-ready]", timeout=LONG)
    assert desk.sheet("线索分析会").is_visible()
    seen = desk.page.evaluate(
        "() => !!document.elementFromPoint(innerWidth / 2, innerHeight / 4)"
        "?.closest('.wb-sheet')"
    )
    assert seen, "the panel is on the page, yet nobody sees it"
    assert desk.page.evaluate("document.documentElement.scrollHeight") > 600
    assert desk.page.locator(".jp-CodeCell .jp-InputArea").count() == 0
    assert desk.away == []
    assert desk.errors == []
    context.close()
