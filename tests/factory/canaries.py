"""Letters whose reporter shows through one channel each, with marks to look for.

Every channel has its own invented reporter, so a leak says which channel leaked.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

import typst

from tests.factory.letters import a_docx, a_mail

BODY = """县纪委：
反映柳林镇上湾村党支部书记周德海、村会计周小军冒领农机购置补贴的问题。
2023年6月28日，县财政拨付上湾村农机购置补贴36.9万元，全部转入周小军在清河农村商业银行的账户。
7月3日，周小军又转给周德海20万元。补贴花名册贴在镇公示栏，转账记录可以向银行查。
"""
_BODY_EN = """To the office,
Zhou Dehai, the village secretary, took the farm machinery subsidy of 369,000 yuan in
June 2023. The roll hangs in the town hall; the bank can show the transfers.
"""


@dataclass(frozen=True)
class Channel:
    """One way in which a reporter may show.

    ``marks`` are the strings that must appear nowhere afterwards.
    """

    name: str
    file: str
    content: bytes
    marks: tuple[str, ...]
    sidecar: dict = field(default_factory=dict)


_GIVEN = "翊曈骁昀沅湉珩珣琀琰瑄璟皓祎禾笙筱"


def _person(n):
    """Return a full name nobody in the shipped cases bears, and a telephone."""
    first, second = divmod(n, len(_GIVEN))
    return f"宓{_GIVEN[second]}{_GIVEN[(second + first + 5) % len(_GIVEN)]}", (
        f"1990077{n:04d}"
    )


def _last_saved_by(text, who):
    return a_docx(text, author="", last_modified_by=who)


def _with_picture(text, camera):
    """A docx with a photograph whose EXIF names its owner."""
    exif = b"Exif\0\0" + camera.encode()
    jpeg = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    jpeg += b"\xff\xda\x00\x02\x00\xff\xd9"
    out = io.BytesIO(a_docx(text))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.jpg", jpeg)
    return out.getvalue()


def _pdf(text, author):
    pages = text.replace("\n", " \\\n").replace("@", "\\@")
    source = f'#set document(author: "{author}")\n#set text(size: 10pt)\n{pages}'
    return typst.compile(source.encode())


def _full_width(digits):
    return "".join(chr(ord(c) + 0xFEE0) for c in digits)


def channels():
    """Return every channel; the third part of the number is its own reporter."""
    made = []

    def add(name, suffix, make, *more, marks=None, **sidecar):
        n = len(made) + 1
        who, phone = _person(n)
        content = make(who, phone)
        body = content.encode() if isinstance(content, str) else content
        said = sidecar.pop("declare", None)
        if said:
            sidecar["reporter"] = said(who, phone)
        shown = marks(who, phone) if marks else (who, *more)
        file = sidecar.pop("file", lambda _: f"c{n:02d}")(who)
        made.append(Channel(name, f"{file}{suffix}", body, tuple(shown), sidecar))

    both = lambda who, phone: (who, phone)  # noqa: E731 - read in one line
    add("label", ".txt", lambda w, p: f"{BODY}举报人：{w}\n电话：{p}\n", marks=both)
    add(
        "label, signed",
        ".txt",
        lambda w, p: f"{BODY}反映人（签字）： {w}  {p}",
        marks=both,
    )
    add("signature", ".txt", lambda w, _: f"{BODY}此致\n敬礼\n{w}\n2026年8月6日\n")
    add("name and date in a line", ".txt", lambda w, _: f"{BODY}{w} 2026年8月6日\n")
    add("I am called", ".txt", lambda w, _: f"{BODY}我叫{w}，句句属实。")
    add("I am of a group", ".txt", lambda w, _: f"{BODY}我是三组的{w}，可以作证。")
    add("I myself", ".txt", lambda w, _: f"{BODY}本人{w}，现年六十岁，愿意作证。")
    add("repeated in the text", ".txt",
        lambda w, _: f"{BODY}{w}亲眼看见，{w}愿作证。\n举报人：{w}")  # fmt: skip
    add("name with gaps", ".txt", lambda w, _: f"{BODY}举报人：{' '.join(w)}\n",
        marks=lambda w, _: (w, " ".join(w)))  # fmt: skip
    add("zero-width name", ".txt",
        lambda w, _: f"{BODY}举报人：{chr(0x200B).join(w)}\n",
        marks=lambda w, _: (w, chr(0x200B).join(w)))  # fmt: skip
    add("telephone alone", ".txt", lambda _, p: f"{BODY}请打{p}找我。",
        marks=lambda _, p: (p,))  # fmt: skip
    add("full-width telephone", ".txt",
        lambda _, p: f"{BODY}联系电话：{_full_width(p)}\n",
        marks=lambda _, p: (p, _full_width(p)))  # fmt: skip
    add("telephone with gaps", ".txt",
        lambda _, p: f"{BODY}手机 {p[:3]}-{p[3:7]}-{p[7:]}\n",
        marks=lambda _, p: (p, f"{p[:3]}-{p[3:7]}-{p[7:]}"))  # fmt: skip
    add("landline", ".txt", lambda _, p: f"{BODY}我家电话0571-{p[-8:]}。",
        marks=lambda _, p: (p[-8:],))  # fmt: skip
    number = "33010219620307{}".format
    add("identity number", ".txt", lambda _, p: f"{BODY}身份证号{number(p[-4:])}\n",
        marks=lambda _, p: (number(p[-4:]),))  # fmt: skip
    add("e-mail", ".txt", lambda _, p: f"{BODY}邮箱 canary{p}@example.org\n",
        marks=lambda _, p: (f"canary{p}",))  # fmt: skip
    add("messenger", ".txt", lambda _, p: f"{BODY}微信号：wx_{p}x\n",
        marks=lambda _, p: (f"wx_{p}x",))  # fmt: skip
    add("address", ".txt", lambda w, p: f"{BODY}住址：鸢尾路{p[-3:]}号院\n举报人：{w}",
        marks=lambda w, p: (w, f"鸢尾路{p[-3:]}号"))  # fmt: skip
    add("I live at", ".txt", lambda w, p: f"{BODY}我叫{w}，家住鸢尾巷{p[-3:]}号。",
        marks=lambda w, p: (w, f"鸢尾巷{p[-3:]}号"))  # fmt: skip
    add("author of a docx", ".docx",
        lambda w, p: a_docx(f"{BODY}举报人：{w}\n{p}", author=w),
        marks=both)  # fmt: skip
    add("last saved by", ".docx",
        lambda w, p: _last_saved_by(f"{BODY}{w}记录。\n电话：{p}", w),
        marks=both)  # fmt: skip
    add("author of an anonymous docx", ".docx", lambda w, _: a_docx(BODY, author=w))
    add("camera in a docx", ".docx", lambda w, _: _with_picture(BODY, f"Owner {w}"))
    add("author of an anonymous pdf", ".pdf", lambda w, _: _pdf(_BODY_EN, w))
    add("mail header", ".eml",
        lambda w, p: a_mail(f"{BODY}{w}\n", sender=f"{w} <c{p}@example.org>"),
        marks=lambda w, p: (w, f"c{p}@"))  # fmt: skip
    add("header of an anonymous mail", ".eml",
        lambda w, p: a_mail(BODY, sender=f"{w} <c{p}@example.org>"),
        marks=lambda w, p: (w, f"c{p}@"))  # fmt: skip
    add("letter attached to a mail", ".eml",
        lambda w, p: a_mail("见附件。", sender="x <>", attachments=[
            ("信.docx", a_docx(f"{BODY}举报人：{w}\n电话：{p}", author=w))]),
        marks=both)  # fmt: skip
    add("author of a page", ".html",
        lambda w, _: f'<html><head><meta name="author" content="{w}"></head><body>'
        f"<p>{BODY}</p><p>举报人：{w}</p></body></html>")  # fmt: skip
    add("hidden in a page", ".html",
        lambda w, _: f"<html><body><p>{BODY}</p><!-- {w} --><script>'{w}'</script>"
        "</body></html>")  # fmt: skip
    add("file name", ".txt", lambda _w, _p: BODY, file=lambda w: f"{w}的举报信")
    add("declared at the desk", ".txt", lambda w, p: f"{BODY}我是{w}。{p}\n",
        declare=lambda w, p: {"name": w, "phone": p, "address": f"鸢尾坊{p[-3:]}号"},
        marks=lambda w, p: (w, p, f"鸢尾坊{p[-3:]}号"))  # fmt: skip
    add("declared, not in the text", ".txt", lambda _w, _p: BODY,
        declare=lambda w, p: {"name": w, "unit": f"鸢尾厂{p[-3:]}"},
        marks=lambda w, p: (w, f"鸢尾厂{p[-3:]}"))  # fmt: skip
    add("several signers", ".txt",
        lambda w, _: f"{BODY}举报人：{w}、{w[0]}{w[2]}{w[1]}\n",
        marks=lambda w, _: (w, f"{w[0]}{w[2]}{w[1]}"))  # fmt: skip
    add("English name", ".txt",
        lambda _, p: f"{_BODY_EN}My name is Quillon Canary{_word(p)}. "
        f"Mr Canary{_word(p)} saw it.\n",
        marks=lambda _, p: (f"Canary{_word(p)}", "Quillon"))  # fmt: skip
    add("English signature", ".txt",
        lambda _, p: f"{_BODY_EN}Yours faithfully,\nQuilla Finch{_word(p)}\n"
        f"{p[-3:]} Iris Mews\n555-01{p[-2:]}\n",
        marks=lambda _, p: (f"Finch{_word(p)}", f"{p[-3:]} Iris Mews"))  # fmt: skip
    return made


def _word(digits):
    """Return letters that tell numbers apart, for a surname."""
    return "".join(chr(ord("a") + int(c)) for c in digits[-3:])
