"""What can be asked of the text index: terms, phrases and patterns, joined by and, or, not, and weighted.

A question puts these together and hands them to a store; :func:`compiled` makes tantivy's query of them. They are plain
values, so that they can be compared, shown and tested without an index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import tantivy

__all__ = [
    "DATES",
    "FIELDS",
    "UNCLASSED",
    "Between",
    "Either",
    "Every",
    "Match",
    "Pattern",
    "Phrase",
    "Term",
    "compiled",
]

Field = Literal["title", "body", "text", "classes", "key", "type"]
"""``text`` is title and body together, the title counting :data:`TITLE_WEIGHT` times."""

FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Patent": (("title", "other_title"), ("body", "other_body")),
    "Document": (("headline",), ("story",)),
}
"""Where titles and bodies stand: apart, so that news do not change what a word is worth among patents, and those in
another language not how long a text counts."""

UNCLASSED = "-"
"""Stands for the classes of a patent that has none."""

DATES = ("filed", "published")
TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the index: a stem or bigram, a class symbol, a key.

    Attributes:
        text: The term, as :meth:`patnav.graph.text.TextIndex.terms` gives it.
        field: Where it stands.
    """

    text: str
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms one after the other.

    Attributes:
        terms: At least two.
        field: Where they stand.
    """

    terms: tuple[str, ...]
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms that a regular expression describes.

    Attributes:
        regex: Expression in the syntax of Rust's ``regex``, without anchors.
        field: Where they stand.
    """

    regex: str
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Between:
    """Dates within bounds; it adds nothing to the score.

    Attributes:
        field: ``filed`` or ``published``.
        low: First date as a number, ``20200500`` for all of 2020-05 and what is no more precise; None for no bound.
        high: Last date.
    """

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Either:
    """Any of the parts; the scores of those that match add up.

    Attributes:
        parts: The parts.
        weights: What each score is multiplied by; empty for one each.
    """

    parts: tuple[Match, ...]
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts, and none of the unwanted.

    Attributes:
        parts: What must match; empty for everything.
        unwanted: What must not.
    """

    parts: tuple[Match, ...]
    unwanted: tuple[Match, ...] = ()


Match = Term | Phrase | Pattern | Between | Either | Every


def compiled(schema: Any, match: Match, kind: str) -> Any:
    """Tantivy's query of a match.

    Args:
        schema: Schema of the index.
        match: What to find.
        kind: ``Patent`` or ``Document``: whose texts are meant.
    """
    if isinstance(match, Either):
        parts = [_weighted(_leaf(schema, leaf, field), weight) for leaf, field, weight in _flat(match, kind, 1.0)]
        parts += [_weighted(compiled(schema, part, kind), weight) for part, weight in _nested(match, 1.0)]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
    if isinstance(match, Every):
        must = [compiled(schema, part, kind) for part in match.parts] or [_leaf(schema, Term(kind, "type"), "type")]
        never = [compiled(schema, part, kind) for part in match.unwanted]
        clauses = [(tantivy.Occur.Must, part) for part in must] + [(tantivy.Occur.MustNot, part) for part in never]
        return tantivy.Query.boolean_query(clauses)
    if isinstance(match, Between):
        span = tantivy.Query.range_query(schema, match.field, tantivy.FieldType.Integer, match.low, match.high)
        return tantivy.Query.const_score_query(span, 0.0)
    return compiled(schema, Either((match,)), kind)


def _flat(match: Either, kind: str, factor: float) -> Iterator[tuple[Term | Phrase | Pattern, str, float]]:
    """The leaves of an either and of those inside it, each with its field and weight: a flat union of terms is what
    tantivy prunes (Ding and Suel, Faster top-k document retrieval using block-max indexes, SIGIR 2011).
    """
    for part, weight in _weights(match):
        if isinstance(part, Either):
            yield from _flat(part, kind, factor * weight)
        elif isinstance(part, Term | Phrase | Pattern):
            titles, bodies = FIELDS[kind]
            for field in titles if part.field in ("text", "title") else ():
                yield part, field, factor * weight * (TITLE_WEIGHT if part.field == "text" else 1.0)
            for field in bodies if part.field in ("text", "body") else ():
                yield part, field, factor * weight
            if part.field not in ("text", "title", "body"):
                yield part, part.field, factor * weight


def _nested(match: Either, factor: float) -> Iterator[tuple[Match, float]]:
    """The parts of an either and of those inside it that are no leaves."""
    for part, weight in _weights(match):
        if isinstance(part, Either):
            yield from _nested(part, factor * weight)
        elif isinstance(part, Every | Between):
            yield part, factor * weight


def _weights(match: Either) -> Iterator[tuple[Match, float]]:
    return zip(match.parts, match.weights or (1.0,) * len(match.parts), strict=True)


def _weighted(query: Any, weight: float) -> Any:
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _leaf(schema: Any, match: Term | Phrase | Pattern, field: str) -> Any:
    if isinstance(match, Phrase):
        return tantivy.Query.phrase_query(schema, field, list(match.terms))
    if isinstance(match, Pattern):
        return tantivy.Query.regex_query(schema, field, match.regex)
    query = tantivy.Query.term_query(schema, field, match.text)
    return tantivy.Query.const_score_query(query, 0.0) if field in ("key", "type") or match.text == UNCLASSED else query
