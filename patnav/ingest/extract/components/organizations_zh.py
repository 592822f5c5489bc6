"""``patnav_organizations_zh``: Chinese names of organizations, by LAC and by how names end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.gazetteer import country_of, known_place, places
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.names_zh import ends_like_name, is_name, kind_of, trimmed
from patnav.ingest.extract.parts import Candidate, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_organizations", "register"]

_PARTS = ("LOC", "ORG", "nz", "n", "vn", "PER", "a", "nw")
_HEADS = ("LOC", "ORG", "nz", "PER")
_PLAIN = ("v", "vn", "vd", "d", "ad", "a", "m", "q", "t", "TIME", "p", "u", "c", "r", "f")


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_organizations_zh"):
        Language.component("patnav_organizations_zh", func=find_organizations)


def find_organizations(doc: Doc) -> Doc:
    """Propose names of organizations."""
    state = reading(doc)
    for sentence in state.sentences:
        if not sentence.silent:
            row = list(tokens(doc, sentence))
            before = len(state.candidates)
            for start, end in _spans(row):
                _propose(state, max(start, sentence.start), min(end, sentence.end))
            _known_names(state, sentence)
            for match in rule("names.units").finditer(state.text, sentence.start, sentence.end):
                sort = next(sort for sort in ("house", "local", "level", "office") if match[sort])
                kind = "government" if sort == "level" else kind_of(match[sort])
                state.candidates.append(Candidate(*match.span(sort), "Organization", kind=kind, rank=6))
            _foreign(state, sentence, row)
            _enumerated(state, sentence, row)
            _full_names(
                state, sentence, {c.end: c.start for c in sorted(state.candidates[before:], key=_start, reverse=True)}
            )
            _branches(state, state.candidates[before:])
            _houses(state, sentence, row)
            latin = rule("names.zh_latin", exact=True).search(state.text, sentence.start, sentence.end)
            japanese = state.text.find("株式会社", sentence.start, sentence.end) >= 0
            written = [("latin", 9), ("latin_called", 8)] if latin else []
            for told, rank in [*written, *([("zh_form_first", 9)] if japanese else [])]:
                for match in rule(f"names.{told}", exact=True).finditer(state.text, sentence.start, sentence.end):
                    start, end = match.span("name")
                    state.candidates.append(Candidate(start, end, "Organization", kind="enterprise", rank=rank))
    return doc


@cache
def _known() -> re.Pattern[str]:
    return re.compile(alternatives(load("organizations")["known"]["zh"]))


def _known_names(state: Reading, sentence: Sentence) -> None:
    """Bodies that the vocabulary names whole."""
    for match in _known().finditer(state.text, sentence.start, sentence.end):
        state.candidates.append(Candidate(*match.span(), "Organization", kind=kind_of(match[0]), rank=9))
    for match in _local().finditer(state.text, sentence.start, sentence.end):
        kind = kind_of(match[0]) or "government"
        state.candidates.append(Candidate(*match.span(), "Organization", kind=kind, rank=7))


@cache
def _local() -> re.Pattern[str]:
    """A body of a place whose name is made of common words: 泉州市 + 知识产权保护 + 中心, 杭州 + 中院."""
    names = load("organizations")["local_bodies"]
    where = alternatives(word for word, place in places("zh").items() if place.level != "country")
    return re.compile(
        f"(?:中国（{where}）|{where})(?:省|市|[\u4e00-\u9fff]{{0,5}}自治[区州县]|区|县)?"
        f"(?:[\u4e00-\u9fff]{{2,3}}[区县市])?"
        f"(?:{alternatives(names['words'])}{{1,4}}{alternatives(names['ends'])}|{alternatives(names['short'])})"
    )


def _branches(state: Reading, found: list[Candidate]) -> None:
    """A bank with its branch behind it: 中国建设银行股份有限公司 + 芜湖分行."""
    for one in found:
        branch = rule("names.branch").match(state.text, one.end)
        if branch and rule("names.bank").search(state.text[one.start : one.end]):
            state.candidates.append(Candidate(one.start, branch.end(), "Organization", kind="financial", rank=9))


def _foreign(state: Reading, sentence: Sentence, row: list[Token]) -> None:
    """A firm that is told by its country, its brand and its trade: 日本的鹿野精工."""
    for match in rule("names.foreign").finditer(state.text, sentence.start, sentence.end):
        inside = [
            token for token in row if match.start("name") <= token.idx < match.start("name") + len(match["brand"])
        ]
        common = any(token.tag_ in _PLAIN[:4] and len(token) > 1 for token in inside) or not inside
        ends = {match.end("brand"), match.end()} <= {token.idx + len(token) for token in row}
        if ends and is_name(match["name"]) and not common and not _trade().match(match["brand"]):
            state.candidates.append(Candidate(*match.span("name"), "Organization", kind="enterprise", rank=7))
    for match in rule("names.foreign_called").finditer(state.text, sentence.start, sentence.end):
        inside = [token for token in row if match.start("name") <= token.idx < match.end("name")]
        plain = any(token.tag_ in _PLAIN and len(token) > 1 for token in inside) or all(t.tag_ == "n" for t in inside)
        if not plain and is_name(match["name"]) and not known_place(match["name"], "zh"):
            state.candidates.append(Candidate(*match.span("name"), "Organization", kind="enterprise", rank=5))


_SORTS = (
    "商业",
    "政策性",
    "国有",
    "地方",
    "民间",
    "社会",
    "风险",
    "产业",
    "引导",
    "外资",
    "合作",
    "专项",
    "村镇",
    "城市",
    "中央",
)
"""What houses of a sort are called, which is no brand."""


def _houses(state: Reading, sentence: Sentence, row: list[Token]) -> None:
    """A bank, trust or fund told by its brand and trade, whatever the tagger makes of the brand."""
    text = state.text[sentence.start : sentence.end]
    told = any(word in text for word in ("证券", "信托", "创投", "资本", "基金", "行"))
    for match in rule("names.zh_house").finditer(state.text, sentence.start, sentence.end) if told else ():
        start, end = match.span("name")
        words = [token for token in row if start <= token.idx < end]
        plain = all(token.tag_ in (*_PLAIN, "n") for token in words)
        if not plain and is_name(match["name"]) and not match["name"].startswith(_SORTS):
            state.candidates.append(Candidate(start, end, "Organization", kind=kind_of(match["name"]), rank=4))


def _enumerated(state: Reading, sentence: Sentence, row: list[Token]) -> None:
    """The names of a list that is counted as firms: 屏丰食品、和昌包材、绿叶生技三家厂商."""
    words = {token.idx: token for token in row}
    for match in rule("names.enumerated").finditer(state.text, sentence.start, sentence.end):
        for item in re.finditer("[^、]+", match["list"]):
            start, end = match.start("list") + item.start(), match.start("list") + item.end()
            if item.start() == 0:
                start, end = trimmed(state.text, start, end)
                lead = rule("names.list_lead").match(state.text, start, end)
                start = lead.end() if lead else start
            first = words.get(start)
            plain = first is not None and len(first) == end - start and first.tag_ in ("n", "vn", "v")
            if end - start > 2 and is_name(state.text[start:end]) and not plain:
                state.candidates.append(Candidate(start, end, "Organization", kind="enterprise", rank=4))


_HOUSES = ("中心", "研究中心")
"""Common words that end a name where a place and its trade stand before them: 胶东 + 知识产权 + 评估 + 中心."""

_NO_PERSON = ("公司", "集团", "大学", "银行", "研究所", "研究院", "法院")
"""Ends of names that the tagger takes for a person's and cannot be."""


