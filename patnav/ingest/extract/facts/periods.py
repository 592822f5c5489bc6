"""Which date of a sentence is the period of a number."""

from __future__ import annotations

import re

from patnav.ingest.extract.parts import Quantity, Sentence, When

__all__ = ["period_of"]


_ADJACENT = 3
"""Characters between a number and the date that it can only belong to: 2018年为36.3%."""


def period_of(sentence: Sentence, quantity: Quantity) -> When | None:
    """The period of a number: the last date before it in its sentence, else the next after it.

    A single day is a period only where it is the day of the count ("as of March 31"). One that the day of publication
    would resolve is unresolved where that is unknown.
    """
    usable = [d for d in sentence.dates if not d.compared and (d.as_of or not _is_day(d.iso or ""))]
    before = [d for d in usable if d.end <= quantity.start]
    after = [d for d in usable if 0 <= d.start - quantity.end < 60]
    if not before:
        return after[0] if after else None
    far = quantity.start - before[-1].end
    if after and far >= _ADJACENT:
        near = after[0].start - quantity.end
        if near < min(12, far + 4):
            return after[0]
    return before[-1]


def _is_day(iso: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", iso))
