"""``status`` and ``schema``: what the graph holds, and what it can hold."""

from __future__ import annotations

from typing import Any

from patnav.graph.schema import EDGES, NODES
from patnav.graph.store import Store
from patnav.queries.texts import section

__all__ = ["counts", "schema"]


def counts(store: Store) -> dict[str, Any]:
    """Numbers of nodes, edges and stubs.

    Args:
        store: What to ask.

    Returns:
        ``nodes`` by type (described ones), ``edges`` by type, ``stubs`` in all, ``families`` of patents.
    """
    nodes, edges, stubs = {}, {}, 0
    for node in NODES:
        row = store.rows(section(store, "status", "nodes", table=node.table, type=node.name), {})[0]
        nodes[node.name] = row["described"]
        stubs += row["stubs"]
    for edge in EDGES:
        text = section(store, "status", "edges", table=edge.table, type=edge.name)
        edges[edge.name] = store.rows(text, {})[0]["edges"]
    families = store.rows(section(store, "status", "families"), {})[0]["families"]
    return {"nodes": nodes, "edges": edges, "stubs": stubs, "families": families}


def schema() -> dict[str, Any]:
    """Node and edge types with their keys, properties and meanings."""
    nodes = {n.name: {"key": n.key, "properties": {p.name: f"{p.kind}: {p.doc}" for p in n.properties}} for n in NODES}
    edges = {
        e.name: {
            "joins": [f"{source} -> {target}" for source, target in e.pairs],
            "says": e.doc,
            "properties": {p.name: f"{p.kind}: {p.doc}" for p in e.properties},
        }
        for e in EDGES
    }
    return {"nodes": nodes, "edges": edges}
