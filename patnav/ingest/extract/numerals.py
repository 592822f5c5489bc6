"""Numbers as news writes them: ``2,300``, ``sixty-four``, ``1.2万``, ``三百二十``, ``two-thirds``, ``六成``.

Pure functions from text to value; where a number stands in a sentence is found by :mod:`~.money`,
:mod:`~.shares` and :mod:`~.counts`, which share :data:`NUMBER`.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["FRACTION", "NUMBER", "NUMBER_EN", "NUMBER_ZH", "is_vague", "parse_fraction", "parse_number"]

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: i for i, word in enumerate([*_SMALL, *_TEENS])} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_LONG = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LONG |= {"lakh": 10**5, "crore": 10**7}  # India
_SHORT = {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9, "k": 10**3}
_SCALES = _LONG | _SHORT
_DIGITS_ZH = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {
        "〇": 0,
        "两": 2,
        "俩": 2,
    }
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
)
_SCALES_ZH: dict[str, int] = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
}
_NTHS = ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {"half": 2, "fourth": 4} | {nth: number for number, nth in enumerate(_NTHS, 3)}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_TAIL = "(?:" + "|".join(_LONG) + ")"
_SPELT = (
    rf"(?:{_WORD}|an?(?=[\s-]+(?:{_TAIL}|dozen|score)\b)|dozen)(?:(?:[\s-]+and)?[\s-]+(?:{_WORD}|{_TAIL}|dozen)\b)*"
)
_ABBREVIATED = "|".join(sorted(_SHORT, key=len, reverse=True))
NUMBER_EN = rf"(?:{_DIGITS}(?:[\s-]?(?:{_TAIL})\b|\s?(?:{_ABBREVIATED})\b)?|\b{_SPELT}\b)"
"""Expression for an English number with its scale, digits or words."""

_ZH_CHARS = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
NUMBER_ZH = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?[十百千万亿]{{0,2}}|[{_ZH_CHARS}]+"
"""Expression for a Chinese number with its scale."""

NUMBER = {"en": NUMBER_EN, "zh": rf"(?:{NUMBER_ZH})"}
"""Expression for a number, by language."""

_NTH = "halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
_FRACTION_EN = (
    rf"\d+/\d+|(?:{_WORD}|\d+)[\s-]+(?:{_NTH})\b|(?:a\s+)?half(?=\s+(?:of|the|all|its|their|are|were|is|was|have|had|as)\b|[,.;)]|$)"
    rf"|an?[\s-]+(?:{_NTH})(?=\s+(?:of|more|less|higher|lower|are|were|is|was|have|had|went|goes|go|came|come|comes|from|in)\b|[,.;)]|$)"
    rf"|(?:{_WORD}|\d+)\s+(?:in|out\s+of)(?:\s+every)?\s+(?:{_WORD}|\d+)\b|(?:the\s+)?(?:vast\s+)?majority"
)
_FRACTION_ZH = (
    r"[一二三四五六七八九十百\d]+分之[一二三四五六七八九十百零点\d.]+|[一二两三四五六七八九\d.]+成(?![员果立为功本长品都交熟就])(?:[一二三四五六七八九半])?"
    "|半数|一半|过半|近半(?!数)|大半"
)
FRACTION = {"en": _FRACTION_EN, "zh": _FRACTION_ZH}
"""Expression for a spelt fraction, by language."""


def parse_number(text: str) -> float | None:
    """The value of an English or Chinese number, None when it is none.

    Examples:
        >>> parse_number("1.2万"), parse_number("sixty-four"), parse_number("12 million")
        (12000.0, 64.0, 12000000.0)
    """
    folded = text.strip().casefold().replace(",", "")
    if any(c in _ZH_CHARS for c in folded):
        return _chinese(folded.replace(" ", ""))
    total, part, seen = Decimal(0), Decimal(0), False
    for word in re.findall(r"\d+(?:\.\d+)?|[a-z]+", folded):
        if word == "and":
            continue
        if re.match(r"\d", word):
            part += Decimal(word)
        elif word in _WORDS:
            part += _WORDS[word]
        elif word in ("a", "an"):
            part += 1
        elif word in ("dozen", "score"):
            part = (part or Decimal(1)) * (12 if word == "dozen" else 20)
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in _SCALES:
            total, part = total + (part or Decimal(1)) * _SCALES[word], Decimal(0)
        else:
            return None
        seen = True
    return float(total + part) if seen else None


def is_vague(text: str, start: int, number: str) -> bool:
    """Whether a Chinese number only gives its order: 数千万, 几百, 上亿."""
    return text[start - 1 : start] in ("数", "几", "上") and not set(number) - set("十百千万亿余多")


def _chinese(text: str) -> float | None:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)?([十百千万亿]*)", text)
    if match and match[1]:
        value = Decimal(match[1])
        for scale in match[2]:
            value *= _SCALES_ZH[scale]
        return float(value)
    if re.fullmatch("[零〇一二三四五六七八九]{2,}", text):  # a year or a number read out digit by digit
        return float("".join(str(_DIGITS_ZH[c]) for c in text))
    total, section, digit = 0.0, 0.0, 0.0
    for char in text:
        if char in _DIGITS_ZH:
            digit = _DIGITS_ZH[char]
        elif char in "十百千拾佰仟":
            section, digit = section + (digit or 1) * _SCALES_ZH[char], 0.0
        elif char == "万" and total:
            total, section, digit = total + (section + digit) * _SCALES_ZH[char], 0.0, 0.0
        elif char in "万亿":
            total, section, digit = ((total + section + digit) or 1) * _SCALES_ZH[char], 0.0, 0.0
        else:
            return None
    return total + section + digit


def parse_fraction(text: str) -> float | None:
    """The value of a spelt fraction: ``a quarter``, ``nine in ten``, ``1/3``, ``三分之一``, ``六成``.

    Returns:
        A number between 0 and 1, or None for vague words (``the majority``) and anything above 1.
    """
    folded = text.strip().casefold()
    value = _fraction_zh(folded) if any("\u4e00" <= c <= "\u9fff" for c in folded) else _fraction_en(folded)
    return value if value is not None and 0 < value <= 1 else None


def _fraction_en(text: str) -> float | None:
    parts = [p for p in re.split(r"\s+|-", re.sub(r"\s+(?:in|out\s+of)(?:\s+every)?\s+", "/", text)) if p]
    if "/" in text or any("/" in part for part in parts):
        over, _, under = "".join(parts).partition("/")
        top, bottom = parse_number(over), parse_number(under)
        return top / bottom if top is not None and bottom else None
    if not parts:
        return None
    nth = {"halves": "half"}.get(parts[-1], parts[-1].removesuffix("s"))
    top = parse_number(" ".join(parts[:-1])) if parts[:-1] and parts[0] not in ("a", "an") else 1.0
    return top / _ORDINALS[nth] if nth in _ORDINALS and top is not None else None


def _fraction_zh(text: str) -> float | None:
    if text in ("半数", "一半", "过半", "近半", "大半"):
        return 0.5
    if "分之" in text:
        under, _, over = text.partition("分之")
        whole, _, decimals = over.partition("点")
        top, bottom = parse_number(whole), parse_number(under)
        if top is None or not bottom:
            return None
        tail = "".join(str(_DIGITS_ZH.get(c, c)) for c in decimals)
        return (top + (float(f"0.{tail}") if tail.isdigit() else 0.0)) / bottom
    tens, _, rest = text.partition("成")
    top = parse_number(tens)
    extra = 0.05 if rest == "半" else (parse_number(rest) or 0.0) / 100 if rest else 0.0
    return top / 10 + extra if top is not None else None
