"""What two names tell of one another: features that say what they saw, and the decision they lead to.

A feature is either proof that two names are one body's (``same``), a reason that they are not (``different``), or a
reason to look (``review``). Any reason against outweighs all proofs; no proof and no reason against is ``different``
too, as most names are of different bodies.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from patnav.ingest.resolve.asides import is_acronym
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.persons import pinyin_syllables
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.translate import concepts
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["Feature", "Verdict", "compare", "family", "is_misspelling", "same_but_for_spelling"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing seen in a pair of names.

    Attributes:
        name: ``equal core``, ``legal form``, ``place``, ...
        says: ``same``, ``different`` or ``review``.
        saw: What was seen, to be read by people.
    """

    name: str
    says: str
    saw: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the features of a pair lead to.

    Attributes:
        decision: ``same``, ``different`` or ``review``.
        features: The features, proofs first.
    """

    decision: str
    features: tuple[Feature, ...]


@cache
def _families() -> dict[str, str]:
    table = read_yaml("legal_families.yaml")
    known = {form: name for name, forms in table["families"].items() for form in forms}
    return known | dict.fromkeys([*table["any"], ""], "")


def family(form: str) -> str:
    """What a legal form goes with: forms of one family may be one firm's; the empty family goes with all."""
    return _families().get(form, form)


@lru_cache(maxsize=1 << 16)
def is_misspelling(a: str, b: str, beside: int) -> bool:
    """Whether two words are one word, misspelled.

    Two words that both are in use are two words (``Johnson``, ``Johnston``); an unknown word near a known one is that
    one misspelled; of two unknown ones only long ones with one slip are. The more the names have in common beside
    them, the shorter the words may be.

    Args:
        a: The one, the lesser of the two.
        b: The other.
        beside: What is equal beside them: 0 nothing, 1 common words, 2 a word of its own, or three words.

    Examples:
        >>> is_misspelling("corporation", "corportion", 2), is_misspelling("perdue", "purdue", 0)
        (True, False)
    """
    short, long = sorted((a, b), key=len)
    if long == short + "s":
        return len(short) > 3
    if len(short) < (5, 5, 4)[beside] or not (a.isalpha() and b.isalpha()):
        return False
    known = vocabulary()
    if pinyin_syllables(a) and pinyin_syllables(b):
        return False
    score = OSA.distance(a, b, score_cutoff=2)
    if score > (2 if len(short) > 8 else 1):
        return False
    both = known.known(a), known.known(b)
    if all(both):
        return False
    if any(both):
        return len(short) >= (7, 5, 4)[beside] and (len(short) > 5 or a[0] == b[0])
    return len(short) >= (9, 7, 5)[beside] and score == 1 and a[0] == b[0]


def same_but_for_spelling(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """The misspelled words by which two names differ; None where they differ by more than that."""
    if len(a) != len(b):
        return None
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if not pairs or len(pairs) > max(1, len(a) // 2):
        return None
    common = vocabulary().common
    equal = [x for x, y in zip(a, b, strict=True) if x == y]
    beside = 2 if len(equal) > 2 or any(word not in common for word in equal) else min(len(equal), 1)
    plural = all(sorted((x, y), key=len)[1] == sorted((x, y), key=len)[0] + "s" for x, y in pairs)
    if plural and not equal:
        return None
    return pairs if all(is_misspelling(min(pair), max(pair), beside) for pair in pairs) else None


def compare(a: Name, b: Name, countries: tuple[str | None, str | None] = (None, None)) -> Verdict:
    """Weigh two parsed names.

    Args:
        a: The one.
        b: The other.
        countries: Their countries, where known.

    Returns:
        The decision on the names alone; clustering asks in addition that no third name is as near.
    """
    found = [*_for(a, b), *_against(a, b, countries)]
    said = {feature.says for feature in found}
    decision = "different"
    if "same" in said:
        decision = "review" if said & {"different", "review"} else "same"
        decision = "different" if "different" in said else decision
    elif "review" in said and "different" not in said:
        decision = "review"
    order = ("same", "review", "different")
    return Verdict(decision, tuple(sorted(found, key=lambda feature: order.index(feature.says))))


def _for(a: Name, b: Name) -> list[Feature]:
    found = []
    if a.key == b.key:
        found.append(Feature("equal core", "same", f"both are {a.key}"))
    elif a.script == b.script == "latin":
        found += _for_latin(a, b)
    elif a.script == b.script == "han":
        short, long = sorted((a, b), key=lambda name: len(name.key))
        if not short.form and long.form and len(short.key) > 1 and short.key in long.key:
            found.append(Feature("short name", "review", f"{short.key} stands in {long.key}"))
    elif concepts(a) & concepts(b):
        found.append(Feature("translation", "same", f"both read {', '.join(sorted(concepts(a) & concepts(b)))}"))
    return found


def _for_latin(a: Name, b: Name) -> list[Feature]:
    found = []
    if pairs := same_but_for_spelling(a.core, b.core):
        found.append(Feature("spelling", "same", "; ".join(f"{x} for {y}" for x, y in pairs)))
    if len(a.core) > 2 and Counter(a.core) == Counter(b.core):
        found.append(Feature("word order", "same", "the same words in another order"))
    for short, long in ((a, b), (b, a)):
        if len(short.core) == 1 and len(long.core) > 2 and is_acronym(short.text, long.text):
            found.append(Feature("acronym", "review", f"{short.text} are the first letters of {long.text}"))
        extra = set(long.core) - set(short.core)
        if extra and set(short.core) < set(long.core):
            found.append(Feature("inserted words", "review", f"{long.text} adds {' '.join(sorted(extra))}"))
    return found


def _against(a: Name, b: Name, countries: tuple[str | None, str | None]) -> list[Feature]:
    found = []
    if a.script == b.script and family(a.form) != family(b.form) and family(a.form) and family(b.form):
        found.append(Feature("legal form", "review", f"{a.form} and {b.form} are firms of two kinds"))
    if a.script == "han" and b.script == "han" and a.place and b.place and a.place != b.place:
        found.append(Feature("place", "different", f"{a.place} and {b.place}"))
    if a.unit != b.unit and a.script == b.script:
        found.append(Feature("unit", "different", f"{a.unit or 'the whole'} and {b.unit or 'the whole'}"))
    digits = tuple("".join(c for c in name.key if c.isdigit()) for name in (a, b))
    if digits[0] != digits[1]:
        found.append(Feature("digits", "different", f"{digits[0] or 'none'} and {digits[1] or 'none'}"))
    if all(countries) and countries[0] != countries[1]:
        found.append(Feature("country", "review", f"{countries[0]} and {countries[1]}"))
    return found
