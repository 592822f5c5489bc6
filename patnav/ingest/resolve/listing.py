"""Lists of names as files: what ``resolve cluster`` reads and prints."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import QueryError
from patnav.ingest import opening
from patnav.ingest.resolve.cluster import cluster

__all__ = ["cluster_file", "clustered"]

_EXAMPLE = 'write {"id": "1", "name": "Nokia Oyj", "country": "FI"}'

_COLUMNS = {
    "id": ("id", "编号", "序号"),
    "name": (
        "name",
        "organization",
        "company",
        "applicant",
        "assignee",
        "名称",
        "企业名称",
        "单位名称",
        "机构名称",
        "申请人",
        "专利权人",
    ),
    "country": ("country", "国家"),
    "city": ("city", "城市", "市"),
    "kind": ("kind", "entity_type"),
}
_FIELDS = {label: field for field, labels in _COLUMNS.items() for label in labels}


def cluster_file(path: Path) -> Iterator[str]:
    """Harmonise the names in a file: :func:`clustered` as JSON texts ``{"id", "cluster"}``."""
    for row in clustered(path):
        yield orjson.dumps({"id": row["id"], "cluster": row["cluster"]}).decode()


def clustered(path: Path) -> list[dict[str, Any]]:
    """Harmonise the names in a file.

    Args:
        path: JSON Lines of ``{"id", "name", "country"?, "city"?, "kind"?}``; CSV, TSV or semicolons with such columns
            (names also as 申请人, 企业名称, applicant, ...), in any encoding of exports; or a name a line. A name
            that has no id goes by itself.

    Returns:
        Rows of ``id``, ``name`` and ``cluster``, the least id of those that are one body's, in the order of the file.

    Raises:
        UnreadableFile: The file cannot be read.
        QueryError: It has no column of names, or a line lacks ``id`` or ``name``, or has no text in a field.
    """
    rows = list(_rows(path))
    found = cluster(row | {"id": str(number)} for number, row in enumerate(rows))
    first: dict[str, Any] = {}
    for number, row in enumerate(rows):
        held = first.setdefault(found[str(number)], row["id"])
        if str(row["id"]) < str(held):
            first[found[str(number)]] = row["id"]
    return [
        {"id": row["id"], "name": row["name"], "cluster": first[found[str(number)]]} for number, row in enumerate(rows)
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    first = next((line.decode().strip() for _, line in opening.lines(path, legacy=True) if line.strip()), "")
    yield from _objects(path) if first[:1] in ("{", "[") else _names(path, first)


def _names(path: Path, first: str) -> Iterator[dict[str, Any]]:
    """Rows of a table whose header names the column of names, else a name a line."""
    delimiter = max("\t;,", key=first.count)
    labels = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter))]
    chosen = min((label for label in labels if _FIELDS.get(label) == "name"), key=_COLUMNS["name"].index, default=None)
    header = [_FIELDS.get(label) if label == chosen or _FIELDS.get(label) != "name" else None for label in labels]
    if chosen is None and any(header) and len(labels) > 1:
        known = ", ".join(label for label, field in _FIELDS.items() if field == "name")
        raise QueryError(f"{path} has no column of names: {first[:80]}", f"call it one of {known}")
    if chosen is None:
        lines = (line.decode("utf-8").strip() for _, line in opening.lines(path, legacy=True))
        yield from ({"id": line, "name": line} for line in lines if line)
        return
    cells = (cells for _, cells, _ in opening.rows(path, delimiter) if any(cell.strip() for cell in cells))
    for row in islice(cells, 1, None):
        told = {field: cell.strip() for field, cell in zip(header, row, strict=False) if field and cell.strip()}
        if name := told.get("name"):
            yield {"id": name} | told


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in opening.lines(path):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
            name = row["name"]
            row["id"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise QueryError(f"line {number} of {path} is no row: {error}", 'write {"id": ..., "name": ...}') from None
        if not isinstance(name, str):
            raise QueryError(f"line {number} of {path} has no name", 'write {"id": ..., "name": ...}')
        if not isinstance(row["id"], str | int):
            raise QueryError(f"line {number} of {path} has an id that is neither text nor number", _EXAMPLE)
        for field in ("country", "city", "kind"):
            if not isinstance(row.get(field), str | None):
                raise QueryError(f"line {number} of {path} has a {field} that is no text", _EXAMPLE)
        yield row
