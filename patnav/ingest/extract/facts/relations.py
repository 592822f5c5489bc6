"""Where things lie, what they are part of, where firms come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.nations import nations_in
from patnav.ingest.extract.facts.places import places_by_name, places_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["find_relations"]


def find_relations(state: Reading) -> list[Draft]:
    """``located_in``, ``part_of`` and ``nationality``, each pair once and every organization at its finest place."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        found += _parts(state, sentence, index)
        found += nations_in(state, sentence, index)
        found += places_in(state, sentence, index)
    found = _once(found)
    located = {str(d.fields["subject"]) for d in found if d.type == "located_in"}
    return found + [draft for draft in places_by_name(state) if draft.fields["subject"] not in located]


def _once(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for draft in drafts:
        key = (draft.type, str(draft.fields["subject"]), str(draft.fields["object"]))
        if key not in seen and key[1] != key[2]:
            seen.add(key)
            kept.append(draft)
    return kept


def _parts(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    text = state.text
    names = [n for n in sentence.names if n.form == "name"]
    for one, two in zip(names, names[1:], strict=False):
        gap = text[one.end : two.start]
        if one.thing.label == two.thing.label == "Region" and one.thing is not two.thing:
            pair = _region_pair(state, one, two, gap)
            if pair:
                yield Draft.of("part_of", sentence, index, 0.9, subject=pair[0].name, object=pair[1].name)
    for one, two in _units(state, sentence):
        yield Draft.of("part_of", sentence, index, 0.85, subject=one, object=two)


_FINER = {"zone": 4, "district": 3, "city": 2, "province": 1, "macro": 0, "country": -1}


def _region_pair(state: Reading, one: Name, two: Name, gap: str) -> tuple[Thing, Thing] | None:
    a, b = _FINER.get(one.thing.kind or "", 2), _FINER.get(two.thing.kind or "", 2)
    if state.lang == "en":
        if re.fullmatch(r",\s+(?:in\s+)?|\s+(?:of|in)\s+(?:the\s+)?|\s*\(\s*", gap) and (
            a > b or (a == b == 2 and one.thing.kind is None)
        ):
            return (one.thing, two.thing) if b > -1 else None
        if b == -1 and a == 0 and rule("relations.in_side_of", exact=True).fullmatch(gap):
            return one.thing, two.thing
        if re.fullmatch(r"'s\s+", gap) and b > a >= 0:
            return two.thing, one.thing
        return None
    if re.fullmatch(r"(?:省|市)?", gap) and b > a >= 0:
        return two.thing, one.thing
    return None


_NOT_FIRM = (
    "university",
    "research_institute",
    "ip_service",
    "government",
    "hospital",
    "association",
    "financial",
    "other",
)


def _units(state: Reading, sentence: Sentence) -> Iterator[tuple[str, str]]:
    text = state.text
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for name in orgs:
        if name.thing.kind == "financial" and (body := _bank_of(name.thing.name)):
            yield name.thing.name, body
    for one, two in zip(orgs, orgs[1:], strict=False):
        if one.thing is two.thing:
            continue
        gap = text[one.end : two.start]
        if state.lang == "en":
            strict = rule("relations.under").search(gap)
            if strict and one.thing.kind in _NOT_FIRM and rule("relations.unit_en").fullmatch(gap):
                yield one.thing.name, two.thing.name
            elif (
                one.owner
                and re.fullmatch(r"'s?\s+(?:own\s+)?", gap)
                and two.thing.kind in _NOT_FIRM
                and two.thing.kind != "government"
            ):
                yield two.thing.name, one.thing.name
        elif re.fullmatch(r"\s*(?:，)?(?:是|系|为)?(?:隶属于?|下属于|挂靠在?|依托于?|从属于)", gap):
            yield one.thing.name, two.thing.name
        elif re.fullmatch(r"(?:所属的?|下属的?|旗下的?|附属的?|直属的?|下设的?)", gap) and two.thing.kind in _NOT_FIRM:
            yield two.thing.name, one.thing.name


def _bank_of(name: str) -> str | None:
    """The bank that a branch belongs to: 紫金山银行 of 紫金山银行南京分行."""
    match = re.fullmatch(r"(?P<bank>.{2,}?(?:银行|农商行|信用社))(?:股份有限公司)?.{1,12}[支分]行", name) or rule(
        "relations.branch", exact=True
    ).fullmatch(name)
    return next((value for value in match.groupdict().values() if value), None) if match else None
