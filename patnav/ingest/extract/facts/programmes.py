"""Programmes: pilots, campaigns, rules, platforms and plans that an authority starts."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.regions import region_named
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["find_programmes", "industries_in"]

_NOUN_EN = (
    r"(?:pilot(?:s| (?:program(?:me)?s?|projects?|scheme|reform|zone|work))?|program(?:me)?s?|campaigns?|action plan|plans?|initiative|schemes?|platforms?|regulations?|rules?|measures|guidelines?|standards?|policy|policies|"
    r"reforms?|mechanism|special action|laws?|dialogues?|opinions|provisions|catalogue|projects?|subsidy|drive|crackdown|blueprint|white paper|fast track|procedure|circular)(?!\s+(?:bases?|cent(?:er|re)s?|cit(?:y|ies)|enterprises|zones?))"
)
_LAUNCH = {
    "en": re.compile(r"\b(?:launch(?:ed|es)?|start(?:ed|s)?|kick(?:ed|s) off|issu(?:ed|es)|introduc(?:ed|es)|roll(?:ed|s) out|unveil(?:ed|s)?|initiat(?:ed|es)|releas(?:ed|es)|publish(?:ed|es)|promulgat(?:ed|es)|enact(?:ed|s)?|adopt(?:ed|s)?|carr(?:ied|ies) out|set up|establish(?:ed|es)|began|begins|inaugurat(?:ed|es)|implement(?:ed|s)?|put in place|opened|pilot(?:ed|s)?|undertak(?:en|ing)|undert(?:ook|akes)|run(?:s|ning)?|conducted|approved|passed|formulated|held|took the lead)\b", re.IGNORECASE),
    "zh": re.compile("启动|开展|印发|出台|发布|推出|实施|上线|颁布|制定|设立|启用|施行|组织开展|部署|推行|建立|试点|开启|举办|公布|通过了|下发"),
}
_NAME_ZH = re.compile(
    r"《(?P<book>[^》]{4,40})》|[“「](?P<quoted>[^”」]{2,30})[”」](?:[\u4e00-\u9fff]{0,8}?(?:行动|计划|工程|试点|活动|平台|机制|专项|政策|模式|项目|改革|方案))?|"
    r"(?P<plain>[\u4e00-\u9fffA-Za-z]{2,30}?(?:专项行动|行动计划|行动方案|实施方案|专项计划|试点工作|试点项目|改革试点|试点|管理办法|办法|条例|细则|指引|指南|意见|措施|规定|标准|平台|工程|计划|政策|协作机制|机制|规则))(?![\u4e00-\u9fff]{0,2}(?:城市|单位|企业|地区|园区|省|的(?:企业|城市)))"
)


def find_programmes(state: Reading) -> list[Draft]:
    """All programmes that an authority or a region starts, each once."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        rows = _english(state, sentence, index) if state.lang == "en" else _chinese(state, sentence, index)
        for draft in rows:
            if not any(_same(draft, other) for other in found):
                found.append(draft)
    return found


def _same(a: Draft, b: Draft) -> bool:
    one, two = str(a.fields.get("name", "")).casefold(), str(b.fields.get("name", "")).casefold()
    return bool(one and two) and (one in two or two in one) and a.fields.get("place") == b.fields.get("place")


def _authorities(names: list[Name]) -> list[Thing]:
    return list(dict.fromkeys(n.thing for n in names if n.thing.label == "Organization" and n.thing.kind in ("government", "ip_service", "association") and not re.search("court|法院", n.thing.name, re.IGNORECASE)))


@cache
def _industries(lang: str) -> dict[str, list[re.Pattern[str]]]:
    return {name: [re.compile(pattern, re.IGNORECASE) for pattern in row[lang]] for name, row in load("industries").items()}


def industries_in(text: str, lang: str) -> list[str]:
    """Industries that a text names, under the words of the vocabulary."""
    return [name for name, patterns in _industries(lang).items() if any(pattern.search(text) for pattern in patterns)]


def _draft(state: Reading, sentence: Sentence, index: int, at: int, until: int, who: list[Thing], place: Thing | None, name: str) -> Draft | None:
    if not is_fact(state, sentence, at, until, max(sentence.start, at - 60), min(until + 40, sentence.end)):
        return None
    when = date_in([d for d in sentence.dates if not d.compared], at)
    text = state.text[sentence.start : sentence.end]
    return Draft.of("programme", sentence, index, 0.75, authority=who, name=name, place=place.name if place else None, date=when.iso if when else None,
                    industries=industries_in(text, state.lang))


