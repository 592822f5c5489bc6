"""Whether sources say as much a patent as they used to: a format that changed silently shows in nothing else.

While a source is read, its patents are counted by year, office and first letter of the kind code, with their citations,
classes and applicants (:class:`Tally`). A count that falls off a cliff is warned of: against other sources of the same
format, or an earlier state of the same source, below :data:`CLIFF` of what was to be expected; against other years of
the same source, which differ more for good reasons, below :data:`ABYSS` of their median, so that a source most of whose
years are silent is taken for one that never told more, not for one that broke. Patents of one office and
letter alone are compared, since applications cite less than grants, and offices print what others do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from patnav.graph.manifest import SourceState
from patnav.graph.model import PatentRecord

__all__ = ["ABYSS", "CLIFF", "LEAST", "Tally", "Year", "pooled", "warnings", "years"]

CLIFF = 0.2
"""A smaller share of what other sources say a patent is warned of."""

ABYSS = 0.05
"""A smaller share of what other years of the same source say a patent is warned of."""

LEAST = 20
"""How many patents there must be on each side of a comparison, and how many citations (...) be expected."""

MEASURES = ("citations", "classes", "applicants")

Cells = dict[tuple[str, str], list[int]]
"""Numbers of patents, citations, classes and applicants by year and group (office and letter)."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a source says of the patents of one year.

    Attributes:
        source: The source.
        year: Year of publication, empty where it does not say.
        patents: How many patents.
        citations: Cited patents a patent.
        classes: Class symbols a patent.
        applicants: Applicants a patent.
    """

    source: str
    year: str
    patents: int
    citations: float
    classes: float
    applicants: float


class Tally:
    """Counts the patents of one source."""

    def __init__(self) -> None:
        self._cells: Cells = {}

    def add(self, record: PatentRecord) -> None:
        """Count a patent."""
        key = ((record.publication_date or "")[:4], f"{record.office} {record.kind[:1]}")
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = [0, 0, 0, 0]
        cell[0] += 1
        cell[1] += len(record.citations)
        cell[2] += len(record.classes)
        cell[3] += len(record.applicants)

    def kept(self) -> dict[str, tuple[int, ...]]:
        """The counts to keep, groups too small to compare put together, lest they fill the manifest."""
        kept: dict[str, list[int]] = {}
        for (year, group), cell in sorted(self._cells.items()):
            name = f"{year} {group}" if cell[0] >= LEAST else year
            kept[name] = [a + b for a, b in zip(kept.get(name, (0, 0, 0, 0)), cell, strict=True)]
        return {name: tuple(cell) for name, cell in kept.items()}


def years(sources: Mapping[str, SourceState]) -> list[Year]:
    """What each source says of each year, in order."""
    found = []
    for source, state in sorted(sources.items()):
        sums: dict[str, list[int]] = {}
        for name, cell in state.tally.items():
            year = name.partition(" ")[0]
            sums[year] = [a + b for a, b in zip(sums.get(year, (0, 0, 0, 0)), cell, strict=True)]
        for year, (patents, *counts) in sorted(sums.items()):
            found.append(Year(source, year, patents, *(round(count / patents, 2) for count in counts)))
    return found


def pooled(found: Iterable[Year]) -> list[Year]:
    """The same with small sources of one folder put together, as where each document is a file of its own."""
    found = list(found)
    sizes: Counter[str] = Counter()
    for one in found:
        sizes[one.source] += one.patents
    small: dict[str, list[str]] = {}
    for source, size in sizes.items():
        if size < LEAST and "/" in source:
            small.setdefault(source.rpartition("/")[0], []).append(source)
    names = {
        source: f"{folder} ({len(sources)} files)"
        for folder, sources in small.items()
        if len(sources) > 1
        for source in sources
    }
    groups: dict[tuple[str, str], list[Year]] = {}
    for one in found:
        groups.setdefault((names.get(one.source, one.source), one.year), []).append(one)
    return [_mean(source, year, group) for (source, year), group in sorted(groups.items())]


def _mean(source: str, year: str, group: Sequence[Year]) -> Year:
    patents = sum(one.patents for one in group)
    sums = (sum(getattr(one, name) * one.patents for one in group) for name in MEASURES)
    return Year(source, year, patents, *(round(total / patents, 2) for total in sums))


def warnings(
    sources: Mapping[str, SourceState], among: Mapping[str, SourceState], before: Mapping[str, SourceState]
) -> list[str]:
    """What falls off a cliff, and what was in doubt when it was read.

    Args:
        sources: The sources to judge.
        among: All sources.
        before: All sources as they were before.

    Returns:
        One sentence for each source and measure, and for each doubt.
    """
    found = []
    for source, state in sorted(sources.items()):
        found += [f"{source}: {doubt}" for doubt in state.doubts]
        own = list(_cells(state))
        kin = [other for name, other in among.items() if name != source and other.format == state.format]
        if (earlier := before.get(source)) is not None and earlier.digest != state.digest:
            kin.append(earlier)
        others = [cell for other in kin for cell in _cells(other)]
        for place, measure in enumerate(MEASURES, start=1):
            fallen: Counter[str] = Counter()
            groups: set[str] = set()
            wanted = said = 0.0
            for year, group, cell in own:
                beside = [one for y, g, one in own if g == group and y != year]
                alike = [one for _, g, one in others if g == group]
                expected = max(
                    _expected(cell, alike, _mean_rate(alike, place), place, CLIFF),
                    _expected(cell, beside, _median_rate(beside, place), place, ABYSS),
                )
                if expected:
                    fallen[year] += cell[0]
                    groups.add(group)
                    wanted, said = wanted + expected, said + cell[place]
            if fallen:
                patents = fallen.total()
                found.append(
                    f"{source}: {said / patents:.2f} {measure} a patent in {_spans(fallen)}, where "
                    f"{wanted / patents:.2f} were to be expected of {state.format} (counted: {patents} patents of "
                    f"{', '.join(sorted(groups))}); was a column or element renamed or left out?"
                )
    return found


def _cells(state: SourceState) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Year, group and counts of what is large enough to compare."""
    for name, cell in state.tally.items():
        year, _, group = name.partition(" ")
        if group and year:  # bulk tables that hold a part of each patent have no years
            yield year, group, cell


def _expected(cell: tuple[int, ...], others: Sequence[tuple[int, ...]], rate: float, place: int, cliff: float) -> float:
    """How many a cell should hold at the rate of the others, where it holds less than the share ``cliff``; else 0."""
    expected = cell[0] * rate
    enough = sum(one[0] for one in others) >= LEAST and expected >= LEAST
    return expected if enough and cell[place] < cliff * expected else 0.0


def _mean_rate(others: Sequence[tuple[int, ...]], place: int) -> float:
    return sum(one[place] for one in others) / sum(one[0] for one in others) if others else 0.0


def _median_rate(others: Sequence[tuple[int, ...]], place: int) -> float:
    return median_low([one[place] / one[0] for one in others]) if others else 0.0


def _spans(found: Iterable[str]) -> str:
    """``2001-2003, 2007`` of years."""
    spans: list[list[str]] = []
    for year in sorted(found):
        if spans and year.isdigit() and spans[-1][1].isdigit() and int(year) == int(spans[-1][1]) + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(first or "no year" if first == last else f"{first}-{last}" for first, last in spans)
