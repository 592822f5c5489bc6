"""Running text out of pieces on pages: columns in order, headers and footers gone, lines joined to paragraphs.

A PDF has no paragraphs, only pieces of text at places. They are put into lines, lines into columns (parted by gutters
that hardly a line crosses), columns into paragraphs (parted by space, indents and sizes). What stands at the head or
foot of several pages alike is not part of the text, nor is the number of a page. Words parted at the end of a line are
made whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

__all__ = ["Piece", "paragraphs"]

_STEP = 3.0
"""Points that the beginnings of lines of one column differ by at most."""

_SHORT = 40
"""Characters of a line that may be a header with a number of its own on each page."""

_HYPHENS = "\x02\xad\ufffe-\u2010"
_ENDS = '.!?:;。！？：；…”"’)）】'
_NUMBER = re.compile(
    r"\W*(?:page|p\.|第)?\s*\d{1,4}\s*(?:页|頁)?\s*(?:(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*", re.IGNORECASE
)
_OWN_NUMBER = re.compile(r"^\W*\d+\b|\b\d+\W*$|(?<=page )\d+|(?<=第)\s*\d+", re.IGNORECASE)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line.

    Attributes:
        left: Distance from the page's left edge, in points.
        right: The same of its end.
        y: Height of its baseline above the page's lower edge, in points.
        size: Height of its letters, in points.
        text: The text.
    """

    left: float
    right: float
    y: float
    size: float
    text: str


def paragraphs(pages: Sequence[Sequence[Piece]]) -> list[str]:
    """The text of a document.

    Args:
        pages: The pieces of each page, in any order.

    Returns:
        Its paragraphs in reading order.
    """
    lined = [_lines(page) for page in pages]
    extra = _running(lined)
    blocks: list[list[Piece]] = []
    for number, page in enumerate(lined):
        body = [line for place, line in enumerate(page) if (number, place) not in extra]
        for column in _columns(body):
            blocks += _blocks(column, blocks[-1] if blocks else None)
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(piece.text for block in blocks for piece in block).lower()))
    return [text for block in blocks if (text := _joined([piece.text for piece in block], words))]


