"""References in Chinese: 该公司, 该校, 全省, 后者, 双方, 其."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from patnav.ingest.extract.antecedents import (
    COMPANY,
    PARTIES,
    Spot,
    by_sort,
    by_suffix,
    compensated,
    is_unit,
    object_of,
    pair_before,
)
from patnav.ingest.extract.gazetteer import countries_zh
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["references_zh"]


_THIS = ("enterprise", "university", "financial", "court", "research_institute", "hospital")
"""Sorts of what 这家 may stand before."""


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: sort for sort, words in reversed(load("references")["zh"].items()) for word in words}
    ends = alternatives(load("references")["that"])
    return re.compile(
        rf"{alternatives(table)}|{rule('references.zh_this').pattern}|该(?P<noun>[\u4e00-\u9fff]{{0,6}}?{ends})"
        rf"|{rule('references.zh_land').pattern}"
    ), table


def references_zh(state: Reading, index: int, parties: dict[str, Thing], topic: Thing | None) -> Iterator[Name]:
    """The references of one sentence, as names of what they stand for."""
    sentence = state.sentences[index]
    pattern, table = _words()
    for match in pattern.finditer(state.text, sentence.start, sentence.end):
        word, spot = match[0], Spot(state, index, match.start())
        sort = next((kind for kind in _THIS if match[kind]), None) or table.get(word)
        label = rule("references.label", exact=True)
        titled = sort in PARTIES and any(
            0 <= name.start - match.end() < 3 and label.fullmatch(state.text, match.end(), name.start)
            for name in sentence.names
        )
        if titled or _inside_word(state, match):
            continue
        kinds = COMPANY if sort == "two" and word.endswith(("企业", "公司")) else ()
        things = pair_before(spot, last=bool(kinds), kinds=kinds) if sort == "two" else []
        if not things:
            thing = compensated(spot, topic) if word in ("该公司", "该企业") else None
            thing = thing or (by_suffix(spot, match["noun"] or word[1:]) if word.startswith("该") else None)
            thing = _of_land(spot, word[0]) if match["land"] else thing
            thing = thing or (_house(match[0], sort, parties) if sort else None)
            thing = thing or (_own_office(state, word) if sort == "government" else None)
            thing = thing or (by_sort(spot, sort, parties, topic) if sort else None)
            thing = thing or (_only(state, sort) if sort else None)
            thing = (object_of(spot, thing) or thing) if thing and sort in ("enterprise", "it") else thing
            things = [thing] if thing else []
        for thing in things:
            role = sort if sort in PARTIES else ""
            yield Name(match.start(), match.end(), word, thing, "reference", owner=word == "其", role=role or "")


def _house(word: str, sort: str, parties: dict[str, Thing]) -> Thing | None:
    """Who speaks of itself as 我校, 我院: the body whose own news an article is."""
    house = parties.get("house")
    return house if house is not None and sort != "enterprise" and rule("references.zh_own").fullmatch(word) else None


def _own_office(state: Reading, word: str) -> Thing | None:
    """Who speaks of itself as 我局, 本厅: the first office of the article whose name ends so."""
    if not word.startswith(("我", "本")):
        return None
    named = (name.thing for sentence in state.sentences for name in sentence.names if name.form != "reference")
    return next((thing for thing in named if thing.kind == "government" and thing.name.endswith(word[1])), None)


def _only(state: Reading, sort: str) -> Thing | None:
    """The only university, institute or hospital of an article that names it behind what refers to it."""
    if sort not in ("university", "research_institute", "hospital"):
        return None
    house = next(iter(state.parties.get("house", ())), None)
    bodies = [thing for thing in state.things if thing.kind == sort and (thing is house or not is_unit(thing))]
    return house if house in bodies else bodies[0] if len(bodies) == 1 else None


def _of_land(spot: Spot, first: str) -> Thing | None:
    """The foreign party: 荷方 is the one that was introduced as 荷兰企业."""
    lands = {word for word in countries_zh() if word.startswith(first)}
    for names in spot.back(20):
        for land, name in pairwise(names):
            gap = spot.state.text[land.end : name.start]
            told = land.text in lands and name.thing.label == "Organization" and rule("cues.zh_firm").fullmatch(gap)
            if told:
                return name.thing
    return None


def _inside_word(state: Reading, match: re.Match[str]) -> bool:
    """Whether a reference word is but a part of a longer word (公司 in 上市公司名单, 其 in 其中)."""
    after = state.text[match.end() : match.end() + 1]
    before = state.text[max(0, match.start() - 1) : match.start()]
    if match[0] == "其":
        return after in "中他它余实次间后" or before in "尤与极"
    if match[0] == "发行人" and after in "为是系由：:":
        return True
    if match[0].endswith("方") and rule("references.zh_manner").match(after):
        return True
    if match[0] not in load("references")["bare"]:
        return False
    free = not before or not rule("references.letter").match(before) or rule("references.free").match(before)
    return not free or bool(after and after in "法制债类名化们券")
