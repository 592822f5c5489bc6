"""What an article says of itself: headline, day of publication, publisher, language."""

from __future__ import annotations

import re

from patnav.ingest.extract.dates import find_dates, full_date

__all__ = ["language_of", "published_in", "title_of"]

_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|\*\*)?(?P<title>.+?)(?:\s*#+|\*\*)?\s*$")
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)
_EN_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_EN_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_EN_MONTH},?\s+\d{{4}}|\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日)"
_SAYS = re.compile(
    rf"(?:publish\w*|posted|updated|date[d]?|released?|issued|发布(?:时间|日期)?|日期|时间|发稿|更新)\W{{0,6}}(?:on\W)?(?P<day>{_DAY})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^\W*(?:[\w .,'’·()（）/&-]{{0,60}}?[\s,，(（]|[\u4e00-\u9fff]{{2,14}})?(?P<day>{_DAY})\s*(?:\([A-Za-z ]+\)|[)）]|电|讯|消息)?\s*(?:--|[—–|:：]|电|讯|消息|\(|（|$|-\s|/)",
    re.IGNORECASE,
)
_SHORT_EN = re.compile(rf"\W*[\w' .,/()-]{{0,40}}?[\s,]{_EN_MONTH}\s+\d{{1,2}}\s*(?:\([\w ,]+\)\s*)?(?:--|-\s|[—–:])")
_SHORT_ZH = re.compile(
    r"^\W*(?:本报|新华社|本网|中新社|人民网|中新网)?[\u4e00-\u9fff]{0,8}(?P<month>\d{1,2})月(?P<date>\d{1,2})日(?:电|讯|消息)"
)


def title_of(text: str) -> str | None:
    """The headline: the first line, without Markdown marks; None where the first line is a paragraph."""
    body = _FRONT.sub("", text)
    front = _FRONT.match(text)
    named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front["front"], re.MULTILINE) if front else None
    if named:
        return named[1]
    lines = [line for line in body.splitlines() if line.strip()]
    match = _HEADING.match(lines[0]) if lines else None
    title = match["title"].strip() if match else None
    return title if title and len(title) <= 200 else None


def published_in(text: str) -> str | None:
    """The day of publication: from a byline or dateline, else the first full date of the text's first lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:8], lines[-3:]
    for line in [*head, *tail]:
        if match := _SAYS.search(line[:200]):
            return _iso(match["day"])
    for line in head:
        if match := _DATELINE.match(line[:160]):
            return _iso(match["day"])
        if match := _SHORT_EN.match(line[:120]) or _SHORT_ZH.match(line[:60]):
            return _with_year(match[0], text)
    for line in [*head, *tail]:
        if (
            len(line) < 80
            and (match := re.search(rf"(?:^|[|丨·\s(（]){_DAY}(?:$|[|丨·\s)）])", line))
            and not re.search(r"[。.]\s*$", line)
        ):
            return _iso(match[0])
    for line in [*lines[1:4], *lines[:1]]:
        if match := re.search(_DAY, line[:400]):
            return _iso(match[0])
    if lines and (match := re.search(_DAY, lines[-1][-60:])):
        return _iso(match[0])
    return None


def _with_year(line: str, text: str) -> str | None:
    """A dateline's day and month, with the latest year that the text names (a planned year in the future aside)."""
    days = [full_date(*day) for day in re.findall(r"(20\d\d)[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})", text)]
    bare = next(
        (
            iso
            for lang in ("en", "zh")
            for when in find_dates(line, lang, "2000-12-31")
            if (iso := when.iso) and len(iso) == 10
        ),
        None,
    )
    if bare and (same := next((day for day in days if day and day[4:] == bare[4:]), None)):
        return same
    years = [int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)(?=年|\b)", text)]
    found = [
        when.iso
        for lang in ("en", "zh")
        for when in find_dates(line, lang, f"{max(set(years), key=years.count)}-12-31" if years else None)
    ]
    return next((iso for iso in found if iso and len(iso) == 10), None)


def _iso(day: str) -> str | None:
    clean = re.sub(r"\s", "", day) if "年" in day else day.strip(" |丨·()（）")
    numbers = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", clean)
    if numbers:
        return full_date(numbers[1], numbers[2], numbers[3])
    return next((when.iso for when in find_dates(clean, "en") if when.iso), None)


def language_of(text: str) -> str:
    """``zh`` where Han characters make up most of the text, else ``en``."""
    sample = text[:20000]
    han = sum("\u3400" <= c <= "\u9fff" for c in sample)
    latin = len(re.findall(r"[A-Za-z]+", sample))
    return "zh" if han > 2 * latin else "en"
