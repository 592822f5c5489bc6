"""Whether a clause states that something happened, or denies, plans, hopes or merely allows it."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.extract.vocabulary import compiled, load

__all__ = ["is_fact"]


@cache
def _patterns(lang: str, part: str) -> list[re.Pattern[str]]:
    return [compiled(node) for node in load("factuality")[lang][part]]


def is_fact(state: Reading, sentence: Sentence, at: int, until: int, start: int, end: int) -> bool:
    """Whether the trigger at ``at``..``until`` of the clause ``start``..``end`` is told as done."""
    lang = state.lang
    text = _undated(state, sentence, start, end)
    before, after, clause = text[: at - start], text[until - start :], text
    if lang == "zh":
        before = _clause_zh(before)
    return not (
        any(pattern.search(before) for pattern in _patterns(lang, "before"))
        or any(pattern.search(after) for pattern in _patterns(lang, "after"))
        or any(pattern.search(clause) for pattern in _patterns(lang, "sentence"))
    )


def _undated(state: Reading, sentence: Sentence, start: int, end: int) -> str:
    """A clause with its dates blanked, of the same length: May is no modal verb."""
    text = state.text[start:end]
    for date in sentence.dates:
        first, last = max(date.start - start, 0), min(date.end - start, len(text))
        if first < last:
            text = text[:first] + "_" * (last - first) + text[last:]
    return text


def _clause_zh(before: str) -> str:
    """The words before a trigger, to the last comma, without what cannot negate: 将 that marks an object."""
    return re.split("[，；。：]", before)[-1]
