"""USPTO full text, grants and applications, XML versions 4.0 to 4.7 (2004 to today).

Read are single documents and weekly files: thousands of documents one after the other, each with its own XML
declaration, also in a zip or gzip. A file is cut into documents by bytes; of each, what stands before the description
is parsed, and the first claim; of the rest nothing enters a record but how many claims there are. No DTD is loaded, no
entity but a character's name is resolved, and a document that declares entities is refused.

What is taken for what:

- Applicants are the ``us-applicant`` elements. Before 2012 US inventors were applicants by law, and files of that
  time mark them ``applicant-inventor``: these are the inventors here, and the assignees, if any, the applicants.
- Owners are the assignees at the time of publication.
- The priority date is the earliest of the foreign and provisional applications that are claimed.
- A reissue is a design where it has a Locarno class, else an invention; a plant patent has no type.
- ``sequence-cwu`` documents between the patents (sequence listings) are no patents and are passed over.

Source: the DTDs ``us-patent-grant-v4x`` and ``us-patent-application-v4x`` of the USPTO Open Data Portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.cutting import declared, root_name
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import Element, fields, first, is_country, join, parse, text

__all__ = ["FORMAT"]

_ROOTS = (b"us-patent-grant", b"us-patent-application")
_START = 2048
"""Where the root of a document is looked for first."""

_PARENTS = ("continuation", "division", "continuation-in-part", "continuing-reissue", "reissue", "substitution")
_SYMBOL = ("section", "class", "subclass", "main-group", "subgroup")
_CITED = ("country", "doc-number", "kind", "category")
_CLAIM = re.compile(rb"<claim[\s>]")
_TYPES = {"utility": "invention", "sir": "invention", "design": "design", "reissue": "invention"}
_ORIGINS = {"cited by examiner": "examiner", "cited by applicant": "applicant"}
_SCHEMES = {
    "ipc": ("classifications-ipcr", "classification-ipc"),
    "cpc": ("classifications-cpc",),
    "locarno": ("classification-locarno",),
    "uspc": ("classification-national",),
}


def _recognises(sample: Sample) -> bool:
    return root_name(sample.head) in _ROOTS


def _read(path: Path) -> Iterator[Item | Reject]:
    for member, stream in opening.streams(path):
        for number, document in enumerate(declared(path, stream), start=1):
            name = root_name(document[:_START]) or root_name(document[: opening.HEAD])
            if name == b"sequence-cwu":
                continue
            position = f"{member}: document {number}" if member else f"document {number}"
            try:
                yield Item(position, _record(*_parts(document, name)))
            except RecordError as error:
                yield Reject(position, str(error), document[:RAW])


def _parts(document: bytes, name: bytes | None) -> tuple[Element, bytes]:
    """The part of a document before its description, parsed, and its claims, unparsed; checked to be whole."""
    if name not in _ROOTS:
        raise RecordError("no us-patent-grant or us-patent-application document")
    end = b"</" + name + b">"
    if not document.rstrip().endswith(end):
        raise RecordError("the document ends too early", "copy or download the file again")
    last = document.rfind(b"</claims>")  # the claims stand last, so they are looked for from the end
    first = max(document.rfind(b"<claims", 0, max(last, 0)), 0)
    cut = min((place for place in (document.find(b"<description"), first) if place > 0), default=0)
    head = document[:cut] + end if cut else document
    if b"<!ENTITY" in head:
        raise RecordError("the document declares entities, which USPTO files do not need")
    return parse(head), document[first:last] if first else b""


def _record(root: Element, claims: bytes) -> PatentRecord:
    bibliography = next((one for one in root if one.tag.startswith("us-bibliographic-data")), None)
    if bibliography is None:
        raise RecordError("the document has no bibliographic data")
    parts: dict[str, Element] = {one.tag: one for one in bibliography}
    published = _document_id(parts.get("publication-reference"))
    filed = _document_id(parts.get("application-reference"))
    if filed and "doc-number" not in filed:
        raise RecordError("the application has no number")
    number = numbers.publication(" ".join(published.get(tag, "") for tag in ("country", "doc-number", "kind")))
    publication_date = _day(published)
    granted = bibliography.tag.endswith("grant")
    people = parts["us-parties"] if "us-parties" in parts else parts.get("parties")
    applicants, inventors = _people(people)
    owners = _parties(parts.get("assignees"))
    title, abstract = text(parts.get("invention-title")), text(root.find("abstract"))
    citations, literature = _references(parts.get("us-references-cited", parts.get("references-cited")))
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(filed["doc-number"], filed.get("country", "US")) if filed else None,
        type=_type(parts),
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=_day(filed),
        publication_date=publication_date,
        grant_date=publication_date if granted else None,
        priority_date=_priority(parts),
        claims=_claims(parts.get("number-of-claims"), claims),
        first_claim=_first_claim(claims),
        applicants=applicants or owners or inventors,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(parts)),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        priorities=_priorities(parts),
        examiner=_examiner(parts.get("examiners")),
        agency=first(people, "agents/agent/addressbook/orgname"),
    )


def _document_id(reference: Element | None) -> dict[str, str]:
    if reference is None or (document := reference.find("document-id")) is None:
        return {}
    return fields(document)


def _day(fields: dict[str, str]) -> str | None:
    return numbers.day(fields["date"]) if "date" in fields else None


def _type(parts: dict[str, Element]) -> str | None:
    if "classification-locarno" in parts:
        return "design"
    application = parts.get("application-reference")
    return _TYPES.get(application.get("appl-type", "")) if application is not None else None


def _priority(parts: dict[str, Element]) -> str | None:
    claimed = list(parts["priority-claims"].iter("date")) if "priority-claims" in parts else []
    if "us-related-documents" in parts:
        for provisional in parts["us-related-documents"].iterchildren("us-provisional-application"):
            claimed += provisional.iter("date")
    days = [numbers.day(one.text) for one in claimed if one.text]
    return min(days, default=None)


def _priorities(parts: dict[str, Element]) -> tuple[str, ...]:
    """Foreign and provisional applications, and those that this one continues, divides or follows into the US."""
    claimed = list(parts["priority-claims"]) if "priority-claims" in parts else []
    related = parts.get("us-related-documents")
    for one in related if related is not None else ():
        if one.tag == "us-provisional-application":
            claimed += one.iterchildren("document-id")
        elif one.tag in _PARENTS:
            claimed += one.iterfind("relation/parent-doc/document-id")
    if "pct-or-regional-filing-data" in parts:
        claimed += parts["pct-or-regional-filing-data"].iterchildren("document-id")
    values = map(fields, claimed)
    return numbers.priorities(_claimed(one.get("country", ""), one.get("doc-number", "")) for one in values)


def _claimed(country: str, number: str) -> str:
    return number if number.startswith("PCT") or country == "WO" else f"{country} {number}"


def _claims(stated: Element | None, claims: bytes) -> int | None:
    if stated is not None and (number := numbers.count(stated.text or "")) is not None:
        return number
    return len(_CLAIM.findall(claims)) if claims else None


def _first_claim(claims: bytes) -> str | None:
    start = _CLAIM.search(claims)
    end = claims.find(b"</claim>", start.end()) if start else -1
    return text(parse(claims[start.start() : end + len(b"</claim>")])) if start and end >= 0 else None


def _people(parties: Element | None) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Applicants and inventors; the ``applicant-inventor`` of old files counts as inventor only."""
    applicants: list[Party] = []
    inventors: list[Party] = []
    for group in parties if parties is not None else ():
        if group.tag in ("us-applicants", "applicants"):
            for one in group:
                old = group.tag == "applicants" and one.get("app-type") == "applicant-inventor"
                (inventors if old else applicants).extend(_party(one))
        elif group.tag == "inventors":
            for one in group:
                inventors.extend(_party(one))
    return tuple(applicants), tuple(inventors)


