"""``path``: how two things are connected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from math import exp, log
from typing import Any

import networkx as nx

from patnav.errors import QueryError
from patnav.graph.schema import EDGES, EdgeType, edge_type, node_type
from patnav.graph.star import MANY
from patnav.graph.store import Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.labels import Note, value
from patnav.queries.show import LABELS, identify
from patnav.queries.texts import section

__all__ = ["LONGEST", "PathRow", "Step", "line", "path"]

LONGEST = 6
"""The most steps of a path."""

_NEAR = 200
"""Neighbours of a node that are followed, by edge type and direction. Of one with more, none are, as it
would connect all with all; of the two things asked about the first by key."""

_WIDE = 400
"""Nodes that are followed at once."""

Node = tuple[str, str]
"""Type and key."""

Way = tuple[str, str]
"""Type of an edge, and whether it is followed ``out`` or ``in``."""

Tie = tuple[str, Node, Node]
"""Type of an edge, where it comes from and where it leads to."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, and the thing it leads to.

    Attributes:
        edge: Edge type.
        direction: ``out`` where the edge leaves the thing before, ``in`` where it enters it.
        type: Type of the thing it leads to.
        id: Its key.
        name: Its name.
        evidence: What states the edge, where asked for; edges of the shipped tables have none.
    """

    edge: str
    direction: str
    type: str
    id: str
    name: str | None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PathRow:
    """A way from one thing to another.

    Attributes:
        path: The way as a line of text.
        start: The thing it begins at.
        length: Number of steps.
        strength: Product of 1 / degree over the things between: the chance that a walk that goes on at random takes it.
            So what everything is connected to connects little.
        why: ``shortest``, ``strongest``, both or neither.
        steps: Its edges, in order.
        evidence: What states each step, the first of each, where asked for.
    """

    path: str
    start: Place
    length: int
    strength: float
    why: list[str]
    steps: list[Step]
    evidence: list[Evidence] = field(default_factory=list)


def path(
    store: Store,
    start: str,
    end: str,
    *,
    types: Sequence[str] = (),
    longest: int = 4,
    limit: int = 5,
    evidence: bool = False,
) -> Answer[PathRow]:
    """Shortest and strongest ways between two things.

    The search goes from both things at once, up to one step beyond the shortest way, edges in either direction. What is
    between and has over 200 neighbours of a kind is reached, but these are not followed from it; of the two things
    themselves the first 200 are.

    Args:
        store: What to ask.
        start: A thing by key or name; see :func:`patnav.queries.show.show`.
        end: Another.
        types: Edge types to follow, all where empty.
        longest: The most steps, from 1 to 6.
        limit: Number of rows.
        evidence: Whether to give what states each step.

    Returns:
        The shortest way (of equal ones the strongest), then others by falling strength.

    Raises:
        QueryError: There is no such edge type, a name stands for several things, or both for the same.
        NotFound: The graph does not hold one of them.

    References:
        Damping of hubs by degree as in Haveliwala, Topic-sensitive PageRank, WWW 2002, for a single walk.
    """
    if not 1 <= longest <= LONGEST:
        raise QueryError(f"no path of at most {longest} steps is looked for", f"choose 1 to {LONGEST}")
    chosen = _edges(types)
    ends = [_one(store, name) for name in (start, end)]
    if ends[0] == ends[1]:
        raise QueryError(f"{start!r} and {end!r} are one thing", "name two")
    search = _Search(store, chosen)
    search.run(ends[0], ends[1], longest)
    ways = search.ways(ends[0], ends[1], longest, limit)
    names = _names(store, {node for way in ways for node in way})
    rows = [_row(search, way, names) for way in ways]
    if evidence:
        rows = [_proven(store, ends[0], row) for row in rows]
    if rows:
        best = max(row.strength for row in rows)
        fewest = rows[0].length
        rows = [replace(row, why=_why(row.length == fewest, row.strength == best)) for row in rows]
    asked = {"from": ends[0][1], "to": ends[1][1], "types": list(types), "longest": longest, "limit": limit}
    notes = [
        Note(
            "strength: product of 1 / degree over the things between; so what everything is connected to connects "
            "little"
        ),
        Note("ways of up to {longest} steps, and of one more than the shortest, were looked for", longest=longest),
    ]
    if hubs := len(search.cut.difference(ends)):
        notes.append(
            Note(
                "{hubs} things between have over {near} neighbours of a kind: these were not followed",
                hubs=hubs,
                near=_NEAR,
            )
        )
    if wide := len(search.cut.intersection(ends)):
        notes.append(
            Note(
                "{wide} of the two has over {near} neighbours of a kind: the first {near} were followed",
                wide=wide,
                near=_NEAR,
            )
        )
    if search.left:
        notes.append(Note("{left} things at the edge of the search were not followed", left=search.left))
    return Answer("path", asked, rows, len(rows), notes)


def _why(shortest: bool, strongest: bool) -> list[str]:
    return [word for word, holds in (("shortest", shortest), ("strongest", strongest)) if holds]


def _edges(types: Sequence[str]) -> list[EdgeType]:
    known = {edge.name: edge for edge in EDGES}
    wanted = [name.strip().upper() for one in types for name in one.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise QueryError(f"no edge type {name!r}", f"choose among {', '.join(known)}")
    return [edge for edge in EDGES if not wanted or edge.name in wanted]


def _one(store: Store, name: str) -> Node:
    found = [(type_.name, str(node["key"])) for type_, node in identify(store, name)]
    if len(found) > 1:
        keys = ", ".join(key for _, key in found[:5])
        raise QueryError(f"{len(found)} things are called {name!r}", f"name one by its id: {keys}")
    return found[0]


class _Search:
    """A search from both ends.

    Attributes:
        ties: What has been found: the neighbours of each node, with the edges between the two.
        degree: Number of neighbours of the nodes that were followed.
        cut: Nodes with more neighbours of a kind than are followed: of the two ends the first are, of others none.
        left: Number of nodes that were not followed, as too many lay at the edge of what was found.
    """

    def __init__(self, store: Store, edges: Sequence[EdgeType]) -> None:
        self.store = store
        self.edges = edges
        self.ties: dict[Node, dict[Node, set[Tie]]] = {}
        self.degree: dict[Node, int] = {}
        self.cut: set[Node] = set()
        self.left = 0

    def run(self, start: Node, end: Node, longest: int) -> None:
        """Follow edges from both ends, the side with fewer things first, one step beyond the shortest way."""
        self.ties |= {start: {}, end: {}}
        sides: list[tuple[set[Node], list[Node]]] = [({start}, [start]), ({end}, [end])]
        steps, most = 0, longest
        while steps < most and any(frontier for _, frontier in sides):
            seen, frontier = min((side for side in sides if side[1]), key=lambda side: len(side[1]))
            self.left += len(frontier[_WIDE:])
            found = self.follow(frontier[:_WIDE], (start, end), steps + 1 == most)
            frontier[:] = sorted(found - seen)
            seen |= found
            steps += 1
            if most == longest and (shortest := self._lengths(start, longest).get(end)):
                most = min(longest, shortest + 1)

    def follow(self, nodes: Sequence[Node], ends: Sequence[Node], last: bool) -> set[Node]:
        """Add the neighbours of nodes to what has been found, and count them; gives the neighbours.

        In the last step only what was found before: to the others no way leads from the other side.
        """
        found: set[Node] = set()
        for type_, keys in _by_type(nodes).items():
            kept = self._kept(type_, keys)
            ways = {
                way: {key: n for key in keys if (n := kept.get((way, key), 0)) > _NEAR} for way in self._ways(type_)
            }
            near = self._near(type_, {way: [key for key in keys if key not in hubs] for way, hubs in ways.items()})
            for way, wide in ways.items():
                wide |= {key: len(others) for key, others in near[way].items() if len(others) > _NEAR}
                for key in wide:
                    self.cut.add((type_, key))
                    near[way][key] = self._first(way, (type_, key)) if (type_, key) in ends else set()
                for key, others in near[way].items():
                    self.degree[type_, key] += wide.get(key, len(others))
                    for other in filter(self.ties.__contains__, others) if last else others:
                        self._join((type_, key), other, *way)
                    found |= others
        return found

    def count(self, nodes: Sequence[Node]) -> None:
        """Count the neighbours of nodes."""
        for type_, keys in _by_type(nodes).items():
            kept = self._kept(type_, keys)
            ways = {way: {key: n for key in keys if (n := kept.get((way, key)))} for way in self._ways(type_)}
            near = self._near(type_, {way: [key for key in keys if key not in known] for way, known in ways.items()})
            for way, known in ways.items():
                for key, n in (known | {key: len(others) for key, others in near[way].items()}).items():
                    self.degree[type_, key] += n

    def _kept(self, type_: str, keys: Sequence[str]) -> dict[tuple[Way, str], int]:
        """Numbers of neighbours where they are many, by way and node; begins the count of nodes.

        The star keeps them; Neo4j counts them each time, but gives no neighbour out.
        """
        self.degree.update({(type_, key): 0 for key in keys})
        edges = [edge for edge, direction in self._ways(type_) if direction == "in"]
        rows = self.store.rows(
            section(self.store, "path", "kept", node=type_), {"keys": keys, "edges": edges, "many": MANY}
        )
        return {((row["edge"], "in"), row["key"]): row["degree"] for row in rows}

    def _near(self, type_: str, ways: Mapping[Way, Sequence[str]]) -> dict[Way, dict[str, set[Node]]]:
        """Neighbours of nodes by way, those of several ways in one question where it is about the same nodes."""
        near: dict[Way, dict[str, set[Node]]] = {way: defaultdict(set) for way in ways}
        asked: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for way, keys in ways.items():
            asked[tuple(keys)].append(section(self.store, "path", way[1], node=type_, **_parts(way, type_)))
        for keys, texts in asked.items():
            rows = self.store.rows("\nUNION ALL\n".join(texts), {"keys": keys, "type": type_}) if keys else []
            for row in rows:
                near[row["edge"], row["direction"]][row["key"]].add((row["type"], row["other"]))
        return near

    def _first(self, way: Way, node: Node) -> set[Node]:
        """The first neighbours of a node with very many."""
        edge, direction = way
        text = section(self.store, "path", f"first_{direction}", table=edge_type(edge).table, edge=edge, node=node[0])
        rows = self.store.rows(text, {"key": node[1], "type": node[0], "most": _NEAR})
        return {(row["type"], row["other"]) for row in rows}

    def _ways(self, type_: str) -> Iterable[Way]:
        for edge in self.edges:
            for direction, side in (("out", 0), ("in", 1)):
                if any(pair[side] == type_ for pair in edge.pairs):
                    yield edge.name, direction

    def _join(self, node: Node, other: Node, edge: str, direction: str) -> None:
        if node == other:
            return
        source, target = (node, other) if direction == "out" else (other, node)
        kinds = self.ties.setdefault(node, {}).get(other)
        if kinds is None:
            kinds = self.ties[node][other] = self.ties.setdefault(other, {})[node] = set()
        kinds.add((edge, source, target))

    def _lengths(self, start: Node, longest: int) -> dict[Node, int]:
        """Steps from a node to each that at most so many lead to."""
        lengths, frontier = {start: 0}, [start]
        for steps in range(1, longest + 1):
            frontier = list({other for node in frontier for other in self.ties[node] if other not in lengths})
            lengths |= dict.fromkeys(frontier, steps)
        return lengths

    def ways(self, start: Node, end: Node, longest: int, limit: int) -> list[list[Node]]:
        """The shortest way, then others by falling strength."""
        near, far = (self._lengths(node, longest) for node in (start, end))
        if end not in near:
            return []
        most = min(longest, near[end] + 1)
        between = {node for node in near if node in far and near[node] + far[node] <= most}
        unknown = sorted(between - self.degree.keys())
        for i in range(0, len(unknown), _WIDE):
            self.count(unknown[i : i + _WIDE])
        graph: Any = nx.Graph()
        for a, b in sorted(
            (one, other) for one in between for other in self.ties[one] if one < other and other in between
        ):
            cost = sum(log(max(self.degree[node], 1)) for node in (a, b) if node not in (start, end)) / 2
            graph.add_edge(a, b, cost=cost + 1e-9, steps=cost + 1e6)
        shortest = nx.shortest_path(graph, start, end, weight="steps")
        strongest = islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), 2 * limit)
        others = (way for way in strongest if way != shortest and len(way) - 1 <= longest)
        return [shortest, *islice(others, max(limit - 1, 0))][:limit]

    def strength(self, way: Sequence[Node]) -> float:
        """Product of 1 / degree over the nodes between."""
        return exp(-sum(log(max(self.degree[node], 1)) for node in way[1:-1]))


def _parts(way: Way, type_: str) -> dict[str, str]:
    """What a question about a way from nodes of a type names: types are looked at only where there are several."""
    edge, direction = edge_type(way[0]), way[1]
    near, far = ("src", "dst") if direction == "out" else ("dst", "src")
    pairs = [pair if direction == "out" else pair[::-1] for pair in edge.pairs]
    others = {other for one, other in pairs if one == type_}
    return {
        "table": edge.table,
        "edge": edge.name,
        "other": f"'{others.pop()}'" if len(others) == 1 else f"{far}_type",
        "fitting": "true" if {one for one, _ in pairs} == {type_} else f"{near}_type = $type",
    }


def _by_type(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """Keys of nodes, by type."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for type_, key in sorted(nodes):
        by_type[type_].append(key)
    return dict(sorted(by_type.items()))


