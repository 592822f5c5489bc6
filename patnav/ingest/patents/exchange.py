"""The EPO's exchange documents, of DOCDB and of Open Patent Services: one publication's bibliographic data.

- Names come in several forms; the original (``original``, ``docdba``) is the name, the standardised one (``docdb``,
  ``epodoc``) another name of the same party, and the country stands with either.
- Applications and priorities count in their DOCDB form.
- A citation of the applicant's is told by its phase (``APP``) or by who cited; those of other phases are the
  office's.
- Older US application numbers have lost their series code; they are left out, as are those of PCT publications, whose
  receiving office is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.patents import docdb_numbers, notation, numbers
from patnav.ingest.xml import Element, first, is_country, join, text

__all__ = ["application", "claimed", "designated", "document_id", "printed", "priorities", "record"]

_FORMATS = ("docdb", "", None)
_COUNTRY = re.compile(r"\s*\[([A-Z]{2})\]\s*$")
_TYPES = {"U": "utility_model", "Y": "utility_model", "S": "design"}
_APPLICANT = ("APP", "applicant")
_CPC = ("section", "class", "subclass")


def record(root: Element) -> PatentRecord:
    """Makes the record of an ``exchange-document``.

    Raises:
        RecordError: It has no number, or an impossible one.
    """
    number = numbers.publication(join(*(root.get(name) for name in ("country", "doc-number", "kind"))))
    data = root.find("bibliographic-data")
    if data is None:
        data = root
    published = root.get("date-publ") or _reference_date(data, "publication-reference")
    filed, filing = document_id(data.findall("application-reference")), application(data)
    applicants = tuple(_parties(data, "applicant"))
    inventors = tuple(_parties(data, "inventor"))
    citations, literature = _references(data)
    abstracts = tuple(_texts(root.findall("abstract") + data.findall("abstract")))
    granted = first(data, "dates-of-public-availability/printed-with-grant/document-id/date")
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=filing,
        type=_TYPES.get(number.kind[:1]) if number.office not in ("US", "EP", "WO") or number.kind[:1] == "S" else None,
        titles=tuple(_texts(data.findall("invention-title"))),
        abstracts=abstracts,
        filing_date=numbers.day(filed["date"]) if filed.get("date") else _dated(data, "application-reference"),
        publication_date=numbers.day(published) if published else None,
        grant_date=numbers.day(granted) if granted else None,
        priority_date=min(_priorities(data), default=None),
        applicants=_persons(applicants, inventors),
        inventors=inventors,
        classes=tuple(_classes(data)),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        priorities=priorities(data),
        docdb_application=printed(data.findall("application-reference")),
        docdb_priorities=claimed(data),
        designated=designated(data.iterfind("designation-of-states//country")),
        family=_family(root, str(number)),
    )


def document_id(references: Sequence[Element]) -> dict[str, str]:
    """The fields of the ``document-id`` in DOCDB form among some references; empty where there is none."""
    for wanted in _FORMATS:
        for one in references:
            for inner in one.findall("document-id"):
                form = one.get("data-format") or inner.get("document-id-type")
                if form == wanted or (wanted == "" and form not in ("epodoc", "original")):
                    return {child.tag: join(child.text) for child in inner if join(child.text)}
    return {}


def application(data: Element) -> str | None:
    """The number of the application below some element, where it tells which one it is."""
    fields = document_id(data.findall("application-reference"))
    country, number = fields.get("country"), fields.get("doc-number")
    if not country or not number or country == "WO" or fields.get("kind") == "W":
        return None
    if country == "US":
        series = re.fullmatch(r"(?:19|20)\d\d(\d{8})", number)
        return "US" + series[1] if series else None
    try:
        return numbers.application(number, country)
    except RecordError:
        return None


def printed(references: Sequence[Element]) -> str | None:
    """The number among some references as DOCDB prints it, ``US 201113123456 A``."""
    fields = document_id(references)
    return docdb_numbers.printed(join(*(fields.get(name) for name in ("country", "doc-number", "kind"))))


def _reference_date(data: Element, name: str) -> str | None:
    return document_id(data.findall(name)).get("date") or first(data, f"{name}/document-id/date")


def _dated(data: Element, name: str) -> str | None:
    printed = first(data, f"{name}/document-id/date")
    return numbers.day(printed) if printed else None


def _priorities(data: Element) -> Iterator[str]:
    for one in data.iterfind(".//priority-claim"):
        if (printed := first(one, "document-id/date")) and printed != "00010101":
            yield numbers.day(printed)


def priorities(data: Element) -> tuple[str, ...]:
    """The applications whose priority is claimed, those that no longer count left out."""
    found = []
    for one in _active(data):
        fields = document_id([one]) if one.get("data-format") in ("docdb", None) else {}
        if not fields and (inner := one.find("document-id[@document-id-type='epodoc']")) is not None:
            fields = {"doc-number": first(inner, "doc-number") or ""}
        parts = (fields.get("country"), fields.get("doc-number"), fields.get("kind"))
        found.append(join(*parts) if fields.get("doc-number") else None)
    return numbers.priorities(found)


def claimed(data: Element) -> tuple[str, ...]:
    """The applications of :func:`priorities` as DOCDB prints them, each once."""
    return tuple(dict.fromkeys(filter(None, (printed([one]) for one in _active(data)))))


def _active(data: Element) -> Iterator[Element]:
    for one in data.iterfind(".//priority-claim"):
        if (first(one, "priority-active-indicator") or "YES")[:1] == "Y":
            yield one


def designated(countries: Iterable[Element]) -> tuple[str, ...]:
    """Codes of states, each once, in order."""
    return tuple(dict.fromkeys(code for one in countries if is_country(code := text(one) or "")))


def _texts(elements: Sequence[Element]) -> Iterator[Text]:
    """One text a language, in the order of the source."""
    seen: set[str | None] = set()
    for one in elements:
        lang = (one.get("lang") or "").lower() or None
        if lang in ("ol", "xx"):
            lang = None
        if lang not in seen and (printed := text(one)):
            seen.add(lang)
            yield Text(printed, lang)


def _parties(data: Element, role: str) -> Iterator[Party]:
    """Parties in their sequence, original names first."""
    forms: dict[str, dict[str, Element]] = {}
    for one in data.findall(f"parties/{role}s/{role}"):
        forms.setdefault(one.get("sequence", ""), {}).setdefault(one.get("data-format", ""), one)
    for found in forms.values():
        ordered = [found[form] for form in ("original", "docdba", "docdb", "epodoc", "") if form in found]
        ordered = ordered or list(found.values())
        printed = [first(one, f"{role}-name/name", "name") or "" for one in ordered]
        names = [_COUNTRY.sub("", name).rstrip(",") for name in printed if name]
        countries = [first(one, "residence/country") for one in ordered]
        countries += [match[1] for name in printed if (match := _COUNTRY.search(name))]
        if names:
            yield Party(
                _given_first(names[0]) if role == "inventor" else names[0],
                kind="person" if role == "inventor" else None,
                other_names=tuple(dict.fromkeys(name for name in names[1:] if name != names[0])),
                country=next((one for one in countries if is_country(one)), None),
                address=next((place for one in ordered if (place := first(one, "address/text"))), None),
            )


def _given_first(name: str) -> str:
    """``DOE, Jane`` as ``Jane DOE``; a name without a comma does not tell."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name


