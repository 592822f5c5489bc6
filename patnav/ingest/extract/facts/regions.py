"""Which region, or which organization, a statement is about."""

from __future__ import annotations

import re
from itertools import pairwise

from patnav.ingest.extract.gazetteer import adjectives, country_of, known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["assign_regions", "finest", "holder_of", "region_named", "region_of"]

_ABROAD = ("outside", "than", "from", "source", "whole", "with")
_AUTHORITIES = ("government", "ip_service")
_NEAR = 60
"""Characters between a number and the country it is about."""

_HANDLERS = ("ip_service",)
"""Kinds of bodies that handle disputes, besides courts."""

_HOLDERS = ("enterprise", "university", "research_institute", "hospital", "financial")


def assign_regions(state: Reading) -> None:
    """Give every sentence the region that its statements are about unless they name another.

    A sentence about no region keeps the one before it; an authority stands for what it governs.
    """
    main = current = _main_region(state)
    paragraph = -1
    for sentence in state.sentences:
        if sentence.paragraph != paragraph:
            current, paragraph = main, sentence.paragraph
        own = _own_region(state, sentence)
        current = own or current
        sentence.region = current


def _main_region(state: Reading) -> Thing | None:
    for sentence in state.sentences:
        for at, name in enumerate(sentence.names):
            if at == 0 and _of_the_nation(state, sentence):
                return name.thing
            if name.thing.label == "Region" and name.thing.kind != "country":
                return finest(sentence.names[at:]) if state.lang == "zh" else name.thing
            region = region_named(state, name.thing) if name.thing.kind in _AUTHORITIES else None
            if region is not None and region.kind != "country":
                return region
    return _nation(state) if state.lang == "en" else None


def _of_the_nation(state: Reading, sentence: Sentence) -> bool:
    """Whether an article opens with a country, and no place in it: "China granted ...", 全国2700所高校."""
    land = sentence.names[0]
    local = any(n.thing.label == "Region" and n.thing.kind != "country" for n in sentence.names)
    opens = rule("regions.opens", state.lang).fullmatch(state.text, sentence.start, land.start)
    told = opens and (rule("regions.of_nation", state.lang).match(state.text, land.end, sentence.end))
    return bool(told) and land.thing.kind == "country" and land.form == "name" and not local


def finest(names: list[Name]) -> Thing:
    """The last of places that stand side by side, each in the one before: 浙江省金华市."""
    for one, two in pairwise(names):
        if one.end != two.start or two.thing.label != "Region":
            return one.thing
    return names[-1].thing


def _nation(state: Reading) -> Thing | None:
    """The country of the national office that an article without another place is about."""
    lands = (_land_of(state, name.thing) for sentence in state.sentences for name in sentence.names)
    return next((land for land in lands if land), None)


def _land_of(state: Reading, thing: Thing) -> Thing | None:
    """The country of a national office: of the German Patent and Trade Mark Office, Germany."""
    first = thing.name.split()[0] if thing.kind == "government" and state.lang == "en" else ""
    land = adjectives().get(first) or country_of(first, "en")
    if land is None or rule("disputes.court").search(thing.name):
        return None
    return next((t for t in state.things if t.name == land), Thing("Region", land, "country"))


def _own_region(state: Reading, sentence: Sentence) -> Thing | None:
    regions = [
        n for n in sentence.names if n.thing.label == "Region" and n.cue not in _ABROAD and n.thing.kind != "country"
    ]
    if state.lang == "zh":
        regions = [n for n in regions if not rule("regions.zh_ranked").match(state.text, n.end)]
        regions = [n for n in regions if not rule("regions.zh_part").search(state.text, sentence.start, n.start)]
    for name in regions:
        if state.lang == "en" and rule("regions.a_part").search(state.text, sentence.start, name.start):
            continue
        if name.cue in ("subj", "poss", "in", "at", "mod", "across", "within") or name.form == "reference":
            return name.thing
    for name in sentence.names:
        if name.thing.label == "Organization" and name.thing.kind in _AUTHORITIES:
            region = region_named(state, name.thing)
            if region is not None and region.kind != "country":
                return region
            abroad = region is None or region.kind == "country"
            if abroad and name.cue in ("subj", "by") and (land := _land_of(state, name.thing)):
                return land
    return None


