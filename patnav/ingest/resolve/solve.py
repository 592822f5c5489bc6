"""Who is who in one block of names: proofs are taken in the order of their strength, and none joins what is at odds.

A body of the table is beyond doubt. Then come equal names, spellings, word order, cut-off names; then what holds only
if no other name is as near: short names, acronyms, translations. Every step reads the names in their own order, so
neither the order of the rows nor names of other blocks change anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from patnav.ingest.resolve.abbreviations import INSTITUTES, abbreviated, acronym, initials
from patnav.ingest.resolve.aliases import Body
from patnav.ingest.resolve.blocks import Leaf, near_readings, readings, run_together
from patnav.ingest.resolve.equated import LISTED, SHORT
from patnav.ingest.resolve.evidence import compare, family, same_but_for_spelling
from patnav.ingest.resolve.groups import Groups, Join, apart, near_by
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.normalise import english_forms
from patnav.ingest.resolve.rewritings import rewritings, sorted_key
from patnav.ingest.resolve.solve_zh import by_brand, by_reform, by_slip
from patnav.ingest.resolve.truncation import cut_key, goes_on
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["solve"]


def solve(
    leaves: Sequence[Leaf], misspelled: Sequence[tuple[Leaf, Leaf]], weight: dict[Leaf, int], said: Iterable[Join] = ()
) -> list[Join]:
    """Decide a block.

    Args:
        leaves: Its leaves, in the order of their keys.
        misspelled: Pairs of leaves whose words are near one another, or cut off.
        weight: How many rows each leaf has.
        said: Pairs of leaves that sources equate, and why.

    Returns:
        The joins; leaves that none of them reaches stay alone.
    """
    groups = Groups(leaves)
    _by_table(groups, leaves)
    _by_key(groups, leaves, weight)
    _by_spelling(groups, misspelled)
    _by_abbreviation(groups, misspelled)
    _by_run(groups, leaves)
    _by_statement(groups, leaves)
    _by_source(groups, said)
    latin = [leaf for leaf in leaves if leaf.name.script == "latin"]
    han = [leaf for leaf in leaves if leaf.name.script == "han"]
    _by_order(groups, latin)
    _by_rewriting(groups, [leaf for leaf in leaves if leaf.name.script != "han"])
    _by_truncation(groups, latin)
    by_reform(groups, han)
    by_slip(groups, han)
    by_brand(groups, han)
    _by_acronym(groups, latin)
    if latin and han:
        _by_translation(groups, latin, han)
    return groups.joins


def _buckets(pairs: Iterable[tuple[str, Leaf]]) -> list[list[Leaf]]:
    found: dict[str, list[Leaf]] = defaultdict(list)
    for key, leaf in pairs:
        found[key].append(leaf)
    return [bucket for bucket in found.values() if len(bucket) > 1]


def _by_table(groups: Groups, leaves: Sequence[Leaf]) -> None:
    for first, *rest in _buckets((leaf.body.key, leaf) for leaf in leaves if leaf.body):
        for leaf in rest:
            groups.join(first, leaf, "table", sure=True)


def _by_key(groups: Groups, leaves: Sequence[Leaf], weight: dict[Leaf, int]) -> None:
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
        _by_translated_form(groups, bucket)


def _by_translated_form(groups: Groups, bucket: Sequence[Leaf]) -> None:
    """Firms of one country that does not speak English, under their legal form and under its English translation."""
    english, speaking = english_forms()
    for home in sorted({leaf.country for leaf in bucket if leaf.country} - speaking):
        here = [leaf for leaf in bucket if leaf.country == home]
        own = {family(leaf.name.form) for leaf in here if leaf.name.form and leaf.name.form not in english}
        if len(own - {""}) == 1:
            for leaf in here[1:]:
                groups.join(here[0], leaf, "equal name, its legal form in English", sure=groups.one_body(here[0], leaf))


def _by_country(groups: Groups, members: Sequence[Leaf]) -> None:
    """Join equal names, but not short ones of two countries."""
    first = members[0]
    if len(first.name.core) > 2 or (first.name.script == "han" and first.name.form):
        for leaf in members[1:]:
            groups.join(first, leaf, "equal name")
        return
    homes = sorted({leaf.country for leaf in members if leaf.country})
    for home in homes or [""]:
        chosen = [leaf for leaf in members if leaf.country == home or (len(homes) < 2 and not leaf.country)]
        for leaf in chosen[1:]:
            groups.join(chosen[0], leaf, "equal name")


def _by_spelling(groups: Groups, misspelled: Iterable[tuple[Leaf, Leaf]]) -> None:
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


def _by_abbreviation(groups: Groups, pairs: Sequence[tuple[Leaf, Leaf]]) -> None:
    """Names with words cut off, with the one name that has them whole."""
    meant: dict[Leaf, list[tuple[Leaf, str]]] = defaultdict(list)
    for a, b in sorted(pairs, key=lambda pair: (pair[0].key, pair[1].key)):
        cut = abbreviated(a.name, b.name)
        if cut and a.name.unit == b.name.unit and not apart(a, b):
            short, whole = (a, b) if cut[0][0] in a.name.raw else (b, a)
            meant[short].append((whole, "abbreviated: " + ", ".join(f"{x} for {y}" for x, y in cut)))
    for short, found in meant.items():
        if len(groups.of(whole for whole, _ in found)) == 1:
            groups.join(short, *found[0])


def _by_statement(groups: Groups, leaves: Sequence[Leaf]) -> None:
    """A name with the other name of itself that it states: ``... Institute (ETRI)``, ``华为（Huawei）``."""
    named: dict[str, list[Leaf]] = defaultdict(list)
    stated: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        named[leaf.name.key].append(leaf)
        for other in leaf.name.also:
            stated[parse(other).key].append(leaf)
    for key, bearers in stated.items():
        meant = [leaf for leaf in named.get(key, ()) if not leaf.name.form or leaf.name.form == bearers[0].name.form]
        if len(groups.of(bearers)) == 1 and meant:
            groups.join(meant[0], bearers[0], "stated with the name")


def _by_source(groups: Groups, said: Iterable[Join]) -> None:
    """Names that sources equate; what is stated in passing must not look like another firm."""
    for a, b, why in sorted(said, key=lambda join: (join[0].key, join[1].key, join[2])):
        alike = a.name.script != b.name.script or why in (LISTED, SHORT)
        if alike or compare(a.name, b.name).decision != "different":
            groups.join(a, b, why)


def _by_run(groups: Groups, leaves: Sequence[Leaf]) -> None:
    """A name that ends in the legal form of another of which it has the rest: ``PANASONICCORP``."""
    by_key: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        by_key[leaf.name.key].append(leaf)
    for leaf in leaves:
        for rest, form in run_together(leaf.name):
            meant = [other for other in by_key.get(rest, ()) if family(other.name.form) == family(form)]
            if meant and _one_country(leaf, meant[0]):
                groups.join(leaf, meant[0], "run together with its legal form")


def _by_order(groups: Groups, latin: Sequence[Leaf]) -> None:
    """The same words in another order, but not those of schools that the order tells apart."""
    known = vocabulary()
    ordered = [leaf for leaf in latin if len(leaf.name.core) > 2 or "institute" in leaf.name.core]
    for first, *rest in _buckets((" ".join(sorted(leaf.name.core)), leaf) for leaf in ordered):
        named = set(first.name.core)
        others = " ".join(word for word in first.name.core if word != "university")
        told = others in known.subjects or not named.isdisjoint(known.namesakes | {"state"})
        if "university" in named and told:
            continue
        for leaf in rest:
            if not apart(first, leaf):
                groups.join(first, leaf, "word order")


def _by_rewriting(groups: Groups, lettered: Sequence[Leaf]) -> None:
    """A name with the one name that it is when written otherwise: in English words, with umlauts spelled out."""
    keyed: dict[str, list[Leaf]] = defaultdict(list)
    written = {leaf: dict(rewritings(leaf.name)) for leaf in lettered}
    for leaf in lettered:
        for key in (f"k:{leaf.name.key}", sorted_key(leaf.name.core), *(k for k in written[leaf] if k[0] == "l")):
            keyed[key].append(leaf)
    for leaf in lettered:
        for why in dict.fromkeys(written[leaf].values()):
            meant = [other for key, said in written[leaf].items() if said == why for other in keyed.get(key, ())]
            fits = [
                other for other in meant if other is not leaf and groups.fits(leaf, other) and not apart(leaf, other)
            ]
            if len(groups.of(fits)) == 1 and leaf.name.unit == fits[0].name.unit:
                groups.join(leaf, fits[0], why)


def _by_truncation(groups: Groups, latin: Sequence[Leaf]) -> None:
    """Names that a field cut off, with the one name that goes on."""
    for bucket in _buckets((key, leaf) for leaf in latin if (key := cut_key(leaf.name)) is not None):
        for cut in bucket:
            longer = [leaf for leaf in bucket if goes_on(cut.name, leaf.name) and not apart(cut, leaf)]
            if len(groups.of(longer)) == 1:
                groups.join(cut, longer[0], "cut off")


def _by_acronym(groups: Groups, latin: Sequence[Leaf]) -> None:
    """A name of first letters with the one name that they are those of."""
    for leaf in latin:
        key_ = acronym(leaf.name)
        if key_ is None or leaf.body:
            continue
        long = [other for other in latin if key_ in initials(other.name) and not apart(leaf, other)]
        if len(groups.of(long)) == 1 and _is_told(key_, leaf, long[0]):
            groups.join(leaf, long[0], "acronym")


def _is_told(key: str, leaf: Leaf, long: Leaf) -> bool:
    """Whether first letters are enough to tell a name: the fewer, the more must stand beside them."""
    school = not INSTITUTES.isdisjoint(long.name.core)
    country = bool(leaf.country) and leaf.country == long.country
    english, _ = english_forms()
    formed = leaf.name.form == long.name.form not in english | {""}
    beside = near_by(leaf, long) or (school and country) or formed
    return beside if len(key) < 4 else beside or school or len(key) > 4


def _by_translation(groups: Groups, latin: Sequence[Leaf], han: Sequence[Leaf]) -> None:
    """English and Chinese names that read alike, where each is the other's only one; usual readings go first.

    Then those that read alike but for one common word.
    """
    ranks = _alike(groups, latin, han, readings)
    taken: set[Leaf] = set()
    for most in sorted(set(ranks.values())):
        near = [pair for pair, rank in ranks.items() if rank <= most and taken.isdisjoint(pair)]
        _join_only(groups, near, taken, "translation")
    found = _alike(groups, latin, han, lambda leaf: dict.fromkeys(near_readings(leaf), 0))
    translated = {groups.find(a) for a in latin} & {groups.find(b) for b in han}
    _join_only(groups, [pair for pair in found if translated.isdisjoint(pair)], taken, "translation but for a word")


def _alike(
    groups: Groups, latin: Sequence[Leaf], han: Sequence[Leaf], read: Callable[[Leaf], Mapping[str, int]]
) -> dict[tuple[Leaf, Leaf], int]:
    """The groups that share a reading, each with how unusual it is."""
    told: dict[str, tuple[list[tuple[Leaf, int]], list[tuple[Leaf, int]]]] = defaultdict(lambda: ([], []))
    for side, leaves in enumerate((latin, han)):
        for leaf in leaves:
            for text, unusual in read(leaf).items():
                told[text][side].append((leaf, unusual))
    listed = {groups.find(leaf): leaf.body for leaf in (*latin, *han) if leaf.body}
    ranks: dict[tuple[Leaf, Leaf], int] = {}
    for left, right in told.values():
        for a, rank_a in left:
            for b, rank_b in right:
                pair = (groups.find(a), groups.find(b))
                if not (apart(a, b) or _is_other(listed.get(pair[0]), b) or _is_other(listed.get(pair[1]), a)):
                    ranks[pair] = min(rank_a + rank_b, ranks.get(pair, rank_a + rank_b))
    return ranks


def _is_other(body: Body | None, other: Leaf) -> bool:
    """Whether a body is listed under its names in both languages, and the other bears another name of its kind."""
    if body is None or not (body.name_en and body.name_zh) or other.body is not None:
        return False
    if body.kind == "university":
        return other.name.script == "han" and other.name.key.endswith(("大学", "学院"))
    return body.kind == "enterprise" and bool(other.name.form)


def _join_only(groups: Groups, pairs: Sequence[tuple[Leaf, Leaf]], taken: set[Leaf], why: str) -> None:
    """Join the pairs of which each is in no other pair."""
    seen = Counter(leaf for pair in pairs for leaf in pair)
    for a, b in sorted(pairs, key=lambda pair: (pair[0].key, pair[1].key)):
        if seen[a] == seen[b] == 1:
            groups.join(a, b, why)
            taken.update((a, b))
