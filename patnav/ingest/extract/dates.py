"""Dates and periods, resolved against the day of publication.

``Aug. 28, 2024`` is ``2024-08-28``; ``the first half of 2024`` ``2024-H1``; 前三季度 ``2025-01/2025-09``; ``last year``, of an
article of 2025, ``2024``. What cannot be resolved has no ISO form.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache

from patnav.ingest.extract.numerals import parse_number
from patnav.ingest.extract.parts import When

__all__ = ["find_dates", "full_date"]

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?:19|20)\d\d"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven"

_Resolve = Callable[[re.Match[str], "_Clock"], str | None]


class _Clock:
    """Today, for the text: the day of publication, at the precision known."""

    def __init__(self, published: str | None, context: str | None = None, last: str | None = None) -> None:
        parts = [int(part) for part in re.findall(r"\d+", published or "")[:3]]
        self.year = parts[0] if parts else None
        self.month = parts[1] if len(parts) > 1 else None
        self.day = dt.date(*parts) if len(parts) == 3 and _valid(*parts) else None
        self.context = context  # year of the date before this one in the same sentence
        self.last = last  # the last full date of the text before

    def latest(self, last: int) -> str | None:
        """The year of a period that ends in month ``last``: the sentence's own, else the latest that is over."""
        if self.context or self.year is None:
            return self.context
        return str(self.year - (self.month is not None and last > self.month))

    def ago(self, years: int) -> str | None:
        return None if self.year is None else str(self.year - years)

    def year_of(self, month: int) -> str | None:
        """The year of a month named alone: the sentence's own year, else the latest that is past."""
        if self.context:
            return self.context
        if self.year is None:
            return None
        return str(self.year - (self.month is not None and month > self.month))

    def months_ago(self, months: int) -> str | None:
        if self.year is None or self.month is None:
            return None
        at = self.year * 12 + self.month - 1 - months
        return f"{at // 12}-{at % 12 + 1:02d}"

    def days_ago(self, days: int) -> str | None:
        return (self.day - dt.timedelta(days)).isoformat() if self.day else None


def _valid(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def full_date(year: str | int, month: str | int, day: str | int | None = None) -> str | None:
    """ISO form of a year, month and perhaps day; None when there is no such day."""
    y, m = int(year), int(month)
    if not 1 <= m <= 12:
        return None
    if day is None:
        return f"{y:04d}-{m:02d}"
    return f"{y:04d}-{m:02d}-{int(day):02d}" if _valid(y, m, int(day)) else None


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold().rstrip(".")[:3]))


def _span(year: str | None, first: int, last: int) -> str | None:
    return f"{year}-{first:02d}/{year}-{last:02d}" if year and 1 <= first <= last <= 12 else None


def _half(word: str) -> str:
    return "H1" if word.casefold() in ("first", "1", "1st", "上", "early") else "H2"


def _quarter(year: str | None, nth: int, clock: _Clock) -> str | None:
    return _with(_relative_year(year, clock, 3 * nth), f"Q{nth}")


def _half_of(year: str | None, part: str, clock: _Clock) -> str | None:
    return _with(_relative_year(year, clock, 6 if part == "H1" else 12), part)


def _first(year: str | None, months: int, clock: _Clock) -> str | None:
    return _span(_relative_year(year, clock, months), 1, months)


def _months_zh(m: re.Match[str], clock: _Clock) -> str | None:
    first, last = int(parse_number(m["a"]) or 0), int(parse_number(m["b"]) or 0)
    return _span(_relative_year(m["y"], clock, last), first, last)


def _with(year: str | None, part: str) -> str | None:
    return f"{year}-{part}" if year else None


