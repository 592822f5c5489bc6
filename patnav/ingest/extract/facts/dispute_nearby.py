"""Where and when a case was decided, as the sentences beside it tell."""

from __future__ import annotations

from patnav.ingest.extract.facts.dispute_parties import roles_in
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.terms import date_in, dated_agreement
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence

__all__ = ["date_near", "forum_near"]


def date_near(state: Reading, draft: Draft) -> None:
    """The day on which a court is said to have decided, right before the case is told."""
    if "date" in draft.fields:
        return
    if state.lang == "en":
        rows = [
            i
            for i in {draft.index} | draft.also
            if rule("terms.by_contract").match(state.text, state.sentences[i].start)
        ]
        agreed = dated_agreement(state, rows[0], 4) if rows and "amount" in draft.fields else None
        if agreed:
            draft.fields["date"] = agreed
            return
    for sentence in reversed(state.sentences[max(0, draft.index - 3) : draft.index]):
        court = any(rule("disputes.court").search(n.thing.name) for n in sentence.names)
        decided = rule("disputes.decided").search(state.text, sentence.start, sentence.end)
        if court and decided and not sentence.headline:
            when = date_in([d for d in sentence.dates if not d.compared], sentence.start)
            if when is not None and when.iso and len(when.iso) == 10:
                draft.fields["date"] = when.iso
            return


def _of_others(state: Reading, sentence: Sentence, draft: Draft) -> bool:
    """Whether an English sentence after a case names a suit's two sides, none of whom the case knows."""
    if state.lang == "zh" or sentence.start <= draft.start:
        return False
    sides = [thing for things in roles_in(state, sentence).values() for thing in things]
    return len(sides) > 1 and not any(thing in draft.things("plaintiff", "defendant") for thing in sides)


def forum_near(state: Reading, draft: Draft) -> None:
    """The court that the paragraph names, where the sentence itself names none."""
    if "forum" in draft.fields:
        return
    paragraph = state.sentences[draft.index].paragraph
    near = list(enumerate(state.sentences))
    if state.lang == "en":  # the nearest, of those before it first
        near.sort(key=lambda row: (abs(row[0] - draft.index), row[0]))
    for _, sentence in near:
        if sentence.paragraph == paragraph and not sentence.silent and not _of_others(state, sentence, draft):
            for name in sentence.names:
                court = name.thing.label == "Organization" and rule("disputes.court").search(name.thing.name)
                office = state.lang == "zh" and name.thing.kind == "government"
                if court or (office and rule("disputes.decides").match(state.text, name.end, sentence.end)):
                    draft.fields["forum"] = [name.thing]
                    return
    if state.lang == "en" and rule("disputes.a_court").search(state.text, draft.start, draft.end):
        after = [n.thing for s in state.sentences[draft.index + 1 : draft.index + 4] for n in s.names]
        courts = [thing for thing in after if rule("disputes.court").search(thing.name)]
        if courts:
            draft.fields["forum"] = courts[:1]
