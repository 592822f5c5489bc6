"""Index terms as words that a person reads: stems as they were written, Chinese bigrams joined to phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from patnav.graph.store import Store
from patnav.graph.text import CJK

__all__ = ["shared_words", "stems"]

_WORD = re.compile(r"[^\W_]+")


def stems(store: Store, text: str) -> dict[str, list[str]]:
    """The words of a text that are not Chinese, in order of first appearance, each with its index terms."""
    return {word: store.terms(word) for word in dict.fromkeys(_WORD.findall(CJK.sub(" ", text)))}


def shared_words(
    text: str, words: Mapping[str, Sequence[str]], terms: Sequence[str], shared: Collection[str], limit: int
) -> list[str]:
    """The words of a text that another text shares.

    Args:
        text: The text whose wording is shown.
        words: Its words (:func:`stems`).
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
    for word, known in words.items():
        new = [term for term in known if term in rank and term not in seen]
        seen.update(new)
        if new:
            found.setdefault(word.lower(), min(rank[term] for term in new))
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
