"""Who owns whom, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.parts import Name, Reading, Sentence, Share, Thing

__all__ = ["find_ownership"]

_FIRMS = ("enterprise", "financial", "university", "research_institute", "other", "hospital", "association", "government", "ip_service")
_OWNED_BY = re.compile(r"(?:\b(?:wholly|fully|majority|jointly|partly|partially)[\s-])?\bowned by\b|\bcontrolled by\b|\bheld by\b", re.IGNORECASE)
_SUBSIDIARY = re.compile(r"\b(?P<full>(?:wholly|fully)[\s-]owned\s+|100[\s-]percent[\s-]owned\s+)?(?:[\w-]+\s+){0,3}?(?:subsidiary|affiliate|unit|arm|holding)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:owns?|owned|holds?|held|controls?|controlled|acquired|acquires|bought|buys|purchased|took|takes|taken|raised|increased|lifted|obtained|built|has|had|gained|got|picked up|paid|received|keeps?|kept|retains?|retained|sold|secured)\b", re.IGNORECASE)
_AFTER_DEAL = re.compile(r"\b(?:to|at)\s+$")


def find_ownership(state: Reading) -> list[Draft]:
    """All ownerships of an article, each pair once."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        rows = _english(state, sentence) if state.lang == "en" else _chinese(state, sentence)
        for owner, owned, share in rows:
            if owner is owned:
                continue
            draft = Draft.of("ownership", sentence, index, 0.9, owner=owner.name, owned=owned.name, share=share)
            twin = next((d for d in found if d.fields["owned"] == owned.name and d.fields["owner"] == owner.name), None)
            if twin is None:
                found.append(draft)
            elif share is not None:
                twin.fields["share"] = share
    return found


def _orgs(sentence: Sentence) -> list[Name]:
    return [n for n in sentence.names if n.thing.label == "Organization" and n.thing.kind in _FIRMS]


def _take(sentence: Sentence, start: int, end: int, *, first: bool = False) -> Share | None:
    """The share stated in a stretch; the last one where a stake rises ("from 20 to 51 percent")."""
    rows = [s for s in sentence.shares if start <= s.start < end and s.role in ("share", "change")]
    return (rows[0] if first else rows[-1]) if rows else None


def _english(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing, float | None]]:
    text = state.text[sentence.start : sentence.end]
    orgs = _orgs(sentence)
    for match in _OWNED_BY.finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        owners = [o for o in orgs if o.start >= until and o.start - until < 80]
        if re.search(r"(?:patents?|trademarks?|inventions?|rights?|technolog\w+|designs?)\s+(?:\w+\s+)?$", text[: match.start()], re.IGNORECASE):
            continue
        owned = _owned_before(sentence, orgs, at)
        if owners and owned and _fact(state, sentence, at, until):
            share = _take(sentence, at - 40, at + 1)
            full = 1.0 if re.match("wholly|fully", match[0], re.IGNORECASE) else None
            yield owners[0].thing, owned, share.value if share else full
    yield from _subsidiaries(state, sentence, text, orgs)
    yield from _stakes(state, sentence, text, orgs)


def _fact(state: Reading, sentence: Sentence, at: int, until: int) -> bool:
    return is_fact(state, sentence, at, until, sentence.start, sentence.end)


def _owned_before(sentence: Sentence, orgs: list[Name], at: int) -> Thing | None:
    verbs = [offset for offset in sentence.subjects if at - 40 <= offset <= at + 25]
    for offset in sorted(verbs, key=lambda o: abs(o - at)):
        named = [n for n in sentence.subjects[offset] if n.thing.label == "Organization" and n.end <= at]
        if named:
            return named[-1].thing
    before = [o for o in orgs if o.end <= at]
    return before[-1].thing if before else None


def _subsidiaries(state: Reading, sentence: Sentence, text: str, orgs: list[Name]) -> Iterator[tuple[Thing, Thing, float | None]]:
    for match in _SUBSIDIARY.finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        noun = text[: match.end()].split()[-1].casefold()
        if noun in ("unit", "arm", "holding", "affiliate") and not match["full"]:
            continue
        before = [o for o in orgs if o.end <= at + 1]
        after = [o for o in orgs if o.start >= until - 1]
        share = _take(sentence, at - 30, until)
        value = 1.0 if match["full"] else share.value if share else None
        of = re.match(r"\s+of\s+(?:the\s+)?", text[match.end() :])
        if of and after and before and after[0].start <= until + of.end() + 40:
            yield after[0].thing, before[-1].thing, value
        elif before and before[-1].owner and after and after[0].start - until < 6:
            yield before[-1].thing, after[0].thing, value
        elif after and re.search(r"\bits\s+$", text[: match.start()], re.IGNORECASE) and after[0].start - until < 6:
            subjects = before or []
            if subjects:
                yield subjects[0].thing, after[0].thing, value


_STAKE = re.compile(r"\b(?:stakes?|shares|equity|interest|shareholding|holding|share capital)\s+(?:in|of)\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,4}$|\bof\s+(?:the\s+)?(?:(?:shares|equity|stock|share capital)\s+(?:of|in)\s+)?(?:the\s+)?(?:[a-z][\w-]*\s+){0,4}$", re.IGNORECASE)


