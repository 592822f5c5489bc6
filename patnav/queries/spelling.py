"""The word that was probably meant by one that no patent holds."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from patnav.graph.matching import Term
from patnav.graph.store import Store
from patnav.queries.highlights import TEXTS
from patnav.queries.texts import section

__all__ = ["correction"]

_WORD = re.compile(r"[^\W\d_]+")


def correction(store: Store, word: str) -> str | None:
    """A word that patents hold, at most two typing errors away from another (optimal string alignment).

    Args:
        store: What to ask.
        word: An English word.

    Returns:
        The nearest, of equally near ones the most frequent, as a patent writes it; None where none is near.
    """
    stems = store.terms(word)
    if not stems or len(stems[0]) < 4:
        return None
    stem = stems[0]
    allowed = 1 if len(stem) < 6 else 2
    near = [
        (distance, -count, term)
        for first in dict.fromkeys((stem[:2], stem[0] + stem[2], stem[1] + stem[0], stem[0]))
        for term, count in store.vocabulary(first).items()
        if abs(len(term) - len(stem)) <= allowed and count > 1
        for distance in (OSA.distance(stem, term, score_cutoff=allowed),)
        if distance <= allowed
    ]
    return _written(store, min(near)[2]) if near else None


def _written(store: Store, stem: str) -> str:
    """A word with this stem, as a patent has it."""
    keys = [hit.key for hit in store.find(Term(stem), 1)]
    for row in store.rows(section(store, "search", "texts"), {"keys": keys}):
        for word in _WORD.findall(" ".join(row[name] or "" for name in TEXTS).lower()):
            if stem in store.terms(word):
                return str(word)
    return stem
