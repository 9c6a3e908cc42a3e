"""Letters of a case: the text in the form it came in, its sidecar, the truth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from making.formats import docx, eml, pdf
from making.world import HERE

if TYPE_CHECKING:
    from making.world import World

_SLOT = re.compile(r"\{(tail|acct|id):([^}]+)\}")


def read(name: str) -> list[dict[str, Any]]:
    """Read the letters of a case from ``NAME.letters.yaml``."""
    text = (HERE / f"{name}.letters.yaml").read_text("utf-8")
    letters: list[dict[str, Any]] = yaml.safe_load(text)
    return letters


def filled(text: str, world: World) -> str:
    """Put account and identity numbers of the registers into a letter."""

    def value(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "id":
            return world.identities[name]
        number = world.party(name).account
        return number[-4:] if kind == "tail" else number

    return _SLOT.sub(value, text)


def _bytes(letter: dict[str, Any], text: str) -> bytes:
    reporter = letter.get("reporter", {}).get("name", "")
    form = letter["format"]
    if form == "docx":
        return docx(text, author=reporter)
    if form == "pdf":
        return pdf(text)
    if form == "eml":
        return eml(
            text,
            sender=reporter,
            subject=letter["subject"],
            when=letter.get("sent", "Thu, 13 Aug 2026 21:14:05 +0800"),
            recipient=letter.get("to", "xinfang@jiwei.example"),
        )
    return text.encode(letter.get("encoding", "utf-8"))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sidecar(letter: dict[str, Any]) -> str:
    """Return what the intake desk noted when the letter came in (TOML)."""
    real = "true" if letter["real_name"] else "false"
    lines = [
        f"received = {letter['received']}",
        f"channel = {_quoted(letter['channel'])}",
        f"level = {_quoted(letter.get('level', 'county'))}",
        f"real_name = {real}",
    ]
    if letter["real_name"]:
        lines += ["", "[reporter]"]
        lines += [f"{k} = {_quoted(v)}" for k, v in letter["reporter"].items()]
    return "\n".join(lines) + "\n"


def inbox(name: str, world: World) -> dict[str, bytes]:
    """Return the inbox of a case: letters and their sidecars."""
    out = {}
    for letter in read(name):
        text = filled(letter["text"], world).strip() + "\n"
        out[f"inbox/{letter['id']}.{letter['format']}"] = _bytes(letter, text)
        out[f"inbox/{letter['id']}.toml"] = sidecar(letter).encode()
    return out


def truth(name: str) -> list[dict[str, Any]]:
    """Return for each letter what a careful reader should end with."""
    return [
        {"letter": letter["id"], "file": f"inbox/{letter['id']}.{letter['format']}"}
        | {"reporter": letter.get("reporter", {}).get("name")}
        | letter["truth"]
        for letter in read(name)
    ]
