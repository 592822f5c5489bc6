"""Parts of ``landscape`` about classes: those that emerge or fade, and those that are rarely combined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from patnav.graph.store import Row
from patnav.queries.answer import Evidence, Place
from patnav.queries.labels import Note
from patnav.queries.measures.specialization import Matrix
from patnav.queries.scope import Part, Scope
from patnav.queries.texts import section

__all__ = ["ClassRow", "GapRow", "classes", "gaps"]

_FREQUENT = 60
"""How many classes, the most frequent ones, are looked at in pairs."""

_VIA = 3


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class whose share of the families changes.

    Attributes:
        class_: The class.
        trend: ``emerging`` (more families and a greater share), ``fading`` (fewer and a smaller one), ``growing_less``
            (no fewer, but a smaller share: it grows less than all) or ``falling_less`` (no more, but a greater share).
        patents: Families in it.
        recent: Those filed in the last three complete years.
        before: Those of the three years before.
        share: Share of the families of the recent years; a fraction.
        change: That share less the one of the years before.
        growth: Change of the families themselves; a fraction, None where fewer than ``least`` were before.
        evidence: Records of its five newest patents, where asked for.
    """

    class_: Place
    trend: str
    patents: int
    recent: int
    before: int
    share: float
    change: float
    growth: float | None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GapRow:
    """Two classes that are at home in the field, keep the same company, and are rarely combined.

    Attributes:
        class_a: A class.
        class_b: Another.
        together: Families that have both.
        expected: Families that would have both if the classes were independent.
        similarity: Cosine of what the two are combined with; 1 where they keep the same company.
        score: ``(expected - together) / √expected · similarity``.
        via: The classes that both are combined with most.
        evidence: Records of the newest patents in each of the two, where asked for.
    """

    class_a: Place
    class_b: Place
    together: int
    expected: float
    similarity: float
    score: float
    via: list[str]
    evidence: list[Evidence] = field(default_factory=list)


def _ask(asked: Scope, name: str, **bound: Any) -> list[Row]:
    """Subclasses; below a subclass that is filtered by, its main groups."""
    low, high = (asked.restriction.parameters.get(f"class_{side}") for side in ("from", "to"))
    depth = 5 if low and len(low) >= 4 else 4
    asked_for = {"depth": depth, "first_class": low or "", "last_class": high or "\uffff"}
    parts = {"classed": section(asked.store, "classes", "classed"), "table": "subclasses" if depth == 4 else "groups"}
    return asked.ask("classes", name, parts, **asked_for, **bound)


def _places(asked: Scope, symbols: Sequence[str]) -> dict[str, Place]:
    titles = {row["key"]: row["title"] for row in _ask(asked, "titles", classes=list(symbols))}
    return {symbol: Place(symbol, titles.get(symbol) or symbol) for symbol in symbols}


def _proofs(asked: Scope, symbol: str) -> list[Evidence]:
    return asked.proofs("in_class", item=symbol, end="/" if len(symbol) > 4 else "")


def classes(asked: Scope) -> Part:
    """Classes by how much their share of the families changed from three complete filing years to the next three.

    Returns:
        Rows of :class:`ClassRow` by falling size of the change, classes with fewer than ``least`` families in the six
        years left out.
    """
    spans = _ask(asked, "spans")[0]
    notes = [
        Note("counted by families, {families} with a class; IPC and CPC as one", families=spans["families"]),
        Note(
            "change: share of the families in the class, recent years less those before; classes with fewer than "
            "{least} families in the six years are left out",
            least=asked.least,
        ),
        Note(
            "growing_less: no fewer families, but a smaller share, as all went from {before} to {recent}; "
            "falling_less: no more, but a greater share",
            before=spans["before"],
            recent=spans["recent"],
        ),
        *asked.span.notes(),
    ]
    if not spans["recent"] or not spans["before"]:
        return [], 0, [Note("no families in one of the two spans of years, so no class has a trend"), *notes]
    found = []
    for row in _ask(asked, "counts"):
        share, earlier = row["recent"] / spans["recent"], row["before"] / spans["before"]
        if row["recent"] + row["before"] >= asked.least and share != earlier:
            found.append((share - earlier, share, row))
    found.sort(key=lambda one: (-abs(one[0]), one[2]["class"]))
    shown = found[: asked.limit]
    places = _places(asked, [row["class"] for _, _, row in shown])
    rows = [
        ClassRow(
            class_=places[row["class"]],
            trend=_trend(change, row["recent"] - row["before"]),
            patents=row["patents"],
            recent=row["recent"],
            before=row["before"],
            share=round(share, 4),
            change=round(change, 4),
            growth=_rounded(asked.span.growth(row["recent"], row["before"], asked.least)),
            evidence=_proofs(asked, row["class"]),
        )
        for change, share, row in shown
    ]
    return rows, len(found), notes


