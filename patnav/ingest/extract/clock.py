"""Today, for a text: what "last year", "in May" and "the first half" come to on the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from patnav.ingest.extract.numerals import parse_number

__all__ = [
    "YEAR",
    "Clock",
    "Resolve",
    "first_months",
    "full_date",
    "half_name",
    "half_of",
    "month_span",
    "quarter",
    "with_year",
    "year_ending",
    "year_named",
]

YEAR = r"(?:19|20)\d\d"
"""Expression for a year in digits."""


_LATELY = 45
"""Days before publication in which a day without a year lies, whatever year the text reports on."""


class Clock:
    """Today, for the text: the day of publication, at the precision known.

    Args:
        published: ISO date of publication, perhaps without day or month.
        context: Year of the date before this one in the same sentence.
        last: The last full date of the text before.
        frame: The period that the text before reports on.
    """

    def __init__(
        self, published: str | None, context: str | None = None, last: str | None = None, frame: str | None = None
    ) -> None:
        parts = [int(part) for part in re.findall(r"\d+", published or "")[:3]]
        self.year = parts[0] if parts else None
        self.month = parts[1] if len(parts) > 1 else None
        self.day = dt.date(*parts) if len(parts) == 3 and _valid(*parts) else None
        self.context = context
        self.last = last
        self.frame = frame[:4] if frame else None
        self.report = frame if frame and len(frame) == 4 else None

    def reported(self) -> str | None:
        """The year that the text reports on: the one it has named last, else the year before publication."""
        return self.context or self.frame or self.ago(1)

    def latest(self, last: int) -> str | None:
        """The year of a period that ends in month ``last``: the sentence's own, else the latest that is over."""
        if self.context or self.year is None:
            return self.context
        return str(self.year - (self.month is not None and last > self.month))

    def ago(self, years: int) -> str | None:
        """The year of publication, so many years back."""
        return None if self.year is None else str(self.year - years)

    def year_of(self, month: int) -> str | None:
        """The year of a month named alone: the sentence's own, the year that is reported on, else the latest past."""
        if self.context or self.report:
            return self.context or self.report
        if self.year is None:
            return self.frame or (self.last[:4] if self.last else None)
        return str(self.year - (self.month is not None and month > self.month))

    def recent(self, month: int, day: int) -> str | None:
        """The year of publication for a day within the last weeks, in a text that reports on a year before."""
        if self.day is None or self.context or not self.report or not _valid(self.day.year, month, day):
            return None
        gone = (self.day - dt.date(self.day.year, month, day)).days
        return str(self.day.year) if 0 <= gone < _LATELY else None

    def months_ago(self, months: int) -> str | None:
        """The month of publication, so many months back."""
        if self.year is None or self.month is None:
            return None
        at = self.year * 12 + self.month - 1 - months
        return f"{at // 12}-{at % 12 + 1:02d}"

    def before(self, days: int) -> str | None:
        """The day so many days before the last full date of the text."""
        return (dt.date.fromisoformat(self.last) - dt.timedelta(days)).isoformat() if self.last else None

    def days_ago(self, days: int) -> str | None:
        """The day of publication, so many days back."""
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


def month_span(year: str | None, first: int, last: int) -> str | None:
    """A span of months, ``2025-01/2025-09``."""
    return f"{year}-{first:02d}/{year}-{last:02d}" if year and 1 <= first <= last <= 12 else None


def half_name(word: str) -> str:
    """``H1`` for the first half, ``H2`` for the second."""
    return "H1" if word.casefold() in ("first", "1", "1st", "上", "early") else "H2"


def quarter(year: str | None, nth: int, clock: Clock) -> str | None:
    """A quarter of a year as the text names it, ``2025-Q3``."""
    return with_year(year_named(year, clock, 3 * nth), f"Q{nth}")


def half_of(year: str | None, part: str, clock: Clock) -> str | None:
    """A half of a year as the text names it, ``2025-H1``."""
    return with_year(year_named(year, clock, 6 if part == "H1" else 12), part)


def first_months(year: str | None, months: int, clock: Clock) -> str | None:
    """The first months of a year as the text names it, ``2025-01/2025-05``."""
    return month_span(year_named(year, clock, months), 1, months)


def with_year(year: str | None, part: str) -> str | None:
    """A part of a year, None where the year is unknown."""
    return f"{year}-{part}" if year else None


def year_named(word: str | None, clock: Clock, last: int = 1) -> str | None:
    """The year that a text names (``2024``, ``last year``, 今年), else the latest that month ``last`` is over in."""
    if not word:
        return clock.latest(last)
    folded = word.casefold()
    if folded.endswith(("last year", "previous year", "去年", "上年", "上一年", "year before")):
        return clock.ago(1)
    if folded.endswith("前年"):
        return clock.ago(2)
    if re.search(r"this year|current year|今年|本年|年内|the year", folded):
        return clock.ago(0)
    digits = re.search(YEAR, word)
    return digits[0] if digits else _chinese_year(word)


def _chinese_year(word: str) -> str | None:
    number = parse_number(word.strip("年 "))
    return str(int(number)) if number and 1900 <= number < 2100 else None


def year_ending(word: str | None, clock: Clock) -> str | None:
    """The year at whose end something was counted; none named, the last one."""
    if not word or word.casefold() == "year":
        return clock.context or clock.ago(1)
    return year_named(word, clock)


Resolve = Callable[[re.Match[str], Clock], str | None]
"""How a match becomes an ISO date or period."""
