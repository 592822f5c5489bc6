"""Units and what they belong to, where the name says so: a hospital of a university, a branch or division of a firm."""

from __future__ import annotations

import re

from patnav.ingest.classify.regions import is_han
from patnav.ingest.resolve.aliases import aliases
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.normalise import fold, legal_form, organization_key

__all__ = ["parent_key"]

_PART = re.compile(
    r"^(?P<whole>.+?)\s*[,;/-]\s*(?P<part>(?:the\s+)?(?:department|school|faculty|college|division|institute|laboratory|"
    r"center|centre|office|campus|branch|hospital)\b.*|.*\b(?:division|department|campus|branch|div\.?|dept\.?))$",
    re.IGNORECASE,
)
_MARKS = ("研究院", "研究所", "学院", "实验室", "中心", "医院", "分公司", "校区", "分院", "设计院")


def parent_key(name: str) -> str | None:
    """Key of the body that the one called ``name`` is a part of; None where the name tells none.

    Examples:
        >>> parent_key("浙江大学台州研究院"), parent_key("General Dynamics Corp., Convair Division")
        ('org:zhejiang-university', 'org:general-dynamics-corp')
        >>> parent_key("浙江大学"), parent_key("Johnson Controls, Inc.")
        (None, None)
    """
    whole = _whole_zh(name) if is_han(name) else _whole_latin(name)
    if whole is None:
        return None
    body = aliases().find(whole)
    key = body.key if body else organization_key(whole)
    return key if key != organization_key(name) else None


def _whole_zh(name: str) -> str | None:
    folded = fold(name)
    if (body := aliases().find(name)) is None or not body.name_zh:
        unit = parse(name).unit
        if unit and folded.endswith(unit):
            return folded[: -len(unit)]
    if legal_form(name) is not None or not folded.endswith(_MARKS):
        return None
    head = aliases().head(name)
    return head[0].name_zh if head else None


def _whole_latin(name: str) -> str | None:
    head, _, tail = name.rpartition(",")
    body = aliases().find(tail.strip()) if head else None
    if body is not None and body.kind in ("university", "research_institute"):
        return tail.strip()
    found = _PART.match(name)
    if found is None or len(fold(found["whole"])) < 4:
        return None
    return found["whole"].rstrip(" ,;/-")
