"""What the benchmarks share: a function run in a process of its own, and tables of figures."""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

__all__ = ["Figure", "Run", "apart", "cell", "peak", "percentile", "report"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run(Generic[T]):
    """What became of a function.

    Attributes:
        result: What it returned.
        seconds: Time taken.
        cpu: Processor time taken, all threads together.
        peak: Most memory that its process held, in MiB.
    """

    result: T
    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report.

    Attributes:
        figure: What was measured.
        values: Numbers by name, ready to print.
    """

    figure: str
    values: dict[str, Any]


def apart(function: Callable[..., T], *arguments: Any) -> Run[T]:
    """Run a function in a fresh process, and measure it; what it imports is loaded before the clock starts."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_timed, function, *arguments).result()


def _timed(function: Callable[..., T], *arguments: Any) -> Run[T]:
    started, before = time.perf_counter(), time.process_time()
    result = function(*arguments)
    return Run(result, time.perf_counter() - started, time.process_time() - before, peak())


def peak() -> float:
    """Most memory that this process has held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike getrusage, this does not count the process that started this one
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20) if sys.platform == "darwin" else used / 1024


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def machine() -> str:
    """Processors, memory and Python of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def report(title: str, figures: Iterable[Figure], as_json: bool, command: str = "") -> None:
    """Print figures as a table, or as one JSON object with the command that measured them."""
    rows = list(figures)
    if as_json:
        whole = {"title": title, "command": command, "machine": machine(), "date": date.today().isoformat()}
        print(json.dumps(whole | {"figures": [asdict(row) for row in rows]}, ensure_ascii=False))
        return
    print(f"{title} ({machine()})")
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    cells = [["", *names], *([row.figure, *(cell(row.values.get(name)) for name in names)] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(names) + 1)]
    for line in cells:
        print("  ".join([line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))]))


def cell(value: Any) -> str:
    """A number as tables show it."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:,.3g}" if isinstance(value, float) and value < 100 else f"{value:,.0f}"
