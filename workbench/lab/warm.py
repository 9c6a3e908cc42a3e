"""A kernel that waits: started and loaded before anybody opens a notebook.

Starting Python and loading what a panel needs is most of the time between opening a
notebook and its first panel. So the server keeps one process that has loaded it all and
knows no case; who starts a kernel gets that one, told by one line on its standard input
where to connect, and a little later the next one is prepared. It ends with the server:
its input closes.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PAUSE = 5.0  # seconds after a start before the next is prepared; the page comes first
_LAUNCHER = "ipykernel_launcher"
_waiting: list[subprocess.Popen[str]] = []  # at most one that nobody has taken yet


def prepare() -> None:
    """Start a process that waits, unless one does.

    Not on Windows: there a kernel's interrupt is a handle it must be born with.
    """
    if sys.platform == "win32" or any(one.poll() is None for one in _waiting):
        return
    for gone in _waiting:
        _close(gone)
    command = [sys.executable, "-m", "workbench.lab.waiting"]
    env = {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
    _waiting[:] = [
        subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, text=True, env=env, start_new_session=True
        )
    ]


def take(
    command: Sequence[str], *, cwd: str | None, env: Mapping[str, str]
) -> subprocess.Popen[str] | None:
    """Let the waiting process become the kernel of a command.

    Parameters
    ----------
    command
        What would start the kernel.
    cwd, env
        Where it works, and its environment.

    Returns
    -------
    Popen or None
        The kernel's process; ``None`` where none waits, or the command is another's.
    """
    if _LAUNCHER not in command or command[0] != sys.executable or not _waiting:
        return None
    process = _waiting.pop()
    order = {"argv": [*command[command.index(_LAUNCHER) :]], "cwd": cwd, "env": {**env}}
    told = False
    if process.poll() is None and process.stdin is not None:
        with suppress(OSError):  # it went in this very moment
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            told = True
    _close(process)
    return process if told else None


def _close(process: subprocess.Popen[str]) -> None:
    """Close a process's input, which ends it unless it has become a kernel."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


class WarmKernelManager(ServerKernelManager):
    """Starts a kernel from the process that waits, where there is one."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        env = {**kw.get("env", os.environ), "JPY_PARENT_PID": str(os.getpid())}
        process = take(kernel_cmd, cwd=kw.get("cwd"), env=env)
        asyncio.get_running_loop().call_later(_PAUSE, prepare)
        owner: Any = self.provisioner
        if process is None or not hasattr(owner, "process"):
            await super()._async_launch_kernel(kernel_cmd, **kw)
            return
        owner.process, owner.pid = process, process.pid
        owner.pgid, owner.cwd = os.getpgid(process.pid), kw.get("cwd")
        self._reconcile_connection_info(owner.connection_info)
