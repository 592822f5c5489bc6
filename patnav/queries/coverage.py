"""How much of a text's words a patent holds: in its language, or by the names that technical terms have besides."""

from __future__ import annotations

from collections.abc import Collection

from patnav.graph.matching import Either, Every, Term
from patnav.graph.store import Store
from patnav.queries.labels import Note
from patnav.queries.synonyms import concepts
from patnav.queries.wording import shared_words, stems

__all__ = ["Coverage"]

_MOST = 40
"""Terms of a text that are looked at, its first ones."""

_ENOUGH = 8
"""Terms that count as all of a longer text, of which no patent holds every word; a judgement."""

_HALF = 0.5
_NAMED = 4


class Coverage:
    """Which of a text's terms some patents hold.

    A term is held, too, as far as another name of a technical term that it belongs to is
    (:mod:`patnav.queries.synonyms`).

    Args:
        store: What to ask.
        text: The text.
        keys: The patents.
    """

    def __init__(self, store: Store, text: str, keys: Collection[str]) -> None:
        self._text, self._words = text, stems(store, text)
        self.terms = store.terms(text)[:_MOST]
        self._names: dict[str, list[frozenset[str]]] = {}
        for term, names in concepts(text, store.terms):
            own = [one for one in store.terms(term) if one in self.terms]
            others = [frozenset(store.terms(name)) for name in names]
            for one in own:
                self._names.setdefault(one, []).extend(other for other in others if other)
        self._held = _held(store, {*self.terms, *(t for ways in self._names.values() for w in ways for t in w)}, keys)

    def missing(self, key: str) -> list[str]:
        """Terms of the text that a patent does not hold."""
        return [term for term in self.terms if self._met(term, key) < _HALF]

    def share(self, key: str) -> float:
        """How much of the text a patent meets, between 0 and 1."""
        whole = min(len(self.terms), _ENOUGH)
        return min(1.0, sum(self._met(term, key) for term in self.terms) / whole) if whole else 0.0

    def told(self, key: str) -> list[str]:
        """What a patent lacks of the text, in words; nothing where it meets all."""
        missing = self.missing(key)
        if not missing or self.share(key) == 1.0:
            return []
        lacks = shared_words(self._text, self._words, missing, missing, _NAMED)
        more = (*lacks, "…") if len(shared_words(self._text, self._words, missing, missing, _MOST)) > _NAMED else lacks
        held, asked = len(self.terms) - len(missing), len(self.terms)
        return [Note("holds {held} of {asked} words asked for, not {words}", held=held, asked=asked, words=tuple(more))]

    def _met(self, term: str, key: str) -> float:
        """How far a patent holds a term: 1, or the part of the best of the other names.

        Of an English name all words count or none, as each says something else; pairs of Chinese characters may be
        parted by other words.
        """
        held = self._held.get(key, set())
        names = self._names.get(term, ())
        parts = (len(name & held) / len(name) for name in names if name <= held or not min(name).isascii())
        return 1.0 if term in held else max(parts, default=0.0)


def _held(store: Store, terms: Collection[str], keys: Collection[str]) -> dict[str, set[str]]:
    """Those of some terms that each patent holds."""
    among = Either(tuple(Term(key, "key") for key in sorted(keys)))
    held: dict[str, set[str]] = {}
    for term in sorted(terms) if keys else ():
        for hit in store.find(Every((Term(term), among)), len(keys)):
            held.setdefault(hit.key, set()).add(term)
    return held