def _stakes(state: Reading, sentence: Sentence, text: str, orgs: list[Name]) -> Iterator[tuple[Thing, Thing, float | None]]:
    """``X holds 51 percent of Y``, ``X acquired a 30 percent stake in Y``, ``X raised its stake in Y to 51 percent``."""
    for match in _HAS.finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        targets = [o for o in orgs if o.start >= until]
        shares = [s for s in sentence.shares if s.start >= until and s.role in ("share", "change")]
        if not targets or not shares or match[0].casefold() == "sold" or not _fact(state, sentence, at, until):
            continue
        target = targets[0]
        gap = state.text[until : target.start]
        if len(gap) > 140 or not _STAKE.search(gap) or not re.search(r"stake|share|equity|interest|holding|%|percent|per cent|half|third", gap):
            continue
        if not (shares[0].end <= target.start or re.match(r"\s*(?:from\s[^,;.]{1,24})?\s*to\s+(?:\w+\s+)?$", state.text[target.end : shares[-1].start])):
            continue
        owners = [n for n in sentence.subjects.get(at, []) if n.thing.label == "Organization"] or [o for o in orgs if o.end <= at][-1:]
        if owners:
            last = _take(sentence, until, max(target.end + 40, shares[0].end))
            yield owners[0].thing, target.thing, last.value if last else None
            return


_ZH_OWN = re.compile(r"(?P<kind>全资|控股|参股)(?:子公司|孙公司|企业|公司|附属公司)?|持股(?:比例)?(?:为|达|约)?|控股股东|持有|收购|受让|认购|增持|取得|获得|占股|拥有")


def _chinese(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing, float | None]]:
    text = state.text[sentence.start : sentence.end]
    orgs = _orgs(sentence)
    yield from _subsidiaries_zh(state, sentence, text, orgs)
    for match in re.finditer(r"持有|收购|受让|认购|增持|取得|获得|占股|拥有|买下|入股", text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        rest = state.text[until : until + 60]
        if not re.match(r"(?:了)?[^，。；]{0,40}?(?:股权|股份|的股|出资额)", rest) or not _fact(state, sentence, at, until):
            continue
        targets = [o for o in orgs if o.start >= until - 1 and o.start - until < 24]
        owners = [n for n in sentence.subjects.get(at, []) if n.thing.label == "Organization"] or [o for o in orgs if o.end <= at and o.cue in ("subj", "by")][-1:]
        rises = re.search(r"(?:升至|增至|提高到|上升到|增加到|提升至|变为)", rest)
        share = _take(sentence, until, until + (60 if rises else 50), first=not rises)
        if match[0] == "持有" and re.match(r"的", rest):
            continue
        if targets and owners and share:
            yield owners[-1].thing, targets[-1].thing if len(targets) > 1 and targets[0].cue == "from" else targets[0].thing, share.value
    for match in re.finditer(r"(?:将|把)[^，。；]{0,30}?股(?:权|份)[^，。；]{0,6}(?:转让|出售)(?:给|予|至)", text):
        until = sentence.start + match.end()
        buyers = [o for o in orgs if 0 <= o.start - until < 6]
        inside = [o for o in orgs if sentence.start + match.start() <= o.start < until]
        share = _take(sentence, sentence.start + match.start(), until)
        if buyers and inside and share and _fact(state, sentence, until - 3, until):
            yield buyers[0].thing, inside[-1].thing, share.value
    for match in re.finditer(r"(?:由|被)(?P<mid>[^，。；]{2,30}?)(?:持股|控股|全资拥有|持有|全资控股|拥有)(?P<tail>[^，。；]{0,14})", text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        owners = [o for o in orgs if start <= o.start < end]
        owned = [o for o in orgs if o.end <= start]
        share = _take(sentence, start, end)
        if owners and owned:
            yield owners[0].thing, owned[-1].thing, 1.0 if "全资" in match[0] else share.value if share else None
    for match in re.finditer(r"对(?P<mid>[^，。；]{2,24}?)(?:的)?持股(?:比例)?[^，。；]{0,16}", text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        owned = [o for o in orgs if start <= o.start < end]
        owners = [o for o in orgs if o.end <= start]
        share = _take(sentence, start, end)
        if owned and owners and share:
            yield owners[-1].thing, owned[0].thing, share.value


def _subsidiaries_zh(state: Reading, sentence: Sentence, text: str, orgs: list[Name]) -> Iterator[tuple[Thing, Thing, float | None]]:
    for match in re.finditer(r"(?:其|的|之|公司|旗下|下属)?(?P<kind>全资|控股)(?:附属|下属)?(?:子公司|孙公司|附属公司|企业|拥有的)", text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        after = [o for o in orgs if 0 <= o.start - until < 4 and o.form == "name"]
        before = [o for o in orgs if o.end <= until and o.start < at + 2]
        share = 1.0 if match["kind"] == "全资" else None
        if after and before and before[-1].thing is not after[0].thing:
            yield before[-1].thing, after[0].thing, share
        elif len(before) > 1 and re.search(r"[是系为]$", text[before[-1].start - sentence.start - 2 : before[-1].start - sentence.start].strip() or "x"):
            yield before[-1].thing, before[-2].thing, share
        elif len(before) > 1 and re.search(r"(?:是|系|为)", state.text[before[-2].end : before[-1].start]):
            yield before[-1].thing, before[-2].thing, share
