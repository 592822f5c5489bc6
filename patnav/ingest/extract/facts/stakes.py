"""What both languages need to read ownership: firms, shares, and the triple that a reader yields."""

from __future__ import annotations

from patnav.ingest.extract.parts import Name, Sentence, Share, Thing

__all__ = ["Holding", "firms", "share_in"]

Holding = tuple[Thing, Thing, float | None]
"""Owner, owned, and the share held, None where the text gives none."""


def firms(sentence: Sentence) -> list[Name]:
    """Organizations of a sentence."""
    return [name for name in sentence.names if name.thing.label == "Organization"]


def share_in(sentence: Sentence, start: int, end: int, *, first: bool = False) -> Share | None:
    """The share stated in a stretch of a sentence.

    Args:
        sentence: The sentence.
        start: Where the stretch starts.
        end: Where it ends.
        first: Take the first share rather than the last, which a rising stake ends with ("from 20 to 51 percent").
    """
    rows = [s for s in sentence.shares if start <= s.start < end and s.role in ("share", "change")]
    return rows[0 if first else -1] if rows else None
