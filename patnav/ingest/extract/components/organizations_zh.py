"""``patnav_organizations_zh``: Chinese names of organizations, by LAC and by how names end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.gazetteer import country_of, known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_organizations", "kind_of", "register"]

_LISTS = ("n", "nz", "vn", "ORG", "LOC", "nw", "a", "v", "f", "s", "j")


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_organizations_zh"):
        Language.component("patnav_organizations_zh", func=find_organizations)


@cache
def _kinds() -> list[tuple[str, str]]:
    rows = [(word, kind) for kind, row in load("organizations")["kinds"].items() for word in row["zh"]]
    return sorted(rows, key=lambda row: -len(row[0]))


def kind_of(name: str) -> str | None:
    """The kind of organization that a Chinese name ends like."""
    bare = re.sub(r"[（(][^）)]*[）)]$", "", name)
    if bare.endswith(tuple(load("organizations")["media"]["zh"])):
        return "other"
    for word, kind in _kinds():
        if bare.endswith(word) and (len(bare) > len(word) or (kind == "government" and len(word) > 2)):
            return kind
    if re.search(alternatives(load("organizations")["legal_forms"]["zh"]) + "$", bare):
        for word, kind in _kinds():
            if kind in ("financial",) and word in bare[-12:]:
                return kind
        return "enterprise"
    return None


@cache
def _end() -> re.Pattern[str]:
    words = [word for word, kind in _kinds() if kind != "enterprise" and len(word) > 1] + load("organizations")[
        "legal_forms"
    ]["zh"]
    return re.compile(f"(?:{alternatives([*words, '集团', '局', '厅', '厂'])})$")


def find_organizations(doc: Doc) -> Doc:
    """Propose names of organizations."""
    state = reading(doc)
    for sentence in state.sentences:
        if not sentence.silent:
            row = list(tokens(doc, sentence))
            for start, end in _spans(row):
                _propose(state, sentence, max(start, sentence.start), min(end, sentence.end))
    return doc


def _spans(row: list[Token]) -> Iterator[tuple[int, int]]:
    """LAC's organizations, grown to the end of their names; and runs of nouns that end like a name."""
    for index, token in enumerate(row):
        if token.tag_ == "ORG" or (token.tag_ in ("LOC", "nz", "n", "vn", "PER") and _grows(row, index)):
            last = index
            while last + 1 < len(row) and _extends(row[last + 1]):
                last += 1
            yield token.idx, row[last].idx + len(row[last])
        if (
            _end().search(token.text)
            and token.tag_ in ("n", "ORG", "nz", "LOC", "s", "vn")
            and not _KIN.fullmatch(token.text)
        ):
            first = index
            while (
                first > 0
                and (row[first - 1].tag_ in _PARTS or _led(row, first - 1))
                and index - first < 6
                and not _breaks(row[first - 1])
            ):
                first -= 1
            while (
                first < index
                and row[first].tag_ not in ("LOC", "ORG", "nz", "PER")
                and not rule("names.full").search(token.text)
            ):
                first += 1
            if first < index or (rule("names.full").search(token.text) and len(token) > 3):
                yield row[first].idx, token.idx + len(token)
        if token.text in ("（", "(") and (span := _bracketed(row, index)):
            yield span


_KIN = re.compile("(?:全资|控股|参股|关联|合资|上市|子|分|母|孙)+公司|公司|集团|企业")
_PARTS = ("LOC", "ORG", "nz", "n", "vn", "PER", "a", "nw")


def _led(row: list[Token], index: int) -> bool:
    """Whether a verb stands inside a name, after its place: 武汉 + 引导 + 基金."""
    return index > 0 and row[index].tag_ == "v" and len(row[index]) == 2 and row[index - 1].tag_ == "LOC"


def _bracketed(row: list[Token], index: int) -> tuple[int, int] | None:
    """A firm with a place in brackets: 恒润视觉（大连）有限公司."""
    if index + 3 >= len(row) or row[index + 2].text not in ("）", ")"):
        return None
    last = index + 3
    while (
        last + 1 < len(row)
        and not rule("names.full").search(row[last].text)
        and row[last].tag_ in ("n", "nz", "vn", "v", "ORG", "a")
        and last < index + 7
    ):
        last += 1
    first = index
    while (
        first > 0
        and row[first - 1].tag_ in ("LOC", "ORG", "nz", "n", "vn", "PER", "a", "nw", "s")
        and index - first < 5
        and not _breaks(row[first - 1])
    ):
        first -= 1
    return (
        (row[first].idx, row[last].idx + len(row[last]))
        if first < index and re.search("公司$", row[last].text)
        else None
    )


