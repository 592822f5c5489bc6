"""Open licences: offers to all, their acceptance, and the totals of a region."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.draft import Draft, merge_all
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in, money_fields, money_of, royalty_free_of
from patnav.ingest.extract.parts import Count, Name, Reading, Sentence, Thing

__all__ = ["find_open_licenses"]

_OPEN = re.compile(r"open(?:ed)?[- ]licen[cs]\w*|licen[cs](?:es?|ing) (?:that is |that are )?open to (?:all|any|every)|open for licen[cs]ing|开放(?:式)?(?:专利)?许可|专利开放|开放实施许可", re.IGNORECASE)
_OFFER = {
    "en": re.compile(r"\b(?:declar\w+|open(?:ed|s|ing)?|offer(?:ed|s|ing)?|put|placed|list(?:ed|s)|made|releas\w+|register\w*|fil(?:ed|es|ing)|submitt?\w*|pledg\w+|contribut\w+|publish\w*|announc\w+|enter\w+|add\w+|join\w+|ha(?:s|d|ve)|cover\w*|includ\w+|took part|participat\w+)\b", re.IGNORECASE),
    "zh": re.compile("声明|开放|发布|公告|提交|推出|登记|参与|公布|备案|纳入|入库|提供|实施|办理"),
}
_ACCEPT = {
    "en": re.compile(r"\b(?:accept\w*|t(?:ook|aken?|akes) (?:up|out|advantage)|sign\w*|obtain\w*|acquir\w*|conclud\w+|reach\w*|enter(?:ed|s) into|won|receiv\w+|secur\w+|us(?:ed|es|ing)|paid|pays|bought|got|became|licensee|took|taken|gained|struck)\b", re.IGNORECASE),
    "zh": re.compile("达成|获得|获|取得|签订|签署|接受|支付|受让|实施(?!许可)|被许可|使用了|成为|签约|引进|承接"),
}
_CONTEXT = {"en": re.compile(r"\b(?:open(?:ed)|declared)\b[^.;]{0,30}\bpatents?\b|\bpatents?\b[^.;]{0,20}\bopened\b", re.IGNORECASE), "zh": re.compile("(?:声明|开放)[^，。；]{0,12}专利|专利[^，。；]{0,6}(?:声明|开放)")}
_IMPORTED = re.compile(r"\bintroduc\w+|\bimport\w+|引进|引入", re.IGNORECASE)


def find_open_licenses(state: Reading) -> list[Draft]:
    """Offers, acceptances and regional totals of open licences."""
    seen, found = False, []
    for index, sentence in enumerate(state.sentences):
        text = state.text[sentence.start : sentence.end]
        here = _OPEN.search(text)
        seen = seen or here is not None
        if sentence.silent or sentence.headline or not seen:
            continue
        match = here or _CONTEXT[state.lang].search(text)
        if match and (draft := _read(state, sentence, index, sentence.start + match.start(), sentence.start + match.end())):
            found.append(draft)
    offers = merge_all([d for d in found if "licensee" not in d.fields], ("licensor",))
    return offers + merge_all([d for d in found if "licensee" in d.fields], ("licensor", "licensee"))


def _read(state: Reading, sentence: Sentence, index: int, at: int, until: int) -> Draft | None:
    text = state.text[sentence.start : sentence.end]
    if not is_fact(state, sentence, at, until, sentence.start, sentence.end) or _IMPORTED.search(text):
        return None
    amount, yearly = money_of(state, sentence.money)
    patents = [c for c in sentence.counts if c.unit == "patent"]
    accepted = bool(_ACCEPT[state.lang].search(text)) and (amount is not None or yearly is not None or not patents or _others(sentence) is not None)
    licensor, licensee = _parties(state, sentence, accepted)
    fields: dict[str, Any] = {"licensor": licensor}
    if accepted and (licensee or amount is not None or (yearly is not None and not _OFFER[state.lang].search(text))):
        fields |= {"licensee": licensee, "patents": _whole(patents)} | money_fields(amount, yearly)
        if not licensor and not licensee:
            return None
    elif patents and _OFFER[state.lang].search(text):
        free = royalty_free_of(state, [*sentence.counts], sentence.end)
        fields |= {"patents": _whole([c for c in patents if c is not free]), "royalty_free": free.value if free else None}
        fields |= money_fields(amount, yearly)
        if not licensor:
            fields["place"] = region_of(state, sentence, at)
    else:
        return None
    when = date_in([d for d in sentence.dates if not d.compared], at)
    draft = Draft.of("open_license", sentence, index, 0.85, **fields, date=when.iso if when else None)
    return draft if len(draft.fields) > 1 else None


def _whole(counts: list[Count]) -> float | None:
    return next((count.value for count in counts if not count.part), None)


def _others(sentence: Sentence) -> Name | None:
    """A second organization in the sentence."""
    orgs = [n for n in sentence.names if n.thing.label == "Organization" and n.thing.kind in ("enterprise", "university", "research_institute", "hospital")]
    return orgs[1] if len({id(n.thing) for n in orgs}) > 1 else None


_HOLDERS = ("enterprise", "university", "research_institute", "hospital")


def _parties(state: Reading, sentence: Sentence, accepted: bool) -> tuple[list[Thing], list[Thing]]:
    """Who offers and who takes; universities offer, in doubt."""
    orgs = [n for n in sentence.names if n.thing.label == "Organization" and n.thing.kind in _HOLDERS and n.cue not in ("according to", "source", "outside")]
    givers = [n.thing for n in orgs if n.cue in ("from", "by", "of") or n.owner]
    takers = [n.thing for n in orgs if n.cue == "to"]
    free = [n.thing for n in orgs if n.thing not in givers and n.thing not in takers]
    if not accepted:
        return list(dict.fromkeys(givers or free)), []
    sources = [thing for thing in free if thing.kind in ("university", "research_institute")]
    if givers:
        return list(dict.fromkeys(givers)), list(dict.fromkeys(takers or free))
    if takers:
        return list(dict.fromkeys(free)), list(dict.fromkeys(takers))
    if sources:
        return list(dict.fromkeys(sources)), [thing for thing in dict.fromkeys(free) if thing not in sources]
    return [], list(dict.fromkeys(free))
