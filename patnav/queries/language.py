"""An answer in the reader's language: notes translated, things called by the name they have in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from patnav.graph.store import Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.labels import Note, Told, said
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
    keys = sorted({key for said_ in (*answer.rows, *answer.notes) for key in _keys(said_)})
    names = _ask(store, "names", keys) if keys else {}
    patents = sorted({row.id for row in answer.rows if isinstance(row, PatentRow)})
    applicants = _ask(store, "applicants", patents) if patents else {}
    plain = sorted({name for row in answer.rows for attribute in _PLAIN for name in _plain(row, attribute)})
    places = _ask(store, "places", plain) if plain else {}
    rows = [_named(row, names, applicants, places) for row in answer.rows]
    return replace(answer, rows=rows, notes=[_named(note, names, applicants, places) for note in answer.notes])


_PLAIN = ("regions", "region", "field", "share_of")
"""What rows call a region or a technology field by, where they give its name without its key."""


def _plain(row: Any, attribute: str) -> list[str]:
    given = getattr(row, attribute, None)
    return [name for name in (given if isinstance(given, list) else [given]) if isinstance(name, str)]


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


def _named(value: Any, names: dict[str, str], applicants: dict[str, list[str]], places: dict[str, str]) -> Any:
    """A row or note with other names."""
    if isinstance(value, list | tuple):
        return type(value)(_named(one, names, applicants, places) for one in value)
    if isinstance(value, Note):
        return said(value.changed(lambda given: _named(given, names, applicants, places)), "zh")
    if isinstance(value, Told):
        return value.zh
    if not is_dataclass(value):
        return value
    own: Any = value
    changed = {field.name: _named(getattr(own, field.name), names, applicants, places) for field in fields(own)}
    if _called(own):
        changed["name"] = names.get(own.id, changed["name"])
    if "main_class_title" in changed:
        changed["main_class_title"] = names.get(own.main_class, own.main_class_title)
    if isinstance(own, PatentRow):
        changed["applicants"] = applicants.get(own.id, own.applicants)
    for attribute in changed.keys() & set(_PLAIN):
        if called := [places.get(name, name) for name in _plain(own, attribute)]:
            changed[attribute] = called if isinstance(changed[attribute], list) else called[0]
    return replace(own, **changed)
