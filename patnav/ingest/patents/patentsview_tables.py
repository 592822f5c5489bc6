"""PatentsView's bulk tables beside ``g_patent``: abstracts, assignees, inventors, classes, applications, citations.

Each row of such a table says one thing of a patent. The rows of one patent become a record with nothing but that, under
the number without a kind code, as the tables have it; the graph joins the records of all tables on that number with
the patent that ``g_patent`` describes. So the tables of a folder may come in any order, and none is held in memory;
one in which the rows of a patent lie apart is sorted first, on disk.

A table is known by its columns, whatever its file's name, also where a project has cut columns off.

Source: https://patentsview.org/download/data-download-dictionary (2024).
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import join

__all__ = ["FORMAT"]

_Row = Mapping[str, str]
_Fields = dict[str, object]
_Numbered = tuple[int, list[str], bytes]
_US_ASSIGNEES = "24689"


def _abstract(rows: Sequence[_Row]) -> _Fields:
    return {"abstracts": tuple(Text(text, "en") for row in rows if (text := join(row["patent_abstract"])))}


def _assignees(rows: Sequence[_Row]) -> _Fields:
    parties = []
    for row in _ordered(rows, "assignee_sequence"):
        firm = join(row["disambig_assignee_organization"])
        person = join(
            row.get("disambig_assignee_individual_name_first"), row.get("disambig_assignee_individual_name_last")
        )
        code = row.get("assignee_type", "").removesuffix(".0")[-1:]
        if firm or person:
            country = "US" if code and code in _US_ASSIGNEES else None
            parties.append(Party(firm or person, "organization" if firm else "person", country=country))
    return {"applicants": tuple(parties)}


def _inventors(rows: Sequence[_Row]) -> _Fields:
    names = (
        join(row["disambig_inventor_name_first"], row["disambig_inventor_name_last"])
        for row in _ordered(rows, "inventor_sequence")
    )
    return {"inventors": tuple(Party(name, "person") for name in names if name)}


def _cpc(rows: Sequence[_Row]) -> _Fields:
    ordered = _ordered(rows, "cpc_sequence")
    main = ordered[0].get("cpc_sequence") == "0"
    found = notation.classes("cpc", [row["cpc_group"] for row in ordered])
    return {"classes": tuple(Classification(one.symbol, "cpc", one.main and main) for one in found)}


def _application(rows: Sequence[_Row]) -> _Fields:
    number, filed = rows[0]["application_id"], rows[0]["filing_date"]
    return {
        "application": numbers.filing(number.replace("/", ""), "US") if number else None,
        "filing_date": numbers.day(filed) if filed else None,
    }


def _citations(rows: Sequence[_Row]) -> _Fields:
    found: dict[str, Citation] = {}
    for row in rows:
        number = numbers.cited(row.get("citation_country", "US") or "US", row["citation_patent_id"])
        found[number] = Citation(number, _ORIGINS.get(row.get("citation_category", ""), "unknown"))
    return {"citations": tuple(found.values())}


_ORIGINS = {"cited by examiner": "examiner", "cited by applicant": "applicant"}
_TABLES: tuple[tuple[tuple[str, ...], Callable[[Sequence[_Row]], _Fields]], ...] = (
    (("patent_abstract",), _abstract),
    (("disambig_assignee_organization",), _assignees),
    (("disambig_inventor_name_first", "disambig_inventor_name_last"), _inventors),
    (("cpc_group",), _cpc),
    (("application_id", "filing_date"), _application),
    (("citation_patent_id",), _citations),
)


def _ordered(rows: Sequence[_Row], column: str) -> list[_Row]:
    return sorted(rows, key=lambda row: int(row.get(column) or 0) if row.get(column, "").isdigit() else 0)


def _meaning(columns: Sequence[str]) -> Callable[[Sequence[_Row]], _Fields] | None:
    """What makes fields of the rows of a table with such columns; None where it is no such table."""
    if columns[:1] != ["patent_id"] or "patent_title" in columns:
        return None
    return next((make for needed, make in _TABLES if set(needed) <= set(columns)), None)


def _columns(line: bytes) -> tuple[list[str], str]:
    text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
    delimiter = "\t" if "\t" in text else ","
    return [name.strip().strip('"') for name in text.split(delimiter)], delimiter


def _recognises(sample: Sample) -> bool:
    return _meaning(_columns(sample.head.partition(b"\n")[0])[0]) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    columns, delimiter = _columns(opening.head(path).partition(b"\n")[0])
    make = _meaning(columns)
    if make is None:
        raise UnreadableFile(f"{path}: no table of PatentsView that says something of patents", "read g_patent")
    lines = _Lines(opening.rows(path, delimiter))
    next(lines, None)
    broken = opening.cut_off(path)
    found = lines if _together(path, delimiter) else _brought_together(path, lines, delimiter)
    for _, run in groupby(found, key=lambda row: row[1][:1]):
        rows = list(run)
        position = f"line {rows[0][0]}"
        try:
            if broken and max(number for number, _, _ in rows) == lines.last:
                raise RecordError("the row ends too early", "copy or download the file again")
            yield Item(position, _record([_row(columns, cells) for _, cells, _ in rows], make))
        except RecordError as error:
            yield Reject(position, str(error), b"\n".join(raw for _, _, raw in rows)[:RAW])


class _Lines(Iterator[_Numbered]):
    """Rows as they come.

    Attributes:
        last: Number of the line that came last.
    """

    def __init__(self, found: Iterator[_Numbered]) -> None:
        self._found, self.last = found, 0

    def __next__(self) -> _Numbered:
        row = next(self._found)
        self.last = row[0]
        return row


def _together(path: Path, delimiter: str) -> bool:
    """Whether the rows of a patent stand together, as far as the beginning of the table tells."""
    lines = opening.head(path).decode("utf-8", "replace").split("\n")[1:-1]
    runs = [patent for patent, _ in groupby(line.partition(delimiter)[0] for line in lines)]
    return len(runs) == len(set(runs)) and runs in (sorted(runs), sorted(runs, reverse=True), sorted(runs, key=_number))


def _number(patent: str) -> int:
    return int(patent) if patent.isdigit() and patent.isascii() else 0


def _brought_together(path: Path, found: Iterator[_Numbered], delimiter: str) -> Iterator[_Numbered]:
    """Rows by patent, in the order of the table within one; a table of any size is sorted on disk."""
    try:
        yield from _sorted(found, delimiter)
    except sqlite3.Error as error:
        raise UnreadableFile(
            f"{path}: its rows cannot be sorted in {gettempdir()}: {error}",
            "make room there, or name a folder of another disk in TMPDIR",
        ) from None


def _sorted(found: Iterator[_Numbered], delimiter: str) -> Iterator[_Numbered]:
    with TemporaryDirectory(prefix="patnav-") as folder, closing(sqlite3.connect(f"{folder}/rows")) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE TABLE held (patent TEXT, line INTEGER, raw BLOB)")
        held = ((cells[0] if cells else "", line, raw) for line, cells, raw in found)
        db.executemany("INSERT INTO held VALUES (?, ?, ?)", held)
        for line, raw in db.execute("SELECT line, raw FROM held ORDER BY patent, line"):
            yield line, next(csv.reader(io.StringIO(raw.decode(), newline=""), delimiter=delimiter), []), raw


def _row(columns: Sequence[str], cells: Sequence[str]) -> _Row:
    if len(cells) != len(columns):
        raise RecordError(f"{len(cells)} cells under {len(columns)} column names")
    return dict(zip(columns, cells, strict=True))


def _record(rows: Sequence[_Row], make: Callable[[Sequence[_Row]], _Fields]) -> PatentRecord:
    number = numbers.publication("US" + rows[0]["patent_id"])
    return PatentRecord(str(number), number.office, number.number, **make(rows))  # type: ignore[arg-type]


FORMAT = Format(
    name="patentsview-tables",
    title="PatentsView bulk tables of abstracts, assignees, inventors, CPC, applications, citations",
    authority=20,
    recognises=_recognises,
    read=_read,
    version=3,
)
