"""Industries by class symbols: integrated circuits, biomedicine, artificial intelligence and what they consist of.

The definitions are data (``industries.yaml``), drawn from CNIPA's reference tables of industries against IPC (2021,
2023) and WIPO's Technology Trends on artificial intelligence (2019).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from patnav.graph.links import IndustryNode
from patnav.ingest.classify import wipo35
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.tables import read_yaml

__all__ = ["find", "industries_of", "nodes"]

_PATTERN = re.compile(r"^([A-HY]\d\d[A-Z])(?:(\d+)(?:/(\d+)(?:\.\.(\d+))?)?)?$")


@dataclass(frozen=True, slots=True)
class _Span:
    """Class symbols from one subgroup to another; an open span holds a whole group or subclass."""

    head: str
    group: str | None
    first: str | None
    last: str | None

    def holds(self, head: str, group: str | None, subgroup: str | None) -> bool:
        if head != self.head or self.group not in (None, group):
            return False
        if self.first is None:
            return True
        if subgroup is None or self.last is None:
            return subgroup == self.first
        return self.first <= subgroup <= self.last or subgroup.startswith(self.last)


def _span(pattern: str) -> _Span:
    match = _PATTERN.match(pattern)
    if match is None:
        raise ValueError(f"no class pattern: {pattern}")
    head, group, first, last = match.groups()
    return _Span(head, group, first, last)


@cache
def _definitions() -> tuple[tuple[str, tuple[_Span, ...], tuple[_Span, ...]], ...]:
    return tuple(
        (f"key:{code}", tuple(map(_span, entry.get("classes", ()))), tuple(map(_span, entry.get("not", ()))))
        for code, entry in read_yaml("industries.yaml")["key"].items()
    )


@lru_cache(maxsize=1 << 16)
def industries_of(symbol: str) -> tuple[str, ...]:
    """Keys of the industries that a class symbol belongs to: ``key:ic``, ``key:ic.packaging`` for ``H01L23/00``."""
    match = _PATTERN.match(symbol)
    if match is None:
        return ()
    head, group, subgroup, _ = match.groups()
    found = {
        key
        for key, spans, exceptions in _definitions()
        if any(span.holds(head, group, subgroup) for span in spans)
        and not any(span.holds(head, group, subgroup) for span in exceptions)
    }
    return tuple(sorted(found | {key.partition(".")[0] for key in found}))


@cache
def nodes() -> tuple[IndustryNode, ...]:
    """All industries and technology fields, parents before children."""
    table = read_yaml("industries.yaml")
    key = [
        IndustryNode(f"key:{code}", entry["name"], entry["name_zh"], _above("key", code))
        for code, entry in table["key"].items()
    ]
    sei = [
        IndustryNode(f"sei:{code}", name, name_zh, _above("sei", code))
        for code, (name, name_zh) in table["sei"].items()
    ]
    return (*wipo35.nodes(), *key, *sei)


def _above(scheme: str, code: str) -> str | None:
    above, dot, _ = code.partition(".")
    return f"{scheme}:{above}" if dot else None


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    table = read_yaml("industries.yaml")["key"]
    for node in sorted(nodes(), key=lambda node: not node.key.startswith("key:")):
        scheme, _, code = node.key.partition(":")
        entry = table.get(code, {}) if scheme == "key" else {}
        alone = (code,) if scheme == "key" else ()
        for name in (node.key, *alone, node.name, node.name_zh or "", *entry.get("aliases", ())):
            names.setdefault(_fold(name), node.key)
    return names


def _fold(name: str) -> str:
    folded = fold(name)
    return folded.removesuffix(" industry").removesuffix("产业") or folded


def find(name: str) -> str | None:
    """Key of the industry with this name, alias or code, in either language: ``chips`` gives ``key:ic``."""
    return _names().get(_fold(name))
