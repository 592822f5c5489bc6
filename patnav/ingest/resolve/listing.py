"""Lists of names as files: what ``resolve cluster`` reads and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import QueryError
from patnav.ingest.resolve.cluster import cluster

__all__ = ["cluster_file"]

_EXAMPLE = 'write {"id": "1", "name": "Nokia Oyj", "country": "FI"}'


def cluster_file(path: Path) -> Iterator[str]:
    """Harmonise the names in a file.

    Args:
        path: JSON Lines of ``{"id", "name", "country"?, "city"?, "kind"?}``.

    Yields:
        JSON texts ``{"id", "cluster"}``, in the order of the file.

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
    for number, row in enumerate(rows):
        yield orjson.dumps({"id": row["id"], "cluster": first[found[str(number)]]}).decode()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError as error:
        raise QueryError(f"cannot read {path}: {error.strerror}", "give a JSON Lines file") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
            text = row["name"]
            row["id"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise QueryError(f"line {number} of {path} is no row: {error}", 'write {"id": ..., "name": ...}') from None
        if not isinstance(text, str):
            raise QueryError(f"line {number} of {path} has no name", 'write {"id": ..., "name": ...}')
        if not isinstance(row["id"], str | int):
            raise QueryError(f"line {number} of {path} has an id that is neither text nor number", _EXAMPLE)
        for field in ("country", "city", "kind"):
            if not isinstance(row.get(field), str | None):
                raise QueryError(f"line {number} of {path} has a {field} that is no text", _EXAMPLE)
        yield row
