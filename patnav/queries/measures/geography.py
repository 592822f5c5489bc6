"""Groups of places that lie close together, found from below, without borders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, degrees, floor, radians, sin, sqrt

__all__ = ["Point", "dense_groups", "distance"]

_RADIUS = 6371.0088
"""Mean radius of the Earth in km (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place with what lies there.

    Attributes:
        key: Its key.
        lat: Degrees north.
        lng: Degrees east.
        weight: How much lies there.
    """

    key: str
    lat: float
    lng: float
    weight: float


def distance(a: Point, b: Point) -> float:
    """Great-circle distance in km, by the haversine formula."""
    up, across = radians(b.lat - a.lat) / 2, radians(b.lng - a.lng) / 2
    chord = sin(up) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(across) ** 2
    return 2 * _RADIUS * asin(sqrt(min(1.0, chord)))


def dense_groups(points: Sequence[Point], radius: float, least: float) -> list[list[Point]]:
    """Density-based clusters of weighted points (DBSCAN).

    A point is a core where the points within ``radius``, itself among them, weigh at least ``least``. Cores within
    ``radius`` of one another belong together; a point that is none goes to its nearest core within ``radius``, else to
    no cluster.

    Args:
        points: Places.
        radius: In km.
        least: Weight that makes a core.

    Returns:
        Clusters by falling weight; points of each by falling weight, of equals by key.

    References:
        Ester, Kriegel, Sander and Xu, A density-based algorithm for discovering clusters, KDD 1996; as used for the
        science and technology clusters of WIPO's Global Innovation Index.
    """
    placed = sorted(points, key=lambda point: point.key)
    near = _neighbours(placed, radius)
    cores = [i for i in range(len(placed)) if sum(placed[j].weight for j in near[i]) >= least]
    group = _joined(cores, near)
    found: dict[int, list[Point]] = defaultdict(list)
    for i, point in enumerate(placed):
        owners = [(distance(point, placed[j]), j) for j in near[i] if j in group]
        if owners:
            found[group[min(owners)[1]]].append(point)
    groups = [sorted(members, key=lambda p: (-p.weight, p.key)) for members in found.values()]
    return sorted(groups, key=lambda members: (-sum(p.weight for p in members), members[0].key))


def _joined(cores: Sequence[int], near: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Number of the group of each core; cores within reach of one another share it."""
    among, group = set(cores), {}
    for start in cores:
        left = [start]
        while left:
            i = left.pop()
            if i not in group:
                group[i] = start
                left += [j for j in near[i] if j in among]
    return group


def _neighbours(points: Sequence[Point], radius: float) -> dict[int, list[int]]:
    """Points within the radius of each, itself among them; looked for in the squares around it alone."""
    height = degrees(radius / _RADIUS)
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, point in enumerate(points):
        squares[floor(point.lat / height), floor(point.lng / height)].append(i)
    found: dict[int, list[int]] = {}
    for i, point in enumerate(points):
        row, column = floor(point.lat / height), floor(point.lng / height)
        reach = 1 + floor(1 / max(0.01, cos(radians(min(89.9, abs(point.lat) + height)))))
        squares_near = [(row + up, column + over) for up in (-1, 0, 1) for over in range(-reach, reach + 1)]
        found[i] = sorted(j for s in squares_near for j in squares.get(s, ()) if distance(point, points[j]) <= radius)
    return found
