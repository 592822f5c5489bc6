"""How questions grow: several runs of :mod:`benchmarks.questions`, of graphs of different sizes, set side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from statistics import linear_regression

from benchmarks.measure import Figure

__all__ = ["growth"]


def growth(files: Sequence[Path]) -> Iterator[Figure]:
    """Questions over several runs: p50 and p95 by number of patents, and how they grow.

    Raises:
        ValueError: There are not two runs of different sizes.
    """
    runs = [json.loads(path.read_text("utf-8")) for path in files]
    sized = {int(run["command"].split()[-1]): run["figures"] for run in runs}
    if len(sized) < 2:
        raise ValueError("give at least two files of runs with different numbers of patents")
    tables = {n: {one["figure"]: one["values"] for one in sized[n]} for n in sorted(sized)}
    least, most = min(tables), max(tables)
    if any("p50 ms" in one and "cpu p50 ms" not in one for table in tables.values() for one in table.values()):
        raise ValueError("a file is of an earlier version and tells no processor time by its median; measure it anew")
    for name, values in tables[most].items():
        if "p50 ms" not in values or any(name not in table for table in tables.values()):
            continue
        shown = {f"{what} {n:,}": table[name][f"{what} ms"] for what in ("p50", "p95") for n, table in tables.items()}
        wall, cpu = ([table[name][what] for table in tables.values()] for what in ("p50 ms", "cpu p50 ms"))
        fitted = {"exponent": _exponent(list(tables), wall), "cpu exponent": _exponent(list(tables), cpu)}
        beyond = cpu[-1] / cpu[0] / (most * log(most) / (least * log(least)))
        yield Figure(name, {**shown, **fitted, "/ n log n": round(beyond, 2), "MiB": values["MiB"]})


def _exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    return round(linear_regression([log(n) for n in sizes], [log(t) for t in times]).slope, 2)
