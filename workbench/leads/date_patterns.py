"""Patterns of days and periods in Chinese, and where one may begin.

``POINT`` reads a point in time: year, part of the year, month, part of the month, day,
in the solar or lunar calendar, or a festival; every part may be missing, but not all.
"""

from __future__ import annotations

import re

from workbench.leads.lexicon import either, lexicon

NUMERALS = "〇零一二三四五六七八九"
_N4 = rf"(?:(?:19|20)\d\d|(?:一九|二〇|二零)[{NUMERALS}]{{2}})"
_N2 = rf"(?:\d\d|[〇零一二九八][{NUMERALS}])"
_TO = r"(?:至|到|-{1,2}|~)"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_U = "[一二三四五六七八九]"
_D = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十{_U}?|十{_U}?|{_U})"
_LD = rf"(?:初(?:{_U}|十)|[十廿]{_U}?|二十{_U}?|三十)"
_FEST = (
    "大年三十|年三十|除夕|春节|过年(?![轻龄底初度纪])|元旦|元宵|清明|五一(?![路村街镇大广])"
    "|劳动节|端午|七夕|中秋|国庆(?![路村街镇大广])|重阳|腊八|小年|教师节|妇女节|儿童节|双十一"
    "|圣诞|十一(?=期间|假期|长假|黄金周)"
)
POINT = re.compile(rf"""
    (?P<moon>农历|阴历|旧历|夏历)?
    (?:(?:(?P<y0>{_N4}(?=(?:{_TO}|、){_N4})|\d\d(?={_TO}\d\d年))(?:{_TO}|、))?
        (?P<year>{_N4}|{_N2})(?P<mark>年度?|财年|学年|财政年度)
      |(?P<rel>大前年|今年|(?<!过)去年|前年|上一?年(?![纪轻级])度?|今岁|去岁|那年(?=的?[春夏秋冬])|本年度?|当年|同年|次年|第二年|翌年|明年)
      |(?P<bare>{_N4})(?=、{_N4}年)
    )?(?:的(?=[农阴旧春夏秋冬元五端中国除大腊正一二三四五六七八九十\d上下]))?
    (?P<moon2>农历|阴历|旧历)?
    (?:(?P<fest>{_FEST})(?P<feast>节)?(?P<fpart>期间|前后|前夕|假期|长假|放假|前|后|当天|那天|当日)?
      |(?P<ypart>年?[底末初](?!级)|年中|中期|伊始|全年|[上下]半年|前半年|后半年
          |[春夏秋冬][天季]|开春|入[春夏秋冬]|春上|[春夏秋冬]里|[春夏秋冬](?![节运耕播收种粮])|暑假|寒假|第?[一二三四1234]季度|[qQ][1-4])
      |(?:(?P<m0>{_M})(?:月?份?{_TO}|、))?(?P<leap>闰)?(?P<month>{_M}|[正腊冬])月份?
          (?:(?P<mpart>上旬|中旬|下旬|[上下]半月|[底末初](?![{NUMERALS}十])|中(?![{NUMERALS}国央]))
            |(?:(?P<d0>{_D})[日号]?(?:{_TO}|、))?(?P<day>{_D})[日号](?![楼院线文令门])
            |(?P<lday>{_LD})(?![{NUMERALS}十年月个万千百亩人户元块]))?
      |(?P<rmonth>上上个?月|上个?月|本月|这个月|当月|同月|次月|下个?月)份?
          (?:(?P<rmpart>上旬|中旬|下旬|[底末初])|(?P<rday>{_D})[日号])?
    )?(?P<since>以来|至今)?
    """, re.VERBOSE)  # fmt: skip
NUMERIC = re.compile(r"""
    (?:(?P<y>(?:19|20)\d\d)(?P<s>[.\-/])(?P<m>1[0-2]|0?[1-9])(?:(?P=s)(?P<d>3[01]|[12]\d|0?[1-9]))?
      (?![\d.\-/]*\d)(?!年|万|亿|元|%|亩|米|公里|吨|平)
     |(?P<yc>(?:19|20)\d\d)(?P<mc>0[1-9]|1[0-2])(?P<dc>0[1-9]|[12]\d|3[01])(?!\d|元|万)
     |(?P<ys>[012]\d)\.(?P<ms>1[0-2]|0?[1-9])\.(?P<ds>3[01]|[12]\d|0?[1-9])(?![\d.])
    )日?""", re.VERBOSE)  # fmt: skip
_K = rf"(?:\d{{1,3}}|[{NUMERALS}十两半]{{1,3}})"
_UNIT = r"(?:个多?月|多?年|个?星期|个?礼拜|周|多?天|日)"
AGO = re.compile(rf"(?P<n>{_K})[来多]?(?P<unit>{_UNIT})[之以]?前(?![任后提途往台])")
PAST = re.compile(
    rf"(?:(?:最近|近|过去)的?(?P<n>{_K})(?P<unit>{_UNIT})(?:以?来|间|里|内|期间)?"
    rf"|(?P<n2>{_K})(?P<unit2>{_UNIT})(?:以来|来)(?![往回自到源说看宾客]))"
)
WEEK = re.compile(
    r"(?P<which>上上|上|本|这)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])?(?![期年边围])"
)
DAYS = re.compile(r"大前天|前天|昨天|昨日|昨晚")
DECADE = re.compile(
    r"(?:(?:上世纪|上个世纪|20世纪|二十世纪)(?P<c>[二三四五六七八九]十|\d0)年代|(?P<c2>[五六七八九]十|[5-9]0)年代"
    r"|(?P<c4>(?:19|20)\d0)年代)(?P<part>初|末|中期|后期|初期)?"
)
JOIN = re.compile(r"\s{0,2}(?:开始|起|初)?(?:[至到~]|-{1,2}|一直到|直到|持续到)\s{0,2}")
# Where a date can begin; literals only, so that the search skips all else quickly.
START = re.compile(either(lexicon("dates")["starts"]))
_AGE = re.compile(
    r"(?:虚岁|刚|才|已经?|都|整|快|就)?(?:\d{2}|[一二两三四五六七八九]?十[一二三四五六七八九]?)"
    r"(?:多|出头)?(?:[岁了]|周岁|[，。；,;\s]|$)"
)
LENGTH = re.compile(r"(?:零|又|多)?[\d一二三四五六七八九十]{1,3}个月")


def is_length(m: re.Match[str], text: str) -> bool:
    """Tell a length of time or an age from a day: 12年4个月, 今年七十一岁."""
    if LENGTH.match(text, m.end()):
        return True
    bare = m["rel"] == m[0] and m["rel"] in {"今年", "去年", "明年"}
    return bare and _AGE.match(text, m.end()) is not None
