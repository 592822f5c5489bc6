"""Index terms as words that a person reads: stems as they were written, Chinese bigrams joined to phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from patnav.graph.store import Store
from patnav.graph.text import CJK

__all__ = ["shared_words"]

_WORD = re.compile(r"[^\W_]+")


def shared_words(store: Store, text: str, terms: Sequence[str], shared: Collection[str], limit: int) -> list[str]:
    """The words of a text that another text shares.

    Args:
        store: Knows how texts become terms.
        text: The text whose wording is shown.
        terms: Terms of the text, those that tell most first.
        shared: Those of the terms that the other text has, too.
        limit: How many words at most.

    Returns:
        Words as the text writes them, those that tell most first: English words unstemmed, Chinese runs as long as all
        their pairs of characters are shared.
    """
    rank = {term: i for i, term in enumerate(terms) if term in shared}
    found: dict[str, int] = {}
    for run in CJK.findall(text):
        for phrase in _phrases(run, rank):
            found.setdefault(phrase, min(rank[phrase[i : i + 2]] for i in range(len(phrase) - 1)))
    seen: set[str] = set()
    for word in _WORD.findall(CJK.sub(" ", text)):
        stems = [term for term in store.terms(word) if term in rank and term not in seen]
        seen.update(stems)
        if stems:
            found.setdefault(word.lower(), min(rank[term] for term in stems))
    return sorted(found, key=lambda word: (found[word], word))[:limit]


def _phrases(run: str, rank: Collection[str]) -> list[str]:
    """The longest stretches of a run of Chinese characters of which every pair is ranked."""
    phrases, start = [], 0
    for i in range(len(run)):
        if run[i : i + 2] not in rank:
            if i > start:
                phrases.append(run[start : i + 1])
            start = i + 1
    return phrases
