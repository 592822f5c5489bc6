"""``patnav_organizations_en``: English names of organizations, by their heads and legal forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.chains import Piece, chains, head_kind
from patnav.ingest.extract.components.people_en import is_pinyin_name
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import adjectives, country_of, known_place, place_prefix
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_organizations", "register"]

_BODIES = ("university", "research_institute", "government", "association", "hospital", "ip_service")
"""Kinds of organizations whose names a heading tells by their heads."""

_FIRM_KINDS = ("financial", "university", "ip_service")


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_organizations_en"):
        Language.component("patnav_organizations_en", func=find_organizations)


def find_organizations(doc: Doc) -> Doc:
    """Propose names of organizations: grammar first, the statistical model for what the grammar does not know."""
    state = reading(doc)
    taken: list[tuple[int, int]] = []
    for sentence in state.sentences:
        text = state.text[sentence.start : sentence.end]
        if sentence.silent:
            _issued_by(state, sentence)
            continue
        if sentence.headline and _title_case(text):
            _letterhead(state, sentence, text)
            continue
        pieces = [part for piece in chains(text) for part in _apart(text, piece)]
        titles = [
            match.span()
            for match in rule("programmes.title", exact=True).finditer(text)
            if not any(p.start < match.start() < p.end and head_kind(p.words) for p in pieces)
        ]
        taken += [(sentence.start + start, sentence.start + end) for start, end in titles]
        for piece in pieces:
            if not any(start < piece.end and piece.start < end for start, end in titles):
                _propose(state, sentence, piece)
        _agencies(state, sentence)
    for ent in doc.ents:
        titled = any(start < ent.end_char and ent.start_char < end for start, end in taken)
        if ent.label_ == "ORG" and not titled and not _term_like(ent.text) and not _matter(ent.text):
            _add(state, *_trim(state.text, ent.start_char, ent.end_char), rank=1)
    return doc


def _apart(text: str, piece: Piece) -> list[Piece]:
    """A bureau and the office that it belongs to, where a chain has both: "Policy Bureau of the ... Office"."""
    joint = rule("names.unit_of", exact=True).search(text, piece.start, piece.end)
    if joint is None or piece.legal:
        return [piece]
    one, two = text[piece.start : joint.start()], text[joint.end() : piece.end]
    if head_kind(tuple(two.split())) is None or len(one.split()) < 2:
        return [piece]
    return [
        Piece(piece.start, joint.start(), tuple(one.split())),
        Piece(joint.end(), piece.end, tuple(two.split())),
    ]


def _letterhead(state: Reading, sentence: Sentence, text: str) -> None:
    """A firm whose full name is a line of its own, though every word of a heading has a capital."""
    whole = text.strip()
    if whole.isupper() and head_kind(tuple(whole.title().split())) in ("university", "research_institute"):
        name = re.sub(r" (Of|And|For|The|In) ", lambda match: match[0].lower(), whole.title())
        start = sentence.start + text.index(whole)
        kind = head_kind(tuple(whole.title().split()))
        state.candidates.append(Candidate(start, start + len(whole), "Organization", name, kind, rank=7))
        return
    for piece in chains(text):
        before, after = (
            rule("names.heads_line").sub("", text[: piece.start]),
            re.sub(r"^\s*\([^)]*\)", "", text[piece.end :]),
        )
        kind = head_kind(piece.words)
        if piece.legal and not re.search(r"\w", before + after):
            _add(state, sentence.start + piece.start, sentence.start + piece.end, 9, "enterprise")
        elif kind in _BODIES and _distinct(piece.words) and (sentence.start or _local(piece)):
            apart = not before or rule("names.leads_in").search(before)
            if apart and rule("names.stands_apart").fullmatch(after):
                _add(state, sentence.start + piece.start, sentence.start + piece.end, 7, kind)


def _local(piece: Piece) -> bool:
    """Whether a name is an authority's by its place or country: "Gansu Intellectual Property Administration"."""
    placed = place_prefix(" ".join(piece.words), "en") or piece.words[0] in adjectives()
    return head_kind(piece.words) == "government" and bool(placed)


def _issued_by(state: Reading, sentence: Sentence) -> None:
    """The authority of a bulletin, named in a line that states nothing else: "Released by the ... Office on 2 May"."""
    told = rule("names.issued_by").match(state.text, sentence.start, sentence.end)
    piece = next(chains(state.text[told.end() : sentence.end]), None) if told else None
    if told and piece and piece.start == 0 and head_kind(piece.words) == "government":
        _add(state, told.end(), told.end() + piece.end, 7, "government")


def _add(state: Reading, start: int, end: int, rank: int, kind: str | None = None) -> None:
    words = state.text[start:end].split()
    known = " ".join(words) in _names("known")
    if start < end and (known or not set(words) <= _names("common")) and not _no_body(words):
        kind = kind or head_kind(tuple(words))
        state.candidates.append(Candidate(start, end, "Organization", kind=kind, rank=rank))


def _matter(text: str) -> bool:
    """Whether a supposed name is what a notice is about, or a kind of paper: "License-Back Agreement"."""
    words = [word for word in text.split() if word[0].isupper()]
    return (
        bool(words)
        and not head_kind(tuple(words))
        and (words[0] in _names("matters") or words[-1] in _names("no_firms"))
    )


def _no_body(words: list[str]) -> bool:
    """Whether words number a heading, or name but what somebody is director of."""
    return set(words) <= _names("functions") or bool(re.fullmatch(r"[IVX]+\.", words[0]))


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(load("organizations")[key]["en"])


