"""How likely facts of unseen text are told and right: learned, measured, written down.

Run ``python -m benchmarks.confidence``; with ``--write`` it makes ``patnav/resources/extract/confidence.yaml`` anew, as
it should be after the grammar has changed much. Learned from are facts of articles at first sight
(:mod:`benchmarks.first_sight`) and those that the grammar was fitted to, which alone would say that all is well. What
is measured is of the former alone, each batch of articles judged by weights that were made without any of them.

References:
    A. E. Hoerl, R. W. Kennard, Ridge regression, Technometrics 12 (1970) 55-67: the penalty on weights.
    J. Platt, Probabilistic outputs for support vector machines, Advances in large margin classifiers (1999) 61-74.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.first_sight import ROOT, Seen, first_sights, seen_today
from benchmarks.measure import Figure, report
from benchmarks.news_score import Score
from patnav.ingest.extract.components.confidence import LEAST

__all__ = ["fit", "main"]

WEIGHTS = ROOT / "patnav" / "resources" / "extract" / "confidence.yaml"
PENALTY = 1.0
"""Half of it times the weights' squares is added to the log loss; up to 30 is alike for unseen facts, but forgets more
of those that the grammar was fitted to."""
RARE = 8
"""Traits of fewer facts than this are left out."""
_BINS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)
_HEAD = """# How likely a drafted fact is told at all, and right in every field: the log odds of both are sums of its
# traits (patnav/ingest/extract/facts/traits.py), each times its weight. Made {day} by
# `python -m benchmarks.confidence --write` from {facts} facts of {articles} labelled articles and wordings,
# {unseen} of them as they were read at first sight.
"""

Vector = NDArray[np.float64]
Table = NDArray[np.float64]
Marks = list[list[bool | None]]


def fit(rows: Table, true: Vector, penalty: float) -> tuple[float, Vector]:
    """A ridge logistic regression, by Newton's method.

    Args:
        rows: One row an example.
        true: 1 for those of which it is true, 0 for the others.
        penalty: What a weight's square costs; the constant is free.

    Returns:
        The constant and the weights.
    """
    wide = np.hstack([np.ones((len(rows), 1)), rows])
    costs = np.full(wide.shape[1], penalty)
    costs[0] = 0.0
    weights = np.zeros(wide.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-wide @ weights))
        slope = wide.T @ (guess - true) + costs * weights
        curve = (wide.T * (guess * (1 - guess))) @ wide + np.diag(costs + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return float(weights[0]), weights[1:]


@dataclass(frozen=True, slots=True)
class Learned:
    """Constant and weights by trait."""

    constant: float
    weights: dict[str, float]

    def odds(self, article: Seen) -> Vector:
        """The log odds of an article's facts."""
        known = self.weights
        sums = [sum(known.get(name, 0.0) * value for name, value in row.items()) for row in article.traits]
        return self.constant + np.array(sums, float)

    def scaled(self, constant: float, slope: float) -> Learned:
        """The same with log odds moved and stretched."""
        return Learned(
            constant + slope * self.constant, {name: slope * weight for name, weight in self.weights.items()}
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help=f"make {WEIGHTS.name} anew")
    parser.add_argument("--json", action="store_true", help="for docs/quality.md")
    options = parser.parse_args(arguments)
    unseen, fitted = list(first_sights()), list(seen_today())
    told, told_all = _judged(unseen, fitted, "told")
    right, right_all = _judged(unseen, fitted, "right")
    figures = [*_gain(unseen, told), *_curve(unseen, right)]
    report("Confidence of facts", figures, options.json, "python -m benchmarks.confidence")
    if options.write:
        _write([*unseen, *fitted], told_all, right_all)


def _judged(unseen: Sequence[Seen], fitted: Sequence[Seen], mark: str) -> tuple[list[Vector], Learned]:
    """Probabilities of each unseen article's facts by weights without its batch, and weights learned from all."""
    found: dict[str, Vector] = {}
    for batch in dict.fromkeys(one.batch for one in unseen):
        apart = [one for one in unseen if one.batch == batch]
        own = {one.article.name for one in apart}
        others = [one for one in unseen if one.batch != batch]
        learned = _learn([*others, *(one for one in fitted if one.article.name not in own)], mark)
        found |= {one.article.name: learned.odds(one) for one in apart}
    odds = [found[one.article.name] for one in unseen]
    constant, slope = _platt(np.concatenate(odds), [known for one in unseen for known in getattr(one, mark)])
    chances = [1 / (1 + np.exp(-(constant + slope * row))) for row in odds]
    return chances, _learn([*unseen, *fitted], mark).scaled(constant, slope)


