"""Signals: each a way to tell how near patents are to what is asked about.

A signal is a module with a ``NAME`` and one function, ``near(store, target, pool)``: scores by publication, higher is
nearer, those that it knows nothing of left out. ``pool`` holds what wording and classes found, with their scores, for
signals that would name too many alone. :mod:`patnav.queries.related` joins them by reciprocal ranks, so a signal that
is blind to a patent gives it nothing and takes nothing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patnav.graph.store import Store
from patnav.queries.signals import cocitation, coupling, meaning, parties, siblings
from patnav.queries.signals.target import Target

__all__ = ["SIGNALS", "Near"]

Near = Callable[[Store, Target, Mapping[str, float]], dict[str, float]]

SIGNALS: dict[str, Near] = {module.NAME: module.near for module in (parties, siblings, cocitation, coupling, meaning)}
"""The signals beside wording and classes (:mod:`patnav.queries.signals.content`), by name."""
