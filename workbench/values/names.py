"""Chinese personal names: surname, given name, masks; how name-like a word is.

Names stay as written: nothing here turns one name into another. Whether two names are
one person is a decision of the graph, and in the end of a person.
"""

from __future__ import annotations

from dataclasses import dataclass

_MASKS = frozenset("某×xX*〇○＊")
_LONGEST_GIVEN = 2
_LEVEL_TWO = 0xD8  # first byte of the rarer half of GB 2312
_DOUBLED = (
    "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐司徒司空夏侯端木百里东郭南宫呼延"
    "轩辕长孙宇文闻人赫连澹台濮阳淳于单于太叔申屠公羊公冶仲孙钟离鲜于闾丘西门"
    "南门颛孙亓官司寇公西公良夹谷宰父拓跋独孤完颜纳兰万俟左丘谷梁乐正羊舌段干巫马漆雕壤驷叔孙斛律尔朱"
    "歐陽司馬諸葛東方"
)
DOUBLE_SURNAMES = frozenset(_DOUBLED[at : at + 2] for at in range(0, len(_DOUBLED), 2))
"""Surnames of two characters."""

_PLAIN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
    "于杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷"
    "龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
    "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝"
    "路游辛靳管柴蒙鲍华喻祁房蒲滕萧屈饶解牟艾尤阳时穆司卓古吉缪简车项连芦"
)
_OFTEN_WORDS = (
    "常季麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿桂全佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇"
    "桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈鞠惠荆乐"
)
_COMMON = (
    "莘伏隗滑庹仉逄璩亓缑呙洪蔺胥储巴荀芮阚茹扈仝粟占代闻修郗晁敬贡浦班海鹿帅习傅阎赖"
    "位植薄强辜丘米晋畅来嵺廉盖奚木燕邸冀屠郜郁计揭宇糜鄢花都稽井练竺冼原衣楚栗匡台僧"
    "谌银扬禹茅支裘宣杭诸钮嵇蒯元干经过危"
)
_RARE = (
    "水云昌凤酆皮平和湛狄贝昝贲羊於家羿汲邴松富乌弓牧山宓蓬仰秋伊暴钭厉戎祖束幸韶蓟印"
    "宿怀邰从鄂索咸籍阴能苍双劳扶堵宰郦雍濮寿通郏农别充慕宦鱼容慎戈庾终暨居衡步满弘国"
    "广禄阙东殳沃利蔚越夔隆师厍勾融訾那空毋乜养须丰巢相后红权逯益桓公亢况归伯佴撒法汝"
    "年郤揣佀冮禤粘矫苌撖郇茆鄯缐郈保卡藏麴殴竹钦有琴赏墨哈谯笪爱言福肇岱尧苻冶展候萨"
    "信么战门开肆幺仵线督初"
)
PLAIN_SURNAMES = frozenset(_PLAIN)
"""Borne by many, and seldom anything else in running text."""
FREQUENT_SURNAMES = PLAIN_SURNAMES | frozenset(_OFTEN_WORDS)
"""Those and others borne by many that are words of everyday speech too."""
COMMON_SURNAMES = FREQUENT_SURNAMES | frozenset(_COMMON)
"""Those and others met now and then: a name may begin with one without more."""
SURNAMES = COMMON_SURNAMES | frozenset(_RARE)
"""Every surname of one character known here, the Hundred Family Surnames among them."""


@dataclass(frozen=True, slots=True)
class ChineseName:
    """A Chinese name in its parts; ``given`` is empty for a surname alone."""

    surname: str
    given: str
    masked: bool = False


def split_name(name: str) -> ChineseName:
    """Part a Chinese name into surname and given name.

    Parameters
    ----------
    name
        A name of one to five characters, blanks inside ignored; masked names (王某某,
        李*平) are parted like others and say that they are masked.

    Raises
    ------
    ValueError
        The name is empty.
    """
    plain = "".join(name.split())
    if not plain:
        raise ValueError(name)
    doubled = plain[:2] in DOUBLE_SURNAMES and plain[2:]
    size = 2 if doubled else 1
    return ChineseName(plain[:size], plain[size:], masked=is_masked(plain))


def is_masked(name: str) -> bool:
    """Tell whether part of a name was replaced (某, ×, X, *)."""
    return any(c in _MASKS for c in name[1:])


def is_rare(character: str) -> bool:
    """Tell whether a character is so rare that, beside a surname, it is a name's.

    Rare is what stands in the second level of GB 2312 (ordered by radical) or outside
    that set (喆, 堃, 镕): names use such characters, everyday words hardly do.
    """
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return "\u3400" <= character <= "\u9fff" or character > "\uffff"
    return len(code) == _LONGEST_GIVEN and code[0] >= _LEVEL_TWO
