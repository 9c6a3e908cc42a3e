"""Configuration of the JupyterLab server, as one plain value.

Facts behind each line: JupyterLab asks its home page for news and updates by default;
a notebook stores widget state, which would hold case data; a page may load pictures
from anywhere unless a content security policy forbids it; and an upload of over 10 MB
into a widget vanishes silently with the default size of a websocket message.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' blob: data: ws://127.0.0.1:*; "
    "worker-src 'self' blob:; "
    "frame-src 'self' blob: data:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
HIDDEN = [
    "__pycache__",
    "*.pyc",
    ".ipynb_checkpoints",
    "*.db",
    "*.age",
    "sealed",
    "keys",
]
_UNUSED = ("voila.server_extension", "jupyter_lsp", "jupyter_server_terminals")
LARGEST_MESSAGE = 512 * 1024 * 1024


def strip_widget_state(model: dict[str, Any], **_: Any) -> None:
    """Remove widget state and views from a notebook before it is saved.

    Jupyter Server calls this as its pre-save hook; anything but a notebook is left
    alone.
    """
    if model.get("type") != "notebook" or not model.get("content"):
        return
    notebook = model["content"]
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)


def transport() -> str:
    """Return how kernels are reached.

    A socket file cannot be reached from another account, nor its address be taken by
    another process while a kernel starts; Windows has none.
    """
    return "tcp" if sys.platform == "win32" else "ipc"


def configuration(
    *, port: int, browser: bool, root: str, start: str = "/lab"
) -> dict[str, dict[str, Any]]:
    """Return the settings of the server by class; ``start`` is what opens first."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "open_browser": browser,
            "root_dir": root,
            "terminals_enabled": False,
            "allow_remote_access": False,
            "quit_button": True,
            "jpserver_extensions": dict.fromkeys(_UNUSED, False),
            "tornado_settings": {
                "headers": {"Content-Security-Policy": POLICY},
                "websocket_max_message_size": LARGEST_MESSAGE,
            },
        },
        "LabApp": {
            "default_url": start,
            "extension_manager": "readonly",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "collaborative": False,
            "extra_labextensions_path": [str(Path(__file__).parent / "extension")],
            # A browser test waits for the application object; it opens nothing.
            "expose_app_in_browser": True,
        },
        "ContentsManager": {"hide_globs": HIDDEN},
        "FileContentsManager": {"delete_to_trash": False},
        "KernelManager": {"transport": transport()},
        "AsyncMappingKernelManager": {
            "kernel_manager_class": "workbench.lab.warm.WarmKernelManager"
        },
    }
