"""Drafts the mapping of an unknown table, and says what it would read.

A column's property is told by its name, where a shipped mapping has a column of that name, else by what stands in it:
numbers of publications, dates, class symbols. The draft is a start for a person to go on from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path

import yaml

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item
from patnav.ingest.patents import notation, numbers
from patnav.ingest.tables import read_table
from patnav.ingest.tables.mapping import parsed, plain, table, tables
from patnav.ingest.tables.record import clean
from patnav.ingest.tables.rows import LEADING, rows

__all__ = ["Guess", "guess"]

_ROWS = 200
_SEPARATORS = (";;", "|", ";", "\n")
_LISTS = ("applicants", "inventors", "owners", "ipc", "cpc", "citations", "family", "extended_family")
_FAMILIAR: tuple[tuple[str, str], ...] = (
    (r"pub\w*\W*(num|no)|公开.*号|公告.*号", "publication"),
    (r"app\w*\W*(num|no)|申请号", "application"),
    (r"pub\w*\W*date|公开.*日|公告.*日", "publication_date"),
    (r"(app\w*|filing)\W*date|申请日", "filing_date"),
    (r"priority\W*date|优先权日", "priority_date"),
    (r"title|标题|名称", "title"),
    (r"abstract|摘要", "abstract"),
    (r"applicant|assignee|申请人", "applicants"),
    (r"owner|权利人", "owners"),
    (r"inventor|发明人", "inventors"),
    (r"\bipc", "ipc"),
    (r"\bcpc", "cpc"),
    (r"cited|citation|引证|引用", "citations"),
    (r"family|同族", "family"),
    (r"address|地址", "address"),
    (r"status|法律状态", "legal_status"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A drafted mapping, and what it would read.

    Attributes:
        mapping: The draft, as YAML text.
        columns: Property of each column, None where none is guessed.
        read: Records that it reads of the leading rows.
        rejected: Reasons of the rows that it does not, with their counts.
        filled: How many of the records have each field.
    """

    mapping: str
    columns: dict[str, str | None]
    read: int
    rejected: dict[str, int]
    filled: dict[str, int]


def guess(path: Path) -> Guess:
    """Drafts a mapping for a table.

    Args:
        path: A workbook or separated values.

    Raises:
        InputError: It cannot be opened.
        UnreadableFile: It is no table with column names, or holds no column of publication numbers.
    """
    header, body = _table(path)
    found = _properties(header, body)
    if "publication" not in found.values():
        raise UnreadableFile(
            f"{path}: no column of publication numbers", f"the columns are {', '.join(found) or 'without names'}"
        )
    used: dict[str, str] = {column: name for column, name in found.items() if name}
    mapping = {
        "format": re.sub(r"[^a-z0-9]+", "-", path.name.partition(".")[0].lower()).strip("-") or "table",
        "title": f"Table like {path.name}",
        "fingerprint": list(used)[:4],
        "separator": _separator(body, header, used),
        "columns": used,
    }
    text = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)
    return _tried(path, text, found)


def _tried(path: Path, text: str, columns: dict[str, str | None]) -> Guess:
    read, rejected, filled = 0, Counter[str](), Counter[str]()
    for one in islice(read_table(parsed(text), path), _ROWS):
        if isinstance(one, Item) and isinstance(one.record, PatentRecord):
            read += 1
            filled.update(field.name for field in fields(one.record) if getattr(one.record, field.name))
        elif not isinstance(one, Item):
            rejected[one.reason] += 1
    return Guess(text, columns, read, dict(rejected.most_common()), dict(filled))


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The column names, and some rows: the names stand in the leading row with the most different texts."""
    leading = [[clean(cell) for cell in row] for _, row in islice(rows(path), LEADING + _ROWS)]
    if not leading:
        raise UnreadableFile(f"{path}: holds no rows", "check the file")
    place = max(range(min(LEADING, len(leading))), key=lambda at: (_names(leading[at]), -at))
    return leading[place], leading[place + 1 :]


def _names(row: Sequence[str]) -> int:
    """How many cells of a row could be names of columns."""
    return len({cell for cell in row if cell and len(cell) < 60 and not _looks(cell, numbers.publication)})


def _properties(header: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, str | None]:
    """The property of each column: known by name, or guessed where no other column has it."""
    known = _known()
    found = {column: known.get(plain(column)) for column in header if column}
    for place, column in enumerate(header):
        if column and found[column] is None:
            name = _property(column, [row[place] for row in body if place < len(row)])
            found[column] = name if name not in found.values() else None
    return found


def _property(column: str, cells: Sequence[str]) -> str | None:
    filled = [cell for cell in cells if cell][:50]
    if all(cell.isdigit() and len(cell) < 6 for cell in filled):
        return None
    kind = next((name for name, test in _TESTS if _share(filled, test) > 0.8), None)
    familiar = next((name for pattern, name in _FAMILIAR if re.search(pattern, column, re.IGNORECASE)), None)
    if kind == "date":
        return familiar if familiar and familiar.endswith("_date") else None
    if kind == "publication" and familiar in ("application", "citations", "family"):
        return familiar
    return kind or (familiar if familiar != "publication" else None)


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


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (
        "date",
        lambda cell: bool(re.fullmatch(r"\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?.*|\d\d?[./]\d\d?[./]\d{2,4}", cell)),
    ),
    ("publication", lambda cell: bool(re.match(r"[A-Z]{2}", cell)) and _looks(cell, numbers.publication)),
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
