"""Mappings of tables: which column is which property of a patent, kept as YAML.

A mapping is a YAML file: those that are shipped lie in ``patnav/resources/tables``, a user's own anywhere (``ingest
--as MAPPING.yaml``), or in the folder that ``PATNAV_MAPPINGS`` names, where its fingerprint finds its tables. Keys::

    format: incopat-xlsx                  the word for --as
    title: incoPat export                 one line for `patnav formats`
    fingerprint: [公开号, 申请人]          columns that tell this export from all others; or several lists of such
    separator: ";"                        what stands between the values of one cell; or several, tried in turn
    columns: {公开号: publication, ...}    property by column; the first filled of several wins
    authority: 30                         optional: rank of the source (30, a vendor)
    inverted: ";"                         optional: between family and given name of a person
    country: ' \\[([A-Z]{2})\\]$'           optional: where a name ends in its country
    addressed: '^(\\S+) (.+) (?P<TW>中华民国)$'  optional: names with an address after them; a group names the country
    day_first: true                       optional: dates are written 21/08/2009
    symbols: columns                      optional: class symbols stand in columns without a slash
    empty: ["0", 不公告发明人]              optional: what stands in a cell or list for nothing
    types: {发明授权: invention, ...}      optional: value of a column of property ``type`` → type of the patent
    granted: [发明授权]                    optional: values of ``publication_type`` of grants
    industries: {nic: '[A-T]\\d{4}'}      optional: pattern of the codes in columns of ``industries.SCHEME``

Names of columns are compared without regard to case, and to blanks against underscores. The properties are those of
:data:`PROPERTIES`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from patnav.errors import InputError

__all__ = ["DEALS", "PROPERTIES", "Table", "parsed", "plain", "table", "tables"]

PROPERTIES: Mapping[str, str] = {
    "publication": "publication number, with its office",
    "kind": "kind code, where the number has none",
    "application": "application number; a date after it is that of filing",
    "title": "title, its language not said",
    "title.LANG": "title in a language: title.zh",
    "abstract": "abstract, its language not said",
    "abstract.LANG": "abstract in a language",
    "first_claim": "text of the first claim",
    "claims": "number of claims",
    "filing_date": "date of filing",
    "publication_date": "date of publication",
    "publication_year": "year of publication, which settles dates with two digits for the year",
    "grant_date": "date of grant",
    "priority_date": "earliest priority; of several dates in the cell, the earliest",
    "type": "type of the patent",
    "publication_type": "kind of publication, see granted",
    "legal_status": "status in words",
    "applicants": "applicants",
    "applicants.other": "the same applicants under standardised names",
    "owners": "present owners",
    "inventors": "inventors",
    "address": "address of the first applicant",
    "province": "province of the first applicant",
    "country": "country of the first applicant",
    "ipc": "IPC symbols; where the first is a bare subclass, the first symbol in it is the main one",
    "cpc": "CPC symbols",
    "uspc": "US classes",
    "locarno": "Locarno classes",
    "citations": "cited patents",
    "citations.examiner": "patents cited by the office",
    "citations.applicant": "patents cited by the applicant",
    "literature": "cited non-patent literature",
    "family": "simple family",
    "extended_family": "extended (INPADOC) family",
    "examiner": "examiner",
    "agency": "representing firm, before a semicolon",
    "url": "page of the publication",
    "priorities": "applications whose priority is claimed; of dates after them the earliest is that of the priority",
    "designated": "designated states",
    "events.gazette": "legal events as the Chinese gazette prints them",
    "events.inpadoc": "legal events of INPADOC: date, code, words",
    "DEAL.source": "assignors, licensors, pledgors or plaintiffs: assignment.source, license., pledge., dispute.source",
    "DEAL.target": "assignees, licensees, lenders or defendants: assignment.target, ...",
    "DEAL.date": "date of the deal: assignment.date, ...",
    "industries.SCHEME": "industry codes: industries.nic",
}
"""The properties that a column may be, each with what it holds."""


DEALS = ("assignment", "license", "pledge", "dispute")
"""Deals whose parties and dates may stand in columns of their own."""


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, as the module's docstring describes it."""

    format: str
    title: str
    fingerprint: tuple[tuple[str, ...], ...]
    separator: tuple[str, ...]
    columns: Mapping[str, str]
    authority: int = 30
    types: Mapping[str, str] = field(default_factory=dict)
    granted: tuple[str, ...] = ()
    industries: Mapping[str, str] = field(default_factory=dict)
    inverted: str = ""
    country: str = ""
    addressed: str = ""
    day_first: bool = False
    symbols: str = ""
    empty: tuple[str, ...] = ()


