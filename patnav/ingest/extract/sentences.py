"""Paragraphs and sentences, and the text with its typography made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.parts import Sentence
from patnav.ingest.extract.vocabulary import load

__all__ = ["fold", "is_boilerplate", "split"]

_PLAIN = {ord(odd): plain for plain, odds in {
    "'": "’‘‛ʼ＇´`", "-": "‐‑‒–−﹣－", " ": "\u00a0\u2002\u2003\u2009\u202f\u3000\ufeff\u200b\t\x0b\x0c",
    "%": "％﹪", "$": "＄", ".": "．", "/": "／", "&": "＆", "+": "＋", "~": "～",
}.items() for odd in odds}
_QUOTES = {ord(odd): '"' for odd in "“”„‟＂"}
_PLAIN |= {ord("０") + i: str(i) for i in range(10)}
_PLAIN |= {ord(big) + i: chr(ord(small) + i) for big, small in (("Ａ", "A"), ("ａ", "a")) for i in range(26)}

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Co|Ltd|Inc|Corp|Jr|Sr|Dr|Mr|Ms|Mrs|Prof|St|No|Nos|vs|v|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|"
    r"Gen|Gov|Sen|Rep|Dept|Univ|Inst|Pte|Pty|Sdn|Bhd|Art|cf|al|ca)|\b(?:[A-Za-z]\.)+[A-Za-z]|\b[A-Z])\.$"
)
_END_EN = re.compile(r"[.!?]+[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9\u4e00-\u9fff])")
_END_ZH = re.compile(r"[。！？!?]+[”’\"'）)」』]*|[；;](?=\n)")
_LEGAL_END = re.compile(r"(?:Co\.,? ?Ltd|Inc|Corp|Ltd|Co|S\.A|N\.V|B\.V|K\.K)\.$")
_STARTERS = re.compile(r"\s+[\"']?(?:The|It|Its|In|On|At|Under|According|A|An|This|They|He|She|As|For|By|Both|However|Meanwhile|But|And|Since|After|With|From|No|Neither|Last|That)\b")


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE_EN = re.compile(
    rf"\W*(?:[A-Z][\w' ./-]{{1,40}},?\s+)?(?:(?:{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)\s*(?:\([\w ,]+\)\s*)?(?:-+|:|\.(?=\s+[A-Z]))\s*)"
    rf"|\W*[A-Z][A-Z'/ -]{{3,30}}(?:\([\w ]+\)\s*)?\s*(?:--|-\s|:)\s*"
)
_DATELINE_ZH = re.compile(r"[\s\W]*(?:本报|新华社|中新社|中新网|本网|人民网|[\u4e00-\u9fff]{2,4}社)?[\u4e00-\u9fff·]{0,6}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯)[\s：:]*(?:[（(][^）)]{0,30}[）)])?\s*|本报讯\s*(?:[（(][^）)]{0,30}[）)])?\s*")


def fold(text: str, lang: str = "en") -> str:
    """The text with dashes, blanks, full-width letters and (in English) quotes made plain; every offset stays."""
    return text.translate(_PLAIN | _QUOTES if lang == "en" else _PLAIN)


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = load("boilerplate")["lines"]
    return re.compile("|".join(f"(?:{line})" for line in [*lines["en"], *lines["zh"]]), re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line belongs to the page, not to the article."""
    return bool(_boilerplate().match(line.strip()))


def split(text: str, lang: str) -> Iterator[Sentence]:
    """Sentences of a folded text, in order.

    The first line is the headline unless it ends like a sentence or is all there is. Sentences never cross a line end.
    """
    dateline = _DATELINE_ZH if lang == "zh" else _DATELINE_EN
    lines = [match for match in re.finditer(r"[^\n\r]+", text) if match[0].strip()]
    for number, line in enumerate(lines):
        silent = is_boilerplate(line[0])
        headline = number == 0 and len(lines) > 1 and not re.search(r"[.。!！?？;；:：]['\"”]?\s*$", line[0])
        head = dateline.match(line[0]) if number < 6 else None
        skip = head.end() if head else 0
        for start, end in _cuts(line[0][skip:], lang):
            yield Sentence(line.start() + skip + start, line.start() + skip + end, number, headline, silent)


def _cuts(line: str, lang: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in (_END_ZH if lang == "zh" else _END_EN).finditer(line):
        if lang == "en" and _goes_on(line[at : match.start() + 1], line[match.end() :]):
            continue
        yield from _trimmed(line, at, match.end())
        at = match.end()
    yield from _trimmed(line, at, len(line))


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation."""
    if not before.endswith(".") or not _ABBREVIATIONS.search(before):
        return False
    return not (_LEGAL_END.search(before) and _STARTERS.match(after))


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = line[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right
