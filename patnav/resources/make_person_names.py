"""Makes ``person_names.csv``: words that are mostly given names, and words that are mostly family names.

Source: counts of the names of inventors on US patents (PatentsView, CC BY 4.0, grants of 1976 to mid-2022). A
word is kept from 5 bearers on, and on the side where it stands three times as often. Run ``python -m
patnav.resources.make_person_names`` with ``PATNAV_SHARED_DATA`` set to the folder that holds ``patentsview_130k``.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from patnav.ingest.resolve.normalise import fold

__all__ = ["HEADER", "make"]

HEADER = """\
# Words that are mostly given names (given) or family names (family) of persons, folded.
# Source: names of inventors on US patents, counted (PatentsView, CC BY 4.0, grants of 1976 to mid-2022). Made by
# make_person_names.py, 2026-11.
side,names
"""
LEAST = 5


def make(source: Path) -> str:
    """The whole text of ``person_names.csv``, from the inventors (``Given Family``) of the patents at ``source``."""
    counts: dict[str, Counter[str]] = {"given": Counter(), "family": Counter()}
    for inventors in pq.read_table(source, columns=["inventors"]).column("inventors").to_pylist():
        for name in inventors or ():
            words = [word for word in fold(name).split() if len(word) > 2 and word.isascii() and word.isalpha()]
            counts["given"].update(words[:-1])
            counts["family"].update(words[-1:])
    lines = []
    for side, other in (("given", "family"), ("family", "given")):
        kept = sorted(w for w, n in counts[side].items() if n >= LEAST and n > 3 * counts[other][w])
        lines.append(f"{side},{' '.join(kept)}\n")
    return HEADER + "".join(lines)


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    text = make(shared / "patentsview_130k" / "patents.parquet")
    Path(__file__).with_name("person_names.csv").write_text(text, encoding="utf-8")
