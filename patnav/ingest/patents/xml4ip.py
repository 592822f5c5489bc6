"""USPTO file wrappers as XML4IP, the office's form of WIPO ST.96: claims, abstracts, specifications of applications.

The office gives them as a zip of one document each, named by the number of the application. An application that is
not published has no publication number; it stands under the kind code ``X0``, by which the USPTO's assignment files
call applications, so it never meets a grant of the same digits, and the publications of the application join it by
that number. Each document gives a record with what it holds; records of one application come together in the graph.

Of a list of claims the first that has a text of its own counts: boundaries of pages and cancelled claims stand among
them.

Source: schemas ``urn:us:gov:doc:uspto:patent``, version 1.3, of the USPTO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import PatentRecord, Text
from patnav.ingest.formats import Format
from patnav.ingest.patents import numbers
from patnav.ingest.xml import Element, first, join, read, starts, text

__all__ = ["FORMAT"]

_ROOTS = ("ClaimsDocument", "AbstractDocument", "SpecificationDocument")
_CANCELED = re.compile(r"[\d\s.,-]*\(?cancell?ed\)?[\s.]*", re.IGNORECASE)
_HEADING = re.compile(r"^ABSTRACT(?: OF THE (?:DISCLOSURE|INVENTION))?[\s:.]*", re.IGNORECASE)


def _records(root: Element) -> Iterator[PatentRecord]:
    printed = first(root, ".//ApplicationHeaderDetails/ApplicationNumber", ".//ApplicationNumberText")
    if not printed:
        raise RecordError("the document names no application")
    application = numbers.application(printed, "US")
    number = numbers.Publication("US", application[2:], "X0")
    claims = {first(one, "ClaimNumber"): one for one in root.findall(".//ClaimList/Claim") if _claim(one)}
    abstract = _abstract(root)
    title = first(root, ".//InventionTitle")
    stated = first(root, "ClaimTotalQuantity")
    yield PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=application,
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        claims=numbers.count(stated or "") or len(claims) or None,
        first_claim=next((_claim(one) for one in claims.values()), None),
    )


def _abstract(root: Element) -> str | None:
    """The abstract, which the office also files as a specification with the code of one."""
    if first(root, "DocumentCode") != "ABST":
        return None
    parts = [text(one) for one in root.iter("P") if one.find("BoundaryData") is None]
    return _HEADING.sub("", join(*parts)) or None


def _claim(claim: Element) -> str | None:
    """The text of a claim without running heads; none of one that was withdrawn."""
    parts = [text(one) for one in claim.findall("ClaimText") if one.find("BoundaryData") is None]
    printed = join(*parts)
    return None if _CANCELED.fullmatch(printed) else printed or None


FORMAT = Format(
    name="uspto-xml4ip",
    title="USPTO file wrappers as XML4IP (ST.96): claims, abstracts, specifications",
    authority=10,
    recognises=partial(starts, names=_ROOTS),
    read=partial(read, names=_ROOTS, records=_records),
    version=2,
)
