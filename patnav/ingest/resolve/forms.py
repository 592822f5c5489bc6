"""Legal forms at either end of the words of a Latin name: misspelled, cut off or run into the name as they may be."""

from __future__ import annotations

from functools import cache, lru_cache

from patnav.ingest.resolve.holders import near
from patnav.ingest.resolve.normalise import split_form
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["last_form", "strip_form"]

_CUT = 28
_GLUED = ("kabushikikaisha", "corporation", "incorporated", "aktiengesellschaft", "limited")


@cache
def _forms() -> tuple[dict[str, str], tuple[str, ...]]:
    table = read_yaml("legal_families.yaml")
    return table["misspelled"], tuple(sorted(table["before"], key=lambda text: -len(text)))


def strip_form(words: list[str]) -> tuple[list[str], str]:
    """The words without legal forms at either end, and the form: of several, the one nearest the name."""
    before = _forms()[1]
    form = ""
    while len(words) > 1 or _glued(words[-1:]):
        rest, found = last_form(words)
        if found is None:
            break
        words = rest.split()
        form = found if form in ("", "co") or found != "co" else form
    if len(words) > 2 and near(words[0], "kabushiki", 2) and near(words[1], "kaisha", 2):
        return words[2:], form or "kk"
    joined = " ".join(words) + " "
    for text in before:
        if joined.startswith(text + " ") and len(joined) > len(text) + 2:
            return joined[len(text) :].split(), form or ("kk" if text.startswith("k") else form)
    return words, form


def last_form(words: list[str]) -> tuple[str, str | None]:
    """The words before the last legal form, and that form, misspelled, cut off or run into the name as it may be."""
    misspelled, _ = _forms()
    rest, found = split_form(" ".join(words))
    before, last = " ".join(words[:-1]), words[-1]
    if found is None and len(words) > 1 and (found := _near_form(last, tuple(misspelled.items()))):
        rest = before
    if found is None and len(words) > 2:
        if near(words[-2], "kabushiki", 2) and near(last, "kaisha", 2):
            rest, found = " ".join(words[:-2]), "kk"
        elif found := misspelled.get(words[-2] + last) or _near_form(words[-2] + last, tuple(misspelled.items())):
            rest = " ".join(words[:-2])
    if found is None and len(words) > 1 and sum(map(len, words)) > _CUT and (found := _cut_form(last, misspelled)):
        rest = before
    if found is None and (text := _glued([last])):
        rest, found = f"{before} {last.removesuffix(text)}", misspelled.get(text, "kk")
    return rest, found


def _glued(last: list[str]) -> str | None:
    """The legal form that ends a word it was run together with: ``fujitsulimited``."""
    word = last[0] if last else ""
    if len(word) < 9 or word in vocabulary().common:
        return None
    return next((text for text in _GLUED if word.endswith(text) and len(word) > len(text) + 2), None)


def _cut_form(word: str, misspelled: dict[str, str]) -> str | None:
    """The form that the last word of a long name is the beginning of: ``compa``."""
    if len(word) < 3 or word in vocabulary().common:
        return None
    return next((form for text, form in misspelled.items() if text.startswith(word)), None)


@lru_cache(maxsize=1 << 14)
def _near_form(word: str, misspelled: tuple[tuple[str, str], ...]) -> str | None:
    if len(word) < 5 or word in vocabulary().common:
        return None
    return next(
        (form for text, form in misspelled if word[0] == text[0] and near(word, text, 1 + (len(text) > 7))), None
    )
