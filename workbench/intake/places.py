"""Row numbers of a table from which some lines are missing (blank or broken ones)."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """From the count of an accepted row to its number in the file.

    Parameters
    ----------
    gaps
        Numbers of the lines that were not accepted, sorted, counted from 1.
    start
        How many lines stand before the first row (header and what is above).
    """

    def __init__(self, gaps: list[int], start: int) -> None:
        self._steps = [gap - start - before for before, gap in enumerate(gaps)]
        self._start = start

    def of(self, count: int) -> int:
        """Return the row number of the ``count``-th accepted row."""
        return self._start + count + bisect_right(self._steps, count)

    def sql(self) -> str:
        """Return the same as SQL over ``k``; gaps are few."""
        if not self._steps:
            return f"k + {self._start}"
        steps = ", ".join(str(step) for step in self._steps)
        return (
            f"k + {self._start} + len(list_filter([{steps}], lambda step: step <= k))"
        )
