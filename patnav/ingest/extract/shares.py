"""Percentages and fractions: shares of a whole, growth, percentage points, rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from patnav.ingest.extract.modifiers import modifier_after, modifier_before
from patnav.ingest.extract.numerals import FRACTION, NUMBER, parse_fraction, parse_number
from patnav.ingest.extract.parts import Share
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["find_shares"]

_PERCENT = {"en": r"(?:\s?%|[\s-]per\s?cent\b|[\s-]pct\b)", "zh": r"\s?[%％]"}
_BY = {
    "en": r"[\s,]*(?:year[\s-]on[\s-]year|year[\s-]over[\s-]year|on[\s-]year|annually|sharply|further|slightly|only)?[\s,]*(?:by|of|to\sbe)?\s*",
    "zh": r"[了达为约超近逾]*\s*",
}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    spelt_percent = r"|百分之[零一二三四五六七八九十百点]+" if lang == "zh" else ""
    times = (
        r"|(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍"
        if lang == "zh"
        else r"|(?P<times>\d+(?:\.\d+)?)-fold\b"
    )
    return re.compile(
        rf"(?P<percent>{NUMBER[lang]})(?P<points>[\s-]?(?:{alternatives(load('quantities')['points'][lang])})|{_PERCENT[lang]})"
        rf"{spelt_percent}|(?<![\w/.,-])(?P<fraction>{FRACTION[lang]})(?![\w/-]){times}"
        if lang == "en"
        else rf"(?P<percent>{NUMBER[lang]})(?P<points>{alternatives(load('quantities')['points'][lang])}|{_PERCENT[lang]})"
        rf"|(?P<fraction>{FRACTION[lang]}{spelt_percent}){times}",
        re.IGNORECASE,
    )


@cache
def _signs(lang: str) -> dict[str, re.Pattern[str]]:
    table: Any = load("quantities")
    bounded = lang == "en"
    return (
        {
            side: re.compile(
                alternatives(table["changes"][side][lang], bounded=bounded) + _BY[lang] + "$", re.IGNORECASE
            )
            for side in ("up", "down")
        }
        | {
            side: re.compile(
                r"[\s-]*(?:year-on-year\s)?" + alternatives(table["changes"][side][lang], bounded=bounded),
                re.IGNORECASE,
            )
            for side in ("after_up", "after_down")
        }
        | {
            "rate": re.compile(
                alternatives(table["rates"][lang], bounded=bounded) + r"[\s为是达至仅低约at]*$", re.IGNORECASE
            ),
        }
    )


@cache
def _multiples(lang: str) -> re.Pattern[str]:
    return re.compile(
        alternatives(load("quantities")["changes"]["multiples"][lang], bounded=lang == "en"), re.IGNORECASE
    )


def find_shares(text: str, lang: str) -> Iterator[Share]:
    """All percentages and fractions in ``text``, in order.

    Args:
        text: Plain text; offsets point into it.
        lang: ``en`` or ``zh``.

    Yields:
        Shares as fractions of one; a fall is a negative ``change``.
    """
    found = [share for match in _pattern(lang).finditer(text) if (share := _share(text, match, lang))]
    table = load("quantities")["changes"]["multiples"][lang]
    for match in _multiples(lang).finditer(text):
        found.append(Share(match.start(), match.end(), table[match[0].casefold()], role="change"))
    yield from sorted(found, key=lambda share: share.start)


def _share(text: str, match: re.Match[str], lang: str) -> Share | None:
    start, modifier = modifier_before(text, match.start(), lang)
    end, trailing = modifier_after(text, match.end(), lang)
    if match["percent"]:
        number = parse_number(match["percent"])
        value = None if number is None else round(number / 100, 12)
    elif match["times"]:
        value = parse_number(match["times"])
    else:
        value = parse_fraction(match["fraction"])
        modifier = modifier or {"近半": "nearly", "过半": "over", "大半": "over"}.get(match["fraction"])
    if value is None:
        return None
    if lang == "zh" and not modifier and (far := re.search(r"(约|近|逾|超过?)占[^，。；]{1,12}$", text[:start])):
        modifier = {"约": "about", "近": "nearly"}.get(far[1], "over")
    share = Share(start, end, value, modifier or trailing)
    share.role, share.value = _role(text, match, share, lang)
    return None if match["times"] and share.role != "change" else share


def _role(text: str, match: re.Match[str], share: Share, lang: str) -> tuple[str, float]:
    if match["points"] and ("point" in match["points"] or "点" in match["points"] or "pp" in match["points"]):
        return "points", share.value
    signs = _signs(lang)
    if lang == "en" and re.search(r"\b(?:mak(?:es?|ing)|made)\s+up\s+\w*\s*$", text[: share.start], re.IGNORECASE):
        return "share", share.value
    before = text[max(0, share.start - 40) : share.start]
    if signs["rate"].search(before) or (
        lang == "en" and re.match(r"\s+(?:annual\s+)?(?:interest(?!\s+in\b)|coupon|royalty)", text[share.end :])
    ):
        return "rate", share.value
    if signs["down"].search(before) or signs["after_down"].match(text, share.end):
        return "change", -share.value
    if signs["up"].search(before) or signs["after_up"].match(text, share.end):
        return "change", share.value
    return "share", share.value
