import io
import zipfile

import pytest

from tests.factory.letters import a_docx
from workbench.errors import FileRefused
from workbench.intake.opener import Opener


@pytest.fixture(scope="module")
def opener():
    with Opener() as opener:
        yield opener


def _archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", body)
    return out.getvalue()


def _bomb():
    return _archive(word__document=b"<a>" + b" " * (200 << 20) + b"</a>")


_LOL = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (i, b"&a;" * 10 if i == 0 else b"&a%d;" % (i - 1) * 10)
        for i in range(9)
    )
    + b"]><w>&a8;</w>"
)
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w>&f;</w>'


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".docx", _bomb()),
        (".docx", _archive(word__document=_LOL)),
        (".docx", _archive(word__document=_OUTSIDE)),
        (".docx", a_docx("x")[:900]),
        (".docx", _archive(word__document=b"<a>" * 100_000)),
        (".pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj"),
        (".html", b"\x00\x01\x02" * 99),
        (".exe", b"MZ"),
    ],
    ids=["bomb", "entities", "outside", "cut", "deep", "loop", "binary", "kind"],
)
def test_a_hostile_letter_is_one_error_and_the_next_one_opens(opener, suffix, content):
    with pytest.raises(FileRefused) as refused:
        opener.open(content, suffix, f"inbox/*{suffix}")
    assert refused.value.fields["place"] == f"inbox/*{suffix}"
    assert "root:" not in str(refused.value)
    assert opener.open(a_docx("反映周德海"), ".docx", "x").text.strip() == "反映周德海"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plain_letter_reads_in_any_usual_encoding(opener, encoding):
    said = "反映清河县上湾村冒领农机补贴的问题，请查。"
    assert opener.open(said.encode(encoding), ".txt", "x").text == said


def test_big5_is_chosen_by_a_person(opener):
    content = ("反映上灣村冒領農機補貼的問題，請查。" * 3).encode("big5")
    with pytest.raises(FileRefused) as refused:
        opener.open(content, ".txt", "inbox/*.txt")
    assert refused.value.code == "letters.encoding"
    assert "農機" in opener.open(content, ".txt", "x", chosen="big5").text
