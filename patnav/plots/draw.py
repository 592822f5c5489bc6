"""Shapes drawn with matplotlib. Imported only where a figure is asked for."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from matplotlib.figure import Figure

from patnav.ingest.resolve.tables import read_rows
from patnav.plots.shapes import Bars, Grid, Lines, Net, Shape, Spots

__all__ = ["draw"]

_COLOURS = ("#1b6ca8", "#d1495b", "#3b8f5a", "#e0a030", "#6c4f9e", "#2a9d9d", "#8a5a44", "#7a7a7a")
_APART = 1.0
"""Degrees of latitude between two labels on a map."""

_NAME = 34
"""The longest a name may be."""


def draw(shape: Shape) -> Figure:
    """A shape as a figure."""
    figure = Figure(figsize=_size(shape), layout="constrained")
    axes: Any = figure.add_subplot()
    axes.set_title(_short(shape.title, 110), loc="left", fontsize=10)
    if isinstance(shape, Lines):
        _lines(axes, shape)
    elif isinstance(shape, Bars):
        _bars(axes, shape)
    elif isinstance(shape, Grid):
        _grid(axes, shape)
    elif isinstance(shape, Spots):
        _spots(axes, shape)
    else:
        _net(axes, shape)
    return figure


def _size(shape: Shape) -> tuple[float, float]:
    if isinstance(shape, Bars):
        return 9, 1.5 + 0.3 * len(shape.names) * max(1, len(shape.parts) / 2)
    if isinstance(shape, Grid):
        return 4 + (1.1 if shape.texts else 0.6) * len(shape.columns), 2.5 + 0.32 * len(shape.rows)
    return (10, 8) if isinstance(shape, Spots | Net) else (10, 5.5)


def _short(text: str, most: int = _NAME) -> str:
    """Text that fits; a dollar sign would begin a formula."""
    text = text.replace("$", r"\$")
    return text if len(text) <= most else text[: most - 1] + "…"


def _plain(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _lines(axes: Any, shape: Lines) -> None:
    moments = sorted({moment for points in shape.series.values() for moment in points})
    at = {moment: i for i, moment in enumerate(moments)}
    for (name, points), colour in zip(shape.series.items(), _COLOURS, strict=False):
        known = sorted(points)
        axes.plot([at[m] for m in known], [points[m] for m in known], color=colour, marker=".", label=_short(name, 50))
    if shape.incomplete in at:
        axes.axvspan(at[shape.incomplete] - 0.5, len(moments) - 0.5, color="#000000", alpha=0.07)
    step = max(1, len(moments) // 15)
    axes.set_xticks(range(0, len(moments), step), moments[::step], rotation=45, ha="right")
    axes.set_ylabel(shape.axis)
    axes.legend(fontsize=8, frameon=False)
    _plain(axes)


def _bars(axes: Any, shape: Bars) -> None:
    height = 0.8 / len(shape.parts)
    places = np.arange(len(shape.names))
    for i, (name, numbers) in enumerate(shape.parts.items()):
        axes.barh(places + (i - (len(shape.parts) - 1) / 2) * height, numbers, height, label=name, color=_COLOURS[i])
    axes.set_yticks(places, [_short(name) for name in shape.names])
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.5)
    if len(shape.parts) > 1:
        axes.legend(fontsize=8, frameon=False)
    else:
        axes.set_xlabel(next(iter(shape.parts)))
    _plain(axes)


def _grid(axes: Any, shape: Grid) -> None:
    cells = np.full((len(shape.rows), len(shape.columns)), np.nan)
    for (row, column), number in shape.cells.items():
        cells[list(shape.rows).index(row), list(shape.columns).index(column)] = number
    if shape.middle is None:
        shades, settings = cells / np.nanmax(cells, initial=1), {"cmap": "Blues", "vmin": 0, "vmax": 1}
    else:  # as far under the middle as over it: twice as much is as dark as half as much
        shades, settings = (cells - shape.middle) / (cells + shape.middle), {"cmap": "RdBu_r", "vmin": -1, "vmax": 1}
    axes.imshow(shades, aspect="auto", **settings)
    texts = {place: f"{number:.3g}" for place, number in shape.cells.items()} | dict(shape.texts)
    for (row, column), text in texts.items():
        i, j = list(shape.rows).index(row), list(shape.columns).index(column)
        colour = "white" if abs(shades[i, j]) > 0.65 else "black"
        axes.text(j, i, text, ha="center", va="center", fontsize=6 if shape.texts else 7, color=colour)
    axes.set_xticks(range(len(shape.columns)), [_short(c, 24) for c in shape.columns], rotation=40, ha="right")
    axes.set_yticks(range(len(shape.rows)), [_short(row) for row in shape.rows])


def _spots(axes: Any, shape: Spots) -> None:
    """Places over the outline that all counties' seats make."""
    seats = [
        (float(r["lng"]), float(r["lat"])) for r in read_rows("regions.csv") if r["lat"] and r["level"] == "district"
    ]
    axes.scatter(*zip(*seats, strict=True), s=2, color="#d8d8d8", linewidths=0)
    groups = list(dict.fromkeys(group for *_, group in shape.places))
    most = max(size for _, _, _, size, _ in shape.places)
    for group, colour in zip(groups, _COLOURS * (1 + len(groups) // len(_COLOURS)), strict=False):
        own = [place for place in shape.places if place[4] == group]
        sizes = [20 + 600 * place[3] / most for place in own]
        axes.scatter(
            [p[2] for p in own], [p[1] for p in own], s=sizes, color=colour, alpha=0.55, label=_short(group, 40)
        )
    labelled: list[tuple[float, float]] = []
    for name, lat, lng, size, _ in sorted(shape.places, key=lambda place: (-place[3], place[0])):
        if any(abs(lat - y) < _APART and abs(lng - x) < 5 * _APART for x, y in labelled):
            continue
        labelled.append((lng, lat))
        axes.annotate(f"{_short(name, 24)} {size:g}", (lng, lat), fontsize=7, xytext=(4, 4), textcoords="offset points")
    axes.set_aspect(1 / np.cos(np.radians(35)))
    axes.legend(fontsize=8, frameon=False, loc="lower left", markerscale=0.4)
    axes.set_axis_off()


def _net(axes: Any, shape: Net) -> None:
    graph: Any = nx.DiGraph()
    for source, target, weight, label in shape.ties:
        graph.add_edge(source, target, weight=weight, label=label)
    places = nx.spring_layout(graph, seed=0, k=4 / max(1.0, len(graph) ** 0.5), iterations=200)
    most = max((weight for _, _, weight, _ in shape.ties), default=1.0)
    for source, target, weight, label in shape.ties:
        start, end = places[source], places[target]
        line = {
            "arrowstyle": "->",
            "color": "#888888",
            "linewidth": 0.5 + weight / most,
            "shrinkA": 6,
            "shrinkB": 6,
        }
        axes.annotate("", xy=end, xytext=start, arrowprops=line)
        if label:
            axes.text(*((start + end) / 2), label, fontsize=6, color="#555555", ha="center")
    for name, (x, y) in places.items():
        axes.scatter([x], [y], s=60, color=_COLOURS[0], zorder=3)
        axes.annotate(_short(name), (x, y), fontsize=7, xytext=(5, 4), textcoords="offset points", zorder=4)
    axes.margins(0.15)
    axes.set_axis_off()
