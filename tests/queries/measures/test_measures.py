"""Golden values of the measures, each named after its source, and what must hold for any numbers."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.queries.measures.concentration import diversity, effective_number, generality, hhi, rao_stirling
from patnav.queries.measures.geography import Point, dense_groups, distance
from patnav.queries.measures.mainpath import main_path, names, search_path_counts
from patnav.queries.measures.relatedness import complexity, cooccurrence, density, probability, proximity, reflections
from patnav.queries.measures.specialization import interval, location_quotient, quotients, symmetric

ECONGEO = np.array(
    [(100, 0, 0, 0, 0), (0, 15, 5, 70, 10), (0, 20, 10, 20, 50), (0, 25, 30, 5, 40), (0, 40, 55, 5, 0)], dtype=float
)
"""The example matrix in the documentation of the R package EconGeo: regions R1 to R5, industries I1 to I5."""


def test_location_quotient_of_econgeo_example() -> None:
    assert quotients(ECONGEO)[1] == pytest.approx([0, 0.75, 0.25, 3.5, 0.5])
    one_by_one = [location_quotient(ECONGEO[1, i], 100, ECONGEO[:, i].sum(), 500) for i in range(5)]
    assert one_by_one == pytest.approx([0, 0.75, 0.25, 3.5, 0.5])
    assert location_quotient(1, 0, 1, 10) is None
    assert [symmetric(q) for q in (0, 1, 3)] == [-1, 0, 0.5]


def test_hhi_of_econgeo_example() -> None:
    assert [hhi(row) for row in ECONGEO] == pytest.approx([1, 0.525, 0.34, 0.315, 0.465])
    assert diversity(ECONGEO[1]) == pytest.approx(0.475)
    assert effective_number([1, 1, 1, 1]) == 4
    assert hhi([]) is diversity([0]) is effective_number([]) is None


def test_relatedness_density_of_econgeo_example() -> None:
    """R3 by the probability index of co-occurring specialisations: 59.95, 100, 100, 72.58; I1 is related to none."""
    present = (quotients(ECONGEO) >= 1).astype(float)
    found = density(present, probability(cooccurrence(present)))[2]
    assert found[1:] == pytest.approx([59.95, 100, 100, 72.58], abs=0.005)
    assert math.isnan(found[0])


def test_proximity_of_hidalgo_2007_is_the_lesser_conditional_probability() -> None:
    """Three regions: both have a, two of them b, one c; P(a|b) = 1 but P(b|a) = 2/3."""
    present = np.array([(1, 1, 0), (1, 1, 1), (1, 0, 0)], dtype=float)
    assert proximity(present) == pytest.approx(np.array([(0, 2 / 3, 1 / 3), (2 / 3, 0, 1 / 2), (1 / 3, 1 / 2, 0)]))


def test_reflections_of_hidalgo_and_hausmann_2009() -> None:
    """By hand: regions with 3, 2 and 1 industries, which 3, 2 and 1 regions have."""
    present = np.array([(1, 1, 1), (1, 1, 0), (1, 0, 0)], dtype=float)
    assert [list(k) for k in reflections(present, 0)] == [[3, 2, 1], [3, 2, 1]]
    assert reflections(present, 1)[0] == pytest.approx([2, 2.5, 3])
    assert reflections(present, 2)[1] == pytest.approx([2.5, 2.25, 2])


@given(st.integers(2, 8), st.integers(2, 8), st.integers(0, 10_000))
def test_complexity_is_the_standardised_reflection(regions: int, industries: int, seed: int) -> None:
    present = (np.random.default_rng(seed).random((regions, industries)) < 0.6).astype(float)
    present[0, :] = 1
    present[:, 0] = 1
    plain, _ = reflections(present, 6)
    found, _ = complexity(present, 6)
    if plain.std() > 1e-6:
        assert found == pytest.approx((plain - plain.mean()) / plain.std(), abs=1e-4)


def test_complexity_puts_the_diverse_region_and_the_rare_industry_first() -> None:
    present = np.array([(1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)], dtype=float)
    regions, industries = complexity(present)
    assert regions[0] > regions[1] > regions[2]
    assert industries[2] > industries[1] > industries[0]
    assert math.isnan(regions[3])
    assert math.isnan(industries[3])
    assert all(map(math.isnan, complexity(np.ones((3, 3)))[0]))


def test_bootstrap_interval_holds_the_quotient_and_narrows_with_counts() -> None:
    low, high = interval(20, 200, 100, 2000) or (0, 0)
    assert low < 2 < high
    narrow = interval(2000, 20_000, 10_000, 200_000) or (0, 0)
    assert 1.9 < narrow[0] < 2 < narrow[1] < 2.1
    assert interval(20, 200, 100, 2000) == (low, high)
    assert interval(0, 0, 100, 2000) is None
    assert interval(1, 1, 1, 1) == (1, 1)


def test_generality_of_the_reference_shares() -> None:
    """Shares .5, .25, .25 give .625; corrected for four citations .8333 (Hall 2005)."""
    assert generality([2, 1, 1]) == pytest.approx(0.625)
    assert generality([2, 1, 1], 4) == pytest.approx(0.8333, abs=5e-5)
    assert generality([1], 1) is None
    assert generality([]) is None


def test_rao_stirling_with_all_distances_one_is_the_diversity() -> None:
    counts = {"a": 2.0, "b": 1.0, "c": 1.0}
    assert rao_stirling(counts, {}) == pytest.approx(0.625)
    assert rao_stirling(counts, {("b", "a"): 0.0}) == pytest.approx(0.375)
    assert rao_stirling({}, {}) is None


def test_search_path_counts_of_the_reference_network() -> None:
    """Hummon and Doreian 1989 on A>C B>C B>D C>E D>E D>F: 1, 1, 2, 2, 1, 1, four ways from source to sink."""
    arcs = [("A", "C"), ("B", "C"), ("B", "D"), ("C", "E"), ("D", "E"), ("D", "F")]
    counts = search_path_counts(arcs)
    assert [counts[arc] for arc in arcs] == [1, 1, 2, 2, 1, 1]
    assert sum(n for (a, _), n in counts.items() if a in "AB") == 4
    assert names(main_path(counts)) == ["A", "C", "E"]


def test_cycles_count_as_one_node_and_numbers_may_grow_beyond_64_bits() -> None:
    assert search_path_counts([("A", "B"), ("B", "A"), ("B", "C")]) == {("A", "C"): 1}
    assert main_path(search_path_counts([("A", "B"), ("B", "A")])) == []
    ladder = [arc for i in range(70) for arc in ((f"n{i:02}", f"a{i:02}"), (f"n{i:02}", f"b{i:02}"))]
    ladder += [(f"{side}{i:02}", f"n{i + 1:02}") for i in range(70) for side in "ab"]
    assert max(search_path_counts(ladder).values()) == 2**69
    assert len(main_path(search_path_counts(ladder))) == 140


def _acyclic(pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(f"n{min(p):02}", f"n{max(p):02}") for p in pairs if p[0] != p[1]]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16).map(_acyclic))
def test_search_path_counts_agree_with_counting_every_way(arcs: list[tuple[str, str]]) -> None:
    following = {a: sorted({b for x, b in arcs if x == a}) for a, _ in arcs}
    entered = {b for _, b in arcs}

    def ways(node: str) -> list[list[str]]:
        return [[node, *rest] for after in following.get(node, ()) for rest in ways(after)] or [[node]]

    every = [way for start in sorted(set(following) - entered) for way in ways(start)]
    counted: dict[tuple[str, str], int] = {}
    for way in every:
        for arc in itertools.pairwise(way):
            counted[arc] = counted.get(arc, 0) + 1
    assert search_path_counts(arcs) == counted
    worth = {tuple(way): sum(counted[arc] for arc in itertools.pairwise(way)) for way in every}
    if arcs:
        assert worth[tuple(names(main_path(counted_in_order(arcs))))] == max(worth.values())


def counted_in_order(arcs: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    return search_path_counts(arcs)


def test_distance_is_that_of_known_cities() -> None:
    """Shanghai and Suzhou lie about 80 km apart, Beijing and Shanghai about 1,067 km, on great circles."""
    shanghai, suzhou = Point("s", 31.230, 121.474, 1), Point("z", 31.297, 120.586, 1)
    assert distance(shanghai, suzhou) == pytest.approx(85, abs=3)
    assert distance(shanghai, Point("b", 39.904, 116.407, 1)) == pytest.approx(1067, abs=5)


def test_dense_groups_join_what_is_near_and_leave_out_what_is_thin() -> None:
    points = [
        Point("a", 31.0, 121.0, 5),
        Point("b", 31.1, 121.0, 5),
        Point("c", 31.3, 121.0, 1),
        Point("d", 40, 116, 2),
    ]
    assert [[p.key for p in group] for group in dense_groups(points, 25, 8)] == [["a", "b", "c"]]
    assert dense_groups(points, 5, 8) == []
    assert [[p.key for p in group] for group in dense_groups(points, 5, 2)] == [["a"], ["b"], ["d"]]
    assert dense_groups([], 25, 1) == []


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.integers(1, 9)), max_size=30), st.data())
def test_dense_groups_are_those_of_comparing_all_with_all(
    rows: list[tuple[float, float, int]], data: st.DataObject
) -> None:
    points = [Point(f"p{i:02}", lat, lng, weight) for i, (lat, lng, weight) in enumerate(rows)]
    radius, least = data.draw(st.floats(10, 3000)), data.draw(st.integers(1, 30))
    groups = dense_groups(points, radius, least)
    near = {p.key: [q for q in points if distance(p, q) <= radius] for p in points}
    cores = {p.key for p in points if sum(q.weight for q in near[p.key]) >= least}
    member = {p.key: i for i, group in enumerate(groups) for p in group}
    assert set(member) == {p.key for p in points if any(q.key in cores for q in near[p.key])}
    assert all(member[p.key] == member[q.key] for p in points if p.key in cores for q in near[p.key] if q.key in cores)
    assert [p.key for group in dense_groups(points[::-1], radius, least) for p in group] == [
        p.key for group in groups for p in group
    ]
