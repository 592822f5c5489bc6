"""Who is who in one block of names: proofs are taken in the order of their strength, and none joins what is at odds.

A body of the table is beyond doubt. Then come equal names, spellings, word order, cut-off names; then what holds only
if no other name is as near: short names, acronyms, translations. Every step reads the names in their own order, so
neither the order of the rows nor names of other blocks change anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from patnav.ingest.resolve.blocks import LONG, Leaf, bare, brand, initials, readings
from patnav.ingest.resolve.evidence import family, same_but_for_spelling
from patnav.ingest.resolve.names_zh import activity_words
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["Join", "solve"]

Join = tuple[Leaf, Leaf, str]
"""Two leaves that are one body's, and why."""


class _Groups:
    """Leaves joined so far; remembers of each group what it must not be joined with."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.parent = {leaf: leaf for leaf in leaves}
        self.bodies = {leaf: {leaf.body.key} if leaf.body else set() for leaf in leaves}
        self.forms = {
            leaf: {(leaf.name.script, kind)} if (kind := family(leaf.name.form)) else set() for leaf in leaves
        }
        self.joins: list[Join] = []

    def find(self, leaf: Leaf) -> Leaf:
        while self.parent[leaf] is not leaf:
            self.parent[leaf] = self.parent[self.parent[leaf]]
            leaf = self.parent[leaf]
        return leaf

    def fits(self, a: Leaf, b: Leaf) -> bool:
        """Whether nothing known of the two groups is at odds."""
        a, b = self.find(a), self.find(b)
        if len(self.bodies[a] | self.bodies[b]) > 1 and self.bodies[a] != self.bodies[b]:
            return False
        both = self.forms[a] | self.forms[b]
        return len({script for script, _ in both}) == len(both) or self.forms[a] == self.forms[b]

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

    def groups(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        """The groups of some leaves, each by its root, in order."""
        return sorted({self.find(leaf) for leaf in leaves}, key=lambda leaf: leaf.key)


def solve(leaves: Sequence[Leaf], misspelled: Iterable[tuple[Leaf, Leaf]], weight: dict[Leaf, int]) -> list[Join]:
    """Decide a block.

    Args:
        leaves: Its leaves, in the order of their keys.
        misspelled: Pairs of leaves whose words are near one another.
        weight: How many rows each leaf has.

    Returns:
        The joins; leaves that none of them reaches stay alone.
    """
    groups = _Groups(leaves)
    _by_table(groups, leaves)
    _by_key(groups, leaves, weight)
    _by_spelling(groups, misspelled)
    latin = [leaf for leaf in leaves if leaf.name.script == "latin"]
    han = [leaf for leaf in leaves if leaf.name.script == "han"]
    _by_order(groups, latin)
    _by_truncation(groups, latin)
    _by_brand(groups, han)
    _by_acronym(groups, latin)
    if latin and han:
        _by_translation(groups, latin, han)
    return groups.joins


def _buckets(pairs: Iterable[tuple[str, Leaf]]) -> list[list[Leaf]]:
    found: dict[str, list[Leaf]] = defaultdict(list)
    for key, leaf in pairs:
        found[key].append(leaf)
    return [bucket for bucket in found.values() if len(bucket) > 1]


def _by_table(groups: _Groups, leaves: Sequence[Leaf]) -> None:
    for first, *rest in _buckets((leaf.body.key, leaf) for leaf in leaves if leaf.body):
        for leaf in rest:
            groups.join(first, leaf, "table", sure=True)


def _by_key(groups: _Groups, leaves: Sequence[Leaf], weight: dict[Leaf, int]) -> None:
    """Equal names: forms of one family with one another, bare names with the family that most rows have."""
    for bucket in _buckets((leaf.name.key, leaf) for leaf in leaves):
        families: dict[str, list[Leaf]] = defaultdict(list)
        for leaf in bucket:
            families[family(leaf.name.form)].append(leaf)
        for members in families.values():
            _by_country(groups, members)
        bare = families.pop("", [])
        sizes = sorted(((sum(weight[leaf] for leaf in members), name) for name, members in families.items()))
        if bare and sizes and sizes[-1][0] * 4 >= 3 * sum(size for size, _ in sizes):
            _by_country(groups, [*bare, *families[sizes[-1][1]]])


def _by_country(groups: _Groups, members: Sequence[Leaf]) -> None:
    """Join equal names, but not short ones of two countries."""
    first = members[0]
    if len(first.name.core) > 2 or first.name.script == "han":
        for leaf in members[1:]:
            groups.join(first, leaf, "equal name")
        return
    homes = sorted({leaf.country for leaf in members if leaf.country})
    for home in homes or [""]:
        chosen = [leaf for leaf in members if leaf.country == home or (len(homes) < 2 and not leaf.country)]
        for leaf in chosen[1:]:
            groups.join(chosen[0], leaf, "equal name")


def _by_spelling(groups: _Groups, misspelled: Iterable[tuple[Leaf, Leaf]]) -> None:
    """Misspelled names, but not where a word may be two known ones misspelled."""
    known = vocabulary().known
    meant: dict[Leaf, set[tuple[str, ...]]] = defaultdict(set)
    pairs = sorted(misspelled, key=lambda pair: (pair[0].key, pair[1].key))
    told = [(a, b, same_but_for_spelling(a.name.core, b.name.core)) for a, b in pairs]
    for a, b, words in told:
        if words and all(known(y) and not known(x) for x, y in words):
            meant[a].add(b.name.core)
        elif words and all(known(x) and not known(y) for x, y in words):
            meant[b].add(a.name.core)
    for a, b, words in told:
        if words and a.name.unit == b.name.unit and len(meant[a]) < 2 and len(meant[b]) < 2 and _one_country(a, b):
            groups.join(a, b, "spelling: " + ", ".join(f"{x} for {y}" for x, y in words))


def _one_country(a: Leaf, b: Leaf) -> bool:
    return not a.country or not b.country or a.country == b.country


def _by_order(groups: _Groups, latin: Sequence[Leaf]) -> None:
    for first, *rest in _buckets((" ".join(sorted(leaf.name.core)), leaf) for leaf in latin if len(leaf.name.core) > 2):
        named = set(first.name.core)
        if "university" in named and not named.isdisjoint(vocabulary().namesakes | {"state"}):
            continue
        for leaf in rest:
            if _one_country(first, leaf):
                groups.join(first, leaf, "word order")


def _by_truncation(groups: _Groups, latin: Sequence[Leaf]) -> None:
    """Names that end inside a word, with the one name that goes on."""
    for bucket in _buckets((leaf.name.key[:LONG], leaf) for leaf in latin if len(leaf.name.key) >= LONG):
        for cut in bucket:
            if cut.name.form or cut.name.core[-1] in vocabulary().common:
                continue
            longer = [leaf for leaf in bucket if _goes_on(cut, leaf)]
            if len(groups.groups(longer)) == 1:
                groups.join(cut, longer[0], "cut off")


def _goes_on(cut: Leaf, leaf: Leaf) -> bool:
    short, long = cut.name.core, leaf.name.core
    at = len(short) - 1
    if len(long) <= at or short[:at] != long[:at] or at < 1:
        return False
    return long[at] != short[at] and long[at].startswith(short[at]) and len(long) <= len(short) + 1


def _by_brand(groups: _Groups, han: Sequence[Leaf]) -> None:
    """A short Chinese name with the one firm that it can be short for."""
    for bucket in _buckets((bare(leaf.name)[:2], leaf) for leaf in han if len(bare(leaf.name)) > 1):
        firms = [(leaf, bare(leaf.name)) for leaf in bucket if leaf.name.form]
        for short in bucket:
            if short.name.form or short.name.unit or len(short.name.key) > _SHORT:
                continue
            told, business = brand(short.name)
            like = [leaf for leaf, rest in firms if rest.startswith(told)]
            fits = [leaf for leaf, rest in firms if rest.startswith(told) and _is_short(short, leaf, told, business)]
            whole = told + business
            heads = [leaf for leaf, rest in firms if business and leaf in fits and rest.startswith(whole)]
            if len(groups.groups(fits)) == 1 and (len(told) > 2 or len(groups.groups(like)) == 1):
                groups.join(short, fits[0], "short name")
            elif len(groups.groups(heads)) == 1 and len(whole) > 3:
                groups.join(short, heads[0], "short name")


_SHORT = 8


def _is_short(short: Leaf, firm: Leaf, told: str, business: str) -> bool:
    """Whether nothing in a short name is at odds with the firm: its place, its line of business, its form."""
    if len(told) < 2 or told in activity_words() or short.name.place not in ("", firm.name.place):
        return False
    for end in ("股份", "集团"):
        if short.name.key.endswith(end) and end not in firm.name.form:
            return False
    letters = iter(bare(firm.name)[len(told) :])
    return all(letter in letters for letter in business)


def _by_acronym(groups: _Groups, latin: Sequence[Leaf]) -> None:
    for leaf in latin:
        for acronym in leaf.name.also:
            key = fold(acronym).replace(" ", "")
            named = [other for other in latin if other.name.key == key]
            spelled = [other for other in latin if acronym in other.name.also]
            if named and len(groups.groups(spelled)) == 1:
                groups.join(named[0], leaf, "acronym given with the name")
    short = {leaf.name.key: leaf for leaf in latin if len(leaf.name.core) == 1 and leaf.name.text.isupper()}
    for key, leaf in short.items():
        long = [other for other in latin if len(other.name.core) > 3 and initials(other.name) == key]
        if len(groups.groups(long)) == 1:
            groups.join(leaf, long[0], "acronym")


def _by_translation(groups: _Groups, latin: Sequence[Leaf], han: Sequence[Leaf]) -> None:
    """English and Chinese names that read alike, where each is the other's only one; usual readings go first."""
    told: dict[str, tuple[list[tuple[Leaf, int]], list[tuple[Leaf, int]]]] = defaultdict(lambda: ([], []))
    for side, leaves in enumerate((latin, han)):
        for leaf in leaves:
            for text, unusual in readings(leaf).items():
                told[text][side].append((leaf, unusual))
    ranks: dict[tuple[Leaf, Leaf], int] = {}
    for english, chinese in told.values():
        for a, rank_a in english:
            for b, rank_b in chinese:
                pair = (groups.find(a), groups.find(b))
                ranks[pair] = min(rank_a + rank_b, ranks.get(pair, rank_a + rank_b))
    taken: set[Leaf] = set()
    for most in sorted(set(ranks.values())):
        near = [pair for pair, rank in ranks.items() if rank <= most and taken.isdisjoint(pair)]
        seen = Counter(leaf for pair in near for leaf in pair)
        for a, b in sorted(near, key=lambda pair: (pair[0].key, pair[1].key)):
            if seen[a] == seen[b] == 1:
                groups.join(a, b, "translation")
                taken.update((a, b))
