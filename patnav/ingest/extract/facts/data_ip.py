"""Data intellectual property: registrations and deposits of a region or of a holder."""

from __future__ import annotations

import re

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.parts import Name, Reading, Sentence

__all__ = ["find_data_ip"]

_DATA = {
    "en": re.compile(r"\bdata[- ](?:intellectual[- ]property|IPR?|asset|product)\w*(?:\s+rights?)?(?:\s+\w+){0,3}?\s*(?:certificates?|registrations?|deposits?)?|\b(?:certificates?|registrations?|deposits?)\b[^.;]{0,30}\bdata\b|\bdata\b[^.;]{0,20}\b(?:certificates?|registrations?|deposits?)", re.IGNORECASE),
    "zh": re.compile("数据知识产权|数据产权|数据资产|数据产品"),
}
_KIND = {
    "en": (("deposit", r"\bdeposit(?:ed|s|ory)?\b|\bevidence preservation\b"), ("registration", r"\bregist\w+|\bcertificat\w+|\bissued\b")),
    "zh": (("deposit", "存证"), ("registration", "登记|证书|颁发|发放")),
}
_GETS = {
    "en": re.compile(r"\b(?:obtained|received|won|got|secured|registered|was (?:granted|issued|awarded)|were (?:granted|issued|awarded)|holds|acquired|earned|deposited|gained|picked up)\b", re.IGNORECASE),
    "zh": re.compile("获得|取得|拿到|完成|领到|申请登记|登记了|获颁|存证|登记|获(?!悉)"),
}
_GIVES = {"en": re.compile(r"\b(?:issued|granted|awarded|handed|registered|gave)\b", re.IGNORECASE), "zh": re.compile("颁发|发放|登记|核发|发出|存证|发")}


def find_data_ip(state: Reading) -> list[Draft]:
    """Registrations and deposits of data; loans and licences on them come with the deals."""
    found: list[Draft] = []
    last = -9
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        text = state.text[sentence.start : sentence.end]
        match = _DATA[state.lang].search(text)
        last = index if match else last
        if match is None and index - last <= 2 and any(c.unit == "certificate" for c in sentence.counts):
            match = _GIVES[state.lang].search(text)
        if not match or not is_fact(state, sentence, sentence.start + match.start(), sentence.start + match.end(), sentence.start, sentence.end):
            continue
        for draft in _read(state, sentence, index, text, sentence.start + match.start()):
            if not any(_twin(draft, other) for other in found):
                found.append(draft)
    return found


def _twin(a: Draft, b: Draft) -> bool:
    return all(a.fields.get(key) == b.fields.get(key) for key in ("kind", "count", "place", "holder"))


def _read(state: Reading, sentence: Sentence, index: int, text: str, at: int) -> list[Draft]:
    kind = next((name for name, pattern in _KIND[state.lang] if re.search(pattern, text, re.IGNORECASE)), None)
    counts = [c for c in sentence.counts if c.unit in ("certificate", "license", "other", "case") and not re.search(r"pledge|loan|case|质押|贷款|案", c.noun) and _near(state, c.start, c.end, sentence)]
    found = _holder(state, sentence)
    if kind is None or (not counts and found is None):
        return []
    when = date_in([d for d in sentence.dates if not d.compared], at)
    date = when.iso if when else None
    count = counts[0] if counts else None
    own = count if count and found and not re.search("[,;，；]", state.text[min(count.end, found[1]) : max(count.start, found[1])]) else None
    drafts = []
    if found:
        drafts.append(Draft.of("data_ip", sentence, index, 0.8, kind=kind, holder=[found[0].thing], count=own.value if own else None, date=date))
    if count and count is not own:
        givers = [n.thing for n in sentence.names if n.thing.label == "Organization" and n.thing.kind in ("ip_service", "government") and n.cue in ("subj", "by", "from", "") and _GIVES[state.lang].search(text)]
        drafts.append(Draft.of("data_ip", sentence, index, 0.85, kind=kind, authority=givers[:1], place=region_of(state, sentence, count.start, count.end), count=count.value, date=date))
    return drafts


def _near(state: Reading, start: int, end: int, sentence: Sentence) -> bool:
    around = state.text[max(sentence.start, start - 40) : min(sentence.end, end + 40)]
    return bool(re.search(r"\bdata\b|certificates?|数据|证书", around, re.IGNORECASE))


def _holder(state: Reading, sentence: Sentence) -> tuple[Name, int] | None:
    """The organization that gets the certificate, and where the verb for it stands."""
    for match in _GETS[state.lang].finditer(state.text, sentence.start, sentence.end):
        rest = state.text[match.end() : sentence.end]
        told = re.match(r"[^,;.，。；]{0,60}(?:data|certificate|数据|证书)", rest, re.IGNORECASE)
        if not told and not (match[0] in ("存证", "登记", "deposited") and re.search("数据|data", state.text[sentence.start : match.start()])):
            continue
        subjects = next((names for offset, names in sorted(sentence.subjects.items()) if match.start() <= offset < match.end()), [])
        named = [n for n in subjects if n.thing.label == "Organization" and n.thing.kind in ("enterprise", "university", "hospital", "research_institute", "financial")]
        if named:
            return named[-1], match.start()
    return None
