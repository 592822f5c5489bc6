"""Where things lie, what they are part of, where firms come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.gazetteer import adjectives, country_of, known_place, place_prefix
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing
from patnav.ingest.extract.vocabulary import alternatives

__all__ = ["find_relations"]

_LOCATED = ("enterprise", "research_institute", "hospital", "ip_service", "financial", "university", "association")


def find_relations(state: Reading) -> list[Draft]:
    """``located_in``, ``part_of`` and ``nationality``, each pair once and every organization at its finest place."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        found += _parts(state, sentence, index)
        found += _nations(state, sentence, index)
        found += _places(state, sentence, index)
    found = _once(found)
    located = {str(d.fields["subject"]) for d in found if d.type == "located_in"}
    return found + [draft for draft in _by_name(state) if draft.fields["subject"] not in located]


def _once(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for draft in drafts:
        key = (draft.type, str(draft.fields["subject"]), str(draft.fields["object"]))
        if key not in seen and key[1] != key[2]:
            seen.add(key)
            kept.append(draft)
    return kept


_IN_EN = re.compile(
    r"\s*,?\s*(?:\([^)]*\))?\s*(?:,?\s*(?:which|that)\s+(?:(?:is|are|was)\s+)?|,?\s*(?:is|are|was)\s+)?(?:also\s+|now\s+)?"
    r"(?:(?:\w+ly\s+)?(?:based|headquartered|located|registered|situated|seated|incorporated|domiciled|founded and based)\s+(?:in|at)|with (?:its )?headquarters in|sits in|is in|lies in|is home in|(?:employs|employing)\s+[^,;.]{2,40}\s+(?:in|at)|operates in|works (?:from|out of)|runs its (?:business|plant|labs?) (?:in|from)|has its (?:headquarters|seat|registered office) in|(?:operates|runs) (?:from|out of))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\s*,\s+(?:an?|the|one of [\w ]+?)\s+[^,;.]{3,80}?\s+(?:in|at|from|based in|located in|headquartered in)\s+(?:the\s+)?$", re.IGNORECASE)
_DIRECT = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?$")
_BASED = re.compile(r"-(?:based|headquartered)\s+(?:[\w-]+\s+){0,6}$", re.IGNORECASE)


def _places(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    rows = _places_en if state.lang == "en" else _places_zh
    for org, place in rows(state, sentence):
        yield Draft.of("located_in", sentence, index, 0.85, subject=org.name, object=place.name)


def _places_en(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing]]:
    text = state.text
    regions = [n for n in sentence.names if n.thing.label == "Region" and n.form == "name"]
    for org in [n for n in sentence.names if n.thing.label == "Organization"]:
        ahead = [r for r in regions if r.start >= org.end]
        if ahead and org.thing.kind != "government":
            gap = text[org.end : ahead[0].start]
            if _IN_EN.fullmatch(gap) and (verb := _owner_of_verb(sentence, org)):
                yield verb, _finest(text, ahead).thing
            elif _IN_EN.fullmatch(gap) or (_APPOSED.fullmatch(gap) and not _others(sentence, org.end, ahead[0].start)):
                yield org.thing, _finest(text, ahead).thing
            elif _DIRECT.fullmatch(gap) and org.thing.kind == "enterprise" and org.form == "name" and " in " in f" {gap.strip()} ":
                yield org.thing, _finest(text, ahead).thing
        behind = [r for r in regions if r.end <= org.start]
        if behind and _BASED.fullmatch(text[behind[-1].end : org.start]):
            yield org.thing, behind[-1].thing


def _owner_of_verb(sentence: Sentence, org: Name) -> Thing | None:
    """The subject before a name that only describes it ("Lanrui, a unit of X, sits in ...")."""
    if org.cue in ("subj", "", "patient", "obj") or org.owner:
        return None
    before = [n.thing for n in sentence.names if n.end <= org.start and n.cue == "subj" and n.thing.label == "Organization"]
    return before[-1] if before and org.cue == "of" else None


def _others(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= n.start < end for n in sentence.names if n.thing.label in ("Organization", "Person"))


def _finest(text: str, regions: list[Name]) -> Name:
    """The first of a chain of places ("in Jiangning, Nanjing, Jiangsu"), the finest."""
    return regions[0]


_LIES = re.compile(
    r"(?P<verb>(?:总部|注册地址?|办公地|厂区|公司|基地|工厂)?(?:位于|坐落于|坐落在|落户于?|落户在|地处|设在|设于|注册于|注册在|注册地[为在]|总部[为在]|扎根于?|身处|入驻|来自|建在|选址|根植于))(?:了)?$"
)
_NOT_SEAT = re.compile(r"(?:投资|举行|签|召开|发布|发行|上市|挂牌|起诉|宣布|申请|获|的(?:工厂|分公司|子公司|仓库|展会|基地))")
_SUCH = "(?:企业|公司|药企|机构|厂商|商|高校|银行|民企|车企|医院|研究机构|高新技术企业|上市公司|芯片企业|制造商)"


def _places_zh(state: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Thing]]:
    text = state.text
    regions = [n for n in sentence.names if n.thing.label == "Region" and n.form == "name" and n.thing.kind != "country"]
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for number, region in enumerate(regions):
        first = _chain_start(text, regions[: number + 1])
        last = _last_of_chain(text, regions[number:])
        if last is not region:
            continue
        after = [o for o in orgs if o.start >= region.end]
        gap = text[region.end : after[0].start] if after else None
        verb = _LIES.search(text[sentence.start : first])
        if gap is not None and (verb or re.search("[在自]$", text[sentence.start : first])) and re.fullmatch(rf"(?:市|省|区)?的(?:[\u4e00-\u9fff]{{0,12}}?{_SUCH})?", gap):
            yield after[0].thing, region.thing
        elif verb and not _NOT_SEAT.match(text[region.end : region.end + 6]):
            yield from ((thing, region.thing) for thing in _seated(sentence, orgs, sentence.start + verb.start(), first))
        elif gap is not None and re.fullmatch(rf"(?:市|本地|当地)?[\u4e00-\u9fff]{{0,6}}?{_SUCH}", gap) and first == region.start:
            yield after[0].thing, region.thing
        elif first > sentence.start and text[first - 1] == "在" and re.match(r"[^，。；]{0,2}(?:设立|设有|建有|开设|成立)", text[region.end : sentence.end]):
            near = [o for o in orgs if o.end == first - 1]
            yield from ((o.thing, region.thing) for o in near)