def _parties(group: Element | None) -> tuple[Party, ...]:
    return tuple(party for one in group for party in _party(one)) if group is not None else ()


def _party(element: Element) -> Iterator[Party]:
    """The party that an element names; nothing where it names none."""
    book = element.find("addressbook")
    values = fields(element if book is None else book)
    place = element.find("addressbook/address")
    address = fields(place) if place is not None else {}
    country = address.get("country", "")
    if not is_country(country) and (residence := element.find("residence")) is not None:
        country = fields(residence).get("country", "")
    given = [values[tag] for tag in ("first-name", "middle-name", "last-name", "suffix") if tag in values]
    organization = values.get("orgname")
    name = organization or " ".join(given) or values.get("name")
    if name:
        yield Party(
            " ".join(name.split()),
            kind="organization" if organization else "person" if given else None,
            country=country if is_country(country) else None,
            province=address.get("state"),
            city=address.get("city"),
        )


def _examiner(examiners: Element | None) -> str | None:
    """The primary examiner."""
    named = fields(examiners.find("primary-examiner")) if examiners is not None else {}
    return join(named.get("first-name"), named.get("last-name")) or None


def _classes(parts: dict[str, Element]) -> Iterator[Classification]:
    for scheme, tags in _SCHEMES.items():
        yield from notation.classes(scheme, (symbol for tag in tags if tag in parts for symbol in _printed(parts[tag])))


def _printed(group: Element) -> Iterator[str]:
    if group.tag in ("classifications-ipcr", "classifications-cpc"):
        for _, part in _pieces(group, ("classification-ipcr", "classification-cpc"), _SYMBOL):
            symbol = part.get("section", "") + part.get("class", "") + part.get("subclass", "")
            if main := part.get("main-group", ""):
                symbol += f"{main}/{part.get('subgroup', '')}"
            yield symbol
    else:
        for one in group:
            if one.tag in ("main-classification", "further-classification") and one.text:
                yield one.text


def _pieces(
    group: Element, wholes: tuple[str, ...], parts: tuple[str, ...]
) -> Iterator[tuple[Element, dict[str, str]]]:
    """The elements of some names in a group, each with the first text of each of its parts.

    One walk over the group is five times as fast as a search in each of its elements.
    """
    whole, found = None, dict[str, str]()
    for one in group.iter(*wholes, *parts):
        tag = one.tag
        if tag in wholes:
            if whole is not None:
                yield whole, found
            whole, found = one, {}
        elif tag not in found:
            found[tag] = (one.text or "").strip()
    if whole is not None:
        yield whole, found


def _references(group: Element | None) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: list[Citation] = []
    literature: list[str] = []
    cited = _pieces(group, ("us-citation", "citation"), _CITED) if group is not None else ()
    for one, part in cited:
        try:
            if "doc-number" not in part:
                raise RecordError("no patent is cited")
            number = numbers.cited(part.get("country", ""), part["doc-number"], part.get("kind", ""))
            citations.append(Citation(number, _ORIGINS.get(part.get("category", "").lower(), "unknown")))
        except RecordError:
            if printed := text(next(one.iterchildren("patcit", "nplcit"), None)):
                literature.append(printed)
    return tuple(citations), tuple(literature)


FORMAT = Format(
    name="uspto-xml",
    title="USPTO grants and applications, full-text XML 4.0 to 4.7, single or weekly files",
    authority=10,
    recognises=_recognises,
    read=_read,
    version=3,
)
