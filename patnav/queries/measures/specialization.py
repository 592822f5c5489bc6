"""Specialisation: how much of an industry a region has, against how much it has of everything."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Matrix", "interval", "location_quotient", "quotients", "symmetric"]

Matrix = NDArray[np.floating[Any]]
"""Regions in rows, industries in columns."""

_DRAWS = 1_000
_SEED = 0


def location_quotient(cell: float, region: float, industry: float, whole: float) -> float | None:
    """Location quotient of an industry in a region.

    Args:
        cell: Count of the industry in the region.
        region: Count of everything in the region.
        industry: Count of the industry everywhere.
        whole: Count of everything everywhere.

    Returns:
        ``(cell / region) / (industry / whole)``: over 1 where the region is specialised; None where a divisor is 0.

    References:
        Balassa, Trade liberalisation and "revealed" comparative advantage, The Manchester School 33, 1965; for patents
        Soete, The impact of technological innovation on international trade patterns, Research Policy 16, 1987.
    """
    if not region or not industry or not whole:
        return None
    return (cell / region) / (industry / whole)


def quotients(counts: Matrix) -> Matrix:
    """Location quotients of a whole matrix; NaN in empty rows and columns. See :func:`location_quotient`."""
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Matrix = (counts / rows) / (columns / counts.sum())
    return found


def symmetric(quotient: float) -> float:
    """A location quotient between -1 and 1, 0 where the region has its share: ``(LQ - 1) / (LQ + 1)``.

    References:
        Dalum, Laursen and Villumsen, Structural change in OECD export specialisation patterns, International Review of
        Applied Economics 12, 1998.
    """
    return (quotient - 1) / (quotient + 1)


def interval(
    cell: float, region: float, industry: float, whole: float, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Bootstrap interval of a location quotient.

    The four exclusive counts (in the cell, else in the region, else in the industry, elsewhere) are drawn anew 1,000
    times from a multinomial distribution with their shares, by a fixed seed; the interval lies between the percentiles.

    Args:
        cell: See :func:`location_quotient`; so are the others.
        region: Count of everything in the region.
        industry: Count of the industry everywhere.
        whole: Count of everything everywhere.
        confidence: Share of the draws between the bounds.

    Returns:
        Lower and upper bound; None where the quotient is undefined.

    References:
        Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    if location_quotient(cell, region, industry, whole) is None:
        return None
    counts = np.maximum([cell, region - cell, industry - cell, whole - region - industry + cell], 0.0)
    drawn = np.random.default_rng(_SEED).multinomial(round(whole), counts / counts.sum(), size=_DRAWS).astype(float)
    inside, regions, industries = drawn[:, 0], drawn[:, 0] + drawn[:, 1], drawn[:, 0] + drawn[:, 2]
    expected = regions * industries
    found = inside[expected > 0] * round(whole) / expected[expected > 0]
    tail = 50 * (1 - confidence)
    low, high = np.percentile(found, [tail, 100 - tail])
    return float(low), float(high)
