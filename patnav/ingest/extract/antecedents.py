"""What a reference stands for: the latest thing of its sort, of its noun, of its level.

Of several in one sentence it is the one that the sentence is about, the first; "the company" goes on meaning the
company it meant until another begins a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = [
    "COMPANY",
    "PARTIES",
    "Spot",
    "by_noun",
    "by_sort",
    "by_suffix",
    "compensated",
    "is_unit",
    "object_of",
    "pair_before",
]

PARTIES = (
    "plaintiff",
    "defendant",
    "first_party",
    "second_party",
    "third_party",
    "licensee",
    "licensor",
    "assignee",
    "assignor",
    "pledgor",
    "lender",
)
"""Words for the sides of a case or contract."""

COMPANY = ("enterprise", "financial")
"""Kinds that "the company" may be."""

_LEVELS = {
    "city": ("city", "province", "district"),
    "province": ("province",),
    "district": ("district", "zone", "city"),
    "region": ("macro", "zone", "province", "city"),
    "country": ("country",),
}


_BACK = 120
"""Sentences that a reference looks back, at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text that refers back.

    Attributes:
        state: The article.
        index: Index of its sentence.
        at: Its offset.
    """

    state: Reading
    index: int
    at: int

    def here(self) -> list[Name]:
        """Names before the spot in its own sentence, what refers back itself aside."""
        return [name for name in self.ahead() if name.form != "reference"]

    def ahead(self) -> list[Name]:
        """Names and references before the spot in its own sentence."""
        return [name for name in self.state.sentences[self.index].names if name.end <= self.at]

    def back(self, sentences: int = _BACK, skip: int = 0) -> Iterator[list[Name]]:
        """Names of the sentence itself, of the one before it, and so on."""
        for index in range(self.index - skip, max(-1, self.index - sentences), -1):
            yield self.here() if index == self.index else self.state.sentences[index].names


def _organizations(names: list[Name]) -> list[Thing]:
    return list(dict.fromkeys(name.thing for name in names if name.thing.label == "Organization"))


def by_suffix(spot: Spot, noun: str) -> Thing | None:
    """The latest organization whose name ends like the noun after 该: 该所 is the ...交易所 or ...研究所."""
    ends = tuple(load("references")["ends"].get(noun, (noun,)))
    issuer = spot.state.parties.get("issuer", [None])[0] if noun in ("公司", "企业") else None
    for names in spot.back(8):
        own = [
            n for n in names if not rule("references.zh_over").search(spot.state.text[max(0, n.start - 6) : n.start])
        ]
        things = [thing for thing in _organizations(own) if thing is not issuer]
        for thing in things if noun in ("公司", "企业") else reversed(things):
            latin = thing.name.isascii() and thing.kind == "enterprise" and noun in ("公司", "企业")
            if (latin or re.sub(r"[（(][^）)]*[）)]$", "", thing.name).endswith(ends)) and not (
                noun == "校" and is_unit(thing)
            ):
                return thing
    return None


def by_noun(spot: Spot, noun: str, sort: str) -> Thing | None:
    """The latest organization whose own name has the noun: "the committee" is the ... Mediation Committee."""
    if sort in ("enterprise", "investor") or sort in _LEVELS or sort in PARTIES:
        return None
    forms = {noun, noun.replace("centre", "center"), noun.replace("center", "centre")}
    for names in spot.back(8):
        for thing in _organizations(names):
            if forms & set(re.findall(r"[a-z]+", thing.name.casefold())):
                return thing
    return None


def by_sort(spot: Spot, sort: str, parties: dict[str, Thing], topic: Thing | None) -> Thing | None:
    """The thing that a reference of a sort stands for.

    Args:
        spot: Where it refers from.
        sort: Its sort in the vocabulary: ``enterprise``, ``court``, ``city``, ``latter``, ...
        parties: Who is called plaintiff, defendant, issuer, in the article.
        topic: What the text was about last.
    """
    if sort in PARTIES or sort == "subsidiary":
        return parties.get(sort)
    if sort == "founded":
        return _founded(spot)
    if sort in ("latter", "former"):
        pair = pair_before(spot, last=True)
        return pair[-1 if sort == "latter" else 0] if pair else None
    if sort == "other":
        return _other(spot, topic)
    if sort == "its":
        return (
            compensated(spot, topic)
            or _held(spot)
            or _bracketed(spot)
            or _listed(spot)
            or next(iter(_organizations(spot.here())), topic)
        )
    if sort == "it":
        here = [t for t in _organizations(spot.here()) if t.kind != "government"]
        about = topic if topic is not None and topic.label == "Organization" and topic.kind != "government" else None
        return next(iter(here), None) or about or _latest(spot, "enterprise")
    if sort in _LEVELS:
        return _right_before(spot) or _main(spot, sort) or _region(spot, sort) or _around(spot, sort)
    return _company(spot, parties) if sort == "enterprise" else _latest(spot, sort)


def _bracketed(spot: Spot) -> Thing | None:
    """Whom a bracket is about: 甲公司（本公司持有其100%权益）."""
    before = spot.state.text[spot.state.sentences[spot.index].start : spot.at]
    if before.count("（") <= before.count("）"):
        return None
    opening = spot.at - len(before) + before.rfind("（")
    return next((n.thing for n in spot.here() if n.end == opening and n.thing.label == "Organization"), None)


def _listed(spot: Spot) -> Thing | None:
    """Whose head is named beside it: 甲控告乙及其负责人."""
    here = [name for name in spot.here() if name.thing.label == "Organization"]
    gap = spot.state.text[here[-1].end : spot.at] if here else ""
    return here[-1].thing if gap in ("及", "和", "与", "以及", "、") else None


def _founded(spot: Spot) -> Thing | None:
    """The firm that the text has said to be new: 新公司 after 甲公司揭牌, 双方成立了乙公司."""
    text = spot.state.text
    for names in spot.back(8):
        for name in names:
            around = text[max(0, name.start - 12) : name.start], text[name.end : name.end + 24]
            new = rule("references.zh_founds").search(around[0]) or rule("references.zh_is_founded").match(around[1])
            if new and name.thing.label == "Organization" and name.thing.kind in COMPANY:
                return name.thing
    return None


def compensated(spot: Spot, topic: Thing | None) -> Thing | None:
    """Who is paid by another: 它赢了官司——该院判令乙赔偿其230万元 speaks of the one that the text was about."""
    before = spot.state.text[max(0, spot.at - 6) : spot.at]
    if not rule("references.zh_compensates").search(before):
        return None
    here = [thing for thing in _organizations(spot.here()) if not _is(thing, "court") and thing.kind != "government"]
    back = [thing for names in spot.back(3, skip=1) for thing in _organizations(names) if _is(thing, "enterprise")]
    others = [thing for thing in [*here[:-1], topic, *back] if thing is not None and thing not in here[-1:]]
    return next((thing for thing in others if thing.label == "Organization" and thing.kind != "government"), None)


def object_of(spot: Spot, thing: Thing) -> Thing | None:
    """What an object stands for that cannot be its own subject: in 甲授予公司...权利, the company is another than 甲.

    Args:
        spot: Where the reference stands.
        thing: What it seems to stand for.
    """
    text = spot.state.text
    clause = max(text.rfind(mark, 0, spot.at) for mark in "，；。：“")
    acts = [name for name in spot.ahead() if name.start > clause and name.thing is thing and name.form != "reference"]
    if not acts or not rule("references.zh_object").search(text[acts[-1].end : spot.at]):
        return None
    rows = (_organizations(names) for names in spot.back(6))
    return next((one for row in rows for one in row if one is not thing and one.kind == thing.kind), None) or next(
        (one for names in spot.back(4) for one in _organizations(names) if one is not thing and one.kind in COMPANY),
        None,
    )


def _other(spot: Spot, topic: Thing | None) -> Thing | None:
    """对方: the latest party but the one whose clause it stands in."""
    text = spot.state.text
    clause = max(text.rfind(mark, 0, spot.at) for mark in "，；。")
    here = [name for name in spot.ahead() if name.start > clause]
    own = _parties_in(here)[-1:] or _parties_in(spot.ahead())[:1] or [thing for thing in [topic] if thing is not None]
    rest = (thing for names in spot.back(4) for thing in reversed(_parties_in(names)) if thing not in own)
    return next(rest, None)


def _parties_in(names: list[Name]) -> list[Thing]:
    return [t for t in _organizations(names) if t.kind not in ("government", "ip_service", "association")]


def _held(spot: Spot) -> Thing | None:
    """Whose shares one more holder has: 甲持有乙60%股权，丙持有其15%股权."""
    text = spot.state.text
    if not rule("references.held").search(text[max(0, spot.at - 6) : spot.at]):
        return None
    clause = max(text.rfind(mark, 0, spot.at) for mark in "，；。")
    before = _organizations([name for name in spot.here() if name.end <= clause])
    holders = _organizations([name for name in spot.here() if name.start > clause])
    before = [thing for thing in before if thing not in holders] or before
    follows = any(name.start > clause for name in spot.here())
    if not before and holders and spot.state.lang == "zh":
        back = (_organizations(names) for names in spot.back(3, skip=1))
        near = ([t for t in things if t.kind in COMPANY and t not in holders] for things in back)
        before = next((things[:1] for things in near if things), [])
    return before[-1] if before and follows else None


def _latest(spot: Spot, sort: str, skip: int = 0) -> Thing | None:
    for names in spot.back(skip=skip):
        if found := [name.thing for name in names if _is(name.thing, sort)]:
            return found[0]
    return None


def _company(spot: Spot, parties: dict[str, Thing]) -> Thing | None:
    """The issuer of an announcement; another than the sentence's own where a share of it is bought; the one kept to."""
    text = spot.state.text
    if "issuer" in parties and not text.startswith(("该公司", "这家公"), spot.at):
        return parties["issuer"]
    if rule("references.another").search(text[max(0, spot.at - 30) : spot.at]):
        return _latest(spot, "enterprise", skip=1)
    return _kept(spot) or _latest(spot, "enterprise")


