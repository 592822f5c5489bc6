"""``patnav_organizations_en``: English names of organizations, by their heads and legal forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.chains import Piece, chains, head_kind
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.gazetteer import known_place, place_prefix, places
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Candidate, Reading, Sentence
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_organizations", "register"]

_AGENCY = (
    r"(?:intellectual property|IPR?|patent|market (?:regulation|supervision)|science and technology|industry and information technology|"
    r"data|financial|statistics)\s+(?:rights\s+)?(?:administration|office|bureau|department|court|authority|regulator|exchange|protection cent(?:er|re)|commission)"
    r"|(?:intermediate|higher|high|primary)\s+people's\s+court|market regulator|customs|statistics bureau|internet court|bureau of statistics"
)


@cache
def _branch() -> re.Pattern[str]:
    return rule("names.branch_of")


@cache
def _local_agency() -> re.Pattern[str]:
    names = alternatives({name for name in places("en")})
    return re.compile(
        rf"\b(?P<place>{names})(?:\s+(?:province|city|municipality))?(?:'s)?\s+(?:(?:provincial|municipal|city|district|county|local)\s+)?"
        rf"(?P<agency>{_AGENCY})(?!\w)",
        re.IGNORECASE,
    )


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_organizations_en"):
        Language.component("patnav_organizations_en", func=find_organizations)


def find_organizations(doc: Doc) -> Doc:
    """Propose names of organizations: grammar first, the statistical model for what the grammar does not know."""
    state = reading(doc)
    for sentence in state.sentences:
        if sentence.silent:
            continue
        text = state.text[sentence.start : sentence.end]
        if sentence.headline and _title_case(text):
            continue
        for piece in chains(text):
            _propose(state, sentence, piece)
        _local(state, sentence, text)
    for ent in doc.ents:
        if ent.label_ == "ORG" and not _term_like(ent.text):
            start, end = _trim(state.text, ent.start_char, ent.end_char)
            if start < end and not set(state.text[start:end].split()) <= _COMMON:
                state.candidates.append(
                    Candidate(start, end, "Organization", kind=head_kind(tuple(state.text[start:end].split())), rank=1)
                )
    return doc


def _title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[A-Za-z][\w'-]*", text) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(alternatives(load("terms")["en"], bounded=True))


def _term_like(text: str) -> bool:
    return bool(_terms().fullmatch(text.strip())) or not any(c.isupper() for c in text) or "\n" in text


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = re.match(r"(?:the|a|an|its|their|our)\s+", piece, re.IGNORECASE)
    tail = re.search(r"(?:'s|\s*[,.;:\"'(]+)$", piece) if not re.search(r"(?:Ltd|Inc|Corp|Co)\.$", piece) else None
    return start + (lead.end() if lead else 0), end - (len(tail[0]) if tail else 0)


_COMMON = frozenset(
    [
        "Company",
        "University",
        "Bank",
        "Court",
        "Group",
        "Board",
        "Issuer",
        "Institute",
        "Party",
        "Administration",
        "Bureau",
        "Office",
        "Center",
        "Centre",
        "Ministry",
        "Department",
        "Chairman",
        "Licensor",
        "Licensee",
        "Agreement",
        "Contract",
        "Announcement",
        "Bulletin",
        "Director",
        "President",
        "Parties",
        "Trust",
        "Fund",
        "Government",
        "Subsidiary",
    ]
)


def _propose(state: Reading, sentence: Sentence, piece: Piece) -> None:
    start, end = sentence.start + piece.start, sentence.start + piece.end
    if _terms().fullmatch(" ".join(piece.words)) or set(piece.words) <= _COMMON:
        return
    kind = head_kind(piece.words)
    if piece.legal:
        state.candidates.append(
            Candidate(
                start,
                end,
                "Organization",
                kind=kind if kind in ("financial", "university", "ip_service") else "enterprise",
                rank=9,
            )
        )
        return
    if kind and _distinct(piece.words):
        start = _with_branch(state.text, sentence, start)
        state.candidates.append(Candidate(start, end, "Organization", kind=kind, rank=7))
    elif not known_place(" ".join(piece.words), "en"):
        kind = _described(state.text[sentence.start : start], state.text[end : sentence.end])
        if (
            kind is None
            and len(piece.words) > 2
            and place_prefix(" ".join(piece.words), "en")
            and "of" not in piece.words
            and not re.search(r"^(?:zone|district|park|area)$", piece.words[-1], re.IGNORECASE)
        ):
            state.candidates.append(Candidate(start, end, "Organization", kind="enterprise", rank=6))
            return
        state.candidates.append(Candidate(start, end, "Organization" if kind else "", kind=kind, rank=5 if kind else 0))


@cache
def _descriptors() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    rows = load("references")["en"]
    table = {
        word: kind
        for kind in ("enterprise", "financial", "university", "research_institute", "association", "investor")
        for word in rows[kind]
    }
    table |= {
        "investor": "enterprise",
        "fund": "financial",
        "multinational": "enterprise",
        "giant": "enterprise",
        "conglomerate": "enterprise",
        "insurer": "financial",
        "specialist": "enterprise",
        "brewer": "enterprise",
        "retailer": "enterprise",
        "distributor": "enterprise",
        "foundry": "enterprise",
        "provider": "enterprise",
    }
    nouns = alternatives(table)
    after = re.compile(
        rf"\s*(?:\([^)]*\))?\s*,\s+(?:which\s+is\s+)?(?:an?|the|one of [\w\s]{{2,30}})\s+(?:(?!of\b|in\b|at\b|for\b|and\b)[\w'-]+\s+){{0,7}}?(?P<noun>{nouns})(?![\w-])",
        re.IGNORECASE,
    )
    before = re.compile(rf"\b(?P<noun>{nouns})\s*,?\s+$", re.IGNORECASE)
    return after, before, table


def _described(before: str, after: str) -> str | None:
    """The kind of organization that the words beside an unknown name call it ("drug maker X", "X, a German company")."""
    behind, ahead, table = _descriptors()
    match = behind.match(after) or ahead.search(before)
    if not match or ("," in match[0] and match.re is ahead and not after.startswith(",")):
        return None
    kind = table[match["noun"].casefold()]
    return "enterprise" if kind == "investor" else kind


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("organizations")["generic_heads"]["en"])


def _distinct(words: tuple[str, ...]) -> bool:
    return not {word.casefold() for word in words} <= _generic() and len(words) > 1


def _with_branch(text: str, sentence: Sentence, start: int) -> int:
    """``Suzhou branch of`` before a bank belongs to its name."""
    before = text[sentence.start : start]
    joint = _branch().search(before)
    place = re.search(r"([A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)$", before[: joint.start()]) if joint else None
    return sentence.start + place.start() if place else start


def _local(state: Reading, sentence: Sentence, text: str) -> None:
    for match in _local_agency().finditer(text):
        agency = re.sub(r"\b(?!and\b)[a-z]", lambda m: m[0].upper(), match["agency"])
        name = f"{match['place']} {agency.replace(chr(39) + 'S', chr(39) + 's')}"
        start, end = sentence.start + match.start(), sentence.start + match.end()
        kind = "ip_service" if re.search("exchange|protection", agency, re.IGNORECASE) else "government"
        state.candidates.append(Candidate(start, end, "Organization", name, kind, rank=8))
