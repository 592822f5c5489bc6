"""Where organizations lie: ``located_in``, at the finest place named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.gazetteer import country_of, known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["places_by_name", "places_in"]


def places_in(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """Where the organizations of a sentence lie, as it says."""
    rows = _places_en if state.lang == "en" else _places_zh
    for org, place in rows(state, sentence):
        yield Draft.of("located_in", sentence, index, 0.85, subject=org.name, object=place.name)


def _places_en(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing]]:
    text = state.text
    regions = [n for n in sentence.names if n.thing.label == "Region" and n.form == "name"]
    yield from _seated_en(state, sentence, regions)
    yield from _from_seat(state, sentence, regions)
    yield from _all_based(state.text, sentence, regions)
    for org in [n for n in sentence.names if n.thing.label == "Organization"]:
        for region in [r for r in regions if r.start >= org.end][:2]:
            gap = text[org.end : region.start]
            if org.thing.kind != "government" and _lies_in(sentence, org, region, gap):
                yield (
                    _owner_of_verb(text, sentence, org) if rule("relations.in_en").fullmatch(gap) else org.thing,
                    _finer(text, regions, region).thing,
                )
                break
        home = [
            r
            for r in regions
            if r.start >= org.end and rule("relations.the_place_based").fullmatch(text[org.end : r.start])
        ]
        if home and rule("relations.based_noun").match(text, home[0].end, sentence.end):
            yield org.thing, home[0].thing
        behind = [r for r in regions if r.end <= org.start]
        gap = text[behind[-1].end : org.start] if behind else ""
        city = behind and behind[-1].thing.kind != "country"
        seat = city and rule("relations.place_firm").fullmatch(gap)
        ahead = [
            r
            for r in regions
            if r.start >= org.end and rule("relations.a_place_firm").fullmatch(text[org.end : r.start])
        ]
        if ahead and ahead[0].thing.kind != "country" and rule("relations.place_noun").match(text, ahead[0].end):
            yield org.thing, ahead[0].thing
        alone = behind and not _others(sentence, behind[-1], org.start)
        if behind and ((alone and rule("relations.based").fullmatch(gap)) or seat or _owned(org, behind[-1], gap)):
            yield org.thing, behind[-1].thing
        within = [r for r in regions if org.form == "reference" and org.start <= r.start and r.end <= org.end]
        if within and rule("relations.home_of").fullmatch(text, within[0].end, org.end):
            yield org.thing, within[0].thing


def _from_seat(state: Reading, sentence: Sentence, regions: list[Name]) -> Iterator[tuple[Thing, Thing]]:
    """``From its plant in X, Y serves the world``: the firm that the place's sentence goes on with, or began with."""
    for region in regions:
        if rule("relations.from_seat").search(state.text, sentence.start, region.start):
            firms = [n for n in sentence.names if n.thing.kind in ("enterprise", "financial", "university")]
            after = [n for n in firms if region.end <= n.start < region.end + 6 and n.form != "reference"]
            before = [n for n in firms if n.end <= region.start]
            for name in (after or before)[:1]:
                yield name.thing, region.thing


def _all_based(text: str, sentence: Sentence, regions: list[Name]) -> Iterator[tuple[Thing, Thing]]:
    """``A, B and C, all based in X``: each of the row."""
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for region in [r for r in regions if r.thing.kind != "country"]:
        behind = region
        for org in reversed([n for n in orgs if n.end <= region.start]):
            joint = "relations.all_based" if behind is region else "relations.listed"
            if not rule(joint).fullmatch(text[org.end : behind.start]):
                break
            yield org.thing, region.thing
            behind = org


def _finer(text: str, regions: list[Name], region: Name) -> Name:
    """The place told right after another: "in Shanghai's Changning", "registered in Ireland and based in Cork"."""
    after = [r for r in regions if r.start >= region.end]
    return after[0] if after and rule("relations.finer").fullmatch(text[region.end : after[0].start]) else region


def _owned(org: Name, place: Name, gap: str) -> bool:
    """``Tokyo's Sumida Trust``, ``the Lyon headquarters of X``."""
    firm = org.thing.kind in ("enterprise", "financial") and place.thing.kind != "country"
    return bool(firm and rule("relations.place_owns").fullmatch(gap))


