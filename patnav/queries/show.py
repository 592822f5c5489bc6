"""``show``: everything known of one thing, with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from patnav.errors import NotFound, QueryError
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType, node_type
from patnav.graph.store import Row, Store
from patnav.queries import evidence as proofs
from patnav.queries.answer import Answer, Evidence
from patnav.queries.labels import Note
from patnav.queries.named import find_region
from patnav.queries.organizations import called, near_names
from patnav.queries.texts import section

__all__ = ["LABELS", "Link", "ShowRow", "identify", "key_of", "show"]

LABELS = {"Patent": "title", "Document": "title", "Event": "summary", "Observation": "label", "TechClass": "title"}
"""The property that names a node, where it is not ``name``."""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the thing shown.

    Attributes:
        edge: Edge type.
        direction: ``out`` where the edge leaves the thing, ``in`` where it enters it.
        type: Type of the node at the other end.
        id: Its key.
        name: Its name.
        properties: Properties of the edge that have a value.
        evidence: What states the edge, where asked for.
    """

    edge: str
    direction: str
    type: str
    id: str
    name: str | None
    properties: dict[str, Any]
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShowRow:
    """A thing with all its properties and edges.

    Attributes:
        id: Its key.
        type: Its type.
        stub: Whether only its key is known.
        properties: Its properties that have a value.
        links: Its edges, at most ``depth`` of each kind and direction.
        counts: Number of all its edges by kind and direction, ``CITES in``.
        evidence: Records and passages that state it.
    """

    id: str
    type: str
    stub: bool
    properties: dict[str, Any]
    links: list[Link]
    counts: dict[str, int]
    evidence: list[Evidence] = field(default_factory=list)


def show(store: Store, name: str, *, depth: int = 20, evidence: bool = False) -> Answer[ShowRow]:
    """Everything known of one thing.

    Args:
        store: What to ask.
        name: A key as any answer prints it, a publication or application number, also as DOCDB writes them, or the
            name of an organization, region, industry or person.
        depth: How many edges of each kind and direction to show.
        evidence: Whether to give what states the thing and each edge shown.

    Returns:
        One row; more where several things go by the name, each without its edges.

    Raises:
        NotFound: The graph holds nothing of that name.
    """
    found = identify(store, name)
    if len(found) > 1:
        rows = [ShowRow(node["key"], type_.name, node["stub"], _known(type_, node), [], {}) for type_, node in found]
        notes = [Note("{n} things are called {name!r}; show one by its id", n=len(rows), name=name)]
        return Answer("show", {"name": name}, rows, len(rows), notes)
    type_, node = found[0]
    key, stub = node["key"], node["stub"]
    links: list[Link] = []
    counts: dict[str, int] = {}
    for edge in EDGES:
        for direction in ("out", "in"):
            rows_ = _links(store, edge, direction, type_, key, depth)
            if rows_:
                counts[f"{edge.name} {direction}"] = rows_[0]["links"]
                links += [_link(edge, direction, row) for row in rows_]
    links = _labelled(store, links)
    if evidence:
        links = _proven(store, type_, key, links)
    proof = (proofs.of_events if type_.name in ("Event", "Observation") else proofs.of_nodes)(store, type_.name, [key])
    row = ShowRow(key, type_.name, stub, _known(type_, node), links, counts, proof.get(key, []))
    cut = sorted(what for what, n in counts.items() if n > depth)
    notes = [Note("the first {depth} shown of: {cut}", depth=depth, cut=", ".join(cut))] if cut else []
    if stub:
        notes.append(Note("a stub: something points to it, but no source describes it"))
    return Answer("show", {"name": name}, [row], 1, notes)


def identify(store: Store, name: str) -> list[tuple[NodeType, Row]]:
    """The things that a name means.

    Args:
        store: What to ask.
        name: See :func:`show`.

    Returns:
        Type and node, at least one.

    Raises:
        NotFound: There is none.
    """
    compact = re.sub(r"[\s,/._-]+", "", name).upper()
    filed = _CHINESE_FILED.fullmatch(compact)
    compact = f"CN{filed[1] or filed[2]}" if filed else compact
    for key in dict.fromkeys((name.strip(), compact, *([f"{compact}X0"] if filed else []))):
        found = [(node, row) for node in NODES for row in _node(store, node, key)]
        if found:
            return found
    for keys, type_ in _by_name(store, name.strip(), compact):
        if keys:
            return [(node_type(type_), row) for key in keys for row in _node(store, node_type(type_), key)]
    near = near_names(store, name)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "NAME* finds organizations, 'patnav search' patents by words"
    )
    raise NotFound(f"nothing in this graph is called {name!r}", hint)


