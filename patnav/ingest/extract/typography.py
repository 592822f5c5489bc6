"""Text with its typography made plain, every offset kept: quotes, dashes, full-width letters, traditional characters.

The grammar is written for one typography. What it reads is this plain form; what it quotes is the text as written.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["fold", "simplified"]

_PLAIN = {
    ord(odd): plain
    for plain, odds in {
        "'": "’‘‛ʼ＇´`",
        "-": "‐‑‒–−﹣－",
        " ": "\u00a0\u2002\u2003\u2009\u202f\u3000\ufeff\u200b\t\x0b\x0c",
        "%": "％﹪",
        "$": "＄",
        ".": "．",
        "/": "／",
        "&": "＆",
        "+": "＋",
        "~": "～",
    }.items()
    for odd in odds
}
_PLAIN |= {ord("０") + i: str(i) for i in range(10)}
_PLAIN |= {ord(big) + i: chr(ord(small) + i) for big, small in (("Ａ", "A"), ("ａ", "a")) for i in range(26)}
_ENGLISH = _PLAIN | {ord(odd): '"' for odd in "“”„‟＂"}
_CHINESE = {code: plain for code, plain in _PLAIN.items() if plain != "'"} | dict(
    zip(map(ord, "「」『』﹁﹂()＂"), '“”“”“”（）"', strict=True)
)
_HAN = "[\u3400-\u9fff）》”]"
_STOPS = dict(zip(",;:!?", "，；：！？", strict=True))
_HALF_WIDTH = re.compile(f"(?<={_HAN})[,;:!?]|[,;](?={_HAN})")
_SAME = {
    re.compile(r"(?<=\d )pct\b(?! points?)"): "%  ",  # of wire copy
    re.compile(r"(?:(?<=月\d)|(?<=月\d\d))号(?![线楼院文令机门馆公])"): "日",  # as one says it
}
"""Ways to write one thing, each replaced by as many characters."""
_NO_WORD = re.compile(r"[^\s\u3400-\u9fff]{300,}|[\d零〇一二三四五六七八九十百千万亿]{40,}")


def fold(text: str, lang: str = "en") -> str:
    """The text in plain typography, as long as it was.

    Dashes, blanks and full-width letters become plain in both languages; quotes in English. In Chinese, characters
    become simplified, and brackets, quotes and stops full-width. What is no word and no number by its length (encoded
    data, rulings) is blanked. A few words have their usual form: "30 pct" is "30 %", 3月5号 is 3月5日.

    Args:
        text: Any text.
        lang: ``en`` or ``zh``.
    """
    if lang == "zh":
        plain = simplified(text).translate(_CHINESE)
        plain = _HALF_WIDTH.sub(lambda stop: _STOPS[stop[0]], "\n".join(map(_paired, plain.split("\n"))))
    else:
        plain = text.translate(_ENGLISH)
    for way, usual in _SAME.items():
        plain = way.sub(usual, plain)
    return _NO_WORD.sub(lambda run: " " * len(run[0]), plain)


def _paired(line: str) -> str:
    """A line whose straight quotes, if they come in pairs, open and close."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or len(pieces) == 1:
        return line
    return "".join(piece + ("”" if number % 2 else "“") for number, piece in enumerate(pieces[:-1])) + pieces[-1]


def simplified(text: str) -> str:
    """Chinese text in simplified characters, one for one: phrase by phrase where that keeps the length.

    Examples:
        >>> simplified("訂立專利許可協議")
        '订立专利许可协议'
    """
    from patnav.ingest.resolve.names_zh import simplified as convert

    whole = convert(text)
    return whole if len(whole) == len(text) else "".join(map(_one_for_one, text))


@cache
def _one_for_one(char: str) -> str:
    from patnav.ingest.resolve.names_zh import simplified as convert

    plain = convert(char)
    return plain if len(plain) == 1 else char
