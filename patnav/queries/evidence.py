"""Evidence: the passage or record behind every row."""

from __future__ import annotations

from collections.abc import Sequence

from patnav.graph.schema import edge_type, node_type
from patnav.graph.store import Row, Store
from patnav.queries.answer import Evidence
from patnav.queries.texts import section

__all__ = ["of_edges", "of_events", "of_nodes"]


def of_nodes(store: Store, type_: str, keys: Sequence[str]) -> dict[str, list[Evidence]]:
    """Records that describe nodes, at most five a node.

    Args:
        store: What to ask.
        type_: Node type.
        keys: Keys of the nodes.

    Returns:
        Evidence by key.
    """
    text = section(store, "evidence", "nodes", table=node_type(type_).table, type=type_)
    return _grouped(store.rows(text, {"keys": list(keys)}))


def of_events(store: Store, type_: str, keys: Sequence[str]) -> dict[str, list[Evidence]]:
    """Passages that state events or observations; for those that no document states, their records.

    Args:
        store: What to ask.
        type_: ``Event`` or ``Observation``.
        keys: Keys of the nodes.

    Returns:
        Evidence by key.
    """
    stated = _grouped(store.rows(section(store, "evidence", "stated", type=type_), {"keys": list(keys)}))
    recorded = [key for key in keys if key not in stated]
    return stated | (of_nodes(store, type_, recorded) if recorded else {})


def of_edges(store: Store, type_: str, source: str, keys: Sequence[str]) -> dict[str, dict[str, list[Evidence]]]:
    """Passages or records that state the edges that leave some nodes, at most five between two nodes.

    Args:
        store: What to ask.
        type_: Edge type.
        source: Type of the nodes they leave.
        keys: Keys of the nodes they leave.

    Returns:
        Evidence by the key of the node left and the key of the node entered.
    """
    text = section(store, "evidence", "edges", table=edge_type(type_).table, type=type_, source=source)
    found: dict[str, dict[str, list[Evidence]]] = {}
    for row in store.rows(text, {"keys": list(keys)}):
        found.setdefault(row.pop("key"), {}).setdefault(row.pop("dst"), []).append(Evidence(**row))
    return found


def _grouped(rows: Sequence[Row]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        found.setdefault(row.pop("key"), []).append(Evidence(**row))
    return found
