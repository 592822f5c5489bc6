"""Numbers in the form of DOCDB, the EPO's database: country, number and kind, ``US 201113123456 A``.

DOCDB is what Espacenet, Open Patent Services, PATSTAT and the Lens speak. Sources that print this form are taken at
their word (:func:`printed`); elsewhere it is derived from the canonical number by the rules that are documented or that
real records of DOCDB hold to, and left out where a number and its date do not tell it:

- WO publications have two digits for the year and five more until June 2002, six until 2003, then four and six.
- Applications under the PCT go by their receiving office, with the kind ``W``: ``EP 0350333 W`` until 2003,
  ``EP 2013055481 W`` since.
- US publications of applications lose a zero: ``US 2017031758 A1``. US applications are the serial number and two
  digits of the year (``US 8359798 A`` is 09/083,597 of 1998), since the series 13, and for other series since the end
  of 2010, the year, series and serial number. Provisional ones have the kind ``P``, designs ``F``.
- Japanese applications are serial number and two digits of the year until 1999, then year and six digits.
- Korean ones have two digits for the year until 1993, British ones until 2009.
- Chinese and Taiwanese ones tell by a digit whether they are of utility models (``U``), German ones by their first.

Sources: EPO, "Number format concordance" for DOCDB; Espacenet help, "WO (PCT) publication numbers"; notes on DOCDB's
numbers in the documentation of IFI CLAIMS (2010, 2004 and 2000 as years of change); WIPO ST.10/C, ST.13 for what
offices print. The years of change 1993, 2009 and 2010 are as seen in 28,706 numbers of the Lens; ``docs/quality.md``
says what agrees (``python -m benchmarks.docdb``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from patnav.graph.model import PatentRecord
from patnav.ingest.patents import numbers

__all__ = ["application", "claimed", "completed", "printed", "publication"]

_PRINTED = re.compile(r"([A-Z]{2})[ .]([A-Z0-9][A-Z0-9/ ]*)[ .]([A-Z]\d?)")
_CLAIM = re.compile(r"(([A-Z]{2}) ([A-Z]{0,3}\d[0-9A-Z]*(?:[/ ]\d+)?) ([A-Z]\d?))(?:[ ,]+(?:19|20)\d{6})?", re.ASCII)
_PCT = re.compile(r"PCT([A-Z]{2})(\d{4})(\d{6})")
_US_WITH_ZERO = re.compile(r"(20\d\d)0(\d{6})")
_US_YEARLY = re.compile(r"US((?:19|20)\d\d)0?(\d{6})([APF]?)")
_LOST = re.compile(r"US([1-9]\d{4,7})([APFK])")
_UTILITY, _DESIGN, _TRANSLATION = "UY", "S", "T"
_SAME = {
    "AU": r"20\d{8}",
    "BR": r"(?:PI)?\d{7}|1\d20\d{8}",
    "CA": r"\d{6,7}",
    "EP": r"\d{8}",
    "FR": r"\d{7}",
    "NL": r"\d{7}",
    "RU": r"(?:19|20)\d{8}|9\d{7}",
    "ZA": r"(?:(?:19|20)\d\d|\d\d)\d{5}",
}
"""Applications that DOCDB writes as the canonical form does."""

_Numbered = tuple[str, str] | None
"""Number and kind."""


def publication(office: str, number: str, kind: str, published: str | None) -> str | None:
    """The form of a publication number.

    Args:
        office: Publishing office.
        number: Canonical number without office and kind.
        kind: Kind code.
        published: Date of publication, ISO.

    Returns:
        ``WO 0248765 A1``; None where there is no kind, or for a WO number of 2002 no date.
    """
    if not kind:
        return None
    if office == "US" and (application_ := _US_WITH_ZERO.fullmatch(number)):
        number = application_[1] + application_[2]
    elif office == "WO" and number.isdigit() and number < "2004":
        if number[:4] == "2002" and (published is None or len(published) < 7):
            return None
        six = number[:4] == "2003" or (published is not None and number[:4] == "2002" and published >= "2002-07")
        if not six and number[4] != "0":
            return None
        number = number[2:4] + (number[4:] if six else number[5:])
    return f"{office} {number} {kind}"


@lru_cache(maxsize=50_000)
def application(canonical: str, year: int | None, kind: str = "A") -> str | None:
    """The form of an application number.

    Args:
        canonical: The canonical number.
        year: Year of filing, as US numbers do not tell it.
        kind: ``A``, ``U`` or ``F`` for an invention, a utility model, a design, where the number does not tell it.

    Returns:
        ``JP 12345695 A``; None where no rule tells it.
    """
    if pct := _PCT.fullmatch(canonical):
        office, filed, serial = pct.groups()
        return f"{office} {filed}{serial} W" if filed >= "2004" else _short_pct(office, filed, serial)
    office, number = canonical[:2], canonical[2:]
    if lost := _LOST.fullmatch(canonical):
        return f"US {lost[1]} {lost[2]}"
    if office in _SAME:
        return f"{office} {number} {kind}" if re.fullmatch(_SAME[office], number) else None
    rule = _RULES.get(office)
    found = rule(number, year, kind) if rule else None
    return f"{office} {found[0]} {found[1]}" if found else None


@lru_cache(maxsize=50_000)
def printed(text: str) -> str | None:
    """The form as a source prints it, without the signs for the eye that some set; None where it is none.

    Args:
        text: ``US 201562116216 P``, ``US.201562116216.P``, ``AU 2015/330716 A`` and ``US 2015/0015009 W`` (the Lens);
            also EPODOC's ``US19980083597``, which has no series either.
    """
    text = text.strip()
    if yearly := _US_YEARLY.fullmatch(text):
        year, serial, kind = yearly.groups()
        if year <= "2010":
            return f"US {int(serial)}{year[2:]} {kind or 'A'}"
        return f"US {year}29{serial} F" if kind == "F" else None
    match = _PRINTED.fullmatch(text)
    if match is None:
        return None
    office, number, kind = match.groups()
    parted = re.fullmatch(r"(\d{4})[/ ]0(\d{6})", number) if office == "US" and kind == "W" else None
    plain = parted[1] + parted[2] if parted else re.sub(r"[/ ]", "", number)
    return f"{office} {plain} {kind}" if any(map(str.isdigit, plain)) else None


def claimed(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reads the applications whose priority is claimed, as :func:`patnav.ingest.patents.numbers.priorities` does.

    Args:
        texts: Their numbers, a date after each or not.

    Returns:
        Their canonical forms, and those of DOCDB; none of these where one of the texts is in another form.
    """
    canonical: dict[str, None] = {}
    docdb: dict[str, None] = {}
    for text in texts:
        match = _CLAIM.fullmatch(text)
        if match is None:
            return numbers.priorities(texts), ()
        form, office, number, kind = match.groups()
        if office == "US" and kind != "W" and len(number) == 12:
            canonical["US" + number[4:]] = docdb[form] = None
        elif office == "US" and kind != "W" and len(number) < 9 and number.isdigit():
            canonical["US" + number + kind] = docdb[form] = None
        else:
            known, own = _claim(form)
            canonical[known] = docdb[own] = None
    return tuple(canonical), tuple(docdb)