def _seated(sentence: Sentence, orgs: list[Name], at: int, until: int) -> list[Thing]:
    """Who lies where: the subject of the verb, else the organization right before it."""
    for offset, names in sorted(sentence.subjects.items()):
        if at <= offset < until and (found := [n.thing for n in names if n.thing.label == "Organization"]):
            return found[-1:]
    before = [o.thing for o in orgs if o.end <= at]
    return before[:1]


def _chain_start(text: str, regions: list[Name]) -> int:
    at = regions[-1].start
    for region in reversed(regions[:-1]):
        if text[region.end : at].strip("市省区") == "":
            at = region.start
    return at


def _last_of_chain(text: str, regions: list[Name]) -> Name:
    last = regions[0]
    for region in regions[1:]:
        if text[last.end : region.start] in ("", "市", "省"):
            last = region
    return last


def _by_name(state: Reading) -> Iterator[Draft]:
    """A firm whose full name begins with a place is registered there."""
    seen: set[int] = set()
    for index, sentence in enumerate(state.sentences):
        for name in sentence.names:
            thing = name.thing
            if sentence.headline or sentence.silent or id(thing) in seen or thing.label != "Organization" or thing.kind != "enterprise" or not thing.place:
                continue
            if country_of(thing.place, state.lang):
                continue
            seen.add(id(thing))
            if not re.search(r"公司$|\b(?:Ltd|Inc|Corp|LLC|Co)\b", thing.name) and not _city_firm(thing, state.lang):
                continue
            if thing.place:
                yield Draft("located_in", {"subject": thing.name, "object": thing.place}, name.start, name.end, index, 0.6)


def _city_firm(thing: Thing, lang: str) -> bool:
    """Whether a name without legal form still tells a firm's seat: a city, then a brand."""
    place = known_place(thing.place or "", lang)
    rest = thing.name[len(thing.place or "") :].split()
    return lang == "en" and place is not None and place.level == "city" and len(rest) > 1 and rest[0] not in _NATURE and rest[-1] not in ("Capital", "Fund", "Ventures", "Holdings")


_NATURE = ("Lake", "River", "Mountain", "Bay", "Island", "Sea", "Road", "Street", "Delta", "Valley", "State", "Municipal", "City")


