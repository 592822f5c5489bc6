"""Short forms of names: ``Lanrui`` for Lanrui Biopharma Co., Ltd., ``Zhou`` for Zhou Ming, 恒拓生物 for a full name."""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.chains import strip_legal
from patnav.ingest.extract.gazetteer import known_place, place_prefix, places
from patnav.ingest.extract.parts import Candidate, Thing
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["brands", "core", "is_short_for", "short_forms"]


@cache
def _trade_words() -> frozenset[str]:
    kinds = load("organizations")["kinds"]
    return frozenset(
        word.casefold()
        for kind in ("enterprise", "financial")
        for phrase in kinds[kind]["en"]
        for word in phrase.split()
    )


@cache
def _legal_zh() -> re.Pattern[str]:
    return re.compile("(?:" + alternatives(load("organizations")["legal_forms"]["zh"]) + ")$")


@cache
def _trade_zh() -> re.Pattern[str]:
    rows = load("organizations")
    return re.compile(alternatives([*rows["kinds"]["enterprise"]["zh"], *rows["trades"]["zh"]]))


def core(name: str, lang: str) -> str:
    """A name without its legal form (and, in Chinese, without 市 or 省 after a leading place)."""
    if lang == "en":
        return strip_legal(name)
    bare = _legal_zh().sub("", name)
    return re.sub(r"[（(][^）)]{2,6}[）)]", "", bare) or name


def is_short_for(name: str, candidate: Candidate, thing: Thing, lang: str) -> bool:
    """Whether a candidate is a shorter form of a thing's name."""
    if candidate.label not in ("", thing.label) and candidate.rank > 4:
        return False
    if thing.label == "Person":
        return candidate.label in ("", "Person") and _same_person(name, thing.name, lang)
    if thing.label == "Region":
        return lang == "en" and name in _LANDFORMS and thing.name.endswith(f" {name}")
    if thing.label != "Organization":
        return False
    if name in thing.aliases or core(name, lang) == core(thing.name, lang):
        return True
    if core(name, lang) in short_forms(thing, lang):
        return True
    plain = lang == "en" and thing.kind == "enterprise" and len(name.split()) > 1 and core(name, lang) == name
    if plain and core(thing.name, lang) != thing.name and thing.name.startswith(f"{name} "):
        return True
    return lang == "en" and _short_en(core(name, lang), core(thing.name, lang))


_LANDFORMS = ("Delta", "Bay Area", "Greater Bay Area", "Basin", "Peninsula")
"""What an article goes on to call a region by: "the Delta", after the Yangtze River Delta."""


def _same_person(name: str, full: str, lang: str) -> bool:
    if lang == "zh":
        return name == full or name in _short_person(full)
    short, long = name.split(), full.split()
    if len(short) > 1 and short[0].casefold() in (
        "van",
        "von",
        "de",
        "der",
        "den",
        "di",
        "da",
        "du",
        "dos",
        "del",
        "la",
        "le",
    ):
        return [word.casefold() for word in short] == [word.casefold() for word in long[-len(short) :]]
    return len(short) == 1 < len(long) and short[0] in (long[0], long[-1])


def _short_en(short: str, long: str) -> bool:
    """Whether what the long form has more is a place before or trade words after the short one."""
    a, b = short.split(), long.split()
    if not a or len(a) >= len(b) or known_place(short, "en"):
        return False
    for at in range(len(b) - len(a) + 1):
        if b[at : at + len(a)] == a:
            ahead, behind = " ".join(b[:at]), b[at + len(a) :]
            if (not ahead or known_place(ahead, "en")) and all(
                word.casefold() in _trade_words() or word[0] == "(" for word in behind
            ):
                return not all(word.casefold() in _trade_words() for word in a)
    return False


@cache
def _brand_stop() -> frozenset[str]:
    return frozenset(
        [
            "中国",
            "国家",
            "科技",
            "技术",
            "生物",
            "医药",
            "智能",
            "电子",
            "数据",
            "银行",
            "中心",
            "公司",
            "集团",
            "大学",
            "专利",
            "企业",
        ]
    )


