"""How well related patents are found, against BM25 and other methods, on citation truth.

All methods answer the same queries in one run. The query's own citations (its whole family's) are taken out of the
graph before it is asked. ``BM25`` is tantivy's over titles and abstracts in one field, each different word of the
query once, stop words left out; families rank by their best publication, as everywhere. Figures are means over
queries, with a ratio to BM25 and its 95 % bootstrap interval (2,000 draws of queries).

- nDCG@10 and recall@100 on all relevant families;
- ``others``: families that share an applicant or inventor with the query taken out of rankings and truth;
- ``far``: only relevant families that share no IPC symbol with the query.

Run ``python -m benchmarks.related --folder SOME-FOLDER``; the folder keeps the graphs. Needs the shared data.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.measure import Figure, report
from benchmarks.trials import Topics, Walk, joined
from benchmarks.truth import SETS, Truth, load
from patnav.graph.duckdb import DuckDBStore, connect
from patnav.graph.store import Row
from patnav.graph.text import prepare
from patnav.graph.workspace import Workspace
from patnav.queries.filters import ALL, restrict
from patnav.queries.related import find_target, fuse, neighbours
from patnav.queries.signals import SIGNALS
from patnav.queries.signals.content import NAME as CONTENT

__all__ = ["main", "ndcg"]

Ranking = Sequence[str]
Relevant = dict[str, set[str]]
_DEPTH = 500


def ndcg(relevant: Collection[str], ranking: Ranking, k: int = 10) -> float:
    """Normalised discounted cumulative gain, relevance 0 or 1 (Järvelin and Kekäläinen, TOIS 20 (2002) 422)."""
    gain = sum(1 / math.log2(i + 2) for i, one in enumerate(ranking[:k]) if one in relevant)
    return gain / sum(1 / math.log2(i + 2) for i in range(min(k, len(relevant))))


class Plain:
    """BM25 over titles and abstracts in one field.

    Args:
        truth: The set.
        folder: Where the index goes.
        prepared: Writes a text as its words stand in the index.
    """

    def __init__(self, truth: Truth, folder: Path, prepared: Callable[[str], str] = prepare) -> None:
        self._prepared = prepared
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("unit", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", tokenizer_name="en_stem")
        self._schema: Any = builder.build()
        index = tantivy.Index(self._schema, str(folder))
        writer = index.writer(64_000_000, 1)
        for unit, family in truth.families.items():
            writer.add_document(tantivy.Document(unit=unit, text=prepared(family.text)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(40))
        lower = splitter.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stopword("english"))
        self._analyzer = lower.filter(tantivy.Filter.stemmer("english")).build()

    def rank(self, text: str, own: str, depth: int = _DEPTH) -> list[str]:
        terms = sorted(set(self._analyzer.analyze(self._prepared(text))))
        clauses = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", term)) for term in terms]
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=depth + 1, count=False).hits
        units = [self._searcher.doc(address)["unit"][0] for _, address in hits]
        return [unit for unit in units if unit != own][:depth]


class Blind(DuckDBStore):
    """A copy of a graph that may forget what a family cites, and remembers it again."""

    def __init__(self, truth: Truth, folder: Path) -> None:
        super().__init__(Workspace(truth.path).current())
        self._db.close()
        copy = folder / "graph.duckdb"
        copy.write_bytes(self.generation.graph.read_bytes())
        self._db = connect(copy)

    def rows(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        named = {name: value for name, value in parameters.items() if f"${name}" in text}
        cursor = self._db.execute(text, named)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def without(self, keys: Sequence[str], kept: Collection[str], ask: Callable[[], Any]) -> Any:
        """Ask while the graph does not hold what ``keys`` cite, but for the families ``kept``."""
        self._db.execute("BEGIN")
        try:
            self._db.execute(
                "DELETE FROM cites WHERE src = ANY($keys) AND dst NOT IN (SELECT unnest($kept::VARCHAR[]))",
                {"keys": list(keys), "kept": sorted(kept)},
            )
            return ask()
        finally:
            self._db.execute("ROLLBACK")


def answers(truth: Truth, queries: Sequence[str], folder: Path, trials: bool) -> dict[str, dict[str, list[str]]]:
    """Rankings by method and query, on demand with those of what was tried and not kept."""
    plain = Plain(truth, _made(folder / "plain"))
    found: dict[str, dict[str, list[str]]] = {}
    with Blind(truth, _made(folder / "graph")) as store:
        nothing = restrict(store, ALL)
        tried = _trials(truth, store, folder) if trials else None
        for unit in queries:
            family = truth.families[unit]
            found.setdefault("BM25", {})[unit] = plain.rank(family.text, unit)
            target = find_target(store, family.publications)
            near = store.without(target.own, (), partial(neighbours, store, target, nothing, wanted=100))
            for name, ranking in _fused(near.rankings, near.weights, truth):
                found.setdefault(name, {})[unit] = [one for one in ranking if one in truth.families]
            if truth.cited:
                outside = _outside(store, target.own, truth.families)
                other = store.without(target.own, outside, partial(neighbours, store, target, nothing, wanted=100))
                *_, (_, ranking) = _fused(other.rankings, other.weights, truth)
                kept = [one for one in ranking if one in truth.families]
                found.setdefault("all, citations outside the set kept", {})[unit] = kept
            for name, ranking in tried(unit, near.rankings, near.weights) if tried else ():
                found.setdefault(f"trial: {name}", {})[unit] = [one for one in ranking if one in truth.families]
    return found


def _trials(truth: Truth, store: Blind, folder: Path) -> Callable[..., Iterator[tuple[str, list[str]]]]:
    """Ranks by :mod:`benchmarks.trials`, alone and joined with PatNav's signals."""
    tokens = Plain(truth, _made(folder / "joined"), joined)
    walk, topics = Walk(store.rows, truth.cited), Topics(truth, store.terms)

    def tried(
        unit: str, rankings: Mapping[str, list[str]], weights: Mapping[str, float]
    ) -> Iterator[tuple[str, list[str]]]:
        yield "BM25 with units and chemical names as words", tokens.rank(truth.families[unit].text, unit)
        rankings = {name: rankings[name] for name in _order(truth)}
        others = {name: ranking for name, ranking in rankings.items() if name != "meaning"}
        for name, ranking in ("PageRank", walk.rank(unit, truth.families)), ("LSA", topics.rank(unit)):
            yield name, ranking
            yield f"words, classes and {name}", _sorted(fuse({CONTENT: rankings[CONTENT], name: ranking}, {}))
            yield f"all and {name}", _sorted(fuse({**rankings, name: ranking}, {**weights, name: 0.3}))
            yield f"all without vectors and {name}", _sorted(fuse({**others, name: ranking}, {name: 0.3}))
        yield "all without vectors", _sorted(fuse(others, {}))
        yield (
            "all but siblings",
            _sorted(fuse({name: ranking for name, ranking in rankings.items() if name != "siblings"}, weights)),
        )

    return tried


