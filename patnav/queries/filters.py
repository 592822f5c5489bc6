"""The filters that questions share."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from patnav.errors import NotFound, QueryError
from patnav.graph.schema import KINDS
from patnav.graph.store import Store
from patnav.queries.labels import Note, code_of
from patnav.queries.named import find_industry, find_region, taken_for
from patnav.queries.organizations import find_organizations
from patnav.queries.texts import section

__all__ = ["ALL", "EVENTS", "UNDATED", "Filters", "Restriction", "date_notes", "restrict"]

_CONDITIONS = (
    "industries", "regions", "class_from", "applicants", "kind", "sme", "status", "state", "event", "assignees",
    "from_date", "to_date",
)  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CLASS = re.compile(r"[A-HY](?:\d{2}(?:[A-Z](?:\d{1,4}(?:/\d{2,6})?)?)?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to restrict a question to; None or False leaves it open.

    Attributes:
        industry: ``ic``, ``biomedicine``, ``ai``, or any industry by name or key, all below it included.
        region: A region by name or key, all below it included; where an applicant or party is seated.
        class_: An IPC or CPC symbol, all below it included.
        from_: First date, ``2020``, ``2020-05`` or ``2020-05-31``.
        to: Last date, to the end of the year or month where it names one.
        applicant: An applicant by name or key; with ``*`` all whose names fit, ``*丰田*``.
        kind: Kind of an applicant (``university``).
        sme: Applicants that are small or medium-sized enterprises.
        status: Legal status: a state (``in_force``, 有效) that sources word in many ways, or as a source words it.
        event: Type of a recorded or reported event that concerns the patent, one of :data:`EVENTS`.
        assignee: Who a patent was transferred to, by name or key, ``*`` as in ``applicant``.
        rollup: ``applicant`` and ``assignee`` stand for all that is part of them, too: units and subsidiaries. Where
            organizations are counted or set against one another, these count with the topmost one that they are part
            of; what is listed one by one names who took part.
    """

    industry: str | None = None
    region: str | None = None
    class_: str | None = None
    from_: str | None = None
    to: str | None = None
    applicant: str | None = None
    kind: str | None = None
    sme: bool = False
    status: str | None = None
    event: str | None = None
    assignee: str | None = None
    rollup: bool = False

    def parameters(self) -> dict[str, Any]:
        """What is set, as an answer shows it."""
        return {name.rstrip("_"): value for name, value in asdict(self).items() if value}


EVENTS = ("assignment", "license", "open_license", "pledge", "securitization", "dispute")
"""Types of events that a patent can be asked for by."""

ALL = Filters()
"""No restriction."""

UNDATED = Note(
    "no publication here has a filing date, so nothing is known by filing year: ask by publication or priority date, "
    "'patnav count --by publication_year' (priority_year), 'patnav search \"pd:2015..2016\"' (pr:)"
)
"""What to do where no source tells filing dates."""


_STATUSES = 16
"""Legal statuses that a hint names, the most frequent ones."""

_WORDINGS = 6
"""Wordings of a legal state that a note names."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Filters, ready to run.

    Attributes:
        where: Conditions on a patent ``p``, in the store's language; ``true`` where nothing is filtered.
        parameters: Values that the conditions bind.
        notes: What the user should know about how the filters count.
        within: The same on a row ``p`` of what questions count that are about all patents
            (:mod:`patnav.graph.star`).
        rollup: Whether organizations count with the topmost one that they are part of.
    """

    where: str
    parameters: dict[str, Any]
    notes: tuple[str, ...]
    within: str = "true"
    rollup: bool = False


def restrict(store: Store, filters: Filters) -> Restriction:
    """Make filters ready to run.

    Args:
        store: What they will run on.
        filters: What the user set.

    Raises:
        NotFound: The graph holds no such region, industry, applicant, assignee or legal status.
        QueryError: A date, class symbol or kind is malformed.
    """
    parameters = bind(store, filters)
    notes: list[str] = []
    if filters.region:
        notes.append(
            Note("a patent is in the region where an applicant is seated; patents without a located one are left out")
        )
    if filters.industry:
        notes += taken_for(filters.industry, parameters["industries"])
    if filters.rollup and (filters.applicant or filters.assignee):
        notes.append(Note("an organization stands for all that is part of it, too: units and subsidiaries"))
    if filters.sme:
        notes.append(sme_note(store))
    if "state" in parameters:
        notes.append(_status_note(store, parameters["state"]))
    if filters.from_ or filters.to:
        notes += date_notes(store)
    for name in (filters.applicant, filters.assignee):
        if name and "*" not in name and (n := len(find_organizations(store, name))) > 1:
            notes.append(Note("{n} organizations bear the name {name!r} and count together", n=n, name=name))
    conditions = [section(store, "filters", name) for name in _CONDITIONS if name in parameters]
    within = " AND ".join(f"({c})" for c in conditions)
    where = section(store, "filters", "patents", where=within)
    return Restriction(where if within else "true", parameters, tuple(notes), within or "true", filters.rollup)


