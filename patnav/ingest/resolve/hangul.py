"""Korean names in English words: ``현대모비스`` is Hyundai Mobis."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from patnav.ingest.resolve.tables import read_yaml

__all__ = ["readings"]

_MOST = 24
_LEFT_OUT = "-"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {word: tuple(texts) for words in read_yaml("korean_words.yaml").values() for word, texts in words.items()}


def readings(text: str) -> Iterator[str]:
    """The English readings of a Korean name, none where a part of it is in no table.

    Examples:
        >>> next(readings("현대모비스 주식회사")), next(readings("연세대학교 산학협력단"))
        ('hyundai mobis', 'yonsei university industry academic cooperation foundation')
        >>> list(readings("새빛소프트"))
        []
    """
    pieces = _cut(text.replace(" ", ""))
    for choice in islice(product(*pieces), _MOST if pieces else 0):
        yield " ".join(word for word in choice if word != _LEFT_OUT)


def _cut(text: str) -> list[tuple[str, ...]]:
    """The words of a name, in as few pieces as can be, Latin letters as they are; empty where one is not known."""
    known = _words()
    best: list[list[tuple[str, ...]] | None] = [[]]
    for end in range(1, len(text) + 1):
        tries = []
        for start in range(end):
            before, piece = best[start], text[start:end]
            if before is not None and (piece in known or (piece.isascii() and piece.isalnum())):
                tries.append([*before, known.get(piece, (piece.lower(),))])
        best.append(min(tries, key=len) if tries else None)
    return best[-1] or []
