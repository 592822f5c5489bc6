"""A row of a table as the record of a patent.

Everything that does not depend on the row is worked out once a table (:class:`Rows`), and what recurs in its cells,
names and dates, is read once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from patnav.errors import RecordError
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest.patents import legal, notation, numbers
from patnav.ingest.tables.mapping import DEALS, Table, plain

__all__ = ["Rows", "clean"]

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
_PLACES = ("country", "province", "address")
_CLOCK = re.compile(r"[T ]\d\d:\d\d.*$")

_STATE = re.compile(r"(?<![A-Z])(?!XX)[A-Z]{2}(?![A-Z])")
_CACHED = 50_000

_Values = Mapping[str, Sequence[str]]
"""The filled cells of a row by property."""


def clean(cell: Any) -> str:
    """A cell as text, without control characters and with single blanks."""
    if isinstance(cell, str):
        text: str = cell
        if not text.isprintable() or "  " in text or "_x000" in text:
            text = " ".join(text.split())
            if not text.isprintable() or "_x000" in text:
                text = " ".join(_NOISE.sub(" ", text).split())
        return text.strip()
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


class Rows:
    """Makes the records of the rows under one line of column names.

    Args:
        mapping: What the columns are.
        header: The column names; of several of one name, the first filled one counts.
    """

    def __init__(self, mapping: Table, header: Sequence[str]) -> None:
        self._mapping, self.width = mapping, len(header)
        places: dict[str, list[int]] = {}
        for place, column in enumerate(header):
            places.setdefault(plain(column), []).append(place)
        self._layout = [(name, places[column]) for column, name in mapping.columns.items() if column in places]
        named = [name for name, _ in self._layout]
        self._schemes = [scheme for scheme in _SCHEMES if scheme in named]
        self._citing = [(name, origin) for name, origin in _ORIGINS.items() if name in named]
        self._titles, self._abstracts = (_of(named, name) for name in ("title", "abstract"))
        self._industries = [(scheme, re.compile(mapping.industries[scheme])) for scheme in mapping.industries]
        self._eventful = any(one.partition(".")[0] in ("events", *DEALS) for one in named)
        self._party = lru_cache(_CACHED)(partial(_party, mapping))
        self._day = lru_cache(_CACHED)(partial(_day, mapping))
        self._earliest = lru_cache(_CACHED)(partial(_earliest, mapping))

    def values(self, row: Sequence[Any]) -> dict[str, list[str]]:
        """The filled cells by property."""
        if len(row) < self.width:
            row = [*row, *[""] * (self.width - len(row))]
        found: dict[str, list[str]] = {}
        empty = self._mapping.empty
        for name, places in self._layout:
            for place in places:
                cell = row[place]
                if cell == "":
                    continue
                if type(cell) is str and cell.isprintable() and "  " not in cell and "_x000" not in cell:
                    cell = cell.strip()  # as most are; clean() says the same, a call later
                else:
                    cell = clean(cell)
                if cell and cell not in empty:
                    if name in found:
                        found[name].append(cell)
                    else:
                        found[name] = [cell]
                    break
        return found

    def record(self, row: Sequence[Any]) -> PatentRecord:
        """Makes the record of a row.

        Raises:
            RecordError: It has no publication number, or something in it is impossible.
        """
        mapping, values = self._mapping, self.values(row)
        firsts = {name: cells[0] for name, cells in values.items()}
        first = firsts.get
        if "publication" not in firsts:
            raise RecordError("the row has no publication number")
        printed = _split(mapping, firsts["publication"]) or [""]
        number = numbers.publication(printed[0])
        if not number.kind and "kind" in firsts:
            number = numbers.publication(f"{number} {firsts['kind']}")
        itself = number.office + number.number + number.kind
        application, filed = _application(first("application"), number.office)
        published, filing, granted = self._days(firsts)
        inventors = _split(mapping, first("inventors"))
        citations, literature = self._citations(values)
        events, history = self._events(firsts) if self._eventful else ((), ())
        if granted is None and mapping.granted and first("publication_type") in mapping.granted:
            granted = published
        return PatentRecord(
            publication=itself,
            office=number.office,
            number=number.number,
            kind=number.kind,
            application=application,
            type=next((mapping.types[one] for one in values.get("type", ()) if one in mapping.types), None),
            titles=_texts(self._titles, firsts),
            abstracts=_texts(self._abstracts, firsts),
            filing_date=filing or filed,
            publication_date=published,
            grant_date=granted,
            priority_date=self._earliest(first("priority_date") or first("priorities")),
            legal_status=first("legal_status"),
            claims=numbers.count(firsts["claims"]) if "claims" in firsts else None,
            first_claim=first("first_claim"),
            applicants=self._applicants(firsts, inventors) if "applicants" in firsts else (),
            owners=tuple([self._party(name) for name in _split(mapping, first("owners"))]),
            inventors=tuple([self._party(name, True) for name in inventors]),
            classes=self._classes(values),
            citations=citations,
            literature=literature,
            dois=numbers.dois(literature) if literature else (),
            priorities=numbers.priorities(_split(mapping, first("priorities"))),
            designated=tuple(dict.fromkeys(_STATE.findall(firsts.get("designated", "")))),
            events=events,
            history=history,
            family=_family([*printed[1:], *_split(mapping, first("family"))], itself),
            extended_family=_family(_split(mapping, first("extended_family")), itself),
            industries=tuple(self._codes(values)) if self._industries else (),
            url=first("url"),
            examiner=first("examiner"),
            agency=re.split("[;；]", firsts["agency"])[0].strip() if "agency" in firsts else None,
        )

    def _days(self, firsts: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
        """Dates of publication, filing and grant."""
        day, year = self._day, firsts.get("publication_year", "")
        published, filed, granted = (firsts.get(name) for name in ("publication_date", "filing_date", "grant_date"))
        return day(published, year), day(filed, year), day(granted, year)

    def _applicants(self, firsts: Mapping[str, str], inventors: Sequence[str]) -> tuple[Party, ...]:
        """Applicants with their standardised names, where there is one of these for each."""
        names = _split(self._mapping, firsts["applicants"])
        parties = [self._party(name, name in inventors) for name in names]
        if "applicants.other" in firsts:
            others = _split(self._mapping, firsts["applicants.other"])
            if len(others) == len(names):
                pairs = zip(names, parties, others, strict=True)
                parties = [replace(one, other_names=(other,)) if other != name else one for name, one, other in pairs]
        if parties and not firsts.keys().isdisjoint(_PLACES):
            country = firsts.get("country", "").upper()
            parties[0] = replace(
                parties[0],
                country=country if len(country) == 2 and country.isalpha() else parties[0].country,
                province=firsts.get("province"),
                address=firsts.get("address", parties[0].address),
            )
        return tuple(parties)

    def _classes(self, values: _Values) -> tuple[Classification, ...]:
        found: list[Classification] = []
        for scheme in self._schemes:
            if scheme in values:
                found += _classes(self._mapping, values[scheme], scheme)
        return tuple(found)

    def _citations(self, values: _Values) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
        citations: dict[str, Citation] = {}
        literature = [one for cell in values.get("literature", ()) for one in _split(self._mapping, cell)]
        for name, origin in self._citing:
            for one in (part for cell in values.get(name, ()) for part in _split(self._mapping, cell)):
                number, by, category = _NUMBER.match(one), _CITED_BY.search(one), _CATEGORY.search(one)
                try:
                    cited = numbers.cited("", number[0] if number else one)
                except RecordError:
                    literature.append(one)
                    continue
                known = Citation(cited, by[1].lower() if by else origin, category[1] if category else None)
                citations.setdefault(cited, known)
        return tuple(citations.values()), tuple(dict.fromkeys(literature))

    def _events(self, firsts: Mapping[str, str]) -> legal.Events:
        deals, history = legal.gazette(firsts["events.gazette"]) if "events.gazette" in firsts else ((), ())
        if "events.inpadoc" in firsts:
            found = legal.inpadoc(firsts["events.inpadoc"])
            deals, history = (*deals, *found[0]), (*history, *found[1])
        for kind in DEALS:
            sources, targets, dates = (
                _split(self._mapping, firsts.get(f"{kind}.{part}")) for part in ("source", "target", "date")
            )
            deals = (*deals, *legal.deals(kind, sources, targets, dates))
        return deals, history

    def _codes(self, values: _Values) -> Iterator[str]:
        for scheme, pattern in self._industries:
            for cell in values.get(f"industries.{scheme}", ()):
                yield from dict.fromkeys(f"{scheme}:{code}" for code in pattern.findall(cell))


def _of(named: Sequence[str], name: str) -> list[tuple[str, str | None]]:
    """The properties of a name in every language, each with the language."""
    return [(one, one.partition(".")[2] or None) for one in dict.fromkeys(named) if one.partition(".")[0] == name]


def _application(cell: str | None, office: str) -> tuple[str | None, str | None]:
    """The application number, and the date that stands after it."""
    if cell is None:
        return None, None
    dated = _DATED.fullmatch(cell)
    printed, day = (dated[1], numbers.day(dated[2])) if dated else (cell, None)
    return numbers.filing(printed, office), day


def _day(mapping: Table, cell: str | None, stated: str) -> str | None:
    """A date; ``stated`` is the year of publication, which settles years of two digits."""
    if cell is None:
        return None
    printed = _CLOCK.sub("", cell)
    match = _DAY_FIRST.fullmatch(printed)
    plain_day_first = match is not None and len(match[3]) == 4 and ("." in printed or int(match[1]) > 12)
    if match is None or not (mapping.day_first or plain_day_first):  # 10/05/2016 could be either
        return numbers.day(printed)
    year = match[3]
    if len(year) == 2:
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
    for separator in mapping.separator:
        if separator in text:
            break
    else:
        text = text.strip()
        return [text] if text and text not in mapping.empty else []
    parts = filter(None, map(str.strip, text.split(separator)))
    return [part for part in parts if part not in mapping.empty] if mapping.empty else list(parts)


def _texts(properties: Sequence[tuple[str, str | None]], firsts: Mapping[str, str]) -> tuple[Text, ...]:
    found = []
    for name, lang in properties:
        if printed := firsts.get(name):
            if lang is None and not printed.isascii() and _HAN.search(printed) and not _KANA.search(printed):
                lang = "zh"
            found.append(Text(printed, lang))
    return tuple(found)


def _party(mapping: Table, name: str, person: bool = False) -> Party:
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


def _given_first(mapping: Table, name: str) -> str:
    """``Doe; Jane`` as ``Jane Doe``, where the export writes persons so."""
    if not mapping.inverted or mapping.inverted not in name:
        return name
    family, _, given = name.partition(mapping.inverted)
    return f"{given.strip()} {family.strip()}".strip()


def _classes(mapping: Table, cells: Sequence[str], scheme: str) -> Sequence[Classification]:
    printed = [part for cell in cells for part in _split(mapping, cell)]
    if mapping.symbols == "columns" and scheme in ("ipc", "cpc"):
        printed = [notation.columns(one) for one in printed]
    found = notation.classes(scheme, printed)
    if len(found) > 1 and scheme in ("ipc", "cpc") and "/" not in found[0].symbol:
        subclass, rest = found[0].symbol, found[1:]
        rest.sort(key=lambda one: not one.symbol.startswith(subclass))
        found = [replace(rest[0], main=True), *rest[1:]]
    return found


def _family(printed: Sequence[str], itself: str) -> tuple[str, ...]:
    """Members of a family; publications of one application, printed in one cell, are such too."""
    if not printed:
        return ()
    members: dict[str, None] = {}
    for one in printed:
        dated = _DATED.fullmatch(one)
        members[numbers.cited("", dated[1] if dated else one)] = None
    return tuple(members if itself in members else (itself, *members))
