"""``related``: the patents nearest to one, to several or to a text, with the reasons for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from patnav.errors import NotFound, QueryError
from patnav.graph.matching import Between
from patnav.graph.store import Row, Store
from patnav.graph.text import number
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.filters import ALL, Filters, Restriction, restrict
from patnav.queries.labels import Note
from patnav.queries.patents import patent_rows
from patnav.queries.reasons import reasons
from patnav.queries.show import identify
from patnav.queries.signals import SIGNALS
from patnav.queries.signals.content import NAME as CONTENT
from patnav.queries.signals.content import Content
from patnav.queries.signals.meaning import NAME as MEANING
from patnav.queries.signals.target import Target, of_patents, of_text
from patnav.queries.texts import section

__all__ = ["Neighbours", "find_target", "fuse", "neighbours", "related"]

ACROSS = "across languages"
"""To a text, and to patents without classes, those in the other language: words see them by the table of terms alone,
so their order by meaning stands in the place of the order by words. Class symbols are of no language: with them nothing
is taken out."""
_RRF = 60
_DEPTHS = (500, 4_000, 20_000)
"""How many patents wording and classes give at first, and where too few of those pass the filters; ranks beyond some
hundred hardly weigh among sums of reciprocals."""


def fuse(rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float]) -> dict[str, float]:
    """Join rankings by reciprocal ranks.

    Args:
        rankings: Keys, best first, by signal.
        weights: Weight of a signal, 1 where none is given.

    Returns:
        Score by key: the sum over the rankings of weight / (60 + rank), ranks from 1.

    References:
        Cormack, Clarke and Buettcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning
        methods, SIGIR 2009.
    """
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        weight = weights.get(name, 1.0)
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + weight / (_RRF + rank)
    return scores


def related(
    store: Store,
    patent: str | Sequence[str] = (),
    filters: Filters = ALL,
    *,
    text: str | None = None,
    prior_art: bool = False,
    signals: Sequence[str] = tuple(SIGNALS),
    limit: int = 10,
    evidence: bool = False,
) -> Answer[PatentRow]:
    """Patents related to one, to several, or to a text, nearest first.

    Wording and classes give one ranking (:mod:`patnav.queries.signals.content`), each further signal another: shared
    inventors and applicants, what the inventors' other patents cite, co-citation, bibliographic coupling and, where the
    workspace keeps them, sentence vectors (:mod:`patnav.queries.signals`). They are joined by reciprocal ranks of
    families (:func:`fuse`), so a patent without abstract, classes or citations is found by what it has.

    Args:
        store: What to ask.
        patent: Publication number with or without kind code, or several.
        filters: What to restrict to.
        text: A text in the place of patents, in English or Chinese: an invention, a need, news.
        prior_art: Only what was published before the earliest priority date of the patents, so that it could be cited
            against them.
        signals: Names of the signals to use beside wording and classes.
        limit: Number of rows.
        evidence: Whether to name the records that describe each patent.

    Returns:
        One row a family, the patents' own left out; ``why`` gives the signals' shares of the score, the shared words,
        classes, inventors, applicants and citations.

    Raises:
        NotFound: The graph does not hold a patent, or holds its number alone.
        QueryError: Neither patent nor text is given, or both, or the text holds no word.
    """
    target = find_target(store, [patent] if isinstance(patent, str) else list(patent), text)
    restriction = restrict(store, filters)
    near = neighbours(store, target, restriction, prior_art=prior_art, signals=signals, wanted=limit)
    fused = near.fused()
    rows = {near.shown[unit]: unit for unit in list(fused)[:limit]}
    parts = {key: _parts(near, unit) for key, unit in rows.items()}
    why = reasons(store, target, near.content, parts) if rows else {}
    scores = {key: fused[unit] for key, unit in rows.items()}
    asked = {"patent": " ".join(target.keys), "text": text, "prior_art": prior_art}
    notes: list[str] = [
        Note("counted by families, one row each; the families asked about are left out"),
        *restriction.notes,
    ]
    notes.append(
        Note("total counts families among the {depth} nearest by words and classes and other signals", depth=near.depth)
    )
    if prior_art and target.cutoff:
        notes.append(
            Note(
                "only what was published before {cutoff}; what has no date of publication is left out",
                cutoff=target.cutoff,
            )
        )
    elif prior_art:
        notes.append(Note("nothing asked about has a date, so patents of any date count as prior art"))
    return Answer(
        "related",
        asked | filters.parameters() | {"limit": limit},
        patent_rows(store, list(rows), scores, why, evidence),
        len(fused),
        notes,
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the signals found.

    Attributes:
        rankings: Families, nearest first, by signal.
        shown: The publication that stands for each family: the nearest by wording and classes, of equals the first.
        content: Wording and classes of the target.
        depth: How many patents wording and classes were asked for.
        weights: Weights of the signals, where not 1. Sentence vectors beside classes count as much as there is text:
            of titles the classes tell more (both by the same measure, :mod:`patnav.queries.signals.content`).
    """

    rankings: dict[str, list[str]]
    shown: dict[str, str]
    content: Content
    depth: int
    weights: dict[str, float]

    def fused(self) -> dict[str, float]:
        """Families by falling score of all signals together (:func:`fuse`), of equals by the publication shown."""
        scores = {unit: round(score, 6) for unit, score in fuse(self.rankings, self.weights).items()}
        return dict(sorted(scores.items(), key=lambda pair: (-pair[1], self.shown[pair[0]])))


