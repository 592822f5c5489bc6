"""USPTO grants of 2001 to 2004: WIPO ST.32 in its US form, versions 2.4 (SGML) and 2.5 (XML).

The elements are numbered by INID codes: ``B110`` is the number, ``B540`` the title. SGML leaves the end of empty
elements out, which is mended before parsing.

- Citations marked by the examiner are the examiner's; those of others are open.
- The search fields (``B580``) are no classes and are left out.
- A design's ``B511`` is its Locarno class.

Source: the DTD ``ST32-US-Grant-025xml`` of the USPTO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.formats import Format
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import Element, first, is_country, join, read, starts, text

__all__ = ["FORMAT"]

_ROOT = "PATDOC"
_PARENTS = (
    "B600/B680US/DOC",
    *(f"B600/{tag}/PARENT-US/PDOC/DOC" for tag in ("B620", "B630/*", "B640", "B641US", "B660")),
    "B800/B860/B861/DOC",
)
"""Provisional applications; those divided, continued, reissued and substituted; international ones."""

_EMPTY = re.compile(
    rb"<((?:B221US|B473US|B597US|CHEMCDX|CHEMMOL|CITED-BY-EXAMINER|CITED-BY-OTHER|CRF|CUSTOM-CHARACTER|DEL-E|DEL-S|"
    rb"DFREF|EMI|EMR|FOR|INS-E|INS-S|LSTREF|MATHEMATICA|PAREF|TBLREF|SEQREF)(?:\s[^<>]*?)?)(?<!/)>"
)


def _mend(data: bytes) -> bytes:
    """Closes the empty elements that SGML leaves open."""
    return _EMPTY.sub(rb"<\1/>", data) if b"</CITED-BY" not in data else data


def _records(root: Element) -> Iterator[PatentRecord]:
    bibliography = root.find("SDOBI")
    if bibliography is None:
        raise RecordError("the document has no bibliographic data")
    country = first(bibliography, "B100/B190") or "US"
    number = numbers.publication(join(country, first(bibliography, "B100/B110"), first(bibliography, "B100/B130")))
    filed = first(bibliography, "B200/B210")
    inventors = tuple(_parties(bibliography, "B700/B720/B721"))
    owners = tuple(_parties(bibliography, "B700/B730/B731"))
    citations, literature = _references(bibliography)
    claims = root.findall("SDOCL//CLM")
    title, abstract = first(bibliography, "B500/B540"), text(root.find("SDOAB"))
    published = _day(bibliography, "B100/B140")
    yield PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(filed, "US") if filed else None,
        type="design" if number.kind[:1] == "S" else "invention" if number.kind[:1] == "B" else None,
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=_day(bibliography, "B200/B220"),
        publication_date=published,
        grant_date=published,
        priority_date=min((day for one in _dates(bibliography) if (day := numbers.day(one))), default=None),
        claims=numbers.count(first(bibliography, "B500/B570/B577") or "") or len(claims) or None,
        first_claim=text(claims[0]) if claims else None,
        applicants=owners or inventors,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(bibliography, number.kind)),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        examiner=next((one.name for one in _parties(bibliography, "B700/B745/B746")), None),
        agency=next((one.name for one in _parties(bibliography, "B700/B740/B741")), None),
        priorities=numbers.priorities(_claimed(bibliography)),
    )


def _day(element: Element, path: str) -> str | None:
    printed = first(element, path)
    return numbers.day(printed) if printed else None


def _dates(bibliography: Element) -> Iterator[str]:
    """Dates of the foreign and provisional applications that are claimed."""
    for path in ("B300/B320", "B600/B680US//DATE"):
        for one in bibliography.findall(path):
            if printed := text(one):
                yield printed


def _claimed(bibliography: Element) -> Iterator[str]:
    """Foreign and provisional applications, and those that this one continues, divides or follows into the US."""
    for one in bibliography.findall("B300"):
        yield join(first(one, "B330/CTRY"), first(one, "B310/DNUM"))
    for path in _PARENTS:
        for one in bibliography.findall(path):
            number = first(one, "DNUM") or ""
            yield number if number.startswith("PCT") else join(first(one, "CTRY") or "US", number)


def _parties(bibliography: Element, path: str) -> Iterator[Party]:
    for one in bibliography.findall(f"{path}/PARTY-US"):
        organization = first(one, "NAM/ONM")
        person = join(*(first(one, f"NAM/{tag}") for tag in ("FNM", "SNM", "SFX")))
        country = first(one, "ADR/CTRY")
        if organization or person:
            state = first(one, "ADR/STATE")
            yield Party(
                organization or person,
                kind="organization" if organization else "person",
                country=country if is_country(country) else "US" if state else None,
                province=state,
                city=first(one, "ADR/CITY"),
            )


def _classes(bibliography: Element, kind: str) -> Iterator[Classification]:
    printed = [_raw(one) for tag in ("B511", "B512") for one in bibliography.findall(f"B500/B510/{tag}")]
    if kind.startswith("S"):
        yield from notation.classes("locarno", printed)
    else:
        yield from notation.classes("ipc", map(notation.columns, printed))
    national = bibliography.findall("B500/B520/B521") + bibliography.findall("B500/B520/B522")
    yield from notation.classes("uspc", map(_raw, national))


def _raw(element: Element) -> str:
    """The text with its blanks, which tell the columns of a symbol."""
    return "".join(one.text or "" for one in element.iter("PDAT"))


def _references(bibliography: Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: list[Citation] = []
    literature = [printed for one in bibliography.findall("B500/B560/B562/NCIT") if (printed := text(one))]
    for one in bibliography.findall("B500/B560/B561"):
        document = one.find("PCIT/DOC")
        origin = "examiner" if one.find("CITED-BY-EXAMINER") is not None else "unknown"
        country, kind = first(document, "CTRY") or "US", first(document, "KIND") or ""
        try:
            number = numbers.cited(country, (first(document, "DNUM") or "").replace(". ", ""), kind)
            citations.append(Citation(number, origin))
        except RecordError:
            if printed := text(one):
                literature.append(printed)
    return tuple(citations), tuple(literature)


FORMAT = Format(
    name="uspto-st32",
    title="USPTO grants of 2001 to 2004 (ST.32 versions 2.4 and 2.5, SGML and XML)",
    authority=10,
    recognises=partial(starts, names=(_ROOT,)),
    read=partial(read, names=(_ROOT,), records=_records, drop=("SDODE", "SDODR"), mend=_mend),
    version=2,
)
