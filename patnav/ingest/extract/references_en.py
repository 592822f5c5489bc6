"""References in English: "the company", "its", "the latter", "both firms", and echoes of a name ("the shipyard")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.antecedents import PARTIES, Spot, by_noun, by_sort, is_unit, pair_before
from patnav.ingest.extract.gazetteer import adjectives, known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["echoes_en", "publisher", "references_en"]


@cache
def _sorts() -> dict[str, str]:
    return {word: sort for sort, words in reversed(load("references")["en"].items()) for word in words}


def references_en(state: Reading, index: int, parties: dict[str, Thing], topic: Thing | None) -> Iterator[Name]:
    """The references of one sentence, as names of what they stand for."""
    sentence = state.sentences[index]
    told: list[Name] = []
    for match in rule("references.words_en").finditer(state.text, sentence.start, sentence.end):
        spot = Spot(state, index, match.start())
        if match["noun"]:
            things = _by_noun(spot, match, parties, topic)
        elif match["we"]:
            things = _we(spot, parties)
        elif match["it"]:
            things = _it(spot, match, topic, told)
        else:
            pair = pair_before(spot)
            things = pair if match["two"] else pair[-1:] if match["latter"] else pair[:1]
        owner = _owns(state, match.end()) or match[0].casefold() in ("its", "our")
        told += [Name(match.start(), match.end(), match[0], thing, "reference", owner=owner) for thing in things]
    yield from told
    for match in rule("references.people", exact=True).finditer(state.text, sentence.start, sentence.end):
        spot = Spot(state, index, match.start())
        land = load("references")["peoples"][match["people"]]
        for thing in [t for t in _called_by_home(spot, match, land) if _home(state, t) == land]:
            yield Name(match.start(), match.end(), match[0], thing, "reference", owner=_owns(state, match.end()))
    if (he := rule("references.he", exact=True).search(state.text, sentence.start, sentence.end)) and index:
        before = [n for n in state.sentences[index - 1].names if n.thing.label == "Person"]
        if before and state.sentences[index - 1].paragraph == sentence.paragraph:
            yield Name(he.start("he"), he.end("he"), he["he"], before[-1].thing, "reference")


def _placed(spot: Spot, match: re.Match[str]) -> list[Thing]:
    """``the Foshan company``, ``the Chinese group``: the firm whose name begins there, or that was called so before."""
    words = re.sub(r"^the\s+", "", match[0][: -len(match["noun"])], flags=re.IGNORECASE).strip()
    place, land = known_place(words, "en"), adjectives().get(words)
    if not words or not (place or land) or match["det"].casefold() != "the":
        return []
    for names in spot.back():
        for name in names:
            thing = name.thing
            if thing.label != "Organization" or not _of_sort(thing, match["noun"]):
                continue
            seat = known_place(thing.place, "en") if thing.place else None
            if place and seat and place.name == seat.name:
                return [thing]
            if land and (seat.country if seat else spot.state.nations.get(id(thing))) == land:
                return [thing]
    return []


_BODIES = {
    "university": ("university",),
    "research_institute": ("research_institute",),
    "financial": ("financial",),
    "court": ("government",),
    "government": ("government",),
    "hospital": ("hospital",),
    "ip_service": ("ip_service", "research_institute"),
}
"""What a word for a body may stand for: no center is a firm."""


def _of_sort(thing: Thing, noun: str) -> bool:
    kinds = _BODIES.get(_sorts().get(noun.casefold(), ""))
    return thing.kind in kinds if kinds else thing.kind not in ("government", "ip_service")


def _place_word(state: Reading, words: list[str]) -> bool:
    """Whether the first word before a noun is a place's: "the Wick company"."""
    regions = {thing.name for thing in state.things if thing.label == "Region"}
    return bool(words) and words[0][0].isupper() and (words[0] in regions or bool(known_place(words[0], "en")))


def _called_by_home(spot: Spot, match: re.Match[str], land: str | None) -> list[Thing]:
    """``the Japanese lens maker``, ``the Wick company``: the one firm told of last that this sentence does not name."""
    state, sentence = spot.state, spot.state.sentences[spot.index]
    clause = max(state.text.rfind(mark, sentence.start, spot.at) for mark in ";:")
    here = {id(n.thing) for n in sentence.names if n.start > clause}
    for names in ([n for n in sentence.names if n.start < clause], *spot.back(8, skip=1)):
        firms = [n.thing for n in names if n.thing.kind in ("enterprise", "financial") and id(n.thing) not in here]
        firms = [
            t
            for t in dict.fromkeys(firms)
            if not (land and state.nations.get(id(t), _legal_home(t.name) or land) != land) and not (land and t.place)
        ]
        homely = [t for t in firms if land and _legal_home(t.name) == land]
        if homely or firms:
            return homely[:1] or (firms if len(firms) == 1 else firms[:1] if not land else [])
    return []


def _home(state: Reading, thing: Thing) -> str | None:
    """The country that a firm is said to be from, or whose law its name tells."""
    return state.nations.get(id(thing)) or _legal_home(thing.name)


def _legal_home(name: str) -> str | None:
    """The country whose law knows the legal form of a name."""
    forms: dict[str, str] = load("organizations")["legal_homes"]
    return next((land for form, land in forms.items() if name.endswith(f" {form}")), None)


_SPEAKERS = ("enterprise", "university", "research_institute")
"""Kinds of organizations that say "we" of their deals."""

_OTHER_SIDE = ("partner", "counterparty", "licensee", "licensor")


