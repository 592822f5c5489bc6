"""``patnav_references``: "the company", "It", "the city", 该公司, 全省, 后者 become names of what they stand for.

A reference takes the latest thing of its sort, and of several in one sentence the one that the sentence is about (the
first). Parties of a case and of a contract (the plaintiff, 甲方) are bound by the words beside their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import adjectives, known_place
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["refer", "register"]

_LEVELS = {"city": ("city", "province", "district"), "province": ("province",), "district": ("district", "zone", "city"),
           "region": ("macro", "zone", "province", "city"), "country": ("country",)}
_PARTIES = ("plaintiff", "defendant", "first_party", "second_party")
_COMPANY = ("enterprise", "financial")


_SUFFIXES = "委员会|中心|基地|平台|银行|支行|分行|法院|法庭|研究院|研究所|大学|学院|医院|交易所|协会|公司|集团|企业|局|厅|所|院|校|行|厂|会|庭"


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_references"):
        Language.component("patnav_references", func=refer)


@cache
def _words(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: sort for sort, words in reversed(load("references")[lang].items()) for word in words}
    if lang == "zh":
        return re.compile(alternatives(table) + rf"|该(?P<noun>[\u4e00-\u9fff]{{0,6}}?(?:{_SUFFIXES}))"), table
    nouns = alternatives(table)
    return re.compile(
        rf"(?<!\w)(?:(?P<det>the|this|that|its|their)\s+(?:(?!of\b|and\b|in\b|to\b)[\w-]+\s+){{0,3}}?(?P<noun>{nouns})(?![\w-]|\s+(?:of|for|in)\s+[A-Z])"
        r"|(?P<it>it|its)(?!\w)|(?P<two>both (?:sides|parties|companies|firms)|the (?:two )?(?:sides|parties|pair)|the two (?:companies|firms|institutions))(?!\w)"
        r"|(?P<latter>the latter)(?!\w)|(?P<former>the former)(?!\w|\s+\w+\s+(?:director|head|president)))",
        re.IGNORECASE,
    ), table


def refer(doc: Doc) -> Doc:
    """Add the references of every sentence to its names, in the order of the text."""
    state = reading(doc)
    parties = _parties(state)
    topic: Thing | None = None
    for index, sentence in enumerate(state.sentences):
        if sentence.silent:
            continue
        found = list(_references(state, index, parties, topic))
        taken = [(name.start, name.end) for name in sentence.names]
        for name in found:
            if all(name.end <= a or b <= name.start for a, b in taken):
                sentence.names.append(name)
        sentence.names.sort(key=lambda name: name.start)
        sentence.topic = _topic(sentence)
        topic = sentence.topic or topic
    return doc


def _topic(sentence: Sentence) -> Thing | None:
    for name in sentence.names:
        if name.thing.label in ("Organization", "Region"):
            return name.thing
    return None


def _references(state: Reading, index: int, parties: dict[str, Thing], topic: Thing | None) -> Iterator[Name]:
    sentence = state.sentences[index]
    pattern, table = _words(state.lang)
    for match in pattern.finditer(state.text, sentence.start, sentence.end):
        groups = match.groupdict()
        if state.lang == "en":
            yield from _english(state, index, match, groups, table, parties, topic)
            continue
        if _inside_word(state, match) or (table.get(match[0]) in _PARTIES and any(name.start == match.end() for name in sentence.names)):
            continue
        thing = _by_suffix(state, index, match.start(), match["noun"] or match[0][1:]) if match[0].startswith("该") else None
        thing = thing or (_by_sort(state, index, match.start(), table[match[0]], parties, topic) if match[0] in table else None)
        if thing:
            yield Name(match.start(), match.end(), match[0], thing, "reference", owner=match[0] == "其")


def _by_suffix(state: Reading, index: int, at: int, noun: str) -> Thing | None:
    """The latest organization whose name ends like the noun after 该: 该所 is the ...交易所 or ...研究所."""
    short = {"校": ("大学", "学院", "学校", "校"), "行": ("银行", "行", "支行", "分行"), "公司": ("公司",), "企业": ("公司", "集团", "厂")}.get(noun, (noun,))
    for back in range(index, max(-1, index - 8), -1):
        names = _before(state, index, at, same=True) if back == index else state.sentences[back].names
        for name in names if noun in ("公司", "企业") else reversed(names):
            bare = re.sub(r"[（(][^）)]*[）)]$", "", name.thing.name)
            if name.thing.label == "Organization" and bare.endswith(short):
                return name.thing
    return None


def _inside_word(state: Reading, match: re.Match[str]) -> bool:
    """Whether a Chinese reference word is but a part of a longer word (公司 in 上市公司名单, 其 in 其中)."""
    after = state.text[match.end() : match.end() + 2]
    before = state.text[max(0, match.start() - 1) : match.start()]
    if match[0] == "其":
        return after[:1] in "中他它余实次间" or before in "尤与极"
    if match[0] in ("公司", "集团", "银行", "法院", "医院", "学校", "研究院", "研究所", "中心", "基地", "平台", "协会", "园区", "高新区"):
        return bool(re.match(r"[\u4e00-\u9fffA-Za-z0-9）)]", before)) and before not in "，。；、由与和对从向给，。“为是使让让经将把被称示据及在至到" or after[:1] in "法制债类名化们券"
    return False


def _english(
    state: Reading, index: int, match: re.Match[str], groups: dict[str, str | None], table: dict[str, str],
    parties: dict[str, Thing], topic: Thing | None,
) -> Iterator[Name]:
    start, end = match.span()
    owner = bool(re.match("'s?(?!\\w)", state.text[end:])) or (groups["it"] or "").casefold() == "its"
    if groups["noun"]:
        if any(0 <= name.start - end <= 2 for name in state.sentences[index].names) or _demonym(match[0]):
            return
        det = groups["det"].casefold() if groups["det"] else ""
        if det in ("its", "their"):
            return
        noun = groups["noun"].casefold()
        thing = _by_noun(state, index, start, noun, table[noun]) or _by_sort(state, index, start, table[noun], parties, topic)
        things = [thing] if thing else []
    elif groups["it"]:
        before = _before(state, index, start, same=True)
        first = next((name.thing for name in before if name.thing.label in ("Organization", "Region")), None)
        things = [first or topic] if first or topic else []  # type: ignore[list-item]
        if groups["it"].casefold() == "it" and topic and start - state.sentences[index].start < 3:
            things = [topic]
    else:
        pair = _pair(state, index, start)
        things = pair if groups["two"] else pair[-1:] if groups["latter"] else pair[:1]
    for thing in things:
        yield Name(start, end, match[0], thing, "reference", owner=owner)


def _demonym(phrase: str) -> bool:
    """Whether a phrase like "the Chinese government" means another than the one named before."""
    return any(word in adjectives() for word in phrase.split())


_HEADS = ("government", "ip_service", "association", "research_institute", "financial", "court", "university", "hospital")


def _by_noun(state: Reading, index: int, at: int, noun: str, sort: str) -> Thing | None:
    """The latest organization whose own name has the noun: "the committee" is the ... Mediation Committee."""
    if sort not in _HEADS:
        return None
    forms = {noun, noun.replace("centre", "center"), noun.replace("center", "centre")}
    for back in range(index, max(-1, index - 8), -1):
        names = _before(state, index, at, same=True) if back == index else state.sentences[back].names
        for name in names:
            if name.thing.label == "Organization" and forms & set(re.findall(r"[a-z]+", name.thing.name.casefold())):
                return name.thing
    return None


def _by_sort(state: Reading, index: int, at: int, sort: str, parties: dict[str, Thing], topic: Thing | None) -> Thing | None:
    """The thing that a reference of a sort stands for at a place in the text."""
    if sort in _PARTIES:
        return parties.get(sort)
    if sort in ("latter", "former"):
        pair = _pair(state, index, at)
        return pair[-1 if sort == "latter" else 0] if pair else None
    if sort == "its":
        near = [n.thing for n in _before(state, index, at, same=True) if n.thing.label == "Organization"]
        return near[0] if near else topic
    if sort in _LEVELS:
        return _region(state, index, at, sort)
    if sort == "enterprise" and "issuer" in parties and state.text[at : at + 3] not in ("该公司", "这家公"):
        return parties["issuer"]
    for back in range(index, -1, -1):
        names = _before(state, index, at, same=True) if back == index else state.sentences[back].names
        fits = [n.thing for n in names if _fits(n.thing, sort)]
        if fits:
            return fits[0]
    return None


def _fits(thing: Thing, sort: str) -> bool:
    if thing.label != "Organization":
        return False
    court = bool(re.search(r"court|tribunal|法院|法庭", thing.name, re.IGNORECASE))
    if sort == "court":
        return court
    if sort == "enterprise":
        return thing.kind in _COMPANY and not (thing.kind == "financial" and re.search(r"bank|银行|支行|分行|交易所|exchange", thing.name, re.IGNORECASE))
    if sort == "investor":
        return thing.kind in ("enterprise", "financial")
    return thing.kind == sort and not court


def _region(state: Reading, index: int, at: int, sort: str) -> Thing | None:
    """The latest region of a level; the jurisdiction of an authority counts as named."""
    for level_only in (True, False):
        for back in range(index, -1, -1):
            names = _before(state, index, at, same=True) if back == index else state.sentences[back].names
            for name in reversed(names) if back == index else names:
                region = name.thing if name.thing.label == "Region" else _jurisdiction(state, name.thing)
                if region and (region.kind in _LEVELS[sort][:1] or (not level_only and (region.kind or "city") in _LEVELS[sort])):
                    return region
    return None


def _jurisdiction(state: Reading, thing: Thing) -> Thing | None:
    if thing.kind != "government" or not thing.place:
        return None
    for other in state.things:
        if other.label == "Region" and other.name == thing.place:
            return other
    place = known_place(thing.place, state.lang)
    region = Thing("Region", thing.place, place.level if place else None)
    state.things.append(region)
    return region


def _before(state: Reading, index: int, at: int, *, same: bool) -> list[Name]:
    return [name for name in state.sentences[index].names if name.end <= at and (same or name.form != "reference")]


def _pair(state: Reading, index: int, at: int) -> list[Thing]:
    """The two organizations named last before ``at``, in the order of their first mention."""
    for back in range(index, max(-1, index - 4), -1):
        names = _before(state, index, at, same=True) if back == index else state.sentences[back].names
        things = list(dict.fromkeys(name.thing for name in names if name.thing.label == "Organization"))
        if len(things) > 1:
            return things[:2]
    return []


_ISSUER = re.compile(r"""关于|\(the "Company"\)|\(hereinafter[^)]*"(?:the )?Company"\)|[（(]以下(?:简称|称)[:：]?[“"](?:本公司|公司)[”"]""")


def _parties(state: Reading) -> dict[str, Thing]:
    """Who is called plaintiff, defendant, party A or B, and the company that an announcement is of."""
    found: dict[str, Thing] = {}
    for sentence in state.sentences:
        for name in (n for n in sentence.names if n.thing.label in ("Organization", "Person")):
            before, after = state.text[max(0, name.start - 14) : name.start], state.text[name.end : name.end + 40]
            for sort, words in load("references")[state.lang].items():
                if sort in _PARTIES and re.search(alternatives(words) + r"[\s:：（(是为,，]*$", before, re.IGNORECASE):
                    found.setdefault(sort, name.thing)
            for sort, mark in (("first_party", "甲方"), ("second_party", "乙方"), ("plaintiff", "原告"), ("defendant", "被告")):
                if re.match(rf"[（(](?:以下简称)?[“\"]?{mark}", after):
                    found.setdefault(sort, name.thing)
            if _ISSUER.match(after.lstrip()) and name.thing.label == "Organization" and name.thing.kind in _COMPANY:
                found.setdefault("issuer", name.thing)
            _versus(state, sentence, name, after, found)
    return found


_VERSUS = re.compile(r"\s*(?:\bv\.?s?\.?\s|\bsued\b|\bagainst\b|(?:has |had )?filed (?:a|an) [\w -]*(?:suit|lawsuit|complaint|action|claim) against|诉|起诉|状告)\s*(?:the\s+)?$", re.IGNORECASE)


def _versus(state: Reading, sentence: Sentence, name: Name, after: str, found: dict[str, Thing]) -> None:
    following = next((n for n in sentence.names if n.start >= name.end and n.thing.label in ("Organization", "Person")), None)
    if following and _VERSUS.match(state.text[name.end : following.start]):
        found.setdefault("plaintiff", name.thing)
        found.setdefault("defendant", following.thing)
