"""Filing years that are complete, and the two spans of them that growth compares."""

from __future__ import annotations

from dataclasses import dataclass

from patnav.graph.store import Store
from patnav.queries.filters import UNDATED
from patnav.queries.labels import Note
from patnav.queries.texts import section

__all__ = ["Periods", "periods"]

_LAG = 18
"""Months from filing to publication (Paris Convention priority year, and half a year of preparation)."""

_SPAN = 3


@dataclass(frozen=True, slots=True)
class Periods:
    """Which filing years can be compared.

    Attributes:
        newest: Date of the newest publication in the graph; None where none is dated.
        filed: Whether any publication has a filing date.
    """

    newest: str | None
    filed: bool = True

    @property
    def last(self) -> int | None:
        """The last filing year of which everything is published: it ended 18 months before the newest publication."""
        if self.newest is None or not self.filed:
            return None
        year, month = int(self.newest[:4]), int(self.newest[5:7] or 1)
        return (year * 12 + month - 1 - _LAG) // 12 - 1

    def bounds(self) -> dict[str, str]:
        """First and last year of the last three complete years and of the three before, as bound values."""
        if self.last is None:
            return dict.fromkeys(("recent_from", "recent_to", "before_from", "before_to"), "~")
        ends = {"recent": self.last, "before": self.last - _SPAN}
        return {
            f"{name}_{side}": f"{year:04}"
            for name, end in ends.items()
            for side, year in (("from", end - _SPAN + 1), ("to", end))
        }

    def growth(self, recent: float, before: float, least: float) -> float | None:
        """Change from the span before to the recent one, a fraction; None where fewer than ``least`` were before."""
        return (recent - before) / before if before and before >= least else None

    @property
    def ungrown(self) -> str:
        """Why there may be no growth."""
        return "growth: too few families before" if self.filed else "growth: no filing dates"

    def notes(self) -> list[str]:
        """What the user should know about the years and about growth."""
        if not self.filed:
            return [UNDATED]
        if self.last is None:
            return [Note("no publication is dated, so no year is known to be complete and growth is left out")]
        return [
            *self.incomplete(),
            Note("growth: families filed {recent_from}-{recent_to} against {before_from}-{before_to}", **self.bounds()),
        ]

    def incomplete(self) -> list[str]:
        """From which year on not all is published yet; nothing where no year is known."""
        if self.last is None:
            return []
        return [
            Note(
                "filing years from {year} on are incomplete: the newest publication is of {newest}, and publication "
                "takes 18 months",
                year=self.last + 1,
                newest=self.newest,
            )
        ]


def periods(store: Store) -> Periods:
    """The periods of a graph, by its newest publication."""
    known = store.rows(section(store, "periods", "newest"), {})[0]
    return Periods(known["newest"], bool(known["filed"]))
