"""Make ``patents.jsonl`` from the tables of real data: ``python -m patnav.resources.sample.make_sample``.

The data are looked for at ``../shared/data`` (environment variable ``PATNAV_SHARED_DATA`` overrides the place).
What is taken is written in ``selection.yaml``; the same data and rules always give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from patnav.config import settings
from patnav.graph.model import PatentRecord
from patnav.resources.sample import tables, transfers
from patnav.resources.sample.tables import Candidate

__all__ = ["is_joint", "is_transfer", "lines", "main", "select"]

HERE = Path(__file__).parent
_TABLES: Mapping[str, Callable[[Path], Iterator[Candidate]]] = {
    "patentsview": tables.patentsview,
    "nvidia": tables.nvidia,
    "incopat": tables.incopat,
    "patentics": tables.patentics,
    "hydrogen": transfers.hydrogen,
    "lens": transfers.lens,
    "drones": tables.drones,
    "cnki": tables.cnki,
}
_FIRM = re.compile(
    r"公司|集团|\b(co|ltd|inc|corp|corporation|company|limited|llc|gmbh|ag|sa|bv|plc)\b\.?", re.IGNORECASE
)
_SCIENCE = re.compile(
    r"大学|学院|科学院|研究所|研究院|医院|实验室"
    r"|\b(univ\w*|institut\w*|inst|college|academy|hospital|cent(er|re) for)\b",
    re.IGNORECASE,
)


def _is_firm(name: str) -> bool:
    return bool(_FIRM.search(name))


def _is_science(name: str) -> bool:
    return bool(_SCIENCE.search(name)) and not _is_firm(name)


def is_joint(record: PatentRecord) -> bool:
    """Whether a university, institute or hospital and a firm apply together."""
    names = [party.name for party in record.applicants]
    return any(map(_is_science, names)) and any(map(_is_firm, names))


def is_transfer(record: PatentRecord) -> bool:
    """Whether a recorded assignment or licence goes from universities or institutes alone to firms alone."""
    return any(
        event.type in ("assignment", "license")
        and all(_is_science(party.name) for party in event.source_parties)
        and all(_is_firm(party.name) and party.kind != "person" for party in event.target_parties)
        for event in record.events
    )


def _has_class(record: PatentRecord, prefixes: Iterable[str]) -> bool:
    return any(item.symbol.startswith(tuple(prefixes)) for item in record.classes)


def _fits(item: Candidate, rule: Mapping[str, Any], rules: Mapping[str, Any]) -> bool:
    record = item.record
    if "publications" in rule:
        return record.publication in rule["publications"]
    if record.office not in ("CN", "US") or not (record.applicants or rule["table"] == "cnki"):
        return False
    place = rule.get("place", "")
    words = rules["places"].get(place, rules["places"]["delta"]).replace(" ", "")
    there = re.search(words, item.place, re.IGNORECASE) is not None
    pattern = rule.get("applicant")
    return (
        ("industry" not in rule or _has_class(record, rules["industries"][rule["industry"]]))
        and (not place or there == (place != "elsewhere"))
        and (not rule.get("joint") or is_joint(record))
        and (not rule.get("transfer") or is_transfer(record))
        and (not rule.get("titled") or bool(record.titles))
        and ("family" not in rule or any(number.startswith(rule["family"]) for number in record.family))
        and ("event" not in rule or any(event.type == rule["event"] for event in record.events))
        and (pattern is None or any(re.search(pattern, party.name) for party in record.applicants))
    )


def _order(item: Candidate) -> str:
    return hashlib.sha256(item.record.publication.encode()).hexdigest()


def _first(record: PatentRecord) -> str:
    return record.applicants[0].name.casefold() if record.applicants else record.publication


def _take(
    pool: Iterable[Candidate], rule: Mapping[str, Any], rules: Mapping[str, Any], taken: Set[str]
) -> Iterator[PatentRecord]:
    counts: Counter[str] = Counter()
    limit = rule.get("per_applicant", 10**6)
    fitting = (item for item in pool if item.record.publication not in taken and _fits(item, rule, rules))
    for item in sorted(fitting, key=_order):
        name = _first(item.record)
        if counts[name] < limit and counts.total() < rule.get("take", 10**6):
            counts[name] += 1
            yield item.record


def _cited(
    pool: Iterable[Candidate], rule: Mapping[str, Any], rules: Mapping[str, Any], taken: Set[str]
) -> Iterator[PatentRecord]:
    """The records that cite one another most: those with the fewest links are dropped until enough are left.

    Links of records in the core industry count three times, so that the field stays in the middle.
    """
    records = {item.record.publication: item.record for item in pool if _has_class(item.record, rule["field"])}
    core = {key for key, item in records.items() if _has_class(item, rules["industries"][rule["core"]])}
    near: dict[str, set[str]] = {key: set() for key in records}
    for key, item in records.items():
        for citation in item.citations:
            if citation.publication in records:
                near[key].add(citation.publication)
                near[citation.publication].add(key)
    while len(near) > rule["take"]:
        weakest = min(near, key=lambda key: (len(near[key]) * (3 if key in core else 1), key))
        for other in near.pop(weakest):
            near[other].discard(weakest)
    return (records[key] for key in near if key not in taken)


def select(data: Path) -> dict[str, list[PatentRecord]]:
    """Choose the sample's records by table from the tables under ``data``."""
    rules: dict[str, Any] = yaml.safe_load((HERE / "selection.yaml").read_text(encoding="utf-8"))

    @cache
    def pool(table: str) -> list[Candidate]:
        return list(_TABLES[table](data))

    chosen: dict[str, list[PatentRecord]] = {table: [] for table in _TABLES}
    taken: set[str] = set()
    for section, take in (("rules", _take), ("cited", _cited)):
        for rule in rules[section]:
            for record in list(take(pool(rule["table"]), rule, rules, taken)):
                chosen[rule["table"]].append(record)
                taken.add(record.publication)
    return chosen


def _filled(value: Any) -> Any:
    """The value without its empty fields."""
    if isinstance(value, dict):
        return {name: _filled(item) for name, item in value.items() if item not in (None, "", (), False)}
    return [_filled(item) for item in value] if isinstance(value, tuple) else value


def lines(records: Iterable[PatentRecord]) -> bytes:
    """Write records as JSON Lines in the order of their publication numbers, empty fields omitted."""
    ordered = sorted(records, key=lambda record: record.publication)
    return b"".join(orjson.dumps(_filled(asdict(record)), option=orjson.OPT_APPEND_NEWLINE) for record in ordered)


def main() -> None:
    """Write ``patents.jsonl`` beside this module."""
    data = Path(settings().shared_data)
    if not data.is_dir():
        sys.exit(f"no data at {data}: set PATNAV_SHARED_DATA to the folder that holds them")
    chosen = select(data)
    (HERE / "patents.jsonl").write_bytes(lines(record for records in chosen.values() for record in records))
    for table, records in chosen.items():
        print(f"| {table} | {len(records)} |")


if __name__ == "__main__":
    main()