def _title_case(text: str) -> bool:
    """Whether a headline has every word capitalised, so that capitals tell nothing."""
    words = [w for w in re.findall(r"[A-Za-z][\w'-]*", text) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(alternatives(load("terms")["en"], bounded=True))


def _term_like(text: str) -> bool:
    return (
        bool(_terms().fullmatch(text.strip()))
        or bool(re.search(r"[$€£¥₹]\s?\d", text))
        or not any(c.isupper() for c in text)
        or "\n" in text
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The model's name without article, possessive and stops."""
    piece = text[start:end]
    lead = re.match(r"[\"'(]*(?:(?:the|a|an|its|their|our)\s+[\"']?)?", piece, re.IGNORECASE)
    tail = None if rule("names.stop_of_form").search(piece) else re.search(r"(?:'s|\s*[,.;:\"'(]+)$", piece)
    return start + (lead.end() if lead else 0), end - (len(tail[0]) if tail else 0)


def _propose(state: Reading, sentence: Sentence, piece: Piece) -> None:
    """A capitalised chain as a firm by its form, a body by its head, or a name that only its context explains."""
    start, end = sentence.start + piece.start, sentence.start + piece.end
    if saint := rule("names.saint", exact=True).search(state.text, max(sentence.start, start - 6), start):
        start = saint.start()
    name = " ".join(piece.words)
    kind = head_kind(piece.words)
    if name in _names("known"):
        _add(state, start, end, 8, kind or "government")
        return
    if _terms().fullmatch(name) or set(piece.words) <= _names("common"):
        return
    if piece.legal:
        _add(state, start, end, 9, kind if kind in _FIRM_KINDS else "enterprise")
    elif piece.words[0] in _names("firm_first") and len(piece.words) > 1:
        _add(state, start, end, 8, "enterprise")
    elif kind and _distinct(piece.words):
        land = rule("names.of_land", exact=True).match(state.text, end, sentence.end)
        if land and piece.words[0] == "University" and country_of(land["land"], "en"):
            end = land.end()  # University of Science and Technology of China
        _add(state, _with_branch(state.text, sentence, start), end, 7, kind)
    elif not known_place(name, "en"):
        after = state.text[end : sentence.end]
        described = _described(state.text[sentence.start : start], after)
        if not described and len(piece.words) > 1 and rule("names.deals", exact=True).match(after):
            described = "enterprise"
        if not described and len(piece.words) > 1 and _dealt_with(state.text[sentence.start : start], piece.words):
            described = "enterprise"
        if described:
            _add(state, start, end, 7, described)
        elif _led_by_place(piece) or _owned_by_place(state.text[sentence.start : start], piece):
            _add(state, start, end, 6, "enterprise")
        else:
            state.candidates.append(Candidate(start, end, "", rank=0))


def _dealt_with(before: str, words: tuple[str, ...]) -> bool:
    """Whether the words before an unknown name make it a party of a deal or case: "12 percent of Batam Mediplas"."""
    plain = words[0] not in _names("common") and words[-1] not in _names("no_firms") and "of" not in words
    return plain and not is_pinyin_name(words) and bool(rule("names.dealt_with").search(before[-110:]))


def _distinct(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and not {word.casefold() for word in words} <= _names("generic_heads")


def _led_by_place(piece: Piece) -> bool:
    """Whether an unknown name reads like a firm's: a place and two words more, or a place and its goods."""
    last = piece.words[-1]
    firm = len(piece.words) > 2 or (len(piece.words) == 2 and len(last) > 5 and last.endswith("s"))
    if not firm or "of" in piece.words or last in _names("no_firms"):
        return False
    return bool(place_prefix(" ".join(piece.words), "en"))


def _owned_by_place(before: str, piece: Piece) -> bool:
    """Whether a place or country in the genitive stands before a firm's name: "Malaysia's Kinabalu Rubber"."""
    match = re.search(r"([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s\s+$", before)
    if not match or len(piece.words) < 2 or "of" in piece.words or piece.words[-1] in _names("no_firms"):
        return False
    return known_place(match[1], "en") is not None


def _described(before: str, after: str) -> str | None:
    """The kind of organization that the words beside an unknown name call it ("drug maker X", "X, a company")."""
    behind = rule("names.described_after").match(after)
    ahead = None if behind else rule("names.described_before").search(before)
    match = behind or ahead
    if not match or (ahead and "," in ahead[0] and not after.startswith(",")):
        return None
    noun = match["noun"].casefold()
    rows = load("references")["en"]
    kinds = ("financial", "university", "research_institute", "association")
    return next((kind for kind in kinds if noun in rows[kind]), "enterprise")


def _with_branch(text: str, sentence: Sentence, start: int) -> int:
    """``Suzhou branch of`` before a bank belongs to its name."""
    joint = rule("names.branch_of").search(text[sentence.start : start])
    place = re.search(r"([A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)$", text[sentence.start :][: joint.start()]) if joint else None
    return sentence.start + place.start() if place else start


def _agencies(state: Reading, sentence: Sentence) -> None:
    """``Zhejiang province's intellectual property administration``: a body in small letters."""
    for match in rule("names.level_body", exact=True).finditer(state.text, sentence.start, sentence.end):
        state.candidates.append(Candidate(match.start(), match.end(), "Organization", match[0], "government", rank=6))
    for match in rule("names.agency").finditer(state.text, sentence.start, sentence.end):
        agency = re.sub(r"\b(?!and\b)(?<!')[a-z]", lambda m: m[0].upper(), match["agency"])
        kind = "ip_service" if re.search("exchange|protection", agency, re.IGNORECASE) else "government"
        written = match[0].removeprefix("the ")
        whole = not re.search(r"\b(?!and\b|of\b|for\b|the\b)[a-z]", written)
        name = written if whole else f"{match['place']} {agency}"
        state.candidates.append(Candidate(match.start(), match.end(), "Organization", name, kind, rank=8))
