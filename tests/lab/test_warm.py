"""A kernel that waits is the kernel a notebook gets: its folder, its environment."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from workbench.lab import warm
from workbench.lab.ahead import look_ahead
from workbench.lab.waiting import FIRST, THEN

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="no kernel waits on Windows"
)
ASK = (
    "import os, sys; print(os.getpid(), os.getcwd(), os.environ['SAID'],"
    " 'workbench.widgets.case_board' in sys.modules, '' in sys.path)"
)


@pytest.fixture
def waiting():
    warm.prepare()
    process = warm._waiting[0]
    yield process
    for one in (process, *warm._waiting):  # the next is prepared after a while
        warm._close(one)
        one.wait(60)
    warm._waiting.clear()


async def _said(manager, env: dict[str, str], cwd: str) -> str:
    await manager.start_kernel(env=env, cwd=cwd)
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        heard: list[str] = []
        await client.execute_interactive(
            ASK,
            timeout=30,
            output_hook=lambda m: heard.append(m["content"].get("text", "")),
        )
        return "".join(heard)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel()


def test_a_notebook_gets_the_process_that_waits(waiting, tmp_path: Path) -> None:
    async def whole() -> str:
        manager = warm.WarmKernelManager(kernel_name="python3", transport="ipc")
        manager.ip = str(tmp_path / "k")
        return await _said(manager, {**os.environ, "SAID": "heard"}, str(tmp_path))

    with ThreadPoolExecutor(1) as aside:  # a browser's loop may run in this thread
        said = aside.submit(lambda: asyncio.run(whole())).result()
    assert said.split() == [str(waiting.pid), str(tmp_path), "heard", "True", "True"]
    assert waiting.poll() is not None


def test_another_kernel_is_started_as_ever(waiting, tmp_path: Path) -> None:
    assert warm.take(["ruby", "kernel.rb"], cwd=str(tmp_path), env={}) is None
    assert waiting.poll() is None


def test_one_waits_at_a_time_and_goes_with_the_server(waiting) -> None:
    warm.prepare()
    assert warm._waiting == [waiting]
    waiting.stdin.close()
    assert waiting.wait(30) == 0


def test_what_is_loaded_ahead_is_there() -> None:
    code = "import importlib, sys\nfor n in sys.argv[1:]: importlib.import_module(n)"
    done = subprocess.run([sys.executable, "-c", code, *FIRST, *THEN], check=False)
    assert done.returncode == 0


def test_a_look_ahead_at_no_case_is_no_failure(tmp_path: Path) -> None:
    look_ahead(tmp_path)
    assert list(tmp_path.iterdir()) == []
