"""A real PostgreSQL server for the length of a test session, where binaries are."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


def _binaries():
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    for place in _PLACES:
        for path in sorted(Path(place).glob("*/bin/initdb"), reverse=True):
            return path.parent
    return None


def _as_user():
    """PostgreSQL refuses to run as root: become the system user it came with."""
    if os.geteuid() != 0:
        return []
    for user in ("postgres", "nobody"):
        if (
            subprocess.run(["id", user], capture_output=True, check=False).returncode
            == 0
        ):
            return ["setpriv", f"--reuid={user}", "--clear-groups", "--no-new-privs"]
    return None


@contextmanager
def a_server():
    """Start a server on a socket of its own; yield a function name -> address."""
    binaries, become = _binaries(), _as_user()
    if binaries is None:
        pytest.skip("no PostgreSQL server binaries here (initdb, pg_ctl)")
    if become is None or (become and shutil.which("setpriv") is None):
        pytest.skip("PostgreSQL does not run as root and there is no user to become")
    with tempfile.TemporaryDirectory(prefix="wbpg", dir="/tmp") as place:
        if become:
            user = become[1].partition("=")[2]
            shutil.chown(place, user)
        data = f"{place}/data"

        def run(program, *arguments):
            subprocess.run(
                [*become, binaries / program, *arguments],
                check=True, capture_output=True, cwd="/",
                env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TZ": "UTC"},
            )  # fmt: skip

        run("initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "-N")
        options = f"-c listen_addresses='' -c fsync=off -k {place}"
        run("pg_ctl", "-D", data, "-w", "-l", f"{place}/log", "-o", options, "start")
        try:
            yield lambda who: f"postgresql://{who}@/postgres?host={place}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
