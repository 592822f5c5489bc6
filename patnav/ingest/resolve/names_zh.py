"""Chinese names of organizations, parsed: place, brand, line of business, legal form, unit.

The order is that of the law on firms' names; schools and institutes have no legal form, and keep their name whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from patnav.ingest.classify.regions import regions, short_zh
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml

__all__ = [
    "activity_words",
    "in_brackets",
    "parse_other",
    "parse_zh",
    "pinyin_key",
    "simplified",
    "split_activity",
    "split_place",
    "whole_name",
]

_RANKS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
_BRACKET = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
_LONGEST_PLACE = 8
_CO_FORM = re.compile("公司$")
_SHORT_INSTITUTE = re.compile("^中国(?:社会|农业|医学|林业|水产|铁道)?科学(?:研究)?院.*[^究]所$")


@dataclass(frozen=True, slots=True)
class _Words:
    activities: tuple[str, ...]
    units: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]
    tails: tuple[tuple[str, str], ...]
    schools: dict[str, str]
    titles: tuple[tuple[str, str | None], ...]
    variants: dict[int, str]


@cache
def _words() -> _Words:
    table = read_yaml("name_words_zh.yaml")
    return _Words(
        tuple(sorted(set(table["activities"].split()), key=lambda word: (-len(word), word))),
        tuple(sorted(table["units"], key=lambda word: -len(word))),
        tuple(sorted(table["short_heads"].items(), key=lambda pair: -len(pair[0]))),
        tuple(table["short_tails"].items()),
        table["short_schools"],
        tuple(sorted(table["titles"].items(), key=lambda pair: -len(pair[0]))),
        str.maketrans(table["variants"]),
    )


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; Japanese kana stay.

    Examples:
        >>> simplified("台灣積體電路製造")
        '台湾积体电路制造'
    """
    return str(_converter().convert(text))  # type: ignore[attr-defined]


@cache
def activity_words() -> tuple[str, ...]:
    """Lines of business, the longest first."""
    return _words().activities


@cache
def _places() -> dict[str, str]:
    """Names of places in China to their names without rank."""
    known: dict[str, str] = {}
    for name, keys in regions().names_zh.items():
        if 1 < len(name) <= _LONGEST_PLACE and any(key.startswith("CN-") for key in keys):
            ranked = name.endswith(_RANKS)
            known[name] = short_zh(name) if ranked else name
    return known


def parse_zh(text: str, also: tuple[str, ...] = ()) -> Name:
    """The parts of a Chinese name; see :func:`patnav.ingest.resolve.names.parse`."""
    plain, stated = _without_title(simplified(text.translate(_words().variants)))
    brackets = in_brackets(plain)
    folded = _whole_form(_expanded(fold(plain)))
    unit, folded = _split_unit(folded)
    base, form = split_form(folded)
    if form is None and _CO_FORM.search(base) and len(base) > 4:
        base, form = base[:-2], "公司"
    if form is not None and base.endswith("集团") and not form.startswith("集团"):
        base, form = base[:-2], "集团" + form
    place, rest = split_place(base)
    for name in brackets:
        short = _places().get(name)
        if short and short == place and not form and rest.endswith(name):
            rest = rest[: -len(name)]
        elif short and name in rest[2:]:
            rest = rest.replace(name, f"({short})")
            place = f"{place}({short})" if place else f"({short})"
    form = form or stated
    shown = re.sub(r"\(.*?\)", "", place) + rest
    brand, activity = split_activity(re.sub(r"\([^)]*\)", "", rest)) if form else (shown, "")
    return Name(
        text, "han", (brand,), activity, place, form or "", unit, key=f"{shown}/{unit}" if unit else shown, also=also
    )


def whole_name(text: str) -> str:
    """A Chinese name in simplified characters, its fixed short forms written out: ``中科院大连化物所``."""
    plain, _ = _without_title(simplified(text.translate(_words().variants)))
    return _whole_form(_expanded(fold(plain)))


def parse_other(text: str, also: tuple[str, ...] = ()) -> Name:
    """A name in kana or hangul: its legal form and the rest, in one piece."""
    plain, stated = _without_title(text)
    base, form = split_form(fold(plain))
    return Name(text, "other", (base,), form=form or stated or "", key=base.replace(" ", ""), also=also)


def _without_title(text: str) -> tuple[str, str | None]:
    """A name without the form before it or in brackets, as names in Japan, Korea and Taiwan have it; and that form."""
    text = text.strip()
    for title, form in _words().titles:
        if text.startswith(title) and len(text) > len(title) + 1:
            return text[len(title) :].strip(), form
    short = _SHORT_FORM.search(text)
    if short is None or len(text) < 5:
        return text, None
    return _SHORT_FORM.sub("", text).strip(), _SHORT_FORMS[unicodedata.normalize("NFKC", short["form"])[-1]]


_SHORT_FORM = re.compile("[(（](?P<form>[株有주유])[)）]|(?P<sign>[㈱㈲㈜])")
_SHORT_FORMS = {"株": "株式会社", "有": "有限会社", "주": "주식회사", "유": "유한회사"}


