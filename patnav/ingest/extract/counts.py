"""Counts: a number, its modifier, and the noun it counts; the noun may stand before the number in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.modifiers import modifier_after, modifier_before
from patnav.ingest.extract.numerals import NUMBER, is_vague, parse_number
from patnav.ingest.extract.parts import Count
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["Word", "find_counts", "unit_of"]

Word = tuple[int, int, str, str]
"""A token of the sentence: offsets, text, and a coarse part of speech (``N``, ``A``, ``V``, ``P``, ``X``)."""

_REACH = 200
"""Characters before a count that may tell what it counts."""
_YEAR_LABEL = re.compile(r"\(\x00+:\s*$")  # (2023: 8,127)
_TOTALLED = re.compile(r"([A-Za-z][\w' -]{2,60}),\s+$")


@cache
def _units(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for unit, row in load("units").items():
        if unit not in ("classifiers", "not_counted"):
            table |= {word.casefold(): unit for word in row[lang]}
    edge = r"(?<!\w)" if lang == "en" else ""
    return re.compile(rf"{edge}({alternatives(table)})$", re.IGNORECASE), table


def unit_of(noun: str, lang: str) -> str | None:
    """Class of the counted thing that a noun phrase ends in."""
    pattern, table = _units(lang)
    match = pattern.search(noun.strip())
    return table.get(re.sub(r"\s+", " ", match[1].casefold())) if match else None


def _plural(noun: str) -> str:
    return re.sub("y$", "ies", noun) if re.search("[^aeiou]y$", noun) else f"{noun}s"


@cache
def _number(lang: str) -> re.Pattern[str]:
    if lang == "en":
        return re.compile(
            rf"(?<![\w$€£¥.,/%-])(?P<number>{NUMBER['en']})(?P<plus>\+)?(?![\w%/]|[.,]\d|\s?%)(?!\s?-\s?(?:to\s)?\d)",
            re.IGNORECASE,
        )
    marks = alternatives(load("units")["classifiers"]["zh"])
    return re.compile(
        rf"(?<![第\d.,A-Za-z\-—~～])(?<!\d至)(?<!\d[家件项份个起]至)(?P<number>{NUMBER['zh']})(?P<plus>[余多])?(?P<scale>[万亿])?\s?(?P<mark>{marks})(?![至到\-—~～]\d)(?P<plus2>以上|左右|之多|多)?"
    )


def find_counts(text: str, words: Sequence[Word], lang: str) -> Iterator[Count]:
    """All counts of one sentence, in order.

    Args:
        text: The sentence, with dates, sums and percentages blanked out.
        words: Its tokens.
        lang: ``en`` or ``zh``.
    """
    last: Count | None = None
    for match in _number(lang).finditer(text):
        value = parse_number(match["number"] + (match.groupdict().get("scale") or ""))
        vague = lang == "zh" and is_vague(text, match.start("number"), match["number"])
        if value is None or vague or (lang == "en" and _range(text, match)):
            continue
        start, modifier = modifier_before(text, match.start(), lang)
        end, trailing = modifier_after(text, match.end(), lang)
        if lang == "zh" and (match["plus"] or match["plus2"]):
            trailing = trailing or ("about" if match["plus2"] == "左右" else "over")
        if lang == "en" and match["plus"]:
            trailing = "over"
        count = Count(start, end, value, modifier or trailing)
        if (_english if lang == "en" else _chinese)(text, words, count, match):
            yield count
            last = count
        elif lang == "en" and last is not None and _same(text, count, last):
            yield count


def _ahead(count: Count) -> tuple[int, int]:
    """Where what stands before a count may tell its noun."""
    return max(0, count.start - _REACH), count.start


def _same(text: str, count: Count, last: Count) -> bool:
    """Whether a bare number counts in another place what the one before counted: "in Datong, 2,115, up 9 percent"."""
    ahead = rule("counts.place_row", exact=True).search(text, *_ahead(count))
    if last.unit is None or count.value < 3 or not ahead or not rule("counts.place_row_end").match(text, count.end):
        return False
    count.noun, count.unit, count.noun_start, count.noun_end = last.noun, last.unit, last.noun_start, last.noun_end
    return True


def _range(text: str, match: re.Match[str]) -> bool:
    """Whether the number is one end of a range ("30 to 35 firms")."""
    ahead = re.match(rf"\s+(?:to|or)\s+(?:{NUMBER['en']})\b", text[match.end() :], re.IGNORECASE)
    behind = re.search(
        rf"(?:{NUMBER['en']})\s+(?:to|or)\s+$|\bbetween\s+(?:{NUMBER['en']})\s+and\s+$|\d-$",
        text[: match.start()],
        re.IGNORECASE,
    )
    between = re.search(r"\bbetween\s+$", text[: match.start()], re.IGNORECASE)
    return bool(ahead or behind or between)


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(load("units")["not_counted"]["en"])


@cache
def _of_all() -> re.Pattern[str]:
    """From the number of a part to that of all."""
    return re.compile(rf"\s+(?:out\s+)?of\s+(?:the|its|their|our)\s+(?:{NUMBER['en']})(?=\s)", re.IGNORECASE)


def _english(text: str, words: Sequence[Word], count: Count, match: re.Match[str]) -> bool:
    if _YEAR_LABEL.search(text, *_ahead(count)):
        return False
    part = rule("counts.part").match(text, count.end) or re.match(
        r"\s+(?=(?:are|were|can|may|carry|cost|come|have|is|had|will|of\s+which)\b)", text[count.end :]
    )
    part = part or rule("terms.free").match(text, count.end + 1)
    behind = rule("counts.among").search(text, *_ahead(count))
    if (part or behind) and not _noun_phrase(words, count.end):
        count.part = True
        told = re.match(r"\s+of\s+the\s+(patents|firms|enterprises|companies)\b", text[count.end :])
        count.unit = unit_of(told[1], "en") if told else None
        return True
    own = rule("counts.own").match(text, count.end)
    if every := _of_all().match(text, count.end):  # two of its 40 patents
        own = every
    phrase = _noun_phrase(words, own.end() if own else count.end)
    if phrase:  # up to a date, a sum or a time: "five patents last week", "rose to 58,000 last year"
        noun = re.split(r"\s*(?:\x00|\b(?:last|this|next|earlier|later|today|yesterday)\b)", text[slice(*phrase)])[0]
        phrase = (phrase[0], phrase[0] + len(noun)) if noun.strip() else None
    if not phrase:
        count.part = bool(rule("counts.alone").search(text, *_ahead(count)) and re.match(r"[,.;]", text[count.end :]))
        return count.part or _subject(text, count)
    count.noun_start, count.noun_end = phrase
    count.noun = text[slice(*phrase)]
    first = re.split(r"[\s-]", count.noun.casefold(), maxsplit=1)[0]
    if first in _not_counted() or count.noun.casefold().split()[-1] in _not_counted():
        return False
    for _ in range(2):
        count.unit = unit_of(_plural(count.noun) if count.value == 1 else count.noun, "en") or unit_of(count.noun, "en")
        if count.unit or " " not in count.noun:
            break
        count.noun = count.noun.rsplit(" ", 1)[0]
        count.noun_end = count.noun_start + len(count.noun)
    count.part = bool(behind)
    count.end = max(count.end, count.noun_end)
    return count.unit is not None


def _listed(text: str, count: Count) -> bool:
    """A number after a label: "Valid invention patents: 41,265", 有效发明专利：34812件."""
    match = rule("counts.label").search(text, *_ahead(count))
    if not match and re.match(r"\s*(?:[.;]|$)", text[count.end :]):
        match = rule("counts.stated", exact=True).search(text, *_ahead(count))
    if not match:
        return False
    label = match["label"].split(",")[0]
    heads = [re.split(rule("counts.head_end"), label)[0], label]  # "patents declared by institutes" are patents
    words = [(head, word) for head in heads for word in reversed(list(re.finditer(r"[\w'&/-]+", head)))]
    count.unit = next((unit for head, word in words if (unit := unit_of(head[: word.end()], "en"))), None)
    count.noun, count.noun_start, count.noun_end = label, match.start("label"), match.start("label") + len(label)
    return count.unit is not None


def _subject(text: str, count: Count) -> bool:
    """A number after its noun: "the number of mediation organizations has risen to 96"."""
    if _listed(text, count):
        return True
    if rule("counts.in_all").match(text, count.end) and (noun := _TOTALLED.search(text, *_ahead(count))):
        count.noun, count.noun_start, count.noun_end = noun[1], *noun.span(1)
        count.unit = unit_of(noun[1], "en")
        return count.unit is not None
    clause = re.split(r"[,;:]\s", text[slice(*_ahead(count))])[-1]
    match = rule("counts.reached").search(clause)
    if not match:
        return False
    phrase = clause[match.start() :]
    head = rule("counts.number_of").search(phrase)
    start = head.end() if head else 0
    for size in range(7, 0, -1):
        words = re.match(rf"(?:[\w'&/-]+\s+){{{size - 1}}}[\w-]+", phrase[start:])
        if words and unit_of(words[0], "en"):
            count.noun = words[0]
            count.noun_start = count.start - len(clause) + match.start() + start
            count.noun_end = count.noun_start + len(count.noun)
            count.unit = unit_of(words[0], "en")
            return True
    return False


def _noun_phrase(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The noun phrase that starts at or right after ``at``."""
    start, last, hyphen = -1, -1, False
    for index, (a, b, word, pos) in enumerate(words):
        if a < at:
            continue
        if start < 0 and a > at + 2 and pos != "-":
            return None
        following = words[index + 1][2] if index + 1 < len(words) else ""
        if (
            pos == "N"
            or (pos == "A" and last < 0)
            or (pos == "A" and following and words[index + 1][3] in "NA-")
            or word in ("-", "/", "&")
            or (word == "'s" and last >= 0 and index + 1 < len(words) and words[index + 1][3] == "N")
        ):
            start = a if start < 0 else start
            last = b if pos == "N" else last
            hyphen = word == "-"
        elif pos == "V" and (
            hyphen
            or following == "-"
            or (word.endswith(("ed", "ing")) and index + 1 < len(words) and words[index + 1][3] in "NA" and last < 0)
        ):
            start = a if start < 0 else start
        elif (
            (
                word in ("and", ",")
                and last > 0
                and following
                and words[index + 1][3] in "NA"
                and not _names_unit(words, start, index)
            )
            or (word == "and" and hyphen)
            or (word in (",", "and") and last < 0 <= start and index + 1 < len(words) and words[index + 1][3] == "A")
        ):
            continue
        else:
            break
    return (start, last) if 0 <= start < last else None


