"""The laboratory starts offline, hardened, on copies."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from jupyterlab_server.config import get_federated_extensions

from workbench.errors import UsageError
from workbench.lab.launch import environment, launch, prepare, settings_folder
from workbench.lab.server import configuration, strip_widget_state
from workbench.lab.unused import UNUSED


def test_widget_state_is_stripped_before_a_notebook_is_saved() -> None:
    output = {
        "data": {"application/vnd.jupyter.widget-view+json": {}, "text/plain": ""}
    }
    content = {
        "metadata": {"widgets": {"state": {"x": "secret"}}},
        "cells": [{"outputs": [output]}],
    }
    strip_widget_state({"type": "notebook", "content": content}, path="x")
    assert content["metadata"] == {}
    assert list(output["data"]) == ["text/plain"]
    strip_widget_state({"type": "file", "content": "text"})


def test_the_server_stays_on_this_machine() -> None:
    settings = configuration(port=1, browser=False, root="x")
    assert settings["ServerApp"]["ip"] == "127.0.0.1"
    assert settings["ServerApp"]["terminals_enabled"] is False
    assert settings["LabApp"]["news_url"] is None
    policy = settings["ServerApp"]["tornado_settings"]["headers"]
    assert "http:" not in policy["Content-Security-Policy"]


def test_the_configuration_is_the_one_the_server_reads(tmp_path: Path) -> None:
    config = settings_folder(tmp_path, "zh")
    env = environment(config, {"port": 1, "browser": False, "root": str(tmp_path)})
    out = subprocess.run(
        [sys.executable, "-m", "jupyter_server", "--show-config-json"],
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    shown = json.loads(out.stdout[out.stdout.index("{") :])
    assert shown["ServerApp"]["ip"] == "127.0.0.1"
    assert shown["ServerApp"]["terminals_enabled"] is False
    overrides = config / "labconfig" / "default_setting_overrides.json"
    said = json.loads(overrides.read_text("utf-8"))
    assert said["@jupyterlab/translation-extension:plugin"] == {"locale": "zh_CN"}


def test_notebooks_are_copied_and_never_overwritten(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "notebooks").mkdir(parents=True)
    prepare(case, tmp_path / "work")
    mine = next((case / "notebooks").glob("*.ipynb"), case / "notebooks" / "a.ipynb")
    mine.write_text("mine", "utf-8")
    prepare(case, tmp_path / "work")
    assert mine.read_text("utf-8") == "mine"


def test_a_folder_that_is_no_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"case\.toml"):
        launch(tmp_path)


def test_who_ends_the_command_ends_the_server_too() -> None:
    code = (
        "import sys\n"
        "from workbench.lab.launch import _end_whole, _running\n"
        "_end_whole()\n"
        "wait = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "with _running(wait, {}) as server:\n"
        "    print(server.pid, flush=True)\n"
        "    server.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        server = psutil.Process(int(run.stdout.readline()))
        run.terminate()
        assert run.wait(20) == 128 + signal.SIGTERM
    assert not server.is_running()


def test_the_plugin_of_ours_is_where_jupyterlab_looks() -> None:
    (folder,) = configuration(port=1, browser=False, root="x")["LabApp"][
        "extra_labextensions_path"
    ]
    found = get_federated_extensions([folder])
    built = found["verification-workbench"]["jupyterlab"]["_build"]
    assert (Path(folder) / "verification-workbench" / built["load"]).is_file()


def test_nothing_that_a_page_needs_is_switched_off() -> None:
    assert len(set(UNUSED)) == len(UNUSED)
    whole = {name for name in UNUSED if ":" not in name}
    assert not [n for n in UNUSED if ":" in n and n.partition(":")[0] in whole]
    needed = ("notebook", "docmanager", "filebrowser", "translation", "apputils")
    assert not whole & {f"@jupyterlab/{name}-extension" for name in needed}
