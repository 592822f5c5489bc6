"""Betweenness against networkx, which goes source by source (Brandes 2001)."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from patnav.queries.measures.centrality import betweenness


def test_all_ways_from_one_end_lead_over_the_hub_of_a_star() -> None:
    assert betweenness(5, [(0, i) for i in range(1, 5)], 5, 0) == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert betweenness(2, [(0, 1)], 2, 0) == [0.0, 0.0]


@pytest.mark.parametrize("seed", range(25))
def test_betweenness_is_that_of_networkx(seed: int) -> None:
    drawn = random.Random(seed)
    n, density = drawn.randint(3, 60), drawn.choice((0.0, 0.03, 0.1, 0.4))
    graph = nx.gnp_random_graph(n, density, seed=seed)
    sources = drawn.randint(2, n)
    expected = nx.betweenness_centrality(graph, k=sources, seed=0)
    found = betweenness(n, list(graph.edges), sources, 0)
    assert found == pytest.approx([expected[i] for i in range(n)], abs=1e-12)
    assert [share > 0 for share in found] == [expected[i] > 0 for i in range(n)]
