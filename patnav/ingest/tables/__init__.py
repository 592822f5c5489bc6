"""Vendors' tables: workbooks and separated values, read through mappings kept as YAML.

The mapping of a file is found by its header: the first of the leading rows that holds every column of a mapping's
fingerprint; what stands before it is passed over. See :mod:`patnav.ingest.tables.mapping` for what a mapping says.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from patnav.errors import InputError, RecordError, UnreadableFile
from patnav.ingest import archives, opening
from patnav.ingest.formats import CUT, RAW, Format, Item, Reject, Sample
from patnav.ingest.tables.mapping import Table, parsed, plain, table, tables
from patnav.ingest.tables.record import Rows, clean
from patnav.ingest.tables.rows import LEADING, first_lines, rows

__all__ = ["FORMATS", "Table", "own", "owns", "read_rows", "read_table", "table"]

_SHEETS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_SHEET_HEAD = 256 * 1024


def _recognises(mapping: Table, sample: Sample) -> bool:
    beginning = _beginning(sample)
    return any(all(column in beginning for column in one) for one in mapping.fingerprint)


@lru_cache(maxsize=4)
def _beginning(sample: Sample) -> str:
    """Text in which the column names of a table occur; empty where a file is none, or broken."""
    kind = opening.content(sample.head)
    try:
        if kind == "zip":
            with zipfile.ZipFile(sample.path) as archive:
                parts = [part for part in archive.namelist() if part.startswith(_SHEETS)]
                return plain("".join(_part(archive, part) for part in parts[:8]))
        if kind == "ole":
            leading = (row for _, (_, row, _) in zip(range(LEADING), rows(sample.path), strict=False))
            return plain("\n".join(str(cell) for row in leading for cell in row))
        if kind == "text" and sample.head.lstrip()[:1] not in (b"<", b"{", b"["):
            return plain("\n".join(line[:65536].decode("utf-8", "replace") for line in first_lines(sample.path)))
    except (*archives.BROKEN, InputError):
        return ""
    return ""


def _part(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(_SHEET_HEAD).decode("utf-8", "replace")


def read_table(mapping: Table, path: Path) -> Iterator[Item | Reject]:
    """Reads a table through a mapping.

    Args:
        mapping: What its columns are.
        path: The file.

    Raises:
        UnreadableFile: No leading row holds the column names, or the file is broken.
    """
    return read_rows(mapping, path, rows(path))


def read_rows(mapping: Table, path: Path, found: Iterable[tuple[int, Sequence[Any], bytes]]) -> Iterator[Item | Reject]:
    """Reads rows with their numbers and bytes through a mapping, see :func:`read_table`."""
    records: Rows | None = None
    last: tuple[int, Sequence[Any], bytes] | None = None
    for number, row, raw in found:
        if records is None:
            names = [clean(cell) for cell in row]
            known = {plain(cell) for cell in names}
            if any(set(one) <= known for one in mapping.fingerprint):
                records = Rows(mapping, names)
            elif number > LEADING:
                break
        elif any(row):
            if last is not None:
                yield _one(records, *last)
            last = number, row, raw  # held back, since it alone may be cut off
    if records is not None and last is not None:
        if len(last[1]) < records.width and opening.cut_off(path):
            yield _rejected(*last, "the row ends too early; hint: copy or download the file again")
        else:
            one = _one(records, *last)
            may_go_on = records.ends_in_property and len(last[1]) == records.width and opening.open_ended(path)
            yield replace(one, doubt=CUT) if isinstance(one, Item) and may_go_on else one
    if records is None:
        raise UnreadableFile(
            f"{path}: no row of column names among the first {LEADING}",
            f"expected the columns {', '.join(mapping.fingerprint[0])}",
        )


def _one(records: Rows, number: int, row: Sequence[Any], raw: bytes) -> Item | Reject:
    try:
        if len(row) > records.width and any(clean(cell) for cell in row[records.width :]):
            raise RecordError(f"{len(row)} cells under {records.width} column names")
        return Item(f"row {number}", records.record(row))
    except RecordError as error:
        return _rejected(number, row, raw, str(error))


def _rejected(number: int, row: Sequence[Any], raw: bytes, reason: str) -> Reject:
    raw = raw or "\t".join(clean(cell) for cell in row).encode("utf-8", "replace")
    return Reject(f"row {number}", reason, raw[:RAW])


def own(path: Path, name: str = "") -> Format:
    """The format of a mapping that a user wrote.

    Args:
        path: The mapping.
        name: Name of the format; the mapping's own where it is empty.

    Raises:
        InputError: It cannot be read, or says what a mapping cannot mean.
    """
    try:
        text = path.read_bytes()
        mapping = parsed(opening.decode(text, str(path)))
    except OSError as error:
        raise InputError(f"{path}: the mapping cannot be opened ({error.strerror})", "check the path") from None
    except InputError as error:
        raise InputError(f"{path}: {error.what.removeprefix(f'{path}: ')}", error.hint) from None
    return _format(mapping, name, int.from_bytes(hashlib.blake2b(text, digest_size=6).digest()))


def owns(folder: Path) -> tuple[Format, ...]:
    """The formats of the mappings in a folder, by the names of their files.

    Raises:
        InputError: It is no folder, or :func:`own` raises it.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: PATNAV_MAPPINGS names no folder", "make it, or unset the variable")
    return tuple(own(path) for path in sorted(folder.glob("*.yaml")))


def _format(mapping: Table, name: str = "", version: int = 4) -> Format:
    return Format(
        name or mapping.format,
        mapping.title,
        mapping.authority,
        partial(_recognises, mapping),
        partial(read_table, mapping),
        version=version,
    )


FORMATS = tuple(_format(table(name)) for name in tables())
"""A format for each mapping that the project ships."""