def _persons(applicants: tuple[Party, ...], inventors: tuple[Party, ...]) -> tuple[Party, ...]:
    """Applicants, those who are inventors as persons."""
    known = {one.name: one for one in inventors}
    return tuple(known.get(_given_first(one.name), one) for one in applicants)


def _classes(data: Element) -> Iterator[Classification]:
    current = [_raw(one) for one in data.findall("classifications-ipcr/classification-ipcr")]
    former = [_raw(one) for one in data.findall("classification-ipc/*") if one.tag != "edition"]
    yield from notation.classes(
        "ipc", [*notation.placed(current), *(re.sub(r"^\s*\d\s*", "", one) for one in former if not current)]
    )
    cpc: list[tuple[bool, str]] = []
    for one in data.iterfind("patent-classifications//patent-classification"):
        scheme = one.find("classification-scheme")
        if scheme is not None and not scheme.get("scheme", "").startswith("CPC"):
            continue
        symbol = _raw(one.find("classification-symbol")) or "".join(first(one, tag) or "" for tag in _CPC)
        if group := first(one, "main-group"):
            symbol += f"{group}/{first(one, 'subgroup') or '00'}"
        cpc.append((first(one, "symbol-position") != "F", symbol))
    yield from notation.classes("cpc", (symbol for _, symbol in sorted(cpc, key=lambda pair: pair[0])))


def _raw(element: Element | None) -> str:
    return "".join(str(part) for part in element.itertext()) if element is not None else ""


def _references(data: Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: dict[str, Citation] = {}
    literature: dict[str, None] = {}
    for one in data.findall("references-cited/citation"):
        by = one.get("cited-by") or one.get("cited-phase") or ""
        origin = "applicant" if by in _APPLICANT else "examiner" if by else "unknown"
        category = first(one, "category", "rel-passage/category")
        source = one.find("patcit")
        if source is None:
            if printed := first(one, "nplcit/text", "nplcit"):
                literature[printed] = None
            continue
        fields = document_id([source])
        try:
            number = numbers.cited(fields.get("country", ""), fields.get("doc-number", ""), fields.get("kind", ""))
        except RecordError:
            if printed := text(source):
                literature[printed] = None
            continue
        citations.setdefault(number, Citation(number, origin, category))
    return tuple(citations.values()), tuple(literature)


def _family(root: Element, itself: str) -> tuple[str, ...]:
    members: dict[str, None] = {}
    for one in root.findall("patent-family/family-member"):
        fields = document_id(one.findall("publication-reference"))
        if fields.get("country") and fields.get("doc-number"):
            members[numbers.cited(fields["country"], fields["doc-number"], fields.get("kind", ""))] = None
    return tuple(members if itself in members or not members else (itself, *members))
