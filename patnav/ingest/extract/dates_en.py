"""How English writes dates and periods: expression, its resolution, whether it is relative to the publication."""

from __future__ import annotations

import re

from patnav.ingest.extract.clock import (
    YEAR,
    Clock,
    Resolve,
    first_months,
    full_date,
    half_name,
    half_of,
    month_span,
    quarter,
    year_ending,
)
from patnav.ingest.extract.numerals import parse_number

__all__ = ["ENGLISH"]


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven"


def _month(word: str) -> int:
    return _MONTHS.index(word.casefold()[:3]) + 1


def _weekday(match: re.Match[str], clock: Clock) -> str | None:
    if clock.day is None:
        return None
    back = (clock.day.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    return clock.days_ago(back + (7 if match["lastweek"] and back == 0 else 0))


def _day_en(m: re.Match[str], clock: Clock) -> str | None:
    month = _month(m["month"])
    year = m["year"] or clock.year_of(month)
    return full_date(year, month, m["day"]) if year else None


def _months_en(m: re.Match[str], clock: Clock) -> str | None:
    first, last = _month(m["from"]), _month(m["to"])
    return month_span(m["year"] or clock.latest(last), first, last)


_SPANS = {"quarter": 3, "three months": 3, "half-year": 6, "six months": 6, "nine months": 9}


def _ended(m: re.Match[str], clock: Clock) -> str:
    """``the quarter ended June 30, 2025``: by its last month; a year is named by the one it ends in."""
    months, last = _SPANS.get(re.sub(r"\s+", " ", m["span"].casefold()), 12), _month(m["month"])
    if months == 12:
        return m["year"] if last == 12 else str(full_date(m["year"], last))[:4]
    if months == 3 and last % 3 == 0:
        return f"{m['year']}-Q{last // 3}"
    if months == 6 and last in (6, 12):
        return f"{m['year']}-H{last // 6}"
    return month_span(m["year"], max(1, last - months + 1), last) or m["year"]


_OF_EN = (
    rf"(?:\s+(?:of\s+|in\s+)?(?P<of>{YEAR}|(?:this|last|the\s+(?:current|previous|same))\s+year)|,?\s*(?P<of2>{YEAR}))?"
)


ENGLISH: tuple[tuple[str, Resolve, bool], ...] = (
    (
        rf"(?:(?:by|at|until)\s+)?(?:the\s+)?(?:end|close)\s+of\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{YEAR}))?",
        lambda m, c: (y := m["year"] or c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])),
        False,
    ),
    (
        rf"(?:by\s+|at\s+)?(?:the\s+)?(?:end[\s-]+of(?:\s+the)?|year-end|close\s+of)\s*(?P<of>{YEAR}|last\s+year|(?:the\s+)?previous\s+year|this\s+year|year)?",
        lambda m, c: (y := year_ending(m["of"], c)) and f"{y}-12",
        False,
    ),
    (
        rf"(?:the\s+)?(?P<span>quarter|three\s+months|half-year|six\s+months|nine\s+months|(?:financial\s+|fiscal\s+)?year|twelve\s+months)"
        rf"\s+(?:ended|ending)\s+(?:on\s+)?(?:\d\d?\s+)?(?P<month>{_MONTH})(?:\s+\d\d?)?,?\s+(?P<year>{YEAR})",
        _ended,
        False,
    ),
    (
        rf"(?:fiscal|financial)\s+(?:year\s+)?(?P<year>{YEAR})(?!\d|[/-]\d)|FY\s?(?P<fy>{YEAR})",
        lambda m, c: m["year"] or m["fy"],
        False,
    ),
    (rf"(?P<year>{YEAR})-(?P<m>\d\d?)-(?P<d>\d\d?)", lambda m, c: full_date(m["year"], m["m"], m["d"]), False),
    (rf"(?P<year>{YEAR})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)", lambda m, c: full_date(m["year"], m["m"], m["d"]), False),
    (
        rf"(?:from\s+|between\s+)?(?P<from>{_MONTH})\s*(?:to|through|and|-|until)\s*(?P<to>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?",
        _months_en,
        False,
    ),
    (
        rf"(?P<month>{_MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!\s*\d{{3}}\s)(?:,?\s+(?P<year>{YEAR}))?",
        _day_en,
        False,
    ),
    (rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?(?:\s+(?P<year>{YEAR}))?", _day_en, False),
    (
        rf"(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{YEAR})",
        lambda m, c: full_date(m["year"], _month(m["month"])),
        False,
    ),
    (
        rf"(?P<month>{_MONTH})\s+(?:of\s+)?(?P<rel>last|this)\s+year",
        lambda m, c: (y := c.ago(1 if m["rel"].casefold() == "last" else 0)) and full_date(y, _month(m["month"])),
        True,
    ),
    (
        rf"(?:last|this\s+past)\s+(?P<month>{_MONTH})(?!\s*\d)",
        lambda m, c: (y := c.latest(_month(m["month"]) + 1)) and full_date(y, _month(m["month"])),
        True,
    ),
    (rf"this\s+(?P<month>{_MONTH})(?!\s*\d)", lambda m, c: (y := c.ago(0)) and full_date(y, _month(m["month"])), True),
    (
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter{_OF_EN}",
        lambda m, c: quarter(m["of"] or m["of2"], _NTH[m["nth"].casefold()], c),
        False,
    ),
    (rf"Q(?P<q>[1-4])\s*(?:of\s+)?(?P<of>{YEAR})?", lambda m, c: quarter(m["of"], int(m["q"]), c), False),
    (rf"(?P<of>{YEAR})[\s-]?Q(?P<q>[1-4])", lambda m, c: f"{m['of']}-Q{m['q']}", False),
    (rf"(?P<of>{YEAR})[\s-]?H(?P<q>[12])", lambda m, c: f"{m['of']}-H{m['q']}", False),
    (rf"H(?P<h>[12])\s*(?:of\s+)?(?P<of>{YEAR})?", lambda m, c: half_of(m["of"], f"H{m['h']}", c), False),
    (
        rf"(?:the\s+)?(?P<nth>first|second|1st|2nd)[\s-]+half(?:\s+year)?{_OF_EN}(?!\s+of\s+the\s+(?!year))",
        lambda m, c: half_of(m["of"] or m["of2"], half_name(m["nth"]), c),
        False,
    ),
    (
        rf"(?:the\s+)?first\s+(?P<n>{_SMALL}|\d+)\s+months{_OF_EN}",
        lambda m, c: first_months(m["of"] or m["of2"], int(parse_number(m["n"]) or 0), c),
        False,
    ),
    (rf"(?:the\s+)?first\s+three\s+quarters{_OF_EN}", lambda m, c: first_months(m["of"] or m["of2"], 9, c), False),
    (
        r"(?:late|early|mid)[\s-]+(?P<month>" + _MONTH + rf")(?:,?\s+(?P<year>{YEAR}))?",
        lambda m, c: (y := m["year"] or c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])),
        False,
    ),
    (r"(?:the\s+)?(?:last|previous)\s+year|the\s+year\s+before", lambda m, c: c.ago(1), True),
    (
        r"this\s+year|the\s+current\s+year|year\s+to\s+date|so\s+far\s+this\s+year|earlier\s+this\s+year",
        lambda m, c: c.ago(0),
        True,
    ),
    (r"two\s+years\s+ago", lambda m, c: c.ago(2), True),
    (r"three\s+years\s+ago", lambda m, c: c.ago(3), True),
    (r"(?:last|the\s+previous)\s+month", lambda m, c: c.months_ago(1), True),
    (r"(?:earlier\s+)?this\s+month", lambda m, c: c.months_ago(0), True),
    (
        r"(?:on\s+)?(?:the\s+same|that|the\s+first)\s+(?:day|date|occasion)|of\s+even\s+date|simultaneously|same-day",
        lambda m, c: c.last,
        True,
    ),
    (r"yesterday", lambda m, c: c.days_ago(1), True),
    (r"today", lambda m, c: c.days_ago(0), True),
    (rf"(?P<lastweek>last\s+)?(?P<weekday>{'|'.join(_DAYS)})", _weekday, True),
    (
        rf"(?P<month>{_MONTH})(?=[\s,.;]|$)(?!\s+\d)",
        lambda m, c: (y := c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])),
        False,
    ),
    (
        rf"(?P<year>{YEAR})(?![,-]?\d|-[A-Z]\b|\s+(?:patents|enterprises|companies|cases|firms|trademarks|people|square))",
        lambda m, c: m["year"],
        False,
    ),
)
