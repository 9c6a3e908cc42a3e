"""What comes into a case: letters taken in, files read, layouts corrected; packing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.case.ground import Ground
from workbench.errors import CaseError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.intake import Confirm, IntakeReport, Level, Proposal, ReadReport
    from workbench.intake.forwarding import Up
    from workbench.intake.report import Layout
    from workbench.journal import Entry


class TakingIn(Ground):
    """The part of a case through which everything comes in; see ``case.Case``."""

    # -- letters

    def take_in(
        self, *, level: Level = None, confirm: Confirm | None = None
    ) -> IntakeReport:
        """Take letters in; the intake officer's own step (see ``intake.take_in``)."""
        from workbench.intake import take_in  # noqa: PLC0415 - loaded on use
        from workbench.intake.custody import sign_head  # noqa: PLC0415 - loaded on use

        self._made.clear()
        report = take_in(
            self.folder,
            journal=self.journal,
            level=level,
            confirm=confirm,
            private=self.private,
        )
        sign_head(self.folder, self.journal, private=self.private)
        return report

    def look_at_inbox(
        self, *, level: Level = None
    ) -> tuple[list[Proposal], IntakeReport]:
        """Show the intake officer what was found in each letter; take none in.

        Only for the intake officer: a proposal holds the letter as it came. Items of a
        superior office are moved to ``inbox/forward/`` without being shown (X1).

        Returns
        -------
        tuple
            What was found, in the order of the inbox; and what went up or cannot be
            taken in.
        """
        from workbench.intake.letters import look  # noqa: PLC0415 - loaded on use

        return look(
            self.folder, journal=self.journal, level=level, private=self.private
        )

    def going_up(self) -> list[Up]:
        """Return what belongs to a superior office (X1, T2), oldest first."""
        from workbench.intake import forwarding  # noqa: PLC0415 - loaded on use

        return forwarding.going_up(self.folder, self.journal)

    def hand_up(self, receipt: str, to: Path) -> Entry:
        """Move an item of a superior office out of the case, to be sent up unread."""
        from workbench.intake import forwarding  # noqa: PLC0415 - loaded on use

        self._made.clear()
        return forwarding.hand_up(self.folder, self.journal, receipt, to)

    # -- files

    def read(self, *, progress: bool = True) -> ReadReport:
        """Read what is new in ``files/``; reading twice changes nothing."""
        from workbench.intake import read_case  # noqa: PLC0415 - loaded on use

        self._made.clear()
        report = read_case(
            self.folder,
            journal=self.journal,
            progress=progress,
            decisions=self.decisions().mappings.values(),
        )
        self._made["read"] = report
        return report

    def _has_read(self) -> None:
        """Read once, so that a graph never stands on nothing."""
        if "read" not in self._made:
            self.read()

    def reading(self) -> ReadReport:
        """Return what the last reading came to; reads when nobody has yet."""
        self._has_read()
        report: ReadReport = self._made["read"]
        return report

    # -- layouts

    def layout(self, fingerprint: str) -> Layout:
        """Return how a layout was understood, by (the beginning of) its fingerprint.

        Raises
        ------
        CaseError
            ``case.no_such_layout``: none or several fit.
        """
        every: dict[str, Layout] = {
            each.fingerprint: each for each in self.reading().layouts
        }
        found = [each for name, each in every.items() if name.startswith(fingerprint)]
        if len(found) != 1 or not fingerprint:
            raise CaseError("case.no_such_layout", layout=fingerprint)
        return self._as_decided(found[0])

    def _as_decided(self, layout: Layout) -> Layout:
        """Take what was decided so far where it does not suffice to read by yet."""
        made = self.decisions().mappings.get(f"layout:{layout.fingerprint}")
        if made is None or layout.decided:
            return layout
        value = made.value
        return replace(layout, form=value["form"], columns=dict(value["columns"]))

    def set_mapping(
        self,
        layout: str,
        *,
        form: str | None = None,
        columns: Mapping[str, str] | None = None,
        why: str,
    ) -> Layout:
        """Say once how a layout is read; every file with it follows.

        Parameters
        ----------
        layout
            Fingerprint, as the report of reading gives it.
        form
            Form of table, or ``ignore``; as it was read where not given.
        columns
            Header name (or ``#3`` for the third column) -> role, or ``""`` for a column
            that means nothing; what is not named stays as it was read.
        why
            The reason, for the journal.

        Returns
        -------
        Layout
            How the layout is understood now.

        Raises
        ------
        CaseError
            No such layout, form, column or role; no reason.
        """
        from workbench.intake.corrected import corrected  # noqa: PLC0415 - on use

        before = self.layout(layout)
        value = corrected(before, form, columns or {})
        self.decide("mapping_set", f"layout:{before.fingerprint}", value, why=why)
        self.read(progress=False)
        return self.layout(before.fingerprint)

    def set_encoding(self, file: str, encoding: str, *, why: str) -> Entry:
        """Say in which encoding a file is to be read (Big5 is never guessed).

        Raises
        ------
        UsageError
            ``case.no_such_encoding``.
        CaseError
            ``case.no_such_file``.
        """
        from workbench.intake.corrected import encoding_name  # noqa: PLC0415 - on use

        name = encoding_name(encoding)
        if name is None:
            raise UsageError("case.no_such_encoding", encoding=encoding)
        digest = self.reading().contents.get(file)
        if not digest:
            raise CaseError("case.no_such_file", file=file)
        entry = self.decide(
            "mapping_set", f"file:{digest}", {"encoding": name}, why=why
        )
        self.read(progress=False)
        return entry

    def set_owner(
        self, file: str, *, name: str = "", account: str = "", why: str
    ) -> Entry:
        """Say whose statement a file is, where the file does not say it.

        Raises
        ------
        UsageError
            ``case.no_owner``: neither name nor account given.
        CaseError
            ``case.no_such_file``.
        """
        if not (name or account):
            raise UsageError("case.no_owner")
        digest = self.reading().contents.get(file)
        if not digest:
            raise CaseError("case.no_such_file", file=file)
        value = {"name": name.strip(), "account": account.strip()}
        entry = self.decide("mapping_set", f"owner:{digest}", value, why=why)
        self.read(progress=False)
        return entry

    # -- the whole case

    def pack(self, bag: Path) -> Path:
        """Pack the case into a new BagIt bag; its inbox must have been taken in."""
        from workbench.intake import bag as bags  # noqa: PLC0415 - loaded on use

        return bags.pack(self.folder, bag, journal=self.journal)
