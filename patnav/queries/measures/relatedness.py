"""Relatedness of industries, how near a region is to each, and how complex both are."""

from __future__ import annotations

import numpy as np

from patnav.queries.measures.specialization import Matrix

__all__ = ["complexity", "cooccurrence", "density", "probability", "proximity", "reflections"]


def cooccurrence(present: Matrix) -> Matrix:
    """How many regions have both of two industries; the diagonal is 0.

    Args:
        present: 1 where the region has the industry (as by a location quotient of at least 1), else 0.
    """
    together: Matrix = present.T @ present
    np.fill_diagonal(together, 0)
    return together


def probability(together: Matrix) -> Matrix:
    """Relatedness as co-occurrence over what chance would give.

    Args:
        together: Symmetric counts of co-occurrence with a diagonal of 0.

    Returns:
        ``C_ij / [(S_i/T · S_j/(T - S_i) + S_j/T · S_i/(T - S_j)) · T/2]`` with S the sums of rows and T their sum: over
        1 where two industries meet more than by chance; 0 on the diagonal and where an industry meets no other.

    References:
        Steijn, Improvement on the association strength: implementing probability measures based on combinations without
        repetition, 2017; van Eck and Waltman, How to normalize cooccurrence data?, JASIST 60, 2009; the measure "prob"
        of the R package EconGeo.
    """
    sums = together.sum(axis=1)
    total = sums.sum()
    if not total:
        return np.zeros_like(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        one_way = (sums[:, None] / total) * (sums[None, :] / (total - sums[:, None]))
        found = together / ((one_way + one_way.T) * total / 2)
    np.fill_diagonal(found, 0)
    related: Matrix = np.nan_to_num(found, nan=0.0, posinf=0.0)
    return related


def proximity(present: Matrix) -> Matrix:
    """Proximity of industries: the lesser of the two conditional probabilities of having one with the other.

    Args:
        present: See :func:`cooccurrence`.

    Returns:
        ``min(P(i|j), P(j|i))``, between 0 and 1; 0 on the diagonal and for industries that no region has.

    References:
        Hidalgo, Klinger, Barabási and Hausmann, The product space conditions the development of nations, Science 317,
        2007.
    """
    held = present.sum(axis=0)
    larger = np.maximum(held[:, None], held[None, :])
    found: Matrix = np.divide(cooccurrence(present), larger, out=np.zeros_like(larger, dtype=float), where=larger > 0)
    return found


def density(present: Matrix, related: Matrix) -> Matrix:
    """How much of what is related to each industry a region has, in percent.

    Args:
        present: See :func:`cooccurrence`.
        related: Relatedness, industries in rows; columns may be other industries than those of the rows.

    Returns:
        ``100 · Σ_j M_rj φ_ij / Σ_j φ_ij``, regions in rows; NaN for an industry related to none (EconGeo, too).

    References:
        Boschma, Balland and Kogler, Relatedness and technological change in cities, Industrial and Corporate Change 24,
        2015.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Matrix = 100 * (present @ related.T) / related.sum(axis=1)
    return found


def reflections(present: Matrix, steps: int) -> tuple[Matrix, Matrix]:
    """The method of reflections.

    Args:
        present: See :func:`cooccurrence`; every region has an industry, and every industry a region.
        steps: How often to reflect; 0 gives diversity of regions and ubiquity of industries.

    Returns:
        ``k_r,N`` and ``k_i,N``: the mean over a region's industries of their ``k_i,N-1``, and the other way round.

    References:
        Hidalgo and Hausmann, The building blocks of economic complexity, PNAS 106, 2009.
    """
    diversity, ubiquity = present.sum(axis=1), present.sum(axis=0)
    regions, industries = diversity, ubiquity
    for _ in range(steps):
        regions, industries = (present @ industries) / diversity, (present.T @ regions) / ubiquity
    return regions, industries


def complexity(present: Matrix, steps: int = 20) -> tuple[Matrix, Matrix]:
    """Complexity of regions and of industries by the method of reflections, in standard deviations from the mean.

    Regions are reflected an even number of times, industries an odd one, so that both grow with complexity. Reflections
    draw all values together; what they have in common is taken out at every step, so that no digits are lost. That
    changes no standardised value.

    Args:
        present: See :func:`cooccurrence`.
        steps: Reflections of regions, an even number.

    Returns:
        Values of regions and of industries; NaN for a region or industry without the other, and where all are alike.

    References:
        See :func:`reflections`; Balland and Rigby, The geography of complex knowledge, Economic Geography 93, 2017.
    """
    some_regions, some_industries = present.sum(axis=1) > 0, present.sum(axis=0) > 0
    held = present[np.ix_(some_regions, some_industries)]
    diversity, ubiquity = held.sum(axis=1), held.sum(axis=0)
    regions: Matrix = diversity.astype(float)
    for _ in range(steps // 2):
        regions = regions - np.average(regions, weights=diversity) if regions.size else regions
        scale = np.abs(regions).max(initial=0.0)
        regions = held @ ((held.T @ (regions / scale)) / ubiquity) / diversity if scale > 1e-12 else regions * 0.0
    industries = (held.T @ regions) / ubiquity
    return _spread(regions, some_regions), _spread(industries, some_industries)


def _spread(values: Matrix, where: Matrix) -> Matrix:
    """Standardised values at their places; NaN elsewhere."""
    found = np.full(where.shape, np.nan)
    deviation = values.std() if values.size else 0.0
    if deviation > 1e-12:
        found[where] = (values - values.mean()) / deviation
    return found
