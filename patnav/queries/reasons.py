"""Why a patent is related: each signal's share of the score, and what both patents have of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from patnav.graph.store import Store
from patnav.graph.text import above
from patnav.queries.coverage import Coverage
from patnav.queries.highlights import TEXTS
from patnav.queries.labels import Note, Told
from patnav.queries.signals import cocitation, coupling, parties
from patnav.queries.signals import content as contents
from patnav.queries.signals.content import Content
from patnav.queries.signals.target import Target
from patnav.queries.texts import section
from patnav.queries.wording import shared_words, stems

__all__ = ["reasons"]

_MOST = 4
_WHAT = ("inventor", "applicant", "cites", "cited")


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
        that of wording and classes divided as their scores are. To a text, at last, which of its words are lacking.
    """
    shares = content.shares(list(parts))
    held: dict[str, dict[str, list[str]]] = {key: {} for key in (*parts, *target.own)}
    for row in store.rows(section(store, "related", "shown"), {"keys": sorted(held)}):
        held[row["key"]].setdefault(row["what"], []).append(row["value"])
    own = {what: {value for key in target.own for value in held[key].get(what, ())} for what in _WHAT}
    texts = {row["key"]: row for row in store.rows(section(store, "search", "texts"), {"keys": list(parts)})}
    finest = sorted(target.symbols, key=lambda symbol: (-len(symbol), symbol))
    levels = {key: {level for symbol in held[key].get("class", ()) for level in above(symbol)} for key in parts}
    classes = {key: _finest([symbol for symbol in finest if symbol in levels[key]]) for key in parts}
    titles = _titles(store, {symbol for symbols in classes.values() for symbol in symbols})
    words = stems(store, target.wording)
    covered = None if target.keys else Coverage(store, target.wording, parts)
    lines = {}
    for key, given in parts.items():
        shared = {what: [value for value in held[key].get(what, ()) if value in own[what]] for what in _WHAT}
        text = " ".join(texts[key][name] or "" for name in TEXTS)
        named: dict[str, Sequence[str]] = {
            "words": shared_words(target.wording, words, list(target.terms), set(store.terms(text)), _MOST),
            "classes": [titles[symbol] for symbol in classes[key]],
            parties.NAME: [*shared["inventor"], *shared["applicant"]][:_MOST],
            cocitation.NAME: [Note("both cited by {patent}", patent=one) for one in shared["cited"]][:_MOST],
            coupling.NAME: [Note("both cite {patent}", patent=one) for one in shared["cites"]][:_MOST],
        }
        lacking = covered.told(key) if covered else []
        lines[key] = _lines(_told(given, shares[key]), named, bool(lacking)) + lacking
    return lines


def _told(parts: Mapping[str, float], shares: Mapping[str, float]) -> dict[str, float]:
    """Each signal's share of the score, that of wording and classes divided."""
    whole, divided = sum(parts.values()), sum(shares.values())
    told = {name: part / whole for name, part in parts.items() if name != contents.NAME}
    return told | {
        name: parts.get(contents.NAME, 0.0) / whole * share / divided for name, share in shares.items() if share
    }


def _lines(told: Mapping[str, float], named: Mapping[str, Sequence[str]], lacking: bool) -> list[str]:
    """A line a signal; words that are all of a score, but not all that were asked for, are given without a share."""
    order = sorted(told, key=lambda name: (-round(told[name], 4), name))
    shown = [name for name in order if told[name] >= 0.005]
    if lacking and shown == ["words"] and named.get("words"):
        return [Note("{signal}: {named}", signal="words", named=tuple(named["words"]))]
    return [
        Note("{signal} {share:.0%}: {named}", signal=name, share=told[name], named=tuple(named[name]))
        if named.get(name)
        else Note("{signal} {share:.0%}", signal=name, share=told[name])
        for name in shown
    ]


def _finest(symbols: Sequence[str]) -> list[str]:
    """Shared symbols without those above other shared ones."""
    covered = {level for symbol in symbols for level in above(symbol.rstrip("/"))[:-1]}
    covered |= {level.rstrip("/") for level in covered}
    return [symbol.rstrip("/") for symbol in symbols if symbol not in covered][:_MOST]


def _titles(store: Store, symbols: Collection[str]) -> dict[str, Told]:
    """Symbols with what they are about, ``H01L21/768 (Semiconductor devices)``; a main group has none but its /00's."""
    keys = {symbol: (symbol, f"{symbol}/00", symbol[:4]) for symbol in symbols}
    bound = {"classes": sorted({key for tried in keys.values() for key in tried})}
    rows = store.rows(section(store, "classes", "titles"), bound) if keys else []
    known = {row["key"]: row for row in rows if row["title"]}
    titles = {symbol: next((known[key] for key in tried if key in known), None) for symbol, tried in keys.items()}
    return {
        symbol: Told(f"{symbol} ({row['title']})", f"{symbol} ({row['title_zh']})") if row else Told(symbol, symbol)
        for symbol, row in titles.items()
    }
