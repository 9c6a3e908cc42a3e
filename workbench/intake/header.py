"""Where a table begins: header rows, the lines above them, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.intake.cells import is_empty, words_of
from workbench.intake.content import proof_of, proofs_of
from workbench.intake.forms import candidates, fold, folds, forms
from workbench.intake.match import Match, best
from workbench.intake.titles import company_in
from workbench.intake.unnamed import shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.intake.raw import Cell, Merge, RawTable, Row

_DEPTH = 60
_FURTHER = 8  # rows below a fitting header in which a better one is looked for
_SPAN = 3
_TALL = 1.5  # a second row of header names is hardly ever a row of data
_APART = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]\s*[:：])")
_NEXT_KEY = re.compile(
    r"(?:[\s,，;；]+(?=[^\s:：]{0,12}[\u4e00-\u9fff][^\s:：]{0,3}[:：])"
    r"|\s{2,}(?=[^:：]{1,25}[:：])).*$",
    re.DOTALL,
)
_TOTAL = re.compile(
    r"(?:本页|本月|本年|本期|全年|全村|部门|当页|当日|上月|分组|收入|支出|借方|贷方|存入|支取|交易|累计|总)?(?:合计|总计|小计|累计|共计|总额|合计数|总合计)(?:元|万元|金额)?"
    r"|(?:sub|grand|page|running|report)?totals?|sum|(?:sub|grand)total.*|total(?:for|of|amount|debits|credits|paid).*"
)
_CARRIED = re.compile(
    r"期初余额|期末余额|上年结转|承前页|过次页|结转下年|上期余额|年初余额|上日余额|本期余额"
    r"|openingbalance|closingbalance|balance(?:brought|carried)forward|broughtforward|carriedforward|balancebf|balancecf"
)
_NOTE = re.compile(
    r"共\d+[条笔行页]|备注|注|说明|制表|打印|第\d+页|共\d+页|以上|以下空白|审核|填表|填报|复核|单位负责人|制单|经办|本表|温馨提示|免责|生成时间|导出|查询时间|数据来源|"
    r"note|printed|page|generated|endof|report|source|disclaimer|prepared|confidential|exported|thisis"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a table and what stands above it.

    Parameters
    ----------
    start, end
        Index of the first header row and of the first row after the header.
    names
        One name a column, rows of a tall header joined.
    said
        Folded key -> value of the lines above (户名：…).
    above, sheet
        The lines above as text, and the sheet's name.
    title
        File, sheet and the lines above in lower case, for hints.
    match
        The form that fits, or ``None``.
    """

    start: int
    end: int
    names: tuple[str, ...]
    said: Mapping[str, str]
    title: str
    match: Match | None
    above: tuple[str, ...] = ()
    sheet: str | None = None
    hint: str = ""
    shape: str = ""  # of a table without header names: what its columns hold

    @property
    def fingerprint(self) -> str:
        """Name of the layout: the same header names give the same one."""
        joined = "\x1f".join(fold(name) for name in self.names) + self.shape
        return sha256(joined.encode()).hexdigest()[:12]


def find_head(table: RawTable, *, hint: str = "") -> Head:
    """Find the header of a table by the names in it.

    Rows are tried from the top, one row first and then two or three joined; the one
    whose
    names fit a form best is taken, the earliest on a tie. Where nothing fits, the first
    row with several words stands as header and ``match`` is ``None``.

    Complexity: O(rows tried x columns x forms); at most the first 60 rows.
    """
    rows = table.rows[:_DEPTH]
    tried: list[Head] = []
    for start, row in enumerate(rows):
        if tried and start > tried[0].start + _FURTHER:
            break
        if _hits(row) < 2 or _words_in(row) < 2:  # noqa: PLR2004 - one word is a title
            continue
        for span in range(1, min(_SPAN, len(rows) - start) + 1):
            names = _joined(rows[start : start + span], table.merges, start)
            if span > 1 and not (_all_names(row) and _goes_on(rows, start, span)):
                break
            top = tried[0].start if tried else start
            head = _head(table, start, span, names, hint, parts=False, top=top)
            if head.match:
                tried.append(head)
    if tried:
        first = max(
            tried, key=lambda each: (round(_score(each), 6), -each.start, -each.end)
        )
        again = _head(
            table,
            first.start,
            first.end - first.start,
            first.names,
            hint,
            parts=True,
        )
        return _deeper(table, again if again.match else first)
    return _plain(table, hint)


