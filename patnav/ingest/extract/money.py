"""Sums of money: ``41.7 billion yuan``, ``10-million-yuan``, ``US$3m``, ``人民币1,200万元``, ``每年20万元``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.modifiers import modifier_after, modifier_before
from patnav.ingest.extract.numerals import NUMBER, is_vague, parse_number
from patnav.ingest.extract.parts import Money
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["find_money"]

_ZH_PLENTY = "[余多]?"


@cache
def _currencies(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    table = load("quantities")["currencies"]
    before = {word.casefold(): code for code, row in table.items() for word in row["before"]}
    after = {word.casefold(): code for code, row in table.items() for word in row[lang]}
    return before, after


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    before, after = (alternatives(words) for words in _currencies(lang))
    number = NUMBER[lang]
    if lang == "zh":
        tail = rf"(?P<after>{after})"
        return re.compile(
            rf"(?P<before>{before})?\s?(?P<number>{number})(?P<more>{_ZH_PLENTY}[万亿]?)\s?{tail}"
            rf"|(?P<before2>{before})\s?(?P<number2>{number}{_ZH_PLENTY})",
            re.IGNORECASE,
        )
    return re.compile(
        rf"(?<![\w$])(?P<before2>{before})\s?(?P<number2>{number})(?:\s(?:{alternatives(['yuan', 'renminbi'])}))?"
        rf"|(?P<before>(?<!\w)(?:{before})\s?)?(?P<number>{number})(?P<more>-plus|\+)?[\s-]+(?P<after>{after})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _yearly(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("quantities")["per_year"]
    bounded = lang == "en"
    whole = "(?<![一二两三四五六七八九十百几\\d])" if lang == "zh" else ""  # 五年许可费 is of five years
    ahead = whole + alternatives(words[f"{lang}_before"])
    return (
        re.compile(ahead + r"(?:[\u4e00-\u9fff]{0,6})\s*(?:人民币|RMB|of)?\s*$", re.IGNORECASE),
        re.compile(r"[\s(]*" + alternatives(words[f"{lang}_after"], bounded=bounded), re.IGNORECASE),
    )


def find_money(text: str, lang: str) -> Iterator[Money]:
    """All sums of money in ``text``, in order.

    Args:
        text: Plain text; offsets point into it.
        lang: ``en`` or ``zh``.

    Yields:
        Sums in units of their currency; the bracketed conversion of another sum is marked ``bracketed``.
    """
    found = list(_sums(text, lang))
    among = _range if lang == "en" else _range_zh
    ends = {id(one) for pair in pairwise(found) if among(text, *pair) for one in pair}
    open_ends = {id(one) for one in found if lang == "en" and _ends_range(text, one)}
    yield from (money for money in found if id(money) not in ends | open_ends)


def _range(text: str, one: Money, two: Money) -> bool:
    """Whether two sums are the ends of a range ("$8 million to $9 million"), and no growth from one to the other."""
    gap = re.fullmatch(r"\s*(to|-|and|or)\s*", text[one.end : two.start], re.IGNORECASE)
    before = text[max(0, one.start - 40) : one.start]
    if not gap or re.search(r"\b(?:from|rose|grew|fell|increased|cut|reduced|raised|rais\w+)\b", before):
        return False
    return gap[1] in ("to", "-") or bool(re.search(r"\bbetween\s+$", before))


def _ends_range(text: str, one: Money) -> bool:
    """Whether a sum ends a range whose other end has no currency: "range from 6,000 to 60,000 yuan"."""
    return bool(rule("terms.range_begun").search(text, max(0, one.start - 60), one.start))


def _range_zh(text: str, one: Money, two: Money) -> bool:
    """Whether two sums are the ends of a range (900万元至1,000万元)."""
    gap = re.fullmatch(r"\s*(?:至|到|—+|-|~|～)\s*", text[one.end : two.start])
    return bool(gap) and not re.search("[由从自][^，。；]{0,12}$", text[: one.start])


def _sums(text: str, lang: str) -> Iterator[Money]:
    before, after = _currencies(lang)
    last: Money | None = None
    for match in _pattern(lang).finditer(text):
        short = match["number"] is None
        more = "" if short else (match["more"] or "")
        digits = match["number2"] if short else match["number"]
        plain = digits.rstrip("余多")
        value = parse_number(plain + more.strip("余多+-plus"))
        if lang == "zh" and re.search(r"\d[万亿]?\s*(?:至|到|—+|-|~|～)\s*$", text[: match.start()]):
            continue  # 80亿至100亿元
        if lang == "zh" and re.match("[一二三四五六七八九]{2}[十百千万]", digits):
            continue  # 四五百万元
        if value is None or is_vague(text, match.start("number2" if short else "number"), digits):
            continue
        word = match["before2"] if short else match["after"]
        if lang == "en" and short and len(word.strip()) < 3 and word.strip().isalpha() and not word[0].isupper():
            continue
        if word == "R" and value < 1000:
            continue  # a number of something else: R2, R134
        code = before[word.casefold().strip()] if short else _code(after, word)
        if not short and match["before"] and lang == "zh" and code == "CNY":
            code = before[match["before"].casefold().strip()]
        start, modifier = modifier_before(text, match.start(), lang)
        end, trailing = modifier_after(text, match.end(), lang)
        if more and more != "plus" and not trailing:
            trailing = "over" if more[:1] in "余多+-" else None
        trailing = trailing or ("over" if digits[-1:] in "余多" else None)
        money = Money(start, end, value, modifier or trailing, currency=code)
        money.yearly = _is_yearly(text, start, end, lang)
        money.bracketed = last is not None and _converts(text[last.end : start])
        yield money
        if not money.bracketed:
            last = money


def _code(after: dict[str, str], word: str) -> str:
    return after[re.sub(r"[\s-]+", " ", word.casefold())]


def _is_yearly(text: str, start: int, end: int, lang: str) -> bool:
    ahead, behind = _yearly(lang)
    each = lang == "zh" and re.search("(?:每年|按年|逐年)[^，。；]{0,24}$", text[max(0, start - 40) : start])
    falls = lang == "en" and rule("terms.falls_due").match(text, end)
    return bool(each or falls or ahead.search(text, max(0, start - 40), start) or behind.match(text, end))


def _converts(gap: str) -> bool:
    return bool(re.fullmatch(r"\s*[(（](?:[a-z ]*|[约合折]*)\s*", gap, re.IGNORECASE))
