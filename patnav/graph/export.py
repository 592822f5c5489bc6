"""The graph as files for other tools, in a stable order: the same graph gives the same bytes.

``jsonl`` is one JSON object a line, nodes first: ``{"node": "Patent", "key": ..., ...}`` and ``{"edge": "CITES",
"from": ..., "to": ..., ...}``, properties without a value left out. ``csv`` and ``parquet`` are a folder with one file
a type. ``graphml`` is one file that Gephi, yEd and networkx open.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from patnav.errors import InputError
from patnav.graph.schema import EDGES, NODES, TYPES, EdgeType, NodeType
from patnav.graph.tables import node_columns

__all__ = ["FORMATS", "export"]

_SQL_OPTIONS = {"csv": "FORMAT csv, HEADER true", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def _columns(type_: NodeType | EdgeType) -> list[str]:
    if isinstance(type_, NodeType):
        return node_columns(type_)
    return ["src_type", "src", "dst_type", "dst", *(p.name for p in type_.properties)]


def _ordered(type_: NodeType | EdgeType) -> str:
    """SQL of a type's rows: columns of the schema in its order, rows in the order of their values."""
    columns = ", ".join(f'"{name}"' for name in _columns(type_))
    return f"SELECT {columns} FROM main.{type_.table} ORDER BY ALL"


def _rows(db: DuckDBPyConnection, type_: NodeType | EdgeType) -> Iterator[dict[str, Any]]:
    cursor = db.cursor().execute(_ordered(type_))
    names = _columns(type_)
    while rows := cursor.fetchmany(4096):
        for row in rows:
            yield {name: value for name, value in zip(names, row, strict=True) if value is not None}


def _jsonl(db: DuckDBPyConnection, output: Path) -> None:
    with output.open("wb") as file:
        for node in NODES:
            for row in _rows(db, node):
                stub = {"stub": True} if row.pop("stub") else {}
                file.write(orjson.dumps({"node": node.name} | row | stub) + b"\n")
        for edge in EDGES:
            for row in _rows(db, edge):
                ends = {"from_type": row.pop("src_type"), "from": row.pop("src")}
                ends |= {"to_type": row.pop("dst_type"), "to": row.pop("dst")}
                file.write(orjson.dumps({"edge": edge.name} | ends | row) + b"\n")


def _tables(kind: str) -> Callable[[DuckDBPyConnection, Path], None]:
    def write(db: DuckDBPyConnection, output: Path) -> None:
        output.mkdir()
        for type_ in TYPES:
            path = output / f"{type_.name}.{kind}"
            db.cursor().execute(
                f"COPY ({_ordered(type_)}) TO '{str(path).replace(chr(39), chr(39) * 2)}' ({_SQL_OPTIONS[kind]})"
            )

    return write


_GRAPHML_TYPES = {"integer": "long", "number": "double", "boolean": "boolean", "text": "string", "texts": "string"}


def _graphml(db: DuckDBPyConnection, output: Path) -> None:
    from lxml import etree

    properties = {("node", "type"): "string", ("node", "stub"): "boolean", ("edge", "type"): "string"}
    properties |= {("node", p.name): _GRAPHML_TYPES[p.kind] for n in NODES for p in n.properties}
    properties |= {("edge", p.name): _GRAPHML_TYPES[p.kind] for e in EDGES for p in e.properties}
    with output.open("wb") as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: "http://graphml.graphdrawing.org/xmlns"}):
            for (domain, name), kind in properties.items():
                xml.write(
                    etree.Element(
                        "key", {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
                    )
                )
            with xml.element("graph", edgedefault="directed"):
                for node in NODES:
                    for row in _rows(db, node):
                        _write(xml, "node", {"id": f"{node.name}/{row.pop('key')}"}, {"type": node.name} | row)
                for edge in EDGES:
                    for row in _rows(db, edge):
                        ends = {
                            "source": f"{row.pop('src_type')}/{row.pop('src')}",
                            "target": f"{row.pop('dst_type')}/{row.pop('dst')}",
                        }
                        _write(xml, "edge", ends, {"type": edge.name} | row)


def _write(xml: Any, tag: str, attributes: dict[str, str], row: dict[str, Any]) -> None:
    with xml.element(tag, attributes):
        for name, value in row.items():
            with xml.element("data", key=f"{tag}_{name}"):
                xml.write(_graphml_text(value))


def _graphml_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return "".join(c for c in text if c in "\t\n\r" or ord(c) >= 32)  # XML 1.0 has no other control characters


_WRITERS: dict[str, Callable[[DuckDBPyConnection, Path], None]] = {
    "jsonl": _jsonl,
    "csv": _tables("csv"),
    "parquet": _tables("parquet"),
    "graphml": _graphml,
}

FORMATS = tuple(_WRITERS)
"""Names of the export formats."""


def export(db: DuckDBPyConnection, format_: str, output: Path) -> None:
    """Write the whole graph.

    Args:
        db: The graph.
        format_: One of :data:`FORMATS`.
        output: File (``jsonl``, ``graphml``) or folder (``csv``, ``parquet``) to make. It appears whole or not at all.

    Raises:
        InputError: The format is unknown, the output exists, or its folder cannot be written to.
    """
    if format_ not in _WRITERS:
        raise InputError(f"no export format {format_!r}", f"choose one of {', '.join(FORMATS)}")
    if output.exists():
        raise InputError(f"{output} exists", "name another, or move it away")
    part = output.with_name(output.name + ".part")
    try:
        _WRITERS[format_](db, part)
        part.rename(output)
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}", "name another place") from None
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
