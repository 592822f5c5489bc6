"""Authorities: the bodies that start a programme."""

from __future__ import annotations

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Thing

__all__ = ["BODIES", "SCHOOLS", "authorities", "starters"]

BODIES = ("government", "ip_service", "association")
SCHOOLS = ("university", "research_institute")


def authorities(names: list[Name]) -> list[Thing]:
    """Authorities among names, else universities and institutes; none where a court alone is named."""
    bodies = [n.thing for n in names if n.thing.label == "Organization" and n.thing.kind in BODIES]
    bodies = bodies or [n.thing for n in names if n.thing.kind in SCHOOLS]
    plain = [thing for thing in bodies if not rule("disputes.court").search(thing.name)]
    return list(dict.fromkeys(bodies if plain else []))


def starters(names: list[Name]) -> list[Name]:
    """Authorities and regions among names; empty when there are none."""
    bodies = [thing for thing in authorities(names) if thing.kind in BODIES]
    return [n for n in names if n.thing.label == "Region" or n.thing in bodies]
