"""What no export may contain: a sealed identity, or the reporter's own wording (X3).

A second line only: exports are made from working texts and records, where the reporter
is already a token. The identities are compared by keyed fingerprint, so the guard never
learns them; with the key in another account (``checks_identities`` is then false) only
wording is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import ExportRefused
from workbench.seal.register import Register, plain, plain_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RUN_HAN = 18
"""Han characters in a row that count as the letter's own wording. Office and project
names in complaints run to some fifteen; a quoted clause runs longer."""
RUN_LATIN = 60
"""The same for Latin text: about ten words."""
_HAN_SHARE = 0.3
_LEAST_HAN = 2  # shorter than any full name
_LEAST_LATIN = 4
_KEPT = 400_000  # windows known to be clean that are kept, some 40 MB at most


class Guard:
    """Looks at what is about to leave; refuses with the place, not the content.

    Parameters
    ----------
    register
        Fingerprints of sealed identities.
    letters
        Letter id -> working text.
    known
        Names that records carry as well (units, projects): not the letter's wording.
    """

    __slots__ = ("_clean", "_letters", "_register", "_sizes")

    def __init__(
        self,
        register: Register,
        letters: Mapping[str, str],
        known: Iterable[str] = (),
    ) -> None:
        self._register = register
        names = sorted({plain(name) for name in known} - {""}, key=len, reverse=True)
        self._letters = {
            letter: _without(plain(text), names) for letter, text in letters.items()
        }
        self._clean: set[str] = set()  # one plan leaves in seven forms
        self._sizes: dict[int, dict[str, str]] = {}
        for mark in register.marks:
            if mark.size >= _LEAST_HAN:
                self._sizes.setdefault(mark.size, {})[mark.mark] = mark.kind

    @property
    def checks_identities(self) -> bool:
        """Whether the key of the fingerprints is at hand."""
        return self._register.keyed or not self._register.marks

    def __call__(self, text: str) -> None:
        """Let ``text`` pass or refuse it.

        O(length of the text times number of different identity lengths, plus length
        of the letters).

        Raises
        ------
        ExportRefused
            ``seal.identity_found`` (fields ``line``, ``kind``) or
            ``seal.wording_found`` (fields ``line``, ``letter``).
        """
        body, places = plain_with_places(text)
        found = self._identity(body)
        if found:
            place, kind = found
            line = _line(text, places[place])
            raise ExportRefused("seal.identity_found", line=line, kind=kind)
        wording = self._wording(body)
        if wording:
            place, letter = wording
            line = _line(text, places[place])
            raise ExportRefused("seal.wording_found", line=line, letter=letter)

    def _identity(self, body: str) -> tuple[int, str] | None:
        if not self._register.keyed:
            return None
        begins, ends = _edges(body)
        for size, marks in sorted(self._sizes.items()):
            least = _LEAST_LATIN if size < _LEAST_LATIN else 0
            for start in range(len(body) - size + 1):
                if begins[start] <= least or not ends[start + size]:
                    continue
                window = body[start : start + size]
                if window in self._clean:
                    continue
                # The body is plain already.
                kind = marks.get(self._register.fingerprint(window.encode()))
                if kind:
                    return start, kind
                if len(self._clean) < _KEPT:
                    self._clean.add(window)
        return None

    def _wording(self, body: str) -> tuple[int, str] | None:
        runs: dict[int, dict[str, int]] = {}
        for letter, text in self._letters.items():
            size = _run_of(text)
            if size not in runs:
                runs[size] = {
                    body[i : i + size]: i for i in range(len(body) - size, -1, -1)
                }
            if not runs[size]:
                continue  # shorter than any run
            for start in range(len(text) - size + 1):
                place = runs[size].get(text[start : start + size])
                if place is not None:
                    return place, letter
        return None


def open_guard(
    case: Path, *, private: Path | None = None, known: Iterable[str] = ()
) -> Guard:
    """Return the guard of a case.

    Parameters
    ----------
    case
        Case folder; working texts are read from ``letters/``.
    private
        Folder with the register's key; the account's own where absent.
    known
        Names from records that an export may carry though a letter has them too.
    """
    letters = {
        path.stem: path.read_text("utf-8")
        for path in sorted((case / "letters").glob("*.txt"))
    }
    return Guard(Register(case, private), letters, known)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, "\0")
    return text


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or ord(char) >= 0x20000  # noqa: PLR2004 - supplementary ideographs


def _run_of(text: str) -> int:
    han = sum(map(_han, text))
    return RUN_HAN if han > _HAN_SHARE * len(text) else RUN_LATIN


def _latin(char: str) -> bool:
    return char.isalpha() and not _han(char)


def _edges(body: str) -> tuple[bytearray, bytearray]:
    """Say where a name may begin and before which place it may end.

    No name begins or ends with a blank or inside a longer Latin word. A beginning is
    worth ``_LEAST_LATIN`` where it is Latin, so that short windows pass it by, and more
    where it is not; 0 where none may begin.
    """
    latin = bytearray(map(_latin, body))
    begins, ends = bytearray(len(body)), bytearray(len(body) + 1)
    for at, char in enumerate(body):
        if char == " ":
            continue
        if not (latin[at] and at and latin[at - 1]):
            begins[at] = _LEAST_LATIN + (not latin[at])
        if not (latin[at] and at + 1 < len(body) and latin[at + 1]):
            ends[at + 1] = 1
    return begins, ends


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
