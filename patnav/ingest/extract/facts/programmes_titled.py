"""English programmes that have a title in quotes: who runs "Open Doors", where and since when, whatever the syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.programme_scope import BODIES, bodies_in, fields_named, regions_where, when_begun
from patnav.ingest.extract.facts.regions import region_named
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence, Thing

__all__ = ["titled"]


def titled(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """The programmes that a sentence names by a title in quotes, with an authority and a verb for its start or course."""
    text = state.text
    found = [m for m in rule("programmes.titled", exact=True).finditer(text, sentence.start, sentence.end)]
    for at, match in enumerate(found):
        start = found[at - 1].end() if at else sentence.start
        end = found[at + 1].start() if at + 1 < len(found) else sentence.end
        verb = rule("programmes.began").search(text, match.end(), end) or rule("programmes.began").search(
            text, start, match.start()
        )
        verb = verb or rule("programmes.runs").search(text, match.end(), end)
        if not verb or not is_fact(state, sentence, verb.start(), verb.end(), start, end):
            continue
        outside = (start, match.start()), (match.end(), end)
        who = list(dict.fromkeys(thing for span in outside for thing in bodies_in(state, sentence, *span)))
        where = regions_where(state, sentence, match.end(), end) or regions_where(state, sentence, start, match.start())
        date = when_begun(state, sentence, verb.start())
        before = state.sentences[index - 1] if index else None
        if not who and before is not None and rule("programmes.they").search(text, start, end):
            who = bodies_in(state, before, before.start, before.end)
            date = date or when_begun(state, before, before.end)
        who = who or _office(state, sentence, start, end)
        place = region_named(state, who[0]) if who and not where else None
        if who:
            yield Draft.of(
                "programme", sentence, index, 0.75, authority=who, name=_title(match),
                place=where[0] if where else place.name if place else None, places=where if len(where) > 1 else None,
                date=date, industries=fields_named(text[start:end]),
            )  # fmt: skip


def _title(match: re.Match[str]) -> str:
    return next(value for value in match.groupdict().values() if value).strip(" ,")


def _office(state: Reading, sentence: Sentence, start: int, end: int) -> list[Thing]:
    """The authority that an article is about, where a sentence says but "my office", "the administration"."""
    if not rule("programmes.the_office").search(state.text, start, end):
        return []
    bodies = [n.thing for s in state.sentences for n in s.names if n.thing.kind in BODIES and n.form == "name"]
    bodies = [thing for thing in bodies if not rule("disputes.court").search(thing.name)]
    back = [n.thing for n in sentence.names if n.thing.kind in BODIES]
    return back[:1] or bodies[:1]
