"""The widget that draws blocks: our own, so that text can never run as script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

if TYPE_CHECKING:
    from collections.abc import Callable

STATIC = Path(__file__).parent / "static"


class Sheet(anywidget.AnyWidget):
    """Draws blocks; a click comes back as one message ``{act, given}``."""

    _esm = STATIC / "sheet.js"
    head: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    blocks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    turn = traitlets.Int(0).tag(sync=True)

    def __init__(self, act: Callable[..., None]) -> None:
        super().__init__()
        self._act = act
        self.on_msg(self._heard)

    def __repr__(self) -> str:
        """Give a name that is the same in every run."""
        return "Sheet()"

    def show(self, head: dict[str, Any], blocks: list[Any]) -> None:
        """Draw anew."""
        with self.hold_sync():
            self.head = head
            self.blocks = blocks
            self.turn += 1

    def _heard(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and isinstance(content.get("act"), str):
            given = content.get("given") or {}
            try:
                self._act(content["act"], **{str(k): v for k, v in given.items()})
            except Exception:
                self.send({"failed": True})  # the panel must not look busy for ever
                raise
