"""Securitization of intellectual property: issuer or place, arranger, size, patents under it, firms that it finances."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_of
from patnav.ingest.extract.facts.terms import date_in, money_fields, money_of
from patnav.ingest.extract.parts import Reading, Sentence

__all__ = ["find_securitizations"]

_TRIGGER = {
    "en": re.compile(r"\b(?:intellectual[- ]property|IPR?|patents?|data)(?:[- ](?:rights|licen[cs]e|backed|pledge|based|related))*[- ](?:asset-backed\s+)?(?:securiti[sz]ations?|securities|asset-backed (?:securities|notes?|special plan|product))\b|\b(?:asset-backed (?:securit\w+|notes?|special\w*)|securiti[sz]ation (?:product|deal|plan|note|programme|program|issue)s?|securiti[sz]ed)\b", re.IGNORECASE),
    "zh": re.compile("(?:知识产权|专利|数据)[^，。；]{0,10}(?:证券化|ABS|ABN|资产支持(?:专项计划|证券|票据))|证券化产品|资产支持(?:专项计划|票据|证券)"),
}
_DONE = {
    "en": re.compile(r"\b(?:issued|issues|launched|sold|listed|completed|placed|closed|priced|raised|debuted|went on sale|established|arranged|floated|offered|set up|rolled out|was issued|successfully|brought to market|introduced)\b", re.IGNORECASE),
    "zh": re.compile("发行|设立|落地|挂牌|成立|上市|推出|完成|获批|募集"),
}
_ARRANGER = {
    "en": re.compile(r"(?:(?:arranged|underwritten|managed|issued|led|structured|sponsored|run|placed|originated|organi[sz]ed|set up)\s+by|arranger|underwriter|manager|trustee|sponsor|originator|with|through)[\w\s,]{0,30}?(?:was|is|being|as)?\s*(?:the\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:由|委托|通过|管理人|承销商|发行机构|计划管理人|受托机构|牵头|主承销商)[为是:：]?(?:由)?$"),
}
_ARRANGES = {
    "en": re.compile(r"^,?\s*(?:(?:was|is|acted|acting|served|serving|serves|acts|as|the|lead)\s+)*(?:the\s+|as\s+)*(?:lead\s+|sole\s+|main\s+)?(?:arranger|underwriter|manager|trustee|sponsor|bookrunner|plan manager|originator)|^,?\s*(?:which\s+)?(?:arranged|underwrote|structured|managed|sponsored)\b", re.IGNORECASE),
    "zh": re.compile(r"^(?:为|担任|作为|任|充当)?(?:本?(?:次|期|单|项目)?(?:的)?)?(?:发行机构|计划管理人|管理人|承销商|主承销商|受托|牵头|发行载体管理机构|受托机构|担任|作为|承销|管理)"),
}
_MARKET = re.compile(r"stock exchange|证券交易所|exchange$|交易所", re.IGNORECASE)


def find_securitizations(state: Reading) -> list[Draft]:
    """All securitizations; what the following sentences add belongs to the last one."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        match = _TRIGGER[state.lang].search(state.text, sentence.start, sentence.end)
        done = _DONE[state.lang].search(state.text, sentence.start, sentence.end)
        if match and done and is_fact(state, sentence, done.start(), done.end(), sentence.start, sentence.end):
            draft = Draft.of("securitization", sentence, index, 0.9, **_fields(state, sentence, match.start()))
            twin = next((d for d in found if _compatible(d, draft)), None)
            if twin is None:
                found.append(draft)
            else:
                for key, value in draft.fields.items():
                    twin.fields.setdefault(key, value)
        elif found and index - found[-1].index <= 3 and _adds(state, sentence):
            for key, value in _fields(state, sentence, sentence.start, main=False).items():
                found[-1].fields.setdefault(key, value)
    return [d for d in found if len(d.fields) > 1]


def _compatible(a: Draft, b: Draft) -> bool:
    for key in ("amount", "patents", "beneficiaries", "place"):
        if key in a.fields and key in b.fields and a.fields[key] != b.fields[key]:
            return False
    return not ("date" in a.fields and "date" in b.fields and not same_date(a.fields["date"], b.fields["date"]))


_ADDS = {
    "en": re.compile(r"\b(?:product|securit\w+|notes?|proceeds|underlying|pool|issue|issuance|plan|asset|underwrit\w+|arrang\w+|it|deal|offering|tranche|coupon)\b", re.IGNORECASE),
    "zh": re.compile("该产品|产品|底层|基础资产|入池|资产池|发行|票面|项目|专项计划|本期|该项目|该单|募集|融资|管理人"),
}


def _adds(state: Reading, sentence: Sentence) -> bool:
    return bool(_ADDS[state.lang].search(state.text[sentence.start : sentence.start + 80]))


def _fields(state: Reading, sentence: Sentence, at: int, *, main: bool = True) -> dict[str, Any]:
    text = state.text
    fields: dict[str, Any] = {}
    amount, _ = money_of(state, sentence.money)
    fields |= money_fields(amount, None)
    orgs = [n for n in sentence.names if n.thing.label == "Organization" and n.thing.kind not in ("government", "university") and not _MARKET.search(n.thing.name)]
    arrangers = [n.thing for n in orgs if _ARRANGER[state.lang].search(text[max(sentence.start, n.start - 50) : n.start]) or _ARRANGES[state.lang].match(text[n.end : n.end + 50])]
    issuers = [n.thing for n in orgs if n.cue in ("subj", "by") and n.thing not in arrangers and main]
    if arrangers:
        fields["arranger"] = list(dict.fromkeys(arrangers))
    if issuers:
        fields["issuer"] = issuers[:1]
    for count in sentence.counts:
        if count.unit == "patent" and "patents" not in fields and not count.part:
            fields["patents"] = count.value
        elif count.unit in ("enterprise", "institution") and "beneficiaries" not in fields:
            fields["beneficiaries"] = count.value
    if main:
        fields["place"] = region_of(state, sentence, at)
    when = date_in([d for d in sentence.dates if not d.compared], at)
    if when is not None:
        fields["date"] = when.iso
    return {key: value for key, value in fields.items() if value}
