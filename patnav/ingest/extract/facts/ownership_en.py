"""Who owns whom, in English: owned by, subsidiary of, holds a stake in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.stakes import Holding, firms, share_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["holdings_en"]


def holdings_en(state: Reading, sentence: Sentence) -> Iterator[Holding]:
    """Owner, owned and share of every ownership that an English sentence states."""
    names = firms(sentence)
    if not names:
        return
    for read in (
        _of_which,
        _holders,
        _with_share,
        _of_the_shares,
        _owned_by,
        _whose,
        _shareholder,
        _in_which,
        _which_owns,
        _equal_to,
        _subsidiaries,
        _stakes,
        _entirely,
        _of_holder,
        _risen,
        _in_exchange,
        _whose_stake,
        _ends_with,
    ):
        yield from read(state, sentence, names)


def _fact(state: Reading, sentence: Sentence, at: int, until: int) -> bool:
    relative = rule("ownership.relative").search(state.text, sentence.start, at)
    stop = state.text.find(",", until, sentence.end) if relative else -1
    return is_fact(
        state, sentence, at, until, relative.start() if relative else sentence.start, stop if stop > 0 else sentence.end
    )


def _owned_by(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X, which is 15 percent owned by Y``; a patent held by someone is no firm."""
    for match in rule("ownership.owned_by").finditer(state.text, sentence.start, sentence.end):
        at, until = match.span()
        if rule("ownership.not_a_firm").search(state.text[sentence.start : at]):
            continue
        if rule("ownership.held_before").search(state.text[sentence.start : at]):
            continue
        owners = [n for n in names if until <= n.start < until + 80]
        owned = _owned_before(sentence, names, at)
        if owners and owned and _fact(state, sentence, at, until):
            inside = [s for s in sentence.shares if at <= s.start < until]
            share = inside[0] if inside else share_in(sentence, at - 40, at + 1) or share_in(sentence, at - 12, until)
            told = rule("ownership.which_holds").match(state.text, owners[0].end, sentence.end)
            share = share or (share_in(sentence, told.start(), told.end() + 30, first=True) if told else None)
            grown = rule("ownership.grown").match(state.text, owners[0].end, sentence.end)
            share = (share_in(sentence, grown.end(), grown.end() + 16) if grown else None) or share
            whole = rule("ownership.all_shares").search(state.text, sentence.start, at)
            full = 1.0 if whole or re.match("wholly|fully", match[0], re.IGNORECASE) else None
            yield owners[0].thing, owned, share.value if share else full
            for one, two in pairwise(owners):
                beside = rule("ownership.co_owner").fullmatch(state.text, one.end, two.start)
                part = share_in(sentence, one.end, two.start) if beside else None
                if not part:
                    break
                yield two.thing, owned, part.value


