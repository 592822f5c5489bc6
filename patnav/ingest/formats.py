"""Formats: what can be read, and how a file's format is found from its content.

A format is one module that ends in ``FORMAT = Format(...)``. Adding one is writing that module and naming it in
:data:`MODULES`. A reader is a generator over :class:`Item` and :class:`Reject`: what it could read, and what it could
not with the reason, in the order of the file, holding no more than one record at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from patnav.graph.model import Article, PatentRecord

__all__ = ["MODULES", "Format", "Item", "Reject", "Sample"]

MODULES: tuple[str, ...] = (
    "patnav.ingest.patents.uspto_xml",
    "patnav.ingest.patents.patentsview",
    "patnav.ingest.patents.lens_jsonl",
    "patnav.ingest.patents.incopat",
    "patnav.ingest.patents.patnav_jsonl",
    "patnav.ingest.news.html",
    "patnav.ingest.news.text",
)
"""Modules of the known formats. The first whose format recognises a file reads it, so the particular come first."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a format may look at to recognise a file.

    Attributes:
        path: The file.
        head: Its first 64 KiB, decompressed where the file is gzip.
    """

    path: Path
    head: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """One thing read.

    Attributes:
        position: Where in the file, for people: ``row 17``, ``document 3``, ``line 12``; unique within the file.
        record: What was read.
    """

    position: str
    record: PatentRecord | Article


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
