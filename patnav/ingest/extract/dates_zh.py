"""How Chinese writes dates and periods: expression, its resolution, whether it is relative to the publication."""

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
    year_named,
)
from patnav.ingest.extract.numerals import parse_number

__all__ = ["CHINESE"]


def _months_zh(m: re.Match[str], clock: Clock) -> str | None:
    first, last = int(parse_number(m["a"]) or 0), int(parse_number(m["b"]) or 0)
    return month_span(year_named(m["y"], clock, last), first, last)


_YEAR_ZH = r"(?:19|20)\d\d年|二[〇零]?[〇零一二三四五六七八九]{2,3}年"


_ZH_REL = r"今年|去年|前年|本年|上年|上一年"


_ZH_Y = rf"(?P<y>{_YEAR_ZH}|{_ZH_REL})?(?:度)?"


_ZH_M = r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月"


_ZH_N = r"(?<![\d.一二两三四五六七八九十百几])(?P<n>\d\d?|[一两二三四五六七八九十]{1,3})"


CHINESE: tuple[tuple[str, Resolve, bool], ...] = (
    (r"(?:去年|上年|上一?年度?)同期", lambda m, c: c.ago(1), True),
    (
        rf"(?P<year>{YEAR})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)",
        lambda m, c: full_date(m["year"], m["m"], m["d"]),
        False,
    ),
    (
        rf"{_ZH_Y}(?P<a>\d\d?|[一二三四五六七八九])(?:月)?(?:份)?[至到—\-~～－–](?P<b>\d\d?|十[一二]?|[一二三四五六七八九])月(?:份)?",
        lambda m, c: _months_zh(m, c),
        False,
    ),
    (
        rf"{_ZH_Y}前(?P<n>\d\d?|十[一二]?|[一二两三四五六七八九])个?月",
        lambda m, c: first_months(m["y"], int(parse_number(m["n"]) or 0), c),
        False,
    ),
    (rf"{_ZH_Y}前三个?季度", lambda m, c: first_months(m["y"], 9, c), False),
    (
        rf"{_ZH_Y}(?:第)?(?P<q>[一二三四1-4])季度",
        lambda m, c: quarter(m["y"], int(parse_number(m["q"]) or 1), c),
        False,
    ),
    (rf"{_ZH_Y}(?P<h>[上下])半年", lambda m, c: half_of(m["y"], half_name(m["h"]), c), False),
    (rf"{_ZH_Y}{_ZH_M}(?P<d>\d\d?|[一二三]?十?[一二三四五六七八九]?)[日号]", lambda m, c: _day_zh(m, c), False),
    (rf"{_ZH_Y}{_ZH_M}(?:份|[底末初上中下]旬?)?", lambda m, c: _month_zh(m, c), False),
    (
        r"(?:当月|本月)?(?<!\d)(?<!月)(?P<d>\d\d?)日(?!均|元|语|本|前|内|后|之)",
        lambda m, c: (at := c.months_ago(0)) and full_date(at[:4], at[5:], m["d"]),
        False,
    ),
    (rf"(?P<y>{_YEAR_ZH}|{_ZH_REL})(?:年)?[底末]", lambda m, c: (y := year_named(m["y"], c)) and f"{y}-12", False),
    (rf"(?P<a>{YEAR})年?[至到—\-~～－–](?P<b>{YEAR})年", lambda m, c: f"{m['a']}/{m['b']}", False),
    (r"(?<=[\u4e00-\u9fff])(?P<y>20[0-3]\d)\s*$", lambda m, c: m["y"], False),
    (rf"(?P<y>{_YEAR_ZH})(?:度)?", lambda m, c: year_named(m["y"], c), False),
    (
        r"(?P<y>去年|上一?年|前年|今年以来|今年|本年度?)(?:全年|度)?",
        lambda m, c: year_named(m["y"].replace("以来", ""), c),
        True,
    ),
    (rf"同年(?:{_ZH_M}(?:份|[底末初上中下]旬?)?)?(?P<end>[底末])?(?!度)", lambda m, c: _same_year(m, c), True),
    (r"(?<!上)(?:当|本)?年[末底](?!会)", lambda m, c: (y := c.reported()) and f"{y}-12", True),
    (r"[那这]一?年(?![间来])", lambda m, c: c.reported(), True),
    (r"全年(?!龄)", lambda m, c: c.reported(), True),
    (r"上个?月", lambda m, c: c.months_ago(1), True),
    (r"本月|当月", lambda m, c: c.months_ago(0), True),
    (r"昨[日天]", lambda m, c: c.days_ago(1), True),
    (
        r"今日?（(?P<d>\d\d?)）日",
        lambda m, c: (at := c.months_ago(0)) and full_date(at[:4], at[5:], m["d"]),
        False,
    ),
    (r"今[日天]", lambda m, c: c.days_ago(0), True),
    (r"前[日天](?!津)", lambda m, c: c.days_ago(2), True),
    (r"同日|即日起|同一[天日]|当日|当天|首日|[这那]一?天(?!气|下|然)", lambda m, c: c.last, True),
    (r"次日|翌日|第二天", lambda m, c: c.before(-1), True),
    (
        rf"(?:又|再)?(?:过了?|隔了?)?{_ZH_N}[天日](?:之?后|过去)",
        lambda m, c: c.before(-int(parse_number(m["n"]) or 0)),
        True,
    ),
    (
        rf"(?:又|再)?(?:过了?|隔了?)?{_ZH_N}个?(?:周|星期)之?后(?!期)",
        lambda m, c: c.before(-7 * int(parse_number(m["n"]) or 0)),
        True,
    ),
    (r"(?:过|隔)了?(?:周|星期)之?后", lambda m, c: c.before(-7), True),
    (
        r"(?:此前|在此之前|之前)(?P<n>\d|[一两二三四五六七八九])[天日]",
        lambda m, c: c.before(int(parse_number(m["n"]) or 0)),
        True,
    ),
    (r"近日|日前|近期|目前|此前|(?<!合)同期", lambda m, c: None, True),
)


def _day_zh(m: re.Match[str], clock: Clock) -> str | None:
    month, day = int(parse_number(m["m"]) or 0), int(parse_number(m["d"]) or 0)
    year = year_named(m["y"], clock) if m["y"] else clock.recent(month, day) or clock.year_of(month)
    return full_date(year, month, day) if year else None


def _same_year(m: re.Match[str], clock: Clock) -> str | None:
    """``同年底``, ``同年9月``: of the year named last."""
    year = clock.context or (clock.last or "")[:4]
    month = 12 if m["end"] else int(parse_number(m["m"] or "0") or 0)
    return (full_date(year, month) if month else year) if year else None


def _month_zh(m: re.Match[str], clock: Clock) -> str | None:
    month = int(parse_number(m["m"]) or 0)
    year = year_named(m["y"], clock) if m["y"] else clock.year_of(month)
    return full_date(year, month) if year else None
