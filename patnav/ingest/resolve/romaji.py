"""Names of Japanese firms in Japanese words and in English ones: ``Asahi Kogaku Kogyo KK``, Asahi Optical Co., Ltd."""

from __future__ import annotations

from functools import cache
from itertools import islice, product

from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["english"]

_MOST = 24
_LEFT_OUT = "-"


@cache
def _words() -> dict[str, tuple[tuple[str, ...], ...]]:
    table = read_yaml("romaji.yaml")
    return {
        word: tuple(() if text == _LEFT_OUT else tuple(text.split()) for text in texts) for word, texts in table.items()
    }


def english(name: Name) -> frozenset[str]:
    """The English readings of a firm's name that holds Japanese words, none for other names; words in their order.

    Examples:
        >>> from patnav.ingest.resolve.names import parse
        >>> "asahi optical" in english(parse("Asahi Kogaku Kogyo Kabushiki Kaisha"))
        True
    """
    words = _words()
    japanese = [word for word in name.core if word in words]
    if not japanese or len(japanese) == len(name.core) or not vocabulary().schools.isdisjoint(name.core):
        return frozenset()
    choices = product(*(words.get(word, ((word,),)) for word in name.core))
    return frozenset(" ".join(word for piece in choice for word in piece) for choice in islice(choices, _MOST))
