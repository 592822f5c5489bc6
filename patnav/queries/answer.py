"""Answers: typed rows with their notes, in the shape that every output shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Generic, TypeVar

__all__ = ["Answer", "EventRow", "Evidence", "Party", "PatentRow", "Place", "plain", "whole"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement comes from: a passage of a document, or a record of a file.

    Attributes:
        document: Key of the document.
        title: Its headline.
        url: Where it was published.
        published: When.
        start: Offset of the passage's first character, in code points.
        end: Offset after its last character.
        quote: The passage.
        speaker: Who is quoted as saying it.
        source: The file or address that was read.
        record: The record in it, with its position: ``US10692631B2 (row 17)``.
    """

    document: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    speaker: str | None = None
    source: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An organization, person or region that takes part in something."""

    id: str
    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A region or industry, by key and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PatentRow:
    """A patent, standing for its family.

    Attributes:
        id: Publication number.
        title: Title.
        applicants: Names, in printed order.
        filing_date: Date of filing.
        publication_date: Date of publication.
        main_class: First CPC class, else first IPC class.
        main_class_title: What it is about.
        score: What the rows are ranked by; comparable within one answer only.
        why: Why the patent is here.
        evidence: Records that describe it, where asked for.
    """

    id: str
    title: str | None
    applicants: list[str]
    filing_date: str | None
    publication_date: str | None
    main_class: str | None
    main_class_title: str | None = None
    score: float | None = None
    why: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened between parties.

    Attributes:
        id: Key of the event; for a joint filing the publication number of the patent.
        type: Event type, or ``joint_filing``.
        date: When, at the precision known.
        reported: Where no date is told, the day of the first document that tells it.
        from_: Parties that give (assignors, licensors, universities of a joint filing).
        to: Parties that receive.
        patents: Number of patents.
        amount: Sum in units of ``currency``.
        currency: ISO 4217.
        regions: Where it applies or its parties are seated.
        concerns: Publications that it is about.
        other_values: Figures that sources state otherwise, with the date: ``amount 8000000 CNY (2024-11-06)``.
        evidence: Passages or records that state it, where asked for.
    """

    id: str
    type: str
    date: str | None
    reported: str | None
    from_: list[Party]
    to: list[Party]
    patents: int | None
    amount: float | None
    currency: str | None
    regions: list[str] = field(default_factory=list)
    concerns: list[str] = field(default_factory=list)
    other_values: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """What a question gives.

    Attributes:
        question: Its name.
        parameters: What was asked, those that were set.
        rows: Typed rows, in order.
        total: Number of rows there are, those beyond the limit included.
        notes: How numbers were counted, and what was left out.
    """

    question: str
    parameters: dict[str, Any]
    rows: Sequence[R]
    total: int
    notes: Sequence[str]

    def to_dict(self) -> dict[str, Any]:
        """The answer in the shape of ``--format json``."""
        rows = [plain(row) for row in self.rows]
        return {
            "question": self.question,
            "parameters": {k: v for k, v in self.parameters.items() if v not in (None, False, [])},
            "rows": rows,
            "total": self.total,
            "notes": list(self.notes),
        }


_WHERE_ANY = ("evidence", "other_values")
"""What a row says only where there is some."""


def whole(count: float) -> float:
    """A count as an integer where it is one; fractional counts stay as they are."""
    return int(count) if count == int(count) else count


def plain(value: Any) -> Any:
    """A row as dictionaries and lists.

    A trailing underscore of a name is dropped (``from_`` is ``from``), and so is evidence that was not asked for or
    parts of it that are not known, and other values where there are none.
    """
    if isinstance(value, Evidence):
        return {f.name: v for f in fields(value) if (v := getattr(value, f.name)) is not None}
    if is_dataclass(value):
        names = sorted(
            (f.name for f in fields(value)), key="evidence".__eq__
        )  # evidence last, as rows may extend others
        pairs = ((name, getattr(value, name)) for name in names)
        return {name.rstrip("_"): plain(v) for name, v in pairs if v or name not in _WHERE_ANY}
    if isinstance(value, dict):
        return {name: plain(v) for name, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value
