"""Ways to find related patents that were tried beside PatNav's own, for ``python -m benchmarks.related --trials``.

- ``Walk``: personalised PageRank over families, their inventors, applicants and classes, and citations both ways;
- ``Topics``: latent semantic analysis, 100 dimensions, of titles and abstracts;
- ``joined``: numbers with their units, chemical names with their numbers, as words of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.truth import Truth
from patnav.graph.text import above, prepare

__all__ = ["Topics", "Walk", "joined"]

Floats = NDArray[np.float32]

_EDGES = """
WITH unit AS (SELECT p.key, coalesce(p.unit, f.dst, p.key) AS unit FROM patent p
  LEFT JOIN family f ON f.src = p.key AND f.kind = 'simple')
SELECT DISTINCT 'inventor' AS type, u.unit AS src, e.dst FROM inventor e JOIN unit u ON u.key = e.src
UNION ALL SELECT DISTINCT 'applicant', u.unit, e.dst FROM applicant e JOIN unit u ON u.key = e.src
UNION ALL SELECT DISTINCT 'class', u.unit, e.dst FROM classified e JOIN unit u ON u.key = e.src
UNION ALL SELECT DISTINCT 'cites', a.unit, b.unit FROM cites e JOIN unit a ON a.key = e.src JOIN unit b ON b.key = e.dst
  WHERE a.unit <> b.unit
ORDER BY type, src, dst
"""
_PULL = {"cites": 2.0, "inventor": 1.0, "applicant": 0.5, "class": 1.0}
"""How a family's step is shared out among kinds of edges; within a kind each edge has the same share."""
_BACK, _STEPS = 0.3, 8


class Walk:
    """Personalised PageRank (Page et al., The PageRank citation ranking, 1999; Jeh and Widom, WWW 2003).

    The whole graph of a set, which is the most that any neighbourhood of a patent could give.

    Args:
        rows: Answers a query over the graph's tables.
        cites: Whether citations are walked.
    """

    def __init__(self, rows: Callable[[str, dict[str, Any]], list[Any]], cites: bool) -> None:
        nodes: dict[str, int] = {}
        ends: list[tuple[int, int]] = []
        kinds: list[int] = []
        order = list(_PULL)
        for row in rows(_EDGES, {}):
            kind = row["type"]
            if kind == "cites" and not cites:
                continue
            for other in above(row["dst"])[1:] if kind == "class" else (row["dst"],):
                one = nodes.setdefault(row["src"], len(nodes))
                ends.append((one, nodes.setdefault(other if kind == "cites" else f"{kind} {other}", len(nodes))))
                kinds.append(order.index(kind))
        self._nodes, self._names = nodes, list(nodes)
        pairs, self._cited = np.unique(np.column_stack([np.array(ends), kinds]), axis=0), order.index("cites")
        self._a, self._b, self._kind = pairs.T
        self._pull = np.array([_PULL[kind] for kind in order])

    def rank(self, unit: str, known: Collection[str], depth: int = 500) -> list[str]:
        """Families by how often a walk from one of them is there; what it cites itself is not walked."""
        if (start := self._nodes.get(unit)) is None:
            return []
        kept = ~((self._kind == self._cited) & (self._a == start))
        src = np.concatenate([self._a[kept], self._b[kept]])
        dst = np.concatenate([self._b[kept], self._a[kept]])
        kind = np.tile(self._kind[kept], 2)
        count = len(self._names)
        slot = src * len(self._pull) + kind
        share = self._pull[kind] / np.bincount(slot, minlength=count * len(self._pull))[slot]
        share /= np.bincount(src, share, minlength=count)[src]
        home = np.zeros(count)
        home[start] = 1.0
        here = home
        for _ in range(_STEPS):
            here = _BACK * home + (1 - _BACK) * np.bincount(dst, here[src] * share, minlength=count)
        ranked = [self._names[i] for i in np.argsort(-here, kind="stable")[: 20 * depth] if here[i] > 0]
        return [one for one in ranked if one in known and one != unit][:depth]


