"""Who runs an English programme, where, since when and for which industries, also in the sentence after it."""

from __future__ import annotations

import re

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing, When

__all__ = ["BODIES", "acting", "bodies_in", "fields_named", "goes_on", "joined_to", "regions_where", "when_begun"]

BODIES = ("government", "ip_service", "association")
"""Kinds of organizations that start programmes; others do beside one of them."""

_BESIDE = ("for", "at", "against", "to", "in", "from", "than", "via")
"""What stands before a body that a programme serves or happens at."""


def bodies_in(state: Reading, sentence: Sentence, start: int, end: int) -> list[Thing]:
    """The authorities that act in a stretch of a sentence, and whoever is joined to one of them."""
    own = [n for n in sentence.names if start <= n.start < end and _acts(n)]
    own = [n for n in own if not any(_explains(state, n, other) for other in own)]
    return list(dict.fromkeys(thing for name in own for thing in joined_to(state, sentence, name)))


def _explains(state: Reading, name: Name, other: Name) -> bool:
    """Whether a body is but what the one after it is: "Brazil's patent office, INPI"."""
    return state.text[name.end : other.start] in (", ", ", the ") and name.text.split()[-1][0].islower()


def _acts(name: Name) -> bool:
    court = rule("disputes.court").search(name.thing.name)
    return name.thing.kind in BODIES and name.cue not in _BESIDE and not court


def acting(state: Reading, sentence: Sentence, start: int, end: int) -> list[Thing]:
    """The authorities of a stretch, "my office" among them, else a region told as one ("Daejeon Metropolitan City")."""
    who = bodies_in(state, sentence, start, end)
    who = [*(thing for thing in _office(state, sentence, start, end) if thing not in who), *who]
    lands = [n for n in sentence.names if start <= n.start < end and n.thing.label == "Region" and n.form == "name"]
    lands = [n for n in lands if n.cue in ("subj", "by") and rule("programmes.land_acts").search(n.text)]
    return who or [n.thing for n in lands[:1]]


def _office(state: Reading, sentence: Sentence, start: int, end: int) -> list[Thing]:
    """The authority that an article is about, where a sentence says but "my office", "the administration", "we"."""
    told = rule("programmes.the_office").search(state.text, start, end)
    if not told or any(n.start < told.end() and told.start() < n.end for n in sentence.names):
        return []
    bodies = [n.thing for s in state.sentences for n in s.names if n.thing.kind in BODIES and n.form == "name"]
    bodies = [thing for thing in bodies if not rule("disputes.court").search(thing.name)]
    alike = [thing for thing in bodies if told["noun"] and told["noun"].casefold() in thing.name.casefold()]
    return (alike or bodies)[:1]


def joined_to(state: Reading, sentence: Sentence, name: Name) -> list[Thing]:
    """A body and those that ``and`` joins to it: "the office and the British Business Bank"."""
    row, at = [name], sentence.names.index(name)
    for other in reversed(sentence.names[:at]):
        if other.thing.label != "Organization" or not _and(state, other.end, row[0].start):
            break
        row.insert(0, other)
    for other in sentence.names[at + 1 :]:
        if other.thing.label != "Organization" or not _and(state, row[-1].end, other.start):
            break
        row.append(other)
    joined = len(row) > 1 and rule("programmes.and_with").search(state.text, row[0].end, row[-1].start)
    return [one.thing for one in row] if joined else [name.thing]  # the patent office, INPI


def _and(state: Reading, start: int, end: int) -> bool:
    return bool(rule("programmes.joined").fullmatch(state.text, start, end))


def regions_where(state: Reading, sentence: Sentence, start: int, end: int) -> list[str]:
    """The places that a stretch says something applies in: "in Sanya and Haikou", "covers A, B and C counties"."""
    regions = {n.start: n for n in sentence.names if n.thing.label == "Region"}
    for match in rule("programmes.where", exact=True).finditer(state.text, start, end):
        items = list(rule("programmes.place_item", exact=True).finditer(state.text, *match.span("list")))
        row = [item for item in items if not any(_inside(n, item) for n in sentence.names)]
        if any(item.start() in regions for item in row):
            names = [regions[i.start()].thing.name if i.start() in regions else i[0] for i in row]
            listed = len(names) > 1 and re.search(r"\band\b|&", match["list"])
            return list(dict.fromkeys(names)) if listed else names[:1]
    return []


def _inside(name: Name, item: re.Match[str]) -> bool:
    """Whether a capitalised word is part of a name that is none of a place."""
    return name.thing.label != "Region" and name.start < item.end() and item.start() < name.end


def when_begun(state: Reading, sentence: Sentence, at: int) -> str | None:
    """When something began: after "since", at a verb, or anywhere in the sentence."""
    since = [d for d in sentence.dates if re.search(r"\b[Ss]ince\s+$", state.text[sentence.start : d.start])]
    plain = [d for d in sentence.dates if not d.compared]
    when = date_in(since, at) or date_in(plain, at) or next((d for d in plain if _span(d)), None)
    return when.iso.partition("/")[0] if when is not None and when.iso else None


def _span(when: When) -> bool:
    """Whether a date is a span of months, whose first is when it began: "from May to August 2024"."""
    return bool(when.iso and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?/.+", when.iso))


def fields_named(text: str) -> list[str]:
    """Industries that a text lists: "serves two industries, X and Y", "for X and Y makers"."""
    match = rule("programmes.for_fields").search(text)
    if not match:
        return []
    listed = next(value for value in match.groupdict().values() if value)
    items = [re.sub(r"^(?:the|its|local|both)\s+", "", item) for item in re.split(r",\s*(?:and\s+)?|\s+and\s+", listed)]
    items = [item.strip() for item in items if item.strip()]
    return [] if any(rule("programmes.no_field").search(item) for item in items) else items


def goes_on(state: Reading, sentence: Sentence, index: int, draft: Draft) -> None:
    """Add what the sentence after a programme says of it: "It covers A and B", "My office began it in March"."""
    match = rule("programmes.goes_on").match(state.text, sentence.start, sentence.end)
    if not match:
        return
    found: dict[str, object] = {"industries": fields_named(state.text[match.start() : sentence.end])}
    verb = rule("programmes.began").search(state.text, sentence.start, sentence.end)
    if verb and "date" not in draft.fields:
        found["date"] = when_begun(state, sentence, verb.start())
    if verb and "authority" not in draft.fields:
        found["authority"] = acting(state, sentence, sentence.start, sentence.end)
    told = any(n.thing.name == draft.fields.get("place") for n in state.sentences[draft.index].names)
    if not told and (where := regions_where(state, sentence, sentence.start, sentence.end)):
        found |= {"place": where[0], "places": where if len(where) > 1 else None}
    draft.fields |= {key: value for key, value in found.items() if value}
    draft.also.add(index)
