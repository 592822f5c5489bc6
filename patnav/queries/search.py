"""``search``: patents that hold the words asked for."""

from __future__ import annotations

from patnav.errors import QueryError
from patnav.graph.store import Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.filters import ALL, Filters, restrict
from patnav.queries.labels import Note
from patnav.queries.patents import best, patent_rows

__all__ = ["search"]

_DEPTHS = (500, 5_000, 50_000, 500_000)
"""How many hits to look through, one after the other, until enough pass the filters."""


def search(
    store: Store, text: str, filters: Filters = ALL, *, limit: int = 10, evidence: bool = False
) -> Answer[PatentRow]:
    """Patents that match words in their title or abstract, best first.

    Every word must occur; where no patent has them all, any of them counts and a note says so. English is stemmed,
    Chinese matched by pairs of characters. Ranked by BM25 (Robertson and Zaragoza 2009), the title counting double.

    Args:
        store: What to ask.
        text: Words, English or Chinese.
        filters: What to restrict to.
        limit: Number of rows.
        evidence: Whether to name the records that describe each patent.

    Returns:
        One row a family, ``score`` being BM25; ``total`` counts families among the hits looked through.

    Raises:
        QueryError: ``text`` holds no word.
    """
    terms = store.terms(text)
    if not terms:
        raise QueryError(f"no word to search for in {text!r}", "give at least one word, in English or Chinese")
    restriction = restrict(store, filters)
    notes: list[str] = [Note("counted by families, one row each")]
    every = bool(store.search(terms, 1, "Patent", every=True))
    ranked: list[tuple[str, float]] = []
    for depth in _DEPTHS:
        hits = store.search(terms, depth, "Patent", every=every)
        ranked = best(store, {hit.key: hit.score for hit in hits}, restriction)
        if len(ranked) >= limit or len(hits) < depth:
            break
    if len(hits) == depth:
        notes.append(Note("total counts families among the best {depth} hits", depth=depth))
    news = len(store.search(terms, 1_000, "Document", every=True))
    if news:
        notes.append(Note("{news} news documents hold the words, too", news=news))
    if not every and len(terms) > 1 and ranked:
        notes.append(Note("no patent holds all the words; those that hold any are shown"))
    shown = ranked[:limit]
    rows = patent_rows(store, [key for key, _ in shown], dict(shown), evidence=evidence)
    notes.extend(restriction.notes)
    return Answer("search", {"text": text, **filters.parameters(), "limit": limit}, rows, len(ranked), notes)