def short_forms(thing: Thing, lang: str) -> set[str]:
    """Short forms under which a document may go on to name a thing."""
    forms = {alias for alias in thing.aliases if len(alias) > 1}
    if lang == "zh" and thing.label == "Organization":
        forms |= _short_zh(thing)
    elif lang == "en" and thing.label == "Organization":
        bare = strip_legal(thing.name)
        if bare != thing.name:
            forms.add(bare)
            words = bare.split()
            lead = words[1:] if len(words) > 1 and words[0].casefold() in places("en") else words
            if (
                lead
                and len(lead[0]) > 3
                and lead[0].casefold() not in _trade_words()
                and not known_place(lead[0], "en")
            ):
                forms.add(lead[0])
                if lead is not words and len(lead) > 1:
                    forms.add(" ".join(words[:2]))
        elif thing.kind == "university" and len(bare.split()) == 2 and not known_place(bare.split()[0], "en"):
            forms.add(bare.split()[0])
    elif lang == "zh" and thing.label == "Person":
        forms |= _short_person(thing.name)
    elif lang == "en" and thing.label == "Person":
        forms.add(thing.name.split()[0] if len(thing.name.split()[0]) > 1 else thing.name)
        forms.add(thing.name.split()[-1])
    return forms - {thing.name}


def _short_person(full: str) -> set[str]:
    """费兰蒂 for 卢卡·费兰蒂."""
    parts = full.split("·")
    return {parts[-1]} if len(parts) > 1 and len(parts[-1]) > 1 else set()


def _short_bank(bare: str) -> set[str]:
    """皖北农商行 for 宿州皖北农村商业银行."""
    prefix = place_prefix(bare, "zh")
    bodies = {bare, bare[prefix[1] :] if prefix and prefix[1] < len(bare) else bare}
    shorts = {body.replace("农村商业银行", end) for body in bodies for end in ("农商行", "农商银行") if "农村" in body}
    return {form for form in shorts | bodies if len(form) > 4} - {bare}


_LOCAL = re.compile("[\u4e00-\u9fff]{1,3}[区县市镇](?=[\u4e00-\u9fff]{3})")


def _places_end(bare: str) -> int:
    """Where the places that a firm's name begins with end: 佛山市顺德区 + 沐禾厨电."""
    prefix = place_prefix(bare, "zh")
    at = prefix[1] if prefix and prefix[1] < len(bare) else 0
    local = _LOCAL.match(bare, at) if at else None
    return local.end() if local else at


def brands(thing: Thing) -> set[str]:
    """What a Chinese firm may be called for short where no trade word tells the end of its brand: 冷域 of 冷域温控."""
    if thing.label != "Organization" or thing.kind != "enterprise" or thing.name.isascii():
        return set()
    bare = core(thing.name, "zh")
    body = bare[_places_end(bare) :]
    forms = {body[:size] for size in (2, 3, 4) if len(body) > size}
    return {form for form in forms if form not in _brand_stop() and not known_place(form, "zh")}


_COURTS = (("中级人民法院", "中院"), ("省高级人民法院", "高院"), ("市高级人民法院", "高院"))


def _short_zh(thing: Thing) -> set[str]:
    bare = core(thing.name, "zh")
    forms = {bare} if bare != thing.name else set()
    if thing.kind in ("university",) and bare.endswith("大学"):
        stem = bare[: -len("大学")]
        forms |= {stem[:-2] + "交大" for end in ("交通",) if stem.endswith(end)} | {
            stem[:-2] + "科大" for end in ("科技",) if stem.endswith(end)
        }
        forms |= {
            stem[:-2] + short
            for end, short in (("理工", "理工"), ("师范", "师大"), ("农业", "农大"), ("工业", "工大"))
            if stem.endswith(end)
        }
        return forms
    if thing.kind == "government":
        return forms | {bare.replace(end, short).replace("市中", "中") for end, short in _COURTS if bare.endswith(end)}
    if thing.kind == "financial":
        return forms | _short_bank(bare)
    if thing.kind != "enterprise":
        return forms
    if bare.isascii():
        words = strip_legal(thing.name).split()
        return forms | {" ".join(words)} | ({words[0]} if len(words[0]) > 4 else set())
    at = _places_end(bare)
    body = bare[at:]
    if body.endswith("厂") and len(body) > 4:  # 锡山厂
        forms.add(f"{body[:2]}厂")
    trade = _trade_zh().search(body, 2)
    brand = body[: trade.start()] if trade else body
    if 2 <= len(brand) <= 5 and brand not in _brand_stop():
        forms.add(brand)
        forms.add(bare[:at] + brand)
        while trade:
            forms |= {body[: trade.end()], bare[:at] + body[: trade.end()], brand + trade[0]}
            trade = _trade_zh().search(body, trade.end())
    return {form for form in forms if len(form) >= 2}
