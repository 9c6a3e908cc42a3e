"""Whom a Chinese letter is written to: no unit that it tells of.

尊敬的县纪委领导：, 县委、县纪委：, 请县监委查处: the office that reads the letter.
Where the same office stands as somebody's unit (县纪委的王某), it is one.
"""

from __future__ import annotations

import re

_READS = re.compile(
    r"(?:纪委|监委|监察委员?会?|纪委监委|巡[察视]组|县委|市委|省委|区委|信访局|组织部)$"
)
_GREETED = re.compile(
    r"(?:[、和及并]?[\u4e00-\u9fff]{0,8}(?:委|局|组|部|办))?(?:的)?(?:各位|诸位|有关|主要|全体)?"
    r"(?:领导|同志|负责人?|叔叔|工作人员|书记)?(?:同志)?们?\s?(?:[:：]|$|\n)"
)
_ASKED = re.compile(
    r"(?:请求?|恳请|恳求|希望|盼望?|望|要求|建议|呼吁|特向|现向|要向|只好向|只能向|才向|来向|想向|求"
    r"|相信|感谢|麻烦|拜托|寄给|写给|交给|尊敬的|敬爱的|致|呈)(?:各级|上级|我们|贵|[省市县区]委?、?)?$"
)
_LOOK = 24


def is_addressee(text: str, start: int, end: int) -> bool:
    """Tell whether the unit at this place is who the letter speaks to.

    Parameters
    ----------
    text
        Folded text; ``start`` and ``end`` are a unit's span in it.
    """
    if _READS.search(text, start, end) is None:
        return False
    if _ASKED.search(text, max(start - _LOOK, 0), start):
        return True
    line = text.rfind("\n", 0, start) + 1
    opens = start - line <= _LOOK and not re.search("[。；！？]", text[line:start])
    return opens and _GREETED.match(text, end, end + _LOOK) is not None
