"""USPTO web services as JSON: the Open Data Portal's applications, and results of Patent Public Search.

- The portal (``patentBag``, later ``patentFileWrapperDataBag``) describes applications with their assignments. The
  record is that of the grant where there is one, else of the first publication, else of the application (kind ``X0``).
- Public Search (``patents`` with ``guid``) describes publications; its examiners stand as ``Family; Given``.

An answer is one JSON document, so it is held as a whole; one larger than 128 MiB is refused.

Source: Open Data Portal API, "Patent File Wrapper"; answers of ppubs.uspto.gov.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import LegalEvent, Party, PatentRecord, StatusEvent, Text
from patnav.ingest import opening
from patnav.ingest.classify.regions import regions
from patnav.ingest.cutting import LARGEST
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers
from patnav.ingest.patents.uspto_assignments import conveyance
from patnav.ingest.xml import is_country, join

__all__ = ["FORMAT"]

_Object = dict[str, Any]
_BAGS = ("patentFileWrapperDataBag", "patentBag", "patents")
_KNOWN = re.compile(rb'"(?:patentFileWrapperDataBag|patentBag)"\s*:\s*\[|"guid"\s*:\s*"[A-Z]{2}-[A-Z0-9]+-[A-Z]\d?"')


def _recognises(sample: Sample) -> bool:
    return sample.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _KNOWN.search(sample.head) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    with opening.open_bytes(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile(f"{path}: larger than {LARGEST >> 20} MiB", "ask the service for fewer records a file")
    try:
        answer = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(f"{path}: no whole JSON document ({error})", "download it again") from None
    bags = [answer.get(name) for name in _BAGS] if isinstance(answer, dict) else []
    found: list[Any] = next((bag for bag in bags if isinstance(bag, list)), [])
    for number, one in enumerate(found, start=1):
        try:
            yield Item(f"record {number}", _record(one))
        except (RecordError, TypeError, AttributeError) as error:  # a value of another type than the service gives
            reason = str(error) if isinstance(error, RecordError) else "a value has an unexpected type"
            yield Reject(f"record {number}", reason, orjson.dumps(one)[:RAW])


def _record(one: Any) -> PatentRecord:
    if not isinstance(one, dict):
        raise RecordError("not a JSON object")
    return _publication(one) if "guid" in one else _application(one | (one.get("applicationMetaData") or {}))


def _publication(one: _Object) -> PatentRecord:
    number = numbers.publication(one["guid"])
    filed = _each(one, "applicationFilingDate")
    published = one.get("datePublished")
    owners = tuple(Party(join(name), "organization") for name in _each(one, "assigneeName"))
    cpc = _symbols(one, "cpcInventiveFlattened") + _symbols(one, "cpcAdditionalFlattened")
    grant = number.kind[:1] in ("B", "S", "E", "P")
    day = numbers.day(published[:10]) if published else None
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.filing(one["applicationNumber"], "US") if one.get("applicationNumber") else None,
        titles=_title(one),
        filing_date=numbers.day(filed[0][:10]) if filed else None,
        publication_date=day,
        grant_date=day if grant else None,
        applicants=tuple(Party(join(name)) for name in _each(one, "applicantName")) or owners,
        owners=owners,
        inventors=tuple(Party(_given_first(name), "person") for name in _each(one, "inventorsName")),
        classes=(*notation.classes("ipc", _symbols(one, "ipcCodeFlattened")), *notation.classes("cpc", cpc)),
        examiner=_given_first(one.get("primaryExaminer") or "") or None,
    )


def _application(one: _Object) -> PatentRecord:
    continuity = one.get("continuityBag") or one
    parents, children = (continuity.get(f"{which}ContinuityBag") or () for which in ("parent", "child"))
    filed = one.get("applicationNumberText") or next((row.get("parentApplicationNumberText") for row in children), None)
    filing = numbers.application(filed, "US") if filed else None
    printed = one.get("patentNumber") or one.get("earliestPublicationNumber")
    if printed:
        number = numbers.publication(printed if printed.upper().startswith("US") else "US" + printed)
    elif filing:
        number = numbers.Publication("US", filing[2:], "X0")
    else:
        raise RecordError(
            "the record names neither application nor publication", "ask the service for the whole file wrapper"
        )
    deals, history = _events(one.get("assignmentBag") or ())
    foreign = list(_foreign(one.get("foreignPriorityBag") or ()))
    granted = one.get("grantDate")
    day = granted if one.get("patentNumber") else one.get("earliestPublicationDate")
    applicants = one.get("applicantBag") or ()
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=filing,
        type={"UTL": "invention", "DES": "design"}.get(one.get("applicationTypeCode") or ""),
        titles=_title(one),
        filing_date=numbers.day(one["filingDate"]) if one.get("filingDate") else None,
        publication_date=numbers.day(day) if day else None,
        grant_date=numbers.day(granted) if granted else None,
        priority_date=min((*_claimed(parents), *(day for _, day in foreign if day)), default=None),
        legal_status=join(one.get("applicationStatusDescriptionText")) or None,
        applicants=tuple(_party(row, row.get("applicantNameText") or row.get("applicant")) for row in applicants),
        inventors=tuple(_party(row, row.get("inventorNameText"), "person") for row in one.get("inventorBag") or ()),
        classes=tuple(notation.classes("cpc", one.get("cpcClassificationBag") or ())),
        events=tuple(deals),
        history=tuple(history),
        examiner=join(one.get("examinerNameText")) or None,
        priorities=numbers.priorities(
            [
                parent if parent.startswith("PCT") else f"US {parent}"
                for row in parents
                if (parent := join(row.get("parentApplicationNumberText")))
            ]
            + [number for number, _ in foreign]
        ),
    )


def _foreign(bag: Any) -> Iterator[tuple[str, str | None]]:
    """Foreign applications whose priority is claimed, by the code of their office, and their dates."""
    for row in bag:
        number = join(row.get("applicationNumberText") or row.get("priorityNumberText"))
        office = join(row.get("ipOfficeName") or row.get("countryName"))
        code = "EP" if "EUROPEAN PATENT" in office.upper() else regions().country(office)
        if number and code:
            day = row.get("filingDate")
            yield f"{code} {number.upper().removeprefix(code)}", numbers.day(day) if day else None


def _claimed(parents: Any) -> Iterator[str]:
    """Dates of the provisional applications among those that one goes back to."""
    for row in parents:
        day = row.get("parentApplicationFilingDate") or row.get("filingDate")
        if row.get("claimParentageTypeCode") == "PRO" and day:
            yield numbers.day(day)


def _title(one: _Object) -> tuple[Text, ...]:
    title = join(one.get("inventionTitle"))
    return (Text(title, "en"),) if title else ()


def _party(row: _Object, name: str | None, kind: str | None = None) -> Party:
    place: _Object = next(iter(row.get("correspondenceAddressBag") or ()), {})
    country = place.get("countryCode")
    if not join(name):
        raise RecordError("a party has no name")
    return Party(
        join(name),
        kind,
        country=country if is_country(country) else None,
        province=join(place.get("geographicRegionCode")) or None,
        city=join(place.get("cityName")) or None,
    )


def _events(bag: Any) -> tuple[list[LegalEvent], list[StatusEvent]]:
    deals: list[LegalEvent] = []
    history: list[StatusEvent] = []
    for one in bag:
        words = join(one.get("conveyanceText"))
        assignors = one.get("assignorBag") or ()
        days = [row["executionDate"] for row in assignors if row.get("executionDate")]
        day = max(days, default=one.get("assignmentRecordedDate"))
        date, frame = (
            numbers.day(day) if day else None,
            one.get("reelAndFrameNumber") or one.get("reelNumber/frameNumber"),
        )
        kind = conveyance(words)
        if kind is None:
            history.append(StatusEvent("other", date, frame, words or None))
            continue
        sources = tuple(Party(join(row["assignorName"])) for row in assignors if join(row.get("assignorName")))
        targets = tuple(
            Party(name) for row in one.get("assigneeBag") or () if (name := join(row.get("assigneeNameText")))
        )
        deals.append(LegalEvent(kind, sources, targets, date=date, number=frame))
    return deals, history


def _each(one: _Object, name: str) -> list[str]:
    value = one.get(name) or []
    return [value] if isinstance(value, str) else [text for text in value if text]


def _symbols(one: _Object, name: str) -> list[str]:
    return (one.get(name) or "").split(";")


def _given_first(name: str) -> str:
    family, _, given = name.partition(";")
    return join(given, family)


FORMAT = Format(
    name="uspto-json",
    title="USPTO web services as JSON: Open Data Portal, Patent Public Search",
    authority=10,
    recognises=_recognises,
    read=_read,
    version=3,
)
