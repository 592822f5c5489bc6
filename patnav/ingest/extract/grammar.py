"""Expressions of the grammar, read once from ``resources/extract/grammar/*.yaml``.

An expression is written as text, as a list of alternatives, or as ``{lead, any, tail}``: alternatives with what stands
before and after each of them. ``<<name>>`` inserts a word list of the vocabulary (:data:`MACROS`) or another key of the
same file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from patnav.ingest.extract.gazetteer import adjectives, countries_zh, places
from patnav.ingest.extract.vocabulary import alternatives, joined, load

__all__ = ["MACROS", "rule"]

MACROS: dict[str, Callable[[], str]] = {
    "title": lambda: alternatives(load("people")["titles"]["en"], bounded=True),
    "title-plain": lambda: alternatives(load("people")["titles"]["en"]),
    "land-zh": lambda: alternatives(word for word in countries_zh() if word not in ("中国", "全国", "我国")),
    "trade-zh": lambda: alternatives(
        [*load("organizations")["kinds"]["enterprise"]["zh"], *load("organizations")["trades"]["zh"]]
    ),
    "courtesy": lambda: alternatives(load("people")["courtesy"]["en"]),
    "title-zh": lambda: alternatives(load("people")["titles"]["zh"]),
    "before-title": lambda: alternatives(load("people")["before_en"]),
    "nation": lambda: alternatives(adjectives()),
    "place": lambda: alternatives(places("en")),
    "firm-reference": lambda: alternatives(
        word
        for kind in ("enterprise", "financial", "university", "research_institute", "association", "investor")
        for word in load("references")["en"][kind]
    ),
    "people": lambda: alternatives(load("references")["peoples"]),
    "reference": lambda: alternatives(word for words in load("references")["en"].values() for word in words),
}
"""Word lists that an expression may insert by name."""


@cache
def _file(name: str) -> Any:
    import yaml

    text = files("patnav.resources").joinpath("extract", "grammar", f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def rule(name: str, lang: str | None = None, *, exact: bool = False) -> re.Pattern[str]:
    """The expression of a name, compiled.

    Args:
        name: File and key, ``disputes.award``.
        lang: ``en`` or ``zh`` where the key has one expression a language.
        exact: Whether case matters.
    """
    file, _, key = name.partition(".")
    node = _file(file)[key]
    return re.compile(_expand(joined(node[lang] if lang else node), file), 0 if exact else re.IGNORECASE)


def _expand(expression: str, file: str) -> str:
    def insert(match: re.Match[str]) -> str:
        name = match[1]
        return MACROS[name]() if name in MACROS else _expand(joined(_file(file)[name]), file)

    return re.sub(r"<<([\w-]+)>>", insert, expression)