def _names_unit(words: Sequence[Word], start: int, index: int) -> bool:
    """Whether the noun phrase from ``start`` to the word of an index already names what is counted."""
    return unit_of(" ".join(word for a, _, word, _ in words[:index] if a >= start), "en") is not None


_ZH_PUNCT = "，。；、：？！“”‘’（）()《》【】 　,;:—"


def _chinese(text: str, words: Sequence[Word], count: Count, match: re.Match[str]) -> bool:
    if match["mark"] in ("次", "期", "批", "轮") and not match["number"][0].isdigit():
        return False
    head = text[max(0, match.start() - 24) : match.start()]
    if rule("counts.zh_rate").search(head) or rule("counts.zh_delta").search(head):
        return False
    if match["number"] in ("零", "〇"):  # 零部件
        return False
    if match["number"] == "一" and match["mark"] not in ("件", "项", "起"):
        return False
    if count.modifier == "over" and rule("counts.zh_passed").match(text, match.end()):
        return False
    if rule("counts.zh_no_count").match(text, match.end()) or rule("counts.zh_examples").match(text, match.end()):
        return False
    after = _run_after(words, match.end(), text) or (0, 0)
    patents = rule("counts.zh_patents").match(text, match.end()) if match["mark"] in "件项" else None
    if patents and not unit_of(text[slice(*after)], "zh"):
        after = patents.span()
    if after and unit_of(text[slice(*after)], "zh"):
        count.noun_start, count.noun_end = after
    else:
        apart = text[count.start - 1 : count.start] == "（" and text[match.end() : match.end() + 1] == "）"
        before = _run_before(words, count.start - apart, text)  # 组培专利（3件）
        certified = match["mark"] in "张份本" and re.search("证(?!券)[^，。；]{0,4}$", text[: count.start])
        if certified and not before:
            before = (certified.start(), certified.start() + 1)
        if not before or rule("counts.zh_of_them").search(text[: count.start]):
            count.part = bool(rule("counts.zh_part").search(text[: count.start]))
            return count.part
        count.noun_start, count.noun_end = before
    count.noun = text[count.noun_start : count.noun_end].strip("\x00")
    if rule("counts.zh_no_count").search(count.noun):
        return False
    count.unit = unit_of(count.noun, "zh") or _by_mark(match["mark"], text[max(0, count.start - 40) : count.start])
    count.part = bool(re.search(r"其中[^，。；]{0,12}$", text[: min(count.start, count.noun_start)]))
    return count.unit is not None


