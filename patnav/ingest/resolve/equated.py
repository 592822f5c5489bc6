"""Names that sources equate: what lists and vendors write side by side, what documents say for short, families show.

Each is evidence with its reason, weighed with all else by :mod:`patnav.ingest.resolve.solve`; none of it joins what the
table of organizations, legal forms or a judgement by hand keep apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from patnav.ingest.resolve.aliases import aliases
from patnav.ingest.resolve.normalise import organization_key

__all__ = ["FAMILY", "LISTED", "SHORT", "STATED", "equated"]

LISTED, STATED, SHORT, FAMILY = (
    "listed under both names",
    "stated beside the name",
    "short name in a document",
    "same party of one family",
)
"""Why two names are equated: by a list of organizations, a record, a document, members of one family."""

_FAMILIES = 2
_SHARE = 0.8


def equated(said: Iterable[tuple[str, str, str, int]], keys: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The pairs of keys that sources equate.

    Args:
        said: Key of an organization, another name for it (for families: another key), why, and how often.
        keys: Keys of all organizations that are named.

    Yields:
        Two keys and why: a short name only where documents use it for one body alone, parties of families only where
        each is the other's in four of five families and in two at least.
    """
    told: dict[str, dict[str, set[str]]] = {LISTED: {}, STATED: {}, SHORT: {}}
    families: dict[str, Counter[str]] = defaultdict(Counter)
    for key, other, why, count in sorted(said):
        if why == FAMILY:
            families[key][other] += count
            families[other][key] += count
        elif (alias := _key(other)) != key and alias in keys and key in keys:
            told[why].setdefault(alias, set()).add(key)
    for why, names in told.items():
        for alias, bodies in sorted(names.items()):
            if why == LISTED or len(bodies) == 1:
                yield from ((body, alias, why) for body in sorted(bodies))
    for key, others in sorted(families.items()):
        other, count = min(others.items(), key=lambda pair: (-pair[1], pair[0]))
        mutual = families[other]
        if key < other and count >= _FAMILIES and count >= _SHARE * max(others.total(), mutual.total()):
            yield key, other, FAMILY


def _key(name: str) -> str:
    body = aliases().find(name)
    return body.key if body else organization_key(name)
