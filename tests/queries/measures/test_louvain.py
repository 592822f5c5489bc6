"""The Louvain method against the implementation of networkx, which serves as the reference."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patnav.queries.measures.louvain import louvain


def test_karate_club_of_blondel_et_al() -> None:
    # Table 1 of the paper: modularity .42 for the network of 34 members and 77 (here 78) ties.
    club: Any = nx.karate_club_graph()
    found, modularity = louvain(34, ((a, b, 1) for a, b in club.edges), 0)
    assert modularity == pytest.approx(0.42, abs=0.005)
    assert len(found) == 4


def test_nothing_is_tied() -> None:
    assert louvain(0, [], 0) == ([], 0.0)
    assert louvain(3, [], 0) == ([[0], [1], [2]], 0.0)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(1, 9),
        min_size=1,
        max_size=120,
    ),
    st.integers(0, 9),
)
def test_communities_are_those_of_networkx(weights: dict[tuple[int, int], int], seed: int) -> None:
    ties = sorted((a, b, weight) for (a, b), weight in weights.items())
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(41))
    graph.add_weighted_edges_from(ties)
    expected = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    found, modularity = louvain(41, ties, seed)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
    assert modularity == pytest.approx(nx.community.modularity(graph, expected), abs=1e-9)
