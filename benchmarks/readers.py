"""Readers against bare parsers on the same real file in the same run: ``python -m benchmarks.readers``.

Ratios are of processor time, bare parser to reader: 1.00 is as fast, 0.50 takes twice as long. Each side runs several
times in one process, in turn, and the least time counts.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import python_calamine
from lxml import etree

from patnav.ingest.formats import named, recognise

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


def main() -> None:
    """Prints documents and MB a second of each reader, and its ratio to the bare parser."""
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"{folder} is missing; set PATNAV_SHARED_DATA to the folder of the real files")
    print(f"{'reader':<18}{'records':>9}{'records/s':>11}{'MB/s':>8}  bare parser  ratio")
    for name, paths, bare, parser in _cases(folder):
        formats = [recognise(path).name for path in paths]

        def read(paths: list[Path] = paths, formats: list[str] = formats) -> int:
            pairs = zip(formats, paths, strict=True)
            return sum(1 for one, path in pairs for _ in named(one).read(path))

        count, taken = read(), _least(read)
        size = sum(path.stat().st_size for path in paths) / 1e6
        ratio = _least(parser) / taken
        print(f"{name:<18}{count:>9,}{count / taken:>11,.0f}{size / taken:>8.1f}  {bare:<11}{ratio:>7.2f}")


if __name__ == "__main__":
    main()
