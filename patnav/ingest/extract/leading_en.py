"""Short names that are the first words of a firm's name: ``Caitong Lake`` for Caitong Lake Securities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.chains import strip_legal
from patnav.ingest.extract.gazetteer import known_place
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Thing
from patnav.ingest.extract.vocabulary import load

__all__ = ["leading_forms", "located"]

_KINDS = ("enterprise", "financial")
_JOINTS = ("of", "and", "&", "the", "for", "de", "di")


def located(text: str) -> frozenset[str]:
    """Names that the text uses as places: "in Golmud", "near Hiji"; what is invested "in Kallang" is none."""
    return frozenset(match["place"] for match in rule("names.located", exact=True).finditer(text))


def leading_forms(thing: Thing, text: str, places: frozenset[str]) -> Iterator[str]:
    """First words of a firm's name that the text may use for the whole.

    Args:
        thing: The organization, under its full name.
        text: The article.
        places: Names that it uses as places (:func:`located`).
    """
    words = strip_legal(thing.name).split()
    if thing.label != "Organization" or thing.kind not in _KINDS or len(words) < 2:
        return
    for size in range(1, len(words)):
        form, last = " ".join(words[:size]), words[size - 1]
        if last in _JOINTS or len(form) < 4 or form in places or known_place(form, "en") or _plain(words[:size]):
            continue
        if size > 1 or not re.search(rf"\b{re.escape(form.lower())}\b", text):
            yield form


@cache
def _common() -> frozenset[str]:
    rows = load("organizations")
    heads = {word for kind in rows["kinds"].values() for phrase in kind.get("en", ()) for word in phrase.split()}
    return frozenset({*rows["not_first"]["en"], *rows["common"]["en"], *rows["functions"]["en"], *heads})


def _plain(words: list[str]) -> bool:
    """Whether words are such as any name may begin with."""
    generic = load("organizations")["generic_heads"]["en"]
    return all(word in _common() or word.casefold() in generic for word in words)
