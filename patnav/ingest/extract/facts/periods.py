"""Which date of a sentence is the period of a number."""

from __future__ import annotations

import re

from patnav.ingest.extract.parts import Quantity, Sentence, When

__all__ = ["period_of"]


def period_of(sentence: Sentence, quantity: Quantity) -> When | None:
    """The period of a number: the last date before it in its sentence, else the next after it.

    A single day is a period only where it is the day of the count ("as of March 31").
    """
    usable = [d for d in sentence.dates if d.iso and not d.compared and (d.as_of or not _is_day(d.iso))]
    before = [d for d in usable if d.end <= quantity.start]
    after = [d for d in usable if 0 <= d.start - quantity.end < 60]
    if not before:
        return after[0] if after else None
    if after:
        near, far = after[0].start - quantity.end, quantity.start - before[-1].end
        if near < min(12, far + 4):
            return after[0]
    return before[-1]


def _is_day(iso: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", iso))
