"""Makes ``wipo35.csv``: the class symbols of each of WIPO's 35 technology fields.

Source: WIPO IPC/CE/41/5 (Schmoch 2008), edition of 2019-07, with the later classes of ``wipo35_fields.yaml``.
Run ``python -m patnav.resources.make_wipo35`` with ``PATNAV_SHARED_DATA`` set to the folder that holds ``ref_wipo35``.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

from patnav.ingest.resolve.tables import read_yaml

__all__ = ["HEADER", "make"]

HEADER = """\
# IPC subclasses, or main groups where a subclass is divided, and their WIPO technology field.
# Source: U. Schmoch, WIPO IPC/CE/41/5 (2008), edition of 2019-07; classes of IPC 2020.01 to 2026.01 by their origin.
# Made by make_wipo35.py, 2026-11.
symbol,field
"""


def make(source: Path) -> str:
    """The whole text of ``wipo35.csv``, from WIPO's table at ``source``."""
    fields: dict[str, int] = {}
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            symbol = "".join(row["IPC_code"].split()).rstrip("%").rstrip("/")
            fields[symbol] = int(row["Field_number"])
    fields |= read_yaml("wipo35_fields.yaml")["successors"]
    return HEADER + "".join(f"{symbol},{field}\n" for symbol, field in sorted(fields.items()))


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    text = make(shared / "ref_wipo35" / "ipc_technology.csv")
    Path(__file__).with_name("wipo35.csv").write_text(text, encoding="utf-8")