def _kept(spot: Spot) -> Thing | None:
    """The firm that "the company" has stood for in the last sentences, unless another has begun one since."""
    for number, names in enumerate(spot.back(4)):
        start = spot.state.sentences[spot.index - number].start
        for name in reversed(names):
            if name.form == "reference" and rule("references.the_company").fullmatch(name.text):
                return name.thing
            if name.form != "reference" and _is(name.thing, "enterprise") and name.start - start < 6:
                return None
    return None


def is_unit(thing: Thing) -> bool:
    """Whether a university's name is but that of a school of one: 能源学院, School of Electrical Engineering."""
    return thing.place is None and bool(rule("names.unit").match(thing.name))


def _is(thing: Thing, sort: str) -> bool:
    """Whether a thing is of a sort: courts apart from other authorities, banks apart from firms."""
    if thing.label != "Organization":
        return False
    if sort == "university" and is_unit(thing):
        return False
    court = bool(rule("disputes.court").search(thing.name))
    if sort == "enterprise":
        return thing.kind in COMPANY and not (thing.kind == "financial" and rule("references.bank").search(thing.name))
    if sort == "investor":
        return thing.kind in COMPANY
    return court if sort == "court" else thing.kind == sort and not court


def _right_before(spot: Spot) -> Thing | None:
    """The region that is named right before it: 泉州全市."""
    near = [name.thing for name in spot.here() if name.end == spot.at and name.thing.label == "Region"]
    return near[0] if near and spot.state.lang == "zh" else None


