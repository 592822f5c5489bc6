"""PatentsView's bulk tables beside ``g_patent``: abstracts, assignees, inventors, classes, applications, citations.

Each row of such a table says one thing of a patent. A run of rows of one patent becomes a record with nothing but
that, under the number without a kind code, as the tables have it; the graph joins the records of all tables on that
number with the patent that ``g_patent`` describes. So the tables of a folder may come in any order, and none is held
in memory.

A table is known by its columns, whatever its file's name, also where a project has cut columns off.

Source: https://patentsview.org/download/data-download-dictionary (2024).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

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
    found = opening.rows(path, delimiter)
    next(found, None)
    broken = opening.cut_off(path)
    for rows, last in _runs(found):
        position = f"line {rows[0][0]}"
        try:
            if last and broken:
                raise RecordError("the row ends too early", "copy or download the file again")
            yield Item(position, _record([_row(columns, cells) for _, cells, _ in rows], make))
        except RecordError as error:
            yield Reject(position, str(error), b"\n".join(raw for _, _, raw in rows)[:RAW])


def _runs(found: Iterable[_Numbered]) -> Iterator[tuple[list[_Numbered], bool]]:
    """Rows of one patent together, and whether they are the last."""
    before: list[_Numbered] = []
    for _, run in groupby(found, key=lambda row: row[1][:1]):
        if before:
            yield before, False
        before = list(run)
    if before:
        yield before, True


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
    version=2,
)
