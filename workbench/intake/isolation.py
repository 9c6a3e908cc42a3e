"""Parses strangers' files in a limited child process, seen from outside.

The child (:mod:`workbench.intake.child`) gets one path after another and sends back
what stands in it; it has its own limits, the parent watches the wall clock. Whatever
happens to it becomes one :class:`~workbench.errors.FileRefused` and a fresh child.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.limited import SECONDS, Limited
from workbench.intake.raw import (
    Raw,
    RawEntities,
    RawMember,
    RawProblem,
    RawTable,
    RawText,
)

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 1 << 30
_UNSOUND = frozenset(
    {"intake.too_slow", "intake.parser_died", "intake.too_large", "intake.broken",
     "intake.too_much_memory", "intake.too_deep"}
)  # fmt: skip
"""After these the child may hold on to memory or half a job."""


class Reader(Limited):
    """Parses files in a limited child process; use it in a ``with`` block."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(_MOST)

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
        job = {"do": "parse", "path": str(path.resolve()), "name": name}
        try:
            return self._collect({**job, "chosen": chosen})
        except FileRefused as no:
            if no.code in _UNSOUND:
                self.end()
            raise
        except TimeoutError:
            raise FileRefused("intake.too_slow", seconds=int(SECONDS)) from None
        except OverflowError:
            raise FileRefused("intake.too_large") from None
        except (EOFError, ValueError):
            self.end()
            raise FileRefused("intake.parser_died") from None

    def _collect(self, job: dict[str, Any]) -> list[Raw]:
        found: list[Raw] = []
        refused: FileRefused | None = None
        for frame, payload in self.ask(job, seconds=SECONDS):
            match frame["t"]:
                case "error":
                    refused = FileRefused(frame["code"], **frame["fields"])
                case "rows":
                    last = found[-1]
                    if isinstance(last, RawTable):
                        last.rows.extend(_unpacked(payload))
                case _:
                    found.append(_raw(frame, payload))
        if refused is not None:
            raise refused
        return found


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
