"""Unit and post in one cell (清河县水利局副局长), and the unit that a title names."""

from __future__ import annotations

import re

_UNIT = (
    r"局|委员会|委|办公室|办|厅|政府|法院|检察院|公司|集团|中心|学校|中学|小学|大学|学院|幼儿园|医院|卫生院"
    r"|银行|支行|信用社|合作社|村委会|居委会|社区|支部|人大|政协|联社|站|所|处|院|部|会|镇|乡|街道|村|县|市|区"
)
_POST = (
    r"(?:党委|党组|党支部|党总支|总支|支部|纪委|工会|团委|常务|第一|主持工作的?|代理?|兼)?(?:副|常务副|总)?"
    r"(?:书记|局长|主任|科长|股长|所长|站长|处长|厅长|镇长|乡长|县长|市长|区长|部长|校长|院长|行长|会长|村长"
    r"|主席|经理|董事长|工程师|会计师|会计|出纳|科员|办事员|主办|干部|职员|教师|医生|秘书|队长|组长|馆长|台长"
    r"|专员|委员|文书|调研员|巡视员|负责人|司机|驾驶员)"
)
_TITLE = re.compile(
    rf"^(?P<unit>[\u4e00-\u9fff]{{2,24}}?(?:{_UNIT}))(?:机关)?(?:领导)?"
    r"(?:\d{4}年(?:度)?)?(?:在编|在职|全体)?(?:领导班子|干部|职工|人员|工作人员|成员|教师|党员|教职工)"
)


def unit_and_post(text: str) -> tuple[str, str] | None:
    """Return unit and post of a cell that holds both, or ``None``.

    Examples
    --------
    >>> unit_and_post("清河县水利局副局长")
    ('清河县水利局', '副局长')
    """
    found = None
    plain = text.strip()
    for match in re.finditer(_POST, plain):
        before = plain[: match.start()]
        whole = len(before) > 1 and "、" not in before
        if whole and re.search(rf"(?:{_UNIT})$", before):
            found = (before, plain[match.start() :])
            break
    return found


def unit_in_title(lines: tuple[str, ...]) -> str | None:
    """Return the unit whose staff a title lists (清河县水利局干部花名册)."""
    for line in lines:
        found = _TITLE.match(line.strip())
        if found:
            return found["unit"]
    return None
