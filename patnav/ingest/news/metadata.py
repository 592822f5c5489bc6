"""What an article says of itself: headline, day of publication, publisher, language."""

from __future__ import annotations

import re

from patnav.ingest.extract.dates import find_dates, full_date
from patnav.ingest.extract.grammar import rule

__all__ = ["language_of", "published_in", "publisher_in", "title_of"]

_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s+|\*\*)?(?:(?:title|headline|标题|题目)\s*[:：]\s*)?(?P<title>.+?)(?:\s*#+|\*\*)?\s*$",
    re.IGNORECASE,
)
_SOURCE = (
    re.compile(
        r"(?:^|[\s|丨·（(])(?:来源|來源|稿源|信息来源|Source|Publisher|Published by)\s*[:：]\s*"
        r"(?P<name>[^\s|丨，,。；;)）][^|丨，,。；;)）\n]{0,40})"
    ),
    re.compile(
        r"^\s*(?P<name>新华社|中新社|中新网|人民网|央视网|证券时报|财联社|澎湃新闻)[^，。]{0,20}\d{1,2}日[电讯]"
    ),
    re.compile(
        r"^[A-Z][A-Za-z .,'-]{2,40},? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})[^()]{0,12}"
        r"\((?P<name>[A-Z][\w .&']{2,30})\)"
    ),
)
_NOT_NAME = re.compile(r"\s{2,}|\s+(?=(?:时间|日期|作者|编辑|发布)|\d{4})")
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)


def title_of(text: str) -> str | None:
    """The headline: the first line, without Markdown marks; None where the first line is a paragraph."""
    front = _FRONT.match(text)
    named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front["front"], re.MULTILINE) if front else None
    if named:
        return named[1]
    lines = [line for line in _FRONT.sub("", text).splitlines() if line.strip()]
    match = _HEADING.match(lines[0]) if lines else None
    title = match["title"].strip() if match else None
    return title if title and len(title) <= 200 else None


def published_in(text: str) -> str | None:
    """The day of publication: from a byline or dateline, else the first full date of the text's first lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:8], lines[-3:]
    for line in [*head, *tail]:
        if match := rule("metadata.published").search(line[:200]):
            return _iso(match["day"])
    for line in head:
        if match := rule("metadata.bulletin").search(line[:60]):
            return _iso(f"{match['year'] or match['year2']}年{match['day'] or match['day2']}")
        if match := rule("metadata.dateline").match(line[:160]):
            return _iso(match["day"])
        if match := rule("metadata.short_dateline").match(line[:120]):
            return _with_year(match[0], text)
    for line in [*head, *tail]:
        if len(line) < 60 and (match := rule("metadata.signed_off").fullmatch(line)):
            return _iso(match["day"])
    for line in [*head, *tail]:
        if len(line) < 80 and not line.endswith(("。", ".")) and (match := rule("metadata.alone").search(line)):
            return _iso(match[0])
    return _first_day([*(line[:400] for line in [*lines[1:4], *lines[:1]]), *(line[-60:] for line in lines[-1:])])


def publisher_in(text: str) -> str | None:
    """Who published it: from a line on the source, or the agency of a dateline, among the first and last lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:8], *lines[-3:]]:
        for pattern in _SOURCE:
            if match := pattern.search(line[:200]):
                return _NOT_NAME.split(match["name"].strip())[0] or None
    return None


def _first_day(lines: list[str]) -> str | None:
    return next((_iso(match[0]) for line in lines if (match := rule("metadata.day").search(line))), None)


def _with_year(line: str, text: str) -> str | None:
    """A dateline's day and month, with the year of the same day elsewhere, else the year that the text names most.

    Years that lie ahead (到2027年) do not count; of distant years, each named once, none is known to be the one.
    """
    days = [full_date(*day) for day in re.findall(r"(20\d\d)[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})", text)]
    bare = _day_in(line, "2000-12-31")
    same = [day for day in days if day and bare and day[4:] == bare[4:]]
    years = [int(year) for year in re.findall(r"(?<![\d到至])(?<!\bby )(?<!力争)(20[0-4]\d)(?!\d|年前)", text)]
    if len(years) > 1 and len(set(years)) == len(years) and max(years) - min(years) > 2:
        years = []
    return same[0] if same else _day_in(line, f"{max(years, key=years.count)}-12-31" if years else None)


def _day_in(line: str, published: str | None) -> str | None:
    found = [when.iso for lang in ("en", "zh") for when in find_dates(line, lang, published)]
    return next((iso for iso in found if iso and len(iso) == 10), None)


def _iso(day: str) -> str | None:
    clean = re.sub(r"\s", "", day) if "年" in day else day.strip(" |丨·()（）")
    numbers = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", clean)
    return full_date(numbers[1], numbers[2], numbers[3]) if numbers else _day_in(clean, None)


def language_of(text: str) -> str:
    """``zh`` where Han characters make up most of the text, else ``en``."""
    sample = text[:20000]
    han = sum("\u3400" <= c <= "\u9fff" for c in sample)
    latin = len(re.findall(r"[A-Za-z]+", sample))
    return "zh" if han > 2 * latin else "en"
