"""Passages of titles and abstracts with what was found in them marked: ``a «battery» separator``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from patnav.graph.store import Store
from patnav.graph.text import CJK
from patnav.queries.texts import section

__all__ = ["TEXTS", "highlights", "marked"]

TEXTS = ("title", "abstract", "other_title", "other_abstract")
"""Where the words of a patent stand, as rows of texts name it."""

_WORD = re.compile(rf"{CJK.pattern}|[^\W_]+")
_ROOM = 90
"""Characters before and after the first mark of an abstract."""


def highlights(store: Store, keys: Sequence[str], terms: Collection[str]) -> dict[str, list[str]]:
    """The passages of some patents in which terms stand.

    Args:
        store: What to ask.
        keys: The patents.
        terms: Index terms.

    Returns:
        For each patent the title, and the part of the abstract around the first term, if they hold any; so in another
        language, if it is known in one.
    """
    if not keys or not terms:
        return {}
    rows = store.rows(section(store, "search", "texts"), {"keys": list(keys)})
    found = {}
    for row in rows:
        passages = [_passage(store, row[name] or "", terms, name.endswith("title")) for name in TEXTS]
        found[row["key"]] = [passage for passage in passages if passage]
    return found


def _passage(store: Store, text: str, terms: Collection[str], whole: bool) -> str:
    spans = marked(store, text, terms)
    if not spans:
        return ""
    low, high = 0, len(text)
    if not whole:
        low = max(0, spans[0][0] - _ROOM)
        low = 0 if low == 0 else text.find(" ", low, spans[0][0]) + 1 or low
        high = min(high, spans[0][1] + _ROOM)
    out, at = ["" if low == 0 else "… "], low
    for start, end in spans:
        if start < at or end > high:
            continue
        out += [text[at:start], "«", text[start:end], "»"]
        at = end
    return "".join([*out, text[at:high], "" if high == len(text) else " …"]).strip()


def marked(store: Store, text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    """Where terms stand in a text: words by their stems, Chinese by runs of characters of which every pair is one."""
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if not CJK.match(word):
            if any(term in terms for term in store.sequence(word)):
                spans.append(found.span())
            continue
        held = [i for i in range(len(word) - 1) if word[i : i + 2] in terms] if len(word) > 1 else []
        for i in held:
            if spans and spans[-1][1] >= start + i + 1 and spans[-1][0] >= start:
                spans[-1] = (spans[-1][0], start + i + 2)
            else:
                spans.append((start + i, start + i + 2))
        spans += [(start + i, start + i + 1) for i, c in enumerate(word) if c in terms and not held]
    return spans
