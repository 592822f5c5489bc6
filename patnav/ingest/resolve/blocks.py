"""Which names are looked at together: the keys that a name shares with every name that could be its body's.

Names that share no key, directly or through others, never influence one another. So what is decided about a block of
names is the same whether the other names are there or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from patnav.ingest.resolve.aliases import Aliases, Body
from patnav.ingest.resolve.damage import remains
from patnav.ingest.resolve.generic import is_generic
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.names_zh import activity_words, pinyin_key, split_activity, split_place, whole_name
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.residence import residence
from patnav.ingest.resolve.rewritings import rewritings, sorted_key
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.translate import ranked
from patnav.ingest.resolve.truncation import cut_key
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = [
    "LONG_ZH",
    "READINGS",
    "Leaf",
    "bare",
    "block_keys",
    "brand",
    "firm_initials",
    "leaf_of",
    "readings",
    "run_together",
]

LONG_ZH = 8
"""Length from which a Chinese name counts as long enough to have been misspelled, or cut off."""

READINGS = ("c:", "n:")
"""How the keys begin that bind names of two scripts only."""

_BRACKETS = re.compile(r"\(.*?\)")


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """All rows that bear one name, but for spelling beyond doubt, in one country.

    Attributes:
        key: Key of the name, class of the legal form, and country; sorts and identifies leaves.
        name: The name, parsed.
        country: ISO 3166-1 alpha-2, empty where unknown.
        body: The body of the table of organizations that bears the name.
        head: The body of that table whose Chinese name begins a unit's name, and the rest.
        cities: The cities that its rows are placed in, by region or folded name.
        kinds: The kinds that its rows give.
    """

    key: tuple[str, str, str]
    name: Name
    country: str
    body: Body | None
    head: tuple[Body, str] | None = None
    cities: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


def leaf_of(text: str, country: str | None, table: Aliases) -> Leaf:
    """The leaf that a row belongs to."""
    name = parse(text)
    country = country or residence(text)[1] or None
    home = country or ""
    texts = dict.fromkeys((text, name.text, *((whole_name(name.text),) if name.script == "han" else ())))
    body = next((found for one in texts if (found := table.find(one, country))), None)
    if body is None:
        body = next((b for one in name.also if (b := table.find(one, country)) and _may_stand_for(one, name, b)), None)
    if body is None and not name.form and (left := remains(text)) is not None:
        body = table.like(left)
    if body and home and body.kind != "enterprise" and body.country != home:
        body = None
    head = table.head(name.key) if body is None and name.script == "han" and name.key.endswith(_UNITS) else None
    return Leaf((name.key, name.form, home), name, home, body, head)


def _may_stand_for(stated: str, name: Name, body: Body) -> bool:
    """Whether a body found by what a name states of itself can be meant; many bodies share an acronym."""
    if name.script != "latin" or not _ACRONYM.fullmatch(stated):
        return True
    return bool(name.core) and name.core[0] in parse(body.name_en).core


_ACRONYM = re.compile(r"[A-Z]{2,6}")
_UNITS = ("院", "所", "中心", "实验室")


@lru_cache(maxsize=1 << 12)
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


def firm_initials(name: Name) -> Iterator[str]:
    """Short names of a firm called by place and line of business alone: ``北汽集团`` of ``北京汽车集团有限公司``."""
    told, business = brand(name)
    words = [told, *_worded(business)] if told in activity_words() else []
    if name.form and name.place and 0 < len(words) < 4 and "(" not in name.place:
        letters = name.place[0] + "".join(word[0] for word in words)
        yield from (letters + end for end in ("集团", "股份") if end in name.form)
        if len(letters) > 2:
            yield letters


def _worded(business: str) -> Iterator[str]:
    """A line of business, cut into its words from the left."""
    while business:
        word = next((word for word in activity_words() if business.startswith(word)), business)
        yield word
        business = business[len(word) :]


def run_together(name: Name) -> Iterator[tuple[str, str]]:
    """What a Latin name without a legal form may be with one run into it: ``panasonic`` and ``corp``."""
    if name.script == "latin" and not name.form and len(name.core) < 4:
        for text, form in _RUN_FORMS.items():
            if name.key.endswith(text) and len(name.key) > len(text) + 3:
                yield name.key.removesuffix(text), form


_RUN_FORMS = {
    "corp": "corp",
    "inc": "inc",
    "ltd": "ltd",
    "coltd": "ltd",
    "gmbh": "gmbh",
    "company": "co",
    "llc": "llc",
    "ag": "ag",
    "se": "se",
    "nv": "nv",
    "bv": "bv",
    "oy": "oy",
    "kg": "kg",
    "plc": "plc",
    "spa": "spa",
}


def block_keys(leaf: Leaf) -> Iterator[str]:
    """The keys that put a leaf into one block with others."""
    name = leaf.name
    yield f"k:{name.key}"
    for other in name.also:
        yield f"k:{parse(other).key}"
    if leaf.body:
        yield f"b:{leaf.body.key}"
    if name.script == "han":
        if len(name.key) >= LONG_ZH:
            yield f"s:{name.form}:{''.join(map(pinyin_key, name.key))}"
            if name.key.endswith(("研究所", "研究院")):
                yield from (f"k:{name.key[:-lost]}" for lost in (1, 2))
        yield from (f"k:{text}" for text in firm_initials(name))
    elif name.script == "latin":
        if len(name.core) > 2 or "institute" in name.core:
            yield sorted_key(name.core)
        if (cut := cut_key(name)) is not None:
            yield f"t:{cut}"
        yield from (f"k:{rest}" for rest, _ in run_together(name))
    if name.script != "han":
        yield from (key for key, _ in rewritings(name))
    if name.script != "other" and (_is_body(name.unit) or not vocabulary().schools.isdisjoint(name.core)):
        for text in readings(leaf):
            yield f"c:{text}"
        for text in near_readings(leaf):
            yield f"n:{text}"


def _is_body(unit: str) -> bool:
    """Whether what a name tells of a part of a body is none, or a hospital, which is a body itself."""
    return not unit or unit.endswith("医院")


def readings(leaf: Leaf) -> Mapping[str, int]:
    """What a name means, in English words, nothing if it names a kind of body and no one body.

    An institute of China without its academy may be one of the Academy's; a unit of a listed body is told by its name.
    """
    found = ranked(leaf.name)
    told = {} if is_generic(leaf.name) else found
    if leaf.name.script == "han":
        return {**_placeless(leaf.name, told), **_headed(leaf), **told}
    words = frozenset(leaf.name.core)
    if leaf.country != "CN" or not _PARTS & words or _HEADS & words:
        return told
    above = {" ".join(sorted({*text.split(), *academy})): rank for text in found for rank, academy in _ACADEMIES}
    return {**above, **told}


def _headed(leaf: Leaf) -> dict[str, int]:
    """What the name of a unit means where that of its body is known in English: ``中山大学附属第一医院``."""
    if leaf.head is None or not leaf.head[0].name_en:
        return {}
    body, rest = leaf.head
    whole = next(iter(ranked(parse(body.name_en))), "")
    return {" ".join(sorted({*whole.split(), *part.split()})): rank for part, rank in ranked(parse(rest)).items()}


def _placeless(name: Name, told: Mapping[str, int]) -> dict[str, int]:
    """What the name of an institute of the Academy means without its town, which its English name may lack."""
    if not name.key.startswith(_ACADEMY) or not told:
        return {}
    places = vocabulary().places - {"china"}
    short = {" ".join(word for word in text.split() if word not in places): rank + 1 for text, rank in told.items()}
    return {text: rank for text, rank in short.items() if text.count(" ") > len(_ACADEMIES[0][1])}


def near_readings(leaf: Leaf) -> frozenset[str]:
    """The readings of an institute's long name, whole and with one of its common words left out.

    What kind of body it is, its place and its number are never left out, and three words stay that tell it.
    """
    if leaf.name.form or leaf.name.unit:
        return frozenset()
    generic, fixed, known = near_words()
    found = set()
    for text in islice(readings(leaf), _MOST_NEAR):
        words = text.split()
        telling = sum(word not in generic for word in words)
        if len(words) < _LEAST_NEAR or telling < _LEAST_TELLING:
            continue
        found.add(text)
        if telling > _LEAST_TELLING:
            loose = (word for word in words if word in known and word not in generic and word not in fixed)
            found |= {" ".join(other for other in words if other != word) for word in loose}
    return frozenset(found)


_MOST_NEAR = 12
_LEAST_NEAR = 5
_LEAST_TELLING = 2


@cache
def near_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that say what kind of body it is; words that are never left out; words in common use."""
    table = read_yaml("name_words.yaml")
    known = vocabulary()
    return frozenset(table["bodies"]), frozenset(table["fixed"]) | (known.places - known.common), known.common


_ACADEMY = "中国科学院"
_ACADEMIES = ((1, ("academy", "china", "science")), (2, ("academy", "agricultural", "china", "science")))
_PARTS = frozenset({"institute", "garden", "observatory"})
_HEADS = frozenset({"academy", "university", "college", "school", "hospital", "company", "provincial", "province"})
