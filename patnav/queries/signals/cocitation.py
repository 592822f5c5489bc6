"""Co-citation: what later patents cite together with the target, and what cites it or is cited by it.

A patent that cites many tells less of each of them: it counts 1 / ln(2 + what it cites). Citing patents of one family
count once; the target's own family is left out.

References:
    Small, Co-citation in the scientific literature, JASIS 24 (1973) 265-269.
"""

from __future__ import annotations

from collections.abc import Mapping

from patnav.graph.store import Store
from patnav.queries.signals.target import Target
from patnav.queries.texts import section

__all__ = ["NAME", "near"]

NAME = "co-citation"
_DEPTH = 500


def near(store: Store, target: Target, pool: Mapping[str, float]) -> dict[str, float]:
    """See :mod:`patnav.queries.signals`."""
    if not target.own:
        return {}
    rows = store.rows(section(store, "related", "cocited"), {"own": list(target.own), "depth": _DEPTH})
    return {row["key"]: row["weight"] / 1e6 for row in rows}
