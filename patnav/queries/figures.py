"""Figures as sources word them: what they leave open, when two of them clash, which ones make a series."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from patnav.graph.store import Row
from patnav.queries.labels import value

__all__ = ["clash", "moment", "of_one_thing", "range_of", "series_key", "year_before"]

Key = tuple[tuple[Any, ...], tuple[str | None, str | None], str | None]
"""What figures of one thing at one time share: their series, their time, and what sets one apart that stands alone."""

_LOOSE = {"over": (1.0, 1.1), "nearly": (0.9, 1.0), "about": (0.95, 1.05)}

_ROUND = 10_000
"""Counts from which on sources round them."""


def range_of(value: float, modifier: str | None, unit: str | None) -> tuple[float, float]:
    """What a figure leaves open.

    ``over`` is taken to mean up to a tenth more, ``nearly`` down to a tenth less, ``about`` five percent either way. A
    sum or a share without such a word is rounded to its last digit that is not zero: 108.6 billion may be anything from
    108.55 to 108.65. So is a count of ten thousand or more (1.2万), five percent at most; a smaller one is exact.

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
    if not value or (unit is None and abs(value) < _ROUND):
        return value, value
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    half = 0.5 * 10.0 ** int(exponent)
    if unit is None:
        half = min(half, abs(value) * (_LOOSE["about"][1] - 1))
    return value - half, value + half


def clash(one: Row, other: Row) -> bool:
    """Whether two figures of one thing at one time cannot both hold: what they leave open does not meet."""
    if one["id"] == other["id"] or one["value"] is None or other["value"] is None:
        return False
    low, high = range_of(one["value"], one["modifier"], one["unit"])
    other_low, other_high = range_of(other["value"], other["modifier"], other["unit"])
    return high < other_low or other_high < low


def of_one_thing(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Figures that say how much there was of one thing at one time, so that those that clash do contradict each other.

    Two of one document that clash are of different things, though it words them alike (what was accepted and what was
    settled, the whole and a part): these stand alone, as do those that clash where no indicator says what is counted.
    """
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault((series_key(row), moment(row), None), []).append(row)
    parted: dict[Key, list[Row]] = {}
    for (series, time, _), group in groups.items():
        for row in group:
            alone = any(clash(row, other) and not _comparable(row, other) for other in group)
            parted.setdefault((series, time, row["id"] if alone else None), []).append(row)
    return parted


def _comparable(one: Row, other: Row) -> bool:
    """Whether two figures of one series and time must agree: of an indicator, by different documents."""
    return bool(one["indicator"]) and not set(one["documents"] or ()) & set(other["documents"] or ())


def series_key(row: Row) -> tuple[Any, ...]:
    """What figures of one series share: what is counted, of whom, in which unit, as a part of what, narrowed by what.

    A figure of something that the source has no words for stands alone, as does a share of it knows not what.
    """
    vague = row["unit"] == "share" and not row["share_of"] and not row["indicator"]
    label = row["indicator"] or ("" if vague else (row["label"] or "").strip().lower()) or row["id"]
    about = tuple(place["id"] for place in row["about"] or ())
    return label, about, row["unit"], row["share_of"], _scope(row["indicator"], row["label"])


@cache
def _narrowing() -> dict[str, re.Pattern[str]]:
    text = (resources.files("patnav.resources") / "figure_scopes.yaml").read_text("utf-8")
    return {name: re.compile(f"{words['en']}|{words['zh']}", re.I) for name, words in yaml.safe_load(text).items()}


def _scope(indicator: str | None, label: str | None) -> tuple[str, ...]:
    """What the label of an indicator's figure narrows it to, else the indicator's own name."""
    if not indicator:
        return ()  # the label itself tells them apart
    for text in (label or "", value("indicator", indicator, "zh")):
        if found := tuple(name for name, words in _narrowing().items() if words.search(text)):
            return found
    return ()


def moment(row: Row) -> tuple[str | None, str | None]:
    """The time of a figure: its period; without one, or told before it was over, the day of publication, too."""
    period, published = row["period"], row["published"]
    if period and (not published or published[:7] >= _last_month(period)):
        return period, None
    return period, published or f"? {row['id']}"


def _last_month(period: str) -> str:
    """The month in which a period ends: ``2024-06`` for ``2024-H1``."""
    end = period.rpartition("/")[2]
    year, part = end[:4], end[5:]
    months = {"": "12", "H1": "06", "H2": "12", "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12"}
    return f"{year}-{months.get(part, part[:2])}"


def year_before(period: str) -> str | None:
    """The same period of the year before, ``2023-H1`` for ``2024-H1``; None for a span."""
    year, rest = period[:4], period[4:]
    return None if "/" in period or not year.isdigit() else f"{int(year) - 1:04d}{rest}"
