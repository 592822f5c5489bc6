"""Which reports are of one event: stated by several documents, in other words, another language, or corrected.

A report is an event as one wording states it; its key is a hash of what it says. Two reports are of one event when they
are of one type, share parties (by their keys, so after names in two languages were linked), agree in their dates at
the coarser of the two precisions, and agree in figures; where parties and dates agree well, another figure is a
correction and not another event. Nothing that two reports leave open speaks against them; whatever contradicts does:

- one document that states two events means two, unless it says the same in two languages;
- a role that both fill with other parties, one a part of the other excepted. A Chinese and an English name that nothing
  links may be one party's: they part nothing, and where they share words, read or translated, and figures agree, they
  join;
- dates that disagree; for an undated report its document's date stands in, loosely.

Reports are joined pair by pair, those that agree best first, and only where no report of the one group contradicts one
of the other; a report that agrees as well with two events of one document is left alone. The outcome depends on the set
of reports alone, not on the order in which they came.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import combinations, product

__all__ = ["FIGURES", "Report", "joins"]

FIGURES = ("amount", "patents", "royalty", "royalty_free")
"""Figures of an event that reports may agree in."""

_SOON, _LATER = 62, 400
"""Days between two documents on one undated event; days from an event to a document that does not date it."""

_LARGE = 10
"""A number of patents that two events at one place hardly share by chance."""

_CROWD = 200
"""Reports of one type and party above which only those that share a name or a figure are compared."""


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one wording states it.

    Attributes:
        key: Its key.
        type: Event type.
        kind: Its kind, where the type has kinds: the offer of an open licence is not its acceptance.
        date: When, ISO 8601 at the precision stated, None where it is not.
        currency: ISO 4217 code of ``amount`` and ``royalty``.
        figures: Value of each of :data:`FIGURES`, None where not stated.
        name: Name of a programme, else None.
        parties: Keys of the parties by role; regions have the role ``place``.
        documents: Keys of the documents that state it, each with whether they do so in Chinese.
        published: The first date on which one of them was published, None where no document tells.
    """

    key: str
    type: str
    kind: str | None
    date: str | None
    currency: str | None
    figures: tuple[float | None, ...]
    name: str | None
    parties: Mapping[str, frozenset[str]]
    documents: frozenset[tuple[str, bool]]
    published: str | None


Akin = Callable[[str, str], bool]
"""Whether a Chinese and a Latin key of parties may stand for one body, by their words."""


def joins(reports: Iterable[Report], above: Mapping[str, frozenset[str]], akin: Akin) -> list[tuple[str, str]]:
    """Which reports are of one event.

    Args:
        reports: All of them, each key once.
        above: For a region's key the keys of all regions that it lies in.
        akin: Tells of a Chinese and a Latin key of parties, in this order, whether they may stand for one body.

    Returns:
        Pairs of keys, those that agree best first; a function of the set of reports.
    """
    known = {report.key: report for report in reports}
    ranks = {}
    for a, b in _candidates(known.values(), above):
        rank = _agreement(known[a], known[b], above, akin)
        if rank is not None:
            ranks[a, b] = rank
    group = {key: [key] for pair in ranks for key in pair}
    kept = []
    for a, b in sorted(ranks.keys() - _unclear(ranks, known), key=lambda pair: ([-part for part in ranks[pair]], pair)):
        one, other = group[a], group[b]
        if one is not other and not any(_contradict(known[x], known[y], above) for x in one for y in other):
            kept.append((a, b))
            one += other
            group.update(dict.fromkeys(other, one))
    return kept


