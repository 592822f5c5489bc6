"""How fast a graph reaches Neo4j: ``patnav publish`` against a bare loop of the plain driver, in one run.

    python -m benchmarks.publish [--store PATH] [--ways bare publish files]

The bare loop merges the same rows as maps, 5000 a transaction, one writer, nothing but the constraints in its way. Each
gets a server of its own, started empty. ``files`` is the way by ``neo4j-admin database import``. Speeds are given as
multiples of the first way.
Without ``--store``, patentsview_130k is read from PATNAV_SHARED_DATA first.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from patnav.config import settings
from patnav.graph.neo4j.layout import ALL, FILE, EdgeSet, constraints
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.rows import Rows, Set
from patnav.graph.neo4j.server import Address
from patnav.graph.workspace import Workspace

_BATCH = 5_000


def server(home: Path) -> Any:
    """A server of tools/neo4j/server.py, running."""
    module = tool()
    made = module.Server(home)
    made.start()
    os.environ["PATNAV_NEO4J_PASSWORD"] = made.password
    return made


def tool() -> Any:
    path = Path(__file__).parents[1] / "tools" / "neo4j" / "server.py"
    spec = importlib.util.spec_from_file_location("neo4j_server_tool", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bare(store: Path, address: str) -> None:
    """The loop that anyone would write."""
    import neo4j

    with neo4j.GraphDatabase.driver(address, auth=("neo4j", os.environ["PATNAV_NEO4J_PASSWORD"])) as driver:
        for text in constraints():
            driver.execute_query(text)
        with tempfile.TemporaryDirectory() as scratch, Rows(Workspace(store).current(), Path(scratch)) as rows:
            started, sent = time.perf_counter(), 0
            with driver.session() as session:
                for kind in ALL:
                    names, text = list(kind.columns), merge(kind)
                    for batch in rows.batches(kind.name, 4 if kind.name == FILE.name else _BATCH):
                        maps = [dict(zip(names, row, strict=True)) for row in batch]
                        session.execute_write(lambda tx, text=text, maps=maps: tx.run(text, rows=maps).consume())  # type: ignore[misc]
                        sent += len(batch)
    print(sent, time.perf_counter() - started)


def merge(kind: Set) -> str:
    """Cypher that merges rows given as maps."""
    if isinstance(kind, EdgeSet):
        own = ", ".join(f"{name}: row.{name}" for name in kind.identity[2:])
        rest = ", ".join(f"r.{name} = row.{name}" for name in kind.columns[len(kind.identity) :])
        ends = f"MATCH (a:{kind.source} {{key: row.src}}) MATCH (b:{kind.target} {{key: row.dst}})"
        return f"UNWIND $rows AS row {ends} MERGE (a)-[r:{kind.type.name} {{{own}}}]->(b) SET {rest}"
    return f"UNWIND $rows AS row MERGE (n:{kind.labels} {{key: row.key}}) SET n += row"


def ours(store: Path, address: str) -> None:
    """``patnav publish``, all of it."""
    done = publish(Workspace(store), Address.parse(address))
    print(done.sent, done.seconds)


def in_process(what: Callable[[Path, str], None], store: Path, address: str, plain: bool) -> tuple[int, float]:
    """Rows and seconds of one way, in a process of its own; ``plain`` keeps neo4j-rust-ext away from the driver."""
    without = "import sys; sys.modules['neo4j._rust'] = None; " if plain else ""
    call = f"{what.__name__}(Path({str(store)!r}), {address!r})"
    script = f"{without}from pathlib import Path; from benchmarks.publish import *; {call}"
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    rows, seconds = done.stdout.split()[-2:]
    return int(rows), float(seconds)


def by_files(store: Path, home: Path) -> tuple[int, float]:
    """Rows and seconds of writing files and importing them, the publish that completes it left out."""
    from patnav.graph.neo4j.bulk import write

    started = time.perf_counter()
    folder = home / "files"
    write(Workspace(store), folder)
    module = tool()
    command = module.admin((folder / "import.sh").read_text("utf-8"))
    done = subprocess.run(
        command, cwd=folder, env=module.environment(home), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout[-500:] + done.stderr[-500:])
    rows = sum(sum(1 for _ in path.open("rb")) for path in folder.glob("*.csv") if not path.stem.endswith("-header"))
    return rows, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--ways", nargs="+", choices=("bare", "publish", "files"), default=("bare", "publish"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as scratch:
        store = (chosen.store or read(Path(scratch) / "store")).resolve()
        pace = 0.0
        for way in chosen.ways:
            home = Path(scratch) / way
            home.mkdir()
            rows, seconds = by_files(store, home) if way == "files" else by_rows(way, store, home)
            pace = pace or rows / seconds
            report(way, rows, seconds, pace)


def by_rows(way: str, store: Path, home: Path) -> tuple[int, float]:
    """Rows and seconds of a way that sends rows to a server of its own."""
    running = server(home)
    try:
        return in_process(bare if way == "bare" else ours, store, f"bolt://{running.address}", plain=way == "bare")
    finally:
        running.stop()


def report(name: str, rows: int, seconds: float, pace: float) -> None:
    speed = rows / seconds
    print(f"{name:<10}{rows:>10,} rows {seconds:>8.1f} s {speed:>9,.0f}/s {speed / pace:>6.2f} x", flush=True)


def read(path: Path) -> Path:
    from patnav.ingest.linker import TableLinker
    from patnav.ingest.pipeline import ingest

    ingest(Workspace(path), [Path(settings().shared_data) / "patentsview_130k" / "patents.parquet"], TableLinker())
    return path


if __name__ == "__main__":
    main()
