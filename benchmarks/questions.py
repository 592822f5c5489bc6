"""How fast questions are answered on a generated graph, against bare scans and bare text queries in the same run.

Every question is asked with many parameters drawn from the graph; the times are those of one open store. ``bare`` is
the median of what the question cannot do without: a scan of both ends of the largest table it touches, in DuckDB, or a
plain top-10 query of tantivy; ``cold`` is a whole process of the command line, started anew.

Run ``python -m benchmarks.questions --patents 200000 --store SOME-FOLDER``; the folder keeps the graph, and what it
holds already is asked, made anew from its records where other code made it. What several runs with ``--json`` printed,
``--growth FILE...`` sets side by side: the exponent is that of the power of the number of patents that fits a
question's medians best (least squares of the logarithms), by the clock and by processor time; ``/ n log n`` is by how
much more its processor time grows from the smallest graph to the largest than n log n does, below 1 for all that
scales.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import generate
from benchmarks.growth import growth
from benchmarks.measure import Figure, Run, apart, peak, percentile, report
from patnav.graph import star
from patnav.graph.duckdb import DuckDBStore, connect
from patnav.graph.manifest import SourceState
from patnav.graph.records import Kept, content_hash, write_records
from patnav.graph.workspace import Workspace, clone
from patnav.ingest import pipeline
from patnav.ingest.fingerprint import RULES, fingerprint
from patnav.ingest.linker import TableLinker
from patnav.queries.clusters import clusters
from patnav.queries.compare import compare
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.flows import channels, flows
from patnav.queries.indicators import indicators
from patnav.queries.landscape import PARTS as VIEWS
from patnav.queries.landscape import landscape
from patnav.queries.licenses import licenses
from patnav.queries.match import match
from patnav.queries.path import path
from patnav.queries.related import related
from patnav.queries.royalties import royalties
from patnav.queries.search import search
from patnav.queries.show import show
from patnav.queries.spatial import spatial_clusters
from patnav.queries.status import counts
from patnav.queries.takers import takers
from patnav.queries.talent import PARTS as PEOPLE
from patnav.queries.talent import talent
from patnav.queries.transfers import transfers

__all__ = ["build", "main"]

Case = Callable[[], Any]
_INDUSTRIES = ("ic", "biomedicine", "ai")
_CLASSES = ("H01L", "G06N", "A61K", "H01L21", "G06F", "C12N")
_KINDS = ("university", "enterprise", "research_institute", "hospital")
_BY = ("applicant", "kind", "province", "year", "class", "wipo35")
_ASKED = {"search": "search {word}", "related": "related {patent}", "show patent": "show {patent}",
          "transfers kinds": "transfers --from-kind university --to-kind enterprise", "clusters province": "clusters",
          "indicators": "indicators", "status": "status"}  # fmt: skip


def build(store: Path, patents: int) -> Iterator[tuple[str, Run[Any]]]:
    """Make the workspace of the generated graph step by step, each in a process of its own.

    Args:
        store: Folder of the workspace.
        patents: How many patents.

    Yields:
        What was done, and what it took.
    """
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        first, more = Path(name) / "patents.jsonl", Path(name) / "more.jsonl"
        organizations = max(20, patents // 10)
        yield "generate the file", apart(partial(generate.write, first, patents, organizations=organizations))
        yield "ingest the file", apart(_ingest, store, first)
        yield "ingest it again", apart(_ingest, store, first)
        articles = max(20, patents // 200)
        yield f"add {articles:,} articles", apart(_add_articles, store, articles)
        generate.write(more, 100, start=patents, organizations=organizations)
        yield "add 100 patents", apart(_ingest, store, more)


def _ingest(store: Path, path: Path) -> pipeline.Report:
    return pipeline.ingest(Workspace(store), [path], TableLinker())


def _add_articles(store: Path, n: int) -> None:
    """Put generated articles into the graph as if they had been extracted."""
    workspace = Workspace(store)
    kept = [
        Kept("generated", one.article.id, f"article {i}", content_hash(one), one)
        for i, one in enumerate(generate.articles(n), 1)
    ]
    with workspace.writer() as writer:
        file = write_records(workspace.records, kept)
        writer.put({"generated": SourceState("", "generated", "generated/1", 50, len(kept), (file,))})
        pipeline.build(writer, TableLinker())


def _make_star(store: Path, folder: Path) -> None:
    """Make the tables that questions count on, on a copy of the graph."""
    clone(Workspace(store).current().graph, folder / "graph.duckdb")
    with connect(folder / "graph.duckdb") as db:
        star.make(db)


def _remake(store: Path) -> None:
    """Make a graph that earlier code made anew, from the records in its workspace."""
    with Workspace(store).writer() as writer:
        pipeline.build(writer, TableLinker())


def _filters(rng: random.Random, regions: Sequence[str]) -> Filters:
    """One or two filters."""
    year = rng.randint(2006, 2022)
    choices: list[dict[str, str]] = [
        {"industry": rng.choice(_INDUSTRIES)},
        {"region": rng.choice(regions)},
        {"class_": rng.choice(_CLASSES)},
        {"from_": str(year), "to": str(year + 3)},
        {"kind": rng.choice(_KINDS)},
    ]
    picked = rng.sample(choices, rng.randint(1, 2))
    return Filters(**{name: value for chosen in picked for name, value in chosen.items()})  # type: ignore[arg-type]


def cases(store: DuckDBStore, repeat: int) -> dict[str, list[Case]]:
    """Calls to time, by question; each with its own parameters."""
    rng = random.Random(7)
    patents = _column(store, "SELECT key FROM patent WHERE NOT stub ORDER BY hash(key) LIMIT 2000")
    texts = _column(store, "SELECT title FROM patent WHERE title IS NOT NULL ORDER BY hash(key) LIMIT 2000")
    big = _column(store, "SELECT dst FROM applicant GROUP BY dst ORDER BY count(*) DESC, dst LIMIT 60")
    names = _column(store, "SELECT name FROM organization ORDER BY hash(key) LIMIT 60")
    seats = _column(store, "SELECT dst FROM located_in GROUP BY dst ORDER BY count(*) DESC, dst LIMIT 60")
    regions = _column(
        store, "SELECT key FROM region WHERE level IN ('macro', 'province', 'city') ORDER BY level, hash(key) LIMIT 40"
    )
    words = [_words(rng, text) for text in texts]
    asked = [f"ti:({w}) {rng.choice(('pd>=2012', 'cl:H01L', 'pa:university'))}" for w in words]
    slow = max(3, repeat // 4)

    def each(
        question: Callable[..., Any], values: Sequence[Any], n: int = repeat, filtered: bool = False
    ) -> list[Case]:
        picked = [(values[i % len(values)], Filters() if not filtered else _filters(rng, regions)) for i in range(n)]
        return [partial(question, store, v, f) for v, f in picked]

    def seen(values: Sequence[str]) -> list[Case]:
        return [partial(show, store, values[i % len(values)]) for i in range(repeat)]

    years = [Filters(from_=str(2006 + i % 17)) for i in range(repeat)]
    places = [Filters(region=rng.choice(regions)) for _ in range(repeat)]
    kinds = [(_KINDS[i % 4], _KINDS[i // 4 % 4]) for i in range(repeat)]
    wanted = ("patents_granted", "bo", None)
    made: dict[str, list[Case]] = {
        "search": each(search, words),
        "search filtered": each(search, words[repeat:], filtered=True),
        "search language": each(search, asked),
        "search facets": [partial(search, store, w, facets=True) for w in words[:slow]],
        "related": each(related, patents),
        "related several": [partial(related, store, patents[i : i + 3]) for i in range(repeat)],
        "related text": [partial(related, store, text=text) for text in texts[:repeat]],
        "related prior art": [partial(related, store, patent, prior_art=True) for patent in patents[:repeat]],
        "related filtered": each(related, patents[repeat:], filtered=True),
        "show patent": seen(patents),
        "show organization": seen(big),
        "show organization by name": seen(names),
        "show region": seen(seats),
        "transfers": [partial(transfers, store, f) for f in years],
        "transfers kinds": [
            partial(transfers, store, f, from_kind=a, to_kind=b) for f, (a, b) in zip(places, kinds, strict=True)
        ],
        "clusters province": [partial(clusters, store, f) for f in years[:slow]],
        "clusters city": [partial(clusters, store, _filters(rng, regions), level="city") for _ in range(slow)],
        **_structure(store, regions, big, patents, slow),
        "count": [partial(count, store, f, by=_BY[i % len(_BY)]) for i, f in enumerate(years[: 2 * slow])],
        "indicators": [partial(indicators, store, wanted[i % 3], f) for i, f in enumerate(places)],
        "status": [partial(counts, store)] * slow,
    }
    return made | _about_deals(store, repeat, years, patents, words)


def _about_deals(
    store: DuckDBStore, repeat: int, years: Sequence[Filters], patents: Sequence[str], words: Sequence[str]
) -> dict[str, list[Case]]:
    """Calls of the questions about licences, flows and matches."""
    firms = _column(
        store,
        "SELECT dst FROM applicant JOIN organization o ON o.key = dst WHERE o.kind = 'enterprise' "
        "GROUP BY dst ORDER BY count(*) DESC, dst LIMIT 60",
    )
    n, on = max(3, repeat // 4), "2023-06-30"
    return {
        "transfers matrix": [partial(flows, store, f) for f in years[:n]],
        "transfers summary": [partial(channels, store, f) for f in years[:n]],
        "licenses": [partial(licenses, store, f, on=on) for f in years],
        "licenses royalties": [partial(royalties, store, f) for f in years[:n]],
        "match firm": [partial(match, store, firms[i % len(firms)], on=on) for i in range(repeat)],
        "match need": [partial(match, store, need=words[i], on=on) for i in range(n)],
        "match patent": [partial(takers, store, patents[i]) for i in range(repeat)],
    }


def _structure(
    store: DuckDBStore, regions: Sequence[str], big: Sequence[str], patents: Sequence[str], n: int
) -> dict[str, list[Case]]:
    """Calls of the structural questions, about all patents and about a part of them in turn."""
    rng = random.Random(11)
    asked = [Filters() if i % 2 else _filters(rng, regions) for i in range(n)]
    pairs = [rng.sample(big[:40], 2) for _ in range(n)]
    return {
        "clusters spatial": [partial(spatial_clusters, store, f) for f in asked],
        **{f"landscape {part}": [partial(landscape, store, f, part=part) for f in asked] for part in VIEWS},
        **{f"talent {part}": [partial(talent, store, f, part=part) for f in asked] for part in PEOPLE},
        "compare regions": [partial(compare, store, rng.sample(regions[10:], 2)) for _ in range(n)],
        "compare organizations": [partial(compare, store, pair) for pair in pairs],
        "path organizations": [partial(path, store, a, b) for a, b in pairs],
        "path patents": [partial(path, store, *rng.sample(patents, 2)) for _ in range(n)],
    }


def _column(store: DuckDBStore, sql: str) -> list[Any]:
    return [next(iter(row.values())) for row in store.rows(sql, {})]


def _words(rng: random.Random, title: str) -> str:
    """One to four words of a title."""
    if " " not in title:
        at = rng.randrange(max(1, len(title) - 4))
        return title[at : at + rng.choice((2, 4))]
    words = title.split()
    return " ".join(rng.sample(words, min(len(words), rng.randint(1, 4))))


def bare(store: DuckDBStore) -> dict[str, list[Case]]:
    """What to compare with, by the first word of a question."""
    import tantivy

    index = tantivy.Index.open(str(store.generation.text))
    searcher = index.searcher()
    texts = _column(store, "SELECT title FROM patent WHERE title IS NOT NULL ORDER BY hash(key) LIMIT 20")
    queries = [index.parse_query(text, ["title", "body"]) for text in texts]
    plain: list[Case] = [partial(searcher.search, query, 10) for query in queries]

    def scan(table: str) -> list[Case]:
        return [partial(store.rows, f"SELECT bit_xor(hash(src, dst)) FROM {table}", {})] * 15

    return {
        "search": plain,
        "related": scan("classified"),
        "show": scan("cites"),
        "transfers": scan("applicant"),
        "clusters": scan("in_industry"),
        "landscape": scan("classified"),
        "talent": scan("inventor"),
        "compare": scan("cites"),
        "path": scan("cites"),
        "count": scan("classified"),
        "indicators": scan("about"),
        "status": scan("classified"),
        "licenses": scan("party"),
        "match": scan("classified"),
    }


def _times(calls: Sequence[Case]) -> tuple[list[float], list[float]]:
    """Milliseconds of every call, by the clock and of the processor."""
    wall, cpu = [], []
    for call in calls:
        started, before = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - started) * 1e3)
        cpu.append((time.process_time() - before) * 1e3)
    return wall, cpu


def measure(path: Path, repeat: int, only: str | None) -> list[tuple[str, dict[str, Any], float]]:
    """Ask all questions; the last number is the most memory held so far, in MiB."""
    found = []
    with DuckDBStore.open(path) as store:
        compared = {name: percentile(_times(calls)[0], 0.5) for name, calls in bare(store).items()}
        for name, calls in cases(store, repeat).items():
            if only and not name.startswith(only):
                continue
            wall, cpu = _times(calls)
            base = compared[name.split()[0]]
            p50 = percentile(wall, 0.5)
            values = {
                "n": len(wall),
                "p50 ms": round(p50, 1),
                "p95 ms": round(percentile(wall, 0.95), 1),
                "max ms": round(max(wall), 1),
                "cpu p50 ms": round(percentile(cpu, 0.5), 1),
                "cpu p95 ms": round(percentile(cpu, 0.95), 1),
                "bare ms": round(base, 2),
                "p50 / bare": round(p50 / base, 1),
            }
            found.append((name, values, peak()))
    return found


def cold(path: Path, patents: int) -> Iterator[tuple[str, float]]:
    """Seconds of whole processes of the command line, the best of three."""
    names = {"word": "bado", "patent": generate.number(patents // 2)}
    for question, asked in _ASKED.items():
        command = [sys.executable, "-m", "patnav", *asked.format(**names).split(), "--store", f"duckdb:{path}"]
        seconds = []
        for _ in range(3):
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            seconds.append(time.perf_counter() - started)
        yield question, min(seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.questions", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--patents", type=int, default=20_000)
    parser.add_argument("--store", type=Path, help="keep the graph here, and take it from here")
    parser.add_argument("--repeat", type=int, default=50, help="calls of each question")
    parser.add_argument("--only", help="questions whose name begins so")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--growth", type=Path, nargs="+", help="set side by side what runs with --json printed")
    chosen = parser.parse_args(arguments)
    if chosen.growth:
        try:
            report("questions by number of patents", growth(chosen.growth), chosen.json)
        except ValueError as error:  # one size, or no run's JSON
            parser.error(f"--growth: {error}")
        return
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        path = chosen.store or Path(name) / "store"
        command = f"python -m benchmarks.questions --patents {chosen.patents}"
        report(f"questions, {chosen.patents:,} patents", figures(path, chosen), chosen.json, command)


def figures(path: Path, chosen: argparse.Namespace) -> Iterator[Figure]:
    """Everything measured, the building of the graph included where it is built."""
    if not (path / "CURRENT").exists():
        for step, run in build(path, chosen.patents):
            taken = {"s": round(run.seconds, 1), "cpu s": round(run.cpu, 1), "MiB": round(run.peak)}
            yield Figure(step, taken)
    elif Workspace(path).current().manifest.rules != fingerprint(RULES):
        run = apart(_remake, path)
        yield Figure(
            "make the graph anew", {"s": round(run.seconds, 1), "cpu s": round(run.cpu, 1), "MiB": round(run.peak)}
        )
    if not chosen.only:
        with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
            run = apart(_make_star, path, Path(name))
        yield Figure(
            "copy the graph, make the star",
            {"s": round(run.seconds, 1), "cpu s": round(run.cpu, 1), "MiB": round(run.peak)},
        )
    started = dict(cold(path, chosen.patents)) if not chosen.only else {}
    for name, values, memory in apart(measure, path, chosen.repeat, chosen.only).result:
        seconds = started.get(name)
        cold_ms = None if seconds is None else round(seconds * 1e3)
        yield Figure(name, {**values, "cold ms": cold_ms, "MiB": round(memory)})


if __name__ == "__main__":
    main()
