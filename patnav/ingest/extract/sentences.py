"""Paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Sentence
from patnav.ingest.extract.vocabulary import load

__all__ = ["LONGEST", "is_boilerplate", "split"]

LONGEST = 1500
"""Characters of a sentence; what goes on without an end beyond them is cut, so that no text takes for ever."""


_NAME = 80
"""Characters of a line that may be but a firm's name, the stop of its legal form at the end."""


_HEAD = 8
"""Lines at the head of an announcement, among which its title stands."""


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = load("boilerplate")["lines"]
    return re.compile("|".join(f"(?:{line})" for line in [*lines["en"], *lines["zh"]]), re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line belongs to the page, not to the article."""
    return bool(_boilerplate().match(line.strip()))


def split(text: str, lang: str) -> Iterator[Sentence]:
    """Sentences of a folded text, in order.

    The first line is the headline unless it ends like a sentence or is all there is; so are, in English, the lines
    without a stop before the first that has one. Sentences never cross a line end. In English, what stands under a
    heading like "Pending" or "Not true" states nothing.
    """
    dateline = rule("sentences.dateline", lang, exact=True)
    lines = [match for match in re.finditer(r"[^\n\r]+", text) if match[0].strip()]
    prose = next((n for n, line in enumerate(lines) if _stopped(line[0])), 0) if lang == "en" else 0
    untold = False
    for number, line in enumerate(lines):
        if lang == "en" and _heading(line[0]):
            untold = number > 0 and bool(rule("sentences.untold").search(line[0]))
        silent = untold or is_boilerplate(line[0])
        headline = number == 0 and len(lines) > 1 and not _stopped(line[0])
        headline = headline or (number < prose and not rule("sentences.row", exact=True).match(line[0]))
        headline = headline or (lang == "zh" and number < _HEAD and bool(rule("sentences.zh_title").match(line[0])))
        head = dateline.match(line[0]) if number < 6 else None
        skip = head.end() if head else 0
        for start, end in _cuts(line[0][skip:], lang):
            yield Sentence(line.start() + skip + start, line.start() + skip + end, number, headline, silent)


def _heading(line: str) -> bool:
    """Whether a line heads a section: short, without a stop, and no item of a list."""
    return len(line) < _NAME and bool(rule("sentences.heading", exact=True).fullmatch(line.strip()))


def _stopped(line: str) -> bool:
    """Whether a line ends like a sentence."""
    named = len(line) < _NAME and rule("sentences.legal_end").search(line.strip())
    return bool(re.search(r"[.。!！?？;；:：]['\"”]?\s*$", line)) and not named


def _cuts(line: str, lang: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in rule("sentences.end", lang, exact=True).finditer(line):
        if lang == "en" and _goes_on(line[at : match.start() + 1], line[match.end() :]):
            continue
        yield from _trimmed(line, at, match.end())
        at = match.end()
    yield from _trimmed(line, at, len(line))


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation."""
    if not before.endswith(".") or not rule("sentences.abbreviations", exact=True).search(before):
        return False
    return not (
        rule("sentences.legal_end", exact=True).search(before) and rule("sentences.starters", exact=True).match(after)
    )


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(line.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " ，,、；")
        yield from _trimmed(line, start, start := cut + 1 if cut > 0 else start + LONGEST)
    piece = line[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right
