"""Vendors' tables: workbooks and separated values, read through a mapping kept as YAML.

A mapping (``patnav/resources/tables/NAME.yaml``) says which column is which property of a patent. A vendor's export is
added by writing one, and a module of three lines that names it. The header is the first of the leading rows that holds
every column of ``fingerprint``; what stands before it is passed over. Keys of a mapping::

    fingerprint: [公开号, 申请人]          columns that tell this export from all others
    separator: ";"                        what stands between the values of one cell
    inverted: ";"                         optional: between family and given name of a person
    empty: ["0", 不公告发明人]              optional: what stands in a cell or list for nothing
    columns: {公开号: publication, ...}    property by column; the first filled of several wins
    types: {发明授权: invention, ...}      value of a column of property ``type`` → type of the patent
    granted: [发明授权]                    values of ``publication_type`` that make the publication date the grant date
    industries: {nic: '[A-T]\\d{4}'}      pattern of the codes in the columns of property ``industries.SCHEME``

Properties: ``publication``, ``application``, ``title``, ``title.LANG``, ``abstract``, ``abstract.LANG``,
``first_claim``, ``claims``, ``filing_date``, ``publication_date``, ``grant_date``, ``priority_date``, ``type``,
``publication_type``, ``legal_status``, ``applicants``, ``applicants.other`` (the same under standardised names),
``owners``, ``inventors``, ``address`` and ``province`` (of the first applicant), ``ipc``, ``cpc`` (of several columns,
all in their order; where the first is a bare subclass, the first symbol in it is the main one), ``citations``,
``family``, ``industries.SCHEME``.

A workbook is held in memory as a whole, which its size of at most 1,048,576 rows bounds; tables of separated values
are read row by row.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from patnav.errors import InputError, RecordError, UnreadableFile
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import numbers

__all__ = ["Table", "table", "table_format"]

_LEADING = 20
_NOISE = re.compile(r"_x000[dD]_|[\x00-\x1f\x7f\u200b\ufeff]+")
_HAN, _KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")
_SHEETS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_SHEET_HEAD = 256 * 1024
_CELLS = 20_000_000
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,20})""")


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, as the module's docstring describes it."""

    fingerprint: tuple[str, ...]
    separator: str
    columns: Mapping[str, str]
    types: Mapping[str, str]
    granted: tuple[str, ...] = ()
    industries: Mapping[str, str] | None = None
    inverted: str = ""
    empty: tuple[str, ...] = ()


def table_format(name: str, format_name: str, title: str) -> Format:
    """Makes the format of a mapping.

    Args:
        name: The mapping, ``incopat`` for ``incopat.yaml``.
        format_name: The word for ``--as``.
        title: One line for ``patnav formats``.
    """
    return Format(format_name, title, 30, partial(_recognises, name), partial(_read, name))


@cache
def table(name: str) -> Table:
    """Loads a mapping that the project ships."""
    text = resources.files("patnav.resources").joinpath("tables", f"{name}.yaml").read_text("utf-8")
    keys: dict[str, Any] = yaml.safe_load(text)
    for key in ("fingerprint", "granted", "empty"):
        keys[key] = tuple(keys.get(key, ()))
    return Table(**keys)


def _recognises(name: str, sample: Sample) -> bool:
    beginning = _beginning(sample)
    return all(column in beginning for column in table(name).fingerprint)


def _beginning(sample: Sample) -> str:
    """Text in which the column names of a table occur; empty where a file is none, or broken."""
    kind = opening.content(sample.head)
    try:
        if kind == "zip":
            with zipfile.ZipFile(sample.path) as archive:
                parts = [part for part in archive.namelist() if part.startswith(_SHEETS)]
                return "".join(_part(archive, part) for part in parts[:8])
        if kind == "ole":
            first = next(_workbook(sample.path), (0, ()))
            return "\n".join(str(cell) for cell in first[1])
        if kind == "text":
            return "\n".join(line.decode("utf-8", "replace") for line in _first_lines(sample.path))
    except (*opening.BROKEN, InputError):
        return ""
    return ""


