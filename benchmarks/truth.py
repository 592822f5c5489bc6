"""Citation truth for related patents: real sets of patents, and which of them count as relevant to which.

Nothing is drawn from PatNav's own answers. ``drones`` is citation truth: what a family cites is relevant to it.
``derwent`` and ``patentsview`` have full abstracts but hardly a citation inside the set, so those count as relevant
that cite, or are cited by, the same third patent; citations are no signal there.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import pyarrow.parquet as pq

from patnav.errors import RecordError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.graph.workspace import Workspace
from patnav.ingest import formats
from patnav.ingest.formats import Item
from patnav.ingest.linker import TableLinker
from patnav.ingest.patents import numbers
from patnav.ingest.patents.patnav_jsonl import to_json
from patnav.ingest.pipeline import ingest

__all__ = ["SETS", "Family", "Truth", "load", "read"]

SETS = ("drones", "derwent", "patentsview")
_PICKED = 12_000


@dataclass(slots=True)
class Family:
    """What methods outside PatNav see of a family.

    Attributes:
        text: Titles and abstracts of its publications, each once.
        classes: Class symbols.
        ipc: IPC symbols, CPC where a set has no other.
        parties: Names of applicants and inventors.
        publications: Its publications with a title.
        day: Earliest priority, else filing, else publication.
        published: Earliest date of publication.
    """

    text: str
    classes: set[str]
    ipc: set[str]
    parties: set[str]
    publications: list[str]
    day: str | None
    published: str | None


@dataclass(slots=True)
class Truth:
    """A set with its truth.

    Attributes:
        name: Its name.
        path: The workspace that holds it.
        families: Families with a title, by unit.
        relevant: Families relevant to each family that has any.
        cited: Whether they are relevant by being cited.
    """

    name: str
    path: Path
    families: dict[str, Family]
    relevant: dict[str, set[str]]
    cited: bool


def load(name: str, shared: Path, folder: Path) -> Truth:
    """Ingest a set, if that was not done before, and read its truth off the graph.

    Args:
        name: One of :data:`SETS`.
        shared: The folder of real data.
        folder: Where workspaces go, and are taken from.
    """
    path = folder / name
    pairs: dict[str, set[str]] = {}
    if name == "patentsview":
        records, pairs = _patentsview(shared)
    else:
        records = {"drones": _drones, "derwent": _derwent}[name](shared)
    if not (path / "CURRENT").exists():
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.jsonl"
        with file.open("wb") as out:
            out.writelines(to_json(record) + b"\n" for record in records)
        ingest(Workspace(path), [file], TableLinker())
    with DuckDBStore.open(path) as store:
        families = _families(store)
        cites = _cites(store, families)
    if name == "drones":
        return Truth(name, path, families, {unit: {c for c in cites[unit] if c in families} for unit in cites}, True)
    unit_of = {key: unit for unit, family in families.items() for key in family.publications}
    if pairs:
        relevant = {unit_of[a]: {unit_of[b] for b in bs if b in unit_of} for a, bs in pairs.items() if a in unit_of}
    else:
        relevant = _together(cites)
    return Truth(name, path, families, relevant, False)


def read(path: Path) -> Iterator[PatentRecord]:
    """The patents in a file."""
    for item in formats.recognise(path).read(path):
        if isinstance(item, Item):
            yield cast(PatentRecord, item.record)


def _drones(shared: Path) -> Iterator[PatentRecord]:
    """Lens records with titles, Derwent's families, and who cites whom, those outside the set as bare numbers."""
    folder = shared / "citation_drones"
    yield from read(folder / "lens_drones_9071.csv.gz")
    yield from read(folder / "derwent_innovation_numbers.csv.gz")
    cited = defaultdict(list)
    with gzip.open(folder / "citation_edges.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            citing, other, _ = line.split("\t")
            cited[_number(citing)].append(_number(other))
    for citing, others in cited.items():
        try:
            office, number, kind = numbers.publication(citing)[:3]
        except RecordError:
            continue
        yield PatentRecord(citing, office, number, kind or "", citations=tuple(map(Citation, others)))


def _derwent(shared: Path) -> Iterator[PatentRecord]:
    yield from read(shared / "derwent_dii_ciw" / "derwent_drone_drones_1_500.ciw")


@cache
def _number(text: str) -> str:
    try:
        return numbers.cited("", text)
    except RecordError:
        return text


def _patentsview(shared: Path) -> tuple[Iterator[PatentRecord], dict[str, set[str]]]:
    """US patents with abstracts that patents on drones cite together, among others of the same subclasses."""
    rows = pq.read_table(shared / "patentsview_130k" / "patents.parquet").to_pylist()
    held = {row["patent_id"]: row for row in rows if row["patent_abstract"] and row["cpc"]}
    citing = defaultdict(set)
    with gzip.open(shared / "citation_drones" / "citation_edges.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            a, b, _ = line.split("\t")
            found = re.fullmatch(r"US0*(\d+)(?:A|B\d)", b)
            if found and found[1] in held:
                citing[a].add(found[1])
    together: dict[str, set[str]] = defaultdict(set)
    for cited in citing.values():
        for one in cited if len(cited) <= 10 else ():
            together[one] |= cited - {one}
    asked = {one: others for one, others in together.items() if others}
    subclasses = {symbol[:4] for one in asked for symbol in held[one]["cpc"]}
    rest = [one for one in sorted(held) if one not in asked and any(s[:4] in subclasses for s in held[one]["cpc"])]
    picked = sorted(asked) + random.Random(7).sample(rest, min(_PICKED, len(rest)))
    key = {one: _us(held[one]).publication for one in picked}
    return (_us(held[one]) for one in sorted(picked)), {key[a]: {key[b] for b in bs} for a, bs in asked.items()}


def _us(row: dict[str, object]) -> PatentRecord:
    number, kind = str(row["patent_id"]), str(row["wipo_kind"] or "B1")
    return PatentRecord(
        f"US{number}{kind}",
        "US",
        number,
        kind,
        titles=(Text(str(row["patent_title"]), "en"),),
        abstracts=(Text(" ".join(str(row["patent_abstract"]).split()), "en"),),
        filing_date=cast("str | None", row["filing_date"]),
        publication_date=cast("str | None", row["patent_date"]),
        applicants=tuple(Party(n) for n in cast(list[str], row["assignee_organization"]) if n),
        inventors=tuple(Party(n, kind="person") for n in cast(list[str], row["inventors"]) if n),
        classes=tuple(Classification(s, "cpc") for s in cast(list[str], row["cpc"])),
    )


def _families(store: DuckDBStore) -> dict[str, Family]:
    rows = store.rows(
        "SELECT p.unit, list(p.key ORDER BY p.key) AS keys, list(DISTINCT p.title) AS titles, "
        "list(DISTINCT p.abstract) FILTER (p.abstract IS NOT NULL) AS abstracts, "
        "min(coalesce(p.priority_date, p.filing_date, p.publication_date)) AS day, "
        "min(p.publication_date) AS published "
        "FROM patent p WHERE p.title IS NOT NULL GROUP BY p.unit ORDER BY p.unit",
        {},
    )
    classes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in store.rows("SELECT p.unit, c.dst, c.scheme FROM classified c JOIN patent p ON p.key = c.src", {}):
        classes[row["unit"]].add((row["dst"], row["scheme"]))
    parties: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(
        "SELECT p.unit, lower(coalesce(o.name, r.name, e.dst)) AS dst "
        "FROM (SELECT src, dst FROM applicant UNION ALL SELECT src, dst FROM inventor) e "
        "JOIN patent p ON p.key = e.src LEFT JOIN organization o ON o.key = e.dst LEFT JOIN person r ON r.key = e.dst",
        {},
    ):
        parties[row["unit"]].add(row["dst"])
    found = {}
    for row in rows:
        symbols = classes[row["unit"]]
        ipc = {symbol for symbol, scheme in symbols if scheme == "ipc"} or {symbol for symbol, _ in symbols}
        text = " ".join([*sorted(set(row["titles"])), *sorted(set(row["abstracts"] or ()))])
        every = {symbol for symbol, _ in symbols}
        found[row["unit"]] = Family(text, every, ipc, parties[row["unit"]], row["keys"], row["day"], row["published"])
    return found


def _cites(store: DuckDBStore, families: dict[str, Family]) -> dict[str, set[str]]:
    """What each family with a title cites, by family."""
    rows = store.rows(
        "WITH unit AS (SELECT p.key, coalesce(p.unit, f.dst, p.key) AS unit FROM patent p "
        "LEFT JOIN family f ON f.src = p.key AND f.kind = 'simple') "
        "SELECT DISTINCT a.unit AS citing, b.unit AS cited FROM cites c JOIN unit a ON a.key = c.src "
        "JOIN unit b ON b.key = c.dst WHERE a.unit <> b.unit",
        {},
    )
    cites = defaultdict(set)
    for row in rows:
        if row["citing"] in families:
            cites[row["citing"]].add(row["cited"])
    return cites


def _together(cites: dict[str, set[str]]) -> dict[str, set[str]]:
    """Which families cite the same."""
    citing = defaultdict(set)
    for unit, cited in cites.items():
        for one in cited:
            citing[one].add(unit)
    found: dict[str, set[str]] = defaultdict(set)
    for units in citing.values():
        for unit in units:
            found[unit] |= units - {unit}
    return {unit: others for unit, others in found.items() if others}
