"""Answers of the EPO's Open Patent Services as XML: bibliographic data, families, legal events.

- An exchange document gives a record, see :mod:`patnav.ingest.patents.exchange`; one that only says that it was not
  found gives none.
- A family answer lists an extended (INPADOC) family; members that share a family id are one simple family. Each
  member gives a record.
- Legal events are told by their words: an assignment, licence or pledge is an event of its own, others stand in the
  history. For the US, the free text names the conveyance, the assignors and reel and frame.

Source: OPS 3.2 reference guide of the European Patent Office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import LegalEvent, Party, PatentRecord, StatusEvent
from patnav.ingest.formats import Format
from patnav.ingest.patents import exchange, legal, numbers
from patnav.ingest.patents.uspto_assignments import conveyance
from patnav.ingest.xml import Element, first, is_country, join, read, starts, text

__all__ = ["FORMAT"]

_ROOT = "world-patent-data"
_FRAME = re.compile(r"REEL/FRAME:\s*(\d+/\d+)")
_ASSIGNORS = re.compile(r"ASSIGNORS?:(.*?)(?:;AND OTHERS|;SIGNING DATES|;REEL/FRAME|$)")
_LEGAL_FORMS = {"INC", "LTD", "LLC", "CO", "CORP", "LP", "L.P", "L.L.C", "S.A", "N.A", "LIMITED", "GMBH"}


def _records(root: Element) -> Iterator[PatentRecord]:
    found = 0
    for one in root.iter("exchange-document"):
        if one.find("bibliographic-data") is not None or one.find("abstract") is not None:
            found += 1
            yield exchange.record(one)
    for family in root.iter("patent-family"):
        if parent(family) != "exchange-document":
            for record in _family(family):
                found += 1
                yield record
    if not found:
        raise RecordError("the answer describes no publication", "ask the service for bibliographic data or a family")


def parent(element: Element) -> str:
    """Name of the element around another."""
    around = element.getparent()
    return around.tag if around is not None else ""


def _family(family: Element) -> Iterator[PatentRecord]:
    members = family.findall("family-member")
    keys = [_publication(one) for one in members]
    for member, number in zip(members, keys, strict=True):
        alike = member.get("family-id")
        simple = [str(key) for one, key in zip(members, keys, strict=True) if alike and one.get("family-id") == alike]
        published = exchange.document_id(member.findall("publication-reference")).get("date")
        filed = exchange.document_id(member.findall("application-reference")).get("date")
        claimed = [first(one, "document-id/date") for one in member.findall("priority-claim")]
        deals, history = _events(member)
        yield PatentRecord(
            publication=str(number),
            office=number.office,
            number=number.number,
            kind=number.kind,
            application=exchange.application(member),
            filing_date=numbers.day(filed) if filed else None,
            publication_date=numbers.day(published) if published else None,
            priority_date=min((numbers.day(day) for day in claimed if day), default=None),
            priorities=exchange.priorities(member),
            docdb_application=exchange.printed(member.findall("application-reference")),
            docdb_priorities=exchange.claimed(member),
            family=tuple(dict.fromkeys(simple)),
            extended_family=tuple(dict.fromkeys(str(key) for key in keys)),
            events=deals,
            history=history,
        )


def _publication(member: Element) -> numbers.Publication:
    fields = exchange.document_id(member.findall("publication-reference"))
    return numbers.publication(join(*(fields.get(name) for name in ("country", "doc-number", "kind"))))


def _events(member: Element) -> tuple[tuple[LegalEvent, ...], tuple[StatusEvent, ...]]:
    deals: list[LegalEvent] = []
    history: list[StatusEvent] = []
    for one in member.findall("legal"):
        words, code = join(one.get("desc")), join(one.get("code"))
        details = {join(child.get("desc")).upper(): text(child) for child in one.iter() if child is not one}
        printed = details.get("EFFECTIVE DATE") or details.get("GAZETTE DATE")
        date = numbers.day(printed) if printed and not printed.startswith("0001") else None
        if deal := _deal(words.upper(), code, date, details):
            deals.append(deal)
            continue
        where = details.get("REF COUNTRY CODE") or details.get("DESIGNATED STATE(S)") or ""
        country = where if is_country(where) else None
        history.append(StatusEvent(legal.step(words.upper()), date, code or None, words or None, country))
    return tuple(deals), tuple(history)


def _deal(words: str, code: str, date: str | None, details: dict[str, str | None]) -> LegalEvent | None:
    """The deal that a legal event is; None where it is none."""
    kind = legal.deal(words)
    free = details.get("FREE FORMAT TEXT") or ""
    frame = _FRAME.search(free)
    if kind and frame:
        kind = conveyance(free.partition(";")[0])
    if kind is None:
        return None
    named = details.get("NEW OWNER") or details.get("OWNER")
    sources = _ASSIGNORS.search(free)
    return LegalEvent(
        kind,
        source_parties=tuple(Party(join(one)) for one in (sources[1].split(";") if sources else ()) if one.strip()),
        target_parties=(_owner(named),) if named else (),
        date=date,
        number=frame[1] if frame else code,
    )


def _owner(printed: str) -> Party:
    """``EXAMPLE INC., TEXAS`` and the place it ends in."""
    name, comma, place = printed.rpartition(", ")
    if comma and place.rstrip(".") not in _LEGAL_FORMS:
        return Party(name, address=place)
    return Party(printed)


FORMAT = Format(
    name="epo-ops",
    title="EPO Open Patent Services as XML: bibliographic data, families, legal events",
    authority=10,
    recognises=partial(starts, names=(_ROOT,)),
    read=partial(read, names=(_ROOT,), records=_records),
    version=2,
)
