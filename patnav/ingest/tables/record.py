"""A row of a table as the record of a patent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.patents import notation, numbers
from patnav.ingest.tables.mapping import Table, plain

__all__ = ["Layout", "clean", "layout", "record", "values"]

_NOISE = re.compile(r"_x000[dD]_|[\x00-\x1f\x7f\u200b\ufeff]+")
_HAN, _KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")
_SCHEMES = ("ipc", "cpc", "uspc", "locarno")
_ORIGINS = {"citations": "unknown", "citations.examiner": "examiner", "citations.applicant": "applicant"}
_CITED_BY = re.compile(r"\((Examiner|Applicant)\)")
_CATEGORY = re.compile(r",([XYAPDEOLT]{1,3}),")
_NUMBER = re.compile(r"[^,]*\d[^,]*")
_DATED = re.compile(r"(.*\S)\s+(\d{4}-\d\d-\d\d|(?:19|20)\d{6})")
_DATES = re.compile(r"(?<!\d)((?:18|19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d\d[./]\d\d[./]\d{4})(?!\d)")
_LAST = re.compile(r"(?<!\d)((?:18|19|20)\d{6}|(?:18|19|20)\d\d)$")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?!\d)")
_CLOCK = re.compile(r"[T ]\d\d:\d\d.*$")

Layout = tuple[tuple[str, tuple[int, ...]], ...]
"""Properties with the places of their cells in a row."""

_Values = Mapping[str, Sequence[str]]


def clean(cell: Any) -> str:
    """A cell as text, without control characters and with single blanks."""
    if isinstance(cell, str):
        if cell.isprintable() and "  " not in cell and "_x000" not in cell:
            return cell.strip()
        return " ".join(_NOISE.sub(" ", cell).split())
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def layout(mapping: Table, header: Sequence[str]) -> Layout:
    """Where in a row the cells of each property stand, in the order of the mapping.

    Args:
        mapping: What the columns are.
        header: The column names; of several of one name, the first filled one counts.
    """
    places: dict[str, list[int]] = {}
    for place, column in enumerate(header):
        places.setdefault(plain(column), []).append(place)
    return tuple((name, tuple(places[column])) for column, name in mapping.columns.items() if column in places)


def values(mapping: Table, layout: Layout, row: Sequence[Any]) -> dict[str, list[str]]:
    """The filled cells by property."""
    found: dict[str, list[str]] = {}
    for name, places in layout:
        for place in places:
            if place < len(row) and row[place] != "" and (cell := clean(row[place])) and cell not in mapping.empty:
                found.setdefault(name, []).append(cell)
                break
    return found


def record(mapping: Table, values: _Values) -> PatentRecord:
    """Makes the record of a row.

    Raises:
        RecordError: It has no publication number, or something in it is impossible.
    """

    def first(name: str) -> str | None:
        return values[name][0] if name in values else None

    if "publication" not in values:
        raise RecordError("the row has no publication number")
    printed = _split(mapping, values["publication"][0]) or [""]
    number = numbers.publication(printed[0])
    if not number.kind and "kind" in values:
        number = numbers.publication(f"{number} {values['kind'][0]}")
    application, filed = _application(first("application"), number.office)
    days = {name: _day(mapping, values, name) for name in ("publication_date", "filing_date", "grant_date")}
    published = days["publication_date"]
    inventors = _split(mapping, first("inventors"))
    citations, literature = _citations(mapping, values)
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=application,
        type=next((mapping.types[one] for one in values.get("type", ()) if one in mapping.types), None),
        titles=_texts("title", values),
        abstracts=_texts("abstract", values),
        filing_date=days["filing_date"] or filed,
        publication_date=published,
        grant_date=days["grant_date"] or (published if first("publication_type") in mapping.granted else None),
        priority_date=_earliest(mapping, first("priority_date")),
        legal_status=first("legal_status"),
        claims=numbers.count(first("claims") or ""),
        first_claim=first("first_claim"),
        applicants=_applicants(mapping, values, set(inventors)),
        owners=tuple(_party(mapping, name) for name in _split(mapping, first("owners"))),
        inventors=tuple(_party(mapping, name, person=True) for name in inventors),
        classes=tuple([one for scheme in _SCHEMES if scheme in values for one in _classes(mapping, values, scheme)]),
        citations=citations,
        literature=literature,
        family=_family([*printed[1:], *_split(mapping, first("family"))], str(number)),
        extended_family=_family(_split(mapping, first("extended_family")), str(number)),
        industries=tuple(_industries(mapping, values)),
        url=first("url"),
        examiner=first("examiner"),
        agency=first("agency"),
    )


def _application(cell: str | None, office: str) -> tuple[str | None, str | None]:
    """The application number, and the date that stands after it."""
    if cell is None:
        return None, None
    dated = _DATED.fullmatch(cell)
    printed, day = (dated[1], numbers.day(dated[2])) if dated else (cell, None)
    return numbers.filing(printed, office), day


def _day(mapping: Table, values: _Values, name: str) -> str | None:
    if name not in values:
        return None
    printed = _CLOCK.sub("", values[name][0])
    match = _DAY_FIRST.fullmatch(printed)
    plain_day_first = match is not None and len(match[3]) == 4 and ("." in printed or int(match[1]) > 12)
    if match is None or not (mapping.day_first or plain_day_first):  # 10/05/2016 could be either
        return numbers.day(printed)
    year = match[3]
    if len(year) == 2:
        stated = values.get("publication_year", [""])[0]
        latest = int(stated) if re.fullmatch(r"[12]\d{3}", stated) else 2068
        year = str(latest - (latest - int(year)) % 100)
    return numbers.day(f"{year}-{match[2]}-{match[1]}")


def _earliest(mapping: Table, cell: str | None) -> str | None:
    """The earliest of the dates in a cell; numbers of applications may stand before them."""
    days = []
    for part in _split(mapping, cell):
        found = _DATES.findall(part) or _LAST.findall(part)
        for printed in found:
            match = _DAY_FIRST.fullmatch(printed)
            try:
                days.append(numbers.day(f"{match[3]}-{match[2]}-{match[1]}" if match else printed))
            except RecordError:  # digits of a number
                continue
    return min(days, default=None)


def _split(mapping: Table, cell: str | None) -> list[str]:
    if not cell:
        return []
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    separator = next((one for one in mapping.separator if one in text), mapping.separator[-1])
    return [stripped for part in text.split(separator) if (stripped := part.strip()) and stripped not in mapping.empty]


def _texts(name: str, values: _Values) -> tuple[Text, ...]:
    found = []
    for key, cells in values.items():
        if key == name:
            zh = _HAN.search(cells[0]) and not _KANA.search(cells[0])
            found.append(Text(cells[0], "zh" if zh else None))
        elif key.startswith(name + "."):
            found.append(Text(cells[0], key.removeprefix(name + ".")))
    return tuple(found)


def _party(mapping: Table, name: str, *, person: bool = False) -> Party:
    country = re.search(mapping.country, name) if mapping.country else None
    if mapping.addressed and (both := re.search(mapping.addressed, name)):
        return Party(both[1], address=both[2], country=both.lastgroup)
    if country:
        name = name[: country.start()].strip()
    return Party(
        _given_first(mapping, name) if person else name,
        kind="person" if person else None,
        country=country[1] if country else None,
    )


def _applicants(mapping: Table, values: _Values, inventors: set[str]) -> tuple[Party, ...]:
    """Applicants with their standardised names, where there is one of these for each."""
    names = _split(mapping, values.get("applicants", [""])[0])
    others = _split(mapping, values.get("applicants.other", [""])[0])
    if len(others) != len(names):
        others = names
    parties = []
    for name, other in zip(names, others, strict=True):
        party = _party(mapping, name, person=name in inventors)
        parties.append(replace(party, other_names=(other,)) if other != name else party)
    if parties and not values.keys().isdisjoint(("country", "province", "address")):
        country = values.get("country", [""])[0].upper()
        parties[0] = replace(
            parties[0],
            country=country if len(country) == 2 and country.isalpha() else parties[0].country,
            province=values.get("province", [None])[0],
            address=values.get("address", [parties[0].address])[0],
        )
    return tuple(parties)


def _given_first(mapping: Table, name: str) -> str:
    """``Doe; Jane`` as ``Jane Doe``, where the export writes persons so."""
    if not mapping.inverted or mapping.inverted not in name:
        return name
    family, _, given = name.partition(mapping.inverted)
    return f"{given.strip()} {family.strip()}".strip()


def _classes(mapping: Table, values: _Values, scheme: str) -> list[Classification]:
    printed = [part for cell in values[scheme] for part in _split(mapping, cell)]
    if mapping.symbols == "columns" and scheme in ("ipc", "cpc"):
        printed = [notation.columns(one) for one in printed]
    found = list(notation.classes(scheme, printed))
    if len(found) > 1 and scheme in ("ipc", "cpc") and "/" not in found[0].symbol:
        subclass = found.pop(0).symbol
        found.sort(key=lambda one: not one.symbol.startswith(subclass))
        found[0] = replace(found[0], main=True)
    return found


def _citations(mapping: Table, values: _Values) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: dict[str, Citation] = {}
    literature = [one for cell in values.get("literature", ()) for one in _split(mapping, cell)]
    for name, origin in _ORIGINS.items():
        for one in (part for cell in values.get(name, ()) for part in _split(mapping, cell)):
            number, by, category = _NUMBER.match(one), _CITED_BY.search(one), _CATEGORY.search(one)
            try:
                cited = numbers.cited("", number[0] if number else one)
            except RecordError:
                literature.append(one)
                continue
            known = Citation(cited, by[1].lower() if by else origin, category[1] if category else None)
            citations.setdefault(cited, known)
    return tuple(citations.values()), tuple(dict.fromkeys(literature))


def _family(printed: Sequence[str], itself: str) -> tuple[str, ...]:
    """Members of a family; publications of one application, printed in one cell, are such too."""
    members: dict[str, None] = {}
    for one in printed:
        dated = _DATED.fullmatch(one)
        members[numbers.cited("", dated[1] if dated else one)] = None
    return tuple(members if itself in members or not members else (itself, *members))


def _industries(mapping: Table, values: _Values) -> Iterator[str]:
    for scheme, pattern in mapping.industries.items():
        for cell in values.get(f"industries.{scheme}", ()):
            yield from dict.fromkeys(f"{scheme}:{code}" for code in re.findall(pattern, cell))
