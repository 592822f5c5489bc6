"""PatentsView: US grants since 1976 as tables, disambiguated by the USPTO's open data project.

Three shapes of the same columns are read:

- Parquet with a row a patent and lists joined into it: ``patent_id, patent_type, patent_date, filing_date,
  patent_title, patent_abstract, wipo_kind, num_claims, assignee_organization[], assignee_type[], cpc[], inventors[]``;
- JSON Lines with the same keys; ``city`` and ``country``, where given, are those of one inventor, so they are taken
  only where there is one;
- the bulk table ``g_patent`` (TSV or CSV), which has no lists; the tables beside it are those of
  :mod:`patnav.ingest.patents.patentsview_tables`.

PatentsView does not tell applicants from assignees: its assignees are the applicants here, and no owners are given.
Its CPC symbols are sorted, so none is the main one. Individual assignees have no name in the joined shape.

Source: https://patentsview.org/download/data-download-dictionary (2024), codes of ``patent_type`` and
``assignee_type``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import Classification, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers

__all__ = ["FORMAT"]

_NEEDED = ("patent_id", "patent_type", "patent_date", "patent_title")
_LISTS = ("assignee_organization", "assignee_type", "cpc", "inventors")
_TEXTS = (
    *_NEEDED, "filing_date", "patent_abstract", "wipo_kind", "num_claims", "city", "country", "withdrawn",
)  # fmt: skip
_BATCH = 2_000
_Row = tuple[str, Mapping[str, Any]]
_TYPES = {"utility": "invention", "statutory invention registration": "invention", "design": "design"}
_US_ASSIGNEES = "24689"
_PERSONS = "45"


def _recognises(sample: Sample) -> bool:
    if sample.head.startswith(b"PAR1"):
        return set(_NEEDED) <= set(_parquet_columns(sample.path))
    first = sample.head.partition(b"\n")[0].removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b"{"):
        return b'"patent_id"' in first and b'"patent_title"' in first
    return first.replace(b'"', b"").startswith((b"patent_id,", b"patent_id\t"))


def _read(path: Path) -> Iterator[Item | Reject]:
    head = opening.head(path)
    if head.startswith(b"PAR1"):
        found: Iterator[_Row | Reject] = _parquet(path)
    elif head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        found = _json_lines(path)
    else:
        found = _table(path, "\t" if b"\t" in head.partition(b"\n")[0] else ",")
    for one in found:
        if isinstance(one, Reject):
            yield one
            continue
        position, row = one
        try:
            yield Item(position, _record(row))
        except RecordError as error:
            yield Reject(position, str(error), orjson.dumps(row, default=str, option=orjson.OPT_NON_STR_KEYS)[:RAW])


def _parquet_columns(path: Path) -> Sequence[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        names: Sequence[str] = pq.read_schema(path).names
    except (pa.ArrowException, OSError, ValueError):
        return ()
    return names


def _parquet(path: Path) -> Iterator[_Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = 0
    try:
        with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
            columns = [name for name in (*_TEXTS, *_LISTS) if name in file.schema_arrow.names]
            _check(path, columns)
            for name in columns:
                if _is_list(file.schema_arrow.field(name).type) != (name in _LISTS):
                    raise UnreadableFile(f"{path}: column {name} has another type", "compare it with PatentsView's")
            for batch in file.iter_batches(_BATCH, columns=columns, use_threads=False):
                for values in zip(*(_values(batch.column(name)) for name in columns), strict=True):
                    row += 1
                    yield f"row {row}", dict(zip(columns, values, strict=True))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(f"{path}: broken Parquet after row {row} ({error})", "download it again") from None


def _values(column: Any) -> Sequence[Any]:
    """A column as Python values; lists are cut out of one flat list, which is several times faster than one by one."""
    if not _is_list(column.type):
        values: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
        return values
    offsets: list[int] = column.offsets.to_numpy().tolist()
    flat: list[Any] = column.values.slice(offsets[0], offsets[-1] - offsets[0]).to_numpy(zero_copy_only=False).tolist()
    first = offsets[0]
    return [flat[start - first : end - first] for start, end in pairwise(offsets)]


def _is_list(type_: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(type_) or pa.types.is_large_list(type_))


def _json_lines(path: Path) -> Iterator[_Row | Reject]:
    for number, line in opening.lines(path):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            row = None
        if reason := _wrong(row):
            yield Reject(f"line {number}", reason, line[:RAW])
        else:
            yield f"line {number}", row


def _wrong(row: Any) -> str | None:
    """What is wrong with the types in a line; None where nothing is."""
    if not isinstance(row, dict):
        return "not a JSON object"
    for name, kinds in [(name, str | int | float | None) for name in _TEXTS] + [(name, list | None) for name in _LISTS]:
        if not isinstance(row.get(name), kinds):
            return f"{name} has a value of the wrong type"
    return None


def _table(path: Path, delimiter: str) -> Iterator[_Row | Reject]:
    found = opening.rows(path, delimiter)
    _, header, _ = next(found, (0, [], b""))
    columns = [name.strip() for name in header]
    _check(path, columns)
    for number, cells, raw in found:
        if len(cells) == len(columns):
            yield f"line {number}", dict(zip(columns, cells, strict=True))
        elif cells:
            yield Reject(f"line {number}", f"{len(cells)} cells under {len(columns)} column names", raw[:RAW])


def _check(path: Path, columns: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise UnreadableFile(
            f"{path}: a PatentsView table without patents (no {', '.join(missing)})",
            "read g_patent, or join the tables into a row a patent",
        )


def _record(row: Mapping[str, Any]) -> PatentRecord:
    kind, type_ = _string(row, "wipo_kind"), _string(row, "patent_type")
    number = numbers.publication(f"US{_string(row, 'patent_id')} {kind}")
    published, filed = _string(row, "patent_date"), _string(row, "filing_date")
    publication_date = numbers.day(published) if published else None
    title, abstract = _string(row, "patent_title"), _string(row, "patent_abstract")
    cpc = row.get("cpc") or ()
    return PatentRecord(
        publication=str(number),
        office="US",
        number=number.number,
        kind=number.kind,
        type="invention" if type_ == "reissue" and cpc else _TYPES.get(type_),
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=numbers.day(filed) if filed else None,
        publication_date=publication_date,
        grant_date=publication_date,
        legal_status="withdrawn" if _string(row, "withdrawn") == "1" else None,
        claims=numbers.count(_string(row, "num_claims")),
        applicants=_assignees(row.get("assignee_organization") or (), row.get("assignee_type") or ()),
        inventors=_inventors(row),
        classes=tuple([_class(one) for one in cpc if one]),
    )


def _string(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else str(value)


def _inventors(row: Mapping[str, Any]) -> tuple[Party, ...]:
    names = [" ".join(name.split()) for name in row.get("inventors") or () if isinstance(name, str)]
    if len(names) == 1 and names[0]:
        country, city = _string(row, "country"), _string(row, "city")
        return (Party(names[0], "person", country=country if len(country) == 2 else None, city=city or None),)
    return tuple([Party(name, "person") for name in names if name])


def _assignees(names: Sequence[Any], types: Sequence[Any]) -> tuple[Party, ...]:
    """Organizations beside their types; individuals have a type but no name, so their types are left out first."""
    codes = [str(code).removesuffix(".0")[-1:] for code in types]
    if len(codes) != len(names):
        codes = [code for code in codes if code not in _PERSONS]
    if len(codes) != len(names):
        codes = [""] * len(names)
    return tuple([_assignee(name, code) for name, code in zip(names, codes, strict=True) if name])


@lru_cache(maxsize=50_000)
def _assignee(name: str, code: str) -> Party:
    country = "US" if code and code in _US_ASSIGNEES else None
    kind = "person" if code and code in _PERSONS else "organization"
    return Party(" ".join(str(name).split()), kind, country=country)


@lru_cache(maxsize=300_000)
def _class(printed: str) -> Classification:
    return Classification(notation.symbol(str(printed)), "cpc")


FORMAT = Format(
    name="patentsview",
    title="PatentsView: joined Parquet or JSON Lines, or the bulk table g_patent",
    authority=20,
    recognises=_recognises,
    read=_read,
)
