"""DOCDB's form of application numbers, derived against printed: ``python -m benchmarks.docdb``.

The Lens's exports print the form of DOCDB; other vendors print the offices' numbers. For publications that both
describe, the form made of the vendor's number and date is held against the one that the Lens prints.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, recognise
from patnav.ingest.patents.docdb_numbers import completed

ROOT = Path(__file__).parents[1]
_LENS = (
    "citation_drones/lens_drones_9071.csv.gz",
    "lens_csv/drones_fulltext_families_5884_raw.csv.gz",
    "lens_csv/lens_drones_2017_raw.csv.zip",
)
_OTHERS = (
    "patsnap_csv/patsnap_family.csv",
    "citation_drones/derwent_innovation_numbers.csv.gz",
    "derwent_dii_ciw/derwent_drone_drones_1_500.ciw",
    "cn_exports_zh/autodriving_patentics.csv",
)


def _records(path: Path) -> Iterator[PatentRecord]:
    for one in recognise(path).read(path):
        if isinstance(one, Item) and isinstance(one.record, PatentRecord):
            yield one.record


def main() -> None:
    """Prints, by file, how many applications are derived, and how many of them as the Lens prints them."""
    folder = Path(os.environ.get("PATNAV_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        sys.exit(f"{folder} is missing; set PATNAV_SHARED_DATA to the folder of the real files")
    printed = {r.publication: r.docdb_application for name in _LENS for r in _records(folder / name)}
    print(f"{'file':<52}{'in both':>9}{'derived':>9}{'same':>8}  by office, derived otherwise")
    for name in _OTHERS:
        found: Counter[str] = Counter()
        offices: Counter[str] = Counter()
        for record in _records(folder / name):
            if (wanted := printed.get(record.publication)) is None:
                continue
            derived = completed(record).docdb_application
            found.update({"both": 1, "derived": derived is not None, "same": derived == wanted})
            offices[record.office] += derived not in (wanted, None)
        other = ", ".join(f"{office} {n}" for office, n in offices.most_common() if n)
        print(f"{name:<52}{found['both']:>9,}{found['derived']:>9,}{found['same']:>8,}  {other}")


if __name__ == "__main__":
    main()
