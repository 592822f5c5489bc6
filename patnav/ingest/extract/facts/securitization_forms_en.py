"""Securitizations told as a term sheet: ``Originator: X``, ``Plan manager: Y``, ``Size: RMB 318 million``."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.terms import date_in, money_fields
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence

__all__ = ["find_securitization_forms"]

_LABELS = ("issuer", "arranger", "size", "pool", "day")
_POOLED = {"patent": "patents", "enterprise": "beneficiaries", "institution": "beneficiaries"}
_GAP = 2
"""Lines without a label that a term sheet may hold between two with one."""
_AHEAD = 6
"""Sentences before a term sheet in which it is said what it is of."""
_LEADS = 3
"""Sentences between a product's telling and its terms."""


def find_securitization_forms(state: Reading, found: list[Draft]) -> list[Draft]:
    """Term sheets that name an issuer or arranger of notes on intellectual property.

    Args:
        state: The article.
        found: Securitizations that sentences tell; one that leads a term sheet in takes its terms.

    Returns:
        Those that no sentence tells.
    """
    lines = [(i, label) for i, s in enumerate(state.sentences) if (label := _label(state, s))]
    blocks: list[list[tuple[int, str]]] = [lines[:1]]
    for one, two in pairwise(lines):
        blocks[-1].append(two) if two[0] - one[0] <= 1 + _GAP else blocks.append([two])
    new: list[Draft] = []
    for block in blocks:
        labels = {label for _, label in block}
        first = block[0][0] if block else 0
        ahead = state.sentences[max(0, first - _AHEAD) : first + 1]
        if not labels & {"issuer", "arranger"} or len(labels) < 3 or not _spoken(state, ahead):
            continue
        fields = _terms(state, block)
        leading = [d for d in found if 0 <= first - d.index <= _LEADS]
        if leading:
            leading[-1].fields |= {key: value for key, value in fields.items() if key != "date"}
            leading[-1].fields.setdefault("date", fields.get("date"))
            leading[-1].also |= {i for i, _ in block}
        elif not any(d.index <= block[-1][0] and first <= d.index for d in found):
            draft = Draft.of("securitization", state.sentences[first], first, 0.85, **fields)
            draft.end = state.sentences[block[-1][0]].end
            draft.also |= {i for i, _ in block}
            new.append(draft)
    return new


def _label(state: Reading, sentence: Sentence) -> str | None:
    """Which term a line states; a line of a form is no sentence that ends in a stop and goes on."""
    if ":" not in state.text[sentence.start : sentence.start + 60]:
        return None
    for label in _LABELS:
        if rule(f"securitization.form_{label}").match(state.text, sentence.start, sentence.end):
            return label
    return None


def _spoken(state: Reading, sentences: list[Sentence]) -> bool:
    return any(rule("securitization.spoken").search(state.text, s.start, s.end) for s in sentences)


def _terms(state: Reading, block: list[tuple[int, str]]) -> dict[str, Any]:
    """What the lines of a term sheet state."""
    fields: dict[str, Any] = {}
    for index, label in block:
        line = state.sentences[index]
        if label in ("issuer", "arranger"):
            named = [n.thing for n in line.names if n.thing.label == "Organization" and n.form == "name"]
            fields.setdefault(label, named[:1])
        elif label == "size":
            for key, value in money_fields(next(iter(line.money), None), None).items():
                fields.setdefault(key, value)
        elif label == "day":
            when = date_in(line.dates, line.start)
            fields.setdefault("date", when.iso if when else None)
        for count in line.counts if label == "pool" else ():
            if field := _POOLED.get(count.unit or ""):
                fields.setdefault(field, count.value)
    return {key: value for key, value in fields.items() if value}
