"""Concentration and diversity of shares."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

__all__ = ["diversity", "effective_number", "generality", "hhi", "rao_stirling"]

K = TypeVar("K", bound=Hashable)


def hhi(counts: Sequence[float]) -> float | None:
    """Herfindahl-Hirschman index.

    Args:
        counts: Sizes of the parts.

    Returns:
        Sum of the squared shares, from 1 / n (all alike) to 1 (one holds all); None where there is nothing.

    References:
        Herfindahl, Concentration in the steel industry, 1950; Hirschman, The paternity of an index, American Economic
        Review 54, 1964.
    """
    whole = sum(counts)
    return sum((count / whole) ** 2 for count in counts) if whole else None


def diversity(counts: Sequence[float]) -> float | None:
    """Chance that two things drawn at random differ in kind, ``1 - HHI``; None where there is nothing.

    References:
        Blau, Inequality and Heterogeneity, 1977.
    """
    concentration = hhi(counts)
    return None if concentration is None else 1 - concentration


def effective_number(counts: Sequence[float]) -> float | None:
    """How many parts of equal size are as concentrated, ``1 / HHI``; None where there is nothing.

    References:
        Laakso and Taagepera, "Effective" number of parties, Comparative Political Studies 12, 1979.
    """
    concentration = hhi(counts)
    return None if concentration is None else 1 / concentration


def rao_stirling(counts: Mapping[K, float], distances: Mapping[tuple[K, K], float]) -> float | None:
    """Diversity that counts how far the kinds lie apart.

    Args:
        counts: Size by kind.
        distances: Distance of two kinds, between 0 and 1; the order of the two does not matter, and what is missing is
            1.

    Returns:
        ``Σ_{i≠j} d_ij p_i p_j``; None where there is nothing.

    References:
        Stirling, A general framework for analysing diversity in science, technology and society, Journal of the Royal
        Society Interface 4, 2007; Rao, Diversity and dissimilarity coefficients, Theoretical Population Biology 21,
        1982.
    """
    whole = sum(counts.values())
    if not whole:
        return None
    kinds = list(counts)
    pairs = ((a, b) for i, a in enumerate(kinds) for b in kinds[i + 1 :])
    return 2 * sum(
        distances.get((a, b), distances.get((b, a), 1.0)) * counts[a] * counts[b] / whole**2 for a, b in pairs
    )


def generality(counts: Sequence[float], citations: float | None = None) -> float | None:
    """Generality over the classes of the patents that cite, or originality over those of the cited ones.

    Args:
        counts: Citations by class; one of several classes is split between them.
        citations: Number of citations, for the correction of small samples; None leaves it out.

    Returns:
        ``1 - Σ s_j²``, times ``N / (N - 1)`` with the correction; None where there is no citation, or one alone to
        correct.

    References:
        Trajtenberg, Henderson and Jaffe, University versus corporate patents, Economics of Innovation and New
        Technology 5, 1997; correction: Hall, A note on the bias in Herfindahl-type measures based on count data, 2005.
    """
    value = diversity(counts)
    if value is None or citations is None:
        return value
    return value * citations / (citations - 1) if citations > 1 else None