def _weekday(match: re.Match[str], clock: _Clock) -> str | None:
    if clock.day is None:
        return None
    back = (clock.day.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    return clock.days_ago(back + (7 if match["lastweek"] and back == 0 else 0))


def _day_en(m: re.Match[str], clock: _Clock) -> str | None:
    month = _month(m["month"])
    year = m["year"] or clock.year_of(month)
    return full_date(year, month, m["day"]) if year else None


def _months_en(m: re.Match[str], clock: _Clock) -> str | None:
    first, last = _month(m["from"]), _month(m["to"])
    return _span(m["year"] or clock.latest(last), first, last)


def _relative_year(word: str | None, clock: _Clock, last: int = 1) -> str | None:
    if not word:
        return clock.latest(last)
    folded = word.casefold()
    if folded.endswith(("last year", "previous year", "去年", "上年", "上一年", "year before")):
        return clock.ago(1)
    if folded.endswith("前年"):
        return clock.ago(2)
    if re.search(r"this year|current year|今年|本年|年内|the year", folded):
        return clock.ago(0)
    digits = re.search(_YEAR, word)
    return digits[0] if digits else _chinese_year(word)


def _chinese_year(word: str) -> str | None:
    number = parse_number(word.strip("年 "))
    return str(int(number)) if number and 1900 <= number < 2100 else None


_OF_EN = rf"(?:\s+(?:of\s+|in\s+)?(?P<of>{_YEAR}|(?:this|last|the\s+(?:current|previous|same))\s+year)|,?\s*(?P<of2>{_YEAR}))?"
_ENGLISH: tuple[tuple[str, _Resolve, bool], ...] = (
    (rf"(?:(?:by|at|until)\s+)?(?:the\s+)?(?:end|close)\s+of\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?",
     lambda m, c: (y := m["year"] or c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])), False),
    (rf"(?:by\s+|at\s+)?(?:the\s+)?(?:end[\s-]+of(?:\s+the)?|year-end|close\s+of)\s*(?P<of>{_YEAR}|last\s+year|(?:the\s+)?previous\s+year|this\s+year|year)?",
     lambda m, c: (y := _end_year(m["of"], c)) and f"{y}-12", False),
    (rf"(?P<year>{_YEAR})-(?P<m>\d\d?)-(?P<d>\d\d?)", lambda m, c: full_date(m["year"], m["m"], m["d"]), False),
    (rf"(?P<year>{_YEAR})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)", lambda m, c: full_date(m["year"], m["m"], m["d"]), False),
    (rf"(?:from\s+|between\s+)?(?P<from>{_MONTH})\s*(?:to|through|and|-|until)\s*(?P<to>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?", _months_en, False),
    (rf"(?P<month>{_MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!,?\s*\d{{3}}\s)(?:,?\s+(?P<year>{_YEAR}))?", _day_en, False),
    (rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?(?:\s+(?P<year>{_YEAR}))?", _day_en, False),
    (rf"(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})", lambda m, c: full_date(m["year"], _month(m["month"])), False),
    (rf"(?P<month>{_MONTH})\s+(?:of\s+)?(?P<rel>last|this)\s+year",
     lambda m, c: (y := c.ago(1 if m["rel"].casefold() == "last" else 0)) and full_date(y, _month(m["month"])), True),
    (rf"(?:last|this\s+past)\s+(?P<month>{_MONTH})(?!\s*\d)",
     lambda m, c: (y := c.latest(_month(m["month"]) + 1)) and full_date(y, _month(m["month"])), True),
    (rf"this\s+(?P<month>{_MONTH})(?!\s*\d)", lambda m, c: (y := c.ago(0)) and full_date(y, _month(m["month"])), True),
    (rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter{_OF_EN}",
     lambda m, c: _quarter(m["of"] or m["of2"], _NTH[m["nth"].casefold()], c), False),
    (rf"Q(?P<q>[1-4])\s*(?:of\s+)?(?P<of>{_YEAR})?", lambda m, c: _quarter(m["of"], int(m["q"]), c), False),
    (rf"(?P<of>{_YEAR})[\s-]?Q(?P<q>[1-4])", lambda m, c: f"{m['of']}-Q{m['q']}", False),
    (rf"(?P<of>{_YEAR})[\s-]?H(?P<q>[12])", lambda m, c: f"{m['of']}-H{m['q']}", False),
    (rf"H(?P<h>[12])\s*(?:of\s+)?(?P<of>{_YEAR})?", lambda m, c: _half_of(m["of"], f"H{m['h']}", c), False),
    (rf"(?:the\s+)?(?P<nth>first|second|1st|2nd)[\s-]+half(?:\s+year)?{_OF_EN}(?!\s+of\s+the\s+(?!year))",
     lambda m, c: _half_of(m["of"] or m["of2"], _half(m["nth"]), c), False),
    (rf"(?:the\s+)?first\s+(?P<n>{_SMALL}|\d+)\s+months{_OF_EN}",
     lambda m, c: _first(m["of"] or m["of2"], int(parse_number(m["n"]) or 0), c), False),
    (rf"(?:the\s+)?first\s+three\s+quarters{_OF_EN}", lambda m, c: _first(m["of"] or m["of2"], 9, c), False),
    (r"(?:late|early|mid)[\s-]+(?P<month>" + _MONTH + rf")(?:,?\s+(?P<year>{_YEAR}))?",
     lambda m, c: (y := m["year"] or c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])), False),
    (r"(?:the\s+)?(?:last|previous)\s+year|the\s+year\s+before", lambda m, c: c.ago(1), True),
    (r"this\s+year|the\s+current\s+year|year\s+to\s+date|so\s+far\s+this\s+year|earlier\s+this\s+year", lambda m, c: c.ago(0), True),
    (r"two\s+years\s+ago", lambda m, c: c.ago(2), True),
    (r"three\s+years\s+ago", lambda m, c: c.ago(3), True),
    (r"(?:last|the\s+previous)\s+month", lambda m, c: c.months_ago(1), True),
    (r"(?:earlier\s+)?this\s+month", lambda m, c: c.months_ago(0), True),
    (r"(?:on\s+)?(?:the\s+same|that|the\s+first)\s+day", lambda m, c: c.last, True),
    (r"yesterday", lambda m, c: c.days_ago(1), True),
    (r"today", lambda m, c: c.days_ago(0), True),
    (rf"(?P<lastweek>last\s+)?(?P<weekday>{'|'.join(_DAYS)})", _weekday, True),
    (rf"(?P<month>{_MONTH})(?=[\s,.;]|$)(?!\s+\d)", lambda m, c: (y := c.year_of(_month(m["month"]))) and full_date(y, _month(m["month"])), False),
    (rf"(?P<year>{_YEAR})(?![,-]?\d|\s+(?:patents|enterprises|companies|cases|firms|trademarks|people|square))", lambda m, c: m["year"], False),
)


