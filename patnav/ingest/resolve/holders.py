"""Who holds a patent where the name says who acts for whom: states, crowns, schools under a board.

``X, as represented by Y`` is X. But a state or crown holds through its agencies, and is told by them: the Navy's
patents are not the Army's. ``A board on behalf of X University`` is the university.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from patnav.ingest.classify.regions import regions
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["crown", "near", "represented", "united_states"]

_REPRESENTED = re.compile(
    r",?\s+(?:as\s+)?(?:re[a-z]*s[a-z]*ted|represented?|represent|acting|managed|administered)\s+(?:by|through)\b",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"\b(?:for|on|in)\s+(?:and\s+)?(?:on\s+)?(?:the\s+)?behalf\s+of\s+(?:the\s+)?(?P<held>\S.+)$", re.I
)
_BODIES = re.compile(r"\b(?:univ|college|institute|school|hospital|foundation|agency|laborator)", re.I)
_STATE = re.compile(
    r"^(?:the\s+|government\s+of\s+|secretary\s+of\s+)*(?:un[a-z]*\s+[so][a-z]+|u\.?\s?s\.?(?:a\.?)?)\b", re.I
)
_SECRETARIES = (
    "navy",
    "army",
    "agriculture",
    "commerce",
    "energy",
    "interior",
    "transportation",
    "treasury",
    "veterans",
    "defense",
)
"""What secretaries are of, by which a name cut off inside the word is told."""

_CHIEF = re.compile(
    r"\s+(?:the\s+)?(?:director[- ]general|president|director|secretary)\s+(?:of\s+)?(?:the\s+)?(?P<held>\S.+)$", re.I
)
_STATES = re.compile(
    r"\b(?:majesty|queen|king|crown|republic|kingdom|state|government|minister|states|etat|commonwealth)\b", re.I
)
_CROWN = re.compile(
    r"\b(?:majesty|(?:queen|king|crown) in (?:the )?right)\b|^(?P<british>(?:the\s+)?secretary of state for)\b", re.I
)


@cache
def _agencies() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    table = read_yaml("state_agencies.yaml")["agencies"]
    return tuple((name, tuple(tuple(words) for words in told)) for name, told in table.items())


@cache
def _tables() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    table = read_yaml("state_agencies.yaml")
    alone = {text: agency for agency, texts in table["alone"].items() for text in texts}
    realms = {word: realm for realm, words in table["realms"].items() for word in words}
    return alone, frozenset(table["crown_boilerplate"]), realms


def represented(text: str) -> str:
    """The name of whoever is represented; a crown or state is told only by who represents it, and keeps it."""
    behalf = _BEHALF.search(text)
    if behalf is not None and _BODIES.search(behalf["held"]):
        return behalf["held"]
    found = _REPRESENTED.search(text)
    if found is None or found.start() < 3:
        return text
    head = text[: found.start()]
    chief = _CHIEF.match(text[found.end() :])
    if chief is not None and _BODIES.search(chief["held"]):
        return chief["held"]
    return text if _STATES.search(head) or len(regions().find(fold(head)) or "") == 2 else head


def crown(text: str) -> str | None:
    """Key of the part of a crown's government that a name tells: ``crown/ca/agriculture``; None if it tells none."""
    found = _CROWN.search(text)
    if found is None:
        return None
    _, boilerplate, realms = _tables()
    words = [vocabulary().spellings.get(word, word) for word in fold(text).split()]
    realm = next((realms[word] for word in words if word in realms), "gb" if found["british"] else "")
    told = sorted({word for word in words if word not in boilerplate and word not in realms})
    return f"crown/{realm}/{' '.join(told)}"


def united_states(text: str) -> str | None:
    """The part of the United States that a name tells; ``government`` where it tells none, None if it is not they."""
    folded = fold(text)
    alone = _tables()[0].get(folded.removeprefix("the "))
    if alone is not None or not _STATE.match(text):
        return alone
    words = folded.split()
    head = [w for w in words[:8] if w not in ("the", "government", "of", "secretary", "as")][:2]
    short = bool(head) and head[0] in ("us", "usa")
    if not short and not (len(head) == 2 and near(head[0], "united", 2) and _states(head[1])):
        return None
    rest = words[words.index(head[0]) + 1 :]
    if "secretary" in rest[-4:-1]:
        rest[-1] = next((whole for whole in _SECRETARIES if len(rest[-1]) > 1 and whole.startswith(rest[-1])), rest[-1])
    if short and not _REPRESENTED.search(text) and not {"department", "dept", "secretary", "government"} & set(words):
        return None
    for slips in (False, True):
        for agency, told in _agencies():
            if any(all(any(_says(w, wanted, slips) for w in rest) for wanted in all_of) for all_of in told):
                return agency
    boiler = {"states", "of", "america", "government", "the", "american", "as", "represented", "by"}
    return "government" if all(w in boiler or near(w, "america", 2) or near(w, "states", 2) for w in rest) else None


def _states(word: str) -> bool:
    return near(word, "states", 2) or near(word, "america", 2)


def _says(word: str, wanted: str, slips: bool) -> bool:
    """Whether a word is ``wanted``; with ``slips``, whether it is that word misspelled."""
    if not slips or len(wanted) < 4 or word in vocabulary().common:
        return word == wanted
    return near(word, wanted, 1 + (len(wanted) > 6))


def near(word: str, wanted: str, distance: int) -> bool:
    """Whether a word is ``wanted``, or that word with at most so many slips in it."""
    if word == wanted:
        return True
    if len(wanted) < 4 or abs(len(word) - len(wanted)) > distance:
        return False
    return OSA.distance(word, wanted, score_cutoff=distance) <= distance
