"""Siblings: what the other patents of the same inventors cite.

A walk of three steps over the typed graph: to the inventors, to their other patents, to what those cite. A family that
cites many tells less of each of them: it counts 1 / ln(2 + what it cites). So citations speak for a patent that has
none yet. Tried beside personalised PageRank over all kinds of edges, which finds no more and costs more.

References:
    Sun et al., PathSim: meta path-based top-k similarity search in heterogeneous information networks, PVLDB 4 (2011)
    992-1003.
"""

from __future__ import annotations

from collections.abc import Mapping

from patnav.graph.store import Store
from patnav.queries.signals.target import Target
from patnav.queries.texts import section

__all__ = ["NAME", "near"]

NAME = "siblings"
_DEPTH = 500


def near(store: Store, target: Target, pool: Mapping[str, float]) -> dict[str, float]:
    """See :mod:`patnav.queries.signals`."""
    if not target.own:
        return {}
    rows = store.rows(section(store, "related", "siblings"), {"own": list(target.own), "depth": _DEPTH})
    return {row["key"]: row["weight"] / 1e6 for row in rows}
