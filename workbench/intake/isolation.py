"""The parent's side of the limited process: jobs in, raw content or one error out.

One child serves many files, since starting one costs a fifth of a second; after any
failure that may have left it unsound, the next file gets a new one.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time as wall
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from workbench.errors import FileRefused
from workbench.intake.raw import (
    Raw,
    RawEntities,
    RawMember,
    RawProblem,
    RawTable,
    RawText,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 15.0
_CHUNK = 1 << 18
_MOST = 1 << 30
_UNSOUND = frozenset(
    {"intake.too_slow", "intake.parser_died", "intake.too_large", "intake.broken",
     "intake.too_much_memory", "intake.too_deep"}
)  # fmt: skip
"""After these the child may hold on to memory or half a job."""


class Reader:
    """Parses files in a limited child process; use it in a ``with`` block."""

    __slots__ = ("_buffer", "_child")

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()

    def __enter__(self) -> Self:
        """Start on first use."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self._end()

    def parse(self, path: Path, name: str, *, chosen: str | None = None) -> list[Raw]:
        """Return what stands in a file.

        Parameters
        ----------
        path
            Where its bytes lie.
        name
            The name it came with.
        chosen
            Text encoding that a person chose.

        Raises
        ------
        FileRefused
            One error, whatever happened: ``intake.too_slow`` after 15 s,
            ``intake.parser_died`` when the child was lost, else what the parser said.
        """
        child = self._alive()
        job = {"path": str(path.resolve()), "name": name, "chosen": chosen}
        try:
            _hand_over(child, job)
            return self._collect()
        except FileRefused as no:
            if no.code in _UNSOUND:
                self._end()
            raise
        except (OSError, ValueError):
            self._end()
            raise FileRefused("intake.parser_died") from None

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
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

    def _end(self) -> None:
        child, self._child = self._child, None
        self._buffer.clear()
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _collect(self) -> list[Raw]:
        until = wall.monotonic() + SECONDS
        found: list[Raw] = []
        total = 0
        for frame, payload in self._frames(until):
            total += len(payload)
            if total > _MOST:
                raise FileRefused("intake.too_large")
            match frame["t"]:
                case "done":
                    return found
                case "error":
                    raise FileRefused(frame["code"], **frame["fields"])
                case "rows":
                    last = found[-1]
                    if isinstance(last, RawTable):
                        last.rows.extend(_unpacked(payload))
                case _:
                    found.append(_raw(frame, payload))
        raise FileRefused("intake.parser_died")

    def _frames(self, until: float) -> Iterator[tuple[dict[str, Any], bytes]]:
        while True:
            end = self._buffer.find(b"\n")
            while end < 0:
                self._more(until)
                end = self._buffer.find(b"\n")
            frame: dict[str, Any] = json.loads(self._buffer[:end])
            size = int(frame["n"])
            while len(self._buffer) < end + 1 + size:
                self._more(until)
            payload = bytes(self._buffer[end + 1 : end + 1 + size])
            del self._buffer[: end + 1 + size]
            yield frame, payload

    def _more(self, until: float) -> None:
        child = self._child
        if child is None or child.stdout is None:
            raise FileRefused("intake.parser_died")
        left = until - wall.monotonic()
        ready = left > 0 and select.select([child.stdout], [], [], left)[0]
        if not ready:
            raise FileRefused("intake.too_slow", seconds=int(SECONDS))
        chunk = os.read(child.stdout.fileno(), _CHUNK)
        if not chunk:
            raise FileRefused("intake.parser_died")
        self._buffer += chunk
        if len(self._buffer) > _MOST:
            raise FileRefused("intake.too_large")


def _hand_over(child: subprocess.Popen[bytes], job: dict[str, str | None]) -> None:
    if child.stdin is None:
        raise FileRefused("intake.parser_died")
    child.stdin.write(json.dumps(job).encode() + b"\n")
    child.stdin.flush()


def _unpacked(payload: bytes) -> Any:
    return json.loads(payload.decode("utf-8", "surrogatepass"), object_hook=_dated)


def _dated(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((key, value),) = found.items()
        readers: dict[str, Any] = {
            "t": datetime.fromisoformat,
            "d": date.fromisoformat,
            "c": time.fromisoformat,
        }
        if key in readers and isinstance(value, str):
            return readers[key](value)
    return found


def _raw(frame: dict[str, Any], payload: bytes) -> Raw:
    match frame["t"]:
        case "table":
            merges = tuple(tuple(each) for each in frame["merges"])
            return RawTable(
                [], frame["sheet"], frame["page"], frame["first"], merges,
                ragged=frame["ragged"], gaps=frame["gaps"],
            )  # fmt: skip
        case "entities":
            lines = json.loads(payload)
            return RawEntities([(line, entity) for line, entity in lines])
        case "text":
            day = date.fromisoformat(frame["day"]) if frame["day"] else None
            return RawText(payload.decode("utf-8"), frame["title"], frame["page"], day)
        case "member":
            return RawMember(frame["name"], payload)
        case "problem":
            return RawProblem(
                frame["code"], frame["sheet"], frame["row"], frame["fields"]
            )
    raise FileRefused("intake.parser_died")
