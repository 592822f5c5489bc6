"""USPTO assignments: who conveyed which US patents and applications to whom, by reel and frame.

Two shapes: the bulk files (``patent-assignment`` elements) and answers of the search service (``doc`` elements of
named values). One conveyance concerns many properties; each gives a record with the event, under its grant where it
has one, else under its publication, else under its application (kind ``X0``, as the bulk files write it).

- The words of the conveyance decide what it is: a security interest or mortgage is a pledge (the assignee lends), a
  licence a license, an assignment, merger or decree an assignment. A release, a change of name or a correction is no
  deal: it stands in the history.
- The date is that of execution, else of record.
- Kinds of grants are not told, so none is given but those of publications; the number finds its grant in the graph.

Source: DTD ``us-patent-assignments`` 2.0 and the assignment search service of the USPTO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest

from patnav.errors import RecordError
from patnav.graph.model import LegalEvent, Party, PatentRecord, StatusEvent, Text
from patnav.ingest.formats import Format, Sample
from patnav.ingest.patents import numbers
from patnav.ingest.xml import Element, first, read, starts, text

__all__ = ["FORMAT", "conveyance"]

_NO_DEAL = re.compile(r"RELEASE|TERMINAT|DISCHARGE|^(?!.*MERGER).*CHANGE OF (?:NAME|ADDRESS)")
_DEALS = (
    (re.compile(r"SECURIT|MORTGAGE|LIEN|PLEDGE|COLLATERAL"), "pledge"),
    (re.compile(r"LICEN[SC]E"), "license"),
    (re.compile(r"ASSIGN|MERGER|NUNC PRO TUNC|DECREE|CONVEY|TRANSFER|COURT|TESTAMENT|SALE|QUITCLAIM"), "assignment"),
)
_ANSWER = re.compile(rb'<(?:str|arr) name="(?:patAssignorName|patAssigneeName|conveyanceText)"')
_NOTHING = {"NULL", "0001-01-01T00:00:00Z", ""}


def conveyance(words: str) -> str | None:
    """What kind of event the words of a conveyance make; None where it is no deal.

    Args:
        words: ``SECURITY INTEREST (SEE DOCUMENT FOR DETAILS).``
    """
    upper = words.upper()
    if _NO_DEAL.search(upper):
        return None
    return next((kind for pattern, kind in _DEALS if pattern.search(upper)), None)


def _recognises(sample: Sample) -> bool:
    return starts(sample, ("us-patent-assignments", "patent-assignment")) or (
        starts(sample, ("response",)) and _ANSWER.search(sample.head) is not None
    )


def _records(root: Element) -> Iterator[PatentRecord]:
    yield from (_bulk if root.tag == "patent-assignment" else _answer)(root)


def _bulk(root: Element) -> Iterator[PatentRecord]:
    record = root.find("assignment-record")
    assignors = [
        (Party(name), first(one, "execution-date/date"))
        for one in root.findall("patent-assignors/patent-assignor")
        if (name := first(one, "name"))
    ]
    assignees = [
        _assignee(name, first(one, "city"), first(one, "state"), first(one, "country-name"))
        for one in root.findall("patent-assignees/patent-assignee")
        if (name := first(one, "name"))
    ]
    event = _event(
        first(record, "conveyance-text") or "",
        f"{first(record, 'reel-no')}/{first(record, 'frame-no')}",
        assignors,
        assignees,
        first(record, "recorded-date/date"),
    )
    properties = root.findall("patent-properties/patent-property")
    if not properties:
        raise RecordError("the assignment names no patent")
    for one in properties:
        documents = {(first(d, "kind") or "")[:1]: d for d in one.findall("document-id")}
        known = {kind: first(d, "doc-number") for kind, d in documents.items()}
        grant = next((known[kind] for kind in known if kind not in "XA"), None)
        filed = first(documents.get("X"), "date")
        yield _record(grant, known.get("A"), known.get("X"), filed, first(one, "invention-title"), event)


def _answer(root: Element) -> Iterator[PatentRecord]:
    lists: dict[str, list[str]] = {}
    for one in root:
        values = [text(value) or "" for value in one] if one.tag == "arr" else [text(one) or ""]
        lists[one.get("name", "")] = [value if value not in _NOTHING else "" for value in values]

    def each(name: str) -> list[str]:
        return lists.get(name, [])

    executed = each("patAssignorExDate")
    assignors = [
        (Party(name), day or None) for name, day in zip_longest(each("patAssignorName"), executed, fillvalue="") if name
    ]
    places = zip_longest(each("patAssigneeCity"), each("patAssigneeState"), each("patAssigneeCountryName"))
    assignees = [
        _assignee(name, *(place or (None, None, None)))
        for name, place in zip_longest(each("patAssigneeName"), places)
        if name
    ]
    number = "/".join("".join(each(name)) for name in ("reelNo", "frameNo"))
    event = _event("".join(each("conveyanceText")), number, assignors, assignees, "".join(each("recordedDate")))
    columns = (each("patNum"), each("publNum"), each("applNum"), each("filingDate"), each("inventionTitle"))
    if not any(columns[:3]):
        raise RecordError("the assignment names no patent")
    for grant, published, application, filed, title in zip_longest(*columns, fillvalue=""):
        yield _record(grant, published, application, filed, title, event)


def _assignee(name: str, city: str | None, state: str | None, country: str | None) -> Party:
    """States of the US stand alone; names of countries stay in the address."""
    address = ", ".join(part for part in (city, state, country) if part)
    return Party(name, country="US" if state and not country else None, province=state or None, city=city or None,
                 address=address or None)  # fmt: skip


def _event(
    words: str, number: str, assignors: list[tuple[Party, str | None]], assignees: list[Party], recorded: str | None
) -> LegalEvent | StatusEvent:
    days = [numbers.day(day[:10]) for _, day in assignors if day] or [numbers.day(recorded[:10])] if recorded else []
    date = max(days, default=None)
    kind = conveyance(words)
    if kind is None:
        return StatusEvent("other", date, number, words or None)
    sources = tuple(party for party, _ in assignors)
    return LegalEvent(kind, sources, tuple(assignees), date=date, number=number)


def _record(
    grant: str | None,
    published: str | None,
    application: str | None,
    filed: str | None,
    title: str | None,
    event: LegalEvent | StatusEvent,
) -> PatentRecord:
    filing = numbers.application(application, "US") if application else None
    if grant or published:
        number = numbers.publication("US" + (grant or published or ""))
    elif filing:
        number = numbers.Publication("US", filing[2:], "X0")
    else:
        raise RecordError("a property of the assignment has no number")
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=filing,
        titles=(Text(" ".join(title.split()), "en"),) if title else (),
        filing_date=numbers.day(filed[:10]) if filed else None,
        events=(event,) if isinstance(event, LegalEvent) else (),
        history=(event,) if isinstance(event, StatusEvent) else (),
    )


FORMAT = Format(
    name="uspto-assignments",
    title="USPTO assignments, bulk XML or answers of the search service",
    authority=10,
    recognises=_recognises,
    read=partial(read, names=("patent-assignment", "doc"), records=_records),
)
