"""Letters are strangers' files: they are opened in a limited child process.

One child serves a whole inbox. It gets bytes and gives back one JSON document; it has
1 GiB of address space, 10 s of processor time a letter, and may write nothing. Whatever
happens to it is one error that names the item by its kind.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from workbench.errors import FileRefused
from workbench.intake.child import allow_time, limit
from workbench.intake.opening import Opened, open_letter

if TYPE_CHECKING:
    from typing import BinaryIO

SECONDS = 15.0
LARGEST = 64 << 20
"""Bytes a letter may have, and that its opened form may have."""

LONGEST = 1 << 20
"""Characters a letter may have; the longest complaints run to some ten thousand."""

_CHUNK = 1 << 18
_SOUND = frozenset({"letters.kind", "letters.no_text", "letters.encoding"})


class Opener:
    """Opens letters in a child process; use it in a ``with`` block."""

    __slots__ = ("_child",)

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start on first use."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self._end()

    def open(
        self, content: bytes, suffix: str, place: str, *, chosen: str | None = None
    ) -> Opened:
        """Open one letter.

        Parameters
        ----------
        content
            Its bytes.
        suffix
            Lower-case suffix of its file name.
        place
            How to name it in an error.
        chosen
            Text encoding that a person chose.

        Raises
        ------
        FileRefused
            One error, whatever happened: ``letters.too_large``, ``letters.too_slow``,
            ``letters.broken``, ``letters.kind``, ``letters.no_text``,
            ``letters.encoding``.
        """
        if len(content) > LARGEST:
            raise FileRefused("letters.too_large", place=place, limit=LARGEST >> 20)
        try:
            answer = self._ask(content, suffix, place, chosen)
        except (OSError, ValueError, EOFError):
            self._end()
            raise FileRefused("letters.broken", place=place, cause="died") from None
        except TimeoutError:
            self._end()
            raise FileRefused("letters.too_slow", place=place) from None
        if "code" in answer:
            if answer["code"] not in _SOUND:
                self._end()
            raise FileRefused(answer["code"], **answer["fields"])
        return Opened(
            answer["text"],
            tuple((kind, said) for kind, said in answer["authors"]),
            base64.b64decode(answer["stripped"]),
            answer["sent"],
        )

    def _ask(
        self, content: bytes, suffix: str, place: str, chosen: str | None
    ) -> dict[str, Any]:
        child = self._alive()
        if child.stdin is None or child.stdout is None:
            raise EOFError
        job = {"suffix": suffix, "place": place, "chosen": chosen, "n": len(content)}
        child.stdin.write(json.dumps(job).encode() + b"\n" + content)
        child.stdin.flush()
        until = time.monotonic() + SECONDS
        body = bytearray()
        while not body.endswith(b"\n"):
            left = until - time.monotonic()
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                raise TimeoutError
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            if not chunk or len(body) > 3 * LARGEST:
                raise EOFError
            body += chunk
        answer: dict[str, Any] = json.loads(body)
        return answer

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            root = str(Path(__file__).resolve().parents[2])
            self._child = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "workbench.intake.opener"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": root, "PATH": "", "OPENBLAS_NUM_THREADS": "1"},
                cwd=root,
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _answer(job: dict[str, Any], content: bytes) -> dict[str, Any]:
    place = job["place"]
    try:
        opened = open_letter(content, job["suffix"], place, chosen=job["chosen"])
    except FileRefused as refused:
        return {"code": refused.code, "fields": {"place": place, **refused.fields}}
    except BaseException as failed:  # noqa: BLE001 - memory, recursion, parsers' own
        cause = type(failed).__name__
        return {"code": "letters.broken", "fields": {"place": place, "cause": cause}}
    if len(opened.text) > LONGEST:
        fields = {"place": place, "limit": LONGEST >> 20}
        return {"code": "letters.too_large", "fields": fields}
    return {
        "text": opened.text.encode("utf-8", "replace").decode(),
        "authors": opened.authors,
        "stripped": base64.b64encode(opened.stripped).decode(),
        "sent": opened.sent,
    }


def serve(jobs: BinaryIO, out: BinaryIO) -> None:
    """Answer jobs until the parent closes the pipe."""
    for line in jobs:
        job = json.loads(line)
        content = jobs.read(job["n"])
        allow_time()
        out.write(json.dumps(_answer(job, content)).encode() + b"\n")
        out.flush()


def main() -> None:
    """Give up what is not needed, then serve."""
    out = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    warnings.simplefilter("ignore")
    limit()
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
