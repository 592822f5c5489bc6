"""Who runs an English programme, where, since when and for which industries, also in the sentence after it."""

from __future__ import annotations

import re

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing, When

__all__ = ["BODIES", "bodies_in", "fields_named", "goes_on", "joined_to", "regions_where", "when_begun"]

BODIES = ("government", "ip_service", "association")
"""Kinds of organizations that start programmes; others do beside one of them."""

_BESIDE = ("for", "at", "against", "to", "in", "from", "than", "via")
"""What stands before a body that a programme serves or happens at."""


def bodies_in(state: Reading, sentence: Sentence, start: int, end: int) -> list[Thing]:
    """The authorities that act in a stretch of a sentence, and whoever is joined to one of them."""
    own = [n for n in sentence.names if start <= n.start < end and _acts(n)]
    return list(dict.fromkeys(thing for name in own for thing in joined_to(state, sentence, name)))


def _acts(name: Name) -> bool:
    court = rule("disputes.court").search(name.thing.name)
    return name.thing.kind in BODIES and name.cue not in _BESIDE and not court


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
    return [one.thing for one in row]


def _and(state: Reading, start: int, end: int) -> bool:
    return bool(rule("programmes.joined").fullmatch(state.text, start, end))


def regions_where(state: Reading, sentence: Sentence, start: int, end: int) -> list[str]:
    """The places that a stretch says something applies in: "in Sanya and Haikou", "covers A, B and C"."""
    regions = [n for n in sentence.names if start <= n.start < end and n.thing.label == "Region"]
    for at, name in enumerate(regions):
        if name.form == "name" and rule("programmes.where").search(state.text, start, name.start):
            row = [name]
            for other in regions[at + 1 :]:
                gap = state.text[row[-1].end : other.start]
                if not rule("programmes.places_joined").fullmatch(gap):
                    break
                row.append(other)
            listed = len(row) > 1 and re.search(r"\band\b|&", state.text[row[0].end : row[-1].start])
            return [one.thing.name for one in (row if listed else row[:1])]
    return []


def when_begun(state: Reading, sentence: Sentence, at: int) -> str | None:
    """When something began: after "since", at a verb, or anywhere in the sentence."""
    since = [d for d in sentence.dates if re.search(r"\b[Ss]ince\s+$", state.text[sentence.start : d.start])]
    when = date_in(since, at) or date_in([d for d in sentence.dates if not d.compared], at)
    return _first(when)


def _first(when: When | None) -> str | None:
    """The day or month of a date, of a span the first: "from May to August 2024"."""
    return when.iso.partition("/")[0] if when is not None and when.iso else None


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
    match = rule("programmes.goes_on").search(state.text, sentence.start, sentence.end)
    if not match:
        return
    found: dict[str, object] = {"industries": fields_named(state.text[match.start() : sentence.end])}
    verb = rule("programmes.began").search(state.text, sentence.start, sentence.end)
    if verb and "date" not in draft.fields:
        found["date"] = when_begun(state, sentence, verb.start())
    if verb and "authority" not in draft.fields:
        found["authority"] = bodies_in(state, sentence, sentence.start, sentence.end)
    if where := regions_where(state, sentence, sentence.start, sentence.end):
        found |= {"place": where[0], "places": where if len(where) > 1 else None}
    draft.fields |= {key: value for key, value in found.items() if value}
    draft.also.add(index)
