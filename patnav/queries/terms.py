"""How long patents and licences hold: the state of things on a day."""

from __future__ import annotations

from datetime import date

from patnav.errors import QueryError
from patnav.graph.store import Row

__all__ = ["STATES", "day", "protected_until", "state_on"]

STATES = ("open", "in_force", "not_yet", "withdrawn", "ended", "expired")
_CN_DESIGNS_OF_15_YEARS = "2021-06-01"


def day(text: str | None) -> str:
    """A day as ISO text, today where none is given.

    Raises:
        QueryError: It is no day.
    """
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise QueryError(f"{text!r} is no day", "write it like 2025-03-31") from None


def protected_until(patent: Row) -> str | None:
    """The last day of a patent's longest possible term.

    Twenty years from filing for inventions (TRIPS, article 33); in China ten for utility models, and for designs
    fifteen where filed since 1 June 2021, else ten (Patent Law of the PRC, article 42, as amended in 2020).

    Args:
        patent: ``office``, ``type`` and ``filing_date``.

    Returns:
        A day; None where the filing date or the term is not known.
    """
    filed, type_ = patent["filing_date"], patent["type"]
    if not filed or len(filed) != 10:
        return None
    years = {"invention": 20, None: 20}.get(type_)
    if patent["office"] == "CN" and type_ == "utility_model":
        years = 10
    if patent["office"] == "CN" and type_ == "design":
        years = 15 if filed >= _CN_DESIGNS_OF_15_YEARS else 10
    return None if years is None else f"{int(filed[:4]) + years:04d}{filed[4:]}"


def state_on(row: Row, on: str, told: str | None, terms: list[str | None]) -> str | None:
    """The state of an offer or a licence on a day.

    Args:
        row: The event: ``type``, ``kind``, ``date``, ``until``, ``ended``.
        on: The day.
        told: When it was first published, for one without a date.
        terms: Last day of the term of each of its patents, where all of them are named.

    Returns:
        One of :data:`STATES`: ``open`` for an offer that stands, ``in_force`` for a licence; None where nothing tells
        whether it had begun. One without a stated end holds as long as its longest-lived patent.
    """
    offer = row["type"] == "open_license" and row["kind"] == "offer"
    began = row["date"] or told
    if began is None or (row["date"] is None and began > on):
        return None
    if began[: len(on)] > on:
        return "not_yet"
    if row["ended"] and row["ended"] <= on:
        return "withdrawn" if offer else "ended"
    if row["until"] and row["until"] < on[: len(row["until"])]:  # "2026-12" ends with the month
        return "expired"
    if terms and all(term is not None and term < on for term in terms):
        return "expired"
    return "open" if offer else "in_force"
