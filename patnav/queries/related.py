"""``related``: the patents nearest to one, by words and by classes, with the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from patnav.errors import NotFound
from patnav.graph.store import Row, Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.filters import ALL, Filters, restrict
from patnav.queries.labels import Note
from patnav.queries.patents import best, patent_rows
from patnav.queries.texts import section
from patnav.queries.wording import shared_words

__all__ = ["fuse", "related"]

_RRF = 60
_DEPTH = 500
_TERMS = 40
_SYMBOLS = 60
_REASONS = 4
_MILLION = 1_000_000


def fuse(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Join rankings by reciprocal ranks.

    Args:
        rankings: Keys, best first, one list a signal.

    Returns:
        Score by key: the sum over the rankings of 1 / (60 + rank), ranks from 1.

    References:
        Cormack, Clarke and Buettcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning
        methods, SIGIR 2009.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (_RRF + rank)
    return scores


def related(
    store: Store, patent: str, filters: Filters = ALL, *, limit: int = 10, evidence: bool = False
) -> Answer[PatentRow]:
    """Patents related to one, nearest first.

    Two signals, each a ranking of the 500 nearest, fused by reciprocal ranks (:func:`fuse`): the rarest 40 words of
    title and abstract by BM25, and the class symbols shared, weighted by information content (Resnik 1995) and divided
    by the root of the number of symbols. A patent without abstract or classes is found by the other signal.

    Args:
        store: What to ask.
        patent: Publication number.
        filters: What to restrict to.
        limit: Number of rows.
        evidence: Whether to name the records that describe each patent.

    Returns:
        One row a family, the patent's own left out; ``why`` names the shared words and classes.

    Raises:
        NotFound: The graph does not hold the patent, or holds its number alone.
    """
    found = store.rows(section(store, "related", "patent"), {"key": patent})
    if not found:
        raise NotFound(
            f"no patent {patent} in this graph",
            "write the publication number with office and kind, or try 'patnav search'",
        )
    query = found[0]
    if query["stub"]:
        raise NotFound(f"{query['key']} is only cited here; no source describes it", "ingest a file that holds it")
    restriction = restrict(store, filters)
    wording = f"{query['title'] or ''} {query['abstract'] or ''}"
    terms = store.rare(store.terms(wording), _TERMS)
    by_words = [hit.key for hit in store.search(terms, _DEPTH, "Patent")]
    weights = _class_weights(store, query["unit"])
    whole = [round(weight * _MILLION) for weight in weights.values()]  # sums of these depend on no order
    bound = {"symbols": list(weights), "weights": whole, "depth": _DEPTH}
    by_class = [row["key"] for row in store.rows(section(store, "related", "sharing"), bound)] if weights else []
    own = {row["id"] for row in store.rows(section(store, "related", "family"), {"unit": query["unit"]})}
    scores = fuse([[key for key in ranking if key not in own] for ranking in (by_words, by_class)])
    ranked = best(store, {key: round(score, 6) for key, score in scores.items()}, restriction)
    shown = ranked[:limit]
    why = _reasons(store, [key for key, _ in shown], wording, terms, list(weights))
    rows = patent_rows(store, [key for key, _ in shown], dict(shown), why, evidence)
    notes = [Note("counted by families, one row each; the patent's own family is left out"), *restriction.notes]
    notes.append(
        Note(
            "total counts families among the {depth} nearest by words and the {depth} nearest by classes", depth=_DEPTH
        )
    )
    return Answer("related", {"patent": query["key"], **filters.parameters(), "limit": limit}, rows, len(ranked), notes)


def _class_weights(store: Store, unit: str) -> dict[str, float]:
    """What each class of a family weighs: its information content, ln(all patents / patents in it); the most first."""
    rows = store.rows(section(store, "related", "classes"), {"unit": unit})
    whole = store.rows(section(store, "related", "described"), {})[0]["patents"]
    return {row["symbol"]: log(whole / row["held"]) for row in rows[:_SYMBOLS] if whole > row["held"]}


def _reasons(
    store: Store, keys: list[str], wording: str, terms: Sequence[str], symbols: Sequence[str]
) -> dict[str, list[str]]:
    """The shared words and classes that tell most, for each patent shown."""
    rows = store.rows(section(store, "related", "shown"), {"keys": keys}) if keys else []
    return {row["key"]: _reason(store, row, wording, terms, symbols) for row in rows}


def _reason(store: Store, row: Row, wording: str, terms: Sequence[str], symbols: Sequence[str]) -> list[str]:
    words = shared_words(store, wording, terms, set(store.terms(row["text"])), _REASONS)
    classes = [symbol for symbol in symbols if symbol in (row["symbols"] or ())][:_REASONS]
    named = (("words", words), ("classes", classes))
    return [f"{what}: {', '.join(shared)}" for what, shared in named if shared]
