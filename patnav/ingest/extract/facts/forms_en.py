"""Deals told as a form: ``Licensor: X``, ``Licensee: Y``, ``Patents: 6``, ``Fee: RMB 1.2 million``, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.parties import SIDES
from patnav.ingest.extract.facts.terms import date_in, money_fields
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["find_forms"]

_REACH = 8
"""Lines after the last party that belong to a form."""
_AHEAD = 5
"""Lines before the first party that belong to it."""


def find_forms(state: Reading, told: list[Draft]) -> Iterator[Draft]:
    """Deals whose two sides are labelled at the head of a line, apart from those told already.

    Args:
        state: The article.
        told: Deals that sentences tell.
    """
    if state.lang != "en":
        return
    for kind, (giver, taker) in SIDES.items():
        lines = [(i, n) for i, s in enumerate(state.sentences) for n in s.names if _labelled(state, s, n)]
        rows = {role: [(i, n) for i, n in lines if n.role == role] for role in (giver, taker)}
        if not any(rows.values()):
            continue
        issuer = state.parties.get("issuer", [])
        if not all(rows.values()) and not (issuer and kind != "pledge"):
            continue
        first = min(i for row in rows.values() for i, _ in row)
        last = max(i for row in rows.values() for i, _ in row)
        things = {role: list(dict.fromkeys(n.thing for _, n in row)) or issuer[:1] for role, row in rows.items()}
        if things[giver] == things[taker]:
            continue
        known = {id(thing) for draft in told if draft.type == kind for thing in draft.things(giver, taker)}
        if last - first > _REACH or any(id(thing) in known for row in things.values() for thing in row):
            continue
        block = state.sentences[max(0, first - _AHEAD) : last + _REACH]
        draft = Draft.of(kind, state.sentences[first], first, 0.85, **things, **_terms(state, block))
        draft.end = state.sentences[last].end
        draft.also |= set(range(first, min(last + _REACH, len(state.sentences))))
        if kind != "assignment" or "patents" in draft.fields:
            yield draft


def _labelled(state: Reading, sentence: Sentence, name: Name) -> bool:
    label = rule("terms.form_label").match(state.text, sentence.start, name.start)
    return bool(name.role and label and label.end() == name.start)


def _terms(state: Reading, block: list[Sentence]) -> dict[str, object]:
    """The number of patents, the sums and the day that the lines of a form state."""
    fields: dict[str, object] = {}
    for line in block:
        counts = [c for c in line.counts if c.unit == "patent"]
        stated = rule("terms.form_count").match(state.text, line.start, line.end)
        if counts or stated:
            fields.setdefault("patents", counts[0].value if counts else float(stated["n"]) if stated else None)
        if line.money and rule("terms.form_sum").match(state.text, line.start, line.end):
            once = [m for m in line.money if not m.yearly and not m.bracketed]
            yearly = [m for m in line.money if m.yearly] or (once if "oyalt" in state.text[line.start :][:24] else [])
            once = [m for m in once if m not in yearly]
            for key, value in money_fields(next(iter(once), None), next(iter(yearly), None)).items():
                fields.setdefault(key, value)
        if line.dates and rule("terms.form_day").match(state.text, line.start, line.end):
            when = date_in(line.dates, line.start)
            fields.setdefault("date", when.iso if when else None)
    return fields