def _learn(articles: Sequence[Seen], mark: str) -> Learned:
    """Constant and weights from the facts that the labels judge."""
    counts = Counter(name for one in articles for row in one.traits for name in row)
    at = {name: index for index, name in enumerate(sorted(n for n, times in counts.items() if times >= RARE))}
    pairs = [
        (row, known)
        for one in articles
        for row, known in zip(one.traits, getattr(one, mark), strict=True)
        if known is not None
    ]
    table = np.zeros((len(pairs), len(at)))
    for line, (row, _) in enumerate(pairs):
        for name in row.keys() & at.keys():
            table[line, at[name]] = row[name]
    constant, weights = fit(table, np.array([known for _, known in pairs], float), PENALTY)
    return Learned(constant, {name: float(weights[index]) for name, index in at.items()})


def _platt(odds: Vector, known: Sequence[bool | None]) -> tuple[float, float]:
    """Constant and slope that make log odds those of articles at first sight."""
    judged = np.array([mark is not None for mark in known])
    constant, slope = fit(odds[judged][:, None], np.array([mark is True for mark in known], float)[judged], 0.0)
    return constant, float(slope[0])


def _gain(unseen: Sequence[Seen], told: Sequence[Vector]) -> Iterator[Figure]:
    """Scores of all facts and of the likely ones, by language, and by batch where it has one of each."""
    batches = list(dict.fromkeys(one.batch for one in unseen))
    for group in (batches, *([batch] for batch in batches)):
        for lang in ("en", "zh"):
            for name, least in (("all facts", 0.0), (f"told from {LEAST:g}", LEAST)):
                scored = Score()
                for one, row in zip(unseen, told, strict=True):
                    if one.article.gold["lang"] == lang and one.batch in group:
                        kept = [fact for fact, chance in zip(one.facts, row, strict=True) if chance >= least]
                        scored.add(one.article, {"document": {"published": None}, "facts": kept})
                yield _figure(f"batches {''.join(group)}, {lang}, {name}", scored)


def _figure(name: str, scored: Score) -> Figure:
    tally = scored.total()
    values = {"articles": scored.articles, "facts": tally.gold, "strict F1": tally.strict_f1, "slot F1": tally.slot_f1}
    values |= {"precision": tally.precision, "recall": tally.recall, "forbidden": tally.forbidden}
    return Figure(name, values)


def _curve(unseen: Sequence[Seen], right: Sequence[Vector]) -> Iterator[Figure]:
    """How many of the facts of a confidence are right, learned and by the rules' own word; Brier's score of both."""
    rows = [
        (float(chance), float(fact["confidence"]), mark)
        for one, row in zip(unseen, right, strict=True)
        for chance, fact, mark in zip(row, one.facts, one.right, strict=True)
        if mark is not None
    ]
    for at, name in enumerate(("learned", "the rules' own")):
        brier = sum((row[at] - row[2]) ** 2 for row in rows) / len(rows)
        yield Figure(f"confidence, {name}", {"facts": len(rows), "Brier": brier})
        for low, high in pairwise(_BINS):
            inside = [row for row in rows if low <= row[at] < high]
            if inside:
                mean, share = (sum(float(row[i]) for row in inside) / len(inside) for i in (at, 2))
                values = {"facts": len(inside), "confidence": mean, "right": share}
                yield Figure(f"confidence, {name}, from {low:g} to {high:g}", values)


def _write(articles: Sequence[Seen], told: Learned, right: Learned) -> None:
    head = _HEAD.format(
        day=datetime.date.today(),
        facts=sum(len(one.facts) for one in articles),
        articles=len({one.article.name for one in articles}),
        unseen=sum(bool(one.batch) for one in articles),
    )
    pairs = {name: (told.weights.get(name, 0.0), right.weights.get(name, 0.0)) for name in told.weights}
    lines = [f"odds: [{told.constant:.3f}, {right.constant:.3f}]", "weights:  # told, right"]
    lines += [f"  {json.dumps(name)}: [{a:.3f}, {b:.3f}]" for name, (a, b) in sorted(pairs.items())]
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