def _names(store: Store, nodes: Iterable[Node]) -> dict[Node, str]:
    names: dict[Node, str] = {}
    for type_, keys in _by_type(nodes).items():
        parts = {"table": node_type(type_).table, "type": type_, "label": LABELS.get(type_, "name")}
        for row in store.rows(section(store, "show", "labels", **parts), {"keys": keys}):
            names[type_, row["key"]] = row["label"]
    return names


def _row(search: _Search, way: Sequence[Node], names: dict[Node, str]) -> PathRow:
    steps = []
    for before, after in pairwise(way):
        edge, source, _ = min(search.ties[before][after])
        direction = "out" if source == before else "in"
        steps.append(Step(edge, direction, after[0], after[1], names.get(after)))
    start = Place(way[0][1], way[0][1] if way[0][0] == "Patent" else names.get(way[0]) or way[0][1])
    return PathRow(line(start, steps), start, len(steps), float(f"{search.strength(way):.4g}"), [], steps)


def line(start: Place, steps: Sequence[Step], lang: str = "en") -> str:
    """A way as a line of text, its things by name; patents by number, as several may have one title."""
    shown = [step.id if step.type == "Patent" else step.name or step.id for step in steps]
    edges = [value("edge", step.edge, lang) for step in steps]
    arrows = [f"–{name}→" if step.direction == "out" else f"←{name}–" for step, name in zip(steps, edges, strict=True)]
    return " ".join([start.name, *(f"{arrow} {name}" for arrow, name in zip(arrows, shown, strict=True))])


def _proven(store: Store, start: Node, row: PathRow) -> PathRow:
    """A path with what states each of its steps."""
    steps, before = [], start
    for step in row.steps:
        after = (step.type, step.id)
        source, target = (before, after) if step.direction == "out" else (after, before)
        stated = proofs.of_edges(store, edge_type(step.edge).name, source[0], [source[1]])
        steps.append(replace(step, evidence=stated.get(source[1], {}).get(target[1], [])))
        before = after
    return replace(row, steps=steps, evidence=[proof for step in steps for proof in step.evidence[:1]])
