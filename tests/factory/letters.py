"""Builders for cases with an inbox."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage

import docx

from tests.factory.journal import a_journal
from workbench.intake.letters import take_in
from workbench.seal import new_keys


def a_case(tmp_path, *, keys=("甲",), office_level="county", own_head=""):
    """Return a case folder with an empty inbox and the unsealers' public keys."""
    case = tmp_path / "case"
    (case / "inbox").mkdir(parents=True)
    (case / "case.toml").write_text(
        f'title = "t"\noffice_level = "{office_level}"\nown_head = "{own_head}"\n',
        "utf-8",
    )
    for name in keys:
        new_keys(case, name, private=tmp_path / "private")
    return case


def a_docx(text, *, author="python-docx", last_modified_by=""):
    document = docx.Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = last_modified_by
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_mail(text, *, sender="王小明 <wxm@example.org>", attachments=()):
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = "反映问题"
    message["Date"] = "Tue, 11 Aug 2026 10:00:00 +0800"
    message["X-Originating-IP"] = "192.0.2.7"
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


def put(case, name, content, **sidecar):
    """Lay an item into the inbox, with a sidecar where something is declared."""
    body = content.encode() if isinstance(content, str) else content
    (case / "inbox" / name).write_bytes(body)
    if sidecar:
        path = case / "inbox" / f"{name.rpartition('.')[0]}.json"
        path.write_text(json.dumps(sidecar, ensure_ascii=False), "utf-8")


def taken(case, *, level="county", confirm=None, journal=None):
    """Take the inbox in, as the intake officer of the tests."""
    return take_in(
        case,
        journal=journal or a_journal(case),
        level=level,
        confirm=confirm,
        private=case.parent / "private",
    )


def working_text(case, letter="L001"):
    return (case / "letters" / f"{letter}.txt").read_text("utf-8")


def everything_below(case):
    """Return path and bytes of every file of a case, names included."""
    return b"\n".join(
        str(path.relative_to(case)).encode() + b"\n" + path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file()
    )
