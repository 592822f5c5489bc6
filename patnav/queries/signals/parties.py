"""Shared inventors and applicants: those of the same inventors first, then of the same applicants.

All patents of the inventors count. Of the applicants those do that wording and classes found, as a large firm's others
have nothing in common but the firm; so do those of inventors of the same name, who may be others.
"""

from __future__ import annotations

from collections.abc import Mapping

from patnav.graph.store import Store
from patnav.queries.signals.target import Target
from patnav.queries.texts import section

__all__ = ["NAME", "near"]

NAME = "parties"
_INVENTOR, _APPLICANT, _CONTENT = 1.0, 0.5, 0.5
_DEPTH = 500


def near(store: Store, target: Target, pool: Mapping[str, float]) -> dict[str, float]:
    """See :mod:`patnav.queries.signals`."""
    if not target.own:
        return {}
    bound = {"own": list(target.own), "pool": list(pool), "depth": _DEPTH}
    most = max(pool.values(), default=1.0)
    return {
        row["key"]: _INVENTOR * row["inventor"]
        + _APPLICANT * row["applicant"]
        + _CONTENT * pool.get(row["key"], 0) / most
        for row in store.rows(section(store, "related", "parties"), bound)
    }
