"""A limited child process, seen from outside: jobs in, frames out, a clock beside it.

A frame is one line of JSON followed by as many bytes as its ``n`` says. One child
serves many jobs, since starting one costs a fifth of a second; one that crashed, was
too slow or was limited is ended and never used again.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 15.0
"""Time by the clock that one job may take."""

_CHUNK = 1 << 18

Frame = tuple[dict[str, Any], bytes]


class Limited:
    """A child process that does one kind of job; use it in a ``with`` block.

    Parameters
    ----------
    most
        Bytes that the answer to one job may have.
    """

    __slots__ = ("_buffer", "_child", "_most")

    def __init__(self, most: int) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()
        self._most = most

    def __enter__(self) -> Self:
        """Start on first use."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.end()

    def ask(
        self, job: dict[str, Any], content: bytes = b"", *, seconds: float = SECONDS
    ) -> Iterator[Frame]:
        """Hand a job over and yield the frames of the answer, ``done`` excluded.

        Parameters
        ----------
        job
            What is to be done; ``do`` names it.
        content
            Bytes that go with it.
        seconds
            Time by the clock until the last frame.

        Raises
        ------
        TimeoutError, OverflowError, EOFError
            Too slow, too much, or the child was lost; it is ended then.
        """
        try:
            self._hand_over({**job, "n": len(content)}, content)
            yield from self._frames(time.monotonic() + seconds)
        except (TimeoutError, OverflowError, EOFError):
            self.end()
            raise
        except (OSError, ValueError):
            self.end()
            raise EOFError from None

    def end(self) -> None:
        """End the child, whatever it is doing; the next job gets a fresh one."""
        child, self._child = self._child, None
        self._buffer.clear()
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _hand_over(self, job: dict[str, Any], content: bytes) -> None:
        child = self._alive()
        if child.stdin is None:
            raise EOFError
        child.stdin.write(json.dumps(job).encode() + b"\n" + content)
        child.stdin.flush()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.end()
            root = str(Path(__file__).resolve().parents[2])
            self._child = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "workbench.intake.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": root, "PATH": "", "OPENBLAS_NUM_THREADS": "1"},
                cwd=root,
            )
        return self._child

    def _frames(self, until: float) -> Iterator[Frame]:
        total = 0
        while True:
            end = self._buffer.find(b"\n")
            while end < 0:
                self._more(until)
                end = self._buffer.find(b"\n")
            frame: dict[str, Any] = json.loads(self._buffer[:end])
            size = int(frame["n"])
            total += size
            if total > self._most:
                raise OverflowError
            while len(self._buffer) < end + 1 + size:
                self._more(until)
            payload = bytes(self._buffer[end + 1 : end + 1 + size])
            del self._buffer[: end + 1 + size]
            if frame["t"] == "done":
                return
            yield frame, payload

    def _more(self, until: float) -> None:
        child = self._child
        if child is None or child.stdout is None:
            raise EOFError
        left = until - time.monotonic()
        if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
            raise TimeoutError
        chunk = os.read(child.stdout.fileno(), _CHUNK)
        if not chunk:
            raise EOFError
        self._buffer += chunk
        if len(self._buffer) > self._most + _CHUNK:
            raise OverflowError
