"""What answers say in English, said in Chinese: names of columns, coded values and notes.

The English text is the name under which ``labels.yaml`` keeps the Chinese one, as with gettext; what it does not hold
is said in English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from patnav.errors import QueryError

__all__ = ["LANGUAGES", "Note", "Told", "check_language", "code_of", "column", "said", "value"]

LANGUAGES = ("en", "zh")


class Note(str):
    """A note of an answer: an English sentence that knows how it was made, so that it can be made in Chinese.

    Args:
        text: The sentence, ``"{lost} of {all} are left out"``: a literal, as it is looked up in ``labels.yaml``.
        **values: What stands in its braces; a coded value (``level``) is translated under that name, another note as
            such, a place goes by its name, and a tuple is listed.

    Examples:
        >>> Note("{n} news documents hold the words, too", n=3)
        '3 news documents hold the words, too'
    """

    text: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, /, **values: Any) -> Note:
        """Fill in the English sentence."""
        note = super().__new__(cls, text.format(**{name: _listed(v) for name, v in values.items()}))
        note.text, note.values = text, values
        return note

    def changed(self, change: Callable[[Any], Any]) -> Note:
        """The same sentence with other values."""
        return type(self)(self.text, **{name: change(given) for name, given in self.values.items()})


class Told(str):
    """A value of a note that is a text of its own, in both languages.

    Args:
        text: The text in English.
        zh: The text in Chinese.
    """

    zh: str

    def __new__(cls, text: str, zh: str) -> Told:
        """Keep both."""
        told = super().__new__(cls, text)
        told.zh = zh
        return told


@cache
def _labels() -> dict[str, Any]:
    text = (resources.files("patnav.resources") / "labels.yaml").read_text("utf-8")
    labels: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return labels


def check_language(lang: str) -> str:
    """The language, if there is one of that name; a QueryError otherwise."""
    if lang not in LANGUAGES:
        raise QueryError(f"no language {lang!r}", f"choose one of {', '.join(LANGUAGES)}")
    return lang


def column(name: str, lang: str, question: str = "") -> str:
    """The heading of a column; one that a question means otherwise has its own: the two sides of ``disputes``."""
    heads = _labels()["columns"]
    return str(name if lang == "en" else heads.get(f"{question}.{name}") or heads.get(name, name))


def value(name: str, code: str, lang: str) -> str:
    """A coded value (``license`` in the column ``type``) as a word; any other text as it is."""
    return str(code if lang == "en" else _labels()["values"].get(name, {}).get(code, code))


def code_of(name: str, word: str) -> str:
    """The coded value that a word stands for: a Chinese one (``高校`` is the kind ``university``), or the British way
    to spell a code (``licence``); any other as it is.
    """
    known = _labels()["values"].get(name, {})
    american = word.strip().lower().replace("licence", "license").replace(" ", "_")
    return next((code for code, said_ in known.items() if said_ == word), american if american in known else word)


def said(note: str, lang: str) -> str:
    """A note in a language; one that has no translation stays English."""
    if lang == "en" or not isinstance(note, Note):
        return str(note)
    text = _labels()["notes"].get(note.text)
    if text is None:
        return str(note)
    return str(text).format(**{name: _listed(_in(name, v, lang)) for name, v in note.values.items()})


def _in(name: str, given: Any, lang: str) -> Any:
    if isinstance(given, tuple):
        return tuple(_in(name, one, lang) for one in given)
    if isinstance(given, Told):
        return given.zh
    if isinstance(given, Note):
        return said(given, lang)
    return value(name, given, lang) if isinstance(given, str) else given


def _listed(given: Any) -> Any:
    if isinstance(given, tuple):
        return ", ".join(map(_listed, given))
    return getattr(given, "name", given)
