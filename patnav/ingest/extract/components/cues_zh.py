"""``patnav_cues_zh``: how names hang on verbs, in Chinese: by the coverb before them, or by their place.

A name without coverb at the head of a clause is the subject of the verbs that follow, over commas, until the next such
name. What stands before 的 describes and is no subject.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, joined, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["cue", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_cues_zh"):
        Language.component("patnav_cues_zh", func=cue)


@cache
def _coverbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """The coverb right before a name, words that only describe the name between them; and its cue."""
    rows = load("coverbs")
    table = {word: sort for sort, words in rows["cues"].items() for word in words}
    filler = f'(?:{joined(rows["filler"])}?[“"（(]?)'
    return re.compile(f"(?<![认成作因称](?=为))(?P<cue>{alternatives(table)})(?:了)?{filler}$"), table


def cue(doc: Doc) -> Doc:
    """Give every name its cue, and every verb its subjects."""
    state = reading(doc)
    carried: list[Name] = []
    paragraph = -1
    for sentence in state.sentences:
        if sentence.paragraph != paragraph:
            carried, paragraph = _chronicled(state, sentence), sentence.paragraph
        previous: Name | None = None
        for name in sentence.names:
            if _aside(state, sentence, name):
                name.cue = "aside"
                continue
            _assign(state, sentence, name, previous)
            previous = name
        carried = _verbs(doc, state.text, sentence, carried)
    return doc


def _chronicled(state: Reading, sentence: Sentence) -> list[Name]:
    """Whose chronicle it is, whose name each entry leaves out: ``1月18日　与甲签署协议``."""
    if not rule("cues.zh_entry").match(state.text, sentence.start, sentence.end):
        return []
    heads = [n for s in state.sentences[:3] if s.headline for n in s.names if n.thing.label == "Organization"]
    return [n for n in heads[:1] if n.thing.kind != "government"]


def _aside(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a name stands in brackets, as another name of what is before them."""
    before = state.text[sentence.start : name.start]
    return before.count("（") > before.count("）")


def _assign(state: Reading, sentence: Sentence, name: Name, previous: Name | None) -> None:
    gap = state.text[previous.end : name.start] if previous is not None else ""
    if previous is not None and _describes(previous, name, gap):
        name.cue, previous.cue = "subj" if previous.cue in ("mod", "poss") else previous.cue, "mod"
        _turned(state, sentence, name)
        if name.cue == "subj" and rule("cues.zh_owner").match(state.text, name.end, name.end + 20):
            name.cue = "poss"
        return
    if previous is not None and previous.cue == "to" and rule("cues.zh_friend").fullmatch(gap):
        name.cue, previous.cue = "to", "mod"  # 许可给研究所的老伙伴甲
        return
    places = previous is not None and previous.thing.label == name.thing.label == "Region"
    if (
        previous is not None
        and (places or previous.cue not in ("at", "source"))
        and (rule("cues.zh_joint").fullmatch(gap) or (places and not gap))
    ):
        name.cue = _joined_cue(name, previous, gap, before_firm=_before_firm(state, sentence, name))
    else:
        name.cue = _coverb(state.text[max(sentence.start, name.start - 24) : name.start])
    _turned(state, sentence, name)
    described = name.cue == "by" and rule("cues.zh_raised").match(state.text, name.end)
    if described or (not name.cue and _parent(state, sentence, name)):
        name.cue = "mod"
    elif not name.cue and rule("cues.zh_owner").match(state.text[name.end : name.end + 20]):
        name.cue = "poss"
    elif not name.cue and name.thing.label == "Region" and _before_firm(state, sentence, name):
        name.cue = "mod"
    name.cue = name.cue or "subj"


def _turned(state: Reading, sentence: Sentence, name: Name) -> None:
    """What the verb makes of 向: money goes to 向甲支付, a thing comes from 向甲购买."""
    after = state.text[name.end : min(name.end + 16, sentence.end)]
    if name.cue == "to":
        name.cue = "payee" if rule("cues.zh_paid").match(after) else name.cue
        name.cue = "from" if rule("cues.zh_taken").match(after) else name.cue


def _describes(place: Name, name: Name, gap: str) -> bool:
    """Whether a place only describes the organization after it: 德国 + 医药企业 + 贝朗特制药."""
    pair = place.thing.label == "Region" and name.thing.label == "Organization"
    return pair and place.cue not in ("at", "whole") and bool(rule("cues.zh_firm").fullmatch(gap))


def _parent(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a firm only tells whose the firm right behind it is: 本公司全资附属公司甲."""
    behind = [n.start for n in sentence.names if n.start > name.end and n.thing.label == "Organization"]
    return bool(behind) and bool(rule("cues.zh_parent").fullmatch(state.text, name.end, behind[0]))


def _joined_cue(name: Name, previous: Name, gap: str, *, before_firm: bool) -> str:
    """The cue of a name in a list; after 与 the second of two subjects is who they do it with."""
    second = (
        gap.strip().endswith("与")
        and previous.cue in ("subj", "")
        and (name.thing.label == "Organization" or before_firm)
    )
    return "with" if second else previous.cue


def _coverb(before: str) -> str:
    pattern, table = _coverbs()
    match = pattern.search(before)
    if not match or (match["cue"] in ("和", "及", "与", "同") and len(before) < 2):
        return ""
    if match["cue"] in ("控股", "参股") and "子公司" in match[0]:
        return ""
    lead = before[: match.start()]
    noun = rule("cues.zh_noun").search(lead) and not rule("cues.zh_marked").search(lead)
    noun = noun and match["cue"] in ("许可", "授权")
    return "" if noun else table[match["cue"]]


def _before_firm(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a place only tells where the organization behind it is from: 丹麦 + 的 + X."""
    behind = [n for n in sentence.names if 0 <= n.start - name.end < 12 and n.thing.label == "Organization"]
    return any(rule("cues.zh_firm").fullmatch(state.text, name.end, other.start) for other in behind[:1])


def _verbs(doc: Doc, text: str, sentence: Sentence, carried: list[Name]) -> list[Name]:
    """Subjects of the sentence's verbs; returns the subject that the next sentence may leave out."""
    current = carried
    names = iter(n for n in sentence.names if n.thing.label in ("Organization", "Person", "Region"))
    waiting = next(names, None)
    fresh = True
    for token in tokens(doc, sentence):
        fresh = fresh or token.text in "，；。"
        while waiting is not None and waiting.start <= token.idx:
            if waiting.cue == "subj" and not waiting.owner:
                near = current and (
                    current[-1].end + 2 >= waiting.start
                    or rule("cues.zh_joint").fullmatch(text, current[-1].end, waiting.start)
                )
                listed = not fresh and current is not carried and near
                current = [*current, waiting] if listed else [waiting]
                fresh = False
            waiting = next(names, None)
        if current and token.tag_ in ("v", "vn", "vd", "n", "nz"):
            sentence.subjects[token.idx] = list(current)
    return current