def neighbours(
    store: Store,
    target: Target,
    restriction: Restriction,
    *,
    prior_art: bool = False,
    signals: Sequence[str] = tuple(SIGNALS),
    wanted: int = 10,
) -> Neighbours:
    """Rank what is near a target by each signal.

    Args:
        store: What to ask.
        target: What is asked about.
        restriction: The filters.
        prior_art: Whether to leave out what was published since the target's cutoff.
        signals: Names of the signals to use beside wording and classes.
        wanted: How many families to find; where filters, or the date, leave fewer, more are looked through.
    """
    content = Content(store, target)
    where, bound = restriction.within, restriction.parameters
    limits: tuple[Between, ...] = ()
    if prior_art and target.cutoff is not None:
        where = f"({where}) AND {section(store, 'related', 'before')}"
        bound = bound | {"cutoff": target.cutoff}
        limits = (Between("published", None, (number(target.cutoff) or 1) - 1),)
    passing: dict[str, Row] = {}
    pool: dict[str, float] = {}
    for depth in _DEPTHS if where != "true" else _DEPTHS[:1]:
        seen, pool = pool, content.near(depth, *limits)
        asked = bound | {"keys": sorted(pool.keys() - seen.keys())}
        passing |= {row["key"]: row for row in store.rows(section(store, "related", "units", where=where), asked)}
        if len({row["unit"] for row in passing.values()}) >= wanted or len(pool) < depth:
            break
    found = {CONTENT: pool} | {name: SIGNALS[name](store, target, pool) for name in signals}
    rows = [row for row in passing.values() if row["key"] in pool]
    if others := sorted({key for scores in found.values() for key in scores} - pool.keys()):
        rows += _stood_for(store, others, where, bound)
    families = _families(rows, pool, target)
    rankings = {name: _ranking(scores, families) for name, scores in found.items()}
    weights = {MEANING: 1 - content.share} if target.symbols else {}
    if rankings.get(MEANING) and not target.symbols:
        shown = {unit: shown for unit, (shown, _) in families.items()}
        foreign = store.vectors.foreign(target.wording, shown.values())
        rankings[ACROSS] = [unit for unit in rankings[MEANING] if shown[unit] in foreign]
        rankings[CONTENT] = [unit for unit in rankings[CONTENT] if shown[unit] not in foreign]
    return Neighbours(rankings, {unit: shown for unit, (shown, _) in families.items()}, content, depth, weights)


def find_target(store: Store, names: Sequence[str], text: str | None = None) -> Target:
    """What is asked about: patents by name, or a text; see :func:`related`."""
    if (not names) == (text is None):
        raise QueryError("related to what?", "give one or more patents, or a text")
    if text is not None:
        target = of_text(store, text)
        if not target.words:
            raise QueryError("the text holds no word to go by", "give a sentence or more, in English or Chinese")
        return target
    return of_patents(store, _described(_named(store, names)))


def _named(store: Store, names: Sequence[str]) -> list[Row]:
    """The publications that names mean: by number as the graph writes it, else as ``show`` finds them."""
    numbers = {name: re.sub(r"[\s,/._-]+", "", name).upper() for name in names}
    rows = store.rows(section(store, "related", "patents"), {"keys": sorted(set(numbers.values()))})
    known = {row["key"]: [row] for row in rows}
    return [row for name in names for row in known.get(numbers[name]) or _called(store, name)]


def _called(store: Store, name: str) -> list[Row]:
    """The publications that a name means in any other way."""
    try:
        keys = [str(node["key"]) for type_, node in identify(store, name) if type_.name == "Patent"]
    except NotFound:
        keys = []
    if not keys:
        raise NotFound(
            f"no patent {name} in this graph", "write the publication number with office, or try 'patnav search'"
        )
    return store.rows(section(store, "related", "patents"), {"keys": keys})


def _described(rows: Sequence[Row]) -> list[Row]:
    described = {row["key"]: row for row in rows if not row["stub"]}
    if not described:
        raise NotFound(f"{rows[0]['key']} is only cited here; no source describes it", "ingest a file that holds it")
    return list(described.values())


def _stood_for(store: Store, keys: Sequence[str], where: str, bound: Mapping[str, Any]) -> list[Row]:
    """The described patents that publications are, or stand for where they are only named; those that pass."""
    rows = store.rows(section(store, "related", "units", where=where), {**bound, "keys": keys})
    described = {row["key"] for row in rows}
    named = [key for key in keys if key not in described]
    return rows + (
        store.rows(section(store, "related", "stood", where=where), {**bound, "keys": named}) if named else []
    )


def _families(rows: Iterable[Row], content: Mapping[str, float], target: Target) -> dict[str, tuple[str, set[str]]]:
    """Families of what was found: the publication to show, and all publications found that mean it."""
    own = set(target.own)
    families: dict[str, tuple[str, set[str]]] = {}
    for row in rows:
        unit, key, shown = row["unit"], row["key"], row["shown"]
        if shown in own:
            continue
        best, means = families.setdefault(unit, (shown, set()))
        means.add(key)
        if (-content.get(shown, 0.0), shown) < (-content.get(best, 0.0), best):
            families[unit] = (shown, means)
    return families


def _ranking(scores: Mapping[str, float], families: Mapping[str, tuple[str, set[str]]]) -> list[str]:
    """Families by falling score of their best publication, of equals by the publication shown."""
    best = {
        unit: max(known)
        for unit, (_, keys) in families.items()
        if (known := [scores[key] for key in keys if key in scores])
    }
    return sorted(best, key=lambda unit: (-round(best[unit], 4), families[unit][0]))


def _parts(near: Neighbours, unit: str) -> dict[str, float]:
    """What each signal gives to the score of a family."""
    return {
        name: near.weights.get(name, 1.0) / (_RRF + ranking.index(unit) + 1)
        for name, ranking in near.rankings.items()
        if unit in ranking
    }
