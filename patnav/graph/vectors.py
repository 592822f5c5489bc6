"""The sentence vectors of a generation: beside the words in the text index, and published with them.

::

    vectors.json            model, number of vectors, name of the state
    vectors.NAME.heads.npy  of each vector patent, language and digest of the text, by patent
    vectors.NAME.rows.npy   the vectors, a byte a number
    vectors.NAME.signs.npy  their signs about the mean of their language, 512 bits each, as eight columns of numbers

Vectors of one language lie to one side, so each is taken about the mean of its language; then texts of both languages
can be compared. The nearest are found among the 4,096 whose signs differ least (the share of differing signs is the
angle: Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002), ranked by cosine.

A state's files depend on its texts alone. A vector is made once: it is known by its text
(:func:`patnav.graph.encoder.digest`), taken over from the generation before, and what a killed writer made is in
``next/vectors.part``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from duckdb import DuckDBPyConnection
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from patnav.graph import encoder
from patnav.graph.encoder import MODEL, SIZE, Vector
from patnav.graph.text import VECTORS as PREFIX

__all__ = ["Query", "Vectors", "make", "stale"]

_PART = np.dtype([("digest", "<u8"), ("row", "i1", SIZE)])
_CHUNK = 65_536
_POOL = 4_096
_TEXTS = """
WITH wanted AS (SELECT * FROM patent {of} WHERE NOT stub), said AS (
  SELECT key, concat_ws(' ', title, abstract) AS text FROM wanted
  UNION ALL SELECT key, concat_ws(' ', other_title, other_abstract) FROM wanted
)
SELECT key, text FROM said WHERE text <> '' ORDER BY key, text
"""

Query = NDArray[np.float32]
"""What is asked about, as a vector of length 1 about the mean of its language."""

_Array = NDArray[Any]
Told = Callable[[int, int], None]


class Vectors:
    """The vectors of a text index, open for reading.

    Args:
        folder: Folder of the text index; it need not hold vectors.
    """

    def __init__(self, folder: Path) -> None:
        about = folder / f"{PREFIX}json"
        told: dict[str, Any] = orjson.loads(about.read_bytes()) if about.exists() else {"model": "", "vectors": 0}
        self.model: str = told["model"]
        self.count: int = told["vectors"]
        if self.count:
            name = f"{PREFIX}{told['name']}"
            self.heads: _Array = np.load(folder / f"{name}.heads.npy", mmap_mode="r")
            self.rows: _Array = np.load(folder / f"{name}.rows.npy", mmap_mode="r")
            self._signs: _Array = np.load(folder / f"{name}.signs.npy", mmap_mode="r")
            self._keys = np.ascontiguousarray(self.heads["key"])
            self._means = np.array(told["means"], np.float32)

    def of_patents(self, keys: Sequence[str]) -> Query | None:
        """The direction in which some patents lie; None where none has a vector."""
        return self._query([(bool(self.heads[i]["chinese"]), self.rows[i]) for key in keys for i in self._at(key)])

    def of_text(self, text: str) -> Query | None:
        """The direction in which a text lies; None where the model that made the vectors is not here."""
        if self.model != MODEL or not encoder.installed():
            return None
        return self._query([(encoder.chinese(text), encoder.encode(text))])

    def foreign(self, text: str, keys: Iterable[str]) -> set[str]:
        """Those of some patents that are known in the other language than a text's alone."""
        here = encoder.chinese(text)
        return {
            key for key in keys if (known := [self.heads[i]["chinese"] for i in self._at(key)]) and here not in known
        }

    def nearest(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """The patents nearest to a direction.

        Returns:
            Patents, each once, with the cosine; the nearest first, of equals by key.
        """
        differ = np.zeros(self.count, np.uint16)
        for column, bits in zip(self._signs, _signs(query[None, :])[:, 0], strict=True):
            differ += np.bitwise_count(column ^ bits)
        pool = np.arange(self.count)
        if self.count > _POOL:
            # All that differ as little as the last that is taken, so that ties do not depend on places.
            pool = np.flatnonzero(differ <= np.partition(differ, _POOL)[_POOL])
        near = self._about_mean(self.rows[pool], self.heads["chinese"][pool]) @ query
        best: dict[str, float] = {}
        for i in np.argsort(-near, kind="stable")[: 2 * limit]:
            best.setdefault(self._keys[pool[i]].decode(), round(float(near[i]), 4))
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _at(self, key: str) -> range:
        low, high = (int(np.searchsorted(self._keys, key.encode(), side)) for side in ("left", "right"))
        return range(low, high)

    def _query(self, found: Sequence[tuple[bool, Vector]]) -> Query | None:
        if not found:
            return None
        rows = np.array([row for _, row in found])
        mean = self._about_mean(rows, np.array([zh for zh, _ in found])).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)

    def _about_mean(self, rows: _Array, chinese: _Array) -> _Array:
        about: _Array = rows.astype(np.float32) - self._means[chinese.astype(np.intp)]
        about /= np.maximum(np.linalg.norm(about, axis=1, keepdims=True), 1e-9)
        return about


