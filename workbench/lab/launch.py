"""Start JupyterLab, or one notebook as a page, on a copy of the notebooks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.lab.server import transport
from workbench.lab.start import CASE, write_start
from workbench.lab.unused import UNUSED
from workbench.wording import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.wording import Language

_HERE = Path(__file__).parent
_ENDED = 128 + signal.SIGTERM
_PATIENCE = 120  # seconds; on a busy machine a panel may come late, yet must come
_LOCALE = {"zh": "zh_CN", "en": "en"}


def _shipped(name: str, packed: str) -> Path:
    """Find what ships with the project: in a checkout, else in the wheel."""
    checkout = _HERE.parents[1] / name
    return checkout if checkout.is_dir() else _HERE.parent / packed


def sample_folder() -> Path:
    """Return the folder of the shipped, wholly invented cases."""
    return _shipped("sample_data", "_sample_data")


def notebook_folder() -> Path:
    """Return the folder of the shipped notebooks."""
    return _shipped("notebooks", "_notebooks")


def prepare(case: Path | None, work: Path) -> Path:
    """Copy notebooks (and, without a case, the shipped cases) so that ours stay clean.

    Parameters
    ----------
    case
        Case folder; its ``notebooks/`` receives those that it lacks.
    work
        Folder for a run without a case.

    Returns
    -------
    Path
        The folder JupyterLab opens.
    """
    if case is None:
        shutil.copytree(sample_folder(), work / "sample_data", dirs_exist_ok=True)
        target = work / "notebooks"
        root = work
    else:
        target = case / "notebooks"
        root = case
    target.mkdir(parents=True, exist_ok=True)
    for notebook in sorted(notebook_folder().glob("*.ipynb")):
        if not (target / notebook.name).exists():
            shutil.copy2(notebook, target / notebook.name)
    return root


def settings_folder(work: Path, lang: Language) -> Path:
    """Write the settings that JupyterLab reads, in the language of the case."""
    folder = work / "config"
    shutil.copytree(_HERE / "settings", folder, dirs_exist_ok=True)
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALE[lang]},
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "fetchNews": "false",
        },
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False},
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"},
        "@jupyterlab/docmanager-extension:plugin": {
            "defaultViewers": {"markdown": "Markdown Preview"}
        },
    }
    lab = folder / "labconfig"
    lab.mkdir(exist_ok=True)
    (lab / "default_setting_overrides.json").write_text(
        json.dumps(overrides, indent=2), "utf-8"
    )
    page = {"buildCheck": False, "disabledExtensions": dict.fromkeys(UNUSED, True)}
    (lab / "page_config.json").write_text(json.dumps(page), "utf-8")
    return folder


def environment(config: Path, settings: dict[str, object]) -> dict[str, str]:
    """Return the environment of the server: our settings before any other's.

    Where Python is told to keep no compiled modules, each kernel would compile some
    900 of them anew, four seconds a notebook; they are kept aside instead.
    """
    kept = {**os.environ}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        own = Path(kept.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        kept.setdefault("PYTHONPYCACHEPREFIX", str(own / "verification-workbench"))
    return {
        **kept,
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTERLAB_SETTINGS_DIR": str(config / "lab-settings"),
        "IPYTHONDIR": str(config / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "WORKBENCH_LAB": json.dumps(settings),
    }


@contextmanager
def _running(
    command: list[str], env: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of ours that ends with this process, also when this is ended."""
    with subprocess.Popen(command, env=env) as process:  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()


def _end_whole() -> None:
    """Let a request to end take the server and the copies along."""

    def ended(*_: object) -> None:
        raise SystemExit(_ENDED)

    if current_thread() is main_thread():
        signal.signal(signal.SIGTERM, ended)


def launch(
    case: Path | None, *, lang: Language = "zh", browser: bool = True, port: int = 8888
) -> int:
    """Open JupyterLab on a case, or on copies of the shipped ones.

    Returns
    -------
    int
        Exit status of JupyterLab.

    Raises
    ------
    UsageError
        When JupyterLab is not installed, or the case folder is not there.
    """
    if find_spec("jupyterlab") is None:
        raise UsageError("lab.not_installed", extra="lab")
    if case is not None and not (case / "case.toml").is_file():
        raise UsageError("lab.no_case", folder=case.name)
    _end_whole()
    with tempfile.TemporaryDirectory(prefix="workbench-lab-") as kept:
        work = Path(kept)
        root = prepare(case.resolve() if case else None, work)
        page = write_start(root / "notebooks", case, lang)
        config = settings_folder(work, lang)
        ipython = config / "ipython" / "profile_default"
        ipython.mkdir(parents=True)
        shutil.move(config / "ipython_config.py", ipython / "ipython_config.py")
        start = f"/lab/tree/{page.relative_to(root).as_posix()}"
        settings = {"port": port, "browser": browser, "root": str(root), "start": start}
        kept_aside = environment(config, settings)
        ahead = [
            sys.executable,
            "-m",
            "workbench.lab.ahead",
            *([str(root)] if case else []),
        ]
        command = [sys.executable, "-m", "jupyterlab"]
        with _running(ahead, kept_aside), _running(command, kept_aside) as server:
            return server.wait()


def launch_app(notebook: Path, *, browser: bool = True, port: int = 8866) -> int:
    """Show one notebook as a page with voila, with a template that needs no CDN.

    A case folder stands for the notebook with every panel on it, made where missing.

    Raises
    ------
    UsageError
        When voila is not installed, or the notebook is not there.
    """
    if find_spec("voila") is None:
        raise UsageError("lab.not_installed", extra="app")
    if (notebook / "case.toml").is_file():
        folder = notebook / "notebooks"
        folder.mkdir(exist_ok=True)
        write_start(folder, notebook, language())
        notebook = folder / CASE
    if not notebook.is_file():
        raise UsageError("lab.no_notebook", file=notebook.name)
    _end_whole()
    with tempfile.TemporaryDirectory(prefix="workbench-app-") as kept:
        data = Path(kept) / "data" / "voila" / "templates"
        shutil.copytree(_HERE / "templates" / "workbench", data / "workbench")
        command = [
            *(sys.executable, "-m", "voila", str(notebook)),
            "--template=workbench",
            f"--port={port}",
            "--Voila.ip=127.0.0.1",
            # As in the lab: no port that another process may take meanwhile.
            f"--KernelManager.transport={transport()}",
            f"--VoilaExecutor.iopub_timeout={_PATIENCE}",
            f"--VoilaExecutor.startup_timeout={_PATIENCE}",
            *([] if browser else ["--no-browser"]),
        ]
        paths = os.environ.get("JUPYTER_PATH", "")
        path = os.pathsep.join(p for p in (str(Path(kept) / "data"), paths) if p)
        with _running(command, {**os.environ, "JUPYTER_PATH": path}) as server:
            return server.wait()
