"""Data intellectual property: registrations and deposits of a region or of a holder."""

from __future__ import annotations

import re

from patnav.ingest.extract.facts.bounds import subjects_at
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Count, Name, Reading, Sentence, Thing

__all__ = ["find_data_ip"]

_HOLDERS = ("enterprise", "university", "hospital", "research_institute", "financial")
_VIA = ("by", "with", "from", "at")
_UNITS = ("certificate", "license", "other", "case")


def find_data_ip(state: Reading) -> list[Draft]:
    """Registrations and deposits of data; loans and licences on them come with the deals."""
    found: list[Draft] = []
    last = -9
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        match = rule("data_ip.data", state.lang).search(state.text, sentence.start, sentence.end)
        last = index if match else last
        if match is None and index - last <= 4 and _issued(state, sentence, index - last <= 2):
            match = rule("data_ip.gives", state.lang).search(state.text, sentence.start, sentence.end)
        if match is None and index - last <= 2:
            match = rule("data_ip.goes_to").search(state.text, sentence.start, sentence.end)
        if match and is_fact(state, sentence, match.start(), match.end(), sentence.start, sentence.end):
            drafts = _read(state, sentence, index, match.start())
            found += [draft for draft in drafts if not any(_twin(draft, other) for other in found)]
    return found


def _issued(state: Reading, sentence: Sentence, near: bool) -> bool:
    """Whether a sentence counts certificates, without a word for data: near one that has it, or as just issued."""
    counts = [count for count in sentence.counts if count.unit == "certificate"]
    return any(near or re.search(r"\bissued\s+$", state.text[sentence.start : c.start]) for c in counts)


def _registers(name: Name) -> bool:
    """Whether a body may register or keep data: a registry, a centre, an authority."""
    return name.thing.kind in ("ip_service", "government") or bool(rule("data_ip.registry").search(name.thing.name))


def _twin(a: Draft, b: Draft) -> bool:
    return all(a.fields.get(key) == b.fields.get(key) for key in ("kind", "count", "place", "holder"))


def _read(state: Reading, sentence: Sentence, index: int, at: int) -> list[Draft]:
    """What a sentence states: the certificate of a holder, the number that a region has issued, or both."""
    text = state.text[sentence.start : sentence.end]
    kind = next((k for k in ("deposit", "registration") if rule(f"data_ip.{k}", state.lang).search(text)), None)
    if kind is None or (rule("data_ip.pledged").search(text) and not rule("data_ip.registered").search(text)):
        return []
    every = [c for c in sentence.counts if _counts_data(state, sentence, c)]
    count = every[0] if every else None
    counts = every[:1] + [c for c in every[1:] if _totals(state, sentence, c)]
    holder = _holder(state, sentence)
    when = date_in([d for d in sentence.dates if not d.compared], at)
    shared = {"kind": kind, "date": when.iso if when else None}
    own = count if count and holder and _together(state, count, holder[1]) else None
    drafts = []
    if holder:
        named = {"holder": [holder[0].thing], "count": own.value if own else None}
        named["authority"] = [n.thing for n in sentence.names if _registers(n) and n.cue in _VIA][:1]
        drafts.append(Draft.of("data_ip", sentence, index, 0.8, **shared, **named))
    for one in counts if count is not own else ():
        shared["kind"] = _kind(state, sentence, one) or kind
        place = region_of(state, sentence, one.start, one.end)
        issued = {"authority": _givers(state, sentence), "place": place, "count": one.value}
        drafts.append(Draft.of("data_ip", sentence, index, 0.85, **shared, **issued))
    return drafts


def _kind(state: Reading, sentence: Sentence, count: Count) -> str | None:
    """What the clause of a number speaks of, where it has a word for one sort alone: 登记证书1074份，存证3万条."""
    if state.lang == "en":
        return None
    start = max(state.text.rfind(mark, sentence.start, count.start) for mark in "，；：。") + 1
    text = re.split("[，；。]", state.text[max(start, sentence.start) : sentence.end])[0]
    kinds = [k for k in ("deposit", "registration") if rule(f"data_ip.{k}", "zh").search(text)]
    return kinds[0] if len(kinds) == 1 else None


def _totals(state: Reading, sentence: Sentence, count: Count) -> bool:
    """Whether a number sums up what the sentence has counted for a period before: ...以来累计发放."""
    clause = re.split("[，；]", state.text[sentence.start : count.start])[-1]
    return count.unit == "certificate" and bool(rule("numbers.since").search(clause))


def _counts_data(state: Reading, sentence: Sentence, count: Count) -> bool:
    around = state.text[max(sentence.start, count.start - 40) : min(sentence.end, count.end + 40)]
    other = rule("data_ip.other_noun").search(count.noun)
    return count.unit in _UNITS and not other and bool(rule("data_ip.word").search(around))


def _together(state: Reading, count: Count, at: int) -> bool:
    """Whether a number and the verb at ``at`` are in one clause."""
    return not re.search("[,;，；]", state.text[min(count.end, at) : max(count.start, at)])


def _givers(state: Reading, sentence: Sentence) -> list[Thing]:
    """The body that issues the certificates."""
    if not rule("data_ip.gives", state.lang).search(state.text, sentence.start, sentence.end):
        return []
    named = [n for n in sentence.names if n.thing.kind in ("ip_service", "government")]
    return [n.thing for n in named if n.cue in ("subj", "by", "from", "")][:1]


def _holder(state: Reading, sentence: Sentence) -> tuple[Name, int] | None:
    """The organization that gets the certificate, and where the verb for it stands."""
    given = rule("data_ip.goes_to").search(state.text, sentence.start, sentence.end)
    to = [n for n in sentence.names if given and n.start == given.end() and n.thing.kind in _HOLDERS]
    if given and to:
        return to[0], given.start()
    issued = rule("data_ip.zh_given").search(state.text, sentence.start, sentence.end)
    for name in sentence.names:
        if issued and name.start == issued.start("who") and name.thing.kind in _HOLDERS:
            return name, issued.start()
    for match in rule("data_ip.gets", state.lang).finditer(state.text, sentence.start, sentence.end):
        told = rule("data_ip.thing_after").match(state.text, match.end(), sentence.end)
        alone = match[0] in ("存证", "登记", "deposited")
        if not told and not (alone and rule("data_ip.word").search(state.text, sentence.start, match.start())):
            continue
        inside = [offset for offset in sentence.subjects if match.start() <= offset < match.end()]
        subjects = subjects_at(sentence, match.start(), match.end()) if inside else []
        named = [n for n in subjects if n.thing.label == "Organization" and n.thing.kind in _HOLDERS]
        if named:
            return named[-1], match.start()
        owners = [n for n in sentence.names if n.cue == "poss" and n.thing.kind in _HOLDERS and n.end <= match.start()]
        if owners and alone and not any(n.thing.label == "Organization" for n in subjects):
            return owners[-1], match.start()
    return None
