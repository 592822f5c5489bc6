"""``docs/quality.md`` from what the benchmarks printed with ``--json``.

Run ``python -m benchmarks.quality INGEST.json QUESTIONS.json > docs/quality.md``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import cell

__all__ = ["main", "page"]

_HEAD = """# Measured

What the benchmarks printed, unchanged; none of it was typed by hand. Times depend on the machine, so every figure
stands beside something that is not PatNav's, measured in the same run: a bare parser (`cpu / bare`), a bare scan of the
largest table a question touches or a bare text query (`p50 / bare`). `cold` is a whole process of the command line.
Whatever else the machine does lengthens times by the clock; `cpu` is processor time, all threads together.
The graph that questions are asked on is generated (`benchmarks/generate.py`): it shows speed and memory, not quality
of answers.
"""


def page(reports: Iterable[dict[str, Any]]) -> str:
    """The page that shows some reports."""
    found = list(reports)
    lines = [_HEAD, f"Machine: {', '.join(dict.fromkeys(one['machine'] for one in found))}.", ""]
    lines += ["| figure | value | command | date |", "|---|---|---|---|"]
    for one in found:
        for row in one["figures"]:
            value = ", ".join(f"{name} {cell(number)}" for name, number in row["values"].items() if number is not None)
            lines.append(f"| {row['figure']} | {value} | `{one['command']}` | {one['date']} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page of the reports in some files."""
    paths = sys.argv[1:] if arguments is None else arguments
    print(page(json.loads(Path(path).read_text("utf-8")) for path in paths))


if __name__ == "__main__":
    main()
