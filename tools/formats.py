"""``docs/formats.md``, made from the formats and the real files: ``python -m tools.formats``.

Reads every file under ``PATNAV_SHARED_DATA`` that a patent format recognises, and sets beside what was read a count of
the records made without the reader: start tags, lines, rows.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from patnav.errors import InputError
from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Format, Item, formats, recognise

__all__ = ["DOC", "document", "line", "patent_formats", "readable"]

ROOT = Path(__file__).parents[1]
DOC = ROOT / "docs" / "formats.md"
_FIELDS = (
    "application", "titles", "abstracts", "first_claim", "filing_date", "publication_date", "grant_date",
    "priority_date", "applicants", "owners", "inventors", "classes", "citations", "literature", "family",
    "extended_family", "priorities", "designated", "dois", "events", "history", "examiner", "agency",
    "legal_status", "industries",
)  # fmt: skip
_PASSED = ("patentsview_disambig", "cn_hydrogen_kg", "news_", "ner_", "fewfc", "smoothnlp", "ref_", "ror_")


def patent_formats() -> tuple[Format, ...]:
    """The formats that yield patents."""
    return tuple(one for one in formats() if not one.articles and not one.name.startswith("organi"))


def readable(folder: Path) -> Iterator[tuple[Path, Format]]:
    """Files of the shared data that a patent format recognises, in order."""
    known = set(patent_formats())
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.relative_to(folder).parts[0].startswith(_PASSED):
            continue
        try:
            found = recognise(path)
        except InputError:
            continue
        if found in known:
            yield path, found


def line(folder: Path, path: Path, known: Format) -> str:
    """The line of a file in the table of files."""
    read, rejected, filled = 0, Counter[str](), Counter[str]()
    for one in known.read(path):
        if not isinstance(one, Item):
            rejected[_reason(one.reason)] += 1
        elif isinstance(one.record, PatentRecord):
            read += 1
            filled.update(name for name in _FIELDS if getattr(one.record, name))
    shares = ", ".join(f"{name} {100 * filled[name] // read}" for name in _FIELDS if filled[name]) if read else ""
    reasons = "; ".join(f"{count} {reason}" for reason, count in rejected.most_common(3))
    counted = _COUNTS.get(known.name, _rows)(path)
    return (
        f"| `{path.relative_to(folder)}` | {known.name} | {counted:,} | {read:,} | "
        f"{rejected.total():,}{': ' + reasons if reasons else ''} | {shares} |"
    )


def _reason(reason: str) -> str:
    """A reason without what stands in the file."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "…", reason.partition(";")[0])[:80]


def document(folder: Path) -> str:
    """The page on formats."""
    files = list(readable(folder))
    lines = [
        "# Formats of patents",
        "",
        "Made by `python -m tools.formats` from the formats and the real files that they are tried on.",
        "",
        "## What is read",
        "",
        "| format | what | rank of the source |",
        "|---|---|---|",
        *(f"| `{one.name}` | {one.title} | {one.authority} |" for one in patent_formats()),
        "",
        "A further table needs a mapping of its columns: `patnav formats guess FILE` drafts one, "
        "`patnav ingest FILE --as MAPPING.yaml` uses it.",
        "",
        "## What was read of the real files",
        "",
        "Records in the file are counted without the reader: start tags, lines or rows. Where one of these describes "
        "several publications (a family, an assignment of several patents), or several lines describe one, the number "
        "read differs. Fields are filled in the share given, in percent of the records read.",
        "",
        "| file | format | records in the file | read | quarantined | filled, % |",
        "|---|---|---|---|---|---|",
        *(line(folder, path, known) for path, known in files),
        "",
        "No real file is at hand of these; they are tried on invented ones: "
        + ", ".join(f"`{one.name}`" for one in _untried({known.name for _, known in files}))
        + ".",
    ]
    return "\n".join(lines) + "\n"


def _untried(tried: set[str]) -> list[Format]:
    """The formats of patents that others write and none of the files is in."""
    theirs = (one for one in patent_formats() if not one.name.startswith(("graph-", "patnav-")))
    return [one for one in theirs if one.name not in tried]


def _bytes(path: Path) -> bytes:
    """The plain bytes of a file; those of all members of a zip one after the other."""
    data = path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist() if not name.startswith("__MACOSX"))
    return data


def _tags(pattern: bytes) -> Callable[[Path], int]:
    return lambda path: len(re.findall(pattern, _bytes(path)))


def _lines(path: Path) -> int:
    return sum(1 for one in _bytes(path).splitlines() if one.strip())


def _rows(path: Path) -> int:
    """Rows of a table under its column names; of a workbook, those with more than one cell."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            sheet = next(name for name in sorted(archive.namelist()) if name.startswith("xl/worksheets/sheet"))
            found = re.findall(rb"<row[ >].*?</row>", archive.read(sheet), re.DOTALL)
            return sum(len(re.findall(rb"<(?:v|t)\b", row)) > 1 for row in found) - 1
    if path.suffix == ".xls":
        import python_calamine

        return len(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()) - 2
    data = _bytes(path)
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "latin-1")
    csv.field_size_limit(1 << 30)
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")))
    return sum(1 for row in rows if any(cell.strip() for cell in row)) - 1


def _patents(path: Path) -> int:
    """Distinct patents of a table that says several things of each."""
    rows = csv.reader(io.StringIO(_bytes(path).decode("latin-1")))
    return len({row[0] for row in rows if row}) - 1


def _parquet(path: Path) -> int:
    if path.read_bytes()[:4] != b"PAR1":
        return _rows(path) if ".csv" in path.name else _lines(path)
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


_COUNTS: dict[str, Callable[[Path], int]] = {
    "uspto-xml": _tags(rb"<us-patent-(?:grant|application)\b"),
    "uspto-pap": _tags(rb"<patent-application-publication\b"),
    "uspto-st32": _tags(rb"<PATDOC\b"),
    "uspto-greenbook": _tags(rb"(?m)^WKU "),
    "uspto-xml4ip": _tags(rb"<pat:ApplicationNumber>"),
    "uspto-json": lambda path: len(re.findall(rb'"guid"|"applicationNumberText"\s*:', _bytes(path))),
    "uspto-assignments": lambda path: sum(map(int, re.findall(rb'"applNumSize">(\d+)', _bytes(path)))),
    "epo-fulltext": _tags(rb"<ep-patent-document\b"),
    "epo-docdb": _tags(rb"<(?:exch:)?exchange-document\s"),
    "patentsview-tables": _patents,
    "epo-ops": _tags(rb"<exchange-document\s|<ops:family-member\b"),
    "lens-jsonl": _lines,
    "patnav-jsonl": _lines,
    "patentsview": _parquet,
    "derwent-ciw": lambda path: sum(one.count(b";") + 1 for one in re.findall(rb"(?ms)^PN (.*?)^TI ", _bytes(path))),
    "gbt7714": _tags(rb"\[P\]"),
}


def main() -> None:
    """Writes the page."""
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"{folder} is missing; set PATNAV_SHARED_DATA to the folder of the real files")
    assert set(_FIELDS) <= {field.name for field in fields(PatentRecord)}
    DOC.write_text(document(folder), "utf-8")


if __name__ == "__main__":
    main()
