"""``patnav_organizations_zh``: Chinese names of organizations, by LAC and by how names end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.gazetteer import country_of, known_place
from patnav.ingest.extract.parts import Candidate, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_organizations", "kind_of", "register"]

_NOISE = re.compile(
    r"^(?:原告|被告|上诉人|被上诉人|申请人|被申请人|第三人|甲方|乙方|丙方|记者从|获悉|据|由|与|和|同|及|向|从|对|给|为|在|被|将|把|关于|经|以及|截至|其中|判决|判令|公司旗下|旗下|其|该|这家|一家|"
    r"全资子公司|控股子公司|子公司|控股股东|股东|买方|卖方|许可方|被许可方|转让方|受让方|出质人|质权人|发行人|母公司|竞争对手|客户|供应商|合作方|龙头企业|企业|药企|初创公司|上市公司|民营企业|机构)[:：]?"
)
_INNER = re.compile(r"(?<=法院)(?:一审|二审|终审|依法|近日|日前)?(?:判决|判令|认定|裁定|认为|宣判|责令|驳回|受理|审理)|(?<=(?:公司|大学|学院|银行))(?:与|和|诉|起诉|向|将|把|及|以)(?=.{4,})")
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
        if bare.endswith(word) and len(bare) > len(word):
            return kind
    if re.search(alternatives(load("organizations")["legal_forms"]["zh"]) + "$", bare):
        for word, kind in _kinds():
            if kind in ("financial",) and word in bare[-12:]:
                return kind
        return "enterprise"
    return None


@cache
def _end() -> re.Pattern[str]:
    words = [word for word, kind in _kinds() if kind != "enterprise" and len(word) > 1] + load("organizations")["legal_forms"]["zh"]
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
        if _end().search(token.text) and token.tag_ in ("n", "ORG", "nz", "LOC", "s", "vn"):
            first = index
            while first > 0 and row[first - 1].tag_ in ("LOC", "ORG", "nz", "n", "vn", "PER", "a", "nw") and index - first < 6 and not _breaks(row[first - 1]):
                first -= 1
            while first < index and row[first].tag_ not in ("LOC", "ORG", "nz", "PER") and not _FULL.search(token.text):
                first += 1
            if first < index or (_FULL.search(token.text) and len(token) > 3):
                yield row[first].idx, token.idx + len(token)
        if token.text in ("（", "(") and (span := _bracketed(row, index)):
            yield span


_FULL = re.compile("有限公司$|有限责任公司$|株式会社$|信托$|证券$|[支分]行$|银行$|律师事务所$")


def _bracketed(row: list[Token], index: int) -> tuple[int, int] | None:
    """A firm with a place in brackets: 恒润视觉（大连）有限公司."""
    if index + 3 >= len(row) or row[index + 2].text not in ("）", ")"):
        return None
    last = index + 3
    while last + 1 < len(row) and not _FULL.search(row[last].text) and row[last].tag_ in ("n", "nz", "vn", "v", "ORG", "a") and last < index + 7:
        last += 1
    first = index
    while first > 0 and row[first - 1].tag_ in ("LOC", "ORG", "nz", "n", "vn", "PER", "a", "nw", "s") and index - first < 5 and not _breaks(row[first - 1]):
        first -= 1
    return (row[first].idx, row[last].idx + len(row[last])) if first < index and re.search("公司$", row[last].text) else None


def _breaks(token: Token) -> bool:
    return bool(re.search(r"(?:公司|记者|企业|高校|法院|本报|专利|有关|方面)$", token.text)) or token.is_punct


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"^{alternatives(load('organizations')['kinds']['enterprise']['zh'])}{{1,3}}$")


def _extends(token: Token) -> bool:
    """Whether a word goes on a firm's name: 创投, 半导体, 有限公司."""
    return (token.tag_ in ("n", "nz", "vn", "ORG", "v") or bool(re.fullmatch(".{0,4}(?:基金|资本|创投|投资|集团|银行|信托|科技)", token.text))) and bool(
        _trade().match(token.text) or re.fullmatch(r"(?:股份)?有限(?:责任)?公司|(?:集团)?股份有限公司|集团|公司|.{2,6}有限公司|支行|分行|.{2,4}[支分]行|.{0,4}(?:基金|资本|创投|投资|集团|银行|信托)", token.text)
    )


