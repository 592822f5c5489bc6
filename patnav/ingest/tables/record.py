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
from patnav.ingest.patents import docdb_numbers, legal, notation, numbers
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
_NONE = (None, None)
_CLAIMED: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

_EDGE = "~"
"""Stands between the cells of a row while they are looked at together."""


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

    Attributes:
        width: How many columns there are.
        ends_in_property: Whether the last column is a property.
    """

    def __init__(self, mapping: Table, header: Sequence[str]) -> None:
        self._mapping, self.width = mapping, len(header)
        places: dict[str, list[int]] = {}
        for place, column in enumerate(header):
            places.setdefault(plain(column), []).append(place)
        layout = [(name, places[column]) for column, name in mapping.columns.items() if column in places]
        self._named = [name for name, group in layout for _ in group]
        self._places = [place for _, group in layout for place in group]
        self.ends_in_property = self.width - 1 in self._places
        self._groups = _groups(layout)
        self._nothing = [(f"{_EDGE}{one}{_EDGE}", one) for one in mapping.empty]
        self._schemes = [scheme for scheme in _SCHEMES if scheme in self._named]
        self._citing = [(name, origin) for name, origin in _ORIGINS.items() if name in self._named]
        self._cites = bool(self._citing) or "literature" in self._named
        self._titles, self._abstracts = (_of(self._named, name) for name in ("title", "abstract"))
        self._industries = [(scheme, re.compile(mapping.industries[scheme])) for scheme in mapping.industries]
        self._eventful = any(one.partition(".")[0] in ("events", *DEALS) for one in self._named)
        self._split = partial(_split, mapping)
        self._party = lru_cache(_CACHED)(partial(_party, mapping))
        self._person = lru_cache(_CACHED)(partial(_party, mapping, person=True))
        self._day = lru_cache(_CACHED)(partial(_day, mapping))

    def _cells(self, row: Sequence[Any]) -> list[str]:
        """The cells that mean something, cleaned; looked at together first, as most need no cleaning."""
        if len(row) < self.width:
            row = [*row, *[""] * (self.width - len(row))]
        cells = [row[place] for place in self._places]
        try:
            line = _EDGE.join(cells)
        except TypeError:
            cells = [cell if type(cell) is str else clean(cell) for cell in cells]
            line = _EDGE.join(cells)
        line = f"{_EDGE}{line}{_EDGE}"
        if not line.isprintable() or "  " in line or " ~" in line or "~ " in line or "_x000" in line:
            cells = [clean(cell) if cell else cell for cell in cells]
            line = f"{_EDGE}{_EDGE.join(cells)}{_EDGE}"
        for edged, nothing in self._nothing:
            if edged in line:
                cells = ["" if cell == nothing else cell for cell in cells]
        return cells

    def record(self, row: Sequence[Any]) -> PatentRecord:
        """Makes the record of a row.

        Raises:
            RecordError: It has no publication number, or something in it is impossible.
        """
        mapping, cells = self._mapping, self._cells(row)
        firsts = {name: cell for name, cell in zip(reversed(self._named), reversed(cells), strict=True) if cell}
        first, split = firsts.get, self._split
        if "publication" not in firsts:
            raise RecordError("the row has no publication number")
        printed = split(firsts["publication"]) or [""]
        number = numbers.publication(printed[0])
        if not number.kind and "kind" in firsts:
            number = numbers.publication(f"{number} {firsts['kind']}")
        itself = "".join(number)
        filed_as, filed = _dated(firsts["application"]) if "application" in firsts else _NONE
        published, filing, granted = self._days(firsts)
        priorities = split(firsts["priorities"]) if "priorities" in firsts else ()
        earliest = split(firsts["priority_date"]) if "priority_date" in firsts else priorities
        claimed = docdb_numbers.claimed(priorities) if priorities else _CLAIMED
        inventors = split(firsts["inventors"]) if "inventors" in firsts else ()
        citations, literature = self._citations(firsts, cells) if self._cites else ((), ())
        events, history = self._events(firsts) if self._eventful else ((), ())
        if granted is None and mapping.granted and first("publication_type") in mapping.granted:
            granted = published
        return PatentRecord(
            publication=itself,
            office=number.office,
            number=number.number,
            kind=number.kind,
            application=numbers.filing(filed_as, number.office) if filed_as else None,
            type=self._type(cells) if "type" in firsts else None,
            titles=_texts(self._titles, firsts),
            abstracts=_texts(self._abstracts, firsts),
            filing_date=filing or filed,
            publication_date=published,
            grant_date=granted,
            priority_date=_earliest(earliest) if earliest else None,
            legal_status=first("legal_status"),
            claims=numbers.count(firsts["claims"]) if "claims" in firsts else None,
            first_claim=first("first_claim"),
            applicants=self._applicants(firsts, inventors) if "applicants" in firsts else (),
            owners=tuple(map(self._party, split(firsts["owners"]))) if "owners" in firsts else (),
            inventors=tuple(map(self._person, inventors)),
            classes=self._classes(firsts, cells),
            citations=citations,
            literature=literature,
            dois=numbers.dois(literature) if literature else (),
            priorities=claimed[0],
            docdb_application=docdb_numbers.printed(filed_as) if filed_as else None,
            docdb_priorities=claimed[1],
            designated=tuple(dict.fromkeys(_STATE.findall(firsts["designated"]))) if "designated" in firsts else (),
            events=events,
            history=history,
            family=_family(printed[1:] + (split(firsts["family"]) if "family" in firsts else []), itself),
            extended_family=_family(split(firsts["extended_family"]), itself) if "extended_family" in firsts else (),
            industries=tuple(self._codes(cells)) if self._industries else (),
            url=first("url"),
            examiner=first("examiner"),
            agency=re.split("[;；]", firsts["agency"])[0].strip() if "agency" in firsts else None,
        )

    def _filled(self, cells: Sequence[str], name: str) -> list[str]:
        """The filled cells of a property that several columns may hold."""
        found = []
        for group in self._groups.get(name, ()):
            for place in group:
                if cell := cells[place]:
                    found.append(cell)
                    break
        return found

    def _days(self, firsts: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
        """Dates of publication, filing and grant."""
        day, year = self._day, firsts.get("publication_year", "")
        return (
            day(firsts["publication_date"], year) if "publication_date" in firsts else None,
            day(firsts["filing_date"], year) if "filing_date" in firsts else None,
            day(firsts["grant_date"], year) if "grant_date" in firsts else None,
        )

    def _type(self, cells: Sequence[str]) -> str | None:
        types = self._mapping.types
        return next((types[one] for one in self._filled(cells, "type") if one in types), None)

    def _applicants(self, firsts: Mapping[str, str], inventors: Sequence[str]) -> tuple[Party, ...]:
        """Applicants with their standardised names, where there is one of these for each."""
        names = self._split(firsts["applicants"])
        parties = [self._person(name) if name in inventors else self._party(name) for name in names]
        if "applicants.other" in firsts:
            others = self._split(firsts["applicants.other"])
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

    def _classes(self, firsts: Mapping[str, str], cells: Sequence[str]) -> tuple[Classification, ...]:
        found: list[Classification] = []
        for scheme in self._schemes:
            if scheme in firsts:
                found += _classes(self._mapping, self._parts(firsts, cells, scheme), scheme)
        return tuple(found)

    def _citations(
        self, firsts: Mapping[str, str], cells: Sequence[str]
    ) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
        citations: dict[str, Citation] = {}
        literature = self._parts(firsts, cells, "literature")
        for name, origin in self._citing:
            for one in self._parts(firsts, cells, name):
                number, by, category = _NUMBER.match(one), _CITED_BY.search(one), _CATEGORY.search(one)
                try:
                    cited = numbers.cited("", number[0] if number else one)
                except RecordError:
                    literature.append(one)
                    continue
                known = Citation(cited, by[1].lower() if by else origin, category[1] if category else None)
                citations.setdefault(cited, known)
        return tuple(citations.values()), tuple(dict.fromkeys(literature))

    def _parts(self, firsts: Mapping[str, str], cells: Sequence[str], name: str) -> list[str]:
        """What stands in the filled cells of a property, one after the other."""
        if name not in firsts:
            return []
        if len(self._groups[name]) == 1:
            return self._split(firsts[name])
        return [part for cell in self._filled(cells, name) for part in self._split(cell)]

    def _events(self, firsts: Mapping[str, str]) -> legal.Events:
        deals, history = legal.gazette(firsts["events.gazette"]) if "events.gazette" in firsts else ((), ())
        if "events.inpadoc" in firsts:
            found = legal.inpadoc(firsts["events.inpadoc"])
            deals, history = (*deals, *found[0]), (*history, *found[1])
        for kind in DEALS:
            sources, targets, dates = (
                self._split(firsts.get(f"{kind}.{part}", "")) for part in ("source", "target", "date")
            )
            deals = (*deals, *legal.deals(kind, sources, targets, dates))
        return deals, history

    def _codes(self, cells: Sequence[str]) -> Iterator[str]:
        for scheme, pattern in self._industries:
            for cell in self._filled(cells, f"industries.{scheme}"):
                yield from dict.fromkeys(f"{scheme}:{code}" for code in pattern.findall(cell))


def _groups(layout: Sequence[tuple[str, Sequence[int]]]) -> dict[str, list[range]]:
    """Where the columns of a property stand among the cells, those under one name together."""
    found: dict[str, list[range]] = {}
    start = 0
    for name, group in layout:
        found.setdefault(name, []).append(range(start, start + len(group)))
        start += len(group)
    return found


def _of(named: Sequence[str], name: str) -> list[tuple[str, str | None]]:
    """The properties of a name in every language, each with the language."""
    return [(one, one.partition(".")[2] or None) for one in dict.fromkeys(named) if one.partition(".")[0] == name]


def _dated(cell: str) -> tuple[str, str | None]:
    """An application number as printed, and the date that stands after it."""
    dated = _DATED.fullmatch(cell) if cell[-1].isdigit() else None
    return (dated[1], numbers.day(dated[2])) if dated else (cell, None)


def _day(mapping: Table, cell: str, stated: str) -> str:
    """A date; ``stated`` is the year of publication, which settles years of two digits."""
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


def _earliest(printed: Sequence[str]) -> str | None:
    """The earliest of some dates; numbers of applications may stand before them."""
    days = []
    for part in printed:
        parted = "-" in part or "/" in part or "." in part
        for one in (parted and _DATES.findall(part)) or _LAST.findall(part[-9:]):
            match = _DAY_FIRST.fullmatch(one)
            try:
                days.append(numbers.day(f"{match[3]}-{match[2]}-{match[1]}" if match else one))
            except RecordError:  # digits of a number
                continue
    return min(days, default=None)


def _split(mapping: Table, cell: str) -> list[str]:
    """The values of a cell."""
    if cell[:1] == "[" and cell[-1] == "]":
        cell = cell[1:-1].strip()
    for separator in mapping.separator:
        if separator in cell:
            break
    else:
        return [cell] if cell and cell not in mapping.empty else []
    parts = filter(None, map(str.strip, cell.split(separator)))
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


def _family(printed: Sequence[str], itself: str) -> tuple[str, ...]:
    """Members of a family; publications of one application, printed in one cell, are such too."""
    if not printed:
        return ()
    members: dict[str, None] = {}
    for one in printed:
        dated = _DATED.fullmatch(one)
        members[numbers.cited("", dated[1] if dated else one)] = None
    return tuple(members if itself in members else (itself, *members))


def _classes(mapping: Table, printed: Sequence[str], scheme: str) -> Sequence[Classification]:
    if mapping.symbols == "columns" and scheme in ("ipc", "cpc"):
        printed = [notation.columns(one) for one in printed]
    found = notation.classes(scheme, printed)
    if len(found) > 1 and scheme in ("ipc", "cpc") and "/" not in found[0].symbol:
        subclass, rest = found[0].symbol, found[1:]
        rest.sort(key=lambda one: not one.symbol.startswith(subclass))
        found = [replace(rest[0], main=True), *rest[1:]]
    return found
