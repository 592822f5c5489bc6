"""``patnav_cues_en``: how names hang on verbs, in English.

A preposition right before a name decides its cue; else the parse does; a name in a list shares the cue of the first.
Subjects reach over coordination ("pledged ... and obtained"), relative clauses and control verbs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["cue", "register"]

_CLIMB = {"appos", "compound", "nmod", "amod", "npadvmod", "nummod"}


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_cues_en"):
        Language.component("patnav_cues_en", func=cue)


def cue(doc: Doc) -> Doc:
    """Give every name its cue, and every verb its subjects."""
    state = reading(doc)
    for sentence in state.sentences:
        if sentence.names:
            _cue_sentence(doc, state, sentence)
    return doc


def _cue_sentence(doc: Doc, state: Reading, sentence: Sentence) -> None:
    previous: Name | None = None
    roots: dict[Name, Token] = {}
    for name in sentence.names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None:
            continue
        roots[name] = _headed(state, sentence, name, span.root)
        name.owner = name.owner or bool(re.match(r"'s?(?!\w)", state.text[name.end : name.end + 3]))
        _assign(state, sentence, name, roots[name], previous)
        previous = name
    for token in tokens(doc, sentence):
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            found = _subjects(token, sentence, roots)
            if found:
                sentence.subjects[token.idx] = found


def _headed(state: Reading, sentence: Sentence, name: Name, root: Token) -> Token:
    """The head of a name: in "the city of Hefei" the city, else its own."""
    of = rule("cues.city_of").search(state.text[sentence.start : name.start])
    return root.head.head if of and root.dep_ == "pobj" else root


def _assign(state: Reading, sentence: Sentence, name: Name, root: Token, previous: Name | None) -> None:
    before = state.text[sentence.start : name.start]
    match = rule("cues.preposition", exact=True).search(before)
    dep, top = _dependency(root)
    verb = _verb(top)
    name.verb = verb.idx if verb is not None else -1
    if name.owner:
        name.cue = "poss"
    elif match and match["prep"] == "among" and match["extra"].strip() in ("them", "these", "which", "whom"):
        name.cue = "including"
    elif match and (not match["extra"].strip() or _descriptive(match["extra"])):
        name.cue = match["prep"].casefold()
    elif previous is not None and _listed(state.text[previous.end : name.start]) and dep not in ("nsubj", "nsubjpass"):
        name.cue, name.verb = previous.cue, previous.verb
    elif dep in ("nsubj", "csubj"):
        name.cue = "subj"
    elif dep == "nsubjpass":
        name.cue = "patient"
    elif dep in ("dobj", "dative", "attr", "oprd"):
        name.cue = "obj"
    elif dep == "pobj" and _after_date(sentence, name, top.head):
        name.cue = "subj"
    elif dep == "pobj" and top.head.dep_ != "ROOT":
        name.cue = top.head.text.casefold()


def _after_date(sentence: Sentence, name: Name, preposition: Token) -> bool:
    """``On 16 May 2024 X agreed``: the parser takes X for what the preposition before the date is about."""
    return any(preposition.idx < date.start and 0 <= name.start - date.end <= 2 for date in sentence.dates)


def _descriptive(extra: str) -> bool:
    """Whether the words between a preposition and a name only describe it ("to drug maker Lanrui")."""
    words = extra.split()
    return (
        (len(words) == 1 and words[0] in ("the", "its", "a", "an", "their", "both", "fellow", "local"))
        or bool(rule("cues.carrier", exact=True).search(words[-1]))
        or words[-1].endswith(("-based", "n", "ese", "ish"))
    )


def _listed(gap: str) -> bool:
    return bool(rule("cues.listed", exact=True).fullmatch(gap))


def _dependency(token: Token) -> tuple[str, Token]:
    """The relation that a noun has to its clause, over appositions and compounds."""
    seen = 0
    while token.dep_ in _CLIMB and seen < 6 and token.head.i != token.i:
        token, seen = token.head, seen + 1
    return token.dep_, token


def _verb(token: Token) -> Token | None:
    seen = 0
    while token.head.i != token.i and seen < 12:
        token, seen = token.head, seen + 1
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def _subjects(verb: Token, sentence: Sentence, roots: dict[Name, Token], depth: int = 0) -> list[Name]:
    """Names that are the subject of a verb, its own or one that it shares."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
    for child in own:
        if child.text.casefold() in ("which", "that", "who") and verb.dep_ == "relcl":
            return _covering(verb.head, roots)
        found = _covering(child, roots)
        return found
    for child in verb.children:
        dated = (
            [n for n in roots if n.cue == "subj" and _after_date(sentence, n, child)] if child.dep_ == "prep" else []
        )
        if dated:
            return dated[:1]
    if depth > 4 or verb.head.i == verb.i:
        return []
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and not own):
        return _covering(verb.head, roots)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "aux", "auxpass", "pcomp", "prep") or verb.head.pos_ in (
        "VERB",
        "AUX",
    ):
        head = verb.head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        return _subjects(head, sentence, roots, depth + 1) if head.i != verb.i else []
    return []


def _covering(noun: Token, roots: dict[Name, Token]) -> list[Name]:
    """Names that a noun phrase consists of: its head, its apposition, what is joined to it."""
    found = []
    for name, root in roots.items():
        token, seen = root, 0
        while token.i != noun.i and (token.dep_ in _CLIMB or token.dep_ == "conj") and seen < 8:
            token, seen = token.head, seen + 1
        if token.i == noun.i and not name.owner:
            found.append(name)
    for name, root in roots.items():  # hung by the parser on the last word of a name: Institute of Optics and X
        head = root.head.idx if root.dep_ == "conj" else -1
        if name not in found and not name.owner and any(other.start < head < other.end for other in found):
            found.append(name)
    return found