def _end_year(word: str | None, clock: _Clock) -> str | None:
    return clock.context or clock.ago(1) if not word or word.casefold() == "year" else _relative_year(word, clock)


_ZH_YEAR = r"(?:19|20)\d\d年|二[〇零]?[〇零一二三四五六七八九]{2,3}年"
_ZH_REL = r"今年|去年|前年|本年|上年|上一年"
_ZH_Y = rf"(?P<y>{_ZH_YEAR}|{_ZH_REL})?(?:度)?"
_ZH_M = r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_CHINESE: tuple[tuple[str, _Resolve, bool], ...] = (
    (rf"(?P<year>{_YEAR})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)", lambda m, c: full_date(m["year"], m["m"], m["d"]), False),
    (rf"{_ZH_Y}(?P<a>\d\d?|[一二三四五六七八九])(?:月)?(?:份)?[至到—\-~～－–](?P<b>\d\d?|十[一二]?|[一二三四五六七八九])月(?:份)?",
     lambda m, c: _months_zh(m, c), False),
    (rf"{_ZH_Y}前(?P<n>\d\d?|十[一二]?|[一二两三四五六七八九])个?月", lambda m, c: _first(m["y"], int(parse_number(m["n"]) or 0), c), False),
    (rf"{_ZH_Y}前三个?季度", lambda m, c: _first(m["y"], 9, c), False),
    (rf"{_ZH_Y}(?:第)?(?P<q>[一二三四1-4])季度", lambda m, c: _quarter(m["y"], int(parse_number(m["q"]) or 1), c), False),
    (rf"{_ZH_Y}(?P<h>[上下])半年", lambda m, c: _half_of(m["y"], _half(m["h"]), c), False),
    (rf"{_ZH_Y}{_ZH_M}(?P<d>\d\d?|[一二三]?十?[一二三四五六七八九]?)[日号]", lambda m, c: _day_zh(m, c), False),
    (rf"{_ZH_Y}{_ZH_M}(?:份|[底末初上中下]旬?)?", lambda m, c: _month_zh(m, c), False),
    (r"(?:当月|本月)?(?<!\d)(?<!月)(?P<d>\d\d?)日(?!均|元|语|本|前|内|后|之)", lambda m, c: (at := c.months_ago(0)) and full_date(at[:4], at[5:], m["d"]), False),
    (rf"(?P<y>{_ZH_YEAR}|{_ZH_REL})(?:年)?[底末]", lambda m, c: (y := _relative_year(m["y"], c)) and f"{y}-12", False),
    (rf"(?P<a>{_YEAR})年?[至到—\-~～－–](?P<b>{_YEAR})年", lambda m, c: f"{m['a']}/{m['b']}", False),
    (rf"(?P<y>{_ZH_YEAR})(?:度)?", lambda m, c: _relative_year(m["y"], c), False),
    (r"(?P<y>去年|上一?年|前年|今年以来|今年|本年度?)(?:全年|度)?", lambda m, c: _relative_year(m["y"].replace("以来", ""), c), True),
    (r"上个?月", lambda m, c: c.months_ago(1), True),
    (r"本月|当月", lambda m, c: c.months_ago(0), True),
    (r"昨[日天]", lambda m, c: c.days_ago(1), True),
    (r"今[日天]", lambda m, c: c.days_ago(0), True),
    (r"前[日天](?!津)", lambda m, c: c.days_ago(2), True),
    (r"同日|当日|当天|首日", lambda m, c: c.last, True),
    (r"近日|日前|近期|目前|此前|同期", lambda m, c: None, True),
)


