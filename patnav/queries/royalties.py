"""``licenses --royalties``: what licences cost, by industry: a reference for setting a price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles

from patnav.graph.store import Store
from patnav.queries.answer import Answer, Evidence, Place
from patnav.queries.events import Event, notes_of
from patnav.queries.evidence import of_events
from patnav.queries.filters import ALL, Filters
from patnav.queries.labels import Note
from patnav.queries.licenses import TYPES, find_licenses
from patnav.queries.named import find_industry
from patnav.queries.texts import section

__all__ = ["RoyaltyRow", "quartiles", "royalties"]

LEAST = 5
"""The fewest prices that a median is told of."""

_PROVEN = 5

Cell = tuple[str | None, str, str | None]
"""Key of an industry, none for all licences together; measure; currency."""


@dataclass(frozen=True, slots=True)
class RoyaltyRow:
    """What licences in one industry cost, a patent.

    Attributes:
        industry: The industry; None for all licences together.
        measure: ``fixed`` (a sum), ``yearly`` (a sum a year) or ``rate`` (a part of sales).
        currency: ISO 4217; None for a rate.
        count: Number of prices.
        offers: How many of them are asked in an open-licence offer; the others are agreed.
        lower: First quartile; None from fewer than :data:`LEAST` prices.
        median: Median; None from fewer.
        upper: Third quartile; None from fewer.
        evidence: What states five of them, where asked for.
    """

    industry: Place | None
    measure: str
    currency: str | None
    count: int
    offers: int
    lower: float | None
    median: float | None
    upper: float | None
    evidence: list[Evidence] = field(default_factory=list)


def quartiles(values: list[float]) -> tuple[float, float, float]:
    """First quartile, median and third quartile, interpolated between order statistics.

    References:
        Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 7; that of numpy and of R.
    """
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return lower, median, upper


def royalties(store: Store, filters: Filters = ALL, *, limit: int = 50, evidence: bool = False) -> Answer[RoyaltyRow]:
    """Prices of licences and open-licence offers by industry: count, median, quartiles.

    A price is that of one patent: a sum is divided by the number of patents it buys, unless it is said to be for each.
    Currencies are not converted.

    Args:
        store: What to ask.
        filters: As of :func:`patnav.queries.licenses.licenses`; ``industry`` shows that industry and those below it.
        limit: Number of rows.
        evidence: Whether to give what states five prices of each row.

    Returns:
        A row a measure and currency for all licences together, then one for each industry, the most prices first.

    Raises:
        NotFound: The graph holds no such region, industry or party.
    """
    events, found = find_licenses(store, filters, TYPES)
    wanted = set(find_industry(store, filters.industry)) if filters.industry else None
    cells: dict[Cell, list[tuple[float, Event]]] = {}
    unpriced, countless = 0, 0
    belongs = _industries(store, [event.row["id"] for event in events])
    for event in events:
        prices = list(_prices(event))
        unpriced += not prices
        countless += any(value is None for _, _, value in prices)
        for measure, currency, value in prices:
            own = [one for one in belongs.get(event.row["id"], ()) if wanted is None or one in wanted]
            for industry in (None, *own) if value is not None else ():
                assert value is not None
                cells.setdefault((industry, measure, currency), []).append((value, event))
    ordered = sorted(cells, key=lambda cell: (cell[0] is not None, -len(cells[cell]), str(cell)))
    shown = ordered[:limit]
    proof = {}
    if evidence:
        keys = {event.row["id"] for cell in shown for _, event in cells[cell][:_PROVEN]}
        proof = of_events(store, "Event", sorted(keys)) if keys else {}
    names = _names(store)
    rows = [_row(cell, cells[cell], names, proof) for cell in shown]
    notes: list[str] = [
        Note("price of one patent: a sum is divided by the number of patents; currencies are not converted"),
        Note("{unpriced} licences state no price, or cost nothing, and are left out", unpriced=unpriced),
    ]
    if countless:
        notes.append(Note("{countless} state a sum but no number of patents and are left out", countless=countless))
    few = sum(len(prices) < LEAST for prices in cells.values())
    if few:
        notes.append(Note("{few} rows rest on fewer than {least} prices: no median is given", few=few, least=LEAST))
    asked = filters.parameters() | {"royalties": True, "limit": limit}
    return Answer("licenses", asked, rows, len(cells), [*notes, *notes_of(store, found, filters, False)])


def _prices(event: Event) -> Iterator[tuple[str, str | None, float | None]]:
    """Measure, currency and price of one patent; no price where the number of patents is not told."""
    row = event.row
    patents = 1 if row["each"] else row["patents"] or len(event.patents)
    for measure, value in (("fixed", row["amount"]), ("yearly", row["royalty"])):
        if value and row["currency"]:
            yield measure, row["currency"], value / patents if patents else None
    if row["rate"]:
        yield "rate", None, row["rate"]


def _industries(store: Store, keys: list[str]) -> dict[str, list[str]]:
    rows = store.rows(section(store, "licenses", "fields"), {"keys": keys}) if keys else []
    return {row["event"]: row["industries"] for row in rows}


def _names(store: Store) -> dict[str | None, Place]:
    rows = store.rows(section(store, "filters", "industry_names"), {})
    return {row["key"]: Place(row["key"], row["name"] or row["name_zh"] or row["key"]) for row in rows}


def _row(
    cell: Cell, prices: list[tuple[float, Event]], names: dict[str | None, Place], proof: dict[str, list[Evidence]]
) -> RoyaltyRow:
    industry, measure, currency = cell
    enough = len(prices) >= LEAST
    lower, median, upper = quartiles([value for value, _ in prices]) if enough else (None, None, None)
    return RoyaltyRow(
        industry=names.get(industry),
        measure=measure,
        currency=currency,
        count=len(prices),
        offers=sum(event.row["kind"] == "offer" for _, event in prices),
        lower=lower,
        median=median,
        upper=upper,
        evidence=[one for _, event in prices[:_PROVEN] for one in proof.get(event.row["id"], [])[:1]],
    )
