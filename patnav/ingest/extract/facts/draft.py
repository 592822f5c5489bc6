"""A fact in the making, and how two tellings of one fact become one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from patnav.ingest.extract.parts import Sentence, Thing

__all__ = ["Draft", "merge_all", "same_date"]


@dataclass(slots=True)
class Draft:
    """A fact in the making.

    Attributes:
        type: Fact type of the contract.
        fields: Its fields; parties are lists of things, everything else plain values.
        start: Offset of the evidence.
        end: Offset after the evidence.
        index: Index of the sentence that states it.
        confidence: Between 0 and 1.
        also: Indices of further sentences that it has drawn on.
        guessed: Whether who gives and who takes is a guess.
        speaker: To whom its sentence is attributed.
        patents: Keys of the patents that its sentences name by number.
        apart: Whether it counts a part of what another counts, under a label of its own.
        learned: Whether no rule but what was learned has seen it.
    """

    type: str
    fields: dict[str, Any]
    start: int
    end: int
    index: int
    confidence: float = 0.8
    also: set[int] = field(default_factory=set)
    guessed: bool = False
    speaker: Thing | None = None
    patents: list[str] = field(default_factory=list)
    apart: bool = False
    learned: bool = False

    @classmethod
    def of(cls, sort: str, sentence: Sentence, index: int, confidence: float = 0.8, /, **fields: Any) -> Draft:
        """A draft whose evidence is a whole sentence; empty fields are left out."""
        kept = {key: value for key, value in fields.items() if value not in (None, [], "")}
        return cls(sort, kept, sentence.start, sentence.end, index, confidence)

    def things(self, *keys: str) -> list[Thing]:
        """The parties in some fields."""
        return [thing for key in keys for thing in self.fields.get(key, ())]


def same_date(a: str, b: str) -> bool:
    """Whether one date is the other, less precisely."""
    return a.startswith(b) or b.startswith(a)


def _compatible(a: Draft, b: Draft, roles: tuple[str, ...]) -> bool:
    """Whether two drafts of one type may tell the same event: a common party, and no contradiction."""
    named = [role for role in roles if role in a.fields or role in b.fields]
    common = a.index == b.index and len(named) > 1 and not any(role in a.fields and role in b.fields for role in roles)
    guess, sure = (a, b) if a.guessed else (b, a)
    sides = set(map(id, sure.things(*roles)))
    turned = a.guessed != b.guessed and bool(sides) and sides <= set(map(id, guess.things(*roles)))
    turned = turned and (len(sides) > 1 or abs(a.index - b.index) <= 2)
    common = common or turned
    for role in () if turned else roles:
        mine, theirs = a.fields.get(role), b.fields.get(role)
        if mine and theirs:
            if not set(map(id, mine)) & set(map(id, theirs)) and not (role == "investor" and a.index == b.index):
                return False
            common = True
    for key in ("amount", "patents", "royalty", "royalty_free", "count", "beneficiaries"):
        if key in a.fields and key in b.fields and a.fields[key] != b.fields[key]:
            return False
    if "date" in a.fields and "date" in b.fields and not same_date(a.fields["date"], b.fields["date"]):
        return False
    return common


def merge_all(drafts: list[Draft], roles: tuple[str, ...]) -> list[Draft]:
    """Join drafts that tell the same event; the first one's passage stays the evidence."""
    kept: list[Draft] = []
    for draft in drafts:
        for other in kept:
            if other.type == draft.type and _compatible(other, draft, roles):
                _join(other, draft, roles)
                break
        else:
            kept.append(draft)
    return kept


def _join(into: Draft, draft: Draft, roles: tuple[str, ...]) -> None:
    into.also |= {draft.index} | draft.also
    sure, guess = (draft, into) if into.guessed else (into, draft)
    if guess.guessed and not sure.guessed:
        other = {roles[0]: roles[-1], roles[-1]: roles[0]}
        for role in [role for role in other if role in sure.fields and other[role] not in sure.fields]:
            if set(map(id, sure.things(role))) & set(map(id, guess.things(other[role]))):  # guessed the wrong way round
                guess.fields[other[role]] = guess.fields.get(role, [])
        guess.fields |= {role: sure.fields[role] for role in roles if role in sure.fields}
        into.guessed = False
    for key, value in draft.fields.items():
        if key in roles and key in into.fields:
            elsewhere = into.things(*(role for role in roles if role != key))
            into.fields[key] += [thing for thing in value if thing not in into.fields[key] + elsewhere]
        elif key in roles:
            elsewhere = into.things(*(role for role in roles if role != key))
            if free := [thing for thing in value if thing not in elsewhere]:
                into.fields[key] = free
        elif key == "date" and key in into.fields:
            into.fields[key] = max(into.fields[key], value, key=len)
        else:
            into.fields.setdefault(key, value)
    into.confidence = min(0.97, max(into.confidence, draft.confidence) + 0.03)
