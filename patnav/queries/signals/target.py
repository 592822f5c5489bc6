"""What related patents are looked for: one patent, several, or a text, as all signals see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from patnav.graph.store import Row, Store
from patnav.graph.text import above
from patnav.queries.highlights import TEXTS
from patnav.queries.synonyms import translated
from patnav.queries.texts import section

__all__ = ["Target", "of_patents", "of_text"]

_TERMS = 40


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked about.

    Attributes:
        keys: The patents, none for a text.
        own: All publications of their families.
        wording: Titles and abstracts, or the text.
        words: Number of different terms of the wording.
        terms: Those of its terms that tell most, each with the number of patents asked about that have it; after them
            those of technical terms in the other language (:mod:`patnav.queries.synonyms`).
        symbols: Class symbols and those above them, with the same number.
        cutoff: The earliest date of those that count for prior art: priority, else filing, else publication.
    """

    keys: tuple[str, ...]
    own: tuple[str, ...]
    wording: str
    words: int
    terms: dict[str, int]
    symbols: dict[str, int]
    cutoff: str | None = None


def of_patents(store: Store, patents: Sequence[Row]) -> Target:
    """The target that some patents make; several publications of one family count once.

    Args:
        store: What to ask.
        patents: Rows of the section ``patents`` of ``related``, described ones.
    """
    units = {row["unit"]: row for row in reversed(patents)}
    own = [row["key"] for row in store.rows(section(store, "related", "family"), {"units": sorted(units)})]
    held = store.rows(section(store, "related", "classes"), {"keys": own})
    families: dict[str, set[str]] = {}
    for row in held:
        families.setdefault(row["unit"], set()).update(level for symbol in row["symbols"] for level in above(symbol))
    texts = [" ".join(filter(None, map(row.get, TEXTS))) for row in patents if row in units.values()]
    known = [row["priority_date"] or row["filing_date"] or row["publication_date"] for row in patents]
    return _target(
        store,
        texts,
        keys=tuple(row["key"] for row in patents),
        own=tuple(own),
        symbols=Counter(symbol for symbols in families.values() for symbol in sorted(symbols)),
        cutoff=min(filter(None, known), default=None),
    )


def of_text(store: Store, text: str) -> Target:
    """The target that a text makes."""
    return _target(store, [text], keys=(), own=(), symbols=Counter(), cutoff=None)


def _target(
    store: Store,
    texts: Sequence[str],
    *,
    keys: tuple[str, ...],
    own: tuple[str, ...],
    symbols: Counter[str],
    cutoff: str | None,
) -> Target:
    counted = Counter(term for text in texts for term in store.terms(text))
    rarest = store.rare(list(counted), _TERMS * max(1, len(texts)))
    # Of several patents, the terms that most of them share tell most.
    kept = sorted(rarest, key=lambda term: -counted[term])[:_TERMS] if len(texts) > 1 else rarest
    terms = {term: counted[term] for term in kept}
    wording = " ".join(texts)
    foreign = dict.fromkeys(term for name in translated(wording, store.terms) for term in store.terms(name))
    terms |= dict.fromkeys(store.rare([term for term in foreign if term not in counted], _TERMS // 2), 1)
    return Target(keys, own, wording, len(counted), terms, dict(symbols), cutoff)
