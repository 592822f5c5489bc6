"""Leaves joined so far, and what keeps two groups of them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from patnav.ingest.resolve.blocks import Leaf
from patnav.ingest.resolve.evidence import family

__all__ = ["Groups", "Join", "apart", "near_by"]

Join = tuple[Leaf, Leaf, str]
"""Two leaves that are one body's, and why."""


def apart(a: Leaf, b: Leaf) -> bool:
    """Whether two leaves are known to be of different countries, cities or kinds."""
    if a.country and b.country and a.country != b.country:
        return True
    return any(x and y and x.isdisjoint(y) for x, y in ((a.cities, b.cities), (a.kinds, b.kinds)))


def near_by(a: Leaf, b: Leaf) -> bool:
    """Whether two leaves are known to be of one city."""
    return not a.cities.isdisjoint(b.cities)


class Groups:
    """Leaves joined so far; remembers of each group what it must not be joined with.

    Args:
        leaves: All leaves, each a group of its own at first.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.parent = {leaf: leaf for leaf in leaves}
        self.bodies = {leaf: {leaf.body.key} if leaf.body else set() for leaf in leaves}
        self.forms = {
            leaf: {(leaf.name.script, kind)} if (kind := family(leaf.name.form)) else set() for leaf in leaves
        }
        self.joins: list[Join] = []

    def find(self, leaf: Leaf) -> Leaf:
        """The leaf that stands for the group of ``leaf``."""
        while self.parent[leaf] is not leaf:
            self.parent[leaf] = self.parent[self.parent[leaf]]
            leaf = self.parent[leaf]
        return leaf

    def fits(self, a: Leaf, b: Leaf) -> bool:
        """Whether nothing known of the two groups is at odds: a listed body may be there under several legal forms."""
        a, b = self.find(a), self.find(b)
        both = self.forms[a] | self.forms[b]
        alike = len({script for script, _ in both}) == len(both) or both in (self.forms[a], self.forms[b])
        return alike and self.one_body(a, b)

    def one_body(self, a: Leaf, b: Leaf) -> bool:
        """Whether the table of organizations does not hold the two groups for two bodies."""
        a, b = self.find(a), self.find(b)
        return len(self.bodies[a] | self.bodies[b]) < 2 or self.bodies[a] == self.bodies[b]

    def join(self, a: Leaf, b: Leaf, why: str, sure: bool = False) -> None:
        """Make one group of two that fit; ``sure`` ones in any case."""
        x, y = self.find(a), self.find(b)
        if x is y or not (sure or self.fits(x, y)):
            return
        low, high = sorted((x, y), key=lambda leaf: leaf.key)
        self.parent[high] = low
        self.bodies[low] |= self.bodies[high]
        self.forms[low] |= self.forms[high]
        self.joins.append((a, b, why))

    def of(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        """The groups of some leaves, each by the one that stands for it, in order."""
        return sorted({self.find(leaf) for leaf in leaves}, key=lambda leaf: leaf.key)