@lru_cache(maxsize=50_000)
def _claim(form: str) -> tuple[str, str]:
    return numbers.priorities((form,))[0], printed(form) or form


def completed(record: PatentRecord) -> PatentRecord:
    """A record with its numbers in the form of DOCDB, those that its source prints kept."""
    filed = _year(record.filing_date)
    kind = _kind(record)
    own = record.docdb_application
    if own is None and record.application and (kind or record.application.startswith("PCT")):
        own = application(record.application, filed, kind)
    claimed = record.docdb_priorities
    if not claimed and record.priorities:
        alone = _year(record.priority_date) if len(record.priorities) == 1 else None
        years = (filed if one == record.application else alone for one in record.priorities)
        derived = (application(one, year) for one, year in zip(record.priorities, years, strict=True))
        claimed = tuple(dict.fromkeys(one for one in derived if one))
    return replace(
        record,
        docdb=publication(record.office, record.number, record.kind, record.publication_date),
        docdb_application=own,
        docdb_priorities=claimed,
    )


def _kind(record: PatentRecord) -> str:
    """Kind of the application; empty where the publication does not tell it."""
    letter = record.kind[:1]
    if letter == _TRANSLATION:
        return ""
    if record.type == "utility_model" or (letter and letter in _UTILITY and record.office not in ("US", "EP", "WO")):
        return "U"
    return "F" if record.type == "design" or letter == _DESIGN else "A"


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _short_pct(office: str, filed: str, serial: str) -> str | None:
    return f"{office} {filed[2:]}{serial[1:]} W" if serial[0] == "0" else None


def _us(number: str, year: int | None, kind: str) -> _Numbered:
    if not re.fullmatch(r"\d{8}", number) or year is None:
        return None
    series, serial = number[:2], int(number[2:])
    kind = "P" if series in ("60", "61", "62", "63") else "F" if series == "29" else "A"
    if series == "61":
        new = serial >= 424_000
        if not new and serial > 421_000:  # somewhere between them DOCDB changed its form
            return None
    elif series == "29":
        new = year > 2010
        if year == 2010:
            return None
    else:
        new = series >= "13" and series != "60"
    return (f"{year}{number}" if new else f"{serial}{year % 100:02d}"), kind


def _jp(number: str, year: int | None, kind: str) -> _Numbered:
    if not re.fullmatch(r"(?:19|20)\d{8}", number):
        return None
    return (number if number >= "2000" else f"{int(number[4:])}{number[2:4]}"), kind


def _kr(number: str, year: int | None, kind: str) -> _Numbered:
    if not re.fullmatch(r"(?:19|20)\d{9}", number) or number[:4] == "1994":
        return None
    return (number if number >= "1995" else number[2:]), kind


def _gb(number: str, year: int | None, kind: str) -> _Numbered:
    if not re.fullmatch(r"\d{7}", number):
        return None
    return (f"20{number}" if "10" <= number[:2] <= "40" and (year or 2010) >= 2010 else number), kind


def _cn(number: str, year: int | None, kind: str) -> _Numbered:
    match = re.fullmatch(r"(?:\d\d|(?:19|20)\d\d)([1289])(?:\d{5}|\d{7})", number)
    return (number, "A" if match[1] in "18" else "U") if match and len(number) in (8, 12) else None


def _tw(number: str, year: int | None, kind: str) -> _Numbered:
    match = re.fullmatch(r"(?:\d\d|1\d\d)([12])\d{5}", number)
    return (number, "A" if match[1] == "1" else "U") if match else None


def _de(number: str, year: int | None, kind: str) -> _Numbered:
    if re.fullmatch(r"[1-4]\d(?!8)\d{5}", number):  # the 8 marks European patents
        return number, kind
    match = re.fullmatch(r"([12])(?:\d{7}|[01]20\d{8})", number)
    return (number, "A" if match[1] == "1" else "U") if match else None


_RULES: dict[str, Callable[[str, int | None, str], _Numbered]] = {
    "CN": _cn, "DE": _de, "GB": _gb, "JP": _jp, "KR": _kr, "TW": _tw, "US": _us,
}  # fmt: skip