def _candidates(reports: Iterable[Report], above: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Pairs worth a look: of one type, with a party or place in common; of two languages, with a figure.

    Of one sum told of places, one within the other, too.
    """
    blocks: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    figures: dict[tuple[object, ...], tuple[list[Report], list[Report]]] = defaultdict(lambda: ([], []))
    for report in reports:
        parties = frozenset().union(*report.parties.values())
        for party in parties:
            blocks[report.type, party].append(report)
        in_chinese = any(map(_han, parties))
        amount, patents, *_ = report.figures
        if amount is not None:
            places = report.parties.get("place", frozenset())
            for place in places.union(*(above.get(one, ()) for one in places)):
                blocks[report.type, place, amount, report.currency].append(report)
        if amount is not None:
            figures[report.type, amount, report.currency][in_chinese].append(report)
        if patents is not None and report.date:
            figures[report.type, patents, report.date[:7]][in_chinese].append(report)
    found = {pair for block in blocks.values() for part in _small(block) for pair in map(_pair, combinations(part, 2))}
    for latin, chinese in figures.values():
        if len(latin) * len(chinese) <= _CROWD**2 // 4:
            found |= {_pair(two) for two in product(latin, chinese)}
    return found


def _small(block: Sequence[Report]) -> Iterable[Sequence[Report]]:
    """A block as it is, or where it is a crowd those of it that share a name or a figure."""
    if len(block) <= _CROWD:
        return [block]
    alike: dict[tuple[int, float | str], list[Report]] = defaultdict(list)
    for report in block:
        for i, value in enumerate((*report.figures, report.name and _bare(report.name))):
            if value is not None:
                alike[i, value].append(report)
    return [part for part in alike.values() if len(part) <= _CROWD]


def _pair(two: tuple[Report, Report]) -> tuple[str, str]:
    a, b = sorted(report.key for report in two)
    return a, b


def _unclear(ranks: Mapping[tuple[str, str], tuple[int, ...]], known: Mapping[str, Report]) -> set[tuple[str, str]]:
    """Pairs of a report that agrees equally well with several events of one document, and no better with these two."""
    rivals: dict[tuple[str, object, tuple[int, ...]], int] = defaultdict(int)
    for (a, b), rank in ranks.items():
        for one, other in ((a, b), (b, a)):
            for document in known[other].documents:
                rivals[one, document, rank] += 1
    level: dict[str, tuple[int, ...]] = {}
    for (one, _, rank), count in rivals.items():
        if count > 1:
            level[one] = max(rank, level.get(one, rank))
    return {pair for pair, rank in ranks.items() if any(rank <= level.get(one, (-1,)) for one in pair)}


def _agreement(a: Report, b: Report, above: Mapping[str, frozenset[str]], akin: Akin) -> tuple[int, ...] | None:
    """How well two reports agree, greater is better; None where they are not of one event."""
    if _contradict(a, b, above):
        return None
    shared = sum(len(a.parties[role] & b.parties[role]) for role in a.parties.keys() & b.parties.keys() - {"place"})
    dated = bool(a.date and b.date)
    places = [report.parties.get("place") for report in (a, b)]
    placed = all(places) and (dated or bool(shared) or places[0] == places[1])
    equal, other = _figures(a, b)
    named = _alike(a.name, b.name)
    kin = 0 if shared or other or not equal else _kin(a, b, akin)
    if kin:
        one = len(equal) > 1 or kin > 1 or _dated_well(a, b)
    elif not shared and not placed:
        return None
    else:
        one = _correction(a, b, shared, equal) if other else _repetition(a, b, shared, equal, dated, named)
    return (len(equal), dated, shared, kin, placed, named, -len(other)) if one else None


def _kin(a: Report, b: Report, akin: Akin) -> int:
    """In how many roles a Chinese name of the one report may be a Latin name of the other, as nothing links them."""
    roles = a.parties.keys() & b.parties.keys() - {"place"}
    pairs = [((x, y) if _han(x) else (y, x), role) for role in roles for x in a.parties[role] for y in b.parties[role]]
    return len({role for (x, y), role in pairs if _han(x) and not _han(y) and akin(x, y)})


def _repetition(a: Report, b: Report, shared: int, equal: list[str], dated: bool, named: bool) -> bool:
    """Whether two reports that contradict each other in nothing say enough that is the same."""
    if equal:
        telling = "amount" in equal or len(equal) > 1
        large = any((a.figures[FIGURES.index(name)] or 0) >= _LARGE for name in equal)
        return telling or shared > 1 or (large and _one_total(a, b)) or (dated and (shared > 0 or large))
    if a.type == "programme":
        translated = _han(a.name or "") != _han(b.name or "") and a.parties == b.parties
        return named or (translated and shared > 0 and _dated_well(a, b))
    return shared > 1 and (dated or bool(a.published and b.published))


def _one_total(a: Report, b: Report) -> bool:
    """Whether both are the total of one place's open licences, who gives and takes untold: dates matter little then."""
    return a.type == "open_license" and a.parties == b.parties and a.parties.keys() == {"place"}


def _correction(a: Report, b: Report, shared: int, equal: list[str]) -> bool:
    """Whether two reports that differ in a figure are of one event nevertheless."""
    if not _dated_well(a, b):
        return False
    if shared > 1 or (equal and shared):
        return True
    same_day = len(a.date or "") == len(b.date or "") == len("2025-01-01")
    rare = (
        same_day if shared else a.type == "securitization"
    )  # a place sees few of them in a month, of other deals many
    low, high = sorted((a.figures[0] or 0, b.figures[0] or 0))
    return rare and low > 0 and high <= 2 * low


def _dated_well(a: Report, b: Report) -> bool:
    return min(len(a.date or ""), len(b.date or "")) >= len("2025-01")


def _figures(a: Report, b: Report) -> tuple[list[str], list[str]]:
    """Names of the figures that both state: equal (one may be rounded), and not."""
    equal: list[str] = []
    other: list[str] = []
    for name, x, y in zip(FIGURES, a.figures, b.figures, strict=True):
        if x is None or y is None or (name in ("amount", "royalty") and a.currency != b.currency):
            continue
        (equal if _rounded(x, y) else other).append(name)
    return equal, other


def _rounded(x: float, y: float) -> bool:
    """Whether two numbers are one, or one is the other rounded to two or more significant digits."""
    if x == y:
        return True
    digits = sorted(len(f"{abs(n):.6e}".split("e")[0].replace(".", "").rstrip("0")) for n in (x, y))
    few = max(digits[0], 2)
    return digits[1] > few and f"{x:.{few - 1}e}" == f"{y:.{few - 1}e}"


def _contradict(a: Report, b: Report, above: Mapping[str, frozenset[str]]) -> bool:
    """Whether two reports cannot be of one event."""
    if a.type != b.type or (a.kind and b.kind and a.kind != b.kind):
        return True
    if a.documents & b.documents or not _times_meet(a, b):
        return True
    roles = a.parties.keys() & b.parties.keys()
    if any(not _sides_meet(a.parties[role], b.parties[role], above) for role in roles):
        return True
    if a.type != "programme" or not a.name or not b.name:
        return False
    return _han(a.name) == _han(b.name) and not _alike(a.name, b.name)


def _sides_meet(a: frozenset[str], b: frozenset[str], above: Mapping[str, frozenset[str]]) -> bool:
    """Whether two reports may mean the same parties in a role."""
    if a <= b or b <= a:
        return True
    rest, other = a - b, b - a
    if all(any(x in above.get(y, ()) or y in above.get(x, ()) for y in b) for x in a):
        return True
    return {_han(key) for key in rest}.isdisjoint(_han(key) for key in other)


def _times_meet(a: Report, b: Report) -> bool:
    """Whether two reports may be of one time; a total dates from its beginning, and may be told at any time since."""
    if a.date and b.date:
        return a.date.startswith(b.date) or b.date.startswith(a.date)
    if not a.date and not b.date:
        gap = _days(a.published, b.published)
        return gap is None or abs(gap) <= _SOON
    gap = _days(a.date, b.published) if a.date else _days(b.date, a.published)
    return gap is None or 0 <= gap <= _LATER or (gap > 0 and _one_total(a, b))


def _days(first: str | None, second: str | None) -> int | None:
    """Days from the beginning of one date to the end of another; None where either is not known."""
    try:
        return (_day(second, "-12-31") - _day(first, "-01-01")).days
    except (TypeError, ValueError):
        return None


def _day(text: str | None, rest: str) -> Day:
    if text is None:
        raise TypeError("no date")
    whole = text + rest[len(text) - 4 :]
    return Day.fromisoformat(whole if whole[-2:] != "31" else f"{whole[:-2]}28")


def _alike(a: str | None, b: str | None) -> bool:
    """Whether two names in one language are one but for blanks, marks, case and small words."""
    return bool(a and b) and _bare(a or "") == _bare(b or "")


def _bare(name: str) -> str:
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name.lower()))
    return "".join(word for word in words if word not in ("the", "a", "an", "of", "for", "on", "in", "and"))


def _han(text: str) -> bool:
    return any("㐀" <= character <= "鿿" for character in text)
