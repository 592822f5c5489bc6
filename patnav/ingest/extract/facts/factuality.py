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
    before, after = state.text[start:at], state.text[until:end]
    clause = state.text[start:end]
    if lang == "zh":
        before = _clause_zh(before)
    return not (
        any(pattern.search(before) for pattern in _patterns(lang, "before"))
        or any(pattern.search(after) for pattern in _patterns(lang, "after"))
        or any(pattern.search(clause) for pattern in _patterns(lang, "sentence"))
    )


def _clause_zh(before: str) -> str:
    """The words before a trigger, to the last comma, without what cannot negate: 将 that marks an object."""
    return re.split("[，；。：]", before)[-1]
