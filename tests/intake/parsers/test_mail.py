import pytest

from workbench.intake.parsers import mail
from workbench.intake.raw import RawText


def _mail(tmp_path, charset, body, encoding):
    path = tmp_path / "a.eml"
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n"
    head += "Content-Transfer-Encoding: 8bit\n\n"
    path.write_bytes(head.encode() + body.encode(encoding))
    return [one.text.strip() for one in mail.parse(str(path)) if type(one) is RawText]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("nonsense-9", "utf-8"),
        ("nonsense-9", "gb18030"),
        ("us-ascii", "gb18030"),
        ("gb2312", "gb18030"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
    ],
)
def test_a_mail_reads_in_the_encoding_it_names_or_else_by_its_bytes(
    tmp_path, charset, encoding
):
    said = "請查收附件" if encoding == "big5" else "请查收附件，款项已付讫"
    assert _mail(tmp_path, charset, said, encoding) == [said]
