"""Rows of workbooks and of separated values, whatever the file.

A workbook is held in memory as a whole, which its size of at most 1,048,576 rows bounds; separated values are read row
by row. openpyxl is not used: it believes the dimension that a workbook states, and gives one row of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from patnav.errors import UnreadableFile
from patnav.ingest import archives, opening

__all__ = ["LEADING", "first_lines", "rows"]

LEADING = 20
"""How many rows are looked at for the column names."""

_CELLS = 20_000_000
_SHEET = "xl/worksheets/"
_KEPT = 100
_SHAPES = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqstuvwxyz0123456789\t\n\r\"'", b"A" * 51 + b"0" * 10 + b"     "
)
"""Makes every letter but r an A, every digit a 0, every blank and quote a blank."""

_FAR = re.compile(rb" r(?: {30}| {0,29}+= {0,29}+(?!A?0{1,5} ))")
"""In such a shape, a reference beyond column Z or row 99,999, or written so oddly that it could be one."""

_BLANKS = re.compile(rb"\s+")
_REFERENCE = re.compile(rb"""\br ?= ?["']([A-Za-z]{0,9})([0-9]{1,20})""")


def first_lines(path: Path) -> Iterator[bytes]:
    """The leading lines of a text, among which the column names stand."""
    for number, line in opening.lines(path, legacy=True):
        yield line
        if number == LEADING:
            return


def rows(path: Path) -> Iterator[tuple[int, Sequence[Any], bytes]]:
    """Rows of a table with the numbers of their lines, or as the spreadsheet program shows them, and their bytes.

    In a workbook a row has no bytes of its own.

    Raises:
        UnreadableFile: The file is broken or too large.
    """
    kind = opening.content(opening.head(path, 16))
    if kind in ("zip", "ole"):
        yield from _workbook(path)
    else:
        leading = list(first_lines(path))
        yield from opening.rows(path, _delimiter(leading))


def _delimiter(leading: Sequence[bytes]) -> str:
    """What stands between the cells: semicolons only where the first line has nothing else."""
    first = leading[0] if leading else b""
    if b";" in first and b"," not in first and b"\t" not in first:
        return ";"
    whole = b"".join(leading)
    return "\t" if whole.count(b"\t") > whole.count(b",") else ","


def _workbook(path: Path) -> Iterator[tuple[int, Sequence[Any], bytes]]:
    """Rows of the first sheet with their numbers as the spreadsheet program shows them."""
    import python_calamine

    if opening.content(opening.head(path, 16)) == "zip":
        _check_workbook(path)
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
    yield from ((number, row, b"") for number, row in enumerate(rows, start=first + 1))


def _check_workbook(path: Path) -> None:
    """Refuses a workbook that is broken, a bomb, or too large to be held.

    A sheet is too large if its cells lie so far apart that the rectangle around them would not fit into memory. Most
    hold no cell beyond column Z or row 99,999, and are let through after one look at their bytes.
    """
    far: set[str] = set()
    rest = b""
    for part, block in archives.members(path):
        if part.startswith(_SHEET) and part not in far:
            shape = rest + block.translate(_SHAPES)
            rest = shape[-_KEPT:] if block else b""
            if (found := _FAR.search(shape)) and (found.start() < len(shape) - _KEPT or not block):
                far.add(part)
                rest = b""
    for part in sorted(far):
        if _cells(path, part) > _CELLS:
            raise UnreadableFile(f"{path}: a sheet of more than {_CELLS:,} cells", "save it without empty cells")


def _cells(path: Path, sheet: str) -> int:
    """Number of cells in the rectangle that spans all cells of a sheet."""
    columns, last, rest = {b""}, 0, b""
    for part, block in archives.members(path):
        if part == sheet:
            text = _BLANKS.sub(b" ", rest + block)
            rest = text[-_KEPT:]
            found = _REFERENCE.findall(text)
            columns.update(column for column, _ in found)
            last = max(last, max((int(row[:9]) for _, row in found), default=0))
    return last * max(_column(column) for column in columns)


def _column(letters: bytes) -> int:
    """Number of a column, ``A`` being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(number, 1)
