"""The link graph: people, units, funds; what links them, each link with its records.

One class as the face (INTERFACE fixes its names); what it does stands in free functions
beside it. It holds columns (``columns``) and, made on first use, compressed sparse rows
(``engine``). It is also a graph of the NetworkX backend ``workbench``: ``nx.pagerank``
and others take it as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from workbench.errors import UnknownName
from workbench.graph import cycles, engine, frames, funds, lookup, paths
from workbench.graph.columns import NO_SUM, day_of
from workbench.graph.values import STATES, Entity, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import networkx as nx
    from pandas import DataFrame

    from workbench.graph.arraygraph import ArrayGraph
    from workbench.graph.columns import EntityColumns, Flags, LinkColumns, RowColumns
    from workbench.graph.cycles import Cycles
    from workbench.graph.engine import Csr
    from workbench.graph.flow import Flows
    from workbench.graph.guess import Columns
    from workbench.graph.pattern import Pattern
    from workbench.graph.values import Finding
    from workbench.graph.way import Path, Paths
    from workbench.records import Source


class LinkGraph:
    """Entities and links on arrays.

    Parameters
    ----------
    entity_columns, link_columns, row_columns
        The columns; see ``workbench.graph.columns``.
    findings
        What is odd in the records: named and kept.
    opening
        Entity code -> balance before its first known transfer, hundredths.
    said
        What was guessed on the way in, where the graph came from a plain table.
    """

    __networkx_backend__ = "workbench"

    def __init__(
        self,
        entity_columns: EntityColumns,
        link_columns: LinkColumns,
        row_columns: RowColumns,
        *,
        findings: tuple[Finding, ...] = (),
        opening: Mapping[int, int] | None = None,
        said: Columns | None = None,
    ) -> None:
        self.entity_columns = entity_columns
        self.link_columns = link_columns
        self.row_columns = row_columns
        self.findings = findings
        self.opening = dict(opening or {})
        self.said = said
        self.graph: dict[str, Any] = {}
        self.__networkx_cache__: dict[str, Any] = {}
        self.made: dict[Any, Any] = {}

    @classmethod
    def from_transfers(cls, frame: DataFrame, **columns: Any) -> Self:
        """Build from a table of transfers; see ``transfers.from_transfers``."""
        from workbench.graph.transfers import from_transfers  # noqa: PLC0415 - cycle

        return from_transfers(cls, frame, **columns)

    # -- entities and links

    def __len__(self) -> int:
        """Count the entities."""
        return len(self.entity_columns.ids)

    def __iter__(self) -> Iterator[str]:
        """Go through the entity ids, sorted."""
        return iter(self.entity_columns.ids)

    def __contains__(self, who: object) -> bool:
        """Say whether an id is known."""
        return isinstance(who, str) and self.entity_columns.ids.find(who) is not None

    def __repr__(self) -> str:
        """Say how large it is."""
        size, links = len(self), len(self.link_columns.source)
        return f"LinkGraph({size:,} entities, {links:,} links)"

    def code(self, who: str) -> int:
        """Return the code of an entity by id or name; raises ``UnknownName``."""
        return lookup.code_of(self.entity_columns, who)

    def codes(self, who: str) -> list[int]:
        """Return the codes of all that an id or a name may mean; none is no error."""
        return lookup.codes_of(self.entity_columns, who)

    def entity(self, who: str | int) -> Entity:
        """Return an entity by id, name or code."""
        code = who if isinstance(who, int) else self.code(who)
        columns = self.entity_columns
        return Entity(
            columns.ids[code],
            columns.names[code],
            columns.kinds[columns.kind[code]],
            columns.properties.get(code, {}),
            code in columns.unresolved,
        )

    def link(self, position: int) -> Link:
        """Return one link by its position in the columns, with all its records."""
        columns, ids = self.link_columns, self.entity_columns.ids
        amount = int(columns.amount[position])
        return Link(
            source=ids[int(columns.source[position])],
            target=ids[int(columns.target[position])],
            kind=columns.kinds[columns.kind[position]],
            records=self.records(position),
            n=int(columns.n[position]),
            amount=None if amount == NO_SUM else amount,
            first=day_of(int(columns.first[position])),
            last=day_of(int(columns.last[position])),
            state=STATES[columns.state[position]],
            sources=int(columns.sources[position]),
            share=columns.share.get(position),
            role=columns.role.get(position, ""),
        )

    def records(self, position: int) -> tuple[Source, ...]:
        """Return the records of one link, in reading order."""
        columns, rows = self.link_columns, self.row_columns
        first, last = columns.start[position], columns.start[position + 1]
        return tuple(rows.source(row) for row in range(int(first), int(last)))

    def links_between(
        self, source: str | int, target: str | int, *, kinds: Iterable[str] = ()
    ) -> list[Link]:
        """Return the links from one entity to another, by kind."""
        a = source if isinstance(source, int) else self.code(source)
        b = target if isinstance(target, int) else self.code(target)
        wanted = set(kinds)
        found = [self.link(position) for position in self.positions(a, b)]
        return [link for link in found if not wanted or link.kind in wanted]

    def positions(self, source: int, target: int) -> range:
        """Return the positions of the links from one code to another."""
        leaving = self.leaving(source)
        inside = self.link_columns.target[leaving.start : leaving.stop]
        first, last = engine.span(inside, target)
        return range(leaving.start + first, leaving.start + last)

    def leaving(self, source: int) -> range:
        """Return the positions of the links from one code."""
        return range(*engine.span(self.link_columns.source, source))

    def entities(self) -> DataFrame:
        """Return the entities as a table: id, name, kind, in order of id."""
        return frames.entities(self)

    def links(self) -> DataFrame:
        """Return the links as a table, sums in currency units."""
        return frames.links(self)

    def link_records(self) -> DataFrame:
        """Return every row under the links as a table: who, what, when, where."""
        return frames.rows(self)

    # -- questions

    def paths(self, a: str, b: str, max_hops: int = 4, **conditions: Any) -> Paths:
        """Return how two are connected, each hop with its records; ``paths.paths``."""
        return paths.paths(self, a, b, max_hops, **conditions)

    def shortest_path(self, a: str, b: str, **conditions: Any) -> Path | None:
        """Return a shortest path or ``None``; see ``paths.shortest_path``."""
        return paths.shortest_path(self, a, b, **conditions)

    def k_shortest(self, a: str, b: str, k: int = 3, **conditions: Any) -> list[Path]:
        """Return the k shortest paths by weight; see ``strongest.k_shortest``."""
        from workbench.graph.strongest import k_shortest  # noqa: PLC0415 - on use

        return k_shortest(self, a, b, k, **conditions)

    def neighbourhood(
        self, who: str | Iterable[str], hops: int = 1, **conditions: Any
    ) -> nx.MultiDiGraph[str]:
        """Return what lies around an entity; see ``paths.neighbourhood``."""
        return paths.neighbourhood(self, who, hops, **conditions)

    def flows(self, who: str, **conditions: Any) -> Flows:
        """Follow what left an account, person, unit or fund; see ``funds.flows``."""
        return funds.flows(self, who, **conditions)

    def cycles(self, **conditions: Any) -> Cycles:
        """Return how funds came back to their payer; see ``cycles.cycles``."""
        return cycles.cycles(self, **conditions)

    def patterns(self, kinds: Iterable[str] = ()) -> list[Pattern]:
        """Return patterns that say which records to look at; ``patterns``."""
        from workbench.graph.patterns import patterns  # noqa: PLC0415 - loaded on use

        return patterns(self, kinds)

    def components(self) -> list[list[str]]:
        """Return the ids of each connected part, the largest first."""
        return paths.components(self)

    # -- arrays

    def selection(
        self,
        kinds: Iterable[str] = (),
        since: date | None = None,
        until: date | None = None,
        *,
        refuted: bool = False,
    ) -> Flags | None:
        """Return which links are of some kinds and days; ``None`` means all."""
        return frames.selection(self, kinds, since, until, refuted=refuted)

    def out(self) -> Csr:
        """Return who links to whom, over all links that are not refuted."""
        if "out" not in self.made:
            kept = self.selection()
            self.made["out"] = engine.directed(self.link_columns, len(self), kept)
        found: Csr = self.made["out"]
        return found

    def back(self) -> Csr:
        """Return who is linked from whom."""
        if "back" not in self.made:
            self.made["back"] = self.out().turned()
        found: Csr = self.made["back"]
        return found

    def around(self) -> Csr:
        """Return the links without direction."""
        if "around" not in self.made:
            self.made["around"] = engine.both_ways(self.out(), self.back())
        found: Csr = self.made["around"]
        return found

    # -- NetworkX's face

    def is_directed(self) -> bool:
        """Say that links have a direction."""
        return True

    def is_multigraph(self) -> bool:
        """Say that NetworkX sees one edge between two, whatever the kinds."""
        return False

    def number_of_nodes(self) -> int:
        """Count the entities."""
        return len(self)

    def order(self) -> int:
        """Count the entities."""
        return len(self)

    def number_of_edges(self) -> int:
        """Count the pairs that are linked."""
        return len(self.out().heads)

    def size(self) -> int:
        """Count the pairs that are linked."""
        return self.number_of_edges()

    @property
    def nodes(self) -> Sequence[str]:
        """Return the entity ids."""
        return self.entity_columns.ids.tolist()

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Return the linked pairs, by id."""
        ids, out = self.nodes, self.out()
        return [
            (ids[tail], ids[head])
            for tail, head in zip(out.tails.tolist(), out.heads.tolist(), strict=True)
        ]

    def has_node(self, who: object) -> bool:
        """Say whether an id is known."""
        return who in self

    def has_edge(self, source: str, target: str) -> bool:
        """Say whether one id links to another."""
        try:
            a, b = self.code(source), self.code(target)
        except UnknownName:
            return False
        near = self.out().of(a)
        first, last = engine.span(near, b)
        return last > first

    def successors(self, who: str) -> Iterator[str]:
        """Go through the ids an entity links to."""
        return iter(self.entity_columns.ids.take(self.out().of(self.code(who))))

    neighbors = successors

    def predecessors(self, who: str) -> Iterator[str]:
        """Go through the ids that link to an entity."""
        return iter(self.entity_columns.ids.take(self.back().of(self.code(who))))

    def degree(self, who: str) -> int:
        """Count an entity's links in and out (pairs, not occurrences)."""
        code = self.code(who)
        return len(self.out().of(code)) + len(self.back().of(code))

    def to_undirected(self, *, as_view: bool = False) -> ArrayGraph:
        """Return the links without direction, for NetworkX's undirected questions."""
        del as_view
        from workbench.graph.arraygraph import of_links  # noqa: PLC0415 - loaded on use

        return of_links(self, directed=False)

    def to_networkx(self, *, multigraph: bool = False) -> nx.DiGraph[str]:
        """Return an ordinary NetworkX graph; see ``frames.to_networkx``."""
        made: nx.DiGraph[str] = frames.to_networkx(self, multigraph=multigraph)
        return made
