"""When an extracted fact agrees with a labelled one: names, places, titles, numbers, dates, then whole facts.

Only the fields that the labelled fact names are judged; one that it gives as null must be empty in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

__all__ = ["IDENTITY", "Fact", "agrees", "compare", "filled", "identified"]

Fact = dict[str, Any]

_LICENCE = (("licensor",), ("licensee",), ("place", "patents"))
IDENTITY: dict[str, tuple[tuple[str, ...], ...]] = {
    "license": _LICENCE,
    "open_license": _LICENCE,
    "assignment": (("assignor",), ("assignee",)),
    "pledge": (("pledgor",), ("lender",)),
    "securitization": (("issuer",), ("arranger",), ("amount",), ("place", "date")),
    "dispute": (("plaintiff",), ("defendant",)),
    "data_ip": (("kind", "holder"), ("kind", "lender"), ("kind", "place"), ("kind", "count")),
    "programme": (("name",), ("authority",), ("place", "date")),
    "partnership": (("partner",),),
    "investment": (("investor",), ("target",)),
    "indicator": (("value",), ("indicator", "region")),
    "role": (("person",),),
    "located_in": (("subject",),),
    "part_of": (("subject",),),
    "nationality": (("subject",),),
    "ownership": (("owner", "owned"), ("owned", "share"), ("owner", "share")),
}
"""Two facts are the same one, right or with mistakes, when all fields of any group agree."""

_NUMBERS = {"patents", "royalty_free", "royalty", "amount", "beneficiaries", "count", "value", "change", "share"}
_DATES = {"date", "period"}
_WORDS = {"kind", "currency", "indicator", "unit", "modifier"}
_UNJUDGED = {"type", "evidence", "confidence", "label", "outcome", "period_text", "summary"}

_LEGAL = re.compile(
    r"(?:ag|as|asa|ab|bv|co|company|corp|corporation|gmbh|inc|incorporated|kk|limited|llc|lp|ltd|nv|oy|plc|pte|pty|sa"
    r"|se|spa)"
)
_LEGAL_ZH = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)$")
_GENERIC = re.compile(
    r"(?:administration|bank|cent(?:er|re)|city|college|company|court|group|institute|intellectual|of|office|property"
    r"|provincial|technology|the|university)"
)
_AREA = re.compile(r"(?:autonomous|city|district|municipality|of|prefecture|province|region|special|the)")
_AREA_ZH = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|地区|省|市|区|县)$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LANDS = (
    "canada canadian 加拿大 ca",
    "china chinese 中国 cn",
    "denmark danish 丹麦 dk",
    "france french 法国 fr",
    "germany german 德国 de",
    "italy italian 意大利 it",
    "japan japanese 日本 jp",
    "norway norwegian 挪威 no",
    "singapore singaporean 新加坡 sg",
    "southkorea korea korean republickorea 韩国 kr",
    "switzerland swiss 瑞士 ch",
    "uk british unitedkingdom 英国 gb",
    "us american unitedstates usa 美国",
    "vietnam vietnamese 越南 vn",
)
_COUNTRY = {alias: row.split()[0] for row in _LANDS for alias in row.split()}
_MONTHS = {"H1": "01/06", "H2": "07/12", "S1": "01/06", "S2": "07/12"} | {
    f"Q{n}": f"{3 * n - 2:02}/{3 * n:02}" for n in range(1, 5)
}


def _tokens(name: str) -> list[str]:
    """Words of a name, folded; without a bracketed abbreviation, a leading "the" and the legal form."""
    text = re.sub(r"\([A-Z]{2,}\)", " ", unicodedata.normalize("NFKC", name)).casefold().replace(".", "")
    if _HAN.search(text):
        solid = _LEGAL_ZH.sub("", "".join(c for c in text if c.isalnum()))
        return [solid] if solid else []
    words = "".join(c if c.isalnum() else " " for c in text).split()
    words = words[words[:1] == ["the"] :]
    while len(words) > 1 and _LEGAL.fullmatch(words[-1]):
        words.pop()
    return words


def _inside(short: list[str], long: list[str]) -> bool:
    """Whether one name stands in the other as whole words, in Chinese as three characters or more."""
    if _HAN.search("".join(short)) and len(long) == 1:
        return len(short[0]) >= 3 and short[0] in long[0]
    return not all(map(_GENERIC.fullmatch, short)) and any(short == long[i : i + len(short)] for i in range(len(long)))


def _same_name(gold: str, pred: str, exact: bool) -> bool:
    a, b = _tokens(gold), _tokens(pred)
    return bool(a and b) and (a == b or (not exact and (_inside(a, b) or _inside(b, a))))


def _same_person(gold: str, pred: str, exact: bool) -> bool:
    """As a name, but a bare surname does not do for a full name."""
    a, b = _tokens(gold), _tokens(pred)
    return bool(a and b) and (a == b or (not exact and _inside(a, b)))


def _same_title(gold: str, pred: str, exact: bool) -> bool:
    a, b = ("".join(_tokens(title)) for title in (gold, pred))
    deputies = {bool(re.search(r"副|deputy|vice", title)) for title in (a, b)}
    return bool(a and b) and len(deputies) == 1 and (a == b or (not exact and (a in b or b in a)))


def _same_place(gold: str, pred: str, exact: bool) -> bool:
    """Equal but for "province", 市 and the like; a longer description of the place is fine, a larger place is not."""
    parts = [_tokens(re.split(r"[,，]", name)[0]) for name in (gold, pred)]
    a, b = ([word for word in words if not _AREA.fullmatch(word)] or words for words in parts)
    if not a or not b or a == b or exact:
        return bool(a) and a == b
    land = _COUNTRY.get("".join(a))
    if land and land == _COUNTRY.get("".join(b)):
        return True
    if _HAN.search("".join(a + b)):
        x, y = (_AREA_ZH.sub("", "".join(words)) for words in (a, b))
        return x == y or (len(x) >= 2 and x in y) or (len(y) >= 3 and y in x)
    return min(len(a), len(b)) >= 3 and (_inside(a, b) or _inside(b, a))


def _same_number(gold: float, pred: Any) -> bool:
    number = isinstance(pred, int | float) and not isinstance(pred, bool)
    return number and abs(gold - pred) <= 0.005 * abs(gold) + 1e-12


def _span(date: str) -> str:
    """One spelling of halves, quarters and ranges of months; every other date as it is."""
    if part := re.fullmatch(r"(\d{4})-?([HSQ]\d)", date.upper()):
        first, _, last = _MONTHS.get(part[2], "").partition("/")
        return f"{part[1]}-{first}/{part[1]}-{last}"
    if part := re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?/(\d{4})-(\d\d)(?:-\d\d)?", date):
        year, first, until, last = part.groups()
        return year if year == until and (first, last) == ("01", "12") else f"{year}-{first}/{until}-{last}"
    return date


def _same_date(gold: str, pred: str) -> bool:
    a, b = _span(gold), _span(pred)
    return a == b or ("/" not in a + b and b.startswith(f"{a}-"))


def _same(kind: str, field: str, gold: Any, pred: Any, exact: bool) -> bool:
    if field in _NUMBERS or isinstance(gold, int | float):
        return _same_number(gold, pred)
    if field in _DATES:
        return _same_date(gold, str(pred))
    if field in _WORDS:
        return str(gold).casefold() == str(pred).casefold()
    compared: dict[str, Callable[[str, str, bool], bool]] = {
        "person": _same_person,
        "title": _same_title,
        "place": _same_place,
        "region": _same_place,
    }
    if kind in ("located_in", "nationality"):
        compared["object"] = _same_place
    return compared.get(field, _same_name)(gold, str(pred), exact)


def _values(value: Any) -> list[Any]:
    return [v for v in (value if isinstance(value, list) else [value]) if v is not None and v != ""]


def _judged(fact: Fact) -> list[str]:
    return [field for field in fact if field not in _UNJUDGED]


def filled(fact: Fact) -> int:
    """How many values and names a fact holds."""
    return sum(len(_values(fact[field])) for field in _judged(fact))


def _right(gold: Fact, pred: Fact, field: str, exact: bool = False) -> int:
    """How many of the labelled values of a field the prediction has, each used once, equal names first."""
    left, found = _values(pred.get(field)), 0
    for value in _values(gold.get(field)):
        hits = [v for strict in (True, exact) for v in left if _same(gold["type"], field, value, v, strict)]
        if hits:
            left.remove(hits[0])
            found += 1
    return found


def agrees(gold: Fact, pred: Fact, *, exact_person: bool = False) -> bool:
    """Whether the prediction has all that ``gold`` says; further names in a list do not matter."""
    return gold["type"] == pred.get("type") and all(
        not _values(pred.get(field))
        if gold[field] is None
        else _right(gold, pred, field, exact_person and field == "person") == len(_values(gold[field]))
        for field in _judged(gold)
    )


def identified(gold: Fact, pred: Fact) -> bool:
    """Whether the prediction is about the same thing as ``gold``, right or with mistakes."""
    groups = IDENTITY.get(gold["type"], (tuple(_judged(gold)),))
    return gold["type"] == pred.get("type") and any(
        all(_values(gold.get(field)) and _right(gold, pred, field) for field in group) for group in groups
    )


def compare(gold: Fact, pred: Fact) -> tuple[bool, int, int]:
    """Whether every field of ``gold`` is right with nothing added to it; values right; values filled in its fields."""
    hits = sum(_right(gold, pred, field) for field in _judged(gold))
    given = sum(len(_values(pred.get(field))) for field in _judged(gold))
    return hits == given == filled(gold), hits, given
