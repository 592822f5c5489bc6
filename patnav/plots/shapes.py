"""What answers look like: each kind of row as one of five shapes, free of any drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from patnav.errors import QueryError
from patnav.queries.answer import Answer
from patnav.queries.labels import Note, column, said, value

__all__ = ["Bars", "Grid", "Lines", "Net", "Shape", "Spots", "shape"]

_NOT_SAID = ("limit", "least", "longest")
_MOST = 8
"""Lines in one figure."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Series over time; from ``incomplete`` on the numbers are not whole yet."""

    title: str
    axis: str
    series: Mapping[str, Mapping[str, float]]
    incomplete: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A number, or several stacked, for each name."""

    title: str
    names: Sequence[str]
    parts: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A number for each pair of a row and a column; ``middle`` is where the colour turns, ``texts`` what stands in a
    cell in the place of its number, also in one that has none.
    """

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[str, str], float]
    middle: float | None = None
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spots:
    """Places on a map: name, degrees north and east, size and group."""

    title: str
    places: Sequence[tuple[str, float, float, float, str]]


@dataclass(frozen=True, slots=True)
class Net:
    """Things and the ties between them, with a weight and a label."""

    title: str
    ties: Sequence[tuple[str, str, float, str]]


Shape = Lines | Bars | Grid | Spots | Net


def shape(answer: Answer[Any], lang: str) -> Shape:
    """The shape of an answer.

    Raises:
        QueryError: It has no rows, or a figure says nothing about them.
    """
    if not answer.rows:
        raise QueryError("the answer is empty, there is nothing to draw", "widen the filters")
    kind = type(answer.rows[0]).__name__
    if kind not in _SHAPES:
        raise QueryError(f"'{answer.question}' has no figure", f"those with one: {', '.join(_QUESTIONS)}")
    return _SHAPES[kind](answer, lang)


def _title(answer: Answer[Any]) -> str:
    said = {name: v for name, v in answer.parameters.items() if v and v is not True and name not in _NOT_SAID}
    about = ", ".join(f"{name} {' – '.join(map(str, v)) if isinstance(v, list) else v}" for name, v in said.items())
    return f"{answer.question}: {about}" if about else answer.question


def _years(answer: Answer[Any], lang: str) -> Lines:
    return _yearly(answer, {row.field.name: row.years for row in answer.rows[:_MOST]}, lang)


def _yearly(answer: Answer[Any], counts: Mapping[str, Mapping[str, float]], lang: str) -> Lines:
    """Numbers by name and year; a year between that has none is 0."""
    known = sorted(int(year) for years in counts.values() for year in years)
    span = [str(year) for year in range(known[0], known[-1] + 1)] if known else []
    series = {name: {year: years.get(year, 0) for year in span} for name, years in counts.items()}
    note = next((n for n in answer.notes if str(getattr(n, "text", n)).startswith("filing years from {year}")), None)
    incomplete = str(note.values["year"]) if note is not None and hasattr(note, "values") else None
    return Lines(_title(answer), column("patents", lang), series, incomplete)


def _counts(answer: Answer[Any], lang: str) -> Lines | Bars:
    if str(answer.parameters["by"]) in ("year", "publication_year", "priority_year"):
        return _yearly(answer, {column("patents", lang): {row.id: row.patents for row in answer.rows}}, lang)
    return _bars("patents", name=lambda row: str(row.name or row.id))(answer, lang)


def _series(answer: Answer[Any], lang: str) -> Lines:
    series: dict[str, dict[str, float]] = {}
    for row in answer.rows:
        if row.value is not None and (row.period or row.as_of):
            about = ", ".join(place.name for place in row.about)
            name = value("indicator", row.indicator, lang) if row.indicator else str(row.label)
            series.setdefault(f"{name} ({about})" if about else name, {})[row.period or row.as_of] = row.value
    longest = sorted(series, key=lambda name: (-len(series[name]), name))[:_MOST]
    return Lines(_title(answer), column("value", lang), {name: series[name] for name in longest})


def _bars(*numbers: str, name: Callable[[Any], str] = lambda row: str(row.name)) -> Callable[[Answer[Any], str], Bars]:
    def made(answer: Answer[Any], lang: str) -> Bars:
        parts = {column(n, lang): [float(getattr(row, n) or 0) for row in answer.rows] for n in numbers}
        return Bars(_title(answer), [name(row) for row in answer.rows], parts)

    return made


