"""Records at rest: immutable Parquet files of what sources said.

A file holds records of one type (:data:`PREFIXES`), of one or more sources. Its Arrow schema is read off the
dataclasses, four columns in front of it: ``source`` (the file or address read), ``record`` (the record's name within
the source, its publication number or document id), ``position`` (where in the file) and ``hash`` (of the content). A
file is named by the hash of its content, written beside its place and moved into it, and never changed.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from patnav.graph.model import Extraction, GraphRecord, OrganizationRecord, PatentRecord

__all__ = ["PREFIXES", "Kept", "Payload", "arrow_schema", "content_hash", "read_extractions", "write_records"]

T = TypeVar("T")
Payload = PatentRecord | OrganizationRecord | GraphRecord | Extraction

PREFIXES: dict[type, str] = {
    PatentRecord: "patents-",
    OrganizationRecord: "organizations-",
    GraphRecord: "graph-",
    Extraction: "articles-",
}
"""Beginning of a file's name by the type of its records."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A record with where it came from.

    Attributes:
        source: The file or address that was read.
        record: The record's name within the source, unique there.
        position: Where in the source, for people: ``row 17``.
        hash: Of the content, see :func:`content_hash`.
        payload: The record itself.
    """

    source: str
    record: str
    position: str
    hash: str
    payload: Payload


def content_hash(record: Payload) -> str:
    """Hash of everything a record says.

    Args:
        record: The record.

    Returns:
        32 hexadecimal digits (BLAKE2b, 16 bytes), the same for equal records.
    """
    return hashlib.blake2b(orjson.dumps(record), digest_size=16).hexdigest()


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(cls)
    return tuple((field.name, _plain(hints[field.name])) for field in dataclasses.fields(cls))


def _plain(hint: Any) -> Any:
    """A type without ``| None``: every column is nullable."""
    if isinstance(hint, types.UnionType):
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _arrow_type(hint: Any) -> pa.DataType:
    if hint is str or typing.get_origin(hint) is dict:
        return pa.string()
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        return pa.struct([(name, _arrow_type(inner)) for name, inner in _fields(cast(type, hint))])
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


@functools.cache
def arrow_schema(cls: type) -> pa.Schema:
    """Arrow schema of a file of records.

    Args:
        cls: One of the types of :data:`PREFIXES`.

    Returns:
        The four columns of :class:`Kept`, then one column a field; dictionaries as JSON text.
    """
    front = [(name, pa.string()) for name in ("source", "record", "position", "hash")]
    return pa.schema(front + [(name, _arrow_type(hint)) for name, hint in _fields(cls)])


def _array(hint: Any, values: Sequence[Any]) -> pa.Array:
    """Values of one field as an Arrow array, column by column: no dictionary is made for a nested record."""
    if typing.get_origin(hint) is dict:
        return pa.array([orjson.dumps(v, option=orjson.OPT_SORT_KEYS).decode() for v in values], pa.string())
    if typing.get_origin(hint) is tuple:
        offsets = [0]
        flat: list[Any] = []
        for value in values:
            flat.extend(value or ())
            offsets.append(len(flat))
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _array(typing.get_args(hint)[0], flat))
    if dataclasses.is_dataclass(hint):
        names, hints = zip(*_fields(cast(type, hint)), strict=True)
        columns = [_array(inner, [getattr(v, name) for v in values]) for name, inner in zip(names, hints, strict=True)]
        return pa.StructArray.from_arrays(columns, names=list(names))
    return pa.array(values, _arrow_type(hint))


def _table(cls: type, kept: Sequence[Kept]) -> pa.Table:
    front = [
        pa.array([getattr(k, name) for k in kept], pa.string()) for name in ("source", "record", "position", "hash")
    ]
    columns = [_array(hint, [getattr(k.payload, name) for k in kept]) for name, hint in _fields(cls)]
    return pa.Table.from_arrays(front + columns, schema=arrow_schema(cls))


def write_records(folder: Path, kept: Sequence[Kept]) -> str:
    """Write records of one type to a new file.

    Args:
        folder: The workspace's ``records`` folder.
        kept: The records, at least one, all with payloads of the same type.

    Returns:
        Name of the file, ``patents-HASH.parquet`` and the like; the same records in the same order give the same
        name. The file and its folder entry are on disk when the function returns.
    """
    cls = type(kept[0].payload)
    digest = hashlib.blake2b(digest_size=16)
    for k in kept:
        digest.update(f"{k.source}\0{k.record}\0{k.position}\0{k.hash}\n".encode())
    name = f"{PREFIXES[cls]}{digest.hexdigest()}.parquet"
    part = folder / (name + ".part")
    pq.write_table(_table(cls, kept), part, compression="zstd")
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(folder / name)
    return name


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if typing.get_origin(hint) is dict:
        return orjson.loads(value)
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_build(inner, v) for v in value)
    if dataclasses.is_dataclass(hint):
        return _dataclass(cast(type, hint), value)
    return value


def _dataclass(cls: type[T], row: dict[str, Any]) -> T:
    # What a file written before a field was added lacks has the field's default.
    return cls(**{name: _build(hint, row[name]) for name, hint in _fields(cast(type, cls)) if name in row})


def read_extractions(rows: Iterable[dict[str, Any]]) -> Iterator[Extraction]:
    """Rows of an articles file as records again.

    Args:
        rows: Rows with the columns of :func:`arrow_schema`, nested values as dictionaries and lists.

    Yields:
        The extractions, equal to the ones written.
    """
    return (_dataclass(Extraction, row) for row in rows)
