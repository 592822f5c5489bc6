"""Percentages and fractions: shares of a whole, growth, percentage points, rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.modifiers import modifier_after, modifier_before
from patnav.ingest.extract.numerals import FRACTION, NUMBER, parse_fraction, parse_number
from patnav.ingest.extract.parts import Share
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["find_shares"]

_PERCENT = {"en": r"(?:\s?%|[\s-]per\s?cent\b|[\s-](?-i:pct)\b)", "zh": r"\s?[%％]"}
_TIMES = {"en": r"\d+(?:\.\d+)?)-fold\b", "zh": r"\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍"}
_SPELT = "百分之[零一二三四五六七八九十百点]+"


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    points = alternatives(load("quantities")["points"][lang])
    percent = rf"(?P<percent>{NUMBER[lang]})(?P<points>[\s-]?{points}|{_PERCENT[lang]})"
    if lang == "en":
        fraction = rf"(?<![\w/.,-])(?P<fraction>{FRACTION['en']})(?![\w/-])"
    else:
        fraction = f"(?P<fraction>{FRACTION['zh']}|{_SPELT})"
    return re.compile(f"{percent}|{fraction}|(?P<times>{_TIMES[lang]}", re.IGNORECASE)


@cache
def _sign(side: str, lang: str) -> re.Pattern[str]:
    """Words that make a percentage a growth: ``up`` and ``down`` before it, ``after_up`` and ``after_down`` behind."""
    words = alternatives(load("quantities")["changes"][side][lang], bounded=lang == "en")
    behind = rf"[\s-]*(?:year-on-year\s)?{words}"
    by = rule("shares.by", lang).pattern
    return re.compile(behind if side.startswith("after") else f"{words}{by}$", re.IGNORECASE)


@cache
def _rate(lang: str) -> re.Pattern[str]:
    words = alternatives(load("quantities")["rates"][lang], bounded=lang == "en")
    return re.compile(rf"{words}[\s,为是达至仅低约at]*$", re.IGNORECASE)


@cache
def _multiples(lang: str) -> re.Pattern[str]:
    words = load("quantities")["changes"]["multiples"][lang]
    return re.compile(alternatives(words, bounded=lang == "en"), re.IGNORECASE)


def find_shares(text: str, lang: str) -> Iterator[Share]:
    """All percentages and fractions in ``text``, in order.

    Args:
        text: Plain text; offsets point into it.
        lang: ``en`` or ``zh``.

    Yields:
        Shares as fractions of one; a fall is a negative ``change``.
    """
    found = [
        share
        for match in _pattern(lang).finditer(text)
        if not _ranges(text, match, lang) and (share := _share(text, match, lang))
    ]
    table = load("quantities")["changes"]["multiples"][lang]
    for match in _multiples(lang).finditer(text):
        found.append(Share(match.start(), match.end(), table[match[0].casefold()], role="change"))
    found.sort(key=lambda share: share.start)
    for one, two in pairwise(found):
        if one.role == "change" and two.role == "share" and rule("shares.and").fullmatch(text, one.end, two.start):
            two.role, two.value = "change", two.value if one.value > 0 else -two.value
    yield from found


def _ranges(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether a percentage is one end of a range; 由70%升至75% and 从...到... tell of a change, which is none."""
    before = text[: match.start()]
    if lang == "en":
        return bool(rule("shares.range").search(before))
    changes = re.search("[由从自][^，。；]{0,12}$", before)
    after = rule("shares.zh_range_after").match(text, match.end())
    return not changes and bool(after or rule("shares.zh_range_before").search(before))


def _share(text: str, match: re.Match[str], lang: str) -> Share | None:
    start, modifier = modifier_before(text, match.start(), lang)
    end, trailing = modifier_after(text, match.end(), lang)
    if match["percent"]:
        number = parse_number(match["percent"])
        value = None if number is None else round(number / 100, 12)
    elif match["times"]:
        value = parse_number(match["times"])
    else:
        if lang == "en" and rule("shares.ordinal").match(text) and match.start() == 0:
            return None
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
    """Whether a percentage is a share, a growth, a rate or a number of points; and its value, signed."""
    before = text[max(0, share.start - 40) : share.start]
    if rule("shares.points").search(match["points"] or ""):
        return "points", share.value
    if rule("shares.makes_up").search(before):
        return "share", share.value
    if _rate(lang).search(before) or rule("shares.rate_after").match(text, share.end):
        return "rate", share.value
    if lang == "zh" and (sign := re.search(r"\s([+-])\s*$", before)):
        return "change", share.value if sign[1] == "+" else -share.value
    signed = re.search(r"[(:,]\s*(?:([+])|-|(plus)\s|minus\s)\s*$", before)
    if signed:
        return "change", share.value if signed[1] or signed[2] else -share.value
    behind = rule("shares.than").match(text, share.end)
    if behind:
        return "change", -share.value if behind["down"] else share.value
    if _sign("down", lang).search(before) or _sign("after_down", lang).match(text, share.end):
        return "change", -share.value
    if _sign("up", lang).search(before) or _sign("after_up", lang).match(text, share.end):
        return "change", share.value
    return "share", share.value
