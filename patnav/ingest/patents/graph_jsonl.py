"""A graph that PatNav exported as JSON Lines (``export --format jsonl``), read back: one node or edge a line.

Everything in it counts as stated by the file. What follows from PatNav's own tables (industries, classes and regions,
and what they are part of) and stubs are left out, since they are made again. The text of documents is not in it.

Source: :mod:`patnav.graph.export`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import RecordError
from patnav.graph.model import GraphRecord
from patnav.graph.schema import EDGES, NODES, EdgeType, NodeType
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample

__all__ = ["FORMAT"]

_NODES, _EDGES = {one.name: one for one in NODES}, {one.name: one for one in EDGES}
_ENDS = ("from_type", "from", "to_type", "to")
_MADE = {"Industry", "TechClass", "NARROWER"}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "text": str, "texts": list, "integer": int, "number": (int, float), "boolean": bool,
}  # fmt: skip


def _recognises(sample: Sample) -> bool:
    return re.match(rb'\s*\{"(?:node|edge)":"[A-Za-z_]+",', sample.head) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    for number, line in opening.lines(path):
        if not line.strip():
            continue
        try:
            if (record := _record(line)) is not None:
                yield Item(f"line {number}", record)
        except RecordError as error:
            yield Reject(f"line {number}", str(error), line[:RAW])


def _record(line: bytes) -> GraphRecord | None:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise RecordError("not a JSON object")
    name = row.pop("node", None) or row.pop("edge", None)
    type_ = _NODES.get(name) or _EDGES.get(name)
    if type_ is None:
        raise RecordError(f"{name!r} is no type of node or edge", "'patnav schema' lists them")
    ends = tuple(row.pop(key, None) for key in ("key",)) if name in _NODES else tuple(row.pop(k, None) for k in _ENDS)
    if not all(isinstance(one, str) and one for one in ends):
        raise RecordError("a key or end is missing", "export the graph again")
    if name in _MADE or row.pop("stub", False) or _is_region(name, ends):
        return None
    return GraphRecord(f"{name} {' '.join(ends)}", name, ends, _checked(type_, row))


def _is_region(name: str, ends: tuple[Any, ...]) -> bool:
    """Whether a line says what the table of regions says."""
    if name == "Region":
        return not str(ends[0]).startswith("region:")
    return name == "PART_OF" and ends[0] == "Region" and not str(ends[1]).startswith("region:")


def _checked(type_: NodeType | EdgeType, row: dict[str, Any]) -> dict[str, Any]:
    known = {one.name: _KINDS[one.kind] for one in type_.properties}
    for key, value in row.items():
        if key not in known:
            raise RecordError(f"{key}: no property of {type_.name}", f"known are {', '.join(known)}")
        if not isinstance(value, known[key]) or isinstance(value, bool) != (known[key] is bool):
            raise RecordError(f"{key}: {str(value)[:60]!r} is not of its kind")
        if isinstance(value, list) and not all(isinstance(one, str) for one in value):
            raise RecordError(f"{key}: expected a list of texts")
    return row


FORMAT = Format(
    name="patnav-graph",
    title="PatNav's graph as JSON Lines, as exported",
    authority=40,
    recognises=_recognises,
    read=_read,
)
