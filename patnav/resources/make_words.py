"""Makes ``words.csv``: words in common use in patents, by which a misspelling is told from another word.

Source: words of titles and abstracts of US patents, counted (PatentsView, CC BY 4.0, to mid-2022). A word is
kept from 40 patents on. Run ``python -m patnav.resources.make_words`` with ``PATNAV_SHARED_DATA`` set to the folder
that holds ``patentsview_130k``.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from patnav.ingest.resolve.normalise import fold

__all__ = ["HEADER", "make"]

HEADER = """\
# Words in common use in patents, folded, by their first letter.
# Source: words of titles and abstracts of US patents, counted (PatentsView, CC BY 4.0, to mid-2022). Made by
# make_words.py, 2026-11.
letter,words
"""
LEAST = 40


def make(source: Path) -> str:
    """The whole text of ``words.csv``, from the patents at ``source``."""
    counts: Counter[str] = Counter()
    for row in pq.read_table(source, columns=["patent_title", "patent_abstract"]).to_pylist():
        text = fold(f"{row['patent_title']} {row['patent_abstract']}")
        counts.update({w for w in text.split() if len(w) > 3 and w.isascii() and w.isalpha()})
    letters: dict[str, list[str]] = {}
    for word in sorted(w for w, n in counts.items() if n >= LEAST):
        letters.setdefault(word[0], []).append(word)
    return HEADER + "".join(f"{letter},{' '.join(words)}\n" for letter, words in letters.items())


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    text = make(shared / "patentsview_130k" / "patents.parquet")
    Path(__file__).with_name("words.csv").write_text(text, encoding="utf-8")
