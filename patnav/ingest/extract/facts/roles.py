"""Roles: who is what where, each person, organization and title once."""

from __future__ import annotations

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.roles_en import roles_en
from patnav.ingest.extract.facts.roles_zh import roles_zh
from patnav.ingest.extract.parts import Reading

__all__ = ["find_roles"]


def find_roles(state: Reading) -> list[Draft]:
    """All roles of an article; one title that another contains is one role."""
    found: list[Draft] = []
    read = roles_en if state.lang == "en" else roles_zh
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        for name in [n for n in sentence.names if n.thing.label == "Person" and n.form != "reference"]:
            for title, organization in read(state, index, sentence, name):
                fields = {"person": name.thing.name, "organization": organization.name, "title": title}
                draft = Draft.of("role", sentence, index, 0.9, **fields)
                if not any(_same(draft, other) for other in found):
                    found.append(draft)
    return found


def _same(a: Draft, b: Draft) -> bool:
    if a.fields["person"] != b.fields["person"] or a.fields["organization"] != b.fields["organization"]:
        return False
    one, two = str(a.fields["title"]).casefold(), str(b.fields["title"]).casefold()
    return one in two or two in one
