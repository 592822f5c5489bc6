"""Saved searches: what one has found that it had not found before.

Each lies in the workspace as ``searches/NAME.json``: the query, the filters, and the families seen. It is written
beside and renamed, so that it is always whole. It is the user's, not the graph's: a copy of the folder takes it along.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from patnav.errors import NotFound, QueryError
from patnav.graph.store import Store
from patnav.queries.answer import Answer, PatentRow
from patnav.queries.filters import Filters
from patnav.queries.labels import Note
from patnav.queries.search import search
from patnav.queries.texts import section

__all__ = ["SavedRow", "forget", "listed", "news", "save"]

_NAME = re.compile(r"[\w-]{1,60}")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search.

    Attributes:
        name: Its name.
        query: What it looks for.
        new: Number of families found that were not seen.
        found: Number of families found.
    """

    name: str
    query: str
    new: int
    found: int


@dataclass(slots=True)
class _Saved:
    text: str
    filters: dict[str, str | bool]
    seen: list[str]


def save(store: Store, folder: Path, name: str, text: str, filters: Filters) -> None:
    """Keep a search; what it finds now counts as seen.

    Args:
        store: The graph of the workspace.
        folder: The workspace's folder.
        name: Letters, digits, ``-`` and ``_``; a search of that name is replaced.
        text: The query.
        filters: What it is restricted to.

    Raises:
        QueryError: The name or the query is no good.
    """
    saved = _Saved(text, {key: value for key, value in asdict(filters).items() if value}, [])
    saved.seen = [row.id for row in _found(store, saved)]
    _write(_file(folder, name), saved)


def listed(store: Store, folder: Path) -> Answer[SavedRow]:
    """All saved searches, each with the number of families that are new; none counts as seen by that."""
    rows = []
    for name, saved in _all(folder):
        found = _found(store, saved)
        rows.append(SavedRow(name, saved.text, len(_new(store, saved, found)), len(found)))
    return Answer("saved", {}, rows, len(rows), [Note("counted by families; 'patnav saved NAME' shows the new ones")])


def news(store: Store, folder: Path, name: str, limit: int = 20) -> Answer[PatentRow]:
    """What a saved search finds that it had not found before; what is shown counts as seen from now on.

    Args:
        store: The graph of the workspace.
        folder: The workspace's folder.
        name: Name of the search.
        limit: Number of rows.

    Raises:
        NotFound: There is no such search.
    """
    path = _file(folder, name)
    saved = _read(path)
    new = _new(store, saved, _found(store, saved))
    shown = new[:limit]
    if shown:
        saved.seen = [*saved.seen, *(row.id for row in shown)]
        _write(path, saved)
    notes = [Note("only what the search had not found before; what is shown counts as seen from now on")]
    return Answer("saved", {"name": name, "text": saved.text, **saved.filters}, shown, len(new), list(notes))


def forget(folder: Path, name: str) -> None:
    """Keep a search no longer; NotFound where there is none."""
    path = _file(folder, name)
    _read(path)
    path.unlink()


def _found(store: Store, saved: _Saved) -> list[PatentRow]:
    return list(search(store, saved.text, Filters(**saved.filters), limit=_MOST).rows)  # type: ignore[arg-type]


def _new(store: Store, saved: _Saved, found: list[PatentRow]) -> list[PatentRow]:
    """Rows whose family was not seen: a family may be shown by another publication than the one that was."""
    keys = sorted({*saved.seen, *(row.id for row in found)})
    rows = store.rows(section(store, "related", "units", where="true"), {"keys": keys}) if keys else []
    units = {row["key"]: row["unit"] for row in rows}
    seen = {units.get(key, key) for key in saved.seen}
    return [row for row in found if units.get(row.id, row.id) not in seen]


def _file(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise QueryError(f"{name!r} is no name for a search", "use letters, digits, - and _, at most 60")
    return folder / "searches" / f"{name}.json"


def _all(folder: Path) -> Iterator[tuple[str, _Saved]]:
    for path in sorted((folder / "searches").glob("*.json")):
        yield path.stem, _read(path)


def _read(path: Path) -> _Saved:
    try:
        return _Saved(**orjson.loads(path.read_bytes()))
    except FileNotFoundError:
        raise NotFound(
            f"no saved search {path.stem!r}", "'patnav saved' lists them; 'search ... --save NAME' keeps one"
        ) from None
    except (TypeError, orjson.JSONDecodeError) as error:
        raise QueryError(f"{path} is damaged: {error}", "save the search again under the same name") from None


def _write(path: Path, saved: _Saved) -> None:
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as out:
        out.write(orjson.dumps(asdict(saved)))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
