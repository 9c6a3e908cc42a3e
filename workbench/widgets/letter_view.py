"""Letter view: one letter as it was read, its spans marked, nothing to decide.

For showing and checking how letters are read: quotes and levels of each element, what
would be asked, which records could settle it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import CaseError
from workbench.widgets.blocks import Beside, Block, Heading, Note
from workbench.widgets.lead_board import LeadBoard
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.case import Case
    from workbench.wording import Language

_ = words("widgets")


class LetterView(LeadBoard):
    """One letter of a case, as it was read.

    Parameters
    ----------
    case
        The case.
    letter
        The letter's number.
    """

    acts = frozenset()

    def __init__(
        self, case: Case, letter: str, *, lang: Language | None = None
    ) -> None:
        super().__init__(case, lang=lang)
        known = [one.id for one in case.store.letters()]
        if letter not in known:
            raise CaseError("widgets.no_such_letter", letter=letter)
        self.letter = letter

    def title(self) -> str:
        """Return the panel's name."""
        return _("Letter {id}").format(id=self.letter)

    def blocks(self) -> list[Block]:
        """Return each allegation of the letter beside its marked words."""
        found = [a for a in self.case.allegations() if a.letter == self.letter]
        if not found:
            return [Note(_("The letter alleges nothing that a record could show."))]
        shown: list[Block] = []
        for one in found:
            shown += [
                Heading(f"{one.id}  {self._short(one)}"),
                Beside(
                    (self._letter(one), *self._grounds(one)),
                    (*self._read(one), *self._checks(one)),
                ),
            ]
        return shown
