"""English programmes that have a title in quotes: who runs "Open Doors", where and since when, whatever the syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.programme_scope import acting, fields_named, regions_where, when_begun
from patnav.ingest.extract.facts.regions import region_named
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence

__all__ = ["titled"]


def titled(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """The programmes that a sentence names by a title, with who runs them and when they began, as far as it says.

    One that lacks the authority may have it from the sentences around; the caller drops it otherwise.
    """
    text = state.text
    titles = rule("programmes.titled", exact=True).finditer(text, sentence.start, sentence.end)
    found = [m for m in titles if not m["t7"] or _launched(state, sentence, m) or _no_name(sentence, m)]
    for at, match in enumerate(found):
        start = found[at - 1].end() if at else sentence.start
        end = found[at + 1].start() if at + 1 < len(found) else sentence.end
        verb = _verb(state, match, start, end)
        first, last = verb.span() if verb else match.span()
        if not is_fact(state, sentence, first, last, start, end):
            continue
        outside = (start, match.start()), (match.end(), end)
        who = list(dict.fromkeys(thing for span in outside for thing in acting(state, sentence, *span)))
        where = regions_where(state, sentence, match.end(), end) or regions_where(state, sentence, start, match.start())
        date = when_begun(state, sentence, first) if verb else None
        before = state.sentences[index - 1] if index else None
        if not who and before is not None and rule("programmes.they").search(text, start, end):
            who = acting(state, before, before.start, before.end)
            date = date or when_begun(state, before, before.end)
        if match["t7"] and not (verb and who):
            continue
        place = region_named(state, who[0]) if who and not where else None
        yield Draft.of(
            "programme", sentence, index, 0.75, authority=who, name=_title(match),
            place=where[0] if where else place.name if place else None, places=where if len(where) > 1 else None,
            date=date, industries=fields_named(text[start:end]),
        )  # fmt: skip


def _verb(state: Reading, match: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    """The verb that tells how it began or that it runs: behind the title, else before it."""
    spans = (match.end(), end), (start, match.start())
    verbs = (rule("programmes.began").search(state.text, *span) for span in spans)
    return next((verb for verb in verbs if verb), None) or rule("programmes.runs").search(state.text, match.end(), end)


def _launched(state: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a title is what a verb right before it starts: "initiated WIPANO Plus, a funding programme"."""
    verbs = rule("programmes.began").finditer(state.text, sentence.start, match.start())
    return any(re.fullmatch(r"\s+(?:the\s+)?", state.text[verb.end() : match.start()]) for verb in verbs)


def _no_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a title without quotes is neither a person's nor an organization's full name."""
    names = [n for n in sentence.names if n.start < match.end("t7") and match.start("t7") < n.end]
    whole = any(n.start <= match.start("t7") and match.end("t7") <= n.end for n in names)
    return not whole and not any(n.thing.label == "Person" or n.thing.kind in _NAMED for n in names)


_NAMED = ("government", "university", "research_institute", "financial", "ip_service", "association", "hospital")


def _title(match: re.Match[str]) -> str:
    return next(value for value in match.groupdict().values() if value).strip(" ,")