def _parts(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    text = state.text
    names = [n for n in sentence.names if n.form == "name"]
    for one, two in zip(names, names[1:], strict=False):
        gap = text[one.end : two.start]
        if one.thing.label == two.thing.label == "Region" and one.thing is not two.thing:
            pair = _region_pair(state, one, two, gap)
            if pair:
                yield Draft.of("part_of", sentence, index, 0.9, subject=pair[0].name, object=pair[1].name)
    for one, two in _units(state, sentence):
        yield Draft.of("part_of", sentence, index, 0.85, subject=one, object=two)


_FINER = {"zone": 4, "district": 3, "city": 2, "province": 1, "macro": 0, "country": -1}


def _region_pair(state: Reading, one: Name, two: Name, gap: str) -> tuple[Thing, Thing] | None:
    a, b = _FINER.get(one.thing.kind or "", 2), _FINER.get(two.thing.kind or "", 2)
    if state.lang == "en":
        if re.fullmatch(r",\s+|\s+(?:of|in)\s+(?:the\s+)?|\s*\(\s*", gap) and (a > b or (a == b == 2 and one.thing.kind is None)):
            return (one.thing, two.thing) if b > -1 else None
        if b == -1 and a == 0 and re.fullmatch(r"\s+in\s+(?:(?:north|south|east|west|central)(?:ern|east|west)*\s+)?", gap):
            return one.thing, two.thing
        if re.fullmatch(r"'s\s+", gap) and b > a >= 0:
            return two.thing, one.thing
        return None
    if re.fullmatch(r"(?:省|市)?", gap) and b > a >= 0:
        return two.thing, one.thing
    return None


_UNIT_EN = re.compile(
    r"\s*,?\s*(?:\([^)]*\))?\s*,?\s*(?:(?:which|that)\s+(?:is|was)\s+)?(?:an?|the|its)?\s*(?:[\w-]+\s+){0,4}?(?:unit|branch|affiliate|arm|division|department|institute|centre|center|laboratory|base|office|part|agency|body|institution|faculty|school|platform|college)?\s*"
    r"(?:under|affiliated (?:with|to)|attached to|run by|operated by|hosted by|belonging to|belongs to|subordinate to|of|within|part of|administered by|overseen by|set up by|established by|built by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_FIRM = ("university", "research_institute", "ip_service", "government", "hospital", "association", "financial", "other")


def _units(state: Reading, sentence: Sentence) -> Iterator[tuple[str, str]]:
    text = state.text
    orgs = [n for n in sentence.names if n.thing.label == "Organization"]
    for name in orgs:
        if name.thing.kind == "financial" and (body := _bank_of(name.thing.name)):
            yield name.thing.name, body
    for one, two in zip(orgs, orgs[1:], strict=False):
        if one.thing is two.thing:
            continue
        gap = text[one.end : two.start]
        if state.lang == "en":
            strict = re.search(r"under|affiliat|attached|run by|operated by|hosted|belong|subordinate|unit of|part of|division of|arm of|branch of|within|administered|overseen", gap, re.IGNORECASE)
            if strict and one.thing.kind in _NOT_FIRM and _UNIT_EN.fullmatch(gap):
                yield one.thing.name, two.thing.name
            elif one.owner and re.fullmatch(r"'s?\s+(?:own\s+)?", gap) and two.thing.kind in _NOT_FIRM and two.thing.kind != "government":
                yield two.thing.name, one.thing.name
        elif re.fullmatch(r"\s*(?:，)?(?:是|系|为)?(?:隶属于?|下属于|挂靠在?|依托于?|从属于)", gap):
            yield one.thing.name, two.thing.name
        elif re.fullmatch(r"(?:所属的?|下属的?|旗下的?|附属的?|直属的?|下设的?)", gap) and two.thing.kind in _NOT_FIRM:
            yield two.thing.name, one.thing.name


def _bank_of(name: str) -> str | None:
    """The bank that a branch belongs to: 紫金山银行 of 紫金山银行南京分行."""
    match = re.fullmatch(r"(?P<bank>.{2,}?(?:银行|农商行|信用社))(?:股份有限公司)?.{1,12}[支分]行", name) or re.fullmatch(
        r".+?\s(?:sub-?)?branch of (?:the )?(?P<bank>.+)|(?P<bank2>.+(?:Bank|Bank of \w+))(?:'s)?\s.+\s(?:Sub-?)?[Bb]ranch", name
    )
    return next((value for value in match.groupdict().values() if value), None) if match else None


@cache
def _nation_en() -> re.Pattern[str]:
    words = alternatives(adjectives())
    return re.compile(rf"(?<!\w)(?P<nation>{words})(?:\s+(?!and\b|or\b|,)[\w&-]+){{0,6}}\s*,?\s*$")


@cache
def _nation_after() -> re.Pattern[str]:
    words = alternatives(adjectives())
    return re.compile(rf"\s*(?:\([^)]*\))?\s*,\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<nation>{words})(?:\s+[\w&-]+){{1,7}}|\s+(?:is|was)\s+an?\s+(?:[\w-]+\s+){{0,2}}?(?P<nation2>{words})\s+(?:[\w-]+\s+){{0,5}}?(?:company|firm|group|maker|manufacturer|multinational|investor|fund|producer|supplier|giant|university|institute)")


_FIRM_WORD = re.compile(r"company|firm|maker|group|investor|multinational|producer|developer|supplier|giant|manufacturer|bank|fund|university|institute|drugmaker|chipmaker|automaker|start-?up|business|designer|owner|builder|parent|subsidiary|rival|peer|licensee|partner|patentee|conglomerate|house|corporation|provider|operator|specialist|brewer|lab|laboratory|chemicals?|pharmaceutical|biotech|insurer|vendor|brand|retailer|distributor|enterprise|competitor|buyer|arm|unit|industrial|engineering", re.IGNORECASE)


def _nations(state: Reading, sentence: Sentence, index: int) -> Iterator[Draft]:
    for org in [n for n in sentence.names if n.thing.label == "Organization"]:
        land = _nation_of(state, sentence, org)
        if land and land != "China":
            yield Draft.of("nationality", sentence, index, 0.9, subject=org.thing.name, object=land)


def _nation_of(state: Reading, sentence: Sentence, org: Name) -> str | None:
    text = state.text
    before, after = text[sentence.start : org.start], text[org.end : sentence.end]
    if state.lang == "zh":
        match = re.search(r"(?P<nation>[\u4e00-\u9fff]{2,6}?)(?:的)?(?P<gap>[\u4e00-\u9fff]{0,14}(?:企业|公司|集团|巨头|厂商|药企|机构|商|大学|银行|基金|制造商|跨国|资本|供应商|投资者|投资方|车企|独资企业)?)$", before[-24:])
        for size in range(8, 1, -1):
            for at in range(max(0, len(before) - 24), len(before)):
                land = country_of(before[at : at + size], "zh") if at + size <= len(before) else None
                gap = before[at + size :]
                if land and re.fullmatch(r"(?:的)?(?:[\u4e00-\u9fff]{0,14}(?:企业|公司|集团|巨头|厂商|药企|机构|商|大学|银行|基金|资本|供应商|投资者|投资方|车企|制造商))?", gap) and before[at : at + size] not in ("全国", "我国"):
                    return land
        prefix = place_prefix(org.thing.name, "zh")
        land = country_of(prefix[0], "zh") if prefix and prefix[1] < len(org.thing.name) else None
        tail = re.match(r"(?:，|（)?(?:是|系|为)?(?:一家)?(?:来自|总部(?:位于|设在))?(?P<nation>[\u4e00-\u9fff]{2,5}?)(?=[\u4e00-\u9fff]{0,10}(?:企业|公司|集团|独资|跨国|药企|巨头|厂商))", after)
        return land or (country_of(tail["nation"], "zh") if tail else None) if match or land or tail else None
    match = _nation_en().search(before)
    if match:
        gap = before[match.end("nation") :]
        near = re.fullmatch(r"\s*", gap) or _FIRM_WORD.search(gap)
        if near and not re.search(r",(?!\s*$)", gap) and not any(match.end() > n.start - sentence.start >= match.start("nation") and n.thing.label == "Organization" for n in sentence.names if n is not org):
            return adjectives()[match["nation"]]
    match = _nation_after().match(after)
    if match:
        words = match[0]
        if _FIRM_WORD.search(words):
            return adjectives()[match["nation"] or match["nation2"]]
    lands = [n for n in sentence.names if n.thing.label == "Region" and n.thing.kind == "country"]
    for land in lands:
        if land.start >= org.end and re.fullmatch(r"\s+of\s+|\s*,\s+(?:an?|the)\s+[^,;.]{3,60}?\s+(?:from|in|of|based in|headquartered in)\s+", text[org.end : land.start]):
            return country_of(land.thing.name, "en")
        if land.end <= org.start and re.fullmatch(r"'s\s+|-based\s+(?:[\w-]+\s+){0,5}", text[land.end : org.start]):
            return country_of(land.thing.name, "en")
    return None