def _whole_form(folded: str) -> str:
    """A name whose legal form was cut off, with the whole form; what stands after the form, a place, left out."""
    if folded.endswith("集团公") and len(folded) > _LONGEST_PLACE:
        folded += "司"
    for end, whole in _CUT_FORMS:
        if folded.endswith(end) and len(folded) > len(end) + 4:
            return folded[: -len(end)] + whole
    at = folded.rfind("公司") + 2
    return folded[:at] if 4 < at < len(folded) and folded[at:] in _places() else folded


_CUT_FORMS = tuple(
    (whole[:length], whole)
    for whole in ("股份有限公司", "有限责任公司", "有限公司")
    for length in range(len(whole) - 1, 1, -1)
    if whole[:length] not in ("股份", "有限")
)


def in_brackets(text: str) -> list[str]:
    """What stands in brackets in a name: ``上海``."""
    return [fold(inner) for inner in _BRACKET.findall(text) if inner.strip()]


def _expanded(folded: str) -> str:
    """A name by a fixed short form as the whole name: ``中科院物理研究所``, ``哈工大``."""
    whole = _words().schools.get(folded)
    if whole:
        return whole
    for short, head in _words().heads:
        if folded.startswith(short) and not folded.startswith(head):
            folded = head + folded[len(short) :]
            break
    for short, tail in _words().tails:
        if folded.endswith(short) and len(folded) > len(short) + 1:
            folded = folded.removesuffix(short) + tail
    folded = _NUMBERED.sub(_ordinal, folded)
    return f"{folded[:-1]}研究所" if _SHORT_INSTITUTE.search(folded) else folded


_NUMBERED = re.compile(
    "第?([0-9]{1,2}|(?<=公司)[一二三四五六七八九十]{1,3}|(?<=集团)[一二三四五六七八九十]{1,3})(研究所|研究院|所|院|局)$"
)
_DIGITS = "零一二三四五六七八九"
_WHOLE_RANK = {"所": "研究所", "院": "研究院"}


def _ordinal(found: re.Match[str]) -> str:
    """``38所`` as ``第三十八研究所``."""
    number, rank = found.groups()
    if number.isascii():
        tens, ones = divmod(int(number), 10)
        ten = ("" if tens < 2 else _DIGITS[tens]) + "十" if tens else ""
        number = ten + (_DIGITS[ones] if ones or not tens else "")
    return f"第{number}{_WHOLE_RANK.get(rank, rank)}"


def _split_unit(folded: str) -> tuple[str, str]:
    """The unit that ends a name, with what tells it, and the name of the body."""
    for unit in _words().units:
        if folded.endswith(unit) and len(folded) > len(unit) + 3:
            body = folded[: -len(unit)]
            for head in ("有限责任公司", "有限公司", "集团公司", "大学", "股份公司"):
                at = body.rfind(head)
                if at > 1:
                    cut = at + len(head)
                    return body[cut:] + unit, body[:cut]
    return "", folded


def split_place(base: str) -> tuple[str, str]:
    """Places at the head of a name, without rank, the finest last, and the rest."""
    found: list[str] = []
    places = _places()
    while len(found) < 3:
        for length in range(min(len(base) - 2, _LONGEST_PLACE), 1, -1):
            if (short := places.get(base[:length])) and (not found or base[:length].endswith(("市", "区", "县"))):
                found.append(short)
                base = base[length:]
                break
        else:
            break
    return "".join(found[-1:]), base


@cache
def _activities() -> tuple[frozenset[str], int]:
    """Lines of business, and the length of the longest."""
    return frozenset(activity_words()), len(activity_words()[0])


def split_activity(rest: str) -> tuple[str, str]:
    """Brand and line of business."""
    known, longest = _activities()
    end = len(rest)
    while end > 2:
        size = next((n for n in range(min(longest, end - 2), 0, -1) if rest[end - n : end] in known), None)
        if size is None:
            break
        end -= size
    return rest[:end], rest[end:]


@lru_cache(maxsize=1 << 16)
def pinyin_key(text: str) -> str:
    """How a Chinese name sounds, without tones; a family name at its head is read as one.

    Examples:
        >>> pinyin_key("单田芳"), pinyin_key("清华"), pinyin_key("重庆")
        ('shantianfang', 'qinghua', 'chongqing')
    """
    surnames = _surnames()
    taken = 2 if text[:2] in surnames else 1
    first = surnames.get(text[:taken])
    return _spoken(text) if first is None else first + _spoken(text[taken:])


def _spoken(text: str) -> str:
    """A text in pinyin: by its characters, which is quick, unless it may hold a phrase that is read otherwise."""
    from pypinyin import lazy_pinyin

    odd = _odd_phrases()
    if any(text[at : at + 2] in odd for at in range(len(text) - 1)):
        return "".join(lazy_pinyin(text))
    return "".join(map(_sound, text))


@cache
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character))


@cache
def _odd_phrases() -> frozenset[str]:
    """The first two characters of the phrases that are not read as their characters are by themselves."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    usual = {chr(code): readings.split(",", 1)[0] for code, readings in PINYIN_DICT.items()}
    return frozenset(
        phrase[:2]
        for phrase, readings in PHRASES_DICT.items()
        if any(usual.get(character) != reading[0] for character, reading in zip(phrase, readings, strict=False))
    )


@cache
def _surnames() -> dict[str, str]:
    return {str(name): str(reading) for name, reading in read_yaml("surname_readings.yaml").items()}
