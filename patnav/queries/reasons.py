"""Why a patent is related: each signal's share of the score, and what both patents have of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from patnav.graph.store import Row, Store
from patnav.graph.text import above
from patnav.queries.signals import cocitation, coupling, parties
from patnav.queries.signals import content as contents
from patnav.queries.signals.content import Content
from patnav.queries.signals.target import Target
from patnav.queries.texts import section
from patnav.queries.wording import shared_words

__all__ = ["reasons"]

_MOST = 4


def reasons(
    store: Store, target: Target, content: Content, parts: Mapping[str, Mapping[str, float]]
) -> dict[str, list[str]]:
    """Reasons by patent, the weightiest first.

    Args:
        store: What to ask.
        target: What is asked about.
        content: Its wording and classes.
        parts: What each signal gives to the score, by patent.

    Returns:
        Lines such as ``words 61%: lithium, separator`` and ``classes 22%: H01M10/0525``; shares are of the fused score,
        that of wording and classes divided as their scores are.
    """
    shares = content.shares(list(parts))
    rows = store.rows(section(store, "related", "shown"), {"keys": list(parts), "own": list(target.own)})
    common = sorted(target.symbols, key=lambda symbol: (-len(symbol), symbol))
    return {row["key"]: _lines(store, target, row, parts[row["key"]], shares[row["key"]], common) for row in rows}


def _lines(
    store: Store,
    target: Target,
    row: Row,
    parts: Mapping[str, float],
    shares: Mapping[str, float],
    common: Sequence[str],
) -> list[str]:
    whole = sum(parts.values())
    told = {name: part / whole for name, part in parts.items() if name != contents.NAME}
    divided = sum(shares.values())
    told |= {name: parts.get(contents.NAME, 0.0) / whole * share / divided for name, share in shares.items() if share}
    held = {level for symbol in row["symbols"] or () for level in above(symbol)}
    named = {
        "words": shared_words(store, target.wording, list(target.terms), set(store.terms(row["text"])), _MOST),
        "classes": _finest([symbol for symbol in common if symbol in held]),
        parties.NAME: [*(row["inventors"] or ()), *(row["applicants"] or ())][:_MOST],
        cocitation.NAME: [f"both cited by {key}" for key in row["citing"] or ()],
        coupling.NAME: [f"both cite {key}" for key in row["cited"] or ()],
    }
    order = sorted(told, key=lambda name: (-round(told[name], 4), name))
    lines = [f"{name} {told[name]:.0%}: {', '.join(named[name])}".rstrip(": ") for name in order if told[name] >= 0.005]
    return lines


def _finest(symbols: Sequence[str]) -> list[str]:
    """Shared symbols without those above other shared ones."""
    covered = {level for symbol in symbols for level in above(symbol.rstrip("/"))[:-1]}
    covered |= {level.rstrip("/") for level in covered}
    return [symbol.rstrip("/") for symbol in symbols if symbol not in covered][:_MOST]