def _apposed(state: Reading, regions: list[Name], name: Name) -> bool:
    """Whether a place but tells where the one before it lies: "Beihai, a city in Guangxi"."""
    apposed = rule("regions.apposed")
    return any(n.end < name.start and apposed.fullmatch(state.text, n.end, name.start) for n in regions)


def region_named(state: Reading, thing: Thing) -> Thing | None:
    """The region that an organization's name begins with, as a thing of the document."""
    if not thing.place:
        return None
    for other in state.things:
        if other.label == "Region" and other.name == thing.place:
            return other
    place = known_place(thing.place, state.lang)
    return Thing("Region", thing.place, place.level if place else None)


def region_of(state: Reading, sentence: Sentence, at: int, until: int | None = None) -> str | None:
    """Name of the region that a number at ``at`` is about.

    The place right after it ("240 patents in Shanghai"), else the last place before it in its sentence, else the
    sentence's region.
    """
    regions = [n for n in sentence.names if n.thing.label == "Region" and n.cue not in _ABROAD]
    if state.lang == "en":
        told = [n for n in regions if rule("regions.its_share").fullmatch(state.text[n.end : at])]
        if told:
            return told[-1].thing.name
        part = rule("regions.a_part")
        regions = [n for n in regions if n.start < at or not part.search(state.text, at, n.start)]
    if rule("regions.nationwide").match(state.text, sentence.start, at) and not any(n.end <= at for n in regions):
        return "China" if "China" in state.text else None
    gapped = [n for n in regions if rule("regions.gapped").fullmatch(state.text[n.end : at])]
    if gapped:
        return gapped[-1].thing.name
    if state.lang == "en":
        regions = [n for n in regions if not _apposed(state, regions, n)]
    local = [n for n in regions if n.thing.kind != "country"] or (
        [n for n in regions if n.cue in ("subj", "poss") or n.form == "reference"]
    )
    for name in local:
        if (
            until is not None
            and until <= name.start <= until + 60
            and name.cue in ("in", "across", "within", "at")
            and rule("regions.right_after", exact=True).fullmatch(state.text[until : name.start])
        ):
            return name.thing.name
    where = [n for n in local if n.end <= at and re.match(r",\s+where\b", state.text[n.end : n.end + 8])]
    if where:
        return where[-1].thing.name
    before = [
        n
        for n in local
        if not rule("regions.seats", exact=True).search(state.text[sentence.start : n.start])
        and n.end <= at + 1
        and n.cue in ("subj", "poss", "in", "at", "mod", "across", "within", "for", "of", "by")
    ]
    if before:
        return _best(before).thing.name
    inside = ("in", "across", "within", "throughout")
    lands = [
        n for n in regions if n.thing.kind == "country" and (n.cue in inside or (n.end <= at and _inside(state, n)))
    ]
    near = [n for n in lands if 0 <= at - n.end < _NEAR or 0 <= n.start - (until or at) < _NEAR]
    if near and state.lang == "en":
        return near[0].thing.name
    return sentence.region.name if sentence.region else (local[0].thing.name if local else None)


def _inside(state: Reading, land: Name) -> bool:
    """Whether a country follows "in", whatever the phrase hangs on: "the rate of patents in China rose to ..."."""
    return bool(rule("regions.inside", exact=True).search(state.text[max(0, land.start - 16) : land.start]))


def _best(names: list[Name]) -> Name:
    """The last of the places before a number; a subject before one that is only "in" something."""
    subjects = [n for n in names if n.cue in ("subj", "poss")]
    return (subjects or names)[-1]


def holder_of(sentence: Sentence, at: int, *, cases: bool = False) -> Thing | None:
    """The organization that has what is counted at ``at``: the subject of the verb before it.

    Args:
        sentence: The sentence.
        at: Offset of the number.
        cases: Whether cases are counted, which a court has.
    """
    verbs = [offset for offset in sentence.subjects if offset < at]
    if not verbs:
        return None
    subjects = sentence.subjects[max(verbs)]
    for name in subjects:
        if name.thing.label == "Organization" and (
            name.thing.kind in _HOLDERS
            or (cases and (name.thing.kind in _HANDLERS or rule("regions.court", exact=True).search(name.thing.name)))
        ):
            return name.thing
    return None