def _deeper(table: RawTable, head: Head) -> Head:
    """Take a row of names below the header along where it splits a few columns only.

    ``代扣款项`` over three columns, then ``养老保险 | 公积金 | 个税`` below them.
    """
    if head.end >= len(table.rows) or head.end - head.start >= _SPAN:
        return head
    upper, row = table.rows[head.end - 1], table.rows[head.end]
    places = [place for place, cell in enumerate(row) if not is_empty(cell)]
    blank = [p for p in places if p >= len(upper) or is_empty(upper[p])]
    names = sum(not is_empty(cell) for cell in upper)
    if not blank or _words_in(row) != len(places) or 2 * len(places) >= names + 2:
        return head
    if any(re.search(r"\d", words_of(row[place])) for place in places):
        return head
    rows = table.rows[head.start : head.end + 1]
    joined = _joined(rows, table.merges, head.start)
    lower = tuple(
        name if place in places else old
        for place, (name, old) in enumerate(
            zip(joined, (*head.names, *("",) * len(joined)), strict=False)
        )
    )
    return replace(head, end=head.end + 1, names=lower)


def _all_names(row: Sequence[Cell]) -> bool:
    """Say whether a row could be the upper one of a tall header."""
    filled = sum(not is_empty(cell) for cell in row)
    return 2 * _hits(row) > filled and _words_in(row) == filled


def _hits(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and candidates(cell))


def _score(head: Head) -> float:
    tall = _TALL if head.end - head.start > 1 else 1.0
    return head.match.score * tall if head.match else 0.0


def _plain(table: RawTable, hint: str) -> Head:
    """Take the first row of words as header; look for parts of names in it too."""
    tried: list[Head] = []
    for start, row in enumerate(table.rows[:_DEPTH]):
        if _words_in(row) > 1 and len(tried) < _FURTHER:
            names = tuple(words_of(cell) for cell in row)
            tried.append(_head(table, start, 1, names, hint, parts=True))
    if tried:
        return max(tried, key=lambda each: (_score(each), -each.start))
    width = max((len(row) for row in table.rows[:_DEPTH]), default=0)
    names = ("",) * width if width > 1 else ()
    return Head(0, 0, names, {}, hint.lower(), None, hint=hint, shape=shape_of(table))


def _head(
    table: RawTable,
    start: int,
    span: int,
    names: tuple[str, ...],
    hint: str,
    *,
    parts: bool,
    top: int | None = None,
) -> Head:
    above = table.rows[: start if top is None else top]
    said = spoken(above)
    lines = tuple(words_of(cell) for row in above for cell in row if cell)
    title = " ".join((hint, table.sheet or "", *lines)).lower()
    known = {role for key in said for role in _roles_of(key)}
    if company_in((*lines, table.sheet or "", hint)):
        known.add("company")
    if any(proof_of([name] * 3) for name in names):  # a row of data, no header
        return Head(
            start, start + span, names, said, title, None, lines, table.sheet, hint
        )
    proofs = proofs_of(table.rows[start + span :], names) if parts else {}
    match = best(
        names, title=title, said=dict.fromkeys(known), parts=parts, proofs=proofs
    )
    return Head(
        start, start + span, names, said, title, match, lines, table.sheet, hint
    )


@cache
def _roles_of(key: str) -> tuple[str, ...]:
    return tuple(sorted({each.role for each in candidates(key)}))


def _words_in(row: Sequence[Cell]) -> int:
    """Count cells that could be header names: words, no number and no day."""
    count = 0
    for cell in row:
        if isinstance(cell, str) and not is_empty(cell):
            text = fold(cell)
            if text and not text.isdigit() and len(text) < 40:  # noqa: PLR2004 - a name is short
                count += 1
        elif isinstance(cell, (int, float, date, time)):
            count -= 1
    return count


def _goes_on(rows: Sequence[Row], start: int, span: int) -> bool:
    """Say whether the last row of a tall header still looks like one."""
    row = rows[start + span - 1]
    known = sum(1 for cell in row if candidates(cell))
    filled = sum(not is_empty(cell) for cell in row)
    return 2 * known >= filled > 0 and _words_in(row) == filled


def _joined(
    rows: Sequence[Row], merges: Sequence[Merge], start: int
) -> tuple[str, ...]:
    """Join the rows of a tall header, a merged cell's word over all its columns."""
    width = max(len(row) for row in rows)
    grid = [
        [words_of(row[column]) if column < len(row) else "" for column in range(width)]
        for row in rows
    ]
    for top, left, bottom, right in merges:
        if start <= top < start + len(rows):
            _spread(grid, top - start, left, bottom - start, right)
    if len(rows) > 1 and not merges:
        for line in grid[:-1]:
            _carry_right(line, grid[-1])
    names = []
    for column in range(width):
        words = list(dict.fromkeys(line[column] for line in grid if line[column]))
        names.append(_one_name(words))
    return tuple(names)


