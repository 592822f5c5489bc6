"""Data intellectual property: registrations and deposits of a region or of a holder."""

from __future__ import annotations

import re

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["find_data_ip"]

_KIND = {
    "en": (
        ("deposit", r"\bdeposit(?:ed|s|ory)?\b|\bevidence preservation\b"),
        ("registration", r"\bregist\w+|\bcertificat\w+|\bissued\b"),
    ),
    "zh": (("deposit", "存证"), ("registration", "登记|证书|颁发|发放")),
}


def find_data_ip(state: Reading) -> list[Draft]:
    """Registrations and deposits of data; loans and licences on them come with the deals."""
    found: list[Draft] = []
    last = -9
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        text = state.text[sentence.start : sentence.end]
        match = rule("data_ip.data", state.lang).search(text)
        last = index if match else last
        if match is None and index - last <= 2 and any(c.unit == "certificate" for c in sentence.counts):
            match = rule("data_ip.gives", state.lang).search(text)
        if not match or not is_fact(
            state, sentence, sentence.start + match.start(), sentence.start + match.end(), sentence.start, sentence.end
        ):
            continue
        for draft in _read(state, sentence, index, text, sentence.start + match.start()):
            if not any(_twin(draft, other) for other in found):
                found.append(draft)
    return found


def _twin(a: Draft, b: Draft) -> bool:
    return all(a.fields.get(key) == b.fields.get(key) for key in ("kind", "count", "place", "holder"))


def _read(state: Reading, sentence: Sentence, index: int, text: str, at: int) -> list[Draft]:
    kind = next((name for name, pattern in _KIND[state.lang] if re.search(pattern, text, re.IGNORECASE)), None)
    counts = [
        c
        for c in sentence.counts
        if c.unit in ("certificate", "license", "other", "case")
        and not re.search(r"pledge|loan|case|质押|贷款|案", c.noun)
        and _near(state, c.start, c.end, sentence)
    ]
    if re.search(r"\bpledg|质押|出质", text) and not re.search(r"\bregist|登记[^证]", text):
        return []
    found = _holder(state, sentence)
    if kind is None or (not counts and found is None):
        return []
    when = date_in([d for d in sentence.dates if not d.compared], at)
    date = when.iso if when else None
    count = counts[0] if counts else None
    own = (
        count
        if count
        and found
        and not re.search("[,;，；]", state.text[min(count.end, found[1]) : max(count.start, found[1])])
        else None
    )
    drafts = []
    if found:
        drafts.append(
            Draft.of(
                "data_ip",
                sentence,
                index,
                0.8,
                kind=kind,
                holder=[found[0].thing],
                count=own.value if own else None,
                date=date,
            )
        )
    if count and count is not own:
        givers = [
            n.thing
            for n in sentence.names
            if n.thing.label == "Organization"
            and n.thing.kind in ("ip_service", "government")
            and n.cue in ("subj", "by", "from", "")
            and rule("data_ip.gives", state.lang).search(text)
        ]
        drafts.append(
            Draft.of(
                "data_ip",
                sentence,
                index,
                0.85,
                kind=kind,
                authority=givers[:1],
                place=region_of(state, sentence, count.start, count.end),
                count=count.value,
                date=date,
            )
        )
    return drafts


def _near(state: Reading, start: int, end: int, sentence: Sentence) -> bool:
    around = state.text[max(sentence.start, start - 40) : min(sentence.end, end + 40)]
    return bool(re.search(r"\bdata\b|certificates?|数据|证书", around, re.IGNORECASE))


def _holder(state: Reading, sentence: Sentence) -> tuple[Name, int] | None:
    """The organization that gets the certificate, and where the verb for it stands."""
    for match in rule("data_ip.gets", state.lang).finditer(state.text, sentence.start, sentence.end):
        rest = state.text[match.end() : sentence.end]
        told = re.match(r"[^,;.，。；]{0,60}(?:data|certificate|数据|证书)", rest, re.IGNORECASE)
        if not told and not (
            match[0] in ("存证", "登记", "deposited")
            and re.search("数据|data", state.text[sentence.start : match.start()])
        ):
            continue
        subjects = next(
            (names for offset, names in sorted(sentence.subjects.items()) if match.start() <= offset < match.end()), []
        )
        named = [
            n
            for n in subjects
            if n.thing.label == "Organization"
            and n.thing.kind in ("enterprise", "university", "hospital", "research_institute", "financial")
        ]
        if named:
            return named[-1], match.start()
    return None
