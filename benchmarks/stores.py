"""Every question on both stores, on the same graph in the same run: p50 and p95 in milliseconds, and their ratio.

    python -m benchmarks.stores --store PATH [--server neo4j://HOST] [--times N]

Without ``--server`` a server is started for the run, and the graph published to it first.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.publish import server
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.server import Address
from patnav.graph.neo4j.store import Neo4jStore
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace
from patnav.queries.clusters import clusters
from patnav.queries.filters import Filters
from patnav.queries.indicators import indicators
from patnav.queries.related import related
from patnav.queries.search import search
from patnav.queries.show import show
from patnav.queries.status import counts
from patnav.queries.transfers import transfers

Question = Callable[[Store, int], object]

WORDS = ("semiconductor memory", "wireless network", "neural network training", "battery electrode", "image display")


def questions(store: Store) -> dict[str, Question]:
    """Questions by name; the number chooses what each is about."""
    patents = keys(store, "patent WHERE NOT stub")
    organizations = keys(store, "organization")
    regions = keys(store, "region WHERE level = 'country'")
    return {
        "status": lambda s, i: counts(s),
        "search": lambda s, i: search(s, WORDS[i % len(WORDS)]),
        "search, filtered": lambda s, i: search(s, WORDS[i % len(WORDS)], Filters(class_="H01L", from_="2010")),
        "related": lambda s, i: related(s, patents[i]),
        "show a patent": lambda s, i: show(s, patents[i]),
        "show a patent, evidence": lambda s, i: show(s, patents[i], evidence=True),
        "show an organization": lambda s, i: show(s, organizations[i]),
        "transfers": lambda s, i: transfers(s, from_kind="university", to_kind="enterprise"),
        "clusters": lambda s, i: clusters(s, level="country"),
        "clusters, filtered": lambda s, i: clusters(s, Filters(region=regions[i % len(regions)]), level="country"),
        "indicators": lambda s, i: indicators(s),
    }


def keys(store: Store, of: str) -> list[str]:
    return [row["key"] for row in store.rows(f"SELECT key FROM {of} ORDER BY md5(key) LIMIT 200", {})]


def spent(question: Question, store: Store, times: int) -> list[float]:
    """Milliseconds of each asking, the first two left out."""
    found = []
    for i in range(times + 2):
        started = time.perf_counter()
        question(store, i)
        found.append(1000 * (time.perf_counter() - started))
    return found[2:]


def measure(workspace: Workspace, address: Address, times: int) -> None:
    print(f"{'question':<26}{'duckdb p50':>11}{'p95':>9}{'neo4j p50':>11}{'p95':>9}{'ratio':>8}")
    with DuckDBStore(workspace.current()) as embedded, Neo4jStore(address) as remote:
        for name, question in questions(embedded).items():
            cells = []
            for store in (embedded, remote):
                cells.append(statistics.quantiles(spent(question, store, times), n=20, method="inclusive"))
            here, there = cells
            timed = f"{here[9]:>11.1f}{here[18]:>9.1f}{there[9]:>11.1f}{there[18]:>9.1f}"
            print(f"{name:<26}{timed}{there[9] / here[9]:>8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--server")
    parser.add_argument("--times", type=int, default=20)
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
