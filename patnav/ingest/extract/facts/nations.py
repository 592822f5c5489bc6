"""Where firms come from: ``nationality``, by adjective, by country, by the name itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.gazetteer import adjectives, countries_zh, country_of, place_prefix
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["nations_in"]


def nations_in(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """The nationality of every foreign organization of a sentence."""
    for org in [n for n in sentence.names if n.thing.label == "Organization"]:
        before, after = state.text[sentence.start : org.start], state.text[org.end : sentence.end]
        if rule("disputes.court").search(org.thing.name) or (state.lang == "zh" and org.owner):
            continue
        if state.lang == "zh":
            land = _chinese(org, before, after)
        else:
            land = (
                _called_by_nation(org)
                or _adjective_before(sentence, org, before)
                or _adjective_after(after)
                or _country(state, sentence, org)
            )
        if land and land != "China":
            yield Draft.of("nationality", sentence, index, 0.9, subject=org.thing.name, object=land)


def _called_by_nation(org: Name) -> str | None:
    """``the Japanese lens maker``: of a firm named before."""
    words = org.text.split()[1:-1] if org.form == "reference" else ()
    return next((adjectives()[word] for word in words if word in adjectives()), None)


def _adjective_before(sentence: Sentence, org: Name, before: str) -> str | None:
    """``the Singaporean investor X``, ``Canadian designer X``."""
    match = rule("relations.nation_before", exact=True).search(before)
    if not match:
        return None
    gap = before[match.end("nation") :]
    start, end = sentence.start + match.start("nation"), sentence.start + match.end()
    others = [n for n in sentence.names if n is not org and n.thing.label == "Organization" and start <= n.start < end]
    called = not gap.strip() or rule("relations.firm_word").search(gap)
    return adjectives()[match["nation"]] if called and not others and not re.search(r",(?!\s*$)", gap) else None


def _adjective_after(after: str) -> str | None:
    """``X, a German maker of ...``, ``X is a Danish company``."""
    match = rule("relations.nation_after", exact=True).match(after)
    if not match or not (match["nation3"] or rule("relations.firm_word").search(match[0])):
        return None
    if match["land"]:
        return country_of(match["land"], "en")
    return adjectives()[match["nation"] or match["nation2"] or match["nation3"]]


def _country(state: Reading, sentence: Sentence, org: Name) -> str | None:
    """``X of Switzerland``, ``Germany's X``, ``Denmark-based X``."""
    for land in [n for n in sentence.names if n.thing.label == "Region" and n.thing.kind == "country"]:
        behind = land.start >= org.end and state.text[org.end : land.start]
        ahead = land.end <= org.start and state.text[land.end : org.start]
        if behind and rule("relations.of_country", exact=True).fullmatch(behind):
            return country_of(land.thing.name, "en")
        if ahead and rule("relations.country_before", exact=True).fullmatch(ahead):
            return country_of(land.thing.name, "en")
    return None


_TRADERS = {
    "美": "United States",
    "日": "Japan",
    "德": "Germany",
    "英": "United Kingdom",
    "法": "France",
    "韩": "South Korea",
    "荷": "Netherlands",
    "瑞士": "Switzerland",
}


def _chinese(org: Name, before: str, after: str) -> str | None:
    """德国医药企业X, 丹麦X集团, or a name that begins with its country."""
    tail, known = before[-24:], countries_zh()
    trader = rule("relations.zh_trader").search(tail)
    if trader and trader["land"] in _TRADERS:
        return _TRADERS[trader["land"]]
    for at in range(len(tail)):
        for size in range(min(8, len(tail) - at), 1, -1):
            word = tail[at : at + size]
            land = known.get(word) if word not in ("全国", "我国") else None
            if land and rule("relations.zh_firm", exact=True).fullmatch(tail[at + size :]):
                return land
    prefix = place_prefix(org.thing.name, "zh")
    own = prefix and prefix[1] < len(org.thing.name) and org.thing.kind != "government"
    land = country_of(prefix[0], "zh") if prefix and own else None
    seat = rule("relations.zh_seat_abroad", exact=True).match(after)
    sizes = range(len(seat["nation"]), 1, -1) if seat else ()
    land = land or next((found for n in sizes if (found := country_of(seat["nation"][:n], "zh"))), None)  # type: ignore[index]
    said = rule("relations.zh_nation_after", exact=True).match(after) or rule("relations.zh_comes_from").match(after)
    return land or (country_of(said["nation"], "zh") if said else None)
