"""Sentence vectors: what says the same in other words, or in the other language.

Blind without vectors (``PATNAV_VECTORS``), and to a text where the model is not installed.
"""

from __future__ import annotations

from collections.abc import Mapping

from patnav.graph.store import Store
from patnav.queries.signals.target import Target

__all__ = ["NAME", "near"]

NAME = "meaning"
_DEPTH = 500
_LEAST = 0.1
"""Cosine about the mean below which texts have nothing to do with each other."""


def near(store: Store, target: Target, pool: Mapping[str, float]) -> dict[str, float]:
    """See :mod:`patnav.queries.signals`."""
    vectors = store.vectors
    if not vectors.count:
        return {}
    query = vectors.of_patents(target.keys) if target.keys else None
    if query is None and (query := vectors.of_text(target.wording)) is None:
        return {}
    own = set(target.own)
    found = vectors.nearest(query, _DEPTH + len(own))
    return {key: score for key, score in found if key not in own and score >= _LEAST}
