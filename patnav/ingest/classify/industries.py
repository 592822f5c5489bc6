"""Industries by class symbols: the three of patent navigation and what they consist of, and China's catalogues.

- ``key:`` integrated circuits, biomedicine, artificial intelligence and their parts (``industries.yaml``);
- ``sei:`` strategic emerging industries (``sei_classes.yaml``, after CNIPA's reference table of 2021);
- ``kdt:`` key digital technologies (``key_digital_technologies.yaml``, after CNIPA's scheme of 2023).

A patent belongs to an industry and to the one at its root: ``key:ic.packaging`` and ``key:ic``, ``sei:1.2`` and
``sei:1``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from patnav.graph.links import IndustryNode
from patnav.ingest.classify import nic, wipo35
from patnav.ingest.classify.definitions import Definitions, Rule, pattern_of, rule
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.tables import read_yaml

__all__ = ["find", "industries_of", "nodes", "patterns", "worded_of"]

_TABLES = {"key": "industries.yaml", "kdt": "key_digital_technologies.yaml", "sei": "sei_classes.yaml"}


@cache
def _table(scheme: str) -> Mapping[str, Any]:
    table = read_yaml(_TABLES[scheme])
    return table["key"] if scheme == "key" else table  # type: ignore[no-any-return]


def _entries() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All rules' entries with their industry: its own, those that need a word, and those of a list."""
    for scheme in ("key", "kdt"):
        for code, entry in _table(scheme).items():
            yield f"{scheme}:{code}", entry
            yield from ((f"{scheme}:{code}", entry[part]) for part in ("worded",) if part in entry)
    yield from ((f"sei:{code}", entry) for code, entries in _table("sei").items() for entry in entries)


@cache
def _definitions() -> Definitions:
    return Definitions(rule(key, entry) for key, entry in _entries())


@cache
def patterns() -> Mapping[str, str]:
    """By industry that words can tell: what the text, in small letters, must match beside a class symbol."""
    return {key: pattern_of(entry["words"]) for key, entry in _entries() if "words" in entry}


@lru_cache(maxsize=1 << 16)
def industries_of(symbol: str) -> tuple[str, ...]:
    """Keys of the industries that a class symbol belongs to: ``key:ic``, ``key:ic.packaging`` for ``H01L23/00``."""
    return _keys(one for one in _definitions().rules_of(symbol) if not one.worded)


@lru_cache(maxsize=1 << 16)
def worded_of(symbol: str) -> tuple[str, ...]:
    """Keys of the industries that a class symbol belongs to beside one of their words (:func:`patterns`)."""
    return tuple(sorted({one.key for one in _definitions().rules_of(symbol) if one.worded}))


def _keys(rules: Iterator[Rule]) -> tuple[str, ...]:
    found = {one.key for one in rules}
    return tuple(sorted(found | {key.partition(".")[0] for key in found}))


@cache
def nodes() -> tuple[IndustryNode, ...]:
    """All industries and technology fields, parents before children."""
    named = [
        IndustryNode(f"{scheme}:{code}", entry["name"], entry["name_zh"], _above(scheme, code))
        for scheme in ("key", "kdt")
        for code, entry in _table(scheme).items()
    ]
    sei = [
        IndustryNode(f"sei:{code}", name, name_zh, _above("sei", code))
        for code, (name, name_zh) in read_yaml("industries.yaml")["sei"].items()
    ]
    return (*wipo35.nodes(), *named, *sei, *nic.nodes())


def _above(scheme: str, code: str) -> str | None:
    """The nearest industry above that the scheme has: ``kdt:ai`` over ``kdt:ai.2.5``, ``kdt:ai.1.1`` over its parts."""
    above, dot, _ = code.rpartition(".")
    if not dot:
        return None
    known = _table(scheme) if scheme in ("key", "kdt") else read_yaml("industries.yaml")[scheme]
    return f"{scheme}:{above}" if above in known else _above(scheme, above)


@cache
def _names() -> dict[str, str]:
    """Names and keys; of catalogues whose names are words of any text, keys alone."""
    names: dict[str, str] = {}
    for node in sorted(nodes(), key=lambda node: not node.key.startswith("key:")):
        scheme, _, code = node.key.partition(":")
        entry = _table("key").get(code, {}) if scheme == "key" else {}
        own = (code, *entry.get("aliases", ())) if scheme == "key" else ()
        told = (node.name, node.name_zh) if scheme not in ("kdt", "nic") else ()
        for name in (node.key, *own, *told):
            if name:
                names.setdefault(_fold(name), node.key)
    return names


def _fold(name: str) -> str:
    folded = fold(name)
    return folded.removesuffix(" industry").removesuffix("产业") or folded


def find(name: str) -> str | None:
    """Key of the industry with this name, alias or code, in either language: ``chips`` gives ``key:ic``."""
    return _names().get(_fold(name))
