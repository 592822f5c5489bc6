"""``patnav_confidence``: how likely each drafted fact is right, learned from how strangers' articles were read.

The grammar takes its own word for what it reads, which is right of texts like those that it was written on, too hopeful
of others. Two logistic regressions on a fact's traits (:mod:`~patnav.ingest.extract.facts.traits`) say how many of the
facts that look like it were *told* at all in articles that no one had yet looked at, and how many were *right* in every
field. What is hardly told is left out; the second is the fact's confidence. The weights are data,
``resources/extract/confidence.yaml``, made by ``python -m benchmarks.confidence --write``; to see every draft, take the
component out of the pipeline.

References:
    J. Platt, Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods,
    Advances in large margin classifiers (1999) 61-74: scores made probabilities on held-back examples.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.facts.traits import traits
from patnav.ingest.extract.vocabulary import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["LEAST", "judge", "likely", "register"]

LEAST = 0.45
"""Facts of which fewer than this are told are left out; half would cost facts of the articles that are read rightly."""


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_confidence"):
        Language.component("patnav_confidence", func=judge)


def judge(doc: Doc) -> Doc:
    """Give every draft its confidence, and let go of those that are told by nothing."""
    state, kept = reading(doc), []
    for draft, looks in zip(state.drafts, traits(state, state.drafts), strict=True):
        told, draft.confidence = likely(looks)
        if told >= LEAST:
            kept.append(draft)
    state.drafts = kept
    return doc


def likely(looks: dict[str, float]) -> tuple[float, float]:
    """How likely a fact of some traits is told, and how likely it is right in every field.

    Args:
        looks: Its traits; what the weights do not know counts for nothing.

    Returns:
        Two probabilities, 0.01 to 0.99.
    """
    learned = load("confidence")
    told, right = learned["odds"]
    weights: dict[str, list[float]] = learned["weights"]
    for name, value in looks.items():
        if name in weights:
            told += weights[name][0] * value
            right += weights[name][1] * value
    return _probability(told), _probability(right)


def _probability(odds: float) -> float:
    return min(0.99, max(0.01, (1 + math.tanh(odds / 2)) / 2))
