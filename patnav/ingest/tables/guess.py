"""Drafts the mapping of an unknown table, and says what it would read.

A column's property is told by its name, where a shipped mapping has a column of that name, else by what stands in it:
numbers of publications, dates, class symbols. The draft is a start for a person to go on from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item
from patnav.ingest.patents import notation, numbers
from patnav.ingest.tables import read_rows
from patnav.ingest.tables.mapping import PROPERTIES, parsed, plain, table, tables
from patnav.ingest.tables.record import clean
from patnav.ingest.tables.rows import LEADING, rows

__all__ = ["Guess", "guess"]

_ROWS = 200
_SEPARATORS = (";;", "|", ";", "；", "\n")
_LISTS = ("applicants", "inventors", "owners", "ipc", "cpc", "citations", "family", "extended_family")
_FAMILIAR: tuple[tuple[str, str], ...] = (
    (r"non[\W_]*patent|\bnpl\b|非专利", "literature"),
    (r"(cited|citation|reference)|引证|引用|参考文献", "citations"),
    (r"inpadoc|extended.*family|扩展同族", "extended_family"),
    (r"family|同族", "family"),
    (r"(pub|patent|document)\w*[\W_]*(num|no\b|nr|id\b)|(公开|公告|专利|文献).*号", "publication"),
    (r"app\w*[\W_]*(num|no\b|nr)|申请号", "application"),
    (r"(pub\w*|issue)[\W_]*(date|day)|公开.*日|公告.*日", "publication_date"),
    (r"(app\w*|filing|filed)[\W_]*(date|day)|filed|申请.*日", "filing_date"),
    (r"grant\w*[\W_]*date|授权.*日", "grant_date"),
    (r"priority[\W_]*date|优先权日", "priority_date"),
    (r"title|标题|名称", "title"),
    (r"abstract|摘要", "abstract"),
    (r"applicant|assignee|申请人|申请单位", "applicants"),
    (r"owner|权利人|受让人", "owners"),
    (r"inventor|发明人", "inventors"),
    (r"\bipc", "ipc"),
    (r"\bcpc", "cpc"),
    (r"address|地址", "address"),
    (r"status|法律状态", "legal_status"),
)


_Rows = Sequence[tuple[int, Sequence[Any], bytes]]
_Trial = tuple[int, dict[str, int], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Guess:
    """A drafted mapping, and what it would read.

    Attributes:
        mapping: The draft, as YAML text.
        columns: Property of each column, None where none is guessed.
        read: Records that it reads of the leading rows.
        rejected: Reasons of the rows that it does not, with their counts.
        filled: How many of the records have each field.
        doubts: What the table does not tell, and how it is taken.
    """

    mapping: str
    columns: dict[str, str | None]
    read: int
    rejected: dict[str, int]
    filled: dict[str, int]
    doubts: list[str]


def guess(path: Path) -> Guess:
    """Drafts a mapping for a table.

    Args:
        path: A workbook or separated values.

    Raises:
        InputError: It cannot be opened.
        UnreadableFile: It is no table with column names, or holds no column of publication numbers.
    """
    leading = list(islice(rows(path), LEADING + _ROWS))
    header, body = _table(path, leading)
    found = _properties(header, body)
    if "publication" not in found.values():
        raise UnreadableFile(
            f"{path}: no column of publication numbers", f"the columns are {', '.join(found) or 'without names'}"
        )
    used = {column: name for column, name in found.items() if name}
    draft = _Draft(_name(path), f"Table like {path.name}", _separator(body, header, used), used)
    best, trial = _grown(draft, path, leading)
    columns = {column: best.columns.get(column) for column in found}
    properties = f"# Properties that a column can be: {', '.join(PROPERTIES)}\n"
    return Guess(best.text() + properties, columns, *trial, _doubts(best, header, body))


def _doubts(draft: _Draft, header: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Whether day and month could be the other way round in all dates."""
    if not draft.day_first:
        return []
    places = [place for place, column in enumerate(header) if draft.columns.get(column, "").endswith("_date")]
    dates = [found for place in places for cell in _filled(body, place) if (found := re.match(r"(\d\d?)[./]\d", cell))]
    if not dates or any(int(found[1]) > 12 for found in dates):
        return []
    return [
        f"no date tells day from month: {dates[0].string} is taken with its day first; if the month comes first, "
        "write the dates in the table as year-month-day"
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is drafted so far."""

    format: str
    title: str
    separator: str
    columns: dict[str, str]
    day_first: bool = False

    def text(self) -> str:
        """The mapping as YAML."""
        keys: dict[str, Any] = {"format": self.format, "title": self.title, "fingerprint": list(self.columns)[:8]}
        keys["separator"] = self.separator
        if self.day_first:
            keys["day_first"] = True
        return str(yaml.safe_dump(keys | {"columns": self.columns}, allow_unicode=True, sort_keys=False))


def _grown(draft: _Draft, path: Path, leading: _Rows) -> tuple[_Draft, _Trial]:
    """The draft with those columns alone that do not keep rows from being read, and what it reads then."""
    grown = replace(draft, columns={one: name for one, name in draft.columns.items() if name == "publication"})
    trial = _tried(grown, path, leading)
    for column, name in draft.columns.items():
        if name == "publication":
            continue
        wanted = {*grown.columns, column}
        wider = replace(grown, columns={one: kept for one, kept in draft.columns.items() if one in wanted})
        for one in (wider, replace(wider, day_first=True)):
            tried = _tried(one, path, leading)
            if tried[0] > 0.9 * trial[0]:
                grown, trial = one, tried
                break
    return grown, trial


def _tried(draft: _Draft, path: Path, leading: _Rows) -> _Trial:
    """What a draft reads: number of records, reasons of what it does not read, how many have each field."""
    read, rejected, filled = 0, Counter[str](), Counter[str]()
    for one in read_rows(parsed(draft.text()), path, leading):
        if isinstance(one, Item) and isinstance(one.record, PatentRecord):
            read += 1
            filled.update(field.name for field in fields(one.record) if getattr(one.record, field.name))
        elif not isinstance(one, Item):
            rejected[one.reason] += 1
    return read, dict(rejected.most_common()), dict(filled)


def _name(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.name.partition(".")[0].lower()).strip("-") or "table"


def _table(path: Path, leading: _Rows) -> tuple[list[str], list[list[str]]]:
    """The column names, and some rows: the names stand in the leading row with the most different texts."""
    cleaned = [[clean(cell) for cell in row] for _, row, _ in leading]
    if not cleaned:
        raise UnreadableFile(f"{path}: holds no rows", "check the file")
    place = max(range(min(LEADING, len(cleaned))), key=lambda at: (_names(cleaned[at]), -at))
    return cleaned[place], cleaned[place + 1 :]


def _names(row: Sequence[str]) -> int:
    """How many cells of a row could be names of columns."""
    return len({cell for cell in row if cell and len(cell) < 60 and not _looks(cell, numbers.publication)})


def _properties(header: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, str | None]:
    """The property of each column: known by name, or guessed where no other column has it."""
    known = _known()
    found = {column: known.get(plain(column)) for column in header if column}
    cells = {column: _filled(body, place) for place, column in enumerate(header) if column}
    for column in found:
        if found[column] is None:
            name = _property(column, cells[column])
            found[column] = name if name not in found.values() else None
    if "publication" not in found.values():
        shares = {column: _share(cells[column], _is_publication) for column, name in found.items() if name is None}
        best = max(shares, key=lambda column: shares[column], default="")
        if best and shares[best] >= 0.5:
            found[best] = "publication"
    return found


def _filled(body: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in body if place < len(row) and row[place]][:50]


def _property(column: str, cells: Sequence[str]) -> str | None:
    if all(cell.isdigit() and len(cell) < 6 for cell in cells):
        return "claims" if cells and re.search(r"claims|权利要求", column, re.IGNORECASE) else None
    kind = next((name for name, test in _TESTS if _share(cells, test) > 0.8), None)
    familiar = next((name for pattern, name in _FAMILIAR if re.search(pattern, column, re.IGNORECASE)), None)
    if kind == "date":
        return familiar if familiar and familiar.endswith("_date") else None
    if familiar == "publication":
        return familiar if _share(cells, _is_publication) > 0.3 else None
    if kind == "publication":  # numbers, but not said to be of publications: the best of such is taken at the end
        return familiar if familiar in ("application", "citations", "family", "extended_family") else None
    if kind == "ipc":
        return "cpc" if familiar == "cpc" else "ipc"
    return None if familiar and familiar.endswith("_date") else familiar


def _known() -> dict[str, str]:
    """Properties of the columns of all shipped mappings; the commoner wins."""
    counted: dict[str, Counter[str]] = {}
    for name in tables():
        for column, value in table(name).columns.items():
            counted.setdefault(column, Counter())[value] += 1
    return {column: names.most_common(1)[0][0] for column, names in counted.items()}


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _looks(cell: str, canonical: Callable[[str], object]) -> bool:
    try:
        canonical(cell)
    except RecordError:
        return False
    return True


def _is_publication(cell: str) -> bool:
    """Whether a cell holds a publication number with its office, or several of them."""
    first = re.split(r"[;|\n]", cell)[0].strip()
    return re.match(r"[A-Z]{2}", first) is not None and _looks(first, numbers.publication)


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (
        "date",
        lambda cell: bool(re.fullmatch(r"\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?.*|\d\d?[./]\d\d?[./]\d{2,4}", cell)),
    ),
    ("publication", lambda cell: _is_publication(cell)),
    ("ipc", lambda cell: _looks(re.split(r"[;|,]", cell)[0], notation.symbol)),
)


def _separator(body: Sequence[Sequence[str]], header: Sequence[str], used: dict[str, str]) -> str:
    counts: Counter[str] = Counter()
    for cell in _cells(body, header, used):
        counts.update([next((one for one in _SEPARATORS if one in cell), "")])
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ";"


def _cells(body: Sequence[Sequence[str]], header: Sequence[str], used: dict[str, str]) -> Iterator[str]:
    for place, column in enumerate(header):
        if used.get(column, "").partition(".")[0] in _LISTS:
            yield from (row[place] for row in body if place < len(row))
