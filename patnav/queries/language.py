"""An answer in the reader's language: notes translated, things called by the name they have in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from patnav.graph.store import Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.labels import Note, said
from patnav.queries.texts import section

__all__ = ["in_language"]

R = TypeVar("R")


def in_language(store: Store, answer: Answer[R], lang: str) -> Answer[R]:
    """An answer as a reader of a language wants it.

    Args:
        store: What was asked; knows the Chinese names.
        answer: The answer, in English.
        lang: One of :data:`patnav.queries.labels.LANGUAGES`.

    Returns:
        The same rows in the same order. In Chinese, organizations, persons, regions and industries go by their Chinese
        names where the graph knows them, and notes and reasons are translated. Keys and coded values stay: those are
        translated where they are printed.
    """
    if lang == "en":
        return answer
    keys = sorted({key for row in answer.rows for key in _keys(row)})
    names = _ask(store, "names", keys) if keys else {}
    patents = sorted({row.id for row in answer.rows if isinstance(row, PatentRow)})
    applicants = _ask(store, "applicants", patents) if patents else {}
    places = sorted({name for row in answer.rows for name in getattr(row, "regions", ())})
    regions = _ask(store, "regions", places) if places else {}
    rows = [_named(row, names, applicants, regions) for row in answer.rows]
    return replace(answer, rows=rows, notes=[said(note, lang) for note in answer.notes])


def _ask(store: Store, name: str, keys: list[str]) -> dict[str, Any]:
    return {row["key"]: row["name"] for row in store.rows(section(store, "language", name), {"keys": keys})}


def _keys(value: Any) -> Iterator[str]:
    """Keys of everything that a row calls by a name."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _keys(one)
    elif isinstance(value, Note):
        yield from _keys(tuple(value.values.values()))
    elif is_dataclass(value):
        own: Any = value
        if _called(value):
            yield own.id
        if getattr(value, "main_class", None):
            yield own.main_class
        for field in fields(value):
            yield from _keys(getattr(value, field.name))


def _called(value: Any) -> bool:
    """Whether something is shown by a name that belongs to a key: a party, a place, the end of an edge."""
    return hasattr(value, "id") and isinstance(getattr(value, "name", None), str)


def _named(value: Any, names: dict[str, str], applicants: dict[str, list[str]], regions: dict[str, str]) -> Any:
    """A row with other names; ``regions`` of an event are names alone, so they go by name."""
    if isinstance(value, list | tuple):
        return type(value)(_named(one, names, applicants, regions) for one in value)
    if isinstance(value, Note):
        return said(value.changed(lambda given: _named(given, names, applicants, regions)), "zh")
    if not is_dataclass(value):
        return value
    own: Any = value
    changed = {field.name: _named(getattr(own, field.name), names, applicants, regions) for field in fields(own)}
    if _called(own):
        changed["name"] = names.get(own.id, own.name)
    if "main_class_title" in changed:
        changed["main_class_title"] = names.get(own.main_class, own.main_class_title)
    if isinstance(own, PatentRow):
        changed["applicants"] = applicants.get(own.id, own.applicants)
    if "regions" in changed:
        changed["regions"] = [regions.get(name, name) for name in changed["regions"]]
    return replace(own, **changed)
