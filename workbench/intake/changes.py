"""Entries of a register's change log: who left and who came as owner or officer.

``变更事项 | 变更前 | 变更后 | 变更日期``: whoever stands only before left on that day,
whoever stands only after came. Other changes (capital, address, scope) yield no record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.sides import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Record = tuple[str, dict[str, object]]

_OWNERS = re.compile(r"(?i)投资人|股东|出资|股权|合伙人|shareholder|owner|member")
_HEAD = re.compile(r"(?i)法定代表人|负责人|经营者|legal rep")
_OFFICERS = re.compile(
    r"(?i)高级管理人员|高管|董事|监事|经理|主要人员|主要成员|成员备案|director|officer"
)
_NAMED = re.compile(r"(?:姓名|名称|企业名称|股东名称)\s*[:：]\s*([^;；,，\s\[【]+)")
_POST = re.compile(r"(?:职位|职务)\s*[:：]\s*([^;；,，\s\[【]+)")
_NOTE = re.compile(r"[\[【(（].*?[\])】）]|[*＊]|\d+(?:\.\d+)?\s*(?:%|％|万元?|元).*$")
_APART = re.compile(r"[、；;，,\n|]+|\s{2,}")
_NAME = re.compile(r"[\u4e00-\u9fff·（）()]{2,30}|[A-Za-z][\w&.,' -]{2,60}")


def records(values: Mapping[str, object]) -> Iterator[Record]:
    """Yield the records of one change.

    Raises
    ------
    LeftOut
        ``intake.other_change``: it says nothing about owners or officers.
    """
    item = str(values.get("item") or "")
    before, after = _people(values.get("before")), _people(values.get("after"))
    left = {name: post for name, post in before.items() if name not in after}
    came = {name: post for name, post in after.items() if name not in before}
    kind = _kind(item)
    if kind is None or not (left or came):
        raise LeftOut("intake.other_change")
    for people, edge in ((left, "until"), (came, "since")):
        for name, post in people.items():
            yield _record(kind, item, name, post, {edge: values.get("date")}, values)


def _kind(item: str) -> str | None:
    if _HEAD.search(item) or (_OFFICERS.search(item) and not _OWNERS.search(item)):
        return "directorship"
    return "ownership" if _OWNERS.search(item) else None


def _record(
    kind: str,
    item: str,
    name: str,
    post: str | None,
    when: Mapping[str, object],
    values: Mapping[str, object],
) -> Record:
    made: dict[str, object] = {
        "company": values.get("company"),
        "code": values.get("code"),
        "since": None,
        "until": None,
        **when,
    }
    if kind == "ownership":
        return kind, {**made, "owner": name, "owner_id": None, "share": None}
    role = post or ("法定代表人" if "法定代表人" in item else None)
    return kind, {**made, "person": name, "id_number": None, "role": role}


def _people(said: object) -> dict[str, str | None]:
    """Return name -> post of everyone whom one side of a change lists, in order."""
    text = str(said or "").strip()
    parts = re.split(r"(?=(?:姓名|企业名称|股东名称)\s*[:：])", text)
    named = [part for part in parts if _NAMED.match(part)]
    if named:
        found: dict[str, str | None] = {}
        for part in named:
            post = _POST.search(part)
            name = _NAMED.match(part)
            if name:
                found[name[1]] = post[1] if post else None
        return found
    bare = [_NOTE.sub("", part).strip(" 　:：") for part in _APART.split(text)]
    return {name: None for name in bare if _NAME.fullmatch(name)}
