"""Inventors: which mentions of a name are one person's.

A name alone makes a person only where it is rare. Where mentions come with what stood around them (co-inventors,
applicants, place, classes, year), two mentions of a name are one person's if they share a co-inventor, an applicant, or
a place and a class; a rare name needs less, and romanised Chinese names, few family names with many given names that
read alike, need more. Two middle names are two persons.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice
from typing import Any

from patnav.graph.links import Mention
from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.persons import pinyin_syllables
from patnav.ingest.resolve.tables import read_rows

__all__ = ["PersonName", "cluster_people", "join_mentions", "parse_person"]

_COMMON = 25
"""With so many given names in the list, a family name is borne by many."""

_TITLES = frozenset({"jr", "sr", "ii", "iii", "iv", "dr", "prof", "phd", "deceased", "late"})
_SPAN = 25
"""Years that an inventor is active; mentions further apart are not joined by their name alone."""


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A person's name.

    Attributes:
        family: Family name, folded, in one word.
        given: First given name, folded.
        middle: Other given names or their initials, folded.
        chinese: Whether it is a Chinese name, in characters or romanised.
    """

    family: str
    given: str
    middle: str
    chinese: bool


@lru_cache(maxsize=1 << 16)
def parse_person(name: str) -> PersonName:
    """The parts of a person's name, ``Given Family`` or ``Family, Given``.

    Examples:
        >>> parse_person("Smith, John A., Jr.")
        PersonName(family='smith', given='john', middle='a', chinese=False)
    """
    if is_han(name):
        text = fold(name)
        return PersonName(text[:1], text[1:], "", True)
    parts = [words for part in re.split("[;,]", name) if (words := _words(part))]
    if len(parts) > 1:
        family, given = "".join(parts[0]), parts[1]
    elif parts:
        family, given = parts[0][-1], parts[0][:-1]
    else:
        return PersonName("", "", "", False)
    first, *rest = given or [""]
    chinese = pinyin_syllables(family) and all(pinyin_syllables(word) for word in given) and bool(given)
    if chinese:
        first, rest = "".join(given), []
    return PersonName(family, first, " ".join(rest), chinese)


def _words(part: str) -> list[str]:
    return [word for word in fold(part).split() if word not in _TITLES]


def join_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[str, str, str]]:
    """Which persons of the graph are one; what is said of one name depends on the mentions of that name alone.

    Args:
        mentions: Persons, each in one context.

    Yields:
        Two keys, the lesser first, and why they are one.
    """
    blocks: dict[tuple[str, str], list[tuple[PersonName, Mapping[str, Any]]]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.key):
        name = parse_person(mention.name)
        around = {
            "id": mention.key,
            "inventors": [who.removeprefix("person:").replace("-", " ") for who in mention.inventors or ()],
            "applicants": mention.applicants,
            "classes": mention.classes,
            "year": mention.year,
        }
        blocks[name.family, name.given[:1] if not name.chinese else name.given].append((name, around))
    for (family, _), block in sorted(blocks.items(), key=lambda item: item[0]):
        common = family in _common_families() or block[0][0].chinese
        found = _persons(block, common)
        yield from ((low, key, "name and what stands around it") for key, low in found.items() if key != low)


@cache
def _common_families() -> frozenset[str]:
    sides = {row["side"]: row["names"].split() for row in read_rows("person_names.csv")}
    return frozenset(sides["family"])