class Topics:
    """Latent semantic analysis (Deerwester et al., JASIS 41 (1990) 391) of words and pairs of words, without numerals.

    Logarithmic counts times inverse document frequency; the decomposition is by random projection (Halko, Martinsson
    and Tropp, SIAM Review 53 (2011) 217), with a fixed seed.

    Args:
        truth: The set.
        terms: Words of a text.
        size: Number of dimensions.
    """

    def __init__(self, truth: Truth, terms: Callable[[str], Sequence[str]], size: int = 100) -> None:
        self._units = list(truth.families)
        counted = []
        for unit in self._units:
            words = [word for word in terms(truth.families[unit].text) if not any(c.isdecimal() for c in word)]
            counted.append(Counter([*words, *map(" ".join, pairwise(words))]))
        held = Counter(term for terms_ in counted for term in terms_)
        column = {term: i for i, term in enumerate(sorted(term for term, n in held.items() if n > 1))}
        cells = [
            (i, column[term], (1 + np.log(n)) * np.log(len(counted) / held[term]))
            for i, terms_ in enumerate(counted)
            for term, n in sorted(terms_.items())
            if term in column
        ]
        rows, columns, values = (np.array(part) for part in zip(*cells, strict=True))
        values /= np.sqrt(np.bincount(rows, values**2, minlength=len(counted)))[rows]
        texts = _decomposed(rows, columns, values.astype(np.float32), (len(counted), len(column)), size)
        length = np.linalg.norm(texts, axis=1, keepdims=True)
        self._texts = texts / np.where(length > 0, length, 1)
        self._place = {unit: i for i, unit in enumerate(self._units)}

    def rank(self, unit: str, depth: int = 500) -> list[str]:
        """Families by falling cosine."""
        near = self._texts @ self._texts[self._place[unit]]
        best = [self._units[i] for i in np.argsort(-near, kind="stable")[: depth + 1] if near[i] > 0]
        return [one for one in best if one != unit][:depth]


def _decomposed(rows: Any, columns: Any, values: Floats, shape: tuple[int, int], size: int) -> Floats:
    """The left singular vectors of a sparse matrix times its singular values."""
    turned = np.lexsort((rows, columns))
    forward, back = (rows, columns, values, shape[0]), (columns[turned], rows[turned], values[turned], shape[1])
    basis = np.random.default_rng(5).standard_normal((shape[1], size + 20), dtype=np.float32)
    for _ in range(4):
        basis = np.linalg.qr(_times(*back, np.linalg.qr(_times(*forward, basis))[0]))[0]
    left, weight, _ = np.linalg.svd(_times(*forward, basis), full_matrices=False)
    found: Floats = left[:, :size] * weight[:size]
    return found


def _times(rows: Any, columns: Any, values: Floats, height: int, other: Floats, step: int = 100_000) -> Floats:
    """A sparse matrix, its cells ordered by row, times a dense one."""
    product = np.zeros((height, other.shape[1]), dtype=np.float32)
    for i in range(0, len(rows), step):
        part = rows[i : i + step]
        first = np.flatnonzero(np.diff(part, prepend=-1))
        cells = other[columns[i : i + step]] * values[i : i + step, None]
        product[part[first]] += np.add.reduceat(cells, first, axis=0)
    return product


_UNIT = re.compile(
    r"(\d+(?:\.\d+)?)\s?(nm|[uμµ]m|mm|cm|km|m|[kmM]?V|mA|A|[kM]?W|[kMG]?Hz|K|°C|℃|%|[km]?g|m?[lL]|[kMG]?Pa|rpm|min|h|s|dB)\b"
)
_CHEMICAL = re.compile(r"\b\d+(?:,\d+)*-[A-Za-z][\w-]*|\b[A-Za-z]+-\d+(?:,\d+)*(?:-[A-Za-z]+)+|\b[A-Z][A-Za-z]*-\d+\b")


def joined(text: str) -> str:
    """A text as the index takes it, with ``10 nm`` and ``2,4-D`` as words of their own besides: ``10nm``, ``24d``."""
    units = [f"{number.replace('.', 'p')}{unit.replace('%', 'percent')}" for number, unit in _UNIT.findall(text)]
    names = [re.sub(r"\W", "", name) for name in _CHEMICAL.findall(text)]
    return " ".join([prepare(text), *units, *names])
