"""Signature blocks: a line that is a person's name, beside a line that is a title.

``Dr. Hsiao Pei-wen`` above ``Chairperson and Chief Executive Officer``; ``Name: Darnell Okafor`` above ``Title: Chief
Financial Officer``; 主席兼行政總裁 above 邵永昌.
"""

from __future__ import annotations

import re
from functools import cache

from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.extract.vocabulary import load

__all__ = ["signed_name", "signed_title"]


@cache
def _surname() -> re.Pattern[str]:
    names = load("people")["surnames"]
    return re.compile(f"(?:{'|'.join(names['zh_double'])}|[{names['zh']}])")


def _line(state: Reading, index: int, pattern: str) -> re.Match[str] | None:
    sentence = state.sentences[index]
    return rule(f"roles.{pattern}", state.lang, exact=pattern == "signed_name").fullmatch(
        state.text, sentence.start, sentence.end
    )


def signed_title(state: Reading, index: int) -> str | None:
    """The title that the line under or over a person's name gives, None where the sentence is no such name."""
    if told := _titled_name(state, index):
        return told["title"]
    if not _line(state, index, "signed_name"):
        return None
    near = [at for at in (index + 1, index - 1) if 0 <= at < len(state.sentences)]
    rows = [match for at in near if (match := _line(state, at, "signed_title"))]
    return re.sub(r"^title\s*:\s*|[:：]$", "", rows[0][0], flags=re.IGNORECASE) if rows else None


def _titled_name(state: Reading, index: int) -> re.Match[str] | None:
    """A line of a title and a name: 主席　卓然."""
    sentence = state.sentences[index]
    if state.lang != "zh":
        return None
    return rule("roles.zh_titled_name").fullmatch(state.text, sentence.start, sentence.end)


def signed_name(state: Reading, index: int, sentence: Sentence) -> tuple[int, int] | None:
    """Where the name stands in a signature, None where the sentence is none."""
    if (told := _titled_name(state, index)) and _surname().match(told["name"]):
        return told.span("name")
    match = _line(state, index, "signed_name")
    if not match or sentence.end - sentence.start > 60 or not signed_title(state, index):
        return None
    return match.span("name") if state.lang == "en" or _surname().match(match["name"]) else None
