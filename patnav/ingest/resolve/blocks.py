"""Which names are looked at together: the keys that a name shares with every name that could be its body's.

Names that share no key, directly or through others, never influence one another. So what is decided about a block of
names is the same whether the other names are there or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from patnav.ingest.resolve.aliases import Aliases, Body
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.names_zh import split_activity, split_place
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.translate import ranked
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["LONG", "Leaf", "bare", "block_keys", "brand", "initials", "leaf_of", "readings"]

LONG = 24
"""Length from which a name counts as long enough to have been cut off."""

_BRACKETS = re.compile(r"\(.*?\)")
_INSTITUTES = frozenset(
    {"institute", "university", "research", "laboratory", "organization", "academy", "agency", "center"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """All rows that bear one name, but for spelling beyond doubt, in one country.

    Attributes:
        key: Key of the name, class of the legal form, and country; sorts and identifies leaves.
        name: The name, parsed.
        country: ISO 3166-1 alpha-2, empty where unknown.
        body: The body of the table of organizations that bears the name.
    """

    key: tuple[str, str, str]
    name: Name
    country: str
    body: Body | None


def leaf_of(text: str, country: str | None, table: Aliases) -> Leaf:
    """The leaf that a row belongs to."""
    name = parse(text)
    home = country or ""
    body = table.find(text, country) or table.find(name.text, country)
    if body and home and body.kind != "enterprise" and body.country != home:
        body = None
    return Leaf((name.key, name.form, home), name, home, body)


def bare(name: Name) -> str:
    """A Chinese name without places and legal form: ``大疆创新科技`` of ``深圳市大疆创新科技有限公司``."""
    rest = split_place(name.key.split("/")[0])[1] if name.place or not name.form else name.key.split("/")[0]
    return _BRACKETS.sub("", rest)


def brand(name: Name) -> tuple[str, str]:
    """What the short name of a Chinese firm says: the brand, and the line of business: ``大疆`` and ``科技``."""
    rest = bare(name)
    for end in ("股份", "集团", "控股"):
        if rest.endswith(end) and len(rest) > len(end) + 1:
            return rest[: -len(end)], ""
    return split_activity(rest)


def initials(name: Name) -> str:
    """First letters of the words of an institute's English name."""
    return "".join(word[0] for word in name.core)


def block_keys(leaf: Leaf) -> Iterator[str]:
    """The keys that put a leaf into one block with others."""
    name = leaf.name
    yield f"k:{name.key}"
    if leaf.body:
        yield f"b:{leaf.body.key}"
    if name.script == "han":
        if len(found := bare(name)) > 1:
            yield f"h:{found[:2]}"
    else:
        if len(name.core) > 2:
            yield f"o:{' '.join(sorted(name.core))}"
        if len(name.key) >= LONG:
            yield f"t:{name.key[:LONG]}"
        if len(name.core) == 1 and 4 <= len(name.key) <= 8:
            yield f"a:{name.key}"
        if len(name.core) > 3 and not _INSTITUTES.isdisjoint(name.core):
            yield f"a:{initials(name)}"
        for acronym in name.also:
            yield f"k:{fold(acronym).replace(' ', '')}"
    if not (name.script == "latin" and vocabulary().schools.isdisjoint(name.core) and name.unit):
        for text in readings(leaf):
            yield f"c:{text}"


def readings(leaf: Leaf) -> Mapping[str, int]:
    """What a name means, in English words; an institute of China without its academy may be one of the Academy's."""
    found = ranked(leaf.name)
    words = frozenset(leaf.name.core)
    if leaf.country != "CN" or leaf.name.script != "latin" or "institute" not in words or _HEADS & words:
        return found
    return {**found, **{" ".join(sorted({*text.split(), *_ACADEMY})): 1 for text in found}}


_ACADEMY = ("academy", "china", "science")
_HEADS = frozenset({"academy", "university", "college", "school", "hospital", "company", "provincial", "province"})
