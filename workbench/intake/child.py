"""The limited process in which strangers' files are parsed and letters opened.

Speaks frames over its standard output: one line of JSON, followed by as many bytes as
it says. Reads one job a line, with the bytes that go with it. It may write nothing, has
1 GiB of address space and, for each job, 10 seconds of processor time; the parent
watches the wall clock.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import warnings
from datetime import date, datetime, time
from typing import Any, BinaryIO

from workbench.errors import FileRefused, WorkbenchError
from workbench.intake.parsers import router
from workbench.intake.raw import (
    Raw,
    RawEntities,
    RawMember,
    RawProblem,
    RawTable,
    RawText,
)

MEMORY = 1 << 30
SECONDS = 10
LONGEST = 1 << 20
"""Characters a letter may have; the longest complaints run to some ten thousand."""

_BATCH = 5_000


def limit() -> None:
    """Give up address space, files and dumps, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def allow_time() -> None:
    """Allow ten more seconds of processor time from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"c": value.isoformat()}
    raise TypeError(type(value).__name__)


def _send(out: BinaryIO, frame: dict[str, Any], payload: bytes = b"") -> None:
    frame["n"] = len(payload)
    out.write(json.dumps(frame).encode() + b"\n")
    out.write(payload)


def _packed(value: object) -> bytes:
    return json.dumps(value, default=_plain, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def _emit(out: BinaryIO, raw: Raw) -> None:
    match raw:
        case RawTable():
            about: dict[str, Any] = {"t": "table", "sheet": raw.sheet}
            about["page"] = raw.page
            about |= {"first": raw.first, "merges": raw.merges, "ragged": raw.ragged}
            about["gaps"] = raw.gaps
            _send(out, about)
            for start in range(0, len(raw.rows), _BATCH):
                _send(out, {"t": "rows"}, _packed(raw.rows[start : start + _BATCH]))
        case RawEntities():
            _send(out, {"t": "entities"}, _packed(raw.entities))
        case RawText():
            about = {"t": "text", "title": raw.title, "page": raw.page}
            about["day"] = raw.day.isoformat() if raw.day else None
            _send(out, about, raw.text.encode("utf-8", "replace"))
        case RawMember():
            _send(out, {"t": "member", "name": raw.name}, raw.content)
        case RawProblem():
            about = {"t": "problem", "code": raw.code, "sheet": raw.sheet}
            _send(out, about | {"row": raw.row, "fields": raw.fields})


def _parsed(out: BinaryIO, job: dict[str, Any], _content: bytes) -> None:
    for raw in router.parse(job["path"], job["name"], chosen=job.get("chosen")):
        _emit(out, raw)


def _opened(out: BinaryIO, job: dict[str, Any], content: bytes) -> None:
    from workbench.intake.opening import open_letter  # noqa: PLC0415 - letters only

    place = job["place"]
    opened = open_letter(content, job["suffix"], place, chosen=job["chosen"])
    if len(opened.text) > LONGEST:
        raise FileRefused("letters.too_large", place=place, limit=LONGEST >> 20)
    about = {"t": "text", "authors": opened.authors, "sent": opened.sent}
    _send(out, about, opened.text.encode("utf-8", "replace"))
    _send(out, {"t": "stripped"}, opened.stripped)


_JOBS = {"parse": (_parsed, "intake"), "open": (_opened, "letters")}


def _do(out: BinaryIO, job: dict[str, Any], content: bytes) -> None:
    """Do one job; whatever it raises becomes one frame of its code."""
    does, room = _JOBS[job["do"]]
    try:
        does(out, job, content)
    except WorkbenchError as error:
        _refuse(out, job, error.code, error.fields)
    except MemoryError:
        code = "too_much_memory" if room == "intake" else "broken"
        _refuse(out, job, f"{room}.{code}", {"cause": "MemoryError"})
        _send(out, {"t": "done"})
        out.flush()
        os._exit(3)
    except RecursionError:
        code = "too_deep" if room == "intake" else "broken"
        _refuse(out, job, f"{room}.{code}", {"cause": "RecursionError"})
    except BaseException as error:  # noqa: BLE001 - calamine panics with BaseException
        said = "what" if room == "intake" else "cause"
        _refuse(out, job, f"{room}.broken", {said: type(error).__name__})
    _send(out, {"t": "done"})
    out.flush()


def _refuse(
    out: BinaryIO, job: dict[str, Any], code: str, fields: dict[str, Any]
) -> None:
    place = {"place": job["place"]} if "place" in job else {}
    _send(out, {"t": "error", "code": code, "fields": {**place, **fields}})


def main() -> None:
    """Take jobs until the parent closes the pipe."""
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    warnings.simplefilter("ignore")
    limit()
    jobs = sys.stdin.buffer
    for line in jobs:
        job = json.loads(line)
        content = jobs.read(job["n"])
        allow_time()
        _do(out, job, content)


if __name__ == "__main__":
    main()
