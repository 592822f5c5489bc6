"""Readers against bare parsers on the same real file in the same run: ``python -m benchmarks.readers``.

Ratios are of processor time, bare parser to reader: 1.00 is as fast, 0.50 takes twice as long. Each side runs several
times in one process, in turn, and the least time counts. The bound is the ratio of a reader that took no time but the
bare parser's and that of making each record, its parties, classes and texts being there already.

``--large MB`` reads generated weekly files of that size and of four times it instead, each in a process of its own, and
says how much memory the process held at most; and two files in one process and in two, by the clock.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from pathlib import Path

import orjson
import python_calamine
from lxml import etree

from benchmarks.ingest import grants, weekly_file
from benchmarks.measure import apart
from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, named, recognise

ROOT = Path(__file__).parents[1]
_REPEATS = 3


def _least(function: Callable[[], object]) -> float:
    times = []
    for _ in range(_REPEATS):
        before = time.process_time()
        function()
        times.append(time.process_time() - before)
    return min(times)


def _documents(paths: list[Path]) -> Callable[[], object]:
    pieces = [piece for path in paths for piece in path.read_bytes().split(b"<?xml ") if piece.strip()]
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, recover=True)
    return lambda: [etree.fromstring(b"<?xml " + piece, parser) for piece in pieces]


def _calamine(path: Path) -> object:
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _csv(path: Path) -> object:
    text = (gzip.decompress if path.suffix == ".gz" else bytes)(path.read_bytes()).decode("utf-8-sig")
    csv.field_size_limit(1 << 30)
    return list(csv.reader(io.StringIO(text, newline="")))


def _orjson(path: Path) -> object:
    data = (gzip.decompress if path.suffix == ".gz" else bytes)(path.read_bytes())
    return [orjson.loads(one) for one in data.splitlines() if one.strip()]


def _cases(folder: Path) -> list[tuple[str, list[Path], str, Callable[[], object]]]:
    """What is compared: name, files, the bare parser's name, the bare parser."""
    uspto = [*sorted(folder.glob("uspto_xml_samples/xml2*/*.xml")), folder / "uspto_xml_v4x" / "test.xml"]
    epo = sorted(folder.glob("ep_fulltext_xml/*/v1-5*.xml"))
    workbook = folder / "cn_exports_zh" / "iflytek_3816.xlsx"
    table = folder / "citation_drones" / "lens_drones_9071.csv.gz"
    objects = folder / "lens_jsonl" / "Coronavirus-patents-SARS-MERS-TAC.jsonl.gz"
    return [
        ("USPTO v4", uspto, "lxml", _documents(uspto)),
        ("EPO full text", epo, "lxml", _documents(epo)),
        ("incoPat xlsx", [workbook], "calamine", lambda: _calamine(workbook)),
        ("Lens CSV", [table], "csv", lambda: _csv(table)),
        ("Lens JSON Lines", [objects], "orjson", lambda: _orjson(objects)),
    ]


def _large(folder: Path, megabytes: float) -> None:
    """Prints the peak memory of reading large files, and the gain of a second process."""
    documents = grants(folder)
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as name:
        one, two, four = (Path(name) / f"{which}.xml" for which in ("one", "two", "four"))
        for path, times in ((one, 1), (two, 1), (four, 4)):
            weekly_file(documents, path, int(times * megabytes * 1e6))
        for path in (one, four):
            run = apart(_count, path)
            print(f"{path.stat().st_size / 1e6:,.0f} MB: {run.result:,} records, peak {run.peak:,.0f} MiB")
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(_count, (one, two)))  # modules are loaded, files are in memory
            alone, both = _clock(lambda: [_count(one), _count(two)]), _clock(lambda: list(pool.map(_count, (one, two))))
        print(f"two files: {alone:.2f} s in one process, {both:.2f} s in two, {alone / both:.2f} times as fast")


def _count(path: Path) -> int:
    return sum(1 for _ in recognise(path).read(path))


def _clock(function: Callable[[], object]) -> float:
    times = []
    for _ in range(_REPEATS):
        before = time.perf_counter()
        function()
        times.append(time.perf_counter() - before)
    return min(times)


def _made(paths: Sequence[Path], formats: Sequence[str]) -> Callable[[], object]:
    """Makes the records of files once more of their values."""
    found = [one for name, path in zip(formats, paths, strict=True) for one in named(name).read(path)]
    names = [field.name for field in fields(PatentRecord)]
    records = [one.record for one in found if isinstance(one, Item) and isinstance(one.record, PatentRecord)]
    values = [{name: getattr(one, name) for name in names} for one in records]
    return lambda: sum(bool(Item("", PatentRecord(**one))) for one in values)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints documents and MB a second of each reader, and its ratio to the bare parser."""
    parser_ = argparse.ArgumentParser(prog="python -m benchmarks.readers")
    parser_.add_argument("--large", type=float, metavar="MB")
    chosen = parser_.parse_args(arguments)
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"{folder} is missing; set PATNAV_SHARED_DATA to the folder of the real files")
    if chosen.large:
        _large(folder, chosen.large)
        return
    print(f"{'reader':<18}{'records':>9}{'records/s':>11}{'MB/s':>8}  bare parser  ratio  bound")
    for name, paths, bare, parser in _cases(folder):
        formats = [recognise(path).name for path in paths]

        def read(paths: list[Path] = paths, formats: list[str] = formats) -> int:
            pairs = zip(formats, paths, strict=True)
            return sum(1 for one, path in pairs for _ in named(one).read(path))

        count, taken = read(), _least(read)
        size = sum(path.stat().st_size for path in paths) / 1e6
        parsing, making = _least(parser), _least(_made(paths, formats))
        speed = f"{count:>9,}{count / taken:>11,.0f}{size / taken:>8.1f}"
        print(f"{name:<18}{speed}  {bare:<11}{parsing / taken:>7.2f}{parsing / (parsing + making):>7.2f}")


if __name__ == "__main__":
    main()