def _english(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    text = state.text[sentence.start : sentence.end]
    found = []
    for match in _LAUNCH["en"].finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        subjects = _subjects(sentence, at, until)
        passive = re.match(r"[^,;.]{0,40}?\bby\s+(?:the\s+)?", text[match.end() :])
        by = [n for n in sentence.names if passive and n.cue == "by" and n.start >= until]
        authorities = _authorities(subjects) or _authorities(by)
        regions = [n.thing for n in [*subjects, *by] if n.thing.label == "Region"]
        if not authorities and not regions:
            continue
        noun = re.match(rf"(?:ed|s)?\s+(?P<np>(?:(?:an?|the|its|two|three|several|new|special|\w+'s)\s+)?(?:[^,;.\"]*?\"[^\"]{{2,60}}\"[^,;.\"]*?|[^,;.]{{0,90}}?)\b{_NOUN_EN}\b(?:\s+(?:for|on|to|of|against|in|aimed at|aiming at)\s+[^,;.]{{3,60}})?)", text[match.end() :], re.IGNORECASE)
        before = re.search(rf"(?P<np>(?:\"[^\"]{{2,60}}\"\s+)?(?:[\w-]+\s+){{0,6}}{_NOUN_EN})\b,?\s+(?:which\s+)?(?:was|were|has been|is)?\s*$", text[: match.start()], re.IGNORECASE) if by or not noun else None
        relative = re.search(rf"(?P<np>(?:[\w-]+\s+){{0,5}}{_NOUN_EN})\s+(?:that|which)\s+(?:the\s+\w+|it)\s+(?:has\s+|had\s+)?$", text[: match.start()], re.IGNORECASE)
        phrase = relative or (noun if noun and not by else before)
        if not phrase or re.search(r"\b(?:lawsuit|appeal|verdict|statement|report said|patents?$|certificates?$|loans?$|licen[cs]es?$)", phrase["np"], re.IGNORECASE):
            continue
        place = regions[0] if regions else region_named(state, authorities[0])
        draft = _draft(state, sentence, index, at, until, authorities, place, _english_name(phrase["np"]))
        if draft is not None:
            found.append(draft)
    return found[:2]


def _subjects(sentence: Sentence, at: int, until: int) -> list[Name]:
    return next((names for offset, names in sorted(sentence.subjects.items()) if at <= offset < until), [])


def _english_name(phrase: str) -> str:
    quoted = re.search(r"\"([^\"]{3,60})\"", phrase)
    if quoted:
        return quoted[1].strip(" ,")
    return re.sub(r"^(?:(?:the|an?|its|their|two|three|several|new|[\w ]+'s)\s+)+(?:first\s+)?", "", phrase.strip(), flags=re.IGNORECASE)[:90]


def _chinese(state: Reading, sentence: Sentence, index: int) -> list[Draft]:
    text = state.text[sentence.start : sentence.end]
    found = []
    for match in _LAUNCH["zh"].finditer(text):
        at, until = sentence.start + match.start(), sentence.start + match.end()
        subjects = _subjects(sentence, at, until)
        named = [n for n in sentence.names if n.cue in ("by", "with", "subj") and n.end <= at and n.thing.label == "Organization"]
        authorities = _authorities(subjects) or _authorities(named)
        regions = [n.thing for n in subjects if n.thing.label == "Region"]
        if not authorities and not regions:
            continue
        name = _NAME_ZH.search(text, match.end(), min(len(text), match.end() + 50)) or (_NAME_ZH.search(text[: match.start()]) if match[0] in ("启动", "上线", "出台", "实施", "施行", "发布", "启用") else None)
        if not name or re.search("[，。；]", text[match.end() : name.start()]) or (name["plain"] and re.search(r"\d|许可|质押(?:融资)?金额|中心|基地", name["plain"])):
            continue
        place = regions[0] if regions else region_named(state, authorities[0])
        title = name["book"] or name["quoted"] or name["plain"]
        draft = _draft(state, sentence, index, at, until, authorities, place, re.sub(r"^(?:了|的|全国首个|首个|全省|全市)+", "", title))
        if draft is not None:
            found.append(draft)
    return found[:2]
