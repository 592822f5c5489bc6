"""Every question on both stores, on the same graph in the same run: p50 and p95 in milliseconds, and their ratio.

    python -m benchmarks.stores --store PATH [--server neo4j://HOST] [--times N]

The calls are those of :mod:`benchmarks.questions`. Without ``--server`` a server is started for the run, and the graph
published to it first.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from benchmarks.measure import percentile
from benchmarks.publish import server
from benchmarks.questions import Case, cases
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.server import Address
from patnav.graph.neo4j.store import Neo4jStore
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace


def spent(calls: Iterable[Case], store: Store) -> list[float]:
    """Milliseconds of each call, asked of a store; the first is asked twice, and counts the second time."""
    found: list[float] = []
    for call in calls:
        assert isinstance(call, partial)
        for _ in range(1 if found else 2):
            started = time.perf_counter()
            call.func(store, *call.args[1:], **call.keywords)
            took = 1000 * (time.perf_counter() - started)
        found.append(took)
    return found


def measure(workspace: Workspace, address: Address, times: int) -> None:
    print(f"{'question':<26}{'duckdb p50':>11}{'p95':>9}{'neo4j p50':>11}{'p95':>9}{'ratio':>8}")
    with DuckDBStore(workspace.current()) as embedded, Neo4jStore(address) as remote:
        for name, calls in cases(embedded, times).items():
            here, there = (sorted(spent(calls, store)) for store in (embedded, remote))
            cells = [percentile(taken, share) for taken in (here, there) for share in (0.5, 0.95)]
            timed = "".join(f"{cell:>{width}.1f}" for cell, width in zip(cells, (11, 9, 11, 9), strict=True))
            print(f"{name:<26}{timed}{cells[2] / cells[0]:>8.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--server")
    parser.add_argument("--times", type=int, default=12)
    chosen = parser.parse_args()
    workspace = Workspace(chosen.store)
    if chosen.server:
        measure(workspace, Address.parse(chosen.server), chosen.times)
        return
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as scratch:
        running = server(Path(scratch) / "home")
        try:
            address = Address.parse(f"bolt://{running.address}")
            publish(workspace, address)
            measure(workspace, address, chosen.times)
        finally:
            running.stop()


if __name__ == "__main__":
    main()