def _trend(share: float, families: int) -> str:
    """What share and number do, of a class whose share changes."""
    if share > 0:
        return "emerging" if families > 0 else "falling_less"
    return "fading" if families < 0 else "growing_less"


def _rounded(growth: float | None) -> float | None:
    return None if growth is None else round(growth, 3)


def gaps(asked: Scope) -> Part:
    """White space: pairs of frequent classes that are combined more rarely than chance would have it.

    Two classes that have nothing to do with each other are rarely combined, too, and tell nothing. So a pair counts for
    more the more alike the two are in what else they are combined with.

    Returns:
        Rows of :class:`GapRow` by falling score; pairs with an expectation under ``least`` are left out.
    """
    families = _ask(asked, "spans")[0]["families"]
    counts = _ask(asked, "counts")[:_FREQUENT]
    symbols = [row["class"] for row in counts]
    at = {symbol: i for i, symbol in enumerate(symbols)}
    together = np.zeros((len(symbols), len(symbols)))
    for row in _ask(asked, "pairs", classes=symbols):
        i, j = at[row["a"]], at[row["b"]]
        together[i, j] = together[j, i] = row["together"]
    held = np.array([row["patents"] for row in counts], dtype=float)
    expected = np.outer(held, held) / families if families else together
    found = []
    for i in range(len(symbols)):
        for j in range(i + 1, len(symbols)):
            if expected[i, j] >= asked.least and together[i, j] < expected[i, j]:
                alike = _similarity(together, i, j)
                short = (expected[i, j] - together[i, j]) / expected[i, j] ** 0.5
                found.append((round(float(short * alike), 4), i, j, round(alike, 4)))
    found = sorted((one for one in found if one[0] > 0), key=lambda one: (-one[0], symbols[one[1]], symbols[one[2]]))
    shown = found[: asked.limit]
    places = _places(asked, sorted({symbols[k] for _, i, j, _ in shown for k in (i, j)}))
    rows = [
        GapRow(
            class_a=places[symbols[i]],
            class_b=places[symbols[j]],
            together=int(together[i, j]),
            expected=round(float(expected[i, j]), 2),
            similarity=alike,
            score=score,
            via=_via(together, i, j, symbols),
            evidence=[*_proofs(asked, symbols[i]), *_proofs(asked, symbols[j])],
        )
        for score, i, j, alike in shown
    ]
    notes = [
        Note("counted by families, {families} with a class; IPC and CPC as one", families=families),
        Note(
            "the {classes} most frequent classes in pairs; expected: if the two were independent; pairs with less than "
            "{least} are left out",
            classes=len(symbols),
            least=asked.least,
        ),
    ]
    return rows, len(found), notes


def _others(together: Matrix, i: int, j: int) -> tuple[Matrix, Matrix]:
    """What two classes are combined with, each other apart."""
    apart = np.ones(len(together), dtype=bool)
    apart[[i, j]] = False
    return np.where(apart, together[i], 0.0), np.where(apart, together[j], 0.0)


def _similarity(together: Matrix, i: int, j: int) -> float:
    first, second = _others(together, i, j)
    length = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / length if length else 0.0


def _via(together: Matrix, i: int, j: int, symbols: Sequence[str]) -> list[str]:
    both = np.minimum(*_others(together, i, j))
    best = sorted((k for k in range(len(symbols)) if both[k] > 0), key=lambda k: (-both[k], symbols[k]))
    return [symbols[k] for k in best[:_VIA]]
