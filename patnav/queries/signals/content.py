"""Wording and classes, weighed into one score.

Words by BM25, class symbols and those above them by BM25 too: the inverse document frequency of a symbol is its
information content (Resnik, Using information content to evaluate semantic similarity in a taxonomy, IJCAI 1995), and
the length of a patent's list of symbols divides it. Each is divided by what the best patent gets, and the classes are
weighed by how little text there is: of a title alone they tell as much as its words, of a long abstract a third. Adding
scores, where ranks would make of every weak sharing of a class a step down for what shares none, keeps patents of
distant classes in sight.
"""

from __future__ import annotations

from math import sqrt
from typing import Literal

from patnav.graph.matching import UNCLASSED, Either, Every, Match, Term
from patnav.graph.store import Store
from patnav.queries.signals.target import Target

__all__ = ["NAME", "Content"]

NAME = "content"
_SCALE = 100.0
_LONG = 3.0
_UNKNOWN = 0.5
_TITLE = 0.5
"""A title's weight beside the abstract's: what it says the abstract mostly says again."""

Field = Literal["title", "body", "classes"]


class Content:
    """Wording and classes of a target, ready to be compared.

    Args:
        store: What to ask.
        target: What is asked about.
    """

    def __init__(self, store: Store, target: Target) -> None:
        self._store = store
        self._own = set(target.own)
        self.words = _either(target.terms, {"title": _TITLE, "body": 1.0})
        self.classes = _either(target.symbols, {"classes": 1.0})
        self.share = min(1.0, _LONG / sqrt(target.words)) if target.words else 1.0
        self._most = {part: self._best(match) for part, match in self._parts().items()}

    def near(self, depth: int, *limits: Match) -> dict[str, float]:
        """The nearest patents.

        Args:
            depth: How many at most.
            *limits: What they must match besides.

        Returns:
            Score by publication, the target's own families left out.
        """
        weighed = self._weighed()
        if not weighed.parts:
            return {}
        match = Every((weighed, *limits)) if limits else weighed
        hits = self._store.find(match, depth + len(self._own))
        found = {hit.key: hit.score for hit in hits if hit.key not in self._own}
        if self._most.get("words") and self._most.get("classes"):
            # What has no classes is not far in them, but unknown: half as near as in words.
            scale = _SCALE * (1 + _UNKNOWN * self.share) / self._most["words"]
            blind = Every((self.words, Term(UNCLASSED, "classes"), *limits))
            found |= {hit.key: round(scale * hit.score, 4) for hit in self._store.find(blind, depth)}
        best = sorted((-score, key) for key, score in found.items())[:depth]
        return {key: -score for score, key in best if key not in self._own}

    def shares(self, keys: list[str]) -> dict[str, dict[str, float]]:
        """How much of the score of some patents is due to ``words`` and how much to ``classes``."""
        among = Either(tuple(Term(key, "key") for key in keys))
        found: dict[str, dict[str, float]] = {key: {} for key in keys}
        for part, match in self._parts().items():
            if most := self._most[part]:
                for hit in self._store.find(Every((match, among)), len(keys)):
                    found[hit.key][part] = _SCALE * (self.share if part == "classes" else 1.0) * hit.score / most
        return found

    def _parts(self) -> dict[str, Either]:
        return {name: match for name, match in (("words", self.words), ("classes", self.classes)) if match.parts}

    def _best(self, match: Match) -> float:
        hits = self._store.find(match, len(self._own) + 1)
        return next((hit.score for hit in hits if hit.key not in self._own), 0.0)

    def _weighed(self) -> Either:
        parts = [(match, most) for name, match in self._parts().items() if (most := self._most[name])]
        weights = [_SCALE * (self.share if match is self.classes else 1.0) / most for match, most in parts]
        return Either(tuple(match for match, _ in parts), tuple(weights))


def _either(counted: dict[str, int], fields: dict[Field, float]) -> Either:
    """Any of the terms in any of the fields; of several patents' terms, by the share of patents that have each."""
    most = max(counted.values(), default=1)
    leaves = [(Term(term, field), weight * n / most) for term, n in counted.items() for field, weight in fields.items()]
    return Either(tuple(leaf for leaf, _ in leaves), tuple(weight for _, weight in leaves))