def cluster_people(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Which mentions are one person's.

    Args:
        rows: Each with ``id`` and ``name``, and, where known, ``inventors`` (names of the co-inventors), ``applicants``
            (keys or names), ``place``, ``classes`` (symbols) and ``year``.

    Returns:
        For every ``id`` that of the person: the least id.
    """
    blocks: dict[tuple[str, str], list[tuple[PersonName, Mapping[str, Any]]]] = defaultdict(list)
    given: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        name = parse_person(str(row["name"]))
        blocks[name.family, name.given[:1] if not name.chinese else name.given].append((name, row))
        given[name.family].add(name.given)
    found: dict[str, str] = {}
    for block in blocks.values():
        block.sort(key=lambda mention: str(mention[1]["id"]))
        found.update(_persons(block, len(given[block[0][0].family]) >= _COMMON))
    return found


def _persons(block: Sequence[tuple[PersonName, Mapping[str, Any]]], common: bool) -> dict[str, str]:
    """Decide the mentions of one family name and initial."""
    parent = list(range(len(block)))
    middles = [{name.middle} if name.middle else set() for name, _ in block]

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((find(i), find(j)))
        if a != b and all(_agree(x, y) for x in middles[a] for y in middles[b]):
            parent[b] = a
            middles[a] |= middles[b]

    first: dict[tuple[str, ...], int] = {}
    for i, (name, row) in enumerate(block):
        for key in _keys(name, row):
            join(first.setdefault(key, i), i)
    for i, j in _alike(block, common):
        join(i, j)
    return {str(row["id"]): str(block[find(i)][1]["id"]) for i, (_, row) in enumerate(block)}


def _agree(a: str, b: str) -> bool:
    """Whether two middle names may be one: ``a`` and ``alan``."""
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a.split(), b.split(), strict=False))


def _keys(name: PersonName, row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What mentions of one person share beside the name."""
    given = name.given
    classes = sorted({str(symbol)[:4] for symbol in row.get("classes") or ()})
    others = sorted({parse_person(str(other)) for other in row.get("inventors") or ()})
    if classes and is_han(name.given or name.family):
        yield from (("inventors", given, *a, *b) for a, b in combinations(_short(others), 2))
        yield from (("inventor", given, *who, symbol) for who in _short(others) for symbol in classes)
    else:
        yield from (("inventor", given, *who) for who in _short(others))
    place = str(row.get("place") or "") if not is_han(name.given or name.family) else ""
    for applicant in row.get("applicants") or ():
        if name.chinese:
            yield from (("applicant", given, str(applicant), symbol) for symbol in classes)
        else:
            yield ("applicant", given, str(applicant))
    if place:
        yield from (("place", given, place, symbol) for symbol in classes)


def _short(people: Iterable[PersonName]) -> list[tuple[str, str]]:
    """Family and given names of the first co-inventors; long lists say little of each."""
    return [(who.family, who.given) for who in islice(people, _MOST_INVENTORS)]


_MOST_INVENTORS = 40


def _alike(block: Sequence[tuple[PersonName, Mapping[str, Any]]], common: bool) -> Iterator[tuple[int, int]]:
    """Mentions that the name alone makes one person's: a full one with its middle name, a rare one without."""
    last: dict[tuple[str, str], int] = {}
    for i in sorted(range(len(block)), key=lambda i: (_year(block[i][1]), i)):
        name, row = block[i]
        if name.chinese or len(name.given) < 2 or (common and not name.middle and _told(row)):
            continue
        for key in {(name.given, name.middle), (name.given, name.middle[:1])}:
            j = last.get(key)
            if j is not None and abs(_year(row) - _year(block[j][1])) <= _SPAN:
                yield j, i
            last[key] = i
    variants: dict[str, set[str]] = defaultdict(set)
    for name, _ in block:
        variants[name.given].add(name.middle[:1])
    for given, seen in variants.items():
        if len(seen - {""}) == 1 and "" in seen and not common and len(given) > 1:
            members = [i for i, (name, row) in enumerate(block) if name.given == given and not name.chinese]
            yield from ((members[0], i) for i in members[1:])


def _told(row: Mapping[str, Any]) -> bool:
    """Whether anything beside the name is known of a mention."""
    return bool(row.get("inventors") or row.get("applicants") or row.get("place"))


def _year(row: Mapping[str, Any]) -> int:
    return int(row.get("year") or 0)
