"""The day in a date of a feed or a record, however it is written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from patnav.ingest.extract.dates import find_dates, full_date

__all__ = ["day_of"]

_NUMBERS = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SECONDS = range(10**8, 10**11)


def day_of(value: Any) -> str | None:
    """The day that a value names, as the source writes it, whatever the time zone.

    Args:
        value: ISO 8601, RFC 2822, ``2025/6/3 08:00``, ``2025年6月3日``, ``June 3, 2025``, or seconds or milliseconds
            since 1970 (in UTC).

    Returns:
        ISO date, to the month where there is no day; None where the value is no date.

    Examples:
        >>> day_of("Tue, 05 Nov 2024 00:30:00 +0800"), day_of(1730766600000), day_of("soon")
        ('2024-11-05', '2024-11-05', None)
    """
    text = str(value).strip()[:80] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if re.fullmatch(r"\d{9,13}(\.\d+)?", text):
        seconds = float(text) if int(float(text)) in _SECONDS else float(text) / 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if found := _COMPACT.match(text) or _NUMBERS.match(text):
        year, month, day = found.groups()
        if day:
            return full_date(year, month, day)
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        days = (when.iso for lang in ("en", "zh") for when in find_dates(text, lang))
        return next((day for day in days if day and len(day) == 10), None)
