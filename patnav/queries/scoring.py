"""Scores that explain themselves: weighted components, each with its value, its weight and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from patnav.graph.store import Store
from patnav.queries.events import regions_at
from patnav.queries.labels import Note

__all__ = ["Component", "Nearness", "combined", "component", "overlap", "saturated", "told", "weighed"]

_LEVELS = (("district", 1.0), ("city", 1.0), ("province", 0.7), ("macro", 0.5), ("country", 0.2))
"""How near two seats are that lie in the same region of a level."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a score.

    Attributes:
        component: Its name.
        value: Between 0 and 1.
        weight: Its weight among the components that are known for this row; they sum to 1.
        contribution: What it adds to the score: weight times value, and, but for technology itself, times technology.
        reason: Why it has this value.
    """

    component: str
    value: float
    weight: float
    contribution: float
    reason: str


Part = tuple[str, float | None, str]
"""Name, value and reason of a component; no value where nothing is known."""


def component(name: str, value: float | None, reason: str) -> Part:
    """A component before it is weighed."""
    return name, None if value is None else min(1.0, max(0.0, value)), reason


def combined(parts: Sequence[Part], weights: Mapping[str, float]) -> tuple[float, list[Component]]:
    """Technology, raised by how well the rest fits: ``t * (1 + fit) / 2``, fit being the weighted mean of the rest.

    So nothing makes up for technology that is not needed, and the best fit at most doubles it. What nothing is known of
    neither helps nor harms: its weight is shared out among the others.

    Args:
        parts: Components, technology first; it has a value.
        weights: Weights of the others by name.

    Returns:
        The score, between 0 and 1, and the components; their contributions add up to the score.
    """
    (name, technology, reason), *others = parts
    assert technology is not None
    known = [(name, value, weights[name], reason) for name, value, reason in others if value is not None]
    whole = sum(weight for _, _, weight, _ in known)
    half = technology / 2 if known else technology
    made = [Component(name, round(technology, 4), 0.5 if known else 1.0, round(half, 4), reason)]
    for name, value, weight, reason in known:
        share = weight / whole / 2
        made.append(Component(name, round(value, 4), round(share, 4), round(technology * share * value, 4), reason))
    fit = sum(value * weight for _, value, weight, _ in known) / whole if known else 0.0
    return round(half * (1 + fit), 4), [made[0], *sorted(made[1:], key=lambda one: (-one.contribution, one.component))]


def told(components: Sequence[Component]) -> list[str]:
    """Components in words, each with what it adds to the score."""
    return [
        Note("{component} {contribution}: {reason}", component=one.component, contribution=f"{one.contribution:.2f}",
             reason=one.reason)
        for one in components
    ]  # fmt: skip


def weighed(weights: Mapping[str, float]) -> tuple[str, ...]:
    """Weights in words."""
    return tuple(Note("{component} {weight:g}", component=name, weight=weight) for name, weight in weights.items())


def saturated(count: int, half: float) -> float:
    """A count as a value between 0 and 1: 0.5 at ``half``, nearer to 1 the more."""
    return count / (count + half)


def overlap(fields: Iterable[str], profile: Mapping[str, float]) -> float | None:
    """How much of a profile (share by field; shares may overlap) lies in some fields; None without either."""
    own = list(fields)
    return min(1.0, sum(profile.get(field, 0.0) for field in own)) if own and profile else None


class Nearness:
    """How near seats of organizations are, by the finest region that two of them share.

    Args:
        store: Knows where regions lie.
        seats: All seats that will be asked about.
    """

    def __init__(self, store: Store, seats: Iterable[str | None]) -> None:
        known = sorted({seat for seat in seats if seat})
        self._at = {level: regions_at(store, level, known) for level, _ in _LEVELS}

    def between(self, some: Iterable[str | None], others: Iterable[str | None]) -> tuple[float | None, str]:
        """The nearest of all pairs: 1 in one city, 0.7 in one province, 0.5 in one macro-region, 0.2 in one country.

        Returns:
            Value and reason; no value where no seat of either side is known.
        """
        mine, theirs = ([seat for seat in seats if seat] for seats in (some, others))
        if not mine or not theirs:
            return None, ""
        for level, value in _LEVELS:
            lifted = self._at[level]
            shared = {lifted[a] for a in mine if a in lifted} & {lifted[b] for b in theirs if b in lifted}
            if shared:
                return value, Note("both in {region}", region=min(shared, key=lambda place: place.id))
        return 0.0, Note("in different countries")
