"""Who gives and who takes: what the cues leave open, kinds and payments settle."""

from __future__ import annotations

from patnav.ingest.extract.antecedents import is_unit
from patnav.ingest.extract.facts.holders_en import holders
from patnav.ingest.extract.facts.parties import parties
from patnav.ingest.extract.facts.segments import Segment
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Thing

__all__ = ["settle"]

_PATENTED = ("license", "assignment", "pledge")
"""Deals in patents, which somebody holds."""

_SOURCES = ("university", "research_institute", "hospital")
_BROKERS = ("ip_service", "government", "association")

Parties = dict[str, list[Thing]]


def settle(state: Reading, segment: Segment, roles: list[str]) -> Parties:
    """The parties of a trigger by role, each thing in one role.

    Args:
        state: The article.
        segment: The trigger and what it governs.
        roles: The roles of the type of deal, the giver first.
    """
    found = parties(segment, state.lang)
    giver, taker = roles[0], roles[-1]
    if state.lang == "zh" and giver != taker:
        found = {
            role: [t for t in things if not rule("parties.zh_office").search(t.name)] for role, things in found.items()
        }
        _apart(found, giver, taker)
    if "both" in found:
        _sort_out(state, segment, found, giver, taker)
    if segment.row.get("bank"):
        _banks(state, segment, found, giver, taker)
    if segment.type in ("assignment", "license") and len(found) == 1:
        found = {role: [t for t in things if t.kind not in _BROKERS] for role, things in found.items()}
    if segment.type in ("assignment", "license"):
        plain = {
            role: [t for t in things if t.kind not in _BROKERS and not is_unit(t)] for role, things in found.items()
        }
        found = {role: plain[role] or things for role, things in found.items()}
    if segment.type in ("assignment", "license") and any(t.kind != "financial" for t in found.get(taker, [])):
        found[taker] = [t for t in found[taker] if t.kind != "financial"]
    if segment.type in ("assignment", "license") and len([role for role in found if found[role]]) == 1:
        _other_side(state, segment, found, giver, taker)
    if segment.type in ("assignment", "license") and state.lang == "zh":
        found |= _people(state, segment, found, roles)
    if segment.type == "license" and state.lang == "en" and found.get(taker) and not found.get(giver):
        found |= _licensor(state, segment, found[taker])
    if state.lang == "en" and segment.type in _PATENTED and not found.get(giver):
        found[giver] = holders(state, segment, found.get(taker, []))
    if segment.type == "license" and rule("parties.crossed").search(state.text, segment.start, segment.end):
        cues = ("subj", "with", "between") if state.lang == "en" else ("subj", "with")
        joint = [n.thing for n in segment.names() if n.cue in cues and n.thing.kind not in _BROKERS]
        found = {giver: list(dict.fromkeys([*found.get(giver, []), *found.get(taker, []), *joint]))}
    if state.lang == "zh" and giver != taker:
        _apart(found, giver, taker)
    given = found.get(giver, [])
    return {role: things if role == giver else [t for t in things if t not in given] for role, things in found.items()}


def _apart(found: Parties, giver: str, taker: str) -> None:
    """One told on both sides stays on the one that has nobody else: 权属由甲变更至乙, 甲因此取得乙的股份."""
    both = [thing for thing in found.get(giver, []) if thing in found.get(taker, [])]
    rest = [thing for thing in found.get(giver, []) if thing not in both]
    others = [thing for thing in found.get("both", []) if thing not in both]
    if both and (rest or others):
        found[giver] = rest
        if not rest:
            del found[giver]


def _other_side(state: Reading, segment: Segment, found: Parties, giver: str, taker: str) -> None:
    """甲与乙签订许可合同，后者取得三件专利: the one other party of the contract in whose clause the trigger stands."""
    start = max(state.text.rfind("；", segment.sentence.start, segment.at), segment.sentence.start)
    if not rule("parties.contract").search(state.text, start, segment.end):
        if state.lang == "zh" and (side := _contract_before(state, segment, found)):
            found[taker if found.get(giver) else giver] = [side]
        return
    known = [thing for things in found.values() for thing in things]
    named = [n for n in segment.sentence.names if start <= n.start < segment.end and n.cue in ("subj", "with", "by")]
    sides = [n.thing for n in named if n.thing.label == "Organization" and n.thing.kind not in (*_BROKERS, "financial")]
    rest = [thing for thing in sides if thing not in known]
    if len(set(map(id, rest))) == 1:
        found[taker if found.get(giver) else giver] = rest[:1]


def _contract_before(state: Reading, segment: Segment, found: Parties) -> Thing | None:
    """The other side of the contract that the paragraph has told of before: 甲与乙签署合同。根据合同，乙获准使用..."""
    known = [thing for things in found.values() for thing in things]
    for sentence in reversed(state.sentences[max(0, segment.index - 2) : segment.index]):
        told = rule("parties.contract").search(state.text, sentence.start, sentence.end)
        if told is None or sentence.paragraph != segment.sentence.paragraph or sentence.headline:
            continue
        sides = [n.thing for n in sentence.names if n.thing.label == "Organization" and n.cue in ("subj", "with")]
        sides = [thing for thing in dict.fromkeys(sides) if thing.kind not in (*_BROKERS, "financial")]
        rest = [thing for thing in sides if thing not in known]
        return rest[0] if len(sides) == 2 and len(rest) == 1 else None
    return None


