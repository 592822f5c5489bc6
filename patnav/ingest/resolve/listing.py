"""Lists of names as files: what ``resolve cluster`` reads and prints."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import QueryError
from patnav.ingest.resolve.cluster import cluster

__all__ = ["cluster_file", "clustered"]

_EXAMPLE = 'write {"id": "1", "name": "Nokia Oyj", "country": "FI"}'


def cluster_file(path: Path) -> Iterator[str]:
    """Harmonise the names in a file: :func:`clustered` as JSON texts ``{"id", "cluster"}``."""
    for row in clustered(path):
        yield orjson.dumps({"id": row["id"], "cluster": row["cluster"]}).decode()


def clustered(path: Path) -> list[dict[str, Any]]:
    """Harmonise the names in a file.

    Args:
        path: JSON Lines of ``{"id", "name", "country"?, "city"?, "kind"?}``; CSV with such columns; or a name a line. A
            name that has no id goes by itself.

    Returns:
        Rows of ``id``, ``name`` and ``cluster``, the least id of those that are one body's, in the order of the file.

    Raises:
        QueryError: The file cannot be read, or a line lacks ``id`` or ``name``, or has no text in a field.
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
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise QueryError(f"cannot read {path}: {error.strerror}", "give JSON Lines, CSV, or a name a line") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"cannot read {path}: {error}", "give a text file in UTF-8") from None
    if text.lstrip()[:1] in ("{", "["):
        yield from _objects(path, text)
        return
    lines = text.splitlines()
    head = next(csv.reader(lines[:1]), [])
    rows = csv.DictReader(lines) if "name" in head else ({"name": line} for line in lines)
    for row in rows:
        if name := (row["name"] or "").strip():
            told = {field: cell for field in ("country", "city", "kind") if (cell := row.get(field))}
            yield {"id": row.get("id") or name, "name": name} | told


def _objects(path: Path, text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
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