def _clusters(answer: Answer[Any], lang: str) -> Grid | Bars:
    few = said(Note("*: number of families, fewer than {least}", least=answer.parameters["least"]), lang)
    if len({row.industry.id for row in answer.rows}) == 1:
        bars = _bars("patents", name=lambda row: f"{row.region.name} {_quotient(row, lang)}")(answer, lang)
        return replace(bars, title=f"{bars.title} ({few})")
    regions, industries = (_labels([getattr(row, side) for row in answer.rows]) for side in ("region", "industry"))
    at = {(regions[row.region.id], industries[row.industry.id]): row for row in answer.rows}
    cells = {place: row.lq for place, row in at.items() if row.lq is not None}
    texts = {place: _quotient(row, lang) for place, row in at.items()}
    title = f"{_title(answer)} ({column('lq', lang)}; {few})"
    return Grid(title, list(regions.values()), list(industries.values()), cells, 1.0, texts)


def _quotient(row: Any, lang: str) -> str:
    """A location quotient with its interval; where there are too few families for one, how many there are."""
    if row.lq is None:
        return f"{row.patents:g}*"
    between = f" ({row.lq_low:.2g}–{row.lq_high:.2g})" if row.lq_low is not None else ""
    return f"{column('lq', lang) if lang == 'zh' else 'LQ'} {row.lq:.2g}{between}"


def _labels(places: Sequence[Any]) -> dict[str, str]:
    """What things are called in a figure: by name, those that share one with their codes, too."""
    named = {place.id: place.name for place in places}
    shared = [name for name in named.values() if sum(name == other for other in named.values()) > 1]
    return {key: f"{name} ({key})" if name in shared else name for key, name in named.items()}


def _flows(answer: Answer[Any], lang: str) -> Grid:
    gives, takes = (_labels([getattr(row, side) for row in answer.rows]) for side in ("from_", "to"))
    cells = {(gives[row.from_.id], takes[row.to.id]): float(row.transfers) for row in answer.rows}
    return Grid(_title(answer), list(gives.values()), list(takes.values()), cells)


def _map(answer: Answer[Any], lang: str) -> Spots:
    places = [(row.region.name, row.lat, row.lng, float(row.patents), row.industry.name) for row in answer.rows]
    return Spots(_title(answer), places)


def _communities(answer: Answer[Any], lang: str) -> Net:
    ties = [
        (row.members[0].name, member.name, 1.0, "") for row in answer.rows for member in row.members[1:]
    ]  # the strongest member stands for the community
    return Net(_title(answer), ties)


def _teams(answer: Answer[Any], lang: str) -> Net:
    return _communities(answer, lang)


def _moves(answer: Answer[Any], lang: str) -> Net:
    counts: dict[tuple[str, str], int] = {}
    for row in answer.rows:
        pair = (row.from_.name, row.to.name)
        counts[pair] = counts.get(pair, 0) + 1
    return Net(_title(answer), [(a, b, float(n), str(n)) for (a, b), n in counts.items()])


def _paths(answer: Answer[Any], lang: str) -> Net:
    start = answer.rows[0].start.name
    ties: dict[tuple[str, str, str], float] = {}
    for row in answer.rows:
        things = [start, *(step.name if step.type != "Patent" else step.id for step in row.steps)]
        for (a, b), step in zip(pairwise(things), row.steps, strict=True):
            tie = (str(a), str(b), step.edge) if step.direction == "out" else (str(b), str(a), step.edge)
            ties[tie] = max(ties.get(tie, 0.0), row.strength)
    return Net(_title(answer), [(a, b, 1.0, edge) for a, b, edge in ties])


def _steps(answer: Answer[Any], lang: str) -> Net:
    named = [f"{row.id}\n{(row.filing_date or '')[:4]}" for row in answer.rows]
    return Net(_title(answer), [(a, b, 1.0, "") for a, b in pairwise(named)])


_SHAPES: dict[str, Callable[[Answer[Any], str], Shape]] = {
    "CountRow": _counts,
    "FieldRow": _years,
    "SeriesRow": _series,
    "ApplicantRow": _bars("patents"),
    "InventorRow": _bars("patents"),
    "ConnectorRow": _bars("betweenness"),
    "BridgeRow": _bars("joint", "university", "enterprise"),
    "ClassRow": _bars("change", name=lambda row: str(row.class_.id)),
    "GapRow": _bars("together", "expected", name=lambda row: f"{row.class_a.id} × {row.class_b.id}"),
    "CompareRow": _bars("patents", "organizations", "inventors"),
    "DifferenceRow": _bars("size", "mix", name=lambda row: f"{row.subject.name}: {row.field.name}"),
    "ClusterRow": _clusters,
    "SpatialRow": _map,
    "FlowRow": _flows,
    "CommunityRow": _communities,
    "TeamRow": _teams,
    "MoveRow": _moves,
    "PathRow": _paths,
    "StepRow": _steps,
}
_QUESTIONS = (
    "count",
    "clusters",
    "landscape",
    "compare",
    "talent",
    "path",
    "transfers --matrix",
    "indicators --series",
)