@cache
def tables() -> tuple[str, ...]:
    """Names of the mappings that the project ships."""
    folder = resources.files("patnav.resources").joinpath("tables")
    return tuple(sorted(one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")))


@cache
def table(name: str) -> Table:
    """Loads a mapping that the project ships."""
    return parsed(resources.files("patnav.resources").joinpath("tables", f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=64)
def parsed(text: str) -> Table:
    """Makes a mapping of its YAML text.

    Raises:
        InputError: It is no YAML, or says what a mapping cannot mean.
    """
    try:
        keys = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f"no YAML: {' '.join(str(error).split())}", _HELP) from None
    if not isinstance(keys, dict):
        raise InputError("no mapping, but a text or list", _HELP)
    known = {one.name: one for one in fields(Table)}
    for key, value in keys.items():
        if key not in known:
            raise InputError(f"{key}: no such key", f"known are {', '.join(known)}")
        if not isinstance(value, _KINDS[key]) or isinstance(value, bool) != (key == "day_first"):
            raise InputError(f"{key}: is {value!r}, which it cannot be", _HELP)
    for key in ("format", "title", "fingerprint", "separator", "columns"):
        if not keys.get(key):
            raise InputError(f"{key}: must be given", _HELP)
    for column, name in keys["columns"].items():
        if not _is_property(name):
            raise InputError(f"columns: {column}: there is no property {name!r}", f"known are {', '.join(PROPERTIES)}")
    if "publication" not in keys["columns"].values():
        raise InputError("columns: none is the publication number", "give one the property 'publication'")
    patterns = [(name, keys.get(name, "")) for name in ("country", "addressed")]
    for name, pattern in [*patterns, *keys.get("industries", {}).items()]:
        _check_pattern(name, pattern)
    fingerprint = keys["fingerprint"]
    several = fingerprint if isinstance(fingerprint[0], list) else [fingerprint]
    keys["fingerprint"] = tuple(tuple(plain(str(column)) for column in one) for one in several)
    separator = keys["separator"]
    keys["separator"] = tuple(separator) if isinstance(separator, list) else (separator,)
    keys["columns"] = {plain(str(column)): name for column, name in keys["columns"].items()}
    for key in ("granted", "empty"):
        keys[key] = tuple(map(str, keys.get(key, ())))
    return Table(**keys)


_HELP = "'patnav formats guess FILE' drafts a mapping; patnav/ingest/tables/mapping.py says what each key means"
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "format": str, "title": str, "fingerprint": list, "separator": (str, list), "columns": dict, "authority": int,
    "types": dict, "granted": list, "industries": dict, "inverted": str, "country": str, "day_first": bool,
    "symbols": str, "empty": list, "addressed": str,
}  # fmt: skip
"""What may stand under each key."""


def _is_property(name: Any) -> bool:
    if not isinstance(name, str) or name.startswith("DEAL.") or name.endswith((".LANG", ".SCHEME")):
        return False
    head, _, tail = name.partition(".")
    if head in DEALS:
        return f"DEAL.{tail}" in PROPERTIES
    return name in PROPERTIES or (bool(tail) and not PROPERTIES.keys().isdisjoint((f"{head}.LANG", f"{head}.SCHEME")))


def _check_pattern(name: str, pattern: Any) -> None:
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        raise InputError(f"{name}: {pattern!r} is no regular expression ({error})", _HELP) from None


def plain(column: str) -> str:
    """A column's name as names are compared: small letters, single blanks."""
    return re.sub(r"[\s_]+", " ", column).strip().lower()
