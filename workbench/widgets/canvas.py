"""The widgets that are more than blocks: the link canvas, and a table to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from workbench.widgets.sheet import STATIC

if TYPE_CHECKING:
    from collections.abc import Callable


class LinkCanvas(anywidget.AnyWidget):
    """Draws a part of a link graph; each act of a person is one message."""

    _esm = STATIC / "link_view.js"
    graph: traitlets.Dict[str, Any] = traitlets.Dict({"nodes": [], "edges": []}).tag(
        sync=True
    )
    kinds: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    words: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    height = traitlets.Int(520).tag(sync=True)
    selected: traitlets.List[Any] = traitlets.List().tag(sync=True)
    highlighted: traitlets.List[Any] = traitlets.List().tag(sync=True)
    positions: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, heard: Callable[[dict[str, Any]], None], **traits: Any) -> None:
        super().__init__(**traits)
        self._act = heard
        self.on_msg(self._heard)

    def __repr__(self) -> str:
        """Give a name that is the same in every run."""
        return "LinkCanvas()"

    def _heard(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict):
            self._act(content)


class TableWidget(anywidget.AnyWidget):
    """Rows to choose and, where a column allows it, to edit."""

    _esm = STATIC / "table_view.js"
    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    selected: traitlets.List[Any] = traitlets.List().tag(sync=True)
    words: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    height = traitlets.Int(320).tag(sync=True)

    def __init__(self, heard: Callable[[dict[str, Any]], None], **traits: Any) -> None:
        super().__init__(**traits)
        self._act = heard
        self.on_msg(self._heard)

    def __repr__(self) -> str:
        """Give a name that is the same in every run."""
        return "TableWidget()"

    def _heard(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict):
            self._act(content)