def _part(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(_SHEET_HEAD).decode("utf-8", "replace")


def _first_lines(path: Path) -> Iterator[bytes]:
    for number, line in opening.lines(path):
        yield line
        if number == _LEADING:
            return


def _read(name: str, path: Path) -> Iterator[Item | Reject]:
    mapping = table(name)
    header: list[str] | None = None
    rows = _rows(path)
    for number, cells in rows:
        row = [_clean(cell) for cell in cells]
        if header is None:
            if set(mapping.fingerprint) <= set(row):
                header = row
            elif number > _LEADING:
                break
        elif any(row):
            yield _one(mapping, header, number, row)
    if header is None:
        raise UnreadableFile(
            f"{path}: no row of column names among the first {_LEADING}",
            f"expected the columns {', '.join(mapping.fingerprint)}",
        )


def _one(mapping: Table, header: Sequence[str], number: int, row: Sequence[str]) -> Item | Reject:
    try:
        if any(row[len(header) :]):
            raise RecordError(f"{len(row)} cells under {len(header)} column names")
        return Item(f"row {number}", _record(mapping, _values(mapping, header, row)))
    except RecordError as error:
        return Reject(f"row {number}", str(error), "\t".join(row).encode("utf-8", "replace")[:RAW])


def _rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    kind = opening.content(opening.head(path, 16))
    if kind in ("zip", "ole"):
        yield from _workbook(path)
    else:
        first = b"".join(_first_lines(path))
        yield from opening.rows(path, "\t" if first.count(b"\t") > first.count(b",") else ",")


def _workbook(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows of the first sheet with their numbers as the spreadsheet program shows them."""
    import python_calamine

    if opening.content(opening.head(path, 16)) == "zip":
        opening.check_zip(path)
        _check_extent(path)
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
            first = sheet.start[0] if sheet.start else 0
            rows = sheet.to_python(skip_empty_area=True)
    except BaseException as error:  # the library's own panics on broken old workbooks are no Exception
        known = isinstance(error, python_calamine.CalamineError | OSError | ValueError | IndexError)
        if not known and type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(f"{path}: not a whole workbook ({error})", "save or download it again") from None
    yield from enumerate(rows, start=first + 1)


def _check_extent(path: Path) -> None:
    """Refuses a sheet whose cells lie so far apart that the rectangle around them would not fit into memory."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not part.startswith("xl/worksheets/"):
                continue
            columns, last, rest = {b""}, 0, b""
            with archive.open(part) as stream:
                while block := stream.read(1 << 20):
                    found = _REFERENCE.findall(rest + block)
                    columns.update(column for column, _ in found)
                    last = max(last, max((int(row[:9]) for _, row in found), default=0))
                    rest = block[-40:]
            if last * max(_column(column) for column in columns) > _CELLS:
                raise UnreadableFile(f"{path}: a sheet of more than {_CELLS:,} cells", "save it without empty cells")


def _column(letters: bytes) -> int:
    """Number of a column, ``A`` being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(number, 1)


def _clean(cell: Any) -> str:
    if isinstance(cell, str):
        return " ".join(_NOISE.sub(" ", cell).split())
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _values(mapping: Table, header: Sequence[str], row: Sequence[str]) -> dict[str, list[str]]:
    """The filled cells by property, in the order of the mapping."""
    cells: dict[str, str] = {}
    for column, cell in zip(header, row, strict=False):
        if cell and cell not in mapping.empty:
            cells.setdefault(column, cell)
    values: dict[str, list[str]] = {}
    for column, name in mapping.columns.items():
        if column in cells:
            values.setdefault(name, []).append(cells[column])
    return values


def _record(mapping: Table, values: Mapping[str, list[str]]) -> PatentRecord:
    def first(name: str) -> str | None:
        return values[name][0] if name in values else None

    def day(name: str) -> str | None:
        return numbers.day(values[name][0]) if name in values else None

    if "publication" not in values:
        raise RecordError("the row has no publication number")
    number = numbers.publication(values["publication"][0])
    application = first("application")
    published = day("publication_date")
    inventors = _split(mapping, first("inventors"))
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(application, number.office) if application else None,
        type=next((mapping.types[one] for one in values.get("type", ()) if one in mapping.types), None),
        titles=_texts("title", values),
        abstracts=_texts("abstract", values),
        filing_date=day("filing_date"),
        publication_date=published,
        grant_date=day("grant_date") or (published if first("publication_type") in mapping.granted else None),
        priority_date=day("priority_date"),
        legal_status=first("legal_status"),
        claims=numbers.count(first("claims") or ""),
        first_claim=first("first_claim"),
        applicants=_applicants(mapping, values, set(inventors)),
        owners=tuple(Party(name) for name in _split(mapping, first("owners"))),
        inventors=tuple(Party(_given_first(mapping, name), "person") for name in inventors),
        classes=tuple(one for scheme in ("ipc", "cpc") for one in _classes(mapping, values, scheme)),
        citations=tuple(Citation(numbers.cited("", one)) for one in _split(mapping, first("citations"))),
        family=_family(mapping, first("family"), str(number)),
        industries=tuple(_industries(mapping, values)),
    )


def _split(mapping: Table, cell: str | None) -> list[str]:
    parts = (cell or "").strip("[]").split(mapping.separator)
    return [stripped for part in parts if (stripped := part.strip()) and stripped not in mapping.empty]


def _texts(name: str, values: Mapping[str, list[str]]) -> tuple[Text, ...]:
    found = []
    for key, cells in values.items():
        if key == name:
            zh = _HAN.search(cells[0]) and not _KANA.search(cells[0])
            found.append(Text(cells[0], "zh" if zh else None))
        elif key.startswith(name + "."):
            found.append(Text(cells[0], key.removeprefix(name + ".")))
    return tuple(found)


def _applicants(mapping: Table, values: Mapping[str, list[str]], inventors: set[str]) -> tuple[Party, ...]:
    """Applicants with their standardised names, where there is one of these for each."""
    names = _split(mapping, values.get("applicants", [""])[0])
    others = _split(mapping, values.get("applicants.other", [""])[0])
    if len(others) != len(names):
        others = names
    address, province = values.get("address", [None])[0], values.get("province", [None])[0]
    parties = []
    for place, (name, other) in enumerate(zip(names, others, strict=True)):
        person = name in inventors
        parties.append(
            Party(
                _given_first(mapping, name) if person else name,
                kind="person" if person else None,
                other_names=(other,) if other != name else (),
                province=province if place == 0 else None,
                address=address if place == 0 else None,
            )
        )
    return tuple(parties)


def _given_first(mapping: Table, name: str) -> str:
    """``Doe; Jane`` as ``Jane Doe``, where the export writes persons so."""
    if not mapping.inverted or mapping.inverted not in name:
        return name
    family, _, given = name.partition(mapping.inverted)
    return f"{given.strip()} {family.strip()}".strip()


def _classes(mapping: Table, values: Mapping[str, list[str]], scheme: str) -> Iterator[Classification]:
    found = list(numbers.classes(scheme, [part for cell in values.get(scheme, ()) for part in _split(mapping, cell)]))
    if len(found) > 1 and "/" not in found[0].symbol:
        subclass = found.pop(0).symbol
        found.sort(key=lambda one: not one.symbol.startswith(subclass))
        found[0] = replace(found[0], main=True)
    yield from found


def _family(mapping: Table, cell: str | None, itself: str) -> tuple[str, ...]:
    members = dict.fromkeys(numbers.cited("", one) for one in _split(mapping, cell))
    return tuple(members if itself in members or not members else (itself, *members))


def _industries(mapping: Table, values: Mapping[str, list[str]]) -> Iterator[str]:
    for scheme, pattern in (mapping.industries or {}).items():
        for cell in values.get(f"industries.{scheme}", ()):
            yield from dict.fromkeys(f"{scheme}:{code}" for code in re.findall(pattern, cell))