def _people(state: Reading, segment: Segment, found: Parties, roles: list[str]) -> Parties:
    """A person who sells or buys: 自自然人钟文俊处受让; one with a title acts for a body."""
    cues = segment.row["roles"]
    free = [n for n in segment.sentence.names if n.thing.label == "Person" and segment.start <= n.start < segment.end]
    put: Parties = {}
    for name in free:
        role = cues.get(name.cue) if name.cue in ("from", "to", "by") else None
        titled = rule("roles.zh_titled").search(state.text, max(segment.start, name.start - 8), name.start)
        if role in roles and not found.get(role) and not titled:
            put.setdefault(role, []).append(name.thing)
    return put


def _licensor(state: Reading, segment: Segment, takers: list[Thing]) -> Parties:
    """Who licenses, where only the licensee is told: who is paid, or the one other body of the sentence."""
    kinds = ("enterprise", *_SOURCES)
    named = [n for n in segment.sentence.names if n.thing.kind in kinds and n.thing not in takers]
    paid = [n for n in named if _gets(state, segment, n)]
    others = list(dict.fromkeys(n.thing for n in paid or named if n.cue not in ("with", "of", "in", "against")))
    return {"licensor": others} if len(others) == 1 else {}


def _gets(state: Reading, segment: Segment, name: Name) -> bool:
    before = state.text[segment.sentence.start : name.start]
    return bool(
        rule("parties.paid_to").search(before[-60:])
        or rule("parties.receives", "en").match(state.text[name.end : name.end + 40])
    )


def _sort_out(state: Reading, segment: Segment, found: Parties, giver: str, taker: str) -> None:
    """Who gives and who takes, of parties that only "sign with" each other: by kind, then by who pays."""
    both = found.pop("both")
    known = found.get(giver, []) + found.get(taker, [])
    rest = [thing for thing in both if thing not in known]
    if giver == taker:
        found[giver] = found.get(giver, []) + rest
    elif known:
        missing = taker if giver in found else giver
        if missing not in found and rest:
            found[missing] = rest
    else:
        found[giver], found[taker] = _by_kind(both, state, segment)


def _by_kind(both: list[Thing], state: Reading, segment: Segment) -> tuple[list[Thing], list[Thing]]:
    sources = [thing for thing in both if thing.kind in _SOURCES]
    if len(both) == 1:
        return (both, []) if sources else ([], both)
    if sources and len(sources) < len(both):
        return sources, [thing for thing in both if thing not in sources]
    payer = _payer(state, segment, both)
    segment.guessed = payer is None
    payer = payer or both[0]
    return [thing for thing in both if thing is not payer], [payer]


def _payer(state: Reading, segment: Segment, both: list[Thing]) -> Thing | None:
    for sentence in state.sentences[segment.index : segment.index + 3]:
        for name in sentence.names:
            if name.thing not in both or len(both) != 2:
                continue
            after, before = (
                state.text[name.end : name.end + 40],
                state.text[max(sentence.start, name.start - 60) : name.start],
            )
            if rule("parties.paid_to").search(before):
                return both[both[0] is name.thing]
            if rule("parties.pays", state.lang).match(after) or rule("parties.gets_rights").match(after):
                return name.thing
            if rule("parties.receives", state.lang).match(after):
                return both[both[0] is name.thing]
    return None


def _joint(state: Reading, segment: Segment, told: list[Thing], banks: list[Thing]) -> list[Thing]:
    """The first bank told that a segment names, with the banks that a list joins to it."""
    joint = rule("cues.zh_joint") if state.lang == "zh" else rule("cues.listed", exact=True)
    row: list[Name] = []
    for name in segment.names():
        if not row and name.thing in told:
            row.append(name)
        elif row and name.thing in banks:
            if not joint.fullmatch(segment.text, row[-1].end, name.start):
                break
            row.append(name)
    return list(dict.fromkeys(n.thing for n in row))


def _banks(state: Reading, segment: Segment, found: Parties, borrower: str, lender: str) -> None:
    """Lenders are financial houses, borrowers are not; what the cues left open, the kinds settle."""
    named = list(dict.fromkeys(name.thing for name in segment.names()))
    banks = [thing for thing in named if thing.kind == "financial"]
    firms = [thing for thing in named if thing.kind not in ("financial", *_BROKERS)]
    lenders = [thing for thing in found.get(lender, []) if thing.kind == "financial"]
    borrowers = [thing for thing in found.get(borrower, []) if thing.kind not in ("financial", "government")]
    told = found.get(lender, [])
    found[lender] = lenders if len(lenders) > 1 else _joint(state, segment, lenders or banks, banks) or lenders
    if state.lang == "en" and not found[lender]:  # a fund or a firm may lend, too
        found[lender] = [thing for thing in told if thing.kind == "enterprise" and thing not in borrowers]
    found[borrower] = borrowers or (firms if len(firms) == 1 else [])