def _start(candidate: Candidate) -> int:
    return candidate.start


def _full_names(state: Reading, sentence: Sentence, known: dict[int, int]) -> None:
    """Names with a legal form, by their characters alone, where LAC has cut a word across their beginning.

    Args:
        state: The article.
        sentence: A sentence.
        known: Where the names found so far end, and where each starts: behind a place in brackets it is but a part.
    """
    for match in rule("names.full_name").finditer(state.text, sentence.start, sentence.end):
        start = known.get(match.end())
        if start is None or (start > match.start("name") and state.text[start - 1] in "）)"):
            _propose(state, *match.span("name"))


def _spans(row: list[Token]) -> Iterator[tuple[int, int]]:
    """LAC's organizations, grown to the end of their names; and runs of nouns that end like a name."""
    for index, token in enumerate(row):
        if token.tag_ == "ORG" and len(token) > 3 and rule("names.run_on").search(token.text):
            yield token.idx, token.idx + len(token) - 1
        elif token.tag_ == "ORG" or _grows(row, index):
            last = index
            while last + 1 < len(row) and _extends(row[last + 1]) and not rule("names.whole").search(row[last].text):
                last += 1
            yield token.idx, row[last].idx + len(row[last])
        trade = index > 0 and rule("names.zh_trade_word").search(row[index - 1].text)
        if token.text in _HOUSES and trade and (first := _first(row, index)) < index - 1 and row[first].tag_ == "LOC":
            yield row[first].idx, token.idx + len(token)
        legal = len(token) > 6 and token.text.endswith("公司")  # 诉青白江锦穗种苗有限公司 is a verb to LAC
        if (token.tag_ in ("n", "ORG", "nz", "LOC", "s", "vn") or legal) and ends_like_name(token.text):
            first = _first(row, index)
            full = rule("names.full").search(token.text) and len(token) > 3
            if first < index or full or (token.tag_ == "LOC" and rule("names.fund_of").fullmatch(token.text)):
                yield row[first].idx, token.idx + len(token)
        if token.tag_ == "PER" and (_branded().fullmatch(token.text) or token.text.endswith(_NO_PERSON)):
            yield token.idx, token.idx + len(token)
        elif token.tag_ in ("PER", "nz", "nw", "LOC") and index + 1 < len(row) and _called_by_trade(row, index):
            yield token.idx, row[index + 1].idx + len(row[index + 1])
        if token.text in ("（", "(") and (span := _bracketed(row, index)):
            yield span


