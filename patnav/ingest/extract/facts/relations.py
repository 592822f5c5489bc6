"""Where things lie, what they are part of, where firms come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

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
        if sentence.silent:
            continue
        if sentence.headline:
            found += [d for d in places_in(state, sentence, index) if "-based" in state.text[d.start : d.end]]
            continue
        found += _parts(state, sentence, index)
        found += nations_in(state, sentence, index)
        found += places_in(state, sentence, index)
    found = _finest(_once(found))
    located = {str(d.fields["subject"]) for d in found if d.type == "located_in"}
    return found + [draft for draft in places_by_name(state) if draft.fields["subject"] not in located]


def _finest(drafts: list[Draft]) -> list[Draft]:
    """Without the land where a firm lies, if all that is told is the land it comes from."""
    lands = {(d.fields["subject"], d.fields["object"]) for d in drafts if d.type == "nationality"}
    return [d for d in drafts if d.type != "located_in" or (d.fields["subject"], d.fields["object"]) not in lands]


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
    for one, two in pairwise(n for n in sentence.names if n.form == "name"):
        pair = _regions(state, one, two, state.text[one.end : two.start])
        if (
            state.lang == "en"
            and one.thing.kind is None
            and re.search(r"[,\"]\s*$", state.text[sentence.start : one.start])
        ):
            continue  # one of a list
        if pair and one.thing is not two.thing:
            yield Draft.of("part_of", sentence, index, 0.9, subject=pair[0].name, object=pair[1].name)
    for unit, body in _units(state, sentence):
        yield Draft.of("part_of", sentence, index, 0.85, subject=unit, object=body)


_DEPTH = {"zone": 4, "district": 3, "city": 2, "province": 1, "macro": 0, "country": -1}


def _regions(state: Reading, one: Name, two: Name, gap: str) -> tuple[Thing, Thing] | None:
    """A place and the one it lies in: "Suzhou, Jiangsu province", "Jiangsu's Suzhou", 江苏省苏州市."""
    if not one.thing.label == two.thing.label == "Region":
        return None
    a, b = _DEPTH.get(one.thing.kind or "", 2), _DEPTH.get(two.thing.kind or "", 2)
    if state.lang == "zh":
        if a > b >= 0 and rule("relations.zh_under").fullmatch(gap):
            return one.thing, two.thing  # 黄埔区隶属广州市
        return (two.thing, one.thing) if b > a >= 0 and gap in ("", "省", "市") else None
    if rule("relations.lies_in").fullmatch(gap) and (a > b or (a == b == 2 and one.thing.kind is None)):
        return (one.thing, two.thing) if b > -1 or two.thing.name != "China" else None
    if b == -1 and a == 0 and rule("relations.in_side_of", exact=True).fullmatch(gap):
        return one.thing, two.thing
    return (two.thing, one.thing) if re.fullmatch(r"'s\s+", gap) and b > a >= 0 else None


def _units(state: Reading, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Units and the body that they belong to; firms have owners, and come with ownership."""
    names = [n for n in sentence.names if n.thing.label == "Organization"]
    for name in names:
        if name.thing.kind == "financial" and state.lang == "zh" and (body := _bank_of(name.thing.name)):
            yield name.thing.name, body
    for one in names if state.lang == "en" else ():
        for two in [n for n in sentence.names if n.thing.label == "Region" and n.thing.kind != "country"]:
            if rule("relations.belongs").fullmatch(state.text[one.end : two.start]):
                yield one.thing.name, two.thing.name
    for one, two in pairwise(names):
        gap = state.text[one.end : two.start]
        if one.thing is two.thing:
            continue
        if state.lang == "en" and two.owner:
            two = _unit_behind(state, names, two)
        if _is_under(state, one, two, gap) or _is_unit_of(state, gap, two):
            yield one.thing.name, two.thing.name
        elif two.thing.kind != "enterprise" and _is_over(state, one, two, gap):
            yield two.thing.name, one.thing.name


def _unit_behind(state: Reading, names: list[Name], owner: Name) -> Name:
    """The unit that an owner in the genitive leads to: "a unit of the university's School of Management"."""
    behind = [n for n in names if re.fullmatch(r"(?:'s?)?\s+", state.text[owner.end : n.start])]
    return behind[0] if behind else owner


def _is_under(state: Reading, one: Name, two: Name, gap: str) -> bool:
    """Whether the first of two bodies belongs to the second."""
    if state.lang == "zh":
        return bool(rule("relations.zh_under").fullmatch(gap))
    named = rule("relations.unit_name", exact=True).fullmatch(one.thing.name) and one.form == "name"
    if named and two.thing.kind in _BODIES and rule("relations.unit_of").fullmatch(gap):
        return True
    office = rule("relations.office_of").search(gap) and two.thing.kind not in ("enterprise", "financial")
    strict = rule("relations.under").search(gap) and (one.thing.kind != "enterprise" or office)
    return bool(strict and rule("relations.unit_en").fullmatch(gap))


_BODIES = ("university", "research_institute", "hospital", "government")


def _is_unit_of(state: Reading, gap: str, body: Name) -> bool:
    """``该中心为市场监督管理局所属事业单位``, ``审判点是法庭的派出机构``."""
    told = rule("relations.zh_unit_of").match(state.text, body.end)
    return state.lang == "zh" and gap in ("为", "是", "系", "，为", "，是", "，系") and bool(told)


def _is_over(state: Reading, one: Name, two: Name, gap: str) -> bool:
    """Whether the second of two bodies belongs to the first."""
    if state.lang == "zh":
        own = one.form == "reference" and not gap and rule("names.unit_name").fullmatch(two.text)
        return bool(own) or bool(rule("relations.zh_over").fullmatch(gap))
    unit = two.thing.kind != "government" or rule("relations.unit_name", exact=True).fullmatch(two.thing.name)
    return bool(one.owner and unit and rule("relations.own_unit").fullmatch(gap))


def _bank_of(name: str) -> str | None:
    """The bank that a branch belongs to: 紫金山银行 of 紫金山银行南京分行."""
    match = rule("relations.branch", exact=True).fullmatch(name)
    return next((bank for bank in match.groupdict().values() if bank), None) if match else None