def key_of(store: Store, name: str) -> str:
    """Key of the one thing that a name means.

    Args:
        store: What to ask.
        name: See :func:`show`.

    Raises:
        NotFound: There is none.
        QueryError: There are several.
    """
    found = [str(node["key"]) for _, node in identify(store, name)]
    if len(found) > 1:
        raise QueryError(f"{len(found)} things are called {name!r}", f"name one by its id: {', '.join(found[:5])}")
    return found[0]


def _node(store: Store, node: NodeType, key: str) -> list[Row]:
    text = section(store, "show", "node", table=node.table, type=node.name)
    return [row["node"] for row in store.rows(text, {"key": key})]


def _by_name(store: Store, name: str, compact: str) -> Iterable[tuple[list[str], str]]:
    """Keys by name, one type after the other, the likeliest first."""
    bound = {"key": compact, "docdb": _docdb(compact)}
    publications = store.rows(section(store, "show", "publications"), bound)
    yield [row["key"] for row in publications], "Patent"
    yield [row["key"] for row in called(store, name)], "Organization"
    with suppress(NotFound):
        yield find_region(store, name)[:1], "Region"
    for type_ in ("Person", "Industry", "Event", "Document"):
        text = section(
            store, "show", "named", table=node_type(type_).table, type=type_, label=LABELS.get(type_, "name")
        )
        yield [row["key"] for row in store.rows(text, {"lower": name.lower()})], type_


def _docdb(compact: str) -> list[str]:
    """A number as DOCDB may write it: office, number and kind, of applications often left out."""
    parts = re.fullmatch(r"([A-Z]{2})([A-Z0-9]*?\d)([A-Z]\d?)?", compact)
    if parts is None:
        return []
    kinds = (parts[3],) if parts[3] else _FILED
    return [f"{parts[1]} {parts[2]} {kind}" for kind in kinds]


_CHINESE_FILED = re.compile(r"(?:ZL|CN)((?:19|20)\d{10})[\dX]|ZL(\d{8})[\dX]")
"""Numbers of Chinese applications with their check digit, 专利号 too; known by the application alone is the kind X0."""

_FILED = ("A", "F", "P", "T", "U", "W")
"""Kinds of applications in DOCDB."""


def _known(type_: NodeType | EdgeType, thing: Row) -> dict[str, Any]:
    """Properties of the schema that have a value, in its order."""
    shown = (p.name for p in type_.properties if p.shown)
    return {name: value for name in shown if (value := thing.get(name)) is not None and value != []}


def _links(store: Store, edge: EdgeType, direction: str, node: NodeType, key: str, depth: int) -> list[Row]:
    if all(pair[0 if direction == "out" else 1] != node.name for pair in edge.pairs):
        return []
    end, types = ("dst", 1) if direction == "out" else ("src", 0)
    far = f"e.{end}" if store.language == "sql" else "m.key"
    order = ["e.sequence"] if direction == "out" and any(p.name == "sequence" for p in edge.properties) else []
    order += [far, *(f"e.{name}" for name in edge.identity)]
    parts = {"table": edge.table, "type": edge.name, "node": node.name, "order": ", ".join(order)}
    bound = {"key": key, "type": node.name, "depth": depth, "types": sorted({pair[types] for pair in edge.pairs})}
    return store.rows(section(store, "show", direction, **parts), bound)


def _link(edge: EdgeType, direction: str, row: Row) -> Link:
    return Link(edge.name, direction, row["type"], row["id"], None, _known(edge, row["edge"]))


def _labelled(store: Store, links: list[Link]) -> list[Link]:
    labels: dict[tuple[str, str], str] = {}
    for type_ in {link.type for link in links}:
        parts = {"table": node_type(type_).table, "type": type_, "label": LABELS.get(type_, "name")}
        text = section(store, "show", "labels", **parts)
        keys = sorted({link.id for link in links if link.type == type_})
        labels |= {(type_, row["key"]): row["label"] for row in store.rows(text, {"keys": keys})}
    return [replace(link, name=labels.get((link.type, link.id))) for link in links]


def _proven(store: Store, type_: NodeType, key: str, links: list[Link]) -> list[Link]:
    proven = []
    for link in links:
        ends = (type_.name, key, link.id) if link.direction == "out" else (link.type, link.id, key)
        source, src, dst = ends
        found = proofs.of_edges(store, link.edge, source, [src]).get(src, {}).get(dst, [])
        proven.append(replace(link, evidence=found))
    return proven