def _first(row: list[Token], index: int) -> int:
    """Where a name that ends at ``index`` begins: with a place or name, or anywhere when its form is full."""
    first = index
    while first > 0 and index - first < 6 and _belongs(row, first - 1):
        first -= 1
    full = rule("names.full").search(row[index].text)
    while first < index and row[first].tag_ not in _HEADS and not full:
        first += 1
    return first


def _belongs(row: list[Token], index: int) -> bool:
    """Whether a word may stand inside a name; a verb only after its place: 武汉 + 引导 + 基金."""
    token = row[index]
    led = index > 0 and token.tag_ == "v" and len(token) == 2 and row[index - 1].tag_ == "LOC"
    return (token.tag_ in _PARTS or led) and not token.is_punct and not rule("names.not_inside").search(token.text)


def _bracketed(row: list[Token], index: int) -> tuple[int, int] | None:
    """A firm with a place in brackets: 恒润视觉（大连）有限公司."""
    if index + 3 >= len(row) or row[index + 2].text not in ("）", ")"):
        return None
    last = index + 3
    while last + 1 < len(row) and last < index + 7 and not rule("names.full").search(row[last].text):
        if row[last].tag_ not in ("n", "nz", "vn", "v", "ORG", "a"):
            break
        last += 1
    first = index
    while first > 0 and index - first < 5 and _belongs(row, first - 1):
        first -= 1
    whole = first < index and row[last].text.endswith(("公司", "中心", "研究院", "分院", "银行", "基地"))
    return (row[first].idx, row[last].idx + len(row[last])) if whole else None


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"^{alternatives(load('organizations')['kinds']['enterprise']['zh'])}{{1,3}}$")


@cache
def _branded() -> re.Pattern[str]:
    """A brand and a trade that LAC takes for one person: 达利诺五金."""
    return re.compile(f"[\u4e00-\u9fff]{{2,4}}{rule('names.brand_trade').pattern}")


def _called_by_trade(row: list[Token], index: int) -> bool:
    """Whether a brand and the trade behind it are a firm's name: it does something, or has somebody."""
    trade = row[index + 1]
    after = row[index + 2].text[0] if index + 2 < len(row) else "。"
    return (
        len(row[index]) > 1
        and not (row[index].tag_ == "LOC" and known_place(row[index].text, "zh"))
        and trade.tag_ in ("n", "nz", "vn")
        and bool(rule("names.brand_trade").fullmatch(trade.text))
        and after in "把将与和向由的以从则也已还、，。总董"
    )


def _extends(token: Token) -> bool:
    """Whether a word goes on a firm's name: 创投, 半导体, 有限公司."""
    tagged = token.tag_ in ("n", "nz", "vn", "ORG", "v") or rule("names.fund").fullmatch(token.text)
    return bool(tagged and (_trade().match(token.text) or rule("names.extends").fullmatch(token.text)))


def _grows(row: list[Token], index: int) -> bool:
    following = row[index + 1] if index + 1 < len(row) else None
    if following is None or row[index].tag_ not in ("LOC", "PER", "nz") or not _extends(following):
        return False
    return len(row[index]) > 2 or following.text.endswith(("公司", "资本", "创投"))


def _propose(state: Reading, start: int, end: int) -> None:
    """Propose a stretch of text, cut where two names meet, freed of what is no part of the name."""
    split = rule("names.inner").search(state.text, start, end)
    if split:
        _propose(state, start, split.start())
        _propose(state, split.end(), end)
        return
    start, end = trimmed(state.text, start, end)
    text = state.text[start:end]
    if _of_land(state, text, end):
        return
    if is_name(text):
        kind = kind_of(text)
        centre = len(text) > 5 and text.endswith(("中心", "平台", "基地"))
        rank = (
            8
            if (kind and ends_like_name(text)) or _branded().fullmatch(text)
            else 6
            if (kind and len(text) > 3) or centre
            else 3
        )
        state.candidates.append(Candidate(start, end, "Organization", kind=kind, rank=rank))


def _of_land(state: Reading, text: str, end: int) -> bool:
    """Whether a country and a trade only describe the firm behind them: 法国航空 + 胶粘剂企业 + Aéroliant SAS."""
    if rule("names.zh_sort_of").search(text) and rule("names.zh_latin").match(state.text, end):
        return True  # 软件咨询公司 + Artium AI
    land = any(country_of(text[:size], "zh") for size in (2, 3, 4))
    return land and bool(rule("names.zh_trade_of").match(state.text, end))
