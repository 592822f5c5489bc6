"""Whose the patents of a deal are: ``three patents previously held by X``, ``X's patents``, ``they belong to X``."""

from __future__ import annotations

from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing

__all__ = ["holders"]


def holders(state: Reading, segment: Segment, taken: list[Thing]) -> list[Thing]:
    """Who holds what is licensed, sold or pledged, apart from the parties that are known; nobody where two might.

    Args:
        state: The article.
        segment: The trigger and what it governs.
        taken: The parties that are known.
    """
    named = [n for n in segment.sentence.names if n.thing.label == "Organization" and n.thing not in taken]
    held = list(dict.fromkeys(n.thing for n in named if _holds(state, segment, n)))
    return held if len(held) == 1 else []


def _holds(state: Reading, segment: Segment, name: Name) -> bool:
    before = state.text[segment.sentence.start : name.start]
    owned = rule("parties.holder_before").search(before)
    return bool(owned or (name.owner and rule("parties.own_patents").match(state.text, name.end, segment.sentence.end)))