def make(
    db: DuckDBPyConnection,
    folder: Path,
    part: Path,
    old: Path | None = None,
    keys: Sequence[str] | None = None,
    told: Told = lambda done, total: None,
) -> None:
    """Make the vectors of a graph's patents.

    Args:
        db: The graph.
        folder: Folder of the text index, where they go.
        part: File that keeps what was made so far, should this be killed; it is there until the caller deletes it.
        old: Text index of an earlier generation, whose vectors are taken over where the text is the same.
        keys: Patents whose text came, went or changed since; None for all.
        told: Is told how many texts of how many have their vectors.
    """
    before = Vectors(old) if old is not None else None
    before = before if before is not None and before.count and before.model == MODEL else None
    kept = np.empty(0, _heads(1))
    of = ""
    if before is not None and keys is not None:
        db.execute("CREATE OR REPLACE TEMP TABLE texts AS SELECT unnest(?::VARCHAR[]) AS key", [list(keys)])
        of = "SEMI JOIN texts USING (key)"
        kept = before.heads[~np.isin(before.heads["key"], np.array([key.encode() for key in keys] or [b""]))]
    made = _Made(part, before)
    fresh = list(made.heads(_texts(db, of), told, _count(db, of)))
    longest = max([kept.dtype["key"].itemsize, *(len(key) for key, _, _ in fresh)])
    heads = np.concatenate([kept.astype(_heads(longest)), np.array(fresh, _heads(longest))])
    heads = heads[np.argsort(heads, order=("key", "chinese", "digest"), kind="stable")]
    _write(folder, heads, made)


def stale(db: DuckDBPyConnection, folder: Path) -> list[str]:
    """The patents of a graph whose vectors are missing, of another text, or too many."""
    held = Vectors(folder)
    kept = set(held.heads[["key", "digest"]].tolist()) if held.count else set()
    wanted = {(key.encode(), encoder.digest(text)) for key, text in _texts(db, "")}
    return sorted({key.decode() for key, _ in kept ^ wanted})