def _grows(row: list[Token], index: int) -> bool:
    following = row[index + 1] if index + 1 < len(row) else None
    if following is None or not _extends(following):
        return False
    return row[index].tag_ in ("LOC", "PER", "nz") and (len(row[index].text) > 2 or following.text.endswith("公司"))


def _propose(state: Reading, sentence: Sentence, start: int, end: int) -> None:
    text = state.text[start:end]
    split = _INNER.search(text)
    if split:
        _propose(state, sentence, start, start + split.start())
        _propose(state, sentence, start + split.end(), end)
        return
    while noise := _NOISE.match(text):
        start, text = start + noise.end(), text[noise.end() :]
    placed = re.match(r"(?P<place>[\u4e00-\u9fff]{2,5}?)(?:市|省)?(?:企业|药企|车企|公司|高校|厂商|本地企业|民企|上市公司)(?=[\u4e00-\u9fff]{4,})", text)
    if placed and known_place(placed["place"], "zh"):
        start, text = start + placed.end(), text[placed.end() :]
    abroad = re.match(r"(?P<place>[\u4e00-\u9fff]{2,5}?)(?=[\u4e00-\u9fff]{3,})", text)
    land = next((size for size in (4, 3, 2) if country_of(text[:size], "zh") and text[:size] != "中国" and len(text) > size + 2), None) if abroad else None
    if land:
        start, text = start + land, text[land:]
    tail = re.search(r"(?:的?(?:数据|统计|消息|通报|公告|发布|介绍|公布|材料|资料)(?:显示|称|表明)?|显示)$", text)
    if tail and tail.start() > 3:
        end, text = start + tail.start(), text[: tail.start()]
    cut = re.search(r"[，。；、：“”《》\s]", text)
    if cut:
        end, text = start + cut.start(), text[: cut.start()]
    opened = re.match(r"（[\u4e00-\u9fff]{2,6}）(?=[\u4e00-\u9fff]{2,}公司)", state.text[end : end + 30])
    if opened:
        tail = re.match(r"（[\u4e00-\u9fff]{2,6}）[\u4e00-\u9fff]{2,14}?公司", state.text[end : end + 30])
        end += tail.end() if tail else 0
        text = state.text[start:end]
    if len(text) < 3 and not text.endswith(("局", "厅")) or _is_generic(text):
        return
    kind = kind_of(text)
    state.candidates.append(Candidate(start, end, "Organization", kind=kind, rank=8 if kind and _end().search(text) else 6 if kind and len(text) > 3 else 3))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        r"(?:国家级|省级|市级|国家|本|该|各|有关|相关|知识产权|专利|高新技术|科技|中小|小微|上市|子|母|分|全资|控股|民营|外资|外商投资|初创|某|一家|两家|多家|商业|人民|中级|高级|基层|保护|运营|维权|调解|快速|导航|服务|数据|"
        r"开发|登记|综合|区域|行业|产业|金融|技术|转移|交易|代理|律师|仲裁|医药|生物|制药|药|芯片|半导体|软件|创新|创业|主要|国有|大型|龙头|产权|证券|评估|担保|保险)*"
        r"(?:公司|集团|企业|银行|法院|大学|学院|高校|医院|局|厅|中心|基地|平台|机构|协会|联盟|委员会|研究院|研究所|政府|部门|实验室|仲裁委员会|交易所|事务所|基金|信托|证券|支行|分行|园区|银行机构|公司们|学校|担保公司|保险公司|院所|法庭|联合体|投资|服务平台)"
    )


def _is_generic(text: str) -> bool:
    return bool(_generic().fullmatch(text)) or bool(re.search("(?:知识产权|专利|企业|产业|数据|技术|行业|本报讯|方面)$", text))