def _sorted(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda unit: (-round(scores[unit], 6), unit))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _fused(
    rankings: Mapping[str, list[str]], weights: Mapping[str, float], truth: Truth
) -> Iterator[tuple[str, list[str]]]:
    """The signals joined one after the other."""
    order = _order(truth)
    for n in range(1, len(order) + 1):
        scores = fuse({name: rankings[name] for name in order[:n]}, weights)
        name = "words and classes" if n == 1 else f"+ {order[n - 1]}"
        yield name, _sorted(scores)


def _order(truth: Truth) -> list[str]:
    return [CONTENT, *(name for name in SIGNALS if truth.cited or name in ("parties", "meaning"))]


def _outside(store: Blind, own: Sequence[str], families: Mapping[str, Any]) -> list[str]:
    """What a family cites outside the set."""
    rows = store.rows(
        "SELECT DISTINCT c.dst, coalesce(p.unit, f.dst, p.key) AS unit FROM cites c JOIN patent p ON p.key = c.dst "
        "LEFT JOIN family f ON f.src = p.key AND f.kind = 'simple' WHERE c.src = ANY($own)",
        {"own": list(own)},
    )
    return [row["dst"] for row in rows if row["unit"] not in families]


def prior_art(truth: Truth, queries: Sequence[str], folder: Path) -> tuple[dict[str, dict[str, list[str]]], Relevant]:
    """Rankings of what was published before the query's priority, by method and query, and what of it is relevant."""
    relevant: Relevant = {}
    plain = Plain(truth, _made(folder / "plain"))
    found: dict[str, dict[str, list[str]]] = {"BM25, same dates": {}, "prior art": {}}
    with Blind(truth, _made(folder / "graph")) as store:
        nothing = restrict(store, ALL)
        for unit in queries:
            family = truth.families[unit]
            target = find_target(store, family.publications)
            before = target.cutoff or "9"
            early = {one for one, other in truth.families.items() if other.published and other.published < before}
            ranking = plain.rank(family.text, unit, len(truth.families))
            found["BM25, same dates"][unit] = [one for one in ranking if one in early]
            relevant[unit] = truth.relevant[unit] & early
            ask = partial(neighbours, store, target, nothing, prior_art=True, wanted=100)
            near = store.without(target.own, (), ask)
            *_, (_, ranking) = _fused(near.rankings, near.weights, truth)
            found["prior art"][unit] = [one for one in ranking if one in early]
    return found, {unit: early for unit, early in sorted(relevant.items()) if early}


