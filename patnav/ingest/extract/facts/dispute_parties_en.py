"""Plaintiff and defendant of a case, in English: who sued, who was ordered to pay, in whose favour."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["roles_en", "unpaid"]

Roles = dict[str, list[Thing]]


def roles_en(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """The parties by what they are called, and by the surest telling: a suit, a pair, a rejected claim, an order."""
    called = _called(state, sentence, names)
    if len(called) == len(_SIDES):
        return called
    for read in (
        _filed,
        _sues,
        _alleges,
        _quarrels,
        _acts_against,
        _appeals,
        _pair,
        _wins,
        _rejected,
        _complains,
        _defends,
        _ordered,
    ):
        if found := read(state, sentence, names):
            return _as_called(found, called)
    return called


_SIDES = ("plaintiff", "defendant")


def _called(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``the claimant, X``, ``Y (defendant)``, ``in which X was the claimant and Y the respondent``."""
    found: Roles = {}
    for side in _SIDES:
        ahead, behind = _labels(side)
        for name in names:
            before = state.text[max(sentence.start, name.start - 40) : name.start]
            if name.form == "name" and (ahead.search(before) or behind.match(state.text, name.end, sentence.end)):
                found.setdefault(side, []).append(name.thing)
    known = [thing for things in found.values() for thing in things]
    rest = list(dict.fromkeys(n.thing for n in names if n.form == "name" and n.thing not in known))
    if len(found) == len(rest) == 1 and rule("disputes.between").search(state.text, sentence.start, sentence.end):
        found[_SIDES["plaintiff" in found]] = rest
    return {side: list(dict.fromkeys(things)) for side, things in found.items()}


