"""Regions and industries by the words that people have for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import resources

import yaml

from patnav.errors import NotFound
from patnav.graph.store import Row, Store
from patnav.queries.labels import Note
from patnav.queries.texts import section

__all__ = ["find_industry", "find_region", "taken_for"]

_SUFFIXES = re.compile(
    r"(?:,? (?:province|municipality|city|district|county|prefecture|region|autonomous region)| delta region"
    r"|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|地区|省|市|区|县)$"
)
_NEAR = 3

Named = dict[str, list[str]]
"""Keys by name in small letters, as it stands and without its suffix."""


def find_region(store: Store, name: str) -> list[str]:
    """Keys of a region and of all below it, its own first.

    Args:
        store: Where to look.
        name: Key or name, in English or Chinese, with or without ``province``, 省 and the like; or the names on the way
            down to it: ``Suzhou, Anhui``, ``Suzhou, Jiangsu, China``, 中国上海市浦东新区.

    Raises:
        NotFound: The graph holds no such region.
    """
    named = _named(store.rows(section(store, "filters", "region_names"), {}), "key")
    if keys := _regions(store, named, name):
        return _below(store, "region_below", keys[0])
    raise _unknown("region", name, named)


def find_industry(store: Store, name: str) -> list[str]:
    """Keys of an industry and of all below it, its own first, or of a whole scheme (``wipo35``).

    Args:
        store: Where to look.
        name: Key, code or name, in English or Chinese; of the industries of ``key:`` also another name that
            ``industries.yaml`` has for them. What names several means the first of ``key:``.

    Raises:
        NotFound: The graph holds no such industry.
    """
    rows = store.rows(section(store, "filters", "industry_names"), {})
    if scheme := [row["key"] for row in rows if row["key"].partition(":")[0] == name.strip().lower()]:
        return scheme
    for row in rows:
        row["short"] = row["key"].partition(":")[2] if row["name"] is None else row["key"].removeprefix("key:")
    own = [row for row in rows if row["key"].startswith("key:")]
    others = _named([row for row in rows if row not in own], "key", "short")
    aliases = {word: key for word, key in _aliases().items() if key in {row["key"] for row in own}}
    named = others | {word: [key] for word, key in aliases.items()} | _named(own, "key", "short")
    for spelling in _spellings(name):
        if spelling in named:
            return _below(store, "industry_below", named[spelling][0])
    raise _unknown("industry", name, named)


def taken_for(word: str, keys: Sequence[str]) -> list[str]:
    """A note on the industry that a word was taken for, where it is another name of it."""
    key = _aliases().get(word.strip().lower())
    return [Note("{word} is taken for the industry {key}", word=word, key=key)] if key and key == keys[0] else []


@cache
def _aliases() -> dict[str, str]:
    """Other names of the industries of ``key:``, in small letters, with their keys."""
    text = (resources.files("patnav.resources") / "industries.yaml").read_text("utf-8")
    known = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["key"]
    return {alias.lower(): f"key:{code}" for code, entry in known.items() for alias in entry.get("aliases", ())}


def _named(rows: Sequence[Row], *codes: str) -> Named:
    named: Named = {}
    for row in rows:
        for label in (*(row.get(code) for code in codes), row["name"], row["name_zh"]):
            for text in dict.fromkeys((label.lower(), _SUFFIXES.sub("", label.lower()))) if label else ():
                named.setdefault(text, []).append(row["key"])
    return named


def _spellings(name: str) -> tuple[str, ...]:
    """A user's words as names are kept: whole, without suffix, without an article."""
    wanted = name.strip().lower()
    return wanted, _SUFFIXES.sub("", wanted), wanted.removeprefix("the ")


def _regions(store: Store, named: Named, name: str) -> list[str]:
    """Keys of what a name may mean: the regions that bear it, else those at the end of the names on the way."""
    for spelling in _spellings(name):
        if spelling in named:
            return named[spelling]
    for above, below in _ways(name):
        keys = list(dict.fromkeys(key for spelling in _spellings(below) for key in named.get(spelling, ())))
        for outer in _regions(store, named, above) if keys else ():
            within = _below(store, "region_below", outer)
            if inner := [key for key in keys if key in within and key != outer]:
                return inner
    return []


def _ways(name: str) -> Iterator[tuple[str, str]]:
    """What may name a region, and one within it: English names the inner one first, Chinese the outer one."""
    inner, comma, outer = name.partition(",")
    if comma:
        yield outer, inner
        return
    for cut in range(len(name) - 1, 0, -1):
        yield name[:cut], name[cut:]


def _below(store: Store, text: str, key: str) -> list[str]:
    found = [row["key"] for row in store.rows(section(store, "filters", text), {"key": key})]
    return [key, *(one for one in found if one != key)]


def _unknown(what: str, name: str, named: Named) -> NotFound:
    near = get_close_matches(name.strip().lower(), named, _NEAR)
    hint = f"did you mean {', '.join(near)}?" if near else f"the graph names no {what} like it"
    return NotFound(f"no {what} {name!r} in this graph", hint)
