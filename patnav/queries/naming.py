"""What a service body or a programme is, by its words; the words are data (``name_kinds.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

__all__ = ["PROGRAMMES", "SERVICES", "programme_kind", "service_kind"]

SERVICES = (
    "operation_center",
    "navigation_base",
    "protection_center",
    "fast_response_center",
    "mediation",
    "agency",
    "exchange",
    "technology_transfer",
    "examination",
    "public_service",
    "operator",
)
PROGRAMMES = ("pilot", "campaign", "rule", "law", "platform", "dialogue", "mechanism", "plan")
_HAN = re.compile("[\u4e00-\u9fff]")


@cache
def _table(name: str) -> dict[str, re.Pattern[str]]:
    text = (resources.files("patnav.resources") / "name_kinds.yaml").read_text("utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {kind: re.compile(words, re.IGNORECASE) for kind, words in tables[name].items()}


def service_kind(name: str) -> str | None:
    """The kind of a service body, one of :data:`SERVICES`; None where no word tells.

    Examples:
        >>> service_kind("上海浦东快速维权中心"), service_kind("Ningbo Patent Navigation Base")
        ('fast_response_center', 'navigation_base')
    """
    return next((kind for kind, words in _table("services").items() if words.search(name)), None)


def programme_kind(name: str) -> str | None:
    """The kind of a programme, one of :data:`PROGRAMMES`; None where no word tells.

    Examples:
        >>> programme_kind("知识产权质押融资试点实施方案"), programme_kind("rule for data IPR protection")
        ('plan', 'rule')
    """
    places = [
        (found[-1].end() if _HAN.search(name) else -found[0].start(), kind)
        for kind, words in _table("programmes").items()
        if (found := list(words.finditer(name)))
    ]
    return max(places, key=lambda place: place[0])[1] if places else None
