"""USPTO applications of March 2001 to 2004: PAP 1.5 and 1.6.

The inventors are the applicants by the law of that time; the assignee, where one is named, stands as applicant and
owner, as in the later files. The agent's name is that of the address for letters, so no agency is taken.

Source: the DTDs ``pap-v15-2001-01-31`` and ``pap-v16-2002-01-01`` of the USPTO.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Format
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import Element, first, is_country, join, read, starts, text

__all__ = ["FORMAT"]

_ROOT = "patent-application-publication"
_PARENTS = ("non-provisional-of-provisional", "parent", "parent-pct")
_TITLES = "technical-information/title-of-invention"


def _records(root: Element) -> Iterator[PatentRecord]:
    bibliography = root.find("subdoc-bibliographic-information")
    if bibliography is None:
        raise RecordError("the document has no bibliographic data")
    number = numbers.publication(
        join("US", first(bibliography, "document-id/doc-number"), first(bibliography, "document-id/kind-code"))
    )
    filed = first(bibliography, "domestic-filing-data/application-number/doc-number")
    inventors = tuple(_people(bibliography.find("inventors")))
    owners = tuple(party for one in bibliography.iterchildren("assignee") for party in _party(one))
    claims = root.findall("subdoc-claims//claim")
    title, abstract = first(bibliography, _TITLES), _abstract(root)
    yield PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(filed, "US") if filed else None,
        type="invention" if number.kind[:1] == "A" else None,
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=_day(bibliography, "domestic-filing-data/filing-date"),
        publication_date=_day(bibliography, "document-id/document-date"),
        priority_date=_priority(bibliography),
        claims=len(claims) or None,
        first_claim=text(claims[0]) if claims else None,
        applicants=owners or inventors,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(bibliography)),
        priorities=numbers.priorities(_claimed(bibliography)),
    )


def _abstract(root: Element) -> str | None:
    paragraphs = root.findall("subdoc-abstract//paragraph")
    return join(*(text(one) for one in paragraphs)) or None


def _day(element: Element, path: str) -> str | None:
    printed = first(element, path)
    return numbers.day(printed) if printed else None


def _priority(bibliography: Element) -> str | None:
    """The earliest of the foreign and provisional applications that are claimed."""
    claimed = [first(one, "filing-date") for one in bibliography.iterchildren("foreign-priority-data")]
    for one in bibliography.iter("non-provisional-of-provisional"):
        claimed += [text(date) for date in one.iter("document-date")]
    return min((numbers.day(one) for one in claimed if one), default=None)


def _claimed(bibliography: Element) -> Iterator[str]:
    """Foreign and provisional applications, and those that this one continues, divides or follows into the US."""
    for one in bibliography.iterchildren("foreign-priority-data"):
        yield join(first(one, "country-code"), first(one, "priority-application-number/doc-number"))
    for path in _PARENTS:
        for one in bibliography.iterfind(f"continuity-data//{path}/document-id"):
            number = first(one, "doc-number") or ""  # of a PCT application the country is that of this one
            yield number if number.startswith("PCT") else join(first(one, "country-code") or "US", number)


def _people(group: Element | None) -> Iterator[Party]:
    for one in group if group is not None else ():
        yield from _party(one)


def _party(element: Element) -> Iterator[Party]:
    organization = first(element, "organization-name")
    person = join(
        *(first(element, f"name/{tag}") for tag in ("given-name", "middle-name", "family-name", "name-suffix"))
    )
    country = first(element, "residence//country-code", "address/country/country-code")
    if organization or person:
        yield Party(
            organization or person,
            kind="organization" if organization else "person",
            country=country if is_country(country) else None,
            province=first(element, "residence//state", "address/state"),
            city=first(element, "residence//city", "address/city"),
        )


def _classes(bibliography: Element) -> Iterator[Classification]:
    printed = (text(one) or "" for one in bibliography.findall("technical-information/classification-ipc//ipc"))
    yield from notation.classes("ipc", printed)
    national = bibliography.findall("technical-information/classification-us//uspc")
    yield from notation.classes("uspc", (f"{first(one, 'class') or '':>3}{first(one, 'subclass')}" for one in national))


FORMAT = Format(
    name="uspto-pap",
    title="USPTO applications of 2001 to 2004 (PAP 1.5 and 1.6)",
    authority=10,
    recognises=partial(starts, names=(_ROOT,)),
    read=partial(read, names=(_ROOT,), records=_records, drop=("subdoc-description", "subdoc-drawings")),
    version=2,
)
