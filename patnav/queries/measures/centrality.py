"""Centrality in a network: who lies on the ways between others."""

from __future__ import annotations

import random
from collections.abc import Iterable

__all__ = ["betweenness"]


def betweenness(n: int, ties: Iterable[tuple[int, int]], sources: int, seed: int) -> list[float]:
    """Share of the shortest ways between any two others that lead over each node, by ways from some nodes.

    All sources go a step at a time, each step one product of matrices: meant for networks of up to a thousand nodes.

    Args:
        n: Number of nodes; these are ``range(n)``.
        ties: Pairs of nodes, in no direction, each once.
        sources: Number of nodes, at least two where there are as many, that ways are followed from; drawn at random.
        seed: What these are drawn with.

    Returns:
        Fractions by node: of the ways from each source to every other node, none of both being the node itself.

    References:
        Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 2001; Brandes and
        Pich, Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17, 2007.
    """
    import numpy as np  # which most questions do without

    if n < 3:
        return [0.0] * n
    tied = np.zeros((n, n))
    for a, b in ties:
        tied[a, b] = tied[b, a] = 1.0
    drawn = random.Random(seed).sample(range(n), sources)
    own = np.arange(sources), drawn
    fringe = tied[drawn]
    ways = fringe.copy()  # how many shortest ways lead from a source to a node
    ways[own] = 1.0
    steps = [fringe > 0]
    while not ways.all():
        fringe = np.where(ways > 0, 0.0, fringe @ tied)
        if not fringe.any():
            break
        ways += fringe
        steps.append(fringe > 0)
    over = np.zeros((sources, n))  # of the ways from a source, how many go on from a node; of several to one, parts
    for before, after in zip(steps[-2::-1], steps[:0:-1], strict=True):
        share = np.divide(1 + over, ways, out=np.zeros_like(over), where=after) @ tied
        over += np.where(before, ways * share, 0.0)
    scale = np.full(n, 1 / (sources * (n - 2)))
    scale[drawn] = 1 / ((sources - 1) * (n - 2))
    found: list[float] = (over.sum(axis=0) * scale).tolist()
    return found
