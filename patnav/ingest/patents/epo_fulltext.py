"""EPO full text: applications (A documents) and grants (B documents), schema 1.0 to 1.5.1.

The elements are numbered by INID codes, ``B110`` being the number. What is taken for what:

- Applicants are those of ``B710``; a grant names its proprietors (``B730``), who are the owners and, where no
  applicant is named, the applicants. Nothing tells firms from persons, but that an inventor is a person.
- The title in the language of publication comes first; the abstract and the claims are those in that language.
- Citations are those of the European search (``B560``), the examiner's.
- Oppositions (``B780``) and lapses in states (``B475``) stand in the history.

Source: the DTDs ``ep-patent-document`` 1.0 to 1.5.1 of the European Patent Office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, StatusEvent, Text
from patnav.ingest.formats import Format
from patnav.ingest.patents import notation, numbers
from patnav.ingest.patents.exchange import designated
from patnav.ingest.xml import Element, first, is_country, join, read, starts, text

__all__ = ["FORMAT"]

_ROOT = "ep-patent-document"
_CITED = re.compile(r"([A-Z]{2})-([A-Z]\d?)-\s*([\dA-Z][\dA-Z/.\s-]*)")


def _records(root: Element) -> Iterator[PatentRecord]:
    bibliography = root.find("SDOBI")
    if bibliography is None:
        raise RecordError("the document has no bibliographic data")
    country = first(bibliography, "B100/B190") or root.get("country", "EP")
    number = numbers.publication(join(country, first(bibliography, "B100/B110"), first(bibliography, "B100/B130")))
    lang = (first(bibliography, "B200/B260") or root.get("lang") or "").lower()
    filed = first(bibliography, "B200/B210")
    inventors = tuple(_parties(bibliography, "B720/B721", set()))
    people = {one.name for one in inventors}
    owners = tuple(_parties(bibliography, "B730/B731", people))
    citations, literature = _references(bibliography)
    claims = _claims(root, lang)
    granted = number.kind.startswith("B")
    published = _day(bibliography, "B100/B140/date")
    yield PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=numbers.application(filed, "EP") if filed else None,
        type="invention",
        titles=tuple(_titles(bibliography, lang)),
        abstracts=tuple(_abstracts(root)),
        filing_date=_day(bibliography, "B200/B220/date"),
        publication_date=published,
        grant_date=(_day(bibliography, "B400/B450/date") or published) if granted else None,
        priority_date=min(_days(bibliography, "B300/B320/date"), default=None),
        claims=len(claims) or None,
        first_claim=text(claims[0]) if claims else None,
        applicants=tuple(_parties(bibliography, "B710/B711", people)) or owners,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(bibliography)),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        priorities=_priorities(bibliography),
        designated=designated(bibliography.iterfind("B800/B840/ctry")),
        agency=first(bibliography, "B700/B740/B741/snm"),
        history=tuple(_history(bibliography)),
    )


def _day(element: Element, path: str) -> str | None:
    return next(_days(element, path), None)


def _days(element: Element, path: str) -> Iterator[str]:
    for one in element.findall(path):
        if printed := text(one):
            yield numbers.day(printed)


def _priorities(bibliography: Element) -> tuple[str, ...]:
    """The applications whose priority is claimed: numbers and countries stand in turn."""
    found = (bibliography.findall(f"B300/{tag}") for tag in ("B310", "B330/ctry"))
    return numbers.priorities(f"{text(country)} {text(number)}" for number, country in zip(*found, strict=False))


def _titles(bibliography: Element, lang: str) -> Iterator[Text]:
    """Titles by language, that of publication first."""
    found: dict[str, str] = {}
    language = ""
    for one in bibliography.findall("B500/B540/*"):
        if one.tag == "B541":
            language = (text(one) or "").lower()
        elif one.tag == "B542" and (printed := text(one)):
            found[language] = printed
    for language in sorted(found, key=lambda one: one != lang):
        yield Text(found[language], language or None)


def _abstracts(root: Element) -> Iterator[Text]:
    for one in root.findall("abstract"):
        if printed := text(one):
            yield Text(printed, one.get("lang") or None)


def _claims(root: Element, lang: str) -> list[Element]:
    sets = root.findall("claims")
    chosen = next((one for one in sets if one.get("lang") == lang), sets[0] if sets else None)
    return chosen.findall("claim") if chosen is not None else []


def _parties(bibliography: Element, path: str, people: set[str]) -> Iterator[Party]:
    """The parties at a path; those of ``B720`` are persons, and of others those who are among ``people``."""
    inventors = path.startswith("B720")
    for one in bibliography.findall(f"B700/{path}"):
        printed = join(first(one, "snm", "onm"))
        family, _, given = printed.partition(", ")
        name = join(given.replace(", ", " "), family) if inventors and given else printed
        if not inventors and join(given.replace(", ", " "), family) in people:
            name = join(given.replace(", ", " "), family)
        if name:
            country = first(one, "adr/ctry")
            street, city = first(one, "adr/str"), first(one, "adr/city")
            yield Party(
                name,
                kind="person" if inventors or name in people else None,
                country=country if is_country(country) else None,
                city=city,
                address=", ".join(part for part in (street, city) if part) or None,
            )


def _classes(bibliography: Element) -> Iterator[Classification]:
    current = notation.placed([text_of(one) for one in bibliography.findall("B500/B510EP/classification-ipcr")])
    former = [text_of(one) for tag in ("B511", "B512") for one in bibliography.findall(f"B500/B510/{tag}")]
    yield from notation.classes("ipc", [*current, *(re.sub(r"^\s*\d\s*", "", one) for one in former)])
    cpc = [text_of(one) for one in bibliography.findall("B500/B520EP//classification-cpc")]
    yield from notation.classes("cpc", notation.placed(cpc))


def text_of(element: Element) -> str:
    """The text of an element with its blanks, which tell the columns of a symbol."""
    return "".join(str(part) for part in element.itertext())


def _references(bibliography: Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: list[Citation] = []
    literature = [printed for one in bibliography.findall("B500/B560/B562") if (printed := text(one))]
    for one in bibliography.findall("B500/B560/B561"):
        printed = text(one) or ""
        match = _CITED.match(printed)
        try:
            number = numbers.cited(match[1], re.sub(r"\s+", "", match[3]), match[2]) if match else ""
            citations.append(Citation(number or numbers.cited("", printed), "examiner"))
        except RecordError:
            literature.append(printed)
    return tuple(citations), tuple(one for one in literature if one)


def _history(bibliography: Element) -> Iterator[StatusEvent]:
    for one in bibliography.findall("B700/B780/B781"):
        day = first(one, "date")
        yield StatusEvent("opposition", numbers.day(day) if day else None, text=first(one, "snm"))
    lapsed: str | None = None
    for one in bibliography.findall("B400/B472/B475/*"):
        if one.tag == "date":
            lapsed = text(one)
        elif one.tag == "ctry":
            yield StatusEvent("lapse", numbers.day(lapsed) if lapsed else None, country=text(one))
            lapsed = None


FORMAT = Format(
    name="epo-fulltext",
    title="EPO full text, A and B documents, schema 1.0 to 1.5.1",
    authority=10,
    recognises=partial(starts, names=(_ROOT,)),
    read=partial(read, names=(_ROOT,), records=_records, drop=("description",)),
    version=2,
)