@cache
def _labels(side: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of one who is called plaintiff or defendant."""
    sort = rule(f"disputes.sort_{side}").pattern
    ahead, behind = (rule(f"disputes.label_{key}").pattern.replace("SORT", sort) for key in ("ahead", "behind"))
    return re.compile(ahead, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


def _as_called(found: Roles, called: Roles) -> Roles:
    """The parties as read, the sides turned or filled where one is called plaintiff or defendant."""
    for side, things in called.items():
        other = _SIDES[side == "plaintiff"]
        if any(thing in found.get(other, ()) for thing in things):
            found = {_SIDES[role == "plaintiff"]: row for role, row in found.items()}
        if side not in found:
            found[side] = things
    return found


def _filed(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``the suit that X had filed against Y``, ``handed victory to X in its battle with Y``, an injunction for X."""
    for one, two in pairwise(names):
        before = state.text[sentence.start : one.start]
        if one.thing is not two.thing and rule("disputes.settles_claims").fullmatch(state.text, one.end, two.start):
            return {"plaintiff": [two.thing], "defendant": [one.thing]}
        gaps = (("suit_filed", "had_filed"), ("victory", "in_battle"), ("injunction", "injunction_behind"))
        for ahead, between in gaps:
            told = rule(f"disputes.{between}").fullmatch(state.text, one.end, two.start)
            if told and one.thing is not two.thing and rule(f"disputes.{ahead}").search(before):
                return {"plaintiff": [one.thing], "defendant": _listed(state, names[names.index(two) :])}
    sought = rule("disputes.sought_from").search(state.text, sentence.start, sentence.end)
    suitors = [n for n in names if sought and n.end <= sought.start()]
    blamed = [n for n in names if sought and n.start == sought.end()]
    if suitors and blamed and _award_told(state, sentence):
        return {"plaintiff": [suitors[-1].thing], "defendant": [blamed[0].thing]}
    return _payable(state, sentence, names)


def _award_told(state: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells more than what somebody wanted: two sums, and a court."""
    return len(sentence.money) > 1 and bool(rule("disputes.in_court").search(state.text, sentence.start, sentence.end))


def _payable(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``Damages are payable by Y to X``."""
    match = rule("disputes.payable").search(state.text, sentence.start, sentence.end)
    who = [n for n in names if match and n.start == match.end()]
    winner = [n for n in names if who and n.thing is not who[0].thing and n.cue == "to"]
    sides = {"plaintiff": [n.thing for n in winner[:1]], "defendant": [n.thing for n in who]}
    return {side: things for side, things in sides.items() if things}


def unpaid(state: Reading, sentence: Sentence, key: str) -> re.Match[str] | None:
    """The first match of an expression in a sentence that does not begin in a sum: Korea's won is no victory."""
    for match in rule(key).finditer(state.text, sentence.start, sentence.end):
        if not any(money.start < match.start() < money.end for money in sentence.money):
            return match
    return None


def _sues(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``X sued Y``, ``Y was sued by X``, ``X filed a suit against Y and Z``."""
    match = unpaid(state, sentence, "disputes.en_sues")
    if not match or not is_fact(state, sentence, match.start(), match.end(), sentence.start, match.end()):
        return {}
    before = [n.thing for n in names if n.end <= match.start()]
    after = [n for n in names if n.start >= match.end() - 1]
    agents = [n.thing for n in after if n.cue == "by"]
    if agents and re.search(
        r"\b(?:is|are|was|were|been|being|gets?|got)\s+(?:now\s+|also\s+)?$", state.text[sentence.start : match.start()]
    ):
        return {"plaintiff": agents, "defendant": before[-1:]}
    sides = {"plaintiff": before[-1:], "defendant": _listed(state, after) if after else []}
    return {role: things for role, things in sides.items() if things} if after else {}


def _alleges(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``X complained that Y had used its patent``, ``X filed suit, alleging that Y's devices infringed ...``."""
    match = rule("disputes.alleges").search(state.text, sentence.start, sentence.end)
    about = (
        None if match else rule("disputes.complains_of", exact=True).search(state.text, sentence.start, sentence.end)
    )
    match = match or about
    before = [n.thing for n in names if match and n.end <= match.start()]
    blamed = [n for n in names if match and match.end() - 5 <= n.start < match.end() + 5 and n.thing not in before[-1:]]
    row = _listed(state, names[names.index(blamed[0]) :]) if about and blamed else [n.thing for n in blamed[:1]]
    return {"plaintiff": before[-1:], "defendant": row} if before and row else {}


def _acts_against(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``X settled its action in the court against A, B and C``."""
    match = rule("disputes.its_action").search(state.text, sentence.start, sentence.end)
    if not match or not is_fact(state, sentence, match.start(), match.end(), sentence.start, match.end()):
        return {}
    before = [n.thing for n in names if n.end <= match.start()]
    after = [n for n in names if n.start >= match.end() - 1]
    blamed = [thing for thing in _listed(state, after) if thing not in before[-1:]] if after else []
    return {"plaintiff": before[-1:], "defendant": blamed} if before and blamed else {}


def _quarrels(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``The court gave X 700,000 yuan in a dispute with Y``; ``X has to pay 2 million in a case against Y``."""
    for one, two in pairwise(names):
        told = rule("disputes.quarrel").fullmatch(state.text, one.end, two.start)
        if told and one.thing is not two.thing:
            sides = [one.thing], [two.thing]
            loser = rule("disputes.has_to_pay").search(told[0])
            return dict(zip(("defendant", "plaintiff") if loser else ("plaintiff", "defendant"), sides, strict=True))
    return {}


def _wins(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``X was awarded damages against Y``, ``X won 2 million yuan from Y``."""
    match = unpaid(state, sentence, "disputes.en_wins")
    if not match:
        return _awarded(state, sentence, names)
    if not is_fact(state, sentence, match.start(), match.end(), sentence.start, match.end()):
        return {}
    winners = [n for n in names if n.end <= match.start()]
    losers = [n for n in names if n.start >= match.end() - 1 and n.cue in ("from", "against")]
    return {"plaintiff": [winners[-1].thing], "defendant": _listed(state, losers)} if winners and losers else {}


def _awarded(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``A jury awarded X $118 million in damages from Y``."""
    for money in sentence.money:
        verb = rule("disputes.awarded_whom").search(state.text, sentence.start, money.start)
        won = [n for n in names if verb and verb.end() <= n.start and n.end <= money.start <= n.end + 2]
        lost = [n for n in names if won and n.start >= money.end and _loses(state, n)]
        if verb and lost and is_fact(state, sentence, verb.start(), verb.end(), sentence.start, money.end):
            return {"plaintiff": [won[-1].thing], "defendant": _listed(state, names[names.index(lost[0]) :])}
    return {}


def _loses(state: Reading, name: Name) -> bool:
    """Whether "from" or "against" stands before a name, whatever the parse makes of it."""
    return name.cue in ("from", "against") or state.text[max(0, name.start - 14) : name.start].endswith(
        (" against ", " against the ")
    )


def _complains(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``decided, upon the complaint of X, that Y had infringed``."""
    match = rule("disputes.en_complaint").search(state.text, sentence.start, sentence.end)
    verb = rule("disputes.en_ordered").search(state.text, match.end(), sentence.end) if match else None
    who = [n for n in names if match and match.end() - 1 <= n.start < match.end() + 40]
    blamed = [n for n in names if who and verb and who[0].end <= n.start and n.end <= verb.start()]
    blamed = blamed or [n for n in names if who and n.start > who[0].end and n.cue in ("at", "from", "against")]
    if not blamed and who:
        order = rule("disputes.en_order").search(state.text, who[0].end, sentence.end)
        blamed = [n for n in names if order and n.start >= order.end()][:1]
    others = [n for n in names if who and n.thing is not who[0].thing]
    sure = blamed and blamed[0] in others
    return {"plaintiff": [who[0].thing], "defendant": _row_to(state, others, blamed[0])} if sure else {}


def _row_to(state: Reading, names: list[Name], name: Name) -> list[Thing]:
    """A name and those joined to it, on either side: "two traders, X and Y"."""
    at = names.index(name)
    first = at
    while first and rule("disputes.joint").fullmatch(state.text, names[first - 1].end, names[first].start):
        first -= 1
    return _listed(state, names[first:])


def _appeals(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``dismissed an appeal by Y against a decision in favour of X``: X had sued."""
    ends = {match.end() for match in rule("disputes.en_appeal").finditer(state.text, sentence.start, sentence.end)}
    behind = [n for n in names if n.start in ends]
    favour = [n for n in names if behind and n.start > behind[0].end and _favoured(state, behind[0].end, n.start)]
    if favour and favour[0].thing is not behind[0].thing:
        return {"plaintiff": [favour[0].thing], "defendant": [behind[0].thing]}
    owned = [n for n in names if rule("disputes.en_appealed").match(state.text, n.end, sentence.end)]
    others = [n for n in names if owned and n.start > owned[0].end and n.thing is not owned[0].thing]
    winner = [n for n in others if n.cue == "to" or _favoured(state, owned[0].end, n.start)]
    return {"plaintiff": [winner[0].thing], "defendant": [owned[0].thing]} if winner else {}


def _favoured(state: Reading, start: int, end: int) -> bool:
    told = rule("disputes.favour").search(state.text, start, end)
    return bool(told or rule("disputes.awarded_to").search(state.text, start, end))


def _listed(state: Reading, names: list[Name]) -> list[Thing]:
    row, last = [names[0]], names[0].end
    for name in names[1:]:
        gap = re.sub(r"\([^()]*\)?", "", state.text[last : name.start])
        if name.thing in [one.thing for one in row] and not gap.strip(' "'):
            last = name.end  # its short name in brackets
        elif rule("disputes.joint").fullmatch(re.sub(r'^[\s")]+(?=\s|,)', "", gap)):
            row, last = [*row, name], name.end
    return [name.thing for name in row]


def _pair(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``X v. Y``, ``X's suit against Y``, ``a dispute between X and Y``."""
    text = state.text[sentence.start : sentence.end]
    between = rule("disputes.between").search(text) and not re.search(r"\b(?:order|told|found|must|ha[sd] to)", text)
    for one, two in pairwise(names):
        gap = state.text[one.end : two.start]
        joined = between and rule("disputes.former_partner").fullmatch(gap)
        if one.thing is not two.thing and (joined or rule("disputes.versus").fullmatch(gap)):
            pays = joined and _pays(state, sentence, names, one)
            one, two = (two, one) if pays else (one, two)
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
    return {}


def _pays(state: Reading, sentence: Sentence, names: list[Name], one: Name) -> bool:
    """Whether a party is the one who pays: "A and B settled: A pays ..."."""
    again = [n for n in names if n.thing is one.thing and n.start > one.start]
    return any(rule("parties.pays", "en").match(state.text, n.end, sentence.end) for n in again)


def _rejected(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``A claim by X was rejected``: against the firm that the article is about."""
    match = rule("disputes.rejects").search(state.text, sentence.start, sentence.end)
    if not match:
        match = rule("disputes.claim_by").search(state.text, sentence.start, sentence.end)
        if not match or not rule("disputes.rejected").search(state.text, match.end(), sentence.end):
            return {}
    claimants = [n.thing for n in names if match.end() - 1 <= n.start < match.end() + 40]
    return {"plaintiff": claimants[:1], "defendant": _main_firm(state, claimants[0])} if claimants else {}


def _defends(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``judgment for Y in the action brought by X``: Y has won, and X had sued."""
    match = rule("disputes.claim_by").search(state.text, sentence.start, sentence.end)
    won = rule("disputes.judgment_for").search(state.text, sentence.start, sentence.end)
    suitors = [n for n in names if match and match.end() - 1 <= n.start < match.end() + 40]
    cleared = [n for n in names if won and won.end() - 1 <= n.start < won.end() + 40]
    if not suitors or not cleared or suitors[0].thing is cleared[0].thing:
        return {}
    return {"plaintiff": [suitors[0].thing], "defendant": [cleared[0].thing]}


def _main_firm(state: Reading, other: Thing) -> list[Thing]:
    """The firm that the article is about, where it is plain: an announcement's own."""
    firms = [n.thing for s in state.sentences for n in s.names if n.thing.kind == "enterprise" and n.thing is not other]
    best = max(firms, key=firms.count, default=None)
    return [best] if best is not None and firms.count(best) > 2 else []


def _ordered(state: Reading, sentence: Sentence, names: list[Name]) -> Roles:
    """``The court ordered Y to pay X``, ``Y must pay X``, ``ruled in favour of X``."""
    order = rule("disputes.en_order").search(state.text, sentence.start, sentence.end)
    ordered = rule("disputes.en_ordered").search(state.text, sentence.start, sentence.end)
    defendant: list[Thing] = []
    if order and not (ordered and ordered.start() <= order.start()):
        rest = [n for n in names if n.start >= order.end() and not _wronged(state, sentence, n)]
        ahead = _row(state, [n for n in rest if not rule("disputes.won").search(state.text, sentence.start, n.start)])
        defendant = [n.thing for n in ahead if not re.search(r"\bpay\b", state.text[order.end() : n.start])]
    elif ordered:
        defendant = _joint(state, [n for n in names if n.end <= ordered.start()])
    others = [n for n in names if n.thing not in defendant]
    plaintiff = _winner(state, sentence, others, paid=bool(order or ordered))
    if plaintiff and not defendant:
        against = [n for n in names if n.cue in ("against", "from") and n.thing not in plaintiff]
        after = [n for n in names if against and n.start >= against[0].start and n.thing not in plaintiff]
        defendant = _listed(state, after) if after else []
    if not defendant and (held := rule("disputes.liable").search(state.text, sentence.start, sentence.end)):
        defendant = [n.thing for n in _row(state, [n for n in names if n.start >= held.end()])]
    return {role: things for role, things in (("plaintiff", plaintiff), ("defendant", defendant)) if things}


def _wronged(state: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a name is that of the one whose patent was infringed."""
    before = state.text[sentence.start : name.start]
    return any(rule(f"disputes.{key}").search(before) for key in ("infringed", "patented_by"))


def _row(state: Reading, names: list[Name]) -> list[Name]:
    """The first of some names, and those joined to it: "ordered X and two of its dealers, Y and Z, to ..."."""
    row = names[:1]
    for name in names[1:]:
        if name.form == "reference":
            continue
        if not rule("disputes.joint").fullmatch(state.text, row[-1].end, name.start):
            break
        row.append(name)
    return row


def _joint(state: Reading, names: list[Name]) -> list[Thing]:
    """The last of some names, and those joined to it by "and": "Y and Z, which it wholly owns, had imitated ..."."""
    row = names[-1:]
    for name in reversed(names[:-1]):
        gap = state.text[name.end : row[0].start]
        if name.form == "reference" or not rule("disputes.joint").fullmatch(gap):
            if name.form == "reference" and row[0] is names[-1]:
                continue
            break
        row.insert(0, name)
    return list(dict.fromkeys(n.thing for n in row))


def _winner(state: Reading, sentence: Sentence, names: list[Name], *, paid: bool) -> list[Thing]:
    """Who won: in whose favour, to whom is paid, whose patent was infringed."""
    ahead = {name: state.text[sentence.start : name.start] for name in names}
    groups = (
        [n for n in names if rule("disputes.won").search(ahead[n])],
        [n for n in names if rule("disputes.suit_by").search(ahead[n])],
        [n for n in names if n.cue == "to"],
        [n for n in names if paid and rule("disputes.owed").search(ahead[n])],
        [n for n in names if rule("disputes.infringed").search(ahead[n])],
        [n for n in names if rule("disputes.patented_by").search(ahead[n])],
        [n for n in names if n.owner],
    )
    return next(([group[0].thing] for group in groups if group), [])
