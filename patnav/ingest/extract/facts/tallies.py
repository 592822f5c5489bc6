"""Rows of a table told in a sentence: ``Patents granted by city: Suzhou 14,905 (+2.8%); Wuxi 10,412 (-1.9%)``."""

from __future__ import annotations

from collections.abc import Iterator

from patnav.ingest.extract.counts import unit_of
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.indicator_names import indicator_rows
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.extract.vocabulary import compiled

__all__ = ["tallies"]


def tallies(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    """The value and growth of every place of a row, of what the words before the row count."""
    if state.lang != "en":
        return
    rows = list(rule("numbers.row", exact=True).finditer(state.text, sentence.start, sentence.end))
    head = rule("numbers.row_head").match(state.text, sentence.start, rows[0].start()) if len(rows) > 1 else None
    if head is None or not (unit := unit_of(head["noun"].split(" granted")[0], "en")):
        return
    named = (
        name
        for name, row in indicator_rows().items()
        if unit in row["unit"]
        and "context" not in row
        and "near" in row
        and compiled(row["near"]["en"]).search(head["noun"])
    )
    kind = next(named, None)
    frame = sentence.frame.iso if sentence.frame else None
    years = [d.iso for d in sentence.dates if state.text[max(0, d.start - 3) : d.start] == "in "]
    for row in rows:
        change = float(row["change"].replace("_", ".")) / 100
        yield Draft.of(
            "indicator", sentence, index, 0.8, indicator=kind, label=head["noun"], region=row["place"],
            value=float(row["value"].replace("_", "")), change=-change if row["sign"] == "-" else change,
            period=years[0] if years else frame,
        )  # fmt: skip
