"""Search and related patents at size: many readers at once, and how fast the text index is made and extended.

``warm`` are calls on one open store, ``cold`` whole processes of the command line, ``readers`` as many processes that
ask both questions at the same time. ``bare`` is tantivy in the same run: for a search its plain top-10 query of the
same words; for an index the same texts put into a title and a body, with the same tokenizer, memory and threads.

Run ``python -m benchmarks.search --patents 200000 --store SOME-FOLDER``; the folder keeps the graph.
"""

from __future__ import annotations

import argparse
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import tantivy

from benchmarks.measure import Figure, percentile, report
from benchmarks.questions import build
from patnav.graph import text
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.matching import Either, Term
from patnav.graph.workspace import Workspace
from patnav.ingest.fingerprint import RULES, fingerprint
from patnav.queries.related import related
from patnav.queries.search import search

__all__ = ["main"]

_NEW = 100


def questions(path: Path, n: int, first: int = 0) -> tuple[list[str], list[str]]:
    """Words and patents to ask about, each other ones from ``first`` on."""
    with DuckDBStore.open(path) as store:
        rows = store.rows(
            "SELECT key, title FROM patent WHERE NOT stub AND title IS NOT NULL ORDER BY hash(key), key "
            "LIMIT $n OFFSET $first",
            {"n": n, "first": first},
        )
    return [" ".join(row["title"].split()[:2]) for row in rows], [row["key"] for row in rows]


def timed(calls: Sequence[Callable[[], Any]]) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for call in calls:
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1e3)
    return taken


def spread(taken: Sequence[float]) -> dict[str, Any]:
    return {"n": len(taken), "p50 ms": round(percentile(taken, 0.5), 1), "p95 ms": round(percentile(taken, 0.95), 1)}


def warm(path: Path, n: int) -> Iterator[Figure]:
    words, patents = questions(path, n + 5)
    with DuckDBStore.open(path) as store:
        terms = [tuple(map(Term, store.terms(word))) for word in words]
        timed([partial(search, store, word) for word in words[n:]] + [partial(related, store, p) for p in patents[n:]])
        bare = timed([partial(store.find, Either(one), 10) for one in terms[:n]])
        yield Figure("search, bare", spread(bare))
        yield Figure("search, warm", spread(timed([partial(search, store, word) for word in words[:n]])))
        yield Figure("related, warm", spread(timed([partial(related, store, patent) for patent in patents[:n]])))


def cold(path: Path) -> Iterator[Figure]:
    words, patents = questions(path, 5)
    for name, values in (("search", words), ("related", patents)):
        command = [sys.executable, "-m", "patnav", name]
        run = partial(subprocess.run, capture_output=True, check=True)
        calls = [partial(run, [*command, value, "--store", f"duckdb:{path}"]) for value in values]
        yield Figure(f"{name}, cold", spread(timed(calls)))


def read(path: Path, n: int, reader: int) -> tuple[list[float], list[float]]:
    """What one reader of many does; milliseconds of searches and of related."""
    words, patents = questions(path, n, first=reader * n)
    with DuckDBStore.open(path) as store:
        return (
            timed([partial(search, store, word) for word in words]),
            timed([partial(related, store, patent) for patent in patents]),
        )


def readers(path: Path, many: int, n: int) -> Iterator[Figure]:
    with ProcessPoolExecutor(many, mp_context=multiprocessing.get_context("spawn")) as pool:
        asked = [pool.submit(read, path, n, reader) for reader in range(many)]
    errors = sum(one.exception() is not None for one in asked)
    done = [one.result() for one in asked if one.exception() is None]
    for at, name in enumerate(("search", "related")):
        taken = [ms for one in done for ms in one[at]]
        yield Figure(f"{name}, {many} readers", spread(taken) | {"errors": errors})


def index(path: Path, texts: int, folder: Path) -> Iterator[Figure]:
    """Seconds to index some of the texts, and to add more to the index of all."""
    generation = Workspace(path).current()
    with closing(duckdb.connect()) as db:
        db.execute(f"ATTACH '{generation.graph}' AS g (READ_ONLY)")
        picked = f"SELECT * FROM g.main.patent WHERE NOT stub ORDER BY key LIMIT {texts}"
        db.execute(f"CREATE TABLE patent AS {picked}")
        db.execute("CREATE TABLE classified AS SELECT c.* FROM g.main.classified c SEMI JOIN patent ON src = key")
        for table in ("document", "document_text"):
            db.execute(f"CREATE TABLE {table} AS FROM g.main.{table} LIMIT 0")
        started = time.perf_counter()
        bare_index(db, folder / "bare")
        middle = time.perf_counter()
        text.build(db, folder / "ours")
        ended = time.perf_counter()
        values = {"n": texts, "s": round(ended - middle, 1), "bare s": round(middle - started, 1)}
        yield Figure("index", values | {"bare / ours": round((middle - started) / (ended - middle), 2)})
        # Texts come again under numbers that the index of all does not hold.
        db.execute(f"DELETE FROM patent WHERE key NOT IN (SELECT key FROM patent ORDER BY key LIMIT {_NEW})")
        db.execute("UPDATE patent SET key = 'ZZ' || key")
        keys = [row[0] for row in db.execute("SELECT key FROM patent ORDER BY key").fetchall()]
        started = time.perf_counter()
        text.extend(db, generation.text, folder / "more", keys)
        yield Figure(f"{_NEW} more into the index of all", {"n": _NEW, "s": round(time.perf_counter() - started, 2)})


def bare_index(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Titles and abstracts of all patents in an index of tantivy's own making."""
    folder.mkdir(parents=True)
    schema: Any = tantivy.SchemaBuilder()
    schema.add_text_field("key", stored=True, tokenizer_name="raw")
    for field in ("title", "body"):
        schema.add_text_field(field, tokenizer_name="en_stem")
    writer = tantivy.Index(schema.build(), str(folder)).writer(64_000_000, 1)
    cursor = db.execute("SELECT key, coalesce(title, ''), coalesce(abstract, '') FROM patent ORDER BY key")
    while rows := cursor.fetchmany(4096):
        for key, title, body in rows:
            writer.add_document(tantivy.Document(key=key, title=text.prepare(title), body=text.prepare(body)))
    writer.commit()
    writer.wait_merging_threads()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--patents", type=int, default=20_000)
    parser.add_argument("--store", type=Path, help="keep the graph here, and take it from here")
    parser.add_argument("--repeat", type=int, default=100, help="calls of each question")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--texts", type=int, default=100_000, help="at most so many texts are indexed")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        path = chosen.store or Path(name) / "store"
        command = f"python -m benchmarks.search --patents {chosen.patents}"
        report(f"search, {chosen.patents:,} patents", figures(path, Path(name), chosen), chosen.json, command)


def figures(path: Path, folder: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    workspace = Workspace(path)
    if not (path / "CURRENT").exists() or workspace.current().manifest.rules != fingerprint(RULES):
        for _ in build(path, chosen.patents):
            pass
    yield from warm(path, chosen.repeat)
    yield from cold(path)
    yield from readers(path, chosen.readers, max(1, chosen.repeat // 10))
    yield from index(path, min(chosen.texts, chosen.patents), folder)


if __name__ == "__main__":
    main()