def _seated_en(state: Reading, sentence: Sentence, regions: list[Name]) -> Iterator[tuple[Thing, Thing]]:
    """``X is a firm of the city, has its plant in Y``: the subject of the verb that puts it there."""
    for region in [r for r in regions if r.thing.kind != "country"]:
        verb = rule("relations.seat_verb").search(state.text, max(sentence.start, region.start - 60), region.start)
        told = [names for at, names in sorted(sentence.subjects.items()) if verb and verb.start() <= at < verb.end()]
        for name in told[0] if told else ():
            seat = verb and rule("relations.seat_word").search(verb[0])
            if name.thing.label == "Organization" and (seat or name.thing.kind != "government"):
                yield name.thing, region.thing
        own = [n for n in sentence.names if n.owner and n.form == "reference" and 0 < region.start - n.end < 3]
        if own and own[0].thing.label == "Organization" and rule("relations.premises").match(state.text, region.end):
            yield own[0].thing, region.thing


def _lies_in(sentence: Sentence, org: Name, region: Name, gap: str) -> bool:
    """Whether the words between a firm and a place put the firm there."""
    if rule("relations.in_en").fullmatch(gap):
        return True
    if rule("relations.of_place").fullmatch(gap) and region.thing.kind != "country":
        return org.thing.kind in ("enterprise", "financial")
    if org.form == "reference" and re.fullmatch(r"\s+from\s+", gap):
        return True
    if rule("relations.apposed").fullmatch(gap):
        return not _others(sentence, org, region.start)
    direct = rule("relations.direct", exact=True).fullmatch(gap)
    city = region.thing.kind != "country" and rule("relations.legal_end").search(org.thing.name)
    joint = "of" if city else "in"
    return bool(
        direct
        and (org.thing.kind in ("enterprise", "financial") or (org.thing.kind in _SEATED and direct["joint"] == "in"))
        and org.form == "name"
        and direct["joint"] in ("in", joint)
    )


_SEATED = ("university", "research_institute", "hospital")


def _owner_of_verb(text: str, sentence: Sentence, org: Name) -> Thing:
    """The subject before a name that only describes it ("Lanrui, a unit of X, sits in ...")."""
    before = [
        n.thing for n in sentence.names if n.end <= org.start and n.cue in ("subj", "patient", "") and not n.owner
    ]
    before = [thing for thing in before if thing.label == "Organization"]
    held = rule("relations.part_of_firm").search(text, sentence.start, org.start)
    return before[-1] if before and org.cue == "of" and not held else org.thing


def _others(sentence: Sentence, org: Name, end: int) -> bool:
    """Whether another body or person is named between an organization and a place."""
    between = [n.thing for n in sentence.names if org.end <= n.start < end]
    return any(thing is not org.thing and thing.label in ("Organization", "Person") for thing in between)


_SUCH = "(?:企业|公司|药企|机构|厂商|商|高校|银行|民企|车企|医院|研究机构|高新技术企业|上市公司|芯片企业|制造商)"


_INSIDE = "(?:城|境|园)?(?:[区内里中]|以内)?"
"""Between a place and who lies in it: 高阳县城里的, 高新区内的."""


