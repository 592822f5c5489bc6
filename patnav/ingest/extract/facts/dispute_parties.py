"""Plaintiff and defendant of a case, as one sentence tells them."""

from __future__ import annotations

from patnav.ingest.extract.facts.dispute_parties_en import roles_en
from patnav.ingest.extract.facts.dispute_parties_zh import roles_zh
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["roles_in"]


def roles_in(state: Reading, sentence: Sentence) -> dict[str, list[Thing]]:
    """Plaintiff and defendant, as far as the sentence tells; courts are neither."""
    names = [name for name in sentence.names if _is_party(name)]
    read = roles_en if state.lang == "en" else roles_zh
    return read(state, sentence, names) if names else {}


def _is_party(name: Name) -> bool:
    thing = name.thing
    forum = rule("disputes.forum").search(thing.name)
    return thing.label == "Organization" and thing.kind != "government" and not forum