def _one_name(words: list[str]) -> str:
    """Choose the name of a column under a tall header: whole, lowest, or upper."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return words[0] if words else ""
    whole = "".join(words) if words[0][-1:] > "\u2e80" else " ".join(words)
    if not fold(words[-1]) or not folds(f"x{words[-1]}")[-1].strip("x"):
        return words[0]  # below it stands only a unit of money
    return words[-1] if candidates(words[-1]) and not candidates(whole) else whole


def _spread(
    grid: list[list[str]], top: int, left: int, bottom: int, right: int
) -> None:
    word = grid[top][left] if left < len(grid[top]) else ""
    for line in grid[top : bottom + 1]:
        for column in range(left, min(right + 1, len(line))):
            line[column] = word


def _carry_right(upper: list[str], lower: list[str]) -> None:
    """Without merge marks a word stands for the blank cells to its right that go on."""
    word = ""
    for column, cell in enumerate(upper):
        if cell:
            word = cell
        elif lower[column]:
            upper[column] = word


@cache
def _keys() -> re.Pattern[str]:
    """Return a pattern of every listed name that may stand above a table as a key."""
    names = {name for form in forms().values() for each in form.extra["roles"].values()
             for name in each if len(name) > 1}  # fmt: skip
    joined = "|".join(
        re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))
    )
    return re.compile(rf"(?i)(?:^|(?<=[\s,，;；|、]))({joined})\s*[:：]\s*")


def spoken(
    above: Sequence[Sequence[Cell]], *, among_rows: bool = False
) -> dict[str, str]:
    """Return what the lines above a table say, by folded key.

    Takes ``户名：张三  账号：6222…`` in one cell and a key with its value in the next
    cell.

    Parameters
    ----------
    above
        The rows.
    among_rows
        Whether they stand among the rows of a table, where words are rarely keys.
    """
    said: dict[str, str] = {}
    for row in above:
        cells = [_APART.sub("", words_of(cell)) for cell in row]
        for place, text in enumerate(cells):
            found = list(_keys().finditer(text))
            for number, key in enumerate(found):
                end = (
                    found[number + 1].start() if number + 1 < len(found) else len(text)
                )
                value = _NEXT_KEY.sub("", text[key.end() : end])
                value = value.strip(" ,，;；|、[]【】")
                value = value or next((c for c in cells[place + 1 :] if c), "")
                _say(said, key[1], value)
            if not found and _is_key(text, among_rows=among_rows):
                value = next((c for c in cells[place + 1 : place + 3] if c), "")
                if value and not candidates(value):
                    _say(said, text, value)
    return said


def _is_key(text: str, *, among_rows: bool) -> bool:
    """Say whether a cell without a colon is a key; among rows only 户名, 账号 are."""
    roles = {each.role for each in candidates(text)}
    return bool(roles & {"own_name", "own_account"} if among_rows else roles)


def _say(said: dict[str, str], key: str, value: str) -> None:
    if value and not re.search(r"[:：]$", value):
        said.setdefault(folds(key)[0], value)


def is_total(row: Sequence[Cell]) -> bool:
    """Say whether a row sums up others or carries a balance over."""
    for cell in [cell for cell in row if not is_empty(cell)][:3]:
        if isinstance(cell, str):
            text = fold(cell)
            if _TOTAL.fullmatch(text) or _CARRIED.fullmatch(text):
                return True
            said = _TOTAL.match(text)
            if said and said[0] != "sum" and re.search(r"\d|[:：]", cell):
                return True
    return False


def is_note(row: Sequence[Cell]) -> bool:
    """Say whether a row is a remark below (or between) the rows of a table."""
    filled = [cell for cell in row if not is_empty(cell)]
    if len(filled) > 3 or not isinstance(filled[0], str):  # noqa: PLR2004 - a remark fills few cells
        return False
    text = fold(filled[0])
    return (
        not text or bool(_NOTE.match(text)) or (len(filled) == 1 and len(text) > 30)  # noqa: PLR2004 - longer than a name
    )


def is_header_again(row: Sequence[Cell], names: Sequence[str]) -> bool:
    """Say whether a row repeats the header (page break)."""
    cells = [fold(words_of(cell)) for cell in row]
    want = [fold(name) for name in names]
    same = sum(1 for a, b in zip(cells, want, strict=False) if a and a == b)
    filled = sum(1 for cell in cells if cell)
    return filled > 1 and same >= max(2, filled - 1)
