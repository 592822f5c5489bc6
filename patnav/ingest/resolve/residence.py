"""What registers write around a name: the code of its country, its address, in care of whom."""

from __future__ import annotations

import re

from patnav.ingest.classify.regions import is_han, regions

__all__ = ["residence"]

_CODE = re.compile(r"\s*[\[(（](?P<code>[A-Z]{2})[\])）][\s;,.\"”]*$")
_LED = re.compile(r"^[\s*#•·]*(?:[\[(（](?P<code>[A-Z]{2})[\])）]\s*)?(?=[^\s\])）])")
_LED_ZH = re.compile(r"^[(（](?P<country>[^()（）]{2,6})[)）](?=[^()（）]{4})")
_FORMS = frozenset({"AG", "AS", "BV", "CO", "SA"})
"""Codes of countries that in a name are its legal form."""

_CARE_OF = re.compile(r"^\s*c/o\s+", re.IGNORECASE)
_FORM = (
    r"(?P<form>\b(?:Aktiengesellschaft|Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|GmbH|AG|KG|SE|S\.?A"
    r"|S\.?p\.?A|Oy|Oyj|AB|A/S|B\.?V|N\.?V|e\.\s?V)\b\.?)"
)
_STREET = re.compile(
    _FORM + r"\s*(?:[,;]\s*(?:No\.?\s*)?\d.*"
    r"|[,;]\s*(?!(?:Div|Unit|Plant|Branch|Werk))[^,;]*\b(?:\d{1,5},|\d{4,6}\b).*|;\s*.*\d.*)$"
)
"""An address after a legal form: it begins with a number, has one before a comma, or a postcode."""

_POSTCODE = re.compile(r"\s*[(（]\s*\d{6}[^()（）]*[)）]?[\s;；,，]*$")
_INSIDE_ZH = re.compile(
    r"[(（](?=[^()（）]*(?:省|市|区|县))[^()（）]*[路街道巷村镇][^()（）]*\d+号?[^()（）]*[)）]\s*$"
)
_STREET_ZH = re.compile(r"(?<=\S{4})\s+(?:\d{6}\s*)?[^\s\d]+(?:省|市|区|县)\S*[路街道巷村号室楼层]$")


def residence(text: str) -> tuple[str, str]:
    """A name without the address and the code of a country that stand after it, and that code.

    Examples:
        >>> residence("NOKIA TECHNOLOGIES OY [FI]"), residence("Sony Group Corporation, 1-7-1 Konan, Tokyo")
        (('NOKIA TECHNOLOGIES OY', 'FI'), ('Sony Group Corporation', ''))
        >>> residence("中国科学院化学研究所  北京市海淀区中关村北一街2号")[0]
        '中国科学院化学研究所'
    """
    text, code = _without_lead(text)
    if text[-1:].isspace() or text[-1:] in ')）];,."”':
        found = _CODE.search(text)
        if found and found.start() and found["code"] in regions().nodes and found["code"] not in _FORMS:
            text, code = text[: found.start()], found["code"]
    if "/" in text:
        text = _CARE_OF.sub("", text) or text
    if any(map(str.isdigit, text)):
        if is_han(text):
            text = _STREET_ZH.sub("", _INSIDE_ZH.sub("", _POSTCODE.sub("", text)))
        else:
            text = _STREET.sub(r"\g<form>", text)
    return text, code


def _without_lead(text: str) -> tuple[str, str]:
    """A name without the mark and the code or name of a country that stand before it: ``[CN]``, ``（美国）``."""
    led = _LED.match(text) if text[:1] in "[(（*#•·" else None
    if led is not None and led.end() and (led["code"] is None or led["code"] in regions().nodes):
        return text[led.end() :], led["code"] or ""
    led = _LED_ZH.match(text) if text[:1] in "(（" and is_han(text) else None
    home = regions().find(led["country"]) if led is not None else None
    return (text[led.end() :], home) if led is not None and home is not None and len(home) == 2 else (text, "")
