"""CNIPA gazette XML: Chinese publications, version 2.2 of the office's schema.

Elements stand in the namespaces ``business`` and ``base``. Of an address, province and city are the office's own
division; a municipality's ``市辖区`` is no city. The agency is the firm; examiner and citations stand in grants alone.

Source: element map of ``business:PatentDocumentAndRelated``, ``xsdVersion`` V2.2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Format
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import Element, first, join, read, starts, text

__all__ = ["FORMAT"]

_ROOT = "PatentDocumentAndRelated"
_TYPES = {
    "A": "invention",
    "B": "invention",
    "C": "invention",
    "U": "utility_model",
    "Y": "utility_model",
    "S": "design",
}
_IPC = ("Section", "MainClass", "Subclass")
_NO_CITY = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def _records(root: Element) -> Iterator[PatentRecord]:
    data = root.find("BibliographicData")
    if data is None:
        raise RecordError("the document has no bibliographic data")
    number = numbers.publication(_document(data.find("PublicationReference")))
    filed = first(data, "ApplicationReference/DocumentID/DocNumber")
    applicants = tuple(_parties(data, "Applicant"))
    owners = tuple(_parties(data, "Assignee"))
    inventors = tuple(_parties(data, "Inventor"))
    claims = [claim for one in root.findall("Claims/Claim") if (claim := text(one))]
    title, abstract = (
        first(data, "InventionTitle"),
        first(root, "Abstract/Paragraphs") or first(data, "Abstract/Paragraphs"),
    )
    published = _day(data, "PublicationReference/DocumentID/Date")
    priorities = [text(one) for one in data.iterfind(".//PriorityClaim//Date")]
    yield PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(filed, "CN") if filed else None,
        type=_TYPES.get(number.kind[:1]),
        titles=(Text(title, "zh"),) if title else (),
        abstracts=(Text(abstract, "zh"),) if abstract else (),
        filing_date=_day(data, "ApplicationReference/DocumentID/Date"),
        publication_date=published,
        grant_date=published if number.kind[:1] in "BCUYS" else None,
        priority_date=min((numbers.day(one) for one in priorities if one), default=None),
        claims=len(claims) or None,
        first_claim=claims[0] if claims else None,
        applicants=applicants or owners,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(data)),
        citations=tuple(_citations(data)),
        literature=tuple(found for one in data.iterfind(".//NPLCitation") if (found := text(one))),
        priorities=numbers.priorities(_claimed(data)),
        examiner=first(data, ".//ExaminerDetails/Examiner/Name"),
        agency=first(data, ".//AgentDetails/Agent/Agency/AddressBook/OrganizationName"),
    )


def _claimed(data: Element) -> Iterator[str]:
    for one in data.iterfind(".//PriorityClaim"):
        yield join(first(one, ".//WIPOST3Code"), first(one, ".//DocNumber"))


def _document(reference: Element | None) -> str:
    return join(*(first(reference, f"DocumentID/{name}") for name in ("WIPOST3Code", "DocNumber", "Kind")))


def _day(element: Element, path: str) -> str | None:
    printed = first(element, path)
    return numbers.day(printed) if printed else None


def _parties(data: Element, role: str) -> Iterator[Party]:
    for one in data.iterfind(f".//{role}Details/{role}"):
        name = first(one, "AddressBook/Name", "AddressBook/OrganizationName")
        province, city = first(one, "AddressBook/Address/Province"), first(one, "AddressBook/Address/City")
        if name:
            yield Party(
                name,
                kind="person" if role == "Inventor" else None,
                country="CN" if province else None,
                province=province,
                city=city if city not in _NO_CITY else None,
                address=first(one, "AddressBook/Address/Text"),
            )


def _classes(data: Element) -> Iterator[Classification]:
    printed = []
    for one in data.iterfind(".//ClassificationIPCR"):
        part = "".join(first(one, tag) or "" for tag in _IPC)
        group = first(one, "MainGroup")
        printed.append(
            f"{part}{group}/{first(one, 'Subgroup') or '00'}" if part and group else first(one, "Text") or ""
        )
    yield from notation.classes("ipc", printed)
    locarno = (text(one) or "" for one in data.iterfind(".//ClassificationLocarno//MainClassification"))
    yield from notation.classes("locarno", locarno)


def _citations(data: Element) -> Iterator[Citation]:
    for one in data.iterfind(".//ReferencesCited/Citation//PublicationReference"):
        try:
            yield Citation(numbers.cited("", _document(one)), "examiner")
        except RecordError:
            continue


FORMAT = Format(
    name="cnipa-xml",
    title="CNIPA gazette XML, schema 2.2",
    authority=10,
    recognises=partial(starts, names=(_ROOT,)),
    read=partial(read, names=(_ROOT,), records=_records, drop=("Description",)),
    version=2,
)