def _day_zh(m: re.Match[str], clock: _Clock) -> str | None:
    month, day = int(parse_number(m["m"]) or 0), int(parse_number(m["d"]) or 0)
    year = _relative_year(m["y"], clock) if m["y"] else clock.year_of(month)
    return full_date(year, month, day) if year else None


def _month_zh(m: re.Match[str], clock: _Clock) -> str | None:
    month = int(parse_number(m["m"]) or 0)
    year = _relative_year(m["y"], clock) if m["y"] else clock.year_of(month)
    return full_date(year, month) if year else None


_COMPARED = {
    "en": re.compile(
        r"(?:\bthan|compared\s+(?:with|to)|\bfrom|\bover|versus|\bvs\.?|\bas|relative\s+to|against|since)"
        r"(?:\s+(?:in|that\s+(?:of|in)|the\s+level\s+(?:of|in)|the\s+same\s+period\s+(?:of|in)|at))?\s*(?:the\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:比|较|相比|同比|与|自)(?:于)?$"),
}
_AS_OF = {
    "en": re.compile(r"(?:by|as\s+of|at|until|through|up\s+to|to)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:截至|截止|截止到|截至到|到|至)$"),
}


@cache
def _table(lang: str) -> list[tuple[re.Pattern[str], _Resolve, bool]]:
    rows = _ENGLISH if lang == "en" else _CHINESE
    edge = r"(?<![\w$%.])", r"(?![\w%])"
    wrap = (lambda p: f"{edge[0]}(?:{p}){edge[1]}") if lang == "en" else (lambda p: rf"(?<![\d.])(?:{p})")
    return [(re.compile(wrap(p), re.IGNORECASE), resolve, relative) for p, resolve, relative in rows]


def find_dates(text: str, lang: str, published: str | None = None, last: str | None = None) -> Iterator[When]:
    """All dates and periods of one sentence, in order.

    Args:
        text: A sentence; offsets point into it.
        lang: ``en`` or ``zh``.
        published: ISO date of publication.
        last: The last full date before the sentence, for "the same day".

    Yields:
        Dates; where two readings overlap, the longer one.
    """
    taken: list[tuple[int, int, re.Match[str], _Resolve, bool]] = []
    for pattern, resolve, relative in _table(lang):
        for match in pattern.finditer(text):
            start, end = match.span()
            if start < end and all(end <= a or b <= start for a, b, *_ in taken):
                taken.append((start, end, match, resolve, relative))
    year: str | None = None
    for start, end, match, resolve, relative in sorted(taken, key=lambda row: row[0]):
        words = match[0].rstrip(" ,.")
        if lang == "en" and _not_a_date(text, start, words):
            continue
        iso = resolve(match, _Clock(published, year, last))
        when = When(start, start + len(words), words, iso, relative or not _names_year(words))
        when.compared = bool(_COMPARED[lang].search(text[max(0, start - 40) : start])) and not _is_span(text, end)
        when.as_of = bool(_AS_OF[lang].search(text[max(0, start - 20) : start])) or "end" in words or bool(re.search("[底末]$", words))
        yield when
        if iso and not when.compared:
            year, last = iso[:4], iso if len(iso) == 10 else last


def _is_span(text: str, end: int) -> bool:
    return bool(re.match(r"\s+(?:to|until|through)\b", text[end:]))


def _names_year(words: str) -> bool:
    return bool(re.search(_YEAR, words)) or words.startswith("二")


def _not_a_date(text: str, start: int, words: str) -> bool:
    """``May`` and ``March`` as other words: only after a preposition, or with a number."""
    if words.casefold() not in ("may", "march", "mar", "jan", "dec", "second", "today"):
        return False
    if words.casefold() == "today":
        return False
    return words.islower() or not re.search(r"\b(?:in|of|since|until|by|from|to|last|this|during|early|late|mid)[\s-]+$", text[:start], re.IGNORECASE)
