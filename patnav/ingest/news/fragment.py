"""HTML inside a feed or a record as text: block elements end lines, scripts and styles are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["text_of"]

_TAG = re.compile(
    r"<(?:p|br|div|span|a|b|i|em|strong|img|h\d|ul|ol|li|table|section|figure|blockquote)\b[^<>]*>|</\w+>", re.I
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|nbsp|ldquo|rdquo|mdash|middot|hellip);", re.I)
_BLOCKS = re.compile(r"p|div|br|hr|h\d|li|[uo]l|table|tr|section|article|figure|blockquote|pre")
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg", "form"))


def text_of(words: str) -> str:
    """A text that may be HTML, as plain text.

    Args:
        words: Plain text, which stays as it is, or a piece of HTML.

    Returns:
        The text, a line for each block element.

    Examples:
        >>> text_of("<p>One&nbsp;firm</p><script>x()</script><p>bought it.")
        'One firm\\n\\nbought it.'
        >>> text_of("5 < 6 & more")
        '5 < 6 & more'
    """
    if not _TAG.search(words) and not _ENTITY.search(words):
        return words.strip()
    from lxml import html

    tree = html.fromstring(f"<div>{words}</div>")
    lines = (" ".join(line.split()) for line in "".join(_parts(tree)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parts(element: Any) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _SILENT:
        return
    edge = "\n" if _BLOCKS.fullmatch(tag) else ""
    yield edge
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _parts(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield edge
