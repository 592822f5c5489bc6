"""Who owns whom, in Chinese: 持有 ... 股权, 持股, 全资子公司, 由 ... 控股."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.stakes import Holding, firms, share_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["holdings_zh"]


def holdings_zh(state: Reading, sentence: Sentence) -> Iterator[Holding]:
    """Owner, owned and share of every ownership that a Chinese sentence states."""
    names = firms(sentence)
    readers: tuple[Callable[[Reading, Sentence, list[Name]], Iterator[Holding]], ...] = (
        _subsidiaries,
        _respective,
        _held,
        _held_whole,
        _sold,
        _held_by,
        _held_of,
        _shareholders,
        _holders,
    )
    told = {(id(owner), id(owned)) for owner, owned, _ in _respective(state, sentence, names)}
    for read in readers:
        for holding in read(state, sentence, names):
            if read is _respective or (id(holding[0]), id(holding[1])) not in told:
                yield holding


def _found(state: Reading, sentence: Sentence, name: str) -> Iterator[tuple[re.Match[str], int, int]]:
    for match in rule(f"ownership.{name}").finditer(state.text, sentence.start, sentence.end):
        yield match, match.start(), match.end()


def _held(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``甲持有乙35%股权``, ``甲收购乙31%股权，持股比例由20%升至51%``."""
    for _, at, until in _found(state, sentence, "zh_holds"):
        rest = state.text[until : min(sentence.end, until + 60)]
        stake = rule("ownership.zh_stake").match(rest) or rule("ownership.zh_took").match(state.text, at, sentence.end)
        if not stake or not is_fact(state, sentence, at, until, sentence.start, sentence.end):
            continue
        owners = _subjects(sentence, names, at)
        held = [n for n in names if until - 1 <= n.start < until + 24]
        held = [n for n in held if not re.search("[，。；]", state.text[until : n.start])]
        held = held or [n for n in names if n.end <= at and n.cue in ("to", "obj")][-1:]
        targets = [n for n in held if not owners or n.thing is not owners[-1].thing]
        rises = rule("ownership.zh_rises").search(rest)
        share = share_in(sentence, until, until + (60 if rises else 50), first=not rises)
        whole = rule("ownership.zh_all").search(rest) if not share else None
        if targets and owners and (share or whole):
            target = targets[-1] if len(targets) > 1 and targets[0].cue == "from" else targets[0]
            yield owners[-1].thing, target.thing, share.value if share else 1.0


