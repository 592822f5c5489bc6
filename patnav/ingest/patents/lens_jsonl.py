"""Lens.org exports as JSON Lines, in the shape of the public 2020 collections.

One object a line, known by ``publicationKey`` and ``lensId``. What can be known from it:

- Names stand in the form of DOCDB, ``SURNAME GIVEN`` or an abbreviated firm, and nothing tells the two apart; an
  applicant that is also an inventor is a person, the kind of any other is left open.
- Owners are those of recorded US assignments; each also makes an ``assignment`` event where its date is given.
- Application numbers are those of DOCDB. Older US ones (``US 79757510 A``) have lost their series code, so they are
  left out, as are the application numbers of PCT publications that do not name their receiving office.
- ``docType`` speaks of grants and applications, not of inventions and utility models: the type stays open but for the
  kind code ``U`` (utility model) of the offices that use it so, and ``S`` (design) of the USPTO.

Source: https://about.lens.org and the field list published with the collections.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import RecordError
from patnav.graph.model import LegalEvent, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import docdb_numbers, notation, numbers

__all__ = ["FORMAT"]

_LISTS = {
    "applicants": str, "inventors": str, "owners": dict, "ipcrClassifications": str, "cpcClassifications": str,
    "usClassifications": str, "nplCitations": str, "priorityFilingKeysActive": str,
}  # fmt: skip
_TEXTS = ("publicationKey", "title", "url", "publicationDate", "filingDate", "earliestPriorityDate", "filingNumber")
_CLASSES = {"ipcrClassifications": "ipc", "cpcClassifications": "cpc", "usClassifications": "uspc"}
_UTILITY_MODELS = {"CN", "DE", "JP", "KR", "RU", "TW", "UA", "ES", "CZ", "PL", "BR"}


def _recognises(sample: Sample) -> bool:
    first = sample.head.partition(b"\n")[0]
    return b'"publicationKey"' in first and b'"lensId"' in first


def _read(path: Path) -> Iterator[Item | Reject]:
    for number, line in opening.lines(path):
        if not line.strip():
            continue
        position = f"line {number}"
        try:
            yield Item(position, _record(_object(line)))
        except RecordError as error:
            yield Reject(position, str(error), line[:RAW])


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise RecordError("not a JSON object")
    for name in _TEXTS:
        if (value := row.get(name)) and type(value) is not str:
            raise RecordError(f"{name} is not a text")
    for name, kind in _LISTS.items():
        if (values := row.get(name)) and (type(values) is not list or {*map(type, values)} != {kind}):
            raise RecordError(f"{name} is not a list of {'texts' if kind is str else 'objects'}")
    return row


def _record(row: dict[str, Any]) -> PatentRecord:
    number = numbers.publication(row.get("publicationKey") or "")
    title = _collapsed(row.get("title") or "")
    inventors = _filled(row, "inventors")
    owners = [one for one in row.get("owners") or () if isinstance(one.get("name"), str) and one["name"].strip()]
    literature = tuple(_filled(row, "nplCitations"))
    filing = row.get("filingNumber") or ""
    priorities, claimed = docdb_numbers.claimed(row.get("priorityFilingKeysActive") or ())
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.filing(filing),
        type=_type(number),
        titles=(Text(title),) if title else (),
        filing_date=_day(row, "filingDate"),
        publication_date=_day(row, "publicationDate"),
        priority_date=_day(row, "earliestPriorityDate"),
        applicants=tuple(
            [_person(one) if one in inventors else _party(one) for one in _filled(row, "applicants")],
        ),
        owners=tuple([_party(_collapsed(owner["name"])) for owner in owners]),
        inventors=tuple(map(_person, inventors)),
        classes=tuple(
            [
                one
                for name, scheme in _CLASSES.items()
                if (printed := row.get(name))
                for one in notation.classes(scheme, printed)
            ]
        ),
        literature=literature,
        dois=numbers.dois(literature) if literature else (),
        priorities=priorities,
        docdb_application=docdb_numbers.printed(filing),
        docdb_priorities=claimed,
        events=tuple(
            [
                LegalEvent("assignment", target_parties=(_party(_collapsed(owner["name"])),), date=date)
                for owner in owners
                if (date := _day(owner, "executionDate"))
            ]
        ),
        url=row.get("url") or None,
    )


def _filled(row: dict[str, Any], name: str) -> list[str]:
    """The texts of a list that are not blank, each with single blanks."""
    return [*filter(None, map(_collapsed, row.get(name) or ()))]


def _collapsed(text: str) -> str:
    """A text with single blanks; most have them, and the only blank that can be printed is the common one."""
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def _type(number: numbers.Publication) -> str | None:
    if number.kind[:1] == "U" and number.office in _UTILITY_MODELS:
        return "utility_model"
    return "design" if number.office == "US" and number.kind[:1] == "S" else None


def _day(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value and not isinstance(value, str):
        raise RecordError(f"{name} is not a text")
    return numbers.day(value) if value else None


@lru_cache(maxsize=50_000)
def _party(name: str) -> Party:
    return Party(name)


@lru_cache(maxsize=50_000)
def _person(name: str) -> Party:
    return Party(name, "person")


FORMAT = Format(
    name="lens-jsonl",
    title="Lens.org collections as JSON Lines",
    authority=30,
    recognises=_recognises,
    read=_read,
    version=3,
)
