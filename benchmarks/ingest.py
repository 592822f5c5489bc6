"""How fast files go in, against a bare parser on the same file in the same run.

Two inputs: USPTO grants, the samples of the real data written one after the other with new numbers until the file
is as large as asked; and the PatentsView table of 129,639 patents. Each stage runs in a process of its own.

Run ``python -m benchmarks.ingest --megabytes 40``; the real data is looked for where ``PATNAV_SHARED_DATA`` says.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks.measure import Figure, Run, apart, report
from patnav.config import settings
from patnav.graph.workspace import Workspace
from patnav.ingest import formats, pipeline
from patnav.ingest.formats import Item
from patnav.ingest.linker import TableLinker

__all__ = ["grants", "main", "weekly_file"]

_SAMPLES = ("uspto_xml_v4x/test.xml", "uspto_xml_v4x/grant/v4-*.xml", "uspto_xml_samples/xml20*/US*.xml")
_DECLARATION = b"<?xml "
_NUMBER = rb"(<%s\b.*?<doc-number>)[^<]*(</doc-number>)"
_PUBLICATION = re.compile(_NUMBER % b"publication-reference", re.DOTALL)
_APPLICATION = re.compile(_NUMBER % b"application-reference", re.DOTALL)


def grants(folder: Path) -> list[bytes]:
    """The sample grants, each with its declaration."""
    files = sorted(path for pattern in _SAMPLES for path in folder.glob(pattern))
    pieces = [piece for path in files for piece in path.read_bytes().split(_DECLARATION)]
    return [_DECLARATION + piece.strip() + b"\n" for piece in pieces if piece.strip()]


def weekly_file(documents: Sequence[bytes], path: Path, size: int) -> None:
    """Write documents one after the other, round and round with new numbers, until the file has ``size`` bytes."""
    with path.open("wb") as file:
        for n in count():
            document = _PUBLICATION.sub(rb"\g<1>%08d\g<2>" % (12_000_000 + n), documents[n % len(documents)], count=1)
            file.write(_APPLICATION.sub(rb"\g<1>%08d\g<2>" % (18_000_000 + n), document, count=1))
            if file.tell() >= size:
                return


def bare_lxml(path: Path) -> int:
    """Parse every document of a weekly file, and do nothing with it."""
    from lxml import etree

    pieces = path.read_bytes().split(_DECLARATION)
    return sum(etree.fromstring(_DECLARATION + piece) is not None for piece in pieces if piece)


def bare_pyarrow(path: Path) -> int:
    """Turn every row of a Parquet file into Python values, and do nothing with them."""
    import pyarrow.parquet as pq

    return sum(len(batch.to_pylist()) for batch in pq.ParquetFile(path).iter_batches(2_000))


def read(path: Path) -> int:
    """Read every record of a file."""
    return sum(isinstance(one, Item) for one in formats.recognise(path).read(path))


def ingest(path: Path, store: Path) -> int:
    """Read a file into a workspace."""
    return pipeline.ingest(Workspace(store), [path], TableLinker()).read


def stages(path: Path, bare: Callable[[Path], int], folder: Path) -> Iterator[tuple[str, Run[int]]]:
    """Measure the bare parser, the reader, the ingest and a second ingest of a file."""
    store = folder / "store"
    yield f"bare {bare.__name__.removeprefix('bare_')}", apart(bare, path)
    yield "reader", apart(read, path)
    yield "ingest", apart(ingest, path, store)
    yield "ingest again", apart(ingest, path, store)


def figures(title: str, path: Path, bare: Callable[[Path], int], folder: Path) -> Iterator[Figure]:
    """The stages as figures, with ratios to the bare parser and of the second ingest to the first."""
    base = first = 0.0
    megabytes = path.stat().st_size / 1e6
    for stage, run in stages(path, bare, folder):
        base = base or run.cpu
        values = {
            "records": run.result,
            "seconds": round(run.seconds, 2),
            "cpu s": round(run.cpu, 2),
            "records/s": round(run.result / run.seconds),
            "MB/s": round(megabytes / run.seconds, 1),
            "cpu / bare": round(run.cpu / base, 2),
            "seconds / ingest": round(run.seconds / first, 3) if first else None,
            "peak MiB": round(run.peak),
        }
        first = run.seconds if stage == "ingest" else first
        yield Figure(f"{title}, {stage}", values)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=40)
    parser.add_argument("--only", choices=("uspto", "patentsview"))
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    data = Path(settings().shared_data)
    table = data / "patentsview_130k" / "patents.parquet"
    documents = grants(data)
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        folder = Path(name)
        if documents and chosen.only != "patentsview":
            weekly_file(documents, folder / "weekly.xml", int(chosen.megabytes * 1e6))
            found += figures(f"USPTO XML, {chosen.megabytes:g} MB", folder / "weekly.xml", bare_lxml, folder / "uspto")
        if table.exists() and chosen.only != "uspto":
            found += figures("PatentsView", table, bare_pyarrow, folder / "patentsview")
    if not found:
        print(f"skipped: no real data in {data}; PATNAV_SHARED_DATA names another place", file=sys.stderr)
        return
    report("ingest", found, chosen.json, f"python -m benchmarks.ingest --megabytes {chosen.megabytes:g}")


if __name__ == "__main__":
    main()
