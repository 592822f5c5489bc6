"""Numbers, dates and classes of the sample's sources, in the canonical forms of :mod:`patnav.graph.model`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from patnav.graph.model import Classification, Party, PatentRecord, Text

__all__ = ["applicant", "application", "classes", "date", "place", "record", "squeeze", "symbol"]

_PUBLICATION = re.compile(r"([A-Z]{2})(D?\d+)([A-Z]\d?)")
_APPLICATION = re.compile(r"(CN)(\d{12}|\d{8})(?:\.[\dX])?|(US)(\d{2})/?(\d{3}),?(\d{3})")
_SYMBOL = re.compile(r"([A-HY]\d{2}[A-Z])(?:(\d{1,4})/(\d{2,6}))?")
_TYPES = {"CN": {"U": "utility_model", "Y": "utility_model", "S": "design", "D": "design"}}

# Places that a name in Latin script may carry, and what they tell: (province, city), nothing for a province alone.
_PLACES = {
    "beijing": ("Beijing", "Beijing"),
    "tianjin": ("Tianjin", "Tianjin"),
    "shanghai": ("Shanghai", "Shanghai"),
    "chongqing": ("Chongqing", "Chongqing"),
    "nanjing": ("Jiangsu", "Nanjing"),
    "suzhou": ("Jiangsu", "Suzhou"),
    "kunshan": ("Jiangsu", "Suzhou"),
    "wuxi": ("Jiangsu", "Wuxi"),
    "changzhou": ("Jiangsu", "Changzhou"),
    "nantong": ("Jiangsu", "Nantong"),
    "xuzhou": ("Jiangsu", "Xuzhou"),
    "zhenjiang": ("Jiangsu", "Zhenjiang"),
    "yangzhou": ("Jiangsu", "Yangzhou"),
    "jiangyin": ("Jiangsu", "Wuxi"),
    "hangzhou": ("Zhejiang", "Hangzhou"),
    "ningbo": ("Zhejiang", "Ningbo"),
    "wenzhou": ("Zhejiang", "Wenzhou"),
    "jiaxing": ("Zhejiang", "Jiaxing"),
    "huzhou": ("Zhejiang", "Huzhou"),
    "shaoxing": ("Zhejiang", "Shaoxing"),
    "hefei": ("Anhui", "Hefei"),
    "wuhu": ("Anhui", "Wuhu"),
    "bengbu": ("Anhui", "Bengbu"),
    "shenzhen": ("Guangdong", "Shenzhen"),
    "guangzhou": ("Guangdong", "Guangzhou"),
    "wuhan": ("Hubei", "Wuhan"),
    "chengdu": ("Sichuan", "Chengdu"),
    "xiamen": ("Fujian", "Xiamen"),
    "jiangsu": ("Jiangsu", None),
    "zhejiang": ("Zhejiang", None),
    "anhui": ("Anhui", None),
    "guangdong": ("Guangdong", None),
    "hubei": ("Hubei", None),
    "sichuan": ("Sichuan", None),
    "fujian": ("Fujian", None),
}


def squeeze(text: object) -> str:
    """Collapse the whitespace of a cell, and drop what a spreadsheet leaves behind."""
    return " ".join(str(text or "").replace("_x000D_", " ").replace("\ufeff", " ").replace("\x7f", "").split())


def date(text: object) -> str | None:
    """Rewrite ``2021/04/02``, ``20210402``, ``2019-10-01 00:00:00`` or ``24/12/08`` (day first) as ISO."""
    found = re.match(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", squeeze(text))
    if found:
        return "-".join(found.groups())
    short = re.fullmatch(r"(\d{2})/(\d{2})/(\d{2})", squeeze(text))
    if short:
        day, month, year = short.groups()
        return f"{'19' if int(year) > 30 else '20'}{year}-{month}-{day}"
    return None


def application(text: object) -> str | None:
    """Rewrite an application number: office and digits, the check digit dropped."""
    found = _APPLICATION.fullmatch(squeeze(text).replace(" ", ""))
    return "".join(part for part in found.groups() if part) if found else None


def symbol(text: object) -> str | None:
    """Rewrite a class symbol, ``G06F 16/783``: no blanks; None for what is none."""
    found = _SYMBOL.fullmatch(squeeze(text).replace(" ", ""))
    if not found:
        return None
    subclass, group, sub = found.groups()
    return f"{subclass}{int(group)}/{sub}" if group else subclass


def classes(symbols: Iterable[object], scheme: str, *, main: bool, limit: int = 10) -> tuple[Classification, ...]:
    """Turn symbols into classes: without repetition, indexing codes (groups from 2000) left out.

    Args:
        symbols: As the source has them; the first is the main one where ``main`` is set.
        scheme: ``ipc`` or ``cpc``.
        main: Whether the source's order tells the main class.
        limit: The most classes to keep.
    """
    clean = (symbol(text) for text in symbols)
    kept = dict.fromkeys(text for text in clean if text and not re.match(r".{4}2\d{3}/", text))
    return tuple(Classification(text, scheme, main and at == 0) for at, text in enumerate(list(kept)[:limit]))


def place(name: str) -> tuple[str | None, str | None]:
    """Province and city that a name in Latin script carries; nothing where it carries none or several."""
    words = set(re.findall(r"[a-z]+", name.lower()))
    found = {_PLACES[word] for word in words & _PLACES.keys()}
    with_city = {pair for pair in found if pair[1]} or found
    return with_city.pop() if len({pair[0] for pair in found}) == 1 and len(with_city) == 1 else (None, None)


def applicant(name: str, country: str | None = None) -> Party:
    """An organization with the place that its own name states."""
    province, city = place(name)
    return Party(name, "organization", country="CN" if province else country, province=province, city=city)


def record(publication: str, **fields: object) -> PatentRecord | None:
    """A record from its publication number, ``CN112597341A``; None where that is not well formed."""
    found = _PUBLICATION.fullmatch(publication)
    if not found:
        return None
    office, number, kind = found.groups()
    kept = {name: value for name, value in fields.items() if value}
    title = kept.pop("title", None)
    if isinstance(title, str):
        kept["titles"] = (Text(title, "zh" if re.search(r"[\u4e00-\u9fff]", title) else "en"),)
    granted = kind[0] in ("BCEUY" if office == "CN" else "BCE")
    if granted and "publication_date" in kept:
        kept["grant_date"] = kept["publication_date"]
    kind_of = _TYPES.get(office, {}).get(kind[0], "invention")
    return PatentRecord(publication, office, number, kind, type=kind_of, **kept)  # type: ignore[arg-type]