def _by_mark(mark: str, before: str) -> str | None:
    if (
        mark == "件"
        and re.search("纠纷|案|调解|诉讼|投诉|审理|审结", before)
        and not re.search("专利|发明", before[-8:])
    ):
        return "case"
    if mark == "次" and rule("counts.zh_dealings").search(before[-12:]):
        return "license"
    return {
        "件": "patent",
        "家": "enterprise",
        "起": "case",
        "宗": "case",
        "份": "certificate",
        "张": "certificate",
        "本": "certificate",
        "项": "license",
        "笔": "license",
    }.get(mark)


def _run_after(words: Sequence[Word], at: int, text: str) -> tuple[int, int] | None:
    """The nouns after a measure word, up to a verb, particle or stop: 家中小企业, 件毫米波芯片专利."""
    start, last = -1, -1
    for a, b, word, pos in words:
        if b <= at:
            continue
        a = max(a, at)
        if last < 0 and word in _DEALT and text[b : b + 1] in "给予于至":
            return None
        more = pos == "C" and re.match(r"[约近超]?\d", text[b:])  # 7家运营中心和24家基地
        if more or (
            (pos in "VPCWDUR" and not (pos == "C" and last > 0) and word != "发明")  # the tagger's verb
            or text[a] in _ZH_PUNCT
            or (last > 0 and (word in _DEALT or word == "名下" or text[a].isdigit()))
        ):
            break
        if (start < 0 and a > at) or (pos == "A" and last > 0 and unit_of(text[start:last], "zh")):
            break
        start = a if start < 0 else start
        last = b
    return (start, last) if 0 <= start < last else None


_DEALT = frozenset(["质押", "许可", "转让", "出质", "出售", "作", "为", "抵押", "授权"])


def _run_before(words: Sequence[Word], at: int, text: str) -> tuple[int, int] | None:
    """The nouns before a number: 知识产权保护中心9家, 登记证书超过9600份."""
    skip = rule("counts.zh_skip").search(text[:at])
    end = skip.start() if skip else at
    start = end
    for a, _, word, pos in reversed([w for w in words if w[0] < end]):
        if (pos in "PWUR" and word != "的") or text[a] in _ZH_PUNCT or a < end - 24:
            break
        if pos == "V" and word not in _NOMINAL and start < end:
            break
        start = a
    return (start, end) if start < end else None


_NOMINAL = frozenset(
    [
        "许可",
        "授权",
        "质押",
        "登记",
        "转让",
        "保护",
        "导航",
        "服务",
        "运营",
        "调解",
        "维权",
        "发明",
        "注册",
        "开放",
        "有效",
        "处理",
        "办理",
        "受理",
        "审理",
        "审结",
        "达成",
        "授予",
        "融资",
        "申请",
        "免费",
        "公开",
        "交易",
        "合作",
        "对接",
        "培训",
        "声明",
        "示范",
    ]
)
