"""What people decided on layouts, encodings and owners, as the journal has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from workbench.intake.understand import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Entry(Protocol):
    """What reading needs of a journal entry."""

    @property
    def of(self) -> str:
        """What the entry is about."""

    @property
    def value(self) -> Any:
        """What was decided."""


class Journal(Protocol):
    """What reading needs of the journal."""

    def append(self, verb: str, of: str, value: Any, *, why: str = "") -> Any:
        """Add an entry."""

    def entries(self, verb: str | None = None) -> Sequence[Any]:
        """Return entries of a verb, oldest first."""


def set_mapping(
    journal: Journal,
    fingerprint: str,
    form: str,
    columns: Mapping[str, str],
    *,
    why: str = "",
) -> None:
    """Journal how a layout is to be read from now on.

    Parameters
    ----------
    fingerprint
        Of the layout, as the report gives it.
    form
        Form of table (``payment``, ``roster`` ...), or ``ignore``.
    columns
        Header name -> role.
    why
        Reason, for the journal.
    """
    value = {"form": form, "columns": dict(columns)}
    journal.append("mapping_set", f"layout:{fingerprint}", value, why=why)


def set_encoding(journal: Journal, sha256: str, name: str, *, why: str = "") -> None:
    """Journal in which encoding one content is to be read (``big5``)."""
    journal.append("mapping_set", f"file:{sha256}", {"encoding": name}, why=why)


def set_owner(
    journal: Journal, sha256: str, *, name: str = "", account: str = "", why: str = ""
) -> None:
    """Journal whose statement one content is, where the file does not say it."""
    value = {"name": name, "account": account}
    journal.append("mapping_set", f"owner:{sha256}", value, why=why)


def _owners(given: Iterable[Entry]) -> dict[str, Choice]:
    parts = {"name": "own_name", "account": "own_account"}
    return {
        entry.of: Choice(
            "",
            {},
            {role: str(entry.value[part]) for part, role in parts.items()
             if entry.value.get(part)},
        )
        for entry in given
        if entry.of.startswith("owner:")
    }  # fmt: skip


def choices_of(given: Iterable[Entry]) -> dict[str, Choice]:
    """Return what was decided on layouts and owners, by what it is about."""
    return _owners(given) | {
        entry.of.removeprefix("layout:"): Choice(
            str(entry.value["form"]), dict(entry.value.get("columns", {}))
        )
        for entry in given
        if entry.of.startswith("layout:")
    }


def encodings_of(given: Iterable[Entry]) -> dict[str, str]:
    """Return the encodings that were chosen, by hash of the content."""
    return {
        entry.of.removeprefix("file:"): str(entry.value["encoding"])
        for entry in given
        if entry.of.startswith("file:")
    }
