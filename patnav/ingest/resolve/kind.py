"""What kind of organization a name is, by words kept as data (``organization_kinds.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from patnav.ingest.resolve.normalise import fold, legal_form
from patnav.ingest.resolve.tables import read_yaml

__all__ = ["kind_by_words"]


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    words: re.Pattern[str] | None
    exceptions: re.Pattern[str] | None
    forms: frozenset[str]

    def holds(self, folded: str, form: str | None) -> bool:
        told = form in self.forms or (self.words is not None and self.words.search(folded) is not None)
        return told and not (self.exceptions is not None and self.exceptions.search(folded))


def _pattern(han: list[str], latin: list[str]) -> re.Pattern[str] | None:
    """One expression for Chinese words (``~`` marks an end of the name) and whole Latin ones."""
    parts = []
    for word in han:
        head, tail = word.endswith("~"), word.startswith("~")
        parts.append(f"{'^' if head else ''}{re.escape(fold(word))}{'$' if tail else ''}")
    if latin:
        parts.append(rf"\b(?:{'|'.join(map(re.escape, map(fold, latin)))})\b")
    return re.compile("|".join(parts)) if parts else None


def _rule(entry: dict[str, Any]) -> _Rule:
    return _Rule(
        kind=entry["kind"],
        words=_pattern(entry.get("zh", []), entry.get("en", [])),
        exceptions=_pattern(entry.get("not_zh", []), entry.get("not_en", [])),
        forms=frozenset(entry.get("forms", ())),
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(map(_rule, read_yaml("organization_kinds.yaml")))


def kind_by_words(name: str) -> str | None:
    """Kind of the organization called ``name`` by the words in it, None where no word tells.

    A legal form goes before the words: ``大学科技园有限公司`` is an enterprise, ``某某研究院有限公司`` too.

    Examples:
        >>> kind_by_words("苏州工业园区某某研究院有限公司"), kind_by_words("Soochow University")
        ('enterprise', 'university')
    """
    folded = fold(name)
    form = legal_form(name)
    return next((rule.kind for rule in _rules() if rule.holds(folded, form)), None)
