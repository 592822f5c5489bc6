"""Bibliographic coupling: what cites the same as the target.

A patent that many cite tells less: it counts 1 / ln(2 + citing); the sum is divided by the root of how many the other
patent cites. The target's own family is left out.

References:
    Kessler, Bibliographic coupling between scientific papers, American Documentation 14 (1963) 10-25.
"""

from __future__ import annotations

from collections.abc import Mapping

from patnav.graph.store import Store
from patnav.queries.signals.target import Target
from patnav.queries.texts import section

__all__ = ["NAME", "near"]

NAME = "coupling"
_DEPTH = 500


def near(store: Store, target: Target, pool: Mapping[str, float]) -> dict[str, float]:
    """See :mod:`patnav.queries.signals`."""
    if not target.own:
        return {}
    rows = store.rows(section(store, "related", "coupled"), {"own": list(target.own), "depth": _DEPTH})
    return {row["key"]: row["weight"] / 1e6 for row in rows}