def _places_zh(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing]]:
    text = state.text
    every = [n for n in sentence.names if n.thing.label == "Region" and n.form == "name"]
    regions = [n for n in every if n.thing.kind != "country"]
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for number, region in enumerate(regions):
        first = _chain_start(text, [n for n in every if n.start <= region.start])
        last = _last_of_chain(text, regions[number:])
        if last is not region:
            continue
        after = [o for o in orgs if o.start >= region.end]
        gap = text[region.end : after[0].start] if after else None
        verb = rule("relations.lies").search(text[sentence.start : first])
        if (
            gap is not None
            and (verb or re.search("[在自]$", text[sentence.start : first]))
            and re.fullmatch(rf"(?:市|省|区)?{_INSIDE}的(?:[\u4e00-\u9fff]{{0,12}}?{_SUCH})?", gap)
        ):
            yield after[0].thing, region.thing
        elif verb and not rule("relations.not_seat").match(text[region.end : region.end + 6]):
            open_at = text.rfind("（", sentence.start, first)
            beside = [o.thing for o in orgs if o.end == open_at and "）" not in text[open_at:first]]
            yield from (
                (thing, region.thing)
                for thing in beside or _seated(sentence, orgs, sentence.start + verb.start(), first)
            )
        elif gap is not None and _beside(text, region, first, after[0], gap):
            yield after[0].thing, region.thing
        elif (
            first > sentence.start
            and text[first - 1] == "在"
            and rule("relations.zh_opens").match(text, region.end, sentence.end)
        ):
            near = [o for o in orgs if o.end == first - 1]
            yield from ((o.thing, region.thing) for o in near)


def _beside(text: str, region: Name, first: int, org: Name, gap: str) -> bool:
    """Whether a place describes the organization after it: 苏州企业X; or holds its works: 在苏州，X的车间里."""
    opens = (
        first == 0
        or text[max(0, first - 2) : first] in ("比如", "例如", "譬如")
        or text[first - 1] in "，。；：、“”】\n 给向与由为"
    )
    if (
        opens
        and re.fullmatch(rf"{_INSIDE}的", gap)
        and org.thing.kind in ("enterprise", "hospital", "research_institute")
    ):
        return True
    if first == region.start and re.fullmatch(rf"(?:市|本地|当地)?[\u4e00-\u9fff]{{0,6}}?{_SUCH}", gap):
        return True
    return text[first - 1] == "在" and gap == "，" and bool(rule("relations.zh_site").match(text, org.end))


def _seated(sentence: Sentence, orgs: list[Name], at: int, until: int) -> list[Thing]:
    """Who lies where: the subject of the verb, else the organization right before it."""
    for offset, names in sorted(sentence.subjects.items()):
        if at <= offset < until and (found := [n.thing for n in names if n.thing.label == "Organization"]):
            return found if len({n.start for n in names}) == 1 else found[-1:]
    before = [o.thing for o in orgs if o.end <= at]
    return before[:1]


def _chain_start(text: str, regions: list[Name]) -> int:
    at = regions[-1].start
    for region in reversed(regions[:-1]):
        if text[region.end : at].strip("市省区") == "":
            at = region.start
    return at


def _last_of_chain(text: str, regions: list[Name]) -> Name:
    last = regions[0]
    for region in regions[1:]:
        if text[last.end : region.start] in ("", "市", "省"):
            last = region
    return last


def places_by_name(state: Reading) -> Iterator[Draft]:
    """A firm whose full name begins with a place is registered there."""
    seen: set[int] = set()
    for index, sentence in enumerate(state.sentences):
        for name in sentence.names:
            thing = name.thing
            if (
                sentence.headline
                or sentence.silent
                or id(thing) in seen
                or thing.label != "Organization"
                or thing.kind != "enterprise"
                or not thing.place
            ):
                continue
            if country_of(thing.place, state.lang):
                continue
            seen.add(id(thing))
            if not re.search(r"公司$|\b(?:Ltd|Inc|Corp|LLC|Co)\b", thing.name) and not _city_firm(thing, state.lang):
                continue
            if thing.place:
                yield Draft(
                    "located_in", {"subject": thing.name, "object": thing.place}, name.start, name.end, index, 0.6
                )


def _city_firm(thing: Thing, lang: str) -> bool:
    """Whether a name without legal form still tells a firm's seat: a city, then a brand."""
    place = known_place(thing.place or "", lang)
    rest = thing.name[len(thing.place or "") :].split()
    return (
        lang == "en"
        and place is not None
        and place.level == "city"
        and len(rest) > 1
        and rest[0] not in _NATURE
        and rest[-1] not in ("Capital", "Fund", "Ventures", "Holdings")
    )


_NATURE = (
    "Lake",
    "River",
    "Mountain",
    "Bay",
    "Island",
    "Sea",
    "Road",
    "Street",
    "Delta",
    "Valley",
    "State",
    "Municipal",
    "City",
)
