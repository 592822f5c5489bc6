"""Harmonise a list of names: which rows are one body's.

Names are grouped into blocks by shared keys (:mod:`patnav.ingest.resolve.blocks`), and each block is decided by itself
(:mod:`patnav.ingest.resolve.solve`). The outcome is a function of the set of rows: neither their order nor how many
at a time came matters.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, combinations

from patnav.ingest.classify.regions import regions
from patnav.ingest.resolve.abbreviations import abbreviated, acronym, initials, prefixes
from patnav.ingest.resolve.aliases import Aliases, aliases
from patnav.ingest.resolve.blocks import READINGS, Leaf, block_keys, leaf_of
from patnav.ingest.resolve.evidence import same_but_for_spelling
from patnav.ingest.resolve.groups import Join
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.people import cluster_people
from patnav.ingest.resolve.solve import solve
from patnav.ingest.resolve.solve_zh import firm_head, may_tell, short_readings
from patnav.ingest.resolve.spelling import Spellings

__all__ = ["Clusters", "cluster"]

_MOST_SWAPS = 24


def cluster(rows: Iterable[Mapping[str, str | None]], table: Aliases | None = None) -> dict[str, str]:
    """Which rows are one body's.

    Args:
        rows: Each with ``id`` and ``name``, and, where known, ``country`` (ISO 3166-1 alpha-2), ``city`` and ``kind``
            (``person`` for persons; anything else is an organization).
        table: Known names of bodies; the shipped table if not given.

    Returns:
        For every ``id`` that of the cluster: the least id in it.

    Examples:
        >>> found = cluster([{"id": "1", "name": "Huawei Tech. Co., Ltd."}, {"id": "2", "name": "华为技术有限公司"}])
        >>> found["1"] == found["2"]
        True
    """
    clusters = Clusters(table)
    clusters.add(rows)
    return clusters.clusters()


def _rank(leaf: Leaf) -> tuple[bool, str]:
    """Which of the texts of a leaf stands for it, whatever their order: a listed one first, then the least."""
    return leaf.body is None, leaf.name.text


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: what is made stays, and looking it over and over takes a quarter more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Clusters:
    """Clusters that names are added to.

    Args:
        table: Known names of bodies; the shipped table if not given.
    """

    def __init__(self, table: Aliases | None = None) -> None:
        self._table = table or aliases()
        self._leaves: dict[tuple[str, str, str], Leaf] = {}
        self._rows: dict[Leaf, list[str]] = {}
        self._people: list[Mapping[str, str | None]] = []
        self._unnamed: list[str] = []
        self._blocks: dict[str, Leaf] = {}
        self._read: dict[str, dict[str, list[Leaf]]] = {"latin": {}, "han": {}}
        self._parent: dict[Leaf, Leaf] = {}
        self._members: dict[Leaf, list[Leaf]] = {}
        self._near: dict[Leaf, list[Leaf]] = {}
        self._spellings = Spellings()
        self._cores: dict[tuple[str, ...], list[Leaf]] = {}
        self._prefixes: dict[tuple[str, ...], list[Leaf]] = {}
        self._acronyms: tuple[dict[str, list[Leaf]], dict[str, list[Leaf]]] = ({}, {})
        self._firms: dict[str, list[Leaf]] = {}
        self._shorts: dict[str, list[tuple[Leaf, str, str]]] = {}
        self._equated: list[tuple[Leaf, Leaf, str]] = []
        self._leaf_of: dict[str, tuple[str, str, str]] = {}
        self._joins: dict[Leaf, list[Join]] = {}
        self._stale: set[Leaf] = set()

    def add(self, rows: Iterable[Mapping[str, str | None]]) -> None:
        """Add rows, as :func:`cluster` takes them."""
        with _uncollected():
            self._add(rows)

    def _add(self, rows: Iterable[Mapping[str, str | None]]) -> None:
        for row in rows:
            id_, text = str(row["id"]), row["name"] or ""
            if row.get("kind") == "person":
                self._people.append(row)
                continue
            if not fold(text):
                self._unnamed.append(id_)
                continue
            leaf = leaf_of(text, row.get("country"), self._table)
            known = self._leaves.get(leaf.key)
            if known is None or _rank(leaf) < _rank(known):
                known = self._replace(known, leaf)
            self._rows[known].append(id_)
            self._leaf_of[id_] = known.key
            if city := (row.get("city") or "").strip():
                known.cities.add(regions().find(city) or fold(city))
            if (kind := row.get("kind") or "organization") != "organization":
                known.kinds.add(kind)
            self._stale.add(known)

    def equate(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        """Add evidence from sources that two names are one body's: the ids of two rows, and why."""
        for one, other, why in pairs:
            a, b = (self._leaves[self._leaf_of[id_]] for id_ in (one, other))
            if a is not b:
                self._equated.append((a, b, why))
                self._bind(a, b)
                self._stale.add(a)

    def _replace(self, known: Leaf | None, leaf: Leaf) -> Leaf:
        """Index a new leaf, which may take the place of one of the same key."""
        self._rows[leaf] = self._rows[known] if known else []
        if known:
            self._rows[known] = []
            leaf.cities.update(known.cities)
            leaf.kinds.update(known.kinds)
        self._leaves[leaf.key] = leaf
        self._parent[leaf] = leaf
        self._members[leaf] = [leaf]
        self._near[leaf] = []
        for key in block_keys(leaf):
            if key.startswith(READINGS):
                self._translate(leaf, key)
            else:
                self._bind(leaf, self._blocks.setdefault(key, leaf))
        if leaf.name.script == "latin" and "/" not in leaf.name.key:
            self._spell(leaf)
            self._abbreviate(leaf)
        elif leaf.name.script == "han":
            self._shorten(leaf)
        return leaf

    def _translate(self, leaf: Leaf, reading: str) -> None:
        """Bind a leaf with those that read alike in another script; of one script they tell nothing of one another."""
        bearers = self._read[leaf.name.script].setdefault(reading, [])
        bearers.append(leaf)
        others = self._read["han" if leaf.name.script == "latin" else "latin"].get(reading, [])
        for other in others if len(bearers) == 1 else others[:1]:
            self._bind(leaf, other)

    def _abbreviate(self, leaf: Leaf) -> None:
        """Find the leaves that are this one with words cut off, or whole, and the acronyms of it."""
        if len(leaf.name.raw) > 1:
            alike = self._prefixes.setdefault(prefixes(leaf.name), [])
            for other in alike:
                if abbreviated(leaf.name, other.name):
                    self._near[leaf].append(other)
                    self._bind(leaf, other)
            alike.append(leaf)
        key = acronym(leaf.name)
        mine, others = self._acronyms if key else self._acronyms[::-1]
        for letters in [key] if key else initials(leaf.name):
            mine.setdefault(letters, []).append(leaf)
            for other in others.get(letters, ()):
                self._bind(leaf, other)

    def _shorten(self, leaf: Leaf) -> None:
        """Find the firms that this Chinese name may be short for, or its short names; firms alone do not meet."""
        for place, told, _ in short_readings(leaf):
            self._shorts.setdefault(told[:2], []).append((leaf, place, told))
            for firm in self._firms.get(told[:2], ()):
                if may_tell(leaf, place, told, firm):
                    self._bind(leaf, firm)
        if head := firm_head(leaf):
            self._firms.setdefault(head, []).append(leaf)
            for short, place, told in self._shorts.get(head, ()):
                if may_tell(short, place, told, leaf):
                    self._bind(short, leaf)

    def _spell(self, leaf: Leaf) -> None:
        """Find the leaves whose words are near those of this one."""
        core = leaf.name.core
        for word in core:
            self._spellings.add(word)
        others = {other for swapped in self._swaps(core) for other in self._cores.get(swapped, ())}
        for other in others:
            if same_but_for_spelling(core, other.name.core):
                self._near[leaf].append(other)
                self._bind(leaf, other)
        self._cores.setdefault(core, []).append(leaf)

    def _swaps(self, core: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The name with one or two words exchanged for words near them."""
        near = [(i, word) for i, text in enumerate(core) for word in self._spellings.near(text)]
        for i, word in near:
            yield (*core[:i], word, *core[i + 1 :])
        if len(core) > 3 and len(near) <= _MOST_SWAPS:
            for (i, a), (j, b) in combinations(near, 2):
                if i < j:
                    yield (*core[:i], a, *core[i + 1 : j], b, *core[j + 1 :])

    def _root(self, leaf: Leaf) -> Leaf:
        parent = self._parent
        while parent[leaf] is not leaf:
            parent[leaf] = parent[parent[leaf]]
            leaf = parent[leaf]
        return leaf

    def _bind(self, a: Leaf, b: Leaf) -> None:
        """Put two leaves, and all that is bound to them, into one block."""
        x, y = self._root(a), self._root(b)
        if x is y:
            return
        if len(self._members[x]) > len(self._members[y]):
            x, y = y, x
        self._parent[x] = y
        self._members[y] += self._members.pop(x)
        self._joins.pop(x, None)

    def _decide(self) -> None:
        """Decide the blocks that rows were added to."""
        with _uncollected():
            self._solve()

    def _solve(self) -> None:
        said: dict[Leaf, list[tuple[Leaf, Leaf, str]]] = {}
        for a, b, why in self._equated:
            said.setdefault(self._root(a), []).append((self._leaves[a.key], self._leaves[b.key], why))
        for root in {self._root(leaf) for leaf in self._stale}:
            leaves = sorted((leaf for leaf in self._members[root] if self._rows[leaf]), key=lambda leaf: leaf.key)
            if len(leaves) < 2:
                self._joins.pop(root, None)
                continue
            pairs = [(a, b) for a in leaves for b in self._near[a] if self._rows[b]]
            ordered = [(a, b) if a.key < b.key else (b, a) for a, b in pairs]
            self._joins[root] = solve(
                leaves, ordered, {leaf: len(self._rows[leaf]) for leaf in leaves}, said.get(root, ())
            )
        self._stale.clear()

    def joins(self) -> Iterator[Join]:
        """The pairs of names that were found to be one body's, and why."""
        self._decide()
        return chain.from_iterable(self._joins.values())

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Ids of rows that were found to be one body's, the lesser first, and why: enough pairs to join them all."""
        least = {leaf: min(ids) for leaf, ids in self._rows.items() if ids}
        for leaf, low in least.items():
            yield from ((low, id_, "equal name") for id_ in self._rows[leaf] if id_ != low)
        for a, b, why in self.joins():
            yield min(least[a], least[b]), max(least[a], least[b]), why

    def clusters(self) -> dict[str, str]:
        """For every row's id the least id of its cluster."""
        parent = {leaf: leaf for leaf, ids in self._rows.items() if ids}

        def find(leaf: Leaf) -> Leaf:
            while parent[leaf] is not leaf:
                parent[leaf] = parent[parent[leaf]]
                leaf = parent[leaf]
            return leaf

        for a, b, _ in self.joins():
            parent[find(a)] = find(b)
        groups: dict[Leaf, list[str]] = {}
        for leaf in list(parent):
            groups.setdefault(find(leaf), []).extend(self._rows[leaf])
        found = {id_: low for ids in groups.values() for low in [min(ids)] for id_ in ids}
        return found | cluster_people(self._people) | {id_: id_ for id_ in self._unnamed}

    def sizes(self) -> Counter[int]:
        """How many blocks there are of each number of names."""
        return Counter(len(members) for members in self._members.values())
