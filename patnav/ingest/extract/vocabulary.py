"""The words that the grammar knows, read once from ``resources/extract/*.yaml``.

A vocabulary file holds both languages side by side, so that a new word is one line beside its translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "compiled", "joined", "load"]


@cache
def load(name: str) -> Any:
    """The parsed content of ``resources/extract/NAME.yaml``."""
    import yaml

    text = files("patnav.resources").joinpath("extract", f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def alternatives(words: Iterable[str], *, bounded: bool = False) -> str:
    """A regular expression for any of ``words``, the longest first.

    Args:
        words: Plain words or phrases, no expressions.
        bounded: Whether a match must begin and end at a word boundary (for text with spaces).
    """
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    choice = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in listed)
    return rf"(?<!\w)(?:{choice})(?!\w)" if bounded else f"(?:{choice})"


def joined(node: Any) -> str:
    """An expression out of a file: text, a list of alternatives, or ``{lead, any, tail}``."""
    if isinstance(node, list):
        return f"(?:{'|'.join(joined(part) for part in node)})"
    if isinstance(node, dict):
        return f"{node.get('lead', '')}{joined(node['any'])}{node.get('tail', '')}"
    return str(node)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def compiled(node: Any) -> re.Pattern[str]:
    """An expression out of a vocabulary, compiled once; case does not matter."""
    return _compile(node if isinstance(node, str) else joined(node))
