"""Who owns whom, and how much of it."""

from __future__ import annotations

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.ownership_en import holdings_en
from patnav.ingest.extract.facts.ownership_zh import holdings_zh
from patnav.ingest.extract.parts import Reading

__all__ = ["find_ownership"]


def find_ownership(state: Reading) -> list[Draft]:
    """All ownerships of an article, each pair once; a later share replaces an earlier one."""
    found: dict[tuple[str, str], Draft] = {}
    read = holdings_en if state.lang == "en" else holdings_zh
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        for owner, owned, share in read(state, sentence):
            if owner is owned:
                continue
            pair = owner.name, owned.name
            if pair not in found:
                found[pair] = Draft.of("ownership", sentence, index, 0.9, owner=pair[0], owned=pair[1], share=share)
            elif share is not None:
                found[pair].fields["share"] = share
    return list(found.values())
