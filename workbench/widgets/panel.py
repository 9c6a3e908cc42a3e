"""What every panel is: one case, its blocks, their plain text, acts by name.

A panel holds no facts: it asks the case, shows, and hands each click to one function of
the case, so that a session can be replayed without a screen by calling
:meth:`Panel.act`, or the functions that the plain text names. ``repr(panel)`` is the
plain-text form.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from workbench.errors import UsageError, WorkbenchError
from workbench.widgets.blocks import Note, to_json
from workbench.widgets.plain_form import as_text, underline
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.case import Case
    from workbench.widgets.blocks import Block
    from workbench.wording import Language

_ = words("widgets")


class Panel(ABC):
    """A view of one case.

    Parameters
    ----------
    case
        The case that is shown.
    lang
        Language of the words; the case's own where not given.
    """

    acts: ClassVar[frozenset[str]] = frozenset()
    """Names of what a person can do here; each is the method ``do_<name>``."""

    def __init__(self, case: Case, *, lang: Language | None = None) -> None:
        self.case = case
        self.lang: Language = lang or case.settings.language
        self.said: Note | None = None
        self._sheet: Any = None

    @abstractmethod
    def title(self) -> str:
        """Return what the panel is called, in the language in force."""

    @abstractmethod
    def blocks(self) -> Sequence[Block]:
        """Return what is shown, computed from the case."""

    def shown(self) -> list[Block]:
        """Return the blocks, with the answer to the last act before them."""
        try:
            found = list(self.blocks())
        except WorkbenchError as error:
            found = [Note(str(error), "error")]
        return [self.said, *found] if self.said else found

    def __repr__(self) -> str:
        """Return the plain-text form."""
        with speaking(self.lang):
            return f"{underline(self.title())}\n{as_text(self.shown())}"

    def act(self, name: str, **given: Any) -> None:
        """Do what a click does, and show what came of it.

        What the case refuses is shown in its words; the panel stays as it was.

        Raises
        ------
        UsageError
            When the panel has no such act.
        """
        if name not in {"speak", *self.acts}:
            raise UsageError("widgets.no_such_act", act=name)
        with speaking(self.lang):
            try:
                done = getattr(self, f"do_{name}")(**given)
                self.said = Note(done, "good") if done else None
            except WorkbenchError as error:
                self.said = Note(str(error), "error")
        self.redraw()

    def do_speak(self, value: Language) -> None:
        """Show everything in the other language."""
        self.lang = value

    def redraw(self) -> None:
        """Send what is shown now to the screen, where there is one."""
        if self._sheet is not None:
            with speaking(self.lang):
                self._sheet.show(self.head(), to_json(self.shown()))

    def head(self) -> dict[str, Any]:
        """Return what stands above the blocks."""
        return {
            "title": self.title(),
            "under": self.case.title,
            "who": self.case.who,
            "lang": self.lang,
            "words": {
                "busy": _("Working …"),
                "language": _("Language"),
                "failed": _(
                    "This did not work, and nothing was changed on the screen; the"
                    " server's log says why."
                ),
                "silent": _("The kernel gives no answer."),
            },
        }

    def view(self) -> Any:
        """Return the widget, made on first use."""
        if self._sheet is None:
            from workbench.widgets.sheet import Sheet  # noqa: PLC0415 - heavy, on use

            self._sheet = Sheet(self.act)
            self.redraw()
        return self._sheet

    def _repr_mimebundle_(self, **_given: Any) -> dict[str, Any]:
        """Give Jupyter the widget beside the plain text."""
        bundle = {"text/plain": repr(self)}
        view = self.view()._repr_mimebundle_() or {}
        data = view[0] if isinstance(view, tuple) else view
        kept = "application/vnd.jupyter.widget-view+json"
        return {**bundle, **{k: v for k, v in data.items() if k == kept}}