def _main(spot: Spot, sort: str) -> Thing | None:
    """The city or province that the article is about, which 全市 and 全省 mean, whatever places it names meanwhile."""
    if not rule("references.whole").match(spot.state.text, spot.at):
        return None
    for sentence in spot.state.sentences[:3]:
        for name in sentence.names:
            region = name.thing if name.thing.label == "Region" else _jurisdiction(spot.state, name.thing)
            if region is not None and region.kind in ("city", "province"):
                return region if region.kind == sort else None
    return None


def _around(spot: Spot, sort: str) -> Thing | None:
    """The province of the city that the text is about, which 全省 means where none is named."""
    if sort != "province" or spot.state.lang != "zh":
        return None
    for names in spot.back():
        for name in names:
            place = known_place(name.thing.name if name.thing.label == "Region" else name.thing.place or "", "zh")
            if place is not None and place.province and place.country == "China":
                known = [t for t in spot.state.things if t.label == "Region" and t.name == place.province]
                return known[0] if known else Thing("Region", place.province, "province")
    return None


def _region(spot: Spot, sort: str) -> Thing | None:
    """The latest region of a level; the jurisdiction of an authority counts as named."""
    for levels in (_LEVELS[sort][:1], _LEVELS[sort]):
        for number, names in enumerate(spot.back()):
            for name in names if number else reversed(names):
                region = name.thing if name.thing.label == "Region" else _jurisdiction(spot.state, name.thing)
                if region and (region.kind or ("city" if len(levels) > 1 else "")) in levels:
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


def _parent(state: Reading, name: Name, names: list[Name]) -> bool:
    """Whether a firm but tells whose the next one is: 本公司全资附属公司甲与乙 are two."""
    after = next((other for other in names if other.start >= name.end and other is not name), None)
    gap = (
        after is not None and state.lang == "zh" and rule("cues.zh_parent").fullmatch(state.text, name.end, after.start)
    )
    return bool(gap)


def pair_before(spot: Spot, *, last: bool = False, kinds: tuple[str, ...] = ()) -> list[Thing]:
    """Two organizations of the nearest sentence before a spot, authorities aside, in the order of their first mention.

    Args:
        spot: Where.
        last: The last two instead of the first two, where the sentence names more.
        kinds: Kinds of organizations that are meant, any where empty.
    """
    seen: list[Thing] = []
    for number, names in enumerate(spot.back(4)):
        names = names if number else spot.ahead()
        names = [name for name in names if not _parent(spot.state, name, names)]
        things = [thing for thing in _organizations(names) if thing.kind != "government"]
        things = [thing for thing in things if not kinds or thing.kind in kinds]
        if len(things) > 1:
            return things[-2:] if last else things[:2]
        seen = things + [thing for thing in seen if thing not in things]
        if len(seen) > 1:
            return seen[:2]
    return []