def bind(store: Store, filters: Filters) -> dict[str, Any]:
    """What the conditions of filters bind: names as keys, bounds of dates and classes; see :func:`restrict`."""
    check_filled(filters)
    bound: dict[str, Any] = {}
    if filters.industry:
        bound["industries"] = find_industry(store, filters.industry)
    if filters.region:
        bound["regions"] = find_region(store, filters.region)
    if filters.class_:
        bound["class_from"], bound["class_to"] = _class_range(filters.class_)
    if filters.applicant:
        bound["applicants"] = _held(store, filters.applicant, filters.rollup)
    if filters.kind:
        bound["kind"] = check_kind(filters.kind)
    if filters.sme:
        bound["sme"] = True
    if filters.status:
        bound |= find_status(store, filters.status)
    if filters.event:
        bound["event"] = _check_event(filters.event)
    if filters.assignee:
        bound["assignees"] = _held(store, filters.assignee, filters.rollup)
    return bound | dates(filters)


def dates(filters: Filters) -> dict[str, str]:
    """Bounds of a date as bound values; the last day of a month or year is not needed, as ``~`` sorts after all."""
    bounds = {}
    for name, value, end in (("from_date", filters.from_, ""), ("to_date", filters.to, "~")):
        if value:
            check_date(value)
            bounds[name] = value + end
    if len(bounds) == 2 and bounds["from_date"] > bounds["to_date"]:
        raise QueryError(f"{filters.from_} is after {filters.to}", "swap the two dates")
    return bounds


def check_date(value: str) -> None:
    """Refuse what is no date: year, month or day; a QueryError."""
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])  # the first day of a year or month
    except ValueError:
        raise QueryError(f"{value!r} is no date", "write 2020, 2020-05 or 2020-05-31") from None


def check_filled(filters: Filters) -> None:
    """Refuse filters that are set to nothing: an unset shell variable must not widen a question."""
    for name, value in asdict(filters).items():
        if isinstance(value, str) and not value.strip():
            raise QueryError(f"--{name.rstrip('_')} is empty", "give it a value, or leave it out")


def check_kind(kind: str) -> str:
    """The kind, in English or Chinese, if it is one of :data:`patnav.graph.schema.KINDS`; a QueryError otherwise."""
    kind = code_of("kind", kind)
    if kind not in KINDS:
        raise QueryError(f"no kind of organization {kind!r}", f"choose one of {', '.join(KINDS)}")
    return kind


def _check_event(type_: str) -> str:
    code = code_of("type", type_)
    if code not in EVENTS:
        raise QueryError(f"no type of event {type_!r}", f"choose one of {', '.join(EVENTS)}")
    return code


def sme_note(store: Store) -> str:
    """How many organizations are known to be small or not: the others cannot pass the filter."""
    known = store.rows(section(store, "filters", "sme_known"), {})[0]
    return Note("{known} of {organizations} organizations are known to be an SME or not; no other passes", **known)


def date_notes(store: Store) -> list[str]:
    """What filters by date look at, how many publications have none, and what else to ask by where all lack it."""
    known = store.rows(section(store, "filters", "dated"), {})[0]
    notes: list[str] = [
        Note("dates are filing dates; {undated} of {patents} publications have none and are left out", **known)
    ]
    return [*notes, UNDATED] if known["patents"] and known["patents"] == known["undated"] else notes


def _class_range(symbol: str) -> tuple[str, str]:
    """The least symbol below a class, and a text after all of them."""
    text = re.sub(r"\s+", "", symbol).upper()
    if not _CLASS.fullmatch(text):
        raise QueryError(f"{symbol!r} is no IPC or CPC symbol", "write it like H01L, H01L21 or H01L21/768")
    if len(text) > 4:
        text = text.removesuffix("/00") + "/" if text.endswith("/00") or "/" not in text else text
    return text, text + "\uffff"


def find_status(store: Store, status: str) -> dict[str, str]:
    """The legal status as the conditions want it, if a patent has it: ``state``, or ``status`` as a source words it.

    Args:
        store: Where to look.
        status: A state of :data:`patnav.graph.schema.LEGAL_STATES`, in English or Chinese, or a source's wording,
            whatever its case. A word that is both is the state, which that wording stands for, too.

    Raises:
        NotFound: No patent of the graph has it.
    """
    wanted = status.strip().lower()
    state = code_of("legal_state", wanted.replace(" ", "_"))
    known = store.rows(section(store, "filters", "statuses"), {})
    for name, value in (("state", state), ("status", wanted)):
        if any(row[name] == value for row in known):
            return {name: value}
    words = list(dict.fromkeys(row[name] for name in ("state", "status") for row in known if row[name]))
    hint = f"choose one of {', '.join(words[:_STATUSES])}" if words else "no source in this graph tells one"
    raise NotFound(f"no patent has the legal status {status!r}", hint)


def _status_note(store: Store, state: str) -> Note:
    """What sources of the graph word a state as, the most frequent wordings first."""
    rows = store.rows(section(store, "filters", "statuses"), {})
    wordings = [row["status"] for row in rows if row["state"] == state and row["status"]]
    more = " …" if len(wordings) > _WORDINGS else ""
    return Note(
        "legal status {legal_state}: worded {wordings} by the sources",
        legal_state=state,
        wordings=", ".join(wordings[:_WORDINGS]) + more,
    )


def _held(store: Store, name: str, rollup: bool) -> list[str]:
    """Keys of the organizations of a name; rolled up, with those of all that is part of them."""
    keys = find_organizations(store, name)
    if not rollup:
        return keys
    return [row["key"] for row in store.rows(section(store, "filters", "organizations_below"), {"keys": keys})]
