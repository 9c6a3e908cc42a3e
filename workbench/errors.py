"""Every error the workbench raises, one tree.

::

    WorkbenchError
    |-- InputError            what came in cannot be read or is not what it says
    |   |-- FileRefused       a whole file
    |   `-- RowRefused        one row; the others go on
    |-- CaseError             the case folder or its settings
    |-- JournalError          the trail does not hold or a write was refused
    |   `-- StaleDecision     taken on a state that has since changed
    |-- SealError             keys, sealing, unsealing, export guard
    |   `-- ExportRefused     the guard found what must not leave
    |-- UnknownName           a name that nothing or several things carry
    |-- RedLine               something the workbench refuses on principle
    |-- PlanError             a plan cannot be made, or not as asked
    |   `-- Infeasible        no schedule; says who or what is missing
    `-- UsageError            the call itself is wrong

An error carries a ``code`` (dotted, ``room.what``) and plain ``fields``; it never
carries content of a case file, since a cell may hold the reporter's name. Words for
people come from ``wording``, which registers itself with :func:`render_with`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_render: Callable[[WorkbenchError], str] | None = None


def render_with(function: Callable[[WorkbenchError], str]) -> None:
    """Let ``function`` turn an error into the sentence that ``str(error)`` gives."""
    global _render  # noqa: PLW0603 - one seam, set once when wording loads
    _render = function


class WorkbenchError(Exception):
    """Root of the tree.

    Parameters
    ----------
    code
        Dotted code, ``room.what``; its words stand in ``wording/errors/room.yaml``.
    fields
        What was found, where, and what was looked for. Never case content.
    """

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        """Give one sentence: what was found, where, what to do."""
        if _render is not None:
            return _render(self)
        said = ", ".join(f"{key}={value!r}" for key, value in self.fields.items())
        return f"{self.code}: {said}" if said else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way back from a child process."""
        return _rebuild, (type(self), self.code, self.fields)


def _rebuild(
    kind: type[WorkbenchError], code: str, fields: dict[str, Any]
) -> WorkbenchError:
    return kind(code, **fields)


class InputError(WorkbenchError):
    """What came in cannot be read or is not what it says it is."""


class FileRefused(InputError):  # noqa: N818 - a refusal
    """A whole file is refused; the others go on."""


class RowRefused(InputError):  # noqa: N818 - a refusal
    """One row is refused; the others go on."""


class CaseError(WorkbenchError):
    """The case folder or its settings do not hold."""


class JournalError(WorkbenchError):
    """The journal does not hold, or a write to it was refused."""


class StaleDecision(JournalError):  # noqa: N818 - the trade's word
    """A decision was taken on a state that has changed since."""


class SealError(WorkbenchError):
    """Keys, sealing, unsealing or the export guard."""


class ExportRefused(SealError):  # noqa: N818 - a refusal
    """The guard found something that must not leave the case."""


class UnknownName(WorkbenchError):  # noqa: N818 - a lookup that failed
    """A name that nothing carries, or that several things carry."""


class RedLine(WorkbenchError):  # noqa: N818 - a refusal
    """Something the workbench refuses on principle (DOMAIN section 6)."""


class PlanError(WorkbenchError):
    """A plan cannot be made, or not as asked."""


class Infeasible(PlanError):  # noqa: N818 - the solver's word
    """No schedule exists; the fields say who or what is missing."""


class UsageError(WorkbenchError):
    """The call itself is wrong."""