def _other_side(spot: Spot) -> list[Thing]:
    """``its partner``: of the two organizations told before, the one that the sentence has not named."""
    here = [name.thing for name in spot.here()]
    rest = [thing for thing in pair_before(spot) if thing not in here]
    if not rest:
        rest = (
            [t for t in pair_before(Spot(spot.state, spot.index - 1, spot.at)) if t not in here] if spot.index else []
        )
    return rest[-1:]


def _we(spot: Spot, parties: dict[str, Thing]) -> list[Thing]:
    """The firm that announces; a quoted "we" is somebody else's."""
    start = spot.state.sentences[spot.index].start
    quoted = spot.state.text.count('"', start, spot.at) % 2
    if "issuer" in parties and not quoted:
        return [parties["issuer"]]
    if not quoted and "issuer" not in parties and (heads := publisher(spot.state)):
        return heads
    known = Counter(n.thing for s in spot.state.sentences for n in s.names if n.thing.kind in _SPEAKERS)
    dealt = rule("references.we_deal").match(spot.state.text, spot.at)
    return [known.most_common(1)[0][0]] if known and dealt and "issuer" not in parties else []


def publisher(state: Reading) -> list[Thing]:
    """Whose report or letter it is: the one body that the lines above its text begin with."""
    heads = [s for s in state.sentences[:6] if s.headline]
    names = [n for s in heads for n in s.names if n.thing.kind in _SPEAKERS and n.start == s.start]
    sure = [n.thing for n in names if n.thing.kind != "enterprise" or rule("relations.legal_end").search(n.thing.name)]
    things = [thing for thing in dict.fromkeys(sure) if not is_unit(thing)]
    return things if len(things) == 1 else []


def _owns(state: Reading, end: int) -> bool:
    return bool(re.match(r"'s?(?!\w)", state.text[end : end + 3]))


def _by_noun(spot: Spot, match: re.Match[str], parties: dict[str, Thing], topic: Thing | None) -> list[Thing]:
    """What "the company" stands for; nothing where a name follows at once, or "its company", "the Chinese company"."""
    if placed := _placed(spot, match):
        return placed
    if match["det"].casefold() == "the" and rule("references.apposition").match(spot.state.text, match.end()):
        sentence = spot.state.sentences[spot.index]  # X, the spin-off led by its inventor
        if bearer := [
            n.thing for n in sentence.names if n.end == match.start() - 2 and n.thing.label == "Organization"
        ]:
            return bearer
    apposed = rule("references.apposed").match(spot.state.text, match.end())
    named = any(n.start == apposed.end() for n in spot.state.sentences[spot.index].names) if apposed else False
    if match["det"].casefold() in ("its", "their") and match["noun"].casefold() in _OTHER_SIDE:
        if named:
            return []
        return _other_side(spot)
    named = any(0 <= name.start - match.end() <= 2 for name in spot.state.sentences[spot.index].names)
    words = match[0].split()[1:-1]
    land = next((adjectives()[word] for word in words if word in adjectives()), None)
    if not named and match["det"].casefold() == "the" and (land or _place_word(spot.state, words)):
        body = _sorts().get(match["noun"].casefold()) in _BODIES
        return [] if body else _called_by_home(spot, match, land)
    if named or land or match["det"].casefold() in ("its", "their"):
        return []
    noun = match["noun"].casefold()
    called = next((parties[s] for s in PARTIES if s in parties and noun in load("references")["en"].get(s, ())), None)
    if called is not None:
        return [called]
    sort = _sorts()[noun]
    thing = by_noun(spot, noun, sort) or by_sort(spot, sort, parties, topic)
    return [thing] if thing else []


def _it(spot: Spot, match: re.Match[str], topic: Thing | None, told: list[Name]) -> list[Thing]:
    """What "it" stands for: the subject so far; the last topic at a sentence's start; who is told to do something."""
    text, start = spot.state.text, spot.state.sentences[spot.index].start
    nouns = [name for name in told if len(name.text) > 3]
    earlier = sorted([*spot.here(), *nouns], key=lambda name: name.start)
    if match["it"].casefold() == "it" and topic and match.start() - start < 3:
        return [topic]
    if rule("references.told").search(text[start : match.start()]):
        others = [n for n in earlier if n.thing.label == "Organization" and n.thing.kind != "government"]
        return [n.thing for n in [n for n in others if not n.owner] or others][-1:]
    named = [n.thing for n in earlier if n.thing.label in ("Organization", "Region")]
    named = [thing for thing in named if not rule("disputes.court").search(thing.name)]
    first = next(iter(named), topic)
    share = rule("references.another").search(text[max(0, match.start() - 30) : match.start()])
    if share and topic and topic.kind == "enterprise" and set(map(id, named)) == {id(first)} != {id(topic)}:
        return [topic]  # a share of it, which is not the holder's own
    if first and first.kind == "financial" and rule("references.of_borrower").search(text, start, match.end() + 24):
        back = [t for names in spot.back(4, skip=1) for t in (n.thing for n in names) if t.kind == "enterprise"]
        first = back[0] if back else first
    return [first] if first else []


def echoes_en(state: Reading, index: int) -> Iterator[Name]:
    """``the shipyard`` after Dinghai Shipyard Group: a word of a name stands for the name."""
    sentence = state.sentences[index]
    for match in rule("references.echo").finditer(state.text, sentence.start, sentence.end):
        noun = match["noun"].casefold()
        if noun in load("references")["plain"] or any(
            n.start < match.end() and match.start() < n.end for n in sentence.names
        ):
            continue
        for names in Spot(state, index, match.start()).back(4):
            fits = [
                n.thing for n in names if n.thing.label == "Organization" and noun in n.thing.name.casefold().split()
            ]
            if fits:
                yield Name(match.start(), match.end(), match[0], fits[0], "reference", owner=_owns(state, match.end()))
                break