def _respective(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``乙由甲和丙分别持股51%和49%``."""
    for _, at, until in _found(state, sentence, "zh_respective"):
        shares = [s for s in sentence.shares if until <= s.start < until + 40 and s.role == "share"]
        before = [n for n in names if n.end <= at]
        owners, owned = before[-len(shares) :], before[: -len(shares)]
        its = [n for n in names if n.form == "reference" and n.owner and until - 1 <= n.start <= until]
        owned = [n for n in its if all(n.thing is not owner.thing for owner in owners)] or owned
        if len(shares) > 1 and len(owners) == len(shares) and owned:
            for owner, share in zip(owners, shares, strict=True):
                yield owner.thing, owned[-1].thing, share.value


def _held_whole(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``甲全资持有乙``."""
    for _, at, until in _found(state, sentence, "zh_full"):
        owned = [n for n in names if 0 <= n.start - until < 3]
        owners = _subjects(sentence, names, at) or [n for n in names if n.end <= at][-1:]
        if owned and owners and is_fact(state, sentence, at, until, sentence.start, sentence.end):
            yield owners[-1].thing, owned[0].thing, 1.0


def _subjects(sentence: Sentence, names: list[Name], at: int) -> list[Name]:
    inside = [n for n in names if n.end <= at][-1:]
    if inside and inside[0].cue == "aside" and at - inside[0].end < 3:  # 甲公司（本公司持有其100%权益）
        return inside
    own = [n for n in sentence.subjects.get(at, []) if n.thing.label == "Organization"]
    return own or [n for n in names if n.end <= at and n.cue in ("subj", "by")][-1:]


def _sold(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``将所持乙35%股权转让给丙``."""
    for _, at, until in _found(state, sentence, "zh_sold"):
        buyers = [n for n in names if 0 <= n.start - until < 6]
        inside = [n for n in names if at <= n.start < until]
        share = share_in(sentence, at, until)
        if buyers and inside and share and is_fact(state, sentence, until - 3, until, sentence.start, sentence.end):
            yield buyers[0].thing, inside[-1].thing, share.value


def _held_by(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``乙由甲持股70%``, ``乙由甲全资拥有``."""
    for match, at, until in _found(state, sentence, "zh_held_by"):
        owners = [n for n in names if at <= n.start < until]
        owned = [n for n in names if n.end <= at]
        before = rule("ownership.zh_stake_before").search(state.text, sentence.start, at)  # 其40%的股权由甲持有
        share = share_in(sentence, at, until) or (share_in(sentence, before.start(), at) if before else None)
        if owners and owned:
            full = 1.0 if "全资" in match[0] else None
            yield owners[0].thing, owned[-1].thing, full or (share.value if share else None)


def _held_of(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``甲对乙持股34%``."""
    for _, at, until in _found(state, sentence, "zh_held_of"):
        owned = [n for n in names if at <= n.start < until]
        owners = [n for n in names if n.end <= at]
        share = share_in(sentence, at, until)
        if owned and owners and share:
            yield owners[-1].thing, owned[0].thing, share.value


def _shareholders(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``乙位于...，甲持股55%，丙持股30%``: shares of the firm that the sentence is about."""
    for match, at, until in _found(state, sentence, "zh_shareholder"):
        if match[0] == "占" and "股" not in state.text[sentence.start : at]:
            continue
        owners = [n for n in names if n.end <= at and not re.search("[，。；]", state.text[n.end : at])]
        owned = [n for n in names if owners and n.end <= owners[-1].start]
        if owners and owners[-1].cue == "aside":  # 子公司乙（甲持股72%）
            owned = [n for n in owned if state.text[n.end : owners[-1].start] == "（"]
        share = share_in(sentence, until - 1, until + 16, first=True)
        described = [n for n in names if share and state.text[share.end : n.start] == "的"]
        if owners and share and described:  # 甲持股51%的乙
            yield owners[-1].thing, described[0].thing, share.value
            continue
        listed = owners and rule("ownership.zh_holders_listed").search(state.text, sentence.start, owners[-1].start)
        if owners and owners[-1].cue != "aside" and state.text[owners[-1].end] == "（" and not listed:
            continue  # 乙（持股比例67%） tells whose, not who
        if not owners and share and (put := _put_in(state, names, at)):
            yield put[0], put[1], share.value
        if not owners or not share or re.search("对[^，。；]*$", state.text[sentence.start : at]):
            continue
        owned = [n for n in owned if n.thing.kind in ("enterprise", "financial")] or owned
        if owned and owned[0].thing is not owners[-1].thing:
            yield owners[-1].thing, owned[0].thing, share.value
        elif invested := [n for n in names if owners[-1].cue == "subj" and n.cue in ("to", "for") and n.end <= at]:
            yield owners[-1].thing, invested[0].thing, share.value


def _holders(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``乙的控股方是甲，持股90%``, ``乙及其唯一股东丙``: who is called the holder, a person too."""
    for match, at, until in _found(state, sentence, "zh_holder"):
        owners = [n for n in sentence.names if until <= n.start < until + 16 and n.thing.label != "Region"]
        owned = [n for n in names if n.end <= at + 1]
        direct = owners and not rule("ownership.zh_far").search(state.text, until, owners[0].start)
        share = share_in(sentence, owners[0].end, owners[0].end + 16, first=True) if direct else None
        if direct and owned and owners[0].thing is not owned[-1].thing and "原" not in match[0]:
            yield owners[0].thing, owned[-1].thing, share.value if share else None


def _put_in(state: Reading, names: list[Name], at: int) -> tuple[Thing, Thing] | None:
    """``甲投资入股乙，持股24%``: the subject and the object of the clause before."""
    before = [n for n in names if n.end <= at]
    put = rule("ownership.zh_put_in")
    owned = [n for n in before if n.cue in ("obj", "to") or put.search(state.text[max(0, n.start - 6) : n.start])]
    owners = [n for n in before if n.cue == "subj" and n not in owned]
    if owners and owned and owners[-1].thing is not owned[-1].thing:
        return owners[-1].thing, owned[-1].thing
    return None


def _subsidiaries(state: Reading, sentence: Sentence, names: list[Name]) -> Iterator[Holding]:
    """``甲全资子公司乙``, ``乙是甲的控股子公司``."""
    for match, at, until in _found(state, sentence, "zh_subsidiary"):
        after = [n for n in names if 0 <= n.start - until < 4 and n.form != "reference"]
        before = [n for n in names if n.end <= until and n.start < at + 2]
        if rule("ownership.zh_once").search(state.text, sentence.start, at):
            continue
        share = 1.0 if match["kind"] == "全资" else None
        if after and share is None and state.text[after[0].end : after[0].end + 1] == "（":  # 乙（持股比例67%）
            told = share_in(sentence, after[0].end, state.text.find("）", after[0].end))
            share = told.value if told else None
        if after and before and before[-1].thing is not after[0].thing:
            yield before[-1].thing, after[0].thing, share
        elif len(before) > 1 and re.search("是|系|为", state.text[before[-2].end : before[-1].start]):
            yield before[-1].thing, before[-2].thing, share
