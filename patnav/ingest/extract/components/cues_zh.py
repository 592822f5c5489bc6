"""``patnav_cues_zh``: how names hang on verbs, in Chinese: by the coverb before them, or by their place.

A name without coverb at the head of a clause is the subject of the verbs that follow, over commas, until the next such
name. What stands before 的 describes and is no subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.parts import Name, Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["cue", "register"]

_CUES = {
    "to": [
        "向",
        "给",
        "予",
        "至",
        "到",
        "给予",
        "许可给",
        "转让给",
        "授权给",
        "出售给",
        "质押给",
        "支付给",
        "流向",
        "许可",
        "授权",
        "许可予",
        "转让予",
        "转让至",
        "许可至",
        "投向",
        "授予",
        "交付",
        "让与",
        "划转至",
        "变更为",
        "变更至",
        "赋予",
    ],
    "from": ["从", "自", "来自", "源自", "受让自", "获得", "获", "取得", "拿到", "收到"],
    "by": ["由", "被", "经", "获得了由", "受", "遭", "均由", "并由", "在由", "系由"],
    "with": ["与", "和", "同", "跟", "及", "携手", "联合", "会同", "牵手", "与其", "联手", "分别与", "联同", "以及"],
    "for": ["为", "对", "替", "就", "针对", "代表"],
    "obj": ["将", "把", "诉", "起诉", "状告", "判令", "判决", "责令", "收购", "投资", "入股", "控股", "并购", "领投"],
    "at": [
        "在",
        "于",
        "位于",
        "落户",
        "落户于",
        "坐落于",
        "设在",
        "注册于",
        "坐落在",
        "地处",
        "总部位于",
        "总部设在",
        "注册地为",
        "落户在",
        "入驻",
        "登陆",
        "进驻",
        "扎根",
    ],
    "within": ["隶属于", "隶属", "依托", "挂靠", "下属", "属于", "旗下", "所属", "挂靠在", "依托于"],
    "through": ["通过", "经由", "依托", "委托"],
    "source": ["据", "根据", "按照", "按", "从", "记者从"],
    "whole": ["占", "占到", "占据", "占了", "占全", "仅次于", "超过", "高于", "低于"],
    "of": ["包括", "包含", "含", "如"],
}
_FILLER = r"(?:(?:其|该|本|当地|一家|另一家|两家|三家|国内|本地|本土|下属|旗下|全资子公司|控股子公司|子公司|企业|药企|公司|被告|原告|甲方|乙方|受让方|被许可方|许可方|转让方|银行|民营企业|初创企业|高校|关联方|客户|上市公司|高新技术企业|专精特新企业|[\u4e00-\u9fff]{2,8}(?:企业|公司|厂商|制造商|开发商|供应商|研发商|商|机构))?[“\"（(]?)"


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_cues_zh"):
        Language.component("patnav_cues_zh", func=cue)


_TABLE = {word: sort for sort, words in _CUES.items() for word in words}
_BEFORE = re.compile(
    "(?<![认成作因称])(?P<cue>" + "|".join(sorted(_TABLE, key=len, reverse=True)) + ")(?:了)?" + _FILLER + "$"
)


def cue(doc: Doc) -> Doc:
    """Give every name its cue, and every verb its subjects."""
    state = reading(doc)
    carried: list[Name] = []
    paragraph = -1
    for sentence in state.sentences:
        if sentence.paragraph != paragraph:
            carried, paragraph = [], sentence.paragraph
        _names(state, sentence)
        carried = _verbs(doc, sentence, carried)
    return doc


def _names(state: Reading, sentence: Sentence) -> None:
    previous: Name | None = None
    for name in sentence.names:
        before = state.text[max(sentence.start, name.start - 24) : name.start]
        after = state.text[name.end : name.end + 3]
        match = _BEFORE.search(before)
        gap = state.text[previous.end : name.start] if previous is not None else "-"
        if (
            previous is not None
            and previous.thing.label == "Region"
            and name.thing.label == "Organization"
            and previous.cue not in ("at", "whole")
            and re.fullmatch(r"(?:的)?(?:[\u4e00-\u9fff]{0,8}(?:企业|公司|药企|厂商|商|机构|集团|巨头))?", gap)
        ):
            name.cue, previous.cue = previous.cue if previous.cue != "mod" else "subj", "mod"
            previous = name
            continue
        if (
            previous is not None
            and re.fullmatch(r"\s*(?:[（(][^）)]*[）)])?[、和与及]\s*(?:以及)?", state.text[previous.end : name.start])
            and previous.cue not in ("at", "source")
        ):
            joint = state.text[previous.end : name.start].strip()
            name.cue = (
                "with"
                if joint[-1] == "与" and previous.cue in ("subj", "") and name.thing.label == "Organization"
                else previous.cue
            )
        elif match and not (
            match["cue"] in ("和", "及", "与", "同")
            and previous is None
            and before.endswith(match["cue"])
            and len(before) < 2
        ):
            name.cue = _TABLE[match["cue"]]
            if match["cue"] in ("许可", "授权") and re.search(
                r"(?:专利|开放|获得|交叉|普通|独占)\s*$", before[: match.start()]
            ):
                name.cue = ""
        if (
            re.match(
                r"(?:所持有?的?|持有的?|拥有的?|名下的?|申请的?|自主研发的?|研发的?)?的",
                after + state.text[name.end + 3 : name.end + 8],
            )
            and not name.cue
        ):
            name.cue = "poss"
        elif not name.cue and name.thing.label == "Region" and _before_name(sentence, name):
            name.cue = "mod"
        name.cue = name.cue or "subj"
        previous = name


def _before_name(sentence: Sentence, name: Name) -> bool:
    return any(other.start == name.end and other.thing.label == "Organization" for other in sentence.names)


def _verbs(doc: Doc, sentence: Sentence, carried: list[Name]) -> list[Name]:
    """Subjects of the sentence's verbs; returns the subject that the next sentence may leave out."""
    current = carried
    names = iter(
        sorted(
            (n for n in sentence.names if n.thing.label in ("Organization", "Person", "Region")), key=lambda n: n.start
        )
    )
    waiting = next(names, None)
    fresh = True
    for token in tokens(doc, sentence):
        if token.text in "，；。":
            fresh = True
        while waiting is not None and waiting.start <= token.idx:
            if waiting.cue == "subj" and not waiting.owner:
                joined = [n for n in current if not fresh and current is not carried]
                current = [*joined, waiting] if joined and joined[-1].end + 2 >= waiting.start else [waiting]
                fresh = False
            waiting = next(names, None)
        if token.pos_ in ("VERB", "NOUN") and current and token.tag_ in ("v", "vn", "vd", "n", "nz"):
            sentence.subjects[token.idx] = list(current)
    return current
