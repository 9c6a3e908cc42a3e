"""A link graph as one HTML page: no network, own script, nothing run from the case.

The drawing is the reader's browser's work; the page carries the data as JSON that only
``textContent`` ever shows. Above some hundreds of entities nothing is drawn until the
reader names someone: then it shows the neighbourhood. A table says the same in words.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.exports.graphfile import described, nodes
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.wording import label, language, words

if TYPE_CHECKING:
    from workbench.graph.linkgraph import LinkGraph

_ = words("graph")

MOST = 50_000
"""Links one page can hold."""


def page(graph: LinkGraph) -> str:
    """Return a graph as one offline page in the language in force.

    Raises
    ------
    UsageError
        Where the graph is too large to draw; a neighbourhood of it can be drawn.
    """
    size = len(graph.link_columns.source)
    if size > MOST:
        raise UsageError(
            "graph.too_large_to_draw", entities=len(graph), links=size, most=MOST
        )
    shared = files("workbench.exports")
    script = shared.joinpath("graphpage.js").read_text("utf-8")
    css = shared.joinpath("graphpage.css").read_text("utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
    heads = (
        _("From"), _("Link"), _("To"), _("Sum"), _("Times"), _("Days"), _("State"),
        _("Records"),
    )  # fmt: skip
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    title = _("Link graph: {entities} entities, {links} links")
    title = escape(title.format(entities=len(graph), links=size))
    lang = "zh-CN" if language() == "zh" else "en"
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>\n{css}</style></head><body>",
            f'<h1>{title}</h1><p class="mark">{escape(_("Unverified"))}</p>',
            f'<form id="search"><label>{escape(_("Show around"))} <input id="wanted" ',
            f'list="names"></label> <button>{escape(_("Show"))}</button></form>',
            '<p id="about" role="status" aria-live="polite"></p>',
            f'<svg id="drawing" role="img" aria-label="{title}"></svg>',
            f"<table><thead><tr>{head}</tr></thead>",
            '<tbody id="listed"></tbody></table>',
            f'<script type="application/json" id="data">{_data(graph)}</script>',
            f"<script>{script}</script></body></html>\n",
        ]
    )


def _data(graph: LinkGraph) -> str:
    """Return the graph as JSON that cannot end its own script element."""
    place: dict[str, int] = {}
    listed = []
    for number, (key, name, kind) in enumerate(nodes(graph)):
        place[key] = number
        listed.append([key, name, kind])
    links: list[list[Any]] = [
        [
            place[source],
            place[target],
            said["kind"],
            said.get("amount"),
            said["n"],
            said["state"],
            str(said.get("first", "")),
            str(said.get("last", "")),
            said["records"],
            said.get("role", ""),
        ]
        for source, target, said in described(graph)
    ]
    whole = {
        "nodes": listed,
        "links": links,
        "kinds": {name: label(kind.labels) for name, kind in entity_kinds().items()},
        "link_kinds": {name: label(kind.labels) for name, kind in link_kinds().items()},
        "states": {
            "alleged": _("alleged"),
            "recorded": _("recorded"),
            "corroborated": _("corroborated"),
            "refuted": _("refuted"),
        },
        "words": {
            "showing": _("Showing {entities} entities and {links} links."),
            "nobody": _("Nobody of that name."),
            "large": _(
                "{entities} entities are too many to draw at once: name one to see "
                "what lies around it."
            ),
        },
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    ).replace("\u2028", "\\u2028")