def _of_which(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``Y, 55 percent of which belongs to X``."""
    if not sentence.shares:
        return
    for match in rule("ownership.belongs").finditer(state.text, sentence.start, sentence.end):
        owners = [n for n in names if match.end() - 1 <= n.start < match.end() + 40]
        inside = [
            n for n in names if match.start() <= n.start and n.end <= match.end() and n.thing.kind == "enterprise"
        ]
        owned = inside or [n for n in names if n.end <= match.start()][-1:] or _topic(state, sentence)
        at = owned[0].end if owned and sentence.start <= owned[0].end <= match.start() else sentence.start
        share = share_in(sentence, at, match.start() + 1)
        if owners and owned and share and owned[0].thing is not owners[0].thing:
            yield owners[0].thing, owned[0].thing, share.value
    for match in rule("ownership.among").finditer(state.text, sentence.start, sentence.end):
        owners = [n for n in names if match.end() - 1 <= n.start < match.end() + 40]
        owned = [n for n in names if n.end <= match.start()][-1:] or _topic(state, sentence)
        share = share_in(sentence, match.end(), sentence.end, first=True)
        if owners and owned and share:
            yield owners[0].thing, owned[0].thing, share.value


def _topic(state: Reading, sentence: Sentence) -> list[Name]:
    """The firm that the sentence before begins with."""
    index = state.sentences.index(sentence)
    before = firms(state.sentences[index - 1]) if index else []
    return [n for n in before if n.thing.kind == "enterprise"][:1]


def _holders(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``Shareholders of Y include A (40%) and B (12.5%)``."""
    for owned in names if sentence.shares else ():
        told = rule("ownership.holders_are").match(state.text, owned.end, sentence.end)
        if not told or not rule("ownership.holders_of").search(state.text, sentence.start, owned.start):
            continue
        for owner in [n for n in names if n.start >= told.end()]:
            share = rule("ownership.in_brackets").match(state.text, owner.end, sentence.end)
            part = share_in(sentence, share.end() - 1, share.end() + 8, first=True) if share else None
            if part:
                yield owner.thing, owned.thing, part.value


def _with_share(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X, an investor with 22 percent of its shares``: of the firm that the text is about."""
    match = rule("ownership.with_share").search(state.text, sentence.start, sentence.end)
    owners = [n for n in names if match and n.end <= match.start() and n.form == "name"]
    share = share_in(sentence, match.end(), match.end() + 24) if match else None
    index = state.sentences.index(sentence)
    before = firms(state.sentences[index - 1]) if index else []
    held = [n.thing for n in before if owners and n.thing is not owners[-1].thing and n.thing.kind == "enterprise"]
    if owners and share and held and "," in state.text[owners[-1].end : match.start() if match else 0]:
        yield owners[-1].thing, held[-1], share.value


def _of_the_shares(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``In return X receives 18 per cent of the shares``: of the firm that the sentence before deals with."""
    match = rule("ownership.of_the_shares").search(state.text, sentence.start, sentence.end)
    verbs = [at for at in sentence.subjects if match and sentence.start <= at < match.start()]
    owners = [n for n in sentence.subjects[max(verbs)] if n.thing.label == "Organization"] if verbs else []
    index = state.sentences.index(sentence)
    before = [n for n in names if match and n.end <= match.start()]
    before = before if len({id(n.thing) for n in before}) > 1 else firms(state.sentences[index - 1]) if index else []
    held = [n.thing for n in before if owners and n.thing is not owners[0].thing and n.thing.kind == "enterprise"]
    share = share_in(sentence, match.start(), match.end()) if match else None
    if match and held and share and _fact(state, sentence, max(verbs), match.start()):
        yield owners[0].thing, held[0], share.value


def _whose(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X, whose largest shareholder is Y with a stake of 27 percent``."""
    for match in rule("ownership.whose_holder").finditer(state.text, sentence.start, sentence.end):
        owners = [n for n in names if match.end() - 1 <= n.start < match.end() + 20]
        owned = [n for n in names if n.end <= match.start()]
        share = share_in(sentence, match.start(), owners[0].end + 60) if owners else None
        if owners and owned and share:
            yield owners[0].thing, owned[-1].thing, share.value


def _shareholder(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``Y remains the largest shareholder, holding 34.5 percent``: of the firm told of right before."""
    match = rule("ownership.shareholder").search(state.text, sentence.start, sentence.end)
    if match and rule("ownership.in_which").search(state.text, sentence.start, sentence.end):
        return
    index = state.sentences.index(sentence)
    before = firms(state.sentences[index - 1]) if match and index else []
    owners = [n for n in names if match and n.end <= match.start()]
    share = share_in(sentence, match.end(), match.end() + 60) if match else None
    before = [n for n in before if owners and n.thing is not owners[-1].thing]
    held = [n for n in before if n.cue in ("of", "in", "into", "obj")] or before[:1]
    if owners and held and share and held[0].thing is not owners[-1].thing:
        yield owners[-1].thing, held[0].thing, share.value


def _owned_before(sentence: Sentence, names: list[Name], at: int) -> Thing | None:
    verbs = [offset for offset in sentence.subjects if at - 40 <= offset <= at + 25]
    for offset in sorted(verbs, key=lambda o: abs(o - at)):
        named = [n for n in sentence.subjects[offset] if n.thing.label == "Organization" and n.end <= at]
        if named:
            return named[-1].thing
    before = [n for n in names if n.end <= at]
    return before[-1].thing if before else None


def _in_which(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``..., a joint venture in which A holds 55 percent and B 30 percent``."""
    match = rule("ownership.in_which").search(state.text, sentence.start, sentence.end)
    before = [n for n in names if match and n.end <= match.start()]
    if not match or not before:
        return
    beside = re.fullmatch(r"\s*,?\s*", state.text[before[-1].end : match.start()])
    owned = before[-1] if beside else next((n for n in before if n.cue in ("subj", "")), before[0])
    last = match.end()
    for share in [s for s in sentence.shares if s.start > match.end() and s.role == "share"]:
        owners = [n for n in names if last <= n.start and n.end <= share.start]
        if owners and owners[-1].thing is owned.thing:
            owners = [n for n in before if n.thing is not owned.thing][:1]  # "its unit Y, in which it holds"
        if owners:
            yield owners[-1].thing, owned.thing, share.value
        last = share.end


def _which_owns(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X, which Y wholly owns``; ``X, which it wholly owns``."""
    for owned, owner in pairwise(names):
        verb = rule("ownership.wholly_owns").match(state.text, owner.end, sentence.end)
        if verb and rule("ownership.which_owns").fullmatch(state.text, owned.end, owner.start):
            before = [n.thing for n in names if n.end <= owned.start and n.form == "name"]
            yield before[-1] if owner.text == "it" and before else owner.thing, owned.thing, 1.0


def _equal_to(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``received new shares ..., equal to 14.8% of the company's capital``."""
    for match in rule("ownership.equal_to").finditer(state.text, sentence.start, sentence.end):
        share = share_in(sentence, match.start(), match.end())
        owned = [n for n in names if n.owner and match.start() <= n.start and n.end <= match.end()]
        got = [offset for offset in sentence.subjects if offset < match.start()]
        owners = [n for n in sentence.subjects[max(got)] if n.thing.label == "Organization"] if got else []
        if share and owned and owners:
            yield owners[0].thing, owned[0].thing, share.value


def _subsidiaries(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X, a wholly owned subsidiary of Y``; ``Y's subsidiary X``; ``its subsidiary X``."""
    for match in rule("ownership.subsidiary").finditer(state.text, sentence.start, sentence.end):
        at, until = match.span()
        full = rule("ownership.full").search(match[0])
        before = [n for n in names if n.end <= until - len(match[0].split()[-1])]
        after = [n for n in names if n.start >= until - 1]
        of = re.match(r"\s+of\s+(?:the\s+)?", state.text[until : sentence.end])
        if not full and not match[0].casefold().endswith("subsidiary") and not (of and _both_firms(before, after)):
            continue
        share = share_in(sentence, at - 30, until)
        value = 1.0 if full else share.value if share else None
        if of and re.search(r"\d", state.text[until : after[0].start if after else until]):
            continue  # a holding of 24 percent
        if not is_fact(state, sentence, at, until, max(sentence.start, at - 40), until):
            continue
        if of and after and before and after[0].start <= until + of.end() + 40:
            yield after[0].thing, before[-1].thing, value
        elif after and after[0].start - until < 6 and before:
            if before[-1].owner:
                yield before[-1].thing, after[0].thing, value
            elif rule("ownership.its_own").search(state.text, sentence.start, until):
                joined = [n for n in before if rule("ownership.and_its").fullmatch(state.text, n.end, after[0].start)]
                yield (joined or before)[-1 if joined else 0].thing, after[0].thing, value


def _both_firms(before: list[Name], after: list[Name]) -> bool:
    """Whether the names on both sides are firms', so that a unit has an owner."""
    return bool(before and after) and before[-1].thing.kind == after[0].thing.kind == "enterprise"


def _stakes(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X holds 51 percent of Y``, ``X acquired a 30 percent stake in Y``, ``X raised its stake in Y to 51 %``."""
    for match in rule("ownership.has").finditer(state.text, sentence.start, sentence.end):
        at, until = match.span()
        own = [n.thing for n in sentence.subjects.get(at, [])]
        targets = [n for n in names if n.start >= until and not (n.owner and n.thing in own)]
        if not targets or match[0].casefold() == "sold" or not _fact(state, sentence, at, until):
            continue
        target = targets[0]
        gap = state.text[until : target.start]
        if len(gap) > 140 or not rule("ownership.stake").search(gap) or not rule("ownership.stake_word").search(gap):
            continue
        share = _share_of(state, sentence, until, target)
        owners = [n for n in sentence.subjects.get(at, []) if n.thing.label == "Organization"]
        owners = owners or [n for n in names if n.end <= at][-1:]
        if share is not None and owners:
            yield owners[0].thing, target.thing, share
            return


def _share_of(state: Reading, sentence: Sentence, start: int, target: Name) -> float | None:
    """The share in a stake: before the target, or after it where the stake was raised to it."""
    inside = share_in(sentence, start, target.start)
    behind = [s for s in sentence.shares if target.end <= s.start < target.end + 60 and s.role in ("share", "change")]
    raised = [s for s in behind if rule("ownership.raised_to").fullmatch(state.text[target.end : s.start])]
    if raised:
        return raised[-1].value
    later = [s for s in behind if inside and rule("ownership.raising").search(state.text[target.end : s.start])]
    return later[-1].value if later and len(behind) == 1 else inside.value if inside else None


def _entirely(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X belongs entirely to Y``."""
    for match in rule("ownership.entirely").finditer(state.text, sentence.start, sentence.end):
        owners = [n for n in names if match.end() - 1 <= n.start < match.end() + 20]
        owned = _owned_before(sentence, names, match.start())
        if owners and owned and owned is not owners[0].thing and _fact(state, sentence, match.start(), match.end()):
            yield owners[0].thing, owned, 1.0


def _of_holder(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``31 percent of X is in the hands of Y``; ``60 percent of which belongs to the group Y``."""
    for match in rule("ownership.in_hands").finditer(state.text, sentence.start, sentence.end):
        owners = [n for n in names if match.end() - 1 <= n.start < match.end() + 40]
        owned = [n for n in names if n.end <= match.start() and n.cue == "of"]
        share = share_in(sentence, sentence.start, match.start())
        if owners and owned and share and owned[-1].thing is not owners[0].thing:
            yield owners[0].thing, owned[-1].thing, share.value


def _risen(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``The fund's holding in X thereby rises from 4.1% to 11.3%``: its last share."""
    for owned in names:
        held = rule("ownership.has_risen").search(state.text, sentence.start, owned.start)
        grown = rule("ownership.grown").match(state.text, owned.end, sentence.end) if held else None
        share = share_in(sentence, grown.end(), grown.end() + 16) if grown else None
        owners = [n for n in names if held and n.owner and n.end <= held.start() + 3] if grown else []
        if owners and share and owners[-1].thing is not owned.thing:
            yield owners[-1].thing, owned.thing, share.value


def _in_exchange(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``Y, to which X transferred two patents in exchange for an 8 percent stake``."""
    match = rule("ownership.in_exchange").search(state.text, sentence.start, sentence.end)
    share = share_in(sentence, match.start(), match.end() + 20) if match else None
    verbs = [at for at in sentence.subjects if match and at < match.start()]
    owners = [n for n in sentence.subjects[max(verbs)] if n.thing.label == "Organization"] if verbs else []
    others = [n for n in names if match and owners and n.end <= match.start() and n.thing is not owners[0].thing]
    owned = [n for n in others if n.thing.kind == "enterprise"]
    if match and share and owned and _fact(state, sentence, max(verbs), match.end()):
        yield owners[0].thing, owned[-1].thing, share.value


def _whose_stake(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``Y has raised money from X, whose stake now amounts to 21 per cent``."""
    for owner in names:
        told = rule("ownership.whose_stake").match(state.text, owner.end, sentence.end)
        share = share_in(sentence, told.end(), told.end() + 24) if told else None
        others = [n.thing for n in names if n.end <= owner.start and n.thing is not owner.thing]
        if share and others:
            yield owner.thing, others[0], share.value


def _ends_with(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``X paid $14m for shares in Y and now holds 30 percent of it``, ``into Y, where its stake is now 35``."""
    match = rule("ownership.ends_with").search(state.text, sentence.start, sentence.end)
    match = match or rule("ownership.its_stake_now").search(state.text, sentence.start, sentence.end)
    before = [n for n in names if match and n.end <= match.start()]
    share = share_in(sentence, match.end(), match.end() + 24, first=True) if match else None
    paid = match and rule("ownership.put_into").search(state.text, sentence.start, match.start())
    if not match or not share or not paid or not _fact(state, sentence, paid.start(), match.end()):
        return
    near = before and re.fullmatch(r"\s*,\s+", state.text[before[-1].end : match.start()])
    if near and match[0].startswith(("which", "who")):
        before.reverse()  # raised from X, which now has a stake of 11 percent
        others = [n for n in before if n.thing is not before[0].thing and n.end <= paid.start()]
    else:
        others = [n for n in before if n.thing is not before[0].thing and n.start >= paid.end()]
    sums = rule("ownership.of_sum")
    firm = [n for n in others if n.thing.kind == "enterprise" and not sums.match(state.text, n.end)]
    if firm:
        yield before[0].thing, firm[0].thing, share.value
