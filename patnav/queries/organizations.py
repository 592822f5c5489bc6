"""Organizations by name: the keys that a user's words mean, and names near them where they mean none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from patnav.errors import NotFound, QueryError
from patnav.graph.naming import comparison_name, fold, spelling, split_form
from patnav.graph.store import Row, Store
from patnav.queries.answer import Place
from patnav.queries.texts import section

__all__ = ["called", "find_organizations", "near_names", "wholes"]

_BEGINNING = 4
_NEAR = 3
_NAMED = 5
"""Bodies that an error names."""


def find_organizations(store: Store, name: str) -> list[str]:
    """Keys of the organizations that go by a name.

    Args:
        store: Where to look.
        name: Key, or any name that the sources or the shipped table use, whatever its case, width and marks, with or
            without its legal form; ``*`` stands for any characters.

    Returns:
        At least one; several where all bear this very name, or fit the ``*``.

    Raises:
        NotFound: The graph holds none.
        QueryError: Several bodies could be meant by the short name.
    """
    rows = called(store, name)
    if not rows:
        near = near_names(store, name)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise NotFound(
            f"no organization is called {name!r}", f"{meant}{name.strip(' *') + '*'!r} finds all that begin so"
        )
    if len(rows) > 1 and "*" not in name and not all(_bears(row, name) for row in rows):
        bodies = ", ".join(f"{_label(row)} ({row['key']})" for row in rows[:_NAMED])
        raise QueryError(
            f"{len(rows)} organizations may be called {name!r} for short: {bodies}",
            "name one by its id, or all by a name with *",
        )
    return [row["key"] for row in rows]


def wholes(store: Store, keys: Iterable[str]) -> dict[str, Place]:
    """The topmost body that each organization is part of, of several the first by key; itself where there is none."""
    bound = {"keys": sorted(set(keys))}
    rows = store.rows(section(store, "organizations", "wholes"), bound) if bound["keys"] else []
    return {row["key"]: Place(row["id"], row["name"]) for row in rows}


def called(store: Store, name: str) -> list[Row]:
    """The organizations that a name may mean, by key: those of this key or very name, else those of it for short.

    Args:
        store: Where to look.
        name: See :func:`find_organizations`.

    Returns:
        ``key`` and ``names`` of each.
    """
    if "*" in name:
        pattern = ".*".join(map(re.escape, name.strip().lower().split("*")))
        return store.rows(section(store, "organizations", "like"), {"pattern": pattern})
    bound = {"name": name.strip(), "spelling": spelling(name) or name.strip()}
    rows = store.rows(section(store, "organizations", "called"), bound)
    return [row for row in rows if _bears(row, name)] or [row for row in rows if _shortened(row, name)]


def near_names(store: Store, name: str) -> list[str]:
    """Up to three names of organizations that begin with a text, or begin as it does and are spelled nearly so."""
    wanted = spelling(name)
    start = wanted[: _BEGINNING if wanted.isascii() else _BEGINNING // 2]
    if not start:
        return []
    found = {
        row["spelling"]: _label(row) for row in store.rows(section(store, "organizations", "near"), {"start": start})
    }
    longer = sorted((text for text in found if text.startswith(wanted)), key=lambda text: (len(text), text))
    near = [*longer, *get_close_matches(wanted, sorted(found), _NEAR)]
    return list(dict.fromkeys(found[text] for text in near))[:_NEAR]


def _names(row: Row) -> list[str]:
    return [name for name in row["names"] if name]


def _label(row: Row) -> str:
    return str(next(iter(_names(row)), row["key"]))


def _bears(row: Row, name: str) -> bool:
    """Whether this is the row's key or one of its names whole, legal forms of one class alike."""
    compared = comparison_name(name)
    return row["by_key"] or any(comparison_name(own) == compared for own in _names(row))


def _shortened(row: Row, name: str) -> bool:
    """Whether the name is one of the row's but for a legal form that the one has and the other lacks."""
    wanted = spelling(name)
    forms = {_form(own) for own in _names(row) if spelling(own) == wanted}
    return bool(forms) and (_form(name) is None or forms == {None})


def _form(name: str) -> str | None:
    return split_form(fold(name))[1]
