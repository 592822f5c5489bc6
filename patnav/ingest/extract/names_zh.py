"""How Chinese names of organizations end, what kind that makes them, and what does not belong to them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from patnav.ingest.extract.gazetteer import country_of, known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.vocabulary import alternatives, load

__all__ = ["ends_like_name", "is_name", "kind_of", "trimmed"]


@cache
def _kinds() -> list[tuple[str, str]]:
    rows = [(word, kind) for kind, row in load("organizations")["kinds"].items() for word in row["zh"]]
    return sorted(rows, key=lambda row: -len(row[0]))


@cache
def _forms() -> re.Pattern[str]:
    return re.compile(f"{alternatives(load('organizations')['legal_forms']['zh'])}$")


@cache
def _end() -> re.Pattern[str]:
    words = [word for word, kind in _kinds() if kind != "enterprise" and len(word) > 1]
    forms = load("organizations")["legal_forms"]["zh"]
    return re.compile(
        f"(?:{alternatives([*words, *forms, '集团', '控股', '金控', '资本', '创投', '局', '厅', '厂'])})$"
    )


def ends_like_name(text: str) -> bool:
    """Whether a word ends as names of organizations do; 全资子公司 and the like name nobody."""
    return bool(_end().search(text)) and not rule("names.kin").fullmatch(text)


@lru_cache(4096)
def kind_of(name: str) -> str | None:
    """The kind of organization that a Chinese name ends like."""
    bare = re.sub(r"[（(][^）)]*[）)]$", "", name)
    if bare.endswith(tuple(load("organizations")["media"]["zh"])):
        return "other"
    for word, kind in _kinds():
        if bare.endswith(word) and (len(bare) > len(word) or (kind == "government" and len(word) > 2)):
            return kind
    if not _forms().search(bare):
        return None
    return next((kind for word, kind in _kinds() if kind == "financial" and word in bare[-12:]), "enterprise")


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(f"[\u4e00-\u9fff]{{2,10}}{alternatives(load('places')['suffixes']['zone']['zh'])}")


def is_name(text: str) -> bool:
    """Whether a stretch names one organization: not a sort of them (国家级实验室), no zone, not too short."""
    if len(text) < 3 and not text.endswith(("局", "厅")):
        return False
    if rule("names.sum").match(text):
        return False
    if rule("names.national").fullmatch(text):
        return True
    generic = rule("names.generic").fullmatch(text) or rule("names.not_name").search(text)
    generic = generic or rule("names.sort").fullmatch(text) or rule("names.trade_firm").fullmatch(text)
    return not generic and not _zone().fullmatch(text)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the words before a name (原告, 成都企业, 德国) and after it (数据显示)."""
    while noise := rule("names.noise").match(text, start, end):
        start = noise.end()
    if start > 0 and text[start - 1] in "我本该" and re.match("[校院所司](?=.{3})", text[start:end]):
        start += 1
    if text[start] in "方人" and rule("names.called").search(text[:start]):
        start += 1
    if closed := rule("names.closed").match(text[:end], start):
        start = closed.end()
    if text[start] == "商" and rule("names.trader").search(text[:start]):
        start += 1
    placed = rule("names.placed", exact=True).match(text, start, end)
    if placed and known_place(placed["place"], "zh"):
        start = placed.end()
    start += _land(text[start:end])
    said = rule("names.said").search(text[:end], start)
    if said and said.start() > start + 3:
        end = said.start()
    described = rule("names.described").match(text[:end], start)
    start = described.end() if described else start
    stop = rule("names.stop").search(text, start, end)
    end = stop.start() if stop else end
    whole = text[start:end].endswith(("公司", "集团", "会社"))
    opened = None if whole else rule("names.place_in_brackets").match(text, end)
    return start, opened.end() if opened else end


def _land(name: str) -> int:
    """How many characters a foreign country takes at the head of a name; an authority's name keeps it."""
    sizes = (size for size in (4, 3, 2) if len(name) > size + 2 and name[:size] != "中国")
    taken = next((size for size in sizes if country_of(name[:size], "zh")), 0)
    return 0 if taken and kind_of(name) == "government" else taken
