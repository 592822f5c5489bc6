"""Words near one another: each word of the names read so far, found again by dropping a letter."""

from __future__ import annotations

from collections.abc import Iterable

from patnav.ingest.resolve.evidence import is_misspelling

__all__ = ["Spellings"]


class Spellings:
    """An index of words that finds the ones spelled nearly alike without comparing all with all.

    Two words a slip apart (a letter missing, added, changed, or two letters changed over) are equal after dropping
    one letter, or none, from each (Bocek, Hunt and Stiller 2007; SymSpell).
    """

    def __init__(self) -> None:
        self._rests: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}

    def add(self, word: str) -> None:
        """Index a word; one that is there already changes nothing."""
        if word in self._near or len(word) < 4 or not word.isalpha():
            return
        near: set[str] = set()
        for rest in _rests(word):
            bucket = self._rests.setdefault(rest, [])
            near.update(bucket)
            bucket.append(word)
        self._near[word] = kept = []
        for other in sorted(near):
            if other != word and is_misspelling(min(word, other), max(word, other), 2):
                kept.append(other)
                self._near[other].append(word)

    def near(self, word: str) -> list[str]:
        """The words indexed that may be ``word`` misspelled, or of which it may be a misspelling."""
        return self._near.get(word, [])


def _rests(word: str) -> Iterable[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
