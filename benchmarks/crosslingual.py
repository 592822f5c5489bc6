"""Whether a Chinese text finds its patent among English ones, and an English text among Chinese ones.

The patents are those that a vendor's export gives in both languages (iFLYTEK, 3,779 with abstracts: speech and language
technology throughout, so the others are near). The graph holds one language; the text asked with is title and abstract
in the other, or its title alone. recall@10 is the share of texts whose own patent is among the first ten families;
``same language`` asks with the patent's own text, as the measure of what is possible. ``terms`` leaves the sentence
vectors out, so that only the table of terms joins the languages.

Run ``python -m benchmarks.crosslingual``. Needs the shared data.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Figure, report
from benchmarks.truth import read
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import PatentRecord
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest
from patnav.queries.related import related
from patnav.queries.signals.meaning import NAME as MEANING

__all__ = ["main"]


def text(record: PatentRecord, lang: str, title: bool = False) -> str:
    texts = record.titles if title else (*record.titles, *record.abstracts)
    return " ".join(t.text for t in texts if t.lang == lang)


def only(record: PatentRecord, lang: str) -> PatentRecord:
    titles = tuple(t for t in record.titles if t.lang == lang)
    return replace(record, titles=titles, abstracts=tuple(t for t in record.abstracts if t.lang == lang), events=())


def measure(records: Sequence[PatentRecord], queries: int, folder: Path) -> Iterator[Figure]:
    asked = random.Random(5).sample(list(records), min(queries, len(records)))
    for lang, other in (("en", "zh"), ("zh", "en")):
        file = folder / f"{lang}.jsonl"
        file.write_bytes(b"".join(to_json(only(record, lang)) + b"\n" for record in records))
        workspace = Workspace(folder / lang)
        started = time.perf_counter()
        if not (workspace.path / "CURRENT").exists():
            ingest(workspace, [file], TableLinker())
        taken = time.perf_counter() - started
        with DuckDBStore(workspace.current()) as store:
            yield Figure(f"{lang} patents", {"vectors": store.vectors.count, "seconds to ingest": round(taken, 1)})
            unit = {row["key"]: row["unit"] for row in store.rows("SELECT key, unit FROM patent", {})}
            for name, asks, title, signals in (
                ("same language, terms", lang, False, ()),
                ("terms", other, False, ()),
                ("terms, title alone", other, True, ()),
                ("vectors", other, False, (MEANING,)),
                ("vectors, title alone", other, True, (MEANING,)),
            ):
                hits = 0
                for record in asked:
                    rows = related(store, text=text(record, asks, title), signals=signals, limit=10).rows
                    hits += unit[record.publication] in {unit[row.id] for row in rows}
                share = hits / len(asked)
                yield Figure(
                    f"{asks} text, {lang} patents: {name}", {"texts": len(asked), "recall@10": round(share, 3)}
                )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.crosslingual", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="keep the graphs here, and take them from here")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    path = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data")) / "cn_exports_zh" / "iflytek_3816.xlsx"
    if not path.exists():
        print(f"cross-language search: no real data at {path}; PATNAV_SHARED_DATA names another place")
        return
    both = [r for r in read(path) if all({"en", "zh"} <= {t.lang for t in ts} for ts in (r.titles, r.abstracts))]
    os.environ["PATNAV_VECTORS"] = "1"
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as folder:
        if chosen.folder:
            chosen.folder.mkdir(parents=True, exist_ok=True)
        lines = list(measure(both, chosen.queries, chosen.folder or Path(folder)))
    report("cross-language search", lines, chosen.json, "python -m benchmarks.crosslingual")


if __name__ == "__main__":
    main()