def _lines(page: Sequence[Piece]) -> list[Piece]:
    """Pieces side by side and close together as one, from the top down; what a gap parts stays apart."""
    lines: list[list[Piece]] = []
    for piece in sorted(page, key=lambda p: (-p.y, p.left)):
        if lines and abs(lines[-1][0].y - piece.y) < 0.5 * max(lines[-1][0].size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [part for line in lines for part in _close(sorted(line, key=lambda p: p.left))]


def _close(line: Sequence[Piece]) -> Iterator[Piece]:
    whole = line[0]
    for piece in line[1:]:
        gap, size = piece.left - whole.right, max(whole.size, piece.size)
        if gap > 1.2 * size:
            yield whole
            whole = piece
            continue
        blank = " " if gap > 0.15 * size and not _CJK.search(whole.text[-1:] + piece.text[:1]) else ""
        whole = Piece(whole.left, max(whole.right, piece.right), whole.y, size, whole.text + blank + piece.text)
    yield whole


def _running(pages: Sequence[Sequence[Piece]]) -> set[tuple[int, int]]:
    """Headers, footers and page numbers: page and place in it of each; from the edge of a page inwards."""
    seen = Counter(key for page in pages for key in {_edge_key(line) for line in (*page[:3], *page[-3:])})
    often = max(2, round(0.4 * len(pages)))
    found = set()
    for number, page in enumerate(pages):
        for places in (range(min(4, len(page))), range(len(page) - 1, max(-1, len(page) - 5), -1)):
            for place in places:
                if seen[_edge_key(page[place])] < often and not _NUMBER.fullmatch(page[place].text):
                    break
                found.add((number, place))
    return found


def _edge_key(line: Piece) -> tuple[str, int]:
    """What is alike in the headers of several pages: the words without the page's number, and the height."""
    words = line.text.strip()
    return _OWN_NUMBER.sub("#", words) if len(words) <= _SHORT else words, round(line.y / 4)


def _columns(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Lines column by column; a line across a gutter ends what stands above it."""
    gutters = _gutters(lines) if lines else []
    if not gutters:
        yield from filter(None, [list(lines)])
        return
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        if any(line.left < x < line.right for x in gutters):
            yield from filter(None, columns)
            columns = [[] for _ in columns]
            yield [line]
        else:
            columns[sum(line.left >= x for x in gutters)].append(line)
    yield from filter(None, columns)


def _gutters(lines: Sequence[Piece]) -> list[float]:
    """Places that hardly a line crosses, with columns of text, not of a table, to both sides.

    Before a column is where several lines begin; beside them, few others may run on across that place.
    """
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    starts: dict[int, list[Piece]] = {}
    for line in lines:
        starts.setdefault(round(line.left / _STEP), []).append(line)
    found: list[float] = []
    for _, column in sorted(starts.items()):
        x = min(line.left for line in column) - _STEP
        low, high = min(line.y for line in column), max(line.y for line in column)
        beside = sum(line.left < x < line.right and low <= line.y <= high for line in lines)
        if len(column) >= 3 and x > left + 0.15 * (right - left) and beside <= 0.2 * len(column):
            found.append(x)
    apart = [x for x, before in zip(found, [left, *found], strict=False) if x - before > 0.1 * (right - left)]
    edges = [left, *apart, right]
    return apart if all(_is_text(lines, a, b) for a, b in pairwise(edges)) else []


def _is_text(lines: Sequence[Piece], left: float, right: float) -> bool:
    """Whether a column is running text: several lines, most of which fill it."""
    inside = [line for line in lines if line.left >= left - 1 and line.right <= right + 1]
    if len(inside) < 3:
        return False
    width = max(line.right for line in inside) - min(line.left for line in inside)
    return median(line.right - line.left for line in inside) > 0.6 * width and width > 6 * inside[0].size


def _blocks(column: Sequence[Piece], before: list[Piece] | None) -> list[list[Piece]]:
    """Lines of one column as paragraphs; the first goes on with ``before`` where that was cut by a column or page."""
    blocks: list[list[Piece]] = []
    left, right = min(line.left for line in column), max(line.right for line in column)
    pitches = sorted(a.y - b.y for a, b in pairwise(column) if a.y - b.y > 0.8 * b.size)
    pitch = pitches[len(pitches) // 10] if pitches else 0.0  # of lines in a paragraph, which are closer than others
    for place, line in enumerate(column):
        last = column[place - 1] if place else None
        if last is None:
            if before is not None and _goes_on(before, line):
                before.append(line)
                blocks.append(before)
                continue
        elif _same_row(last, line) or not _parted(last, line, left, right, pitch):
            blocks[-1].append(line)
            continue
        blocks.append([line])
    return blocks[1:] if before is not None and blocks and blocks[0] is before else blocks


def _same_row(last: Piece, line: Piece) -> bool:
    return abs(last.y - line.y) < 0.5 * line.size


def _parted(last: Piece, line: Piece, left: float, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph."""
    if last.y - line.y > 1.4 * pitch or _other_size(last, line):
        return True
    if left + 0.8 * line.size < line.left < left + 6 * line.size and last.left <= left + 0.5 * line.size:
        return True
    return last.right < right - 0.2 * (right - left) and last.text.rstrip()[-1:] in _ENDS


def _other_size(one: Piece, other: Piece) -> bool:
    """Whether two lines are set in different sizes; a line without tall or hanging letters is a little lower."""
    return min(len(one.text), len(other.text)) > 8 and abs(one.size - other.size) > 0.3 * max(one.size, other.size)


def _goes_on(before: Sequence[Piece], line: Piece) -> bool:
    """Whether a paragraph ends in the middle of a sentence, which a line elsewhere continues."""
    last = before[-1]
    end, start = last.text.rstrip()[-1:], line.text.lstrip()[:1]
    ended = end in _ENDS and not (end in ";:" and start.islower())
    if ended or _other_size(last, line):
        return False
    widths = [piece.right - piece.left for piece in (*before, line)]
    full = last.right - last.left > 0.75 * max(widths)
    return full or start.islower() or end in _HYPHENS


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Lines as one text."""
    text = ""
    for line in (" ".join(one.split(" ")).strip() for one in lines):
        if not text or not line:
            text += line
        elif text[-1] in _HYPHENS and text[-2:-1].isalpha():
            text = _whole(text, line, words)
        else:
            text += ("" if _CJK.match(text[-1]) and _CJK.match(line[0]) else " ") + line
    return text.translate({ord(mark): "-" for mark in "\x02\ufffe"}).replace("\xad", "").strip()


def _whole(text: str, line: str, words: Counter[str]) -> str:
    """A word parted at the end of a line made whole, its hyphen kept where it has one elsewhere."""
    head, tail = re.search(r"[\w-]*$", text[:-1]), re.match(r"[\w-]*", line)
    first, second = (match[0].lower() if match else "" for match in (head, tail))
    own = words[f"{first}-{second}"] and not words[first + second]
    return text[:-1] + ("-" if own or not line[0].islower() else "") + line