def _breaks(token: Token) -> bool:
    return bool(re.search(r"(?:公司|记者|企业|高校|法院|本报|专利|有关|方面)$", token.text)) or token.is_punct


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"^{alternatives(load('organizations')['kinds']['enterprise']['zh'])}{{1,3}}$")


def _extends(token: Token) -> bool:
    """Whether a word goes on a firm's name: 创投, 半导体, 有限公司."""
    return (
        token.tag_ in ("n", "nz", "vn", "ORG", "v")
        or bool(re.fullmatch(".{0,4}(?:基金|资本|创投|投资|集团|银行|信托|科技)", token.text))
    ) and bool(_trade().match(token.text) or rule("names.extends").fullmatch(token.text))


def _grows(row: list[Token], index: int) -> bool:
    following = row[index + 1] if index + 1 < len(row) else None
    if following is None or not _extends(following):
        return False
    return row[index].tag_ in ("LOC", "PER", "nz") and (len(row[index].text) > 2 or following.text.endswith("公司"))


def _propose(state: Reading, sentence: Sentence, start: int, end: int) -> None:
    text = state.text[start:end]
    split = rule("names.inner").search(text)
    if split:
        _propose(state, sentence, start, start + split.start())
        _propose(state, sentence, start + split.end(), end)
        return
    while noise := rule("names.noise").match(text):
        start, text = start + noise.end(), text[noise.end() :]
    placed = rule("names.placed", exact=True).match(text)
    if placed and known_place(placed["place"], "zh"):
        start, text = start + placed.end(), text[placed.end() :]
    abroad = re.match(r"(?P<place>[\u4e00-\u9fff]{2,5}?)(?=[\u4e00-\u9fff]{3,})", text)
    land = (
        next(
            (
                size
                for size in (4, 3, 2)
                if country_of(text[:size], "zh") and text[:size] != "中国" and len(text) > size + 2
            ),
            None,
        )
        if abroad
        else None
    )
    if land:
        start, text = start + land, text[land:]
    tail = re.search(r"(?:的?(?:数据|统计|消息|通报|公告|发布|介绍|公布|材料|资料)(?:显示|称|表明)?|显示)$", text)
    if tail and tail.start() > 3:
        end, text = start + tail.start(), text[: tail.start()]
    described = re.match(
        r"[\u4e00-\u9fff]{2,5}?(?:企业|药企|车企)(?!管理|咨询|服务|发展|信息)(?=[\u4e00-\u9fff（）()]{4,}(?:公司|集团)$)",
        text,
    )
    if described:
        start, text = start + described.end(), text[described.end() :]
    cut = re.search(r"[，。；、：“”《》\s]", text)
    if cut:
        end, text = start + cut.start(), text[: cut.start()]
    opened = re.match(r"（[\u4e00-\u9fff]{2,6}）(?=[\u4e00-\u9fff]{2,}公司)", state.text[end : end + 30])
    if opened:
        tail = re.match(r"（[\u4e00-\u9fff]{2,6}）[\u4e00-\u9fff]{2,14}?公司", state.text[end : end + 30])
        end += tail.end() if tail else 0
        text = state.text[start:end]
    if (len(text) < 3 and not text.endswith(("局", "厅"))) or _is_generic(text):
        return
    if _zone_like(text):
        return
    kind = kind_of(text)
    state.candidates.append(
        Candidate(
            start,
            end,
            "Organization",
            kind=kind,
            rank=8 if kind and _end().search(text) else 6 if kind and len(text) > 3 else 3,
        )
    )


@cache
def _zones() -> re.Pattern[str]:
    return re.compile(f"[\u4e00-\u9fff]{{2,10}}{alternatives(load('places')['suffixes']['zone']['zh'])}")


def _zone_like(text: str) -> bool:
    return bool(_zones().fullmatch(text))


@cache
def _generic() -> re.Pattern[str]:
    return rule("names.generic")


def _is_generic(text: str) -> bool:
    if re.fullmatch("国家[\u4e00-\u9fff]{2,8}[局部委署]", text):
        return False
    return bool(_generic().fullmatch(text)) or bool(
        re.search("(?:知识产权|专利|企业|产业|数据|技术|行业|本报讯|方面)$", text)
    )
