"""Which organization a bare title belongs to ("Chairman Li", 局长吴承毅)."""

from __future__ import annotations

from collections import Counter

from patnav.ingest.extract.antecedents import is_unit
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing

__all__ = ["salient", "suits"]

_KINDS = {
    "judge": ("government",),
    "scholar": ("university", "research_institute"),
    "president": ("enterprise", "financial", "university", "research_institute", "association"),
    "manager": ("enterprise", "financial"),
    "official": ("government",),
    "office": ("government", "university", "research_institute", "ip_service"),
}


def salient(state: Reading, index: int, name: Name, title: str) -> Thing | None:
    """The organization of a bare title: one just named, of a fitting kind, most often named in the article.

    Args:
        state: The article.
        index: Index of the sentence.
        name: The person.
        title: The title.
    """
    kinds = next((kinds for sort, kinds in _KINDS.items() if rule(f"roles.sort_{sort}").search(title)), ())
    if set(kinds) <= {"enterprise", "financial"} and kinds and "issuer" in state.parties:
        here = [n.thing for n in state.sentences[index].names if n.end <= name.start and _may_employ(n.thing)]
        return here[-1] if here else state.parties["issuer"][0]
    if state.lang == "en" and rule("roles.contact").match(state.text, state.sentences[index].start):
        return _publisher(state)
    if state.lang == "en" and rule("roles.sort_judge").search(title):
        return _court_before(state, index)
    for back in (2, 5, 60):
        sentences = state.sentences[max(0, index - back) : index + 1]
        near = [
            n.thing for sentence in sentences for n in sentence.names if n.end <= name.start and _may_employ(n.thing)
        ]
        if near and (not kinds or back == 60 or any(thing.kind in kinds for thing in near)):
            here = [n.thing for n in state.sentences[index].names]
            scores = {t: _weight(state, t) + 5 * (t.kind in kinds) + 2 * (t in here) for t in reversed(near)}
            return max(scores, key=lambda thing: scores[thing])
    return None


def _publisher(state: Reading) -> Thing | None:
    """Whose release it is: the university or institute that it begins with, else the issuer or the first firm."""
    things = [n.thing for sentence in state.sentences[:6] for n in sentence.names if _may_employ(n.thing)]
    bodies = [thing for thing in things if thing.kind in ("university", "research_institute")]
    return next(iter(bodies or state.parties.get("issuer", []) or things), None)


def _court_before(state: Reading, index: int) -> Thing | None:
    """The court that the text has named last."""
    names = [n for sentence in state.sentences[: index + 1] for n in sentence.names]
    return next((n.thing for n in reversed(names) if rule("disputes.court").search(n.thing.name)), None)


def suits(thing: Thing, title: str) -> bool:
    """Whether an organization is of the kind that a title belongs to: an institute has a director, a court a judge."""
    heads = next((kinds for end, kinds in _HEADS.items() if title.removeprefix("副").startswith(end)), ())
    return thing.label == "Organization" and thing.kind in heads


_HEADS = {
    "院长": ("research_institute", "hospital"),
    "所长": ("research_institute",),
    "校长": ("university",),
    "局长": ("government",),
    "行长": ("financial",),
}
"""Kinds of the organizations whose heads bear a title of their own."""


def _may_employ(thing: Thing) -> bool:
    return thing.label == "Organization" and thing.kind != "other" and not is_unit(thing)


def _weight(state: Reading, thing: Thing) -> int:
    """How often the article names a thing."""
    if not state.weights:
        state.weights = Counter(id(name.thing) for sentence in state.sentences for name in sentence.names)
    return state.weights[id(thing)]
