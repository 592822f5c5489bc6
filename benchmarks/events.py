"""Which reports of one event meet: the labelled articles, many of which tell one story in English and in Chinese.

    python -m benchmarks.events [dev]

Prints every event that several documents state, and every pair of reports that share type, sum or number of patents and
date but were kept apart, for a reader to judge.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.extract import BENCH
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest

__all__ = ["main"]

_REPORTS = """
WITH report AS (
  SELECT DISTINCT s.key, coalesce(m.key, s.key) AS node, s.type, s.amount, s.currency, s.patents, s.date,
         t.dst AS document, t.quote
  FROM said.event s LEFT JOIN same m ON m.leaf = s.key JOIN said.stated_in t ON t.src = s.key AND t.rid = s.rid
)
"""
_MET = f"""{_REPORTS}
SELECT node, list(quote ORDER BY quote) AS quotes FROM report
GROUP BY node HAVING count(DISTINCT document) > 1 ORDER BY node
"""
_APART = f"""{_REPORTS}
SELECT a.quote AS one, b.quote AS other FROM report a JOIN report b
  ON a.type = b.type AND a.key < b.key AND a.document <> b.document AND a.node <> b.node
WHERE (a.amount = b.amount AND a.currency = b.currency)
   OR (a.amount IS NULL AND b.amount IS NULL AND a.patents = b.patents AND a.date = b.date)
ORDER BY one, other
"""


def main() -> None:
    """Ingest the articles, print what met and what did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="dev", choices=("dev", "heldout"))
    part = parser.parse_args().part
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as folder:
        workspace = Workspace(Path(folder) / "store")
        ingest(workspace, sorted((BENCH / part).glob("*.txt")), TableLinker())
        with DuckDBStore(workspace.current()) as store:
            met, apart = store.rows(_MET, {}), store.rows(_APART, {})
    for row in met:
        print("one event:", *row["quotes"], sep="\n    ")
    for row in apart:
        print("kept apart:", row["one"], row["other"], sep="\n    ")
    print(f"{len(met)} events stated by several documents, {len(apart)} pairs alike in figures kept apart")


if __name__ == "__main__":
    main()