def scores(truth: Truth, rankings: Mapping[str, Ranking], only: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
    """Measures by name, each by query."""
    families = truth.families
    found: dict[str, dict[str, float]] = {"nDCG@10": {}, "recall@100": {}, "nDCG@10 others": {}, "nDCG@10 far": {}}
    for unit, relevant in only.items():
        ranking, own = rankings[unit], families[unit]
        found["nDCG@10"][unit] = ndcg(relevant, ranking)
        found["recall@100"][unit] = len(relevant & set(ranking[:100])) / len(relevant)
        others = {one for one in relevant if not families[one].parties & own.parties}
        if others:
            strangers = [one for one in ranking if not families[one].parties & own.parties]
            found["nDCG@10 others"][unit] = ndcg(others, strangers)
        far = {one for one in relevant if not families[one].ipc & own.ipc}
        if far:
            found["nDCG@10 far"][unit] = ndcg(far, ranking)
    return found


def ratio(ours: Mapping[str, float], theirs: Mapping[str, float]) -> str:
    """Mean over mean, with the 95 % interval over draws of queries."""
    pairs = [(ours[unit], theirs[unit]) for unit in sorted(ours)]
    rng = random.Random(11)
    drawn = []
    for _ in range(2_000):
        sample = rng.choices(pairs, k=len(pairs))
        below = sum(b for _, b in sample)
        if below:
            drawn.append(sum(a for a, _ in sample) / below)
    cut = statistics.quantiles(drawn, n=40)
    return f"{sum(a for a, _ in pairs) / max(1e-9, sum(b for _, b in pairs)):.2f} ({cut[0]:.2f}-{cut[-1]:.2f})"


def figures(truth: Truth, found: Mapping[str, Mapping[str, Ranking]], only: Mapping[str, set[str]]) -> Iterator[Figure]:
    """A line a method; the first is what the others are compared with."""
    measured = {name: scores(truth, rankings, only) for name, rankings in found.items()}
    base = next(iter(measured.values()))
    for name, measures in measured.items():
        values: dict[str, Any] = {"queries": len(only)}
        for measure, by_query in measures.items():
            if not by_query:
                continue
            values[measure] = f"{statistics.fmean(by_query.values()):.3f}"
            values[f"{measure} / BM25"] = ratio(by_query, base[measure]) if measures is not base else "1"
        yield Figure(f"{truth.name}: {name}", values)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.related", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--set", choices=SETS, action="append", dest="sets", help="all, unless some are named")
    parser.add_argument("--queries", type=int, default=1_000, help="at most so many of a set")
    parser.add_argument("--folder", type=Path, help="keep the graphs here, and take them from here")
    parser.add_argument("--trials", action="store_true", help="with what was tried and not kept")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    if not (shared / "citation_drones").exists():
        print(f"related patents: no real data at {shared}; PATNAV_SHARED_DATA names another place")
        return
    os.environ["PATNAV_VECTORS"] = "1"
    lines: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        scratch = Path(name)
        for one in chosen.sets or SETS:
            truth = load(one, shared, chosen.folder or scratch)
            units = sorted(unit for unit, relevant in truth.relevant.items() if relevant)
            queries = random.Random(3).sample(units, min(chosen.queries, len(units)))
            only = {unit: truth.relevant[unit] for unit in sorted(queries)}
            lines += figures(truth, answers(truth, queries, scratch / f"{one}-answers", chosen.trials), only)
            if truth.cited:
                lines += figures(truth, *prior_art(truth, queries, scratch / f"{one}-prior"))
    report("related patents", lines, chosen.json, "python -m benchmarks.related")


if __name__ == "__main__":
    main()
