"""Main path of a citation network: the line of descent that most ways through it share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import networkx as nx

__all__ = ["main_path", "names", "search_path_counts"]

Arc = tuple[str, str]


def search_path_counts(arcs: Iterable[Arc]) -> dict[Arc, int]:
    """How many ways from a source to a sink run over each arc (SPC).

    Args:
        arcs: Arcs from the cited to the citing. Those on a cycle are contracted: the nodes of a strongly connected
            component count as one, and arcs between two components are counted together.

    Returns:
        Count by arc between components, each named by the least of its nodes; in topological order, whole numbers of
        any size.

    References:
        Hummon and Doreian, Connectivity in a citation network, Social Networks 11, 1989; Batagelj, Efficient algorithms
        for citation network analysis, arXiv cs/0309023, 2003.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted(set(arcs)))
    name = {node: min(part) for part in nx.strongly_connected_components(graph) for node in part}
    contracted: nx.DiGraph[str] = nx.DiGraph()
    contracted.add_edges_from(sorted({(name[a], name[b]) for a, b in graph.edges if name[a] != name[b]}))
    order = list(nx.lexicographical_topological_sort(contracted))
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for node in order:
        before[node] = sum(before[one] for one in contracted.predecessors(node)) or 1
    for node in reversed(order):
        after[node] = sum(after[one] for one in contracted.successors(node)) or 1
    return {(a, b): before[a] * after[b] for a in order for b in sorted(contracted.successors(a))}


def main_path(counts: dict[Arc, int]) -> list[Arc]:
    """The path from a source to a sink with the largest sum of counts: the global main path.

    Args:
        counts: What :func:`search_path_counts` gives, in its order.

    Returns:
        Arcs from source to sink; of equal paths the one with the least names.

    References:
        Liu and Lu, An integrated approach for main path analysis, JASIST 63, 2012.
    """
    following: dict[str, list[Arc]] = defaultdict(list)
    for arc in counts:
        following[arc[0]].append(arc)
    best: dict[str, int] = {}
    step: dict[str, Arc] = {}
    for a, b in reversed(list(counts)):
        worth = counts[a, b] + best.get(b, 0)
        if a not in best or (-worth, b) < (-best[a], step[a][1]):
            best[a], step[a] = worth, (a, b)
    entered = {b for _, b in counts}
    starts = sorted((node for node in following if node not in entered), key=lambda node: (-best[node], node))
    return _follow(starts[0], step) if starts else []


def _follow(node: str, step: dict[str, Arc]) -> list[Arc]:
    path: list[Arc] = []
    while node in step:
        path.append(step[node])
        node = step[node][1]
    return path


def names(path: Sequence[Arc]) -> list[str]:
    """Nodes along a path."""
    return [a for a, _ in path[:1]] + [b for _, b in path]
