"""Formats: what can be read, and how a file's format is found from its content.

A format is one module that ends in ``FORMAT = Format(...)``, or in ``FORMATS``, a tuple of such. Adding one is writing
that module and naming it in :data:`MODULES`, or for a table writing a mapping (:mod:`patnav.ingest.tables`). Modules
are imported when a file is first looked at. A reader is a generator over :class:`Item` and :class:`Reject`: what it
could read, and what it could not with the reason, in the order of the file, holding no more than one record at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from patnav.config import mappings
from patnav.errors import InputError, UnknownFormat
from patnav.graph.model import Article, GraphRecord, OrganizationRecord, PatentRecord
from patnav.ingest import opening

__all__ = ["CUT", "MODULES", "RAW", "WHOLE", "Format", "Item", "Reject", "Sample", "formats", "named", "recognise"]

MODULES: tuple[str, ...] = (
    "patnav.ingest.patents.uspto_xml",
    "patnav.ingest.patents.uspto_pap",
    "patnav.ingest.patents.uspto_st32",
    "patnav.ingest.patents.greenbook",
    "patnav.ingest.patents.xml4ip",
    "patnav.ingest.patents.uspto_assignments",
    "patnav.ingest.patents.uspto_json",
    "patnav.ingest.patents.epo_fulltext",
    "patnav.ingest.patents.ops",
    "patnav.ingest.patents.docdb",
    "patnav.ingest.patents.cnipa",
    "patnav.ingest.patents.patentsview_tables",
    "patnav.ingest.patents.patentsview",
    "patnav.ingest.patents.lens_jsonl",
    "patnav.ingest.patents.graph_edges",
    "patnav.ingest.patents.graph_places",
    "patnav.ingest.news.docx",
    "patnav.ingest.tables",
    "patnav.ingest.patents.derwent_ciw",
    "patnav.ingest.patents.references",
    "patnav.ingest.patents.patnav_jsonl",
    "patnav.ingest.patents.graph_jsonl",
    "patnav.ingest.organizations",
    "patnav.ingest.news.json_records",
    "patnav.ingest.news.pdf",
    "patnav.ingest.news.feed",
    "patnav.ingest.news.html",
    "patnav.ingest.news.text",
)
"""Modules of the known formats. The first whose format recognises a file reads it, so the particular come first."""

RAW = 64 * 1024
"""How many bytes of a record that cannot be read are kept."""

WHOLE = "document 1"
"""Position of what is the whole of its file."""

CUT = "no line end follows it, so it may be cut off; compare it with the original"
"""Doubt about a row that is the last of its file and looks whole."""

_KINDS = {"ole": "old Office (xls, doc)", "zip": "zip or workbook", "binary": "binary"}


@dataclass(frozen=True, slots=True)
class Sample:
    """What a format may look at to recognise a file.

    Attributes:
        path: The file.
        head: Its first 64 KiB, decompressed where the file is gzip or a zip of one file.
    """

    path: Path
    head: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """One thing read.

    Attributes:
        position: Where in the file, for people: ``row 17``, ``document 3``, ``line 12``; unique within the file.
        record: What was read.
        doubt: What may be wrong with it although nothing in it is; the user is warned of it.
    """

    position: str
    record: PatentRecord | OrganizationRecord | GraphRecord | Article
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """One thing that could not be read; it goes to quarantine.

    Attributes:
        position: Where in the file, as in :class:`Item`.
        reason: One sentence for the user: what is wrong with it.
        raw: The bytes of the record (at most 64 KiB of them).
    """

    position: str
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A format that PatNav reads.

    Attributes:
        name: The word for ``--as``: ``uspto-xml``.
        title: One line for ``patnav formats``.
        authority: Rank of the source where two disagree on a property; the lower wins (10 offices, 20 open data
            bodies, 30 vendors, 40 own files, 50 news).
        recognises: Whether this is the format of a sample; cheap, and never raises.
        read: Reads a whole file, streaming. Raises :class:`~patnav.errors.UnreadableFile` when the file as a whole
            cannot be used (truncated, hostile, not what it seems).
        version: Raised whenever the reader yields something else for the same file, so that it is read again.
        articles: Whether it yields articles, which are then extracted, instead of patents.
    """

    name: str
    title: str
    authority: int
    recognises: Callable[[Sample], bool]
    read: Callable[[Path], Iterator[Item | Reject]]
    version: int = 1
    articles: bool = False


def formats() -> tuple[Format, ...]:
    """The known formats, in the order in which they are tried: a user's own mappings of tables come first."""
    folder = mappings()
    if folder is None:
        return _shipped()
    from patnav.ingest.tables import owns

    return (*owns(folder), *_shipped())


@cache
def _shipped() -> tuple[Format, ...]:
    found: list[Format] = []
    for name in MODULES:
        module = import_module(name)
        found += getattr(module, "FORMATS", None) or [module.FORMAT]
    return tuple(found)


def named(name: str) -> Format:
    """Finds a format by the word for ``--as``, or makes it of a mapping of tables.

    Args:
        name: Name of the format, or path of a mapping, which ends in ``.yaml`` or ``.yml``.

    Raises:
        UnknownFormat: There is none of that name.
        InputError: The mapping cannot be used.
    """
    if name.endswith((".yaml", ".yml")):
        from patnav.ingest.tables import own

        return own(Path(name), str(Path(name).resolve()))
    for known in formats():
        if known.name == name:
            return known
    raise UnknownFormat(f"no format is named {name!r}", f"known are {', '.join(known.name for known in formats())}")


def recognise(path: Path) -> Format:
    """Finds the format of a file from its content; its name plays no part.

    Args:
        path: The file.

    Raises:
        InputError: The file is missing, a folder, empty, or may not be read.
        UnknownFormat: No format recognises it.
        UnreadableFile: It is compressed and broken.
    """
    if path.is_dir():
        raise InputError(f"{path}: a folder", "name the files in it")
    head = opening.head(path)
    if not head:
        raise InputError(f"{path}: empty", "check how it was made")
    sample = Sample(path, head)
    for known in formats():
        if known.recognises(sample):
            return known
    raise _unknown(sample)


def _unknown(sample: Sample) -> UnknownFormat:
    """The most helpful error for a file that no format recognises."""
    content, suffix = opening.content(sample.head), sample.path.suffix
    kind = _KINDS.get(content, content)
    if content != "text" and suffix.lower() in {".xml", ".json", ".jsonl", ".csv", ".tsv", ".txt", ".html"}:
        return UnknownFormat(f"{sample.path}: {kind} content under a name ending in {suffix}", "check how it was made")
    return UnknownFormat(
        f"{sample.path}: no format recognises this {kind} content",
        "name the format with --as; `patnav formats` lists them, `patnav formats guess` drafts one for a table",
    )
