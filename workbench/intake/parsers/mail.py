"""E-mail (eml, msg): subject, day and body as text; attachments as members.

Who sent it and by which way is not read: records come by mail, letters go to the inbox.
"""

from __future__ import annotations

import email
import email.policy
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.parsers import page
from workbench.intake.parsers.encoding import decode
from workbench.intake.raw import RawMember, RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import EmailMessage

    from workbench.intake.raw import Raw

_MOST = 500


def parse(path: str) -> Iterator[Raw]:
    """Yield the body, tables in it, and every attachment of a mail (eml)."""
    with Path(path).open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    if not message.keys():
        raise FileRefused("intake.broken")
    body = message.get_body(("plain", "html"))
    yield from _body(message, body)
    for number, part in enumerate(message.iter_attachments()):
        if number >= _MOST:
            raise FileRefused("intake.too_many_members", most=_MOST)
        name = part.get_filename() or f"attachment-{number + 1}"
        yield RawMember(_flat(name), _content(part))


def _body(message: EmailMessage, body: Any) -> Iterator[RawTable | RawText]:
    if body is None:
        return
    text = text_of(body)
    if body.get_content_subtype() == "html":
        found = list(page.parse(text)) if text.strip() else []
        yield from (each for each in found if isinstance(each, RawTable))
        text = "\n".join(each.text for each in found if isinstance(each, RawText))
    if text.strip():
        yield RawText(text, title=_subject(message), day=_day(message))


def text_of(part: Any) -> str:
    """Return the text of a part, in the encoding it names or else by its bytes."""
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    for named in (part.get_content_charset(), None):
        with suppress(FileRefused):
            return decode(content, named)[0].replace("\r\n", "\n")
    return content.decode("utf-8", "replace")


def _subject(message: EmailMessage) -> str | None:
    with suppress(ValueError, TypeError):
        return str(message["Subject"]) if message["Subject"] else None
    return None


def _day(message: EmailMessage) -> date | None:
    with suppress(ValueError, TypeError, AttributeError):
        sent: date = message["Date"].datetime.date()
        return sent
    return None


def _content(part: Any) -> bytes:
    if part.get_content_maintype() == "message":
        inner = part.get_content()
        return bytes(inner.as_bytes())
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _flat(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2] or "attachment"


def parse_msg(path: str) -> Iterator[Raw]:
    """Yield the body and the attachments of an Outlook mail (msg).

    Raises
    ------
    FileRefused
        ``intake.need_extra`` when the extra ``msg`` is not installed.
    """
    try:
        import oxmsg  # noqa: PLC0415 - an extra
    except ImportError:
        raise FileRefused("intake.need_extra") from None
    message = oxmsg.Message.load(path)
    text = message.body or ""
    if not text.strip() and message.html_body:
        yield from page.parse(message.html_body)
    if text.strip():
        sent = message.sent_date
        yield RawText(
            text, title=message.subject or None, day=sent.date() if sent else None
        )
    for number, part in enumerate(message.attachments[:_MOST]):
        name = part.file_name or f"attachment-{number + 1}"
        if part.file_bytes:
            yield RawMember(_flat(name), part.file_bytes)