class _Made:
    """The vectors known by their texts: those of the generation before, and those made now."""

    def __init__(self, part: Path, before: Vectors | None) -> None:
        self._part = part
        self._before = before
        self._known = set() if before is None else set(before.heads["digest"].tolist())
        part.parent.mkdir(parents=True, exist_ok=True)
        size = part.stat().st_size if part.exists() else 0
        with part.open("ab") as file:
            file.truncate(size - size % _PART.itemsize)  # a killed writer may have left half a row
        self._known.update(self._new()["digest"].tolist())

    def heads(self, texts: Iterator[tuple[str, str]], told: Told, total: int) -> Iterator[tuple[bytes, bool, int]]:
        """Head of each text, its vector made if it is not known."""
        with self._part.open("ab") as file:
            for i, (key, text) in enumerate(texts):
                known = encoder.digest(text)
                if known not in self._known:
                    file.write(np.array([(known, encoder.encode(text))], _PART).tobytes())
                    self._known.add(known)
                yield key.encode(), encoder.chinese(text), known
                if i % 100 == 0:
                    told(i, total)

    def rows(self, digests: _Array) -> _Array:
        """The vectors of some texts."""
        rows = np.empty((len(digests), SIZE), np.int8)
        found = np.zeros(len(digests), bool)
        for (known, order), source in self._sources():
            at = np.minimum(np.searchsorted(known, digests, sorter=order), len(known) - 1)
            held = ~found & (known[order[at]] == digests)
            rows[held] = source[order[at[held]]]
            found |= held
        assert found.all()
        return rows

    def _sources(self) -> list[tuple[tuple[_Array, _Array], _Array]]:
        if not hasattr(self, "_sorted"):
            new = self._new()
            pairs = [(np.ascontiguousarray(new["digest"]), new["row"])]
            if self._before is not None:
                pairs.append((np.ascontiguousarray(self._before.heads["digest"]), self._before.rows))
            self._sorted = [((d, np.argsort(d, kind="stable")), rows) for d, rows in pairs if len(d)]
        return self._sorted

    def _new(self) -> _Array:
        if not self._part.stat().st_size:
            return np.empty(0, _PART)
        return np.memmap(self._part, _PART, "r")


def _write(folder: Path, heads: _Array, made: _Made) -> None:
    """Write the files of a state; its name is that of its texts, as files of one name are taken for the same."""
    name = hashlib.blake2b(MODEL.encode() + heads.tobytes(), digest_size=8).hexdigest()
    told = {"model": MODEL, "vectors": len(heads), "name": name}
    if len(heads):
        np.save(folder / f"{PREFIX}{name}.heads.npy", heads)
        rows = open_memmap(folder / f"{PREFIX}{name}.rows.npy", "w+", np.int8, (len(heads), SIZE))
        sums, counts = np.zeros((2, SIZE), np.int64), np.bincount(heads["chinese"], minlength=2)
        for at in range(0, len(heads), _CHUNK):
            chunk = heads[at : at + _CHUNK]
            rows[at : at + _CHUNK] = made.rows(chunk["digest"])
            for zh in (0, 1):
                sums[zh] += rows[at : at + _CHUNK][chunk["chinese"] == zh].sum(axis=0, dtype=np.int64)
        means = (sums / np.maximum(counts, 1)[:, None]).astype(np.float32)
        signs = open_memmap(folder / f"{PREFIX}{name}.signs.npy", "w+", np.uint64, (SIZE // 64, len(heads)))
        for at in range(0, len(heads), _CHUNK):
            about = rows[at : at + _CHUNK] - means[heads["chinese"][at : at + _CHUNK].astype(np.intp)]
            signs[:, at : at + _CHUNK] = _signs(about)
        rows.flush()
        signs.flush()
        told["means"] = means.tolist()
    (folder / f"{PREFIX}json").write_bytes(orjson.dumps(told))


def _signs(about: _Array) -> _Array:
    """Signs as bits: eight columns of 64."""
    return np.packbits(about > 0, axis=1).view(np.uint64).T


def _heads(longest: int) -> np.dtype[Any]:
    return np.dtype([("key", f"S{longest}"), ("chinese", "?"), ("digest", "<u8")])


def _count(db: DuckDBPyConnection, of: str) -> int:
    return int((db.execute(f"SELECT count(*) FROM ({_TEXTS.format(of=of)})").fetchone() or (0,))[0])


def _texts(db: DuckDBPyConnection, of: str) -> Iterator[tuple[str, str]]:
    cursor = db.execute(_TEXTS.format(of=of))
    while rows := cursor.fetchmany(1024):
        yield from rows
