"""Panels of three parts in one box: above, a picture or a table, below."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from workbench.widgets.blocks import to_json
from workbench.widgets.panel import Panel
from workbench.wording import speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.case import Case
    from workbench.graph import LinkGraph
    from workbench.widgets.blocks import Block
    from workbench.wording import Language


class Stacked(Panel):
    """A panel whose middle is more than blocks."""

    def __init__(self, case: Case, *, lang: Language | None = None) -> None:
        super().__init__(case, lang=lang)
        self._middle: Any = None
        self._below: Any = None
        self._box: Any = None

    @abstractmethod
    def above(self) -> Sequence[Block]:
        """Return what stands above the middle."""

    def below(self) -> Sequence[Block]:
        """Return what stands below it."""
        return ()

    def middle(self) -> Any:
        """Return the widget in the middle, made once; ``None`` where there is none."""
        return None

    def fill(self, middle: Any) -> None:
        """Send what is shown now to the widget in the middle."""

    def opened(self) -> Sequence[Panel]:
        """Return panels that were opened and stand at the end."""
        return ()

    def blocks(self) -> list[Block]:
        """Return what is above and below; the middle is drawn from the same."""
        return [*self.above(), *self.below()]

    def view(self) -> Any:
        """Return the parts as one widget, made on first use."""
        if self._box is None:
            import ipywidgets  # noqa: PLC0415 - heavy, loaded on use

            from workbench.widgets.sheet import Sheet  # noqa: PLC0415 - as above

            self._sheet, self._below = Sheet(self.act), Sheet(self.act)
            self._middle = self.middle()
            self._box = ipywidgets.VBox([])
            self.redraw()
        return self._box

    def redraw(self) -> None:
        """Send what is shown now to the screen, where there is one."""
        if self._box is None:
            return
        with speaking(self.lang):
            wanted = [self._sheet]
            if self._middle is not None:
                with self._middle.hold_sync():
                    self.fill(self._middle)
                self._below.show({"lang": self.lang}, to_json(self.below()))
                wanted += [self._middle, self._below]
            # The answer comes last: what it speaks of is on the screen by then.
            said = [self.said] if self.said else []
            self._sheet.show(self.head(), to_json([*said, *self.above()]))
        wanted += [panel.view() for panel in self.opened()]
        if [*self._box.children] != wanted:
            self._box.children = wanted


class OnGraph(Stacked):
    """A panel on a link graph: the case's own, or one that is given."""

    def __init__(
        self,
        case: Case,
        *,
        graph: LinkGraph | None = None,
        lang: Language | None = None,
    ) -> None:
        super().__init__(case, lang=lang)
        self._given = graph

    @property
    def graph(self) -> LinkGraph:
        """The link graph that is shown, alleged links among it."""
        return self._given if self._given is not None else self.case.graph()
