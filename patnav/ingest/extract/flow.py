"""Text as it flows: without what the page adds to it, and where each character stood.

Plain text comes with lines broken at a fixed width (bulletins sent by mail, wire copy), with columns made of blanks,
with soft hyphens and zero-width characters of a web page, with the marks of Markdown, with blanks within numbers and
between Chinese characters and Latin letters. The grammar reads one paragraph a line, one blank between words, and words
alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["UNMOVED", "Flow", "flowing"]

_HAN = "[\u3400-\u9fff]"
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_LINK = r"\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)"
_MARKS = re.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]+"  # soft hyphens, zero-width blanks and joiners
    r"|^(?:[ \t]*(?:>|\#{1,6}(?=[ \t])))+[ \t]*"  # quotations and headings; marks of a list part its entries
    r"|!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)"  # pictures
    rf"|\[(?=[^\]\n]{{1,200}}{_LINK})|(?<=[^\n]){_LINK}"  # links, their words kept
    r"|(?<=[^\s\[])\[\d{1,2}\](?!\()"  # notes
    rf"|(?<=\d)(?:st|nd|rd|th)(?: of)?(?= {_MONTH})"  # 5th of March
    r"|(?<=\d)['’\u00a0\u2009\u202f](?=\d{3}(?!\d))(?<!\d{4}.)"  # 12'300, and so with narrow blanks
    r"|(?<=\d) (?=\d{3} \d{3}(?!\d))(?<!\d{4}.)|(?<=\d \d{3}) (?=\d{3}(?!\d))(?<!\d{4}.\d{3}.)",  # 1 200 000
    re.MULTILINE,
)
_EMPHASIS = re.compile(
    r"(?P<mark>\*{1,3})(?=[^\s*])[^\n*]{1,400}(?<=\S)(?P=mark)(?!\*)"
    r"|(?<!\w)(?P<bar>_{1,3})(?=[^\W_])[^\n_]{1,400}(?<=\S)(?P=bar)(?!\w)"
)
_APART = re.compile(
    f"(?<={_HAN}) (?=[A-Za-z0-9*])|(?<=[A-Za-z0-9%*]) (?={_HAN})"  # 出资 3000 万元, TCL 科技, 投资 **甲公司**
)
_WRITTEN = re.compile(r"(?:[^\s*\u00ad\u200b-\u200d\u2060\ufeff\[\]]| (?! ))*")
_BLANKS = re.compile(" {2,}")
_LINE = re.compile(r"[^\n]*")
_WIDEST = 120
"""Columns of a line, at most, where lines are broken at a width; longer ones are paragraphs."""
_NARROWEST = 40
_FULL = 0.8
"""Share of the lines within paragraphs that are filled where lines are broken at a width."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Flow:
    """A text that flows, and where its characters stood.

    Attributes:
        text: The text.
        source: The same characters as the article has them.
        starts: Offsets in ``text`` at which a stretch begins that was moved as a whole, in order, the first 0.
        shifts: By how much each stretch stood further behind.
    """

    text: str
    source: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the article; an empty one where its start does."""
        first = self._old(start)
        return first, self._old(end - 1) + 1 if end > start else first

    def written(self, start: int, end: int, article: str) -> str:
        """A stretch as the article writes it, single blanks and all, without marks and breaks of lines."""
        first, last = self.origin(start, end)
        whole = article[first:last]
        return whole if _WRITTEN.fullmatch(whole) else self.source[start:end]

    def _old(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


UNMOVED = Flow("", "", (0,), (0,))
"""Every character where it stood."""


def flowing(plain: str, source: str, lang: str) -> Flow:
    """The text without breaks of lines within paragraphs, without marks, with one blank where many stood.

    Args:
        plain: Text in plain typography (:func:`~patnav.ingest.extract.typography.fold`).
        source: The text as the article has it, of the same length.
        lang: ``en`` or ``zh``: between Chinese lines no blank is left.

    Examples:
        >>> flow = flowing("owned   by **Beihai**", "owned   by **Beihai**", "en")
        >>> flow.text, flow.origin(9, 15)
        ('owned by Beihai', (13, 19))
    """
    texts, sources, starts, shifts = [], [], [0], [0]
    at = length = 0
    for start, end, blank in sorted(_dropped(plain, source, lang)):
        if start < at:
            continue
        texts += [plain[at:start], blank]
        sources += [source[at:start], blank]
        length += start - at + len(blank)
        at = end
        starts.append(length)
        shifts.append(at - length)
    return Flow("".join([*texts, plain[at:]]), "".join([*sources, source[at:]]), tuple(starts), tuple(shifts))


def _dropped(plain: str, source: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Stretches to leave out and what stands for them."""
    for start, end in _breaks(plain):
        joint = lang == "zh" and not (plain[start - 1].isascii() and plain[end].isalpha() and plain[end].isascii())
        yield start, end, "" if joint else " "
    for mark in _MARKS.finditer(source):
        yield mark.start(), mark.end(), ""
    for stressed in _EMPHASIS.finditer(source):
        width = len(stressed["mark"] or stressed["bar"])
        yield stressed.start(), stressed.start() + width, ""
        yield stressed.end() - width, stressed.end(), ""
    for run in _BLANKS.finditer(plain):
        yield run.start(), run.end(), " "
    if lang == "zh":
        for gap in _APART.finditer(source):
            yield gap.start(), gap.end(), ""


def _breaks(text: str) -> list[tuple[int, int]]:
    """Where a line is broken because it was full, its width counted in columns or in characters."""
    lines = [_Line(match.start(), match[0]) for match in _LINE.finditer(text) if match[0].strip()]
    inner = [(above, below) for above, below in pairwise(lines) if below.start == above.stop + 1]
    if not _NARROWEST <= max((_columns(line.words) for line in lines), default=0) <= _WIDEST:
        return []
    for width in (_columns, len):
        widest = max(width(line.words) for line in lines)
        full = [pair for pair in inner if _filled(*pair, width, widest)]
        if len(full) >= max(_FEWEST, _FULL * len(inner)):
            return [(above.end, below.first) for above, below in full]
    return []


class _Line:
    """A line: its words, where they begin and end, where the line itself does."""

    def __init__(self, start: int, written: str) -> None:
        self.start, self.stop = start, start + len(written)
        self.words = written.strip()
        self.first = start + len(written) - len(written.lstrip())
        self.end = self.first + len(self.words)


def _filled(above: _Line, below: _Line, width: Callable[[str], int], widest: int) -> bool:
    """Whether the next word had no room in the widest line; of Chinese two characters, as a stop begins no line."""
    word = below.words[:2] if unicodedata.east_asian_width(below.words[0]) in "WF" else f" {below.words.split()[0]}"
    return width(above.words) + width(word) > widest


def _columns(line: str) -> int:
    """Columns of a line: a full-width character takes two."""
    return len(line) + sum(unicodedata.east_asian_width(char) in "WF" for char in line)
