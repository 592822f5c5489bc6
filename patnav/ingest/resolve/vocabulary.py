"""What is known of the words in names: their spellings, which are in common use, which say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from patnav.ingest.classify.regions import regions
from patnav.ingest.resolve.normalise import fold, split_form
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["Vocabulary", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables ``name_words.yaml``, ``name_notes.yaml``, ``words.csv`` and ``person_names.csv``.

    Attributes:
        spellings: Abbreviation or variant of a word to that word.
        empty: Words that do not tell two names apart.
        boards: Words of the boards that schools are named by.
        schools: Words that mark a school.
        namesakes: Places with which "X University" is not "University of X".
        subjects: Other words of which the same holds.
        notes: What a name may carry that is not the name.
        phrases: Acronyms in names that are written out, as expressions, and what for.
        phrased: Any of those expressions.
        common: Words in common use, in their usual spelling.
        people: Given and family names.
        brands: Names of firms in the table of organizations that are one word.
        places: Words of the English names of places.
        states: Countries, and the states of the US with their abbreviations, as addresses have them.
    """

    spellings: dict[str, str]
    empty: frozenset[str]
    boards: frozenset[str]
    schools: frozenset[str]
    namesakes: frozenset[str]
    subjects: frozenset[str]
    notes: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    phrased: re.Pattern[str]
    common: frozenset[str]
    people: frozenset[str]
    brands: frozenset[str]
    places: frozenset[str]
    states: frozenset[str]

    def known(self, word: str) -> bool:
        """Whether a word is spelled as such a word is: in common use, or the name of a person or place."""
        return word in self.common or word in self.people or word in self.places or word in self.brands


@cache
def vocabulary() -> Vocabulary:
    """The shipped tables, read once."""
    table = read_yaml("name_words.yaml") | read_yaml("name_notes.yaml")
    spellings = {str(text): str(word) for word, texts in table["spellings"].items() for text in texts}
    common = frozenset(word for row in read_rows("words.csv") for word in row["words"].split())
    people = frozenset(word for row in read_rows("person_names.csv") for word in row["names"].split())
    names = {split_form(fold(row["name_en"]))[0] for row in read_rows("organizations.csv")}
    return Vocabulary(
        spellings=spellings,
        empty=frozenset(table["empty"]),
        boards=frozenset(table["boards"]),
        schools=frozenset(table["schools"]),
        namesakes=frozenset(table["namesakes"]),
        subjects=frozenset(table["subjects"]),
        notes=re.compile("|".join(f"(?:{note})" for note in table["notes"]), re.IGNORECASE),
        phrases=tuple((re.compile(text), phrase) for text, phrase in table["phrases"].items()),
        phrased=re.compile("|".join(f"(?:{text})" for text in table["phrases"])),
        common=common | frozenset(map(str, table["spellings"])) | frozenset(table["distinct"]),
        people=people,
        brands=frozenset(name for name in names if len(name) > 5 and name.isalpha() and name.isascii()),
        places=frozenset(word for name in regions().names_en for word in name.split() if len(word) > 1),
        states=frozenset(table["states"]) | frozenset(fold(name) for name in _countries()),
    )


def _countries() -> list[str]:
    """English names of countries."""
    return [node.name for key, node in regions().nodes.items() if len(key) == 2]
