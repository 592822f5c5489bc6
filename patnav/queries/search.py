"""``search``: patents that a query describes, best first."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from patnav.errors import QueryError
from patnav.graph.matching import Either, Every, Match, Term
from patnav.graph.store import Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.compiling import Alternative, Compiler
from patnav.queries.filters import ALL, Filters, Restriction, restrict
from patnav.queries.grammar import All, Leaf, Node, parse
from patnav.queries.highlights import highlights
from patnav.queries.labels import Note, Told, value
from patnav.queries.patents import best, patent_rows
from patnav.queries.spelling import correction
from patnav.queries.texts import section

__all__ = ["FACETS", "SORTS", "SearchAnswer", "search"]

_DEPTHS = (500, 5_000, 50_000, 500_000)
"""How many hits to look through, one after the other, until enough pass the filters."""

_COUNTED = 50_000
"""How many hits are counted."""

SORTS = ("relevance", "newest", "oldest", "cited")
FACETS = ("applicant", "class", "region", "year", "status")
_FACET = 10

Ranked = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class SearchAnswer(Answer[PatentRow]):
    """Rows of patents with what goes around them.

    Attributes:
        facets: By facet, the most frequent values with the number of families among those found.
        cursor: What to pass as ``after`` for the next rows; None where there are none.
    """

    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    cursor: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """See :meth:`patnav.queries.answer.Answer.to_dict`; ``facets`` and ``cursor`` where there are any."""
        more = {name: value for name, value in (("facets", self.facets), ("cursor", self.cursor)) if value}
        return Answer.to_dict(self) | more


def search(
    store: Store,
    text: str,
    filters: Filters = ALL,
    *,
    sort: str = "relevance",
    facets: bool = False,
    after: str | None = None,
    limit: int = 10,
    evidence: bool = False,
) -> SearchAnswer:
    """Patents that a query describes, best first.

    The language is that of :mod:`patnav.queries.grammar`: every word must occur, in the title or abstract. Where a
    query is of words alone and no patent has them all, any of them counts and a note says so. English is stemmed,
    Chinese matched by pairs of characters; technical terms are found under their other names, English and Chinese, too
    (:mod:`patnav.queries.synonyms`), unless they stand in quotes. Without a word, all that pass the filters are
    listed, the newest first. Ranked by BM25 (Robertson and Zaragoza 2009), the
    title counting double.

    Args:
        store: What to ask.
        text: The query.
        filters: What to restrict to.
        sort: ``relevance``, ``newest``, ``oldest`` (by publication) or ``cited`` (by how many patents cite it).
        facets: Whether to count the families found by applicant, class, region, year of filing and status.
        after: The ``cursor`` of an earlier answer, for the rows after those.
        limit: Number of rows.
        evidence: Whether to name the records that describe each patent.

    Returns:
        One row a family, ``score`` being BM25, ``why`` the passages with what was found in «»; ``total`` counts
        families among the best 50,000 hits, or as many more as had to be looked through for the rows; where there are
        more hits, a note names that depth.

    Raises:
        QueryError: The query cannot be read, or holds no word and nothing is filtered; the message points at the place.
    """
    if sort not in SORTS:
        raise QueryError(f"no order {sort!r}", f"choose one of {', '.join(SORTS)}")
    node = parse(text) if text.strip() else All(())
    compiler = Compiler(store, text)
    restriction = restrict(store, filters)
    listed = not text.strip() and restriction.where != "true"
    ways = [Alternative(None, ())] if listed else compiler.alternatives(node)
    if not listed and (not ways or not (compiler.words or _has_field(node))):
        raise QueryError(
            f"no word to search for in {text!r}", "give at least one word, in English or Chinese, or a filter alone"
        )
    if listed and sort == "relevance":
        sort = "newest"
    notes: list[str] = [Note("counted by families, one row each")]
    start = _start(after)
    every = len(compiler.plain) < 2 or not _words_alone(node) or any(_holds(store, way) for way in ways)
    if not every:
        ways = [Alternative(Either(tuple(_any(compiler))), ())]
    whole = facets or sort != "relevance"
    ranked, cut = _ranked(store, ways, restriction, limit, start if sort == "relevance" else None, whole)
    total = max(len(ranked), 0 if whole or not cut else _families(store, ways, restriction))
    depth = max(cut, _COUNTED)
    if cut and any(way.match is not None and store.count(way.match) > depth for way in ways):
        notes.append(Note("there are more: total counts families among the best {depth} hits", depth=depth))
    notes += _around(store, compiler, every and bool(ranked), bool(ranked))
    counted = _facets(store, [key for key, _ in ranked]) if facets else {}
    if sort != "relevance":
        ranked = _sorted(store, ranked, sort)
    left = [(key, value) for key, value in ranked if start is None or (-value, key) > (-start[0], start[1])]
    shown = left[:limit]
    keys = [key for key, _ in shown]
    why = highlights(store, keys, compiler.words)
    scores = dict(shown) if sort == "relevance" else None
    rows = patent_rows(store, keys, scores, why, evidence)
    notes.extend(restriction.notes)
    cursor = _cursor(*shown[-1]) if len(left) > limit and shown else None
    for name, values in counted.items():
        notes.append(Note("by {by}: {counts}", by=name, counts=_told(values)))
    if cursor:
        notes.append(Note("the next rows: --after {cursor}", cursor=cursor))
    asked = {"text": text, **filters.parameters(), "sort": None if sort == "relevance" else sort, "after": after}
    return SearchAnswer("search", asked | {"limit": limit}, rows, total, notes, counted, cursor)


def _has_field(node: Node) -> bool:
    if isinstance(node, Leaf):
        return (node.field is not None and node.field not in ("ti", "ab", "ta", "txt", "ftxt")) or "*" in node.text
    return any(map(_has_field, (node.part,) if hasattr(node, "part") else node.parts))


def _words_alone(node: Node) -> bool:
    """Whether a query is words side by side, without fields, quotes and operators."""
    return isinstance(node, All) and all(
        isinstance(p, Leaf) and p.field is None and p.kind == "word" for p in node.parts
    )


def _holds(store: Store, way: Alternative) -> bool:
    return way.match is None or bool(store.find(way.match, 1))


def _any(compiler: Compiler) -> list[Match]:
    terms = dict.fromkeys(term for terms in compiler.plain.values() for term in terms)
    return [Term(term) for term in terms]


def _ranked(
    store: Store,
    ways: Sequence[Alternative],
    restriction: Restriction,
    limit: int,
    start: tuple[float, str] | None,
    whole: bool,
) -> tuple[Ranked, int]:
    """Families by falling score, and how many hits were looked through where there may be more."""
    found: dict[str, float] = {}
    cut = 0
    for way in ways:
        limits = _limits(way, restriction)
        if way.match is None:
            rows = store.rows(section(store, "patents", "listed", where=limits.where), limits.parameters)
            found |= {row["key"]: 0.0 for row in rows if row["key"] not in found}
            continue
        for depth in (_COUNTED,) if whole else _DEPTHS:
            hits = store.find(way.match, depth)
            ranked = best(store, {hit.key: hit.score for hit in hits}, limits)
            enough = sum(1 for key, score in ranked if start is None or (-score, key) > (-start[0], start[1]))
            if enough > limit or len(hits) < depth:
                break
        cut = max(cut, depth if len(hits) == depth else 0)
        for key, score in ranked:
            found[key] = max(score, found.get(key, 0.0))
    if len(ways) > 1:
        found = dict(best(store, found, Restriction("true", {}, ())))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0])), cut


def _limits(way: Alternative, restriction: Restriction) -> Restriction:
    """The filters with the conditions that a query makes of its fields."""
    where = " AND ".join([f"({restriction.where})", *(f"({c.where})" for c in way.conditions)])
    values = dict(restriction.parameters)
    for condition in way.conditions:
        values |= condition.parameters
    return Restriction(where, values, ())


def _families(store: Store, ways: Sequence[Alternative], restriction: Restriction) -> int:
    """How many families there are among the best hits."""
    if len(ways) > 1:
        return len(_ranked(store, ways, restriction, _COUNTED, None, True)[0])
    (way,) = ways
    limits, hits = _limits(way, restriction), store.find(way.match, _COUNTED) if way.match is not None else []
    text = section(store, "patents", "families", where=limits.where)
    return int(store.rows(text, limits.parameters | {"keys": [hit.key for hit in hits]})[0]["families"])


def _around(store: Store, compiler: Compiler, every: bool, any_: bool) -> list[str]:
    """What else there is to say: other names, news, words that no patent has."""
    notes: list[str] = []
    for term, names in compiler.also.items():
        notes.append(
            Note(
                "{term} is also found as {names}; put it in quotes for itself alone", term=term, names=", ".join(names)
            )
        )
    words = tuple(Term(term) for terms in compiler.plain.values() for term in terms)
    news = len(store.find(Every(words), 1_000, "Document")) if words else 0
    if news:
        notes.append(Note("{news} news documents hold the words, too", news=news))
    if any_ and not every and len(compiler.plain) > 1:
        notes.append(Note("no patent holds all the words; those that hold any are shown"))
    for word, terms in compiler.plain.items():
        if word.isascii() and len(terms) == 1 and not store.count(Term(terms[0])):
            near = correction(store, word)
            if near:
                notes.append(Note("no patent holds {word}; did you mean {near}?", word=word, near=near))
    return notes


def _facets(store: Store, keys: list[str]) -> dict[str, list[dict[str, Any]]]:
    bound = {"keys": keys, "limit": _FACET}
    return {name: store.rows(section(store, "search", f"by_{name}"), bound) if keys else [] for name in FACETS}


def _told(values: list[dict[str, Any]]) -> Told:
    """Values with their number: ``H01L (Semiconductor devices) 12``, ``未缴年费 (lapsed) 3``."""

    def listed(lang: str) -> str:
        whats = (v.get(_TITLES[lang]) or value("legal_state", v.get("state") or "", lang) for v in values)
        names = ((lang == "zh" and v.get("name_zh")) or v["name"] for v in values)
        named = (f"{name} ({what})" if what else name for name, what in zip(names, whats, strict=True))
        return ", ".join(f"{name} {v['families']}" for name, v in zip(named, values, strict=True)) or "-"

    return Told(listed("en"), listed("zh"))


_TITLES = {"en": "title", "zh": "title_zh"}


def _sorted(store: Store, ranked: Ranked, sort: str) -> Ranked:
    """The families in another order; the number that stands for the order takes the score's place."""
    keys = [key for key, _ in ranked]
    rows = {row["key"]: row for row in store.rows(section(store, "search", "ordered"), {"keys": keys})} if keys else {}
    values: dict[str, float] = {}
    for key in keys:
        day = int((rows[key]["published"] or "0").replace("-", "").ljust(8, "0"))
        values[key] = float({"newest": day, "oldest": -day if day else -1e9, "cited": rows[key]["cited"]}[sort])
    return sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))


def _cursor(key: str, value: float) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([value, key])).decode().rstrip("=")


def _start(after: str | None) -> tuple[float, str] | None:
    if after is None:
        return None
    try:
        value, key = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        return float(value), str(key)
    except (ValueError, TypeError, binascii.Error):
        raise QueryError(f"{after!r} is no cursor", "pass the cursor of an earlier answer to the same query") from None
