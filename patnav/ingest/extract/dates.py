"""Dates and periods, resolved against the day of publication.

``Aug. 28, 2024`` is ``2024-08-28``; ``the first half of 2024`` ``2024-H1``; 前三季度 ``2025-01/2025-09``;
``last year``, of an article of 2025, ``2024``. What cannot be resolved has no ISO form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.clock import YEAR, Clock, Resolve, full_date
from patnav.ingest.extract.dates_en import ENGLISH
from patnav.ingest.extract.dates_zh import CHINESE
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import When

__all__ = ["find_dates", "full_date"]


@cache
def _table(lang: str) -> list[tuple[re.Pattern[str], Resolve, bool]]:
    rows = ENGLISH if lang == "en" else CHINESE
    before, after = (r"(?<![\w$%.])", r"(?![\w%])") if lang == "en" else (r"(?<![\d.])", "")
    return [(re.compile(f"{before}(?:{p}){after}", re.IGNORECASE), resolve, relative) for p, resolve, relative in rows]


def find_dates(
    text: str, lang: str, published: str | None = None, last: str | None = None, frame: str | None = None
) -> Iterator[When]:
    """All dates and periods of one sentence, in order.

    Args:
        text: A sentence; offsets point into it.
        lang: ``en`` or ``zh``.
        published: ISO date of publication.
        last: The last full date before the sentence, for "the same day".
        frame: The period that the text before reports on, for 全年 and 年末.

    Yields:
        Dates; where two readings overlap, the longer one.
    """
    taken: list[tuple[int, int, re.Match[str], Resolve, bool]] = []
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
        since = lang == "en" and bool(re.search(r"\bsince\s+$", text[:start], re.IGNORECASE))
        iso = resolve(match, Clock(published, None, last, None) if since else Clock(published, year, last, frame))
        when = When(start, start + len(words), words, iso, relative or not _names_year(words))
        when.compared = bool(rule("dates.compared", lang).search(text[max(0, start - 40) : start])) and not (
            _is_span(text, end) or (lang == "zh" and rule("dates.starting").match(text, end))
        )
        when.compared = (
            when.compared
            or words.endswith("同期")
            or _in_title(text, start)
            or (text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ":")
        )
        when.as_of = "same" not in words and (
            bool(rule("dates.as_of", lang).search(text[max(0, start - 20) : start]))
            or "end" in words
            or bool(re.search("(?<![去今前同]年)[底末]$", words))
        )
        yield when
        if iso and not when.compared:
            year, last = iso[:4], iso if len(iso) == 10 else last


def _in_title(text: str, at: int) -> bool:
    """Whether a place is inside 《》: the year of a plan is not the day it was issued."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _is_span(text: str, end: int) -> bool:
    return bool(re.match(r"\s+(?:to|until|through)\b", text[end:]))


def _names_year(words: str) -> bool:
    return bool(re.search(YEAR, words)) or words.startswith("二")


def _not_a_date(text: str, start: int, words: str) -> bool:
    """``May`` and ``March`` as other words: only after a preposition, or with a number."""
    if "may" in words.split() and not _names_year(words):  # 27 may be used
        return True
    if words.casefold() not in ("may", "march", "mar", "jan", "dec", "second", "today"):
        return False
    if words.casefold() == "today":
        return False
    return words.islower() or not rule("dates.before_month").search(text[:start])
