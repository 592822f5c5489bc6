"""Figures as sources word them: what they leave open, when two of them clash, which ones make a series."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from patnav.graph.store import Row

__all__ = ["clash", "moment", "range_of", "series_key", "year_before"]

_LOOSE = {"over": (1.0, 1.1), "nearly": (0.9, 1.0), "about": (0.95, 1.05)}


def range_of(value: float, modifier: str | None, unit: str | None) -> tuple[float, float]:
    """What a figure leaves open.

    ``over`` is taken to mean up to a tenth more, ``nearly`` down to a tenth less, ``about`` five percent either way. A
    sum or a share without such a word is rounded to its last digit that is not zero: 108.6 billion may be anything from
    108.55 to 108.65. A count is exact.

    Args:
        value: The figure.
        modifier: ``exact``, ``over``, ``nearly`` or ``about``.
        unit: A currency, ``share``, or None for a count.

    Returns:
        The least and the greatest value it may stand for.
    """
    if modifier in _LOOSE:
        low, high = (value * factor for factor in _LOOSE[modifier])
        return min(low, high), max(low, high)
    if unit is None or not value:
        return value, value
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    half = 0.5 * 10.0 ** int(exponent)
    return value - half, value + half


def clash(one: Row, other: Row) -> bool:
    """Whether two figures of one thing at one time cannot both hold: what they leave open does not meet."""
    if one["id"] == other["id"] or one["value"] is None or other["value"] is None:
        return False
    low, high = range_of(one["value"], one["modifier"], one["unit"])
    other_low, other_high = range_of(other["value"], other["modifier"], other["unit"])
    return high < other_low or other_high < low


def series_key(row: Row) -> tuple[Any, ...]:
    """What figures of one series share: what is counted, of whom, in which unit, as a part of what.

    A figure of something that the source has no words for stands alone.
    """
    label = row["indicator"] or (row["label"] or row["id"]).strip().lower()
    return label, tuple(place["id"] for place in row["about"] or ()), row["unit"], row["share_of"]


def moment(row: Row) -> tuple[str | None, str | None]:
    """The time of a figure: its period; without one, the month in which it was published."""
    return row["period"], None if row["period"] else (row["published"] or "")[:7] or None


def year_before(period: str) -> str | None:
    """The same period of the year before, ``2023-H1`` for ``2024-H1``; None for a span."""
    year, rest = period[:4], period[4:]
    return None if "/" in period or not year.isdigit() else f"{int(year) - 1:04d}{rest}"
