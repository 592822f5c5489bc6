"""The two tables of recorded transfers from universities to firms: Chinese hydrogen patents, US biomedical patents."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from patnav.graph.model import LegalEvent, Party, PatentRecord
from patnav.resources.sample.canonical import application, classes, date, record, squeeze
from patnav.resources.sample.tables import Candidate

__all__ = ["hydrogen", "lens"]

_UNIVERSITY = re.compile(r".*(大学|学院|研究所|研究院|实验室|科学院)")
_EVENTS = (("assignment", "TRANSFERRED"), ("license", "LICENSED"), ("pledge", "PLEDGED"))
_LATIN_UNIVERSITY = re.compile(r"\b(UNIV\w*|INST\w*|COLLEGE|HOSPITAL|SCHOOL|ACAD\w*)\b", re.IGNORECASE)
_LATIN_FIRM = re.compile(r"\b(INC|LTD|LIMITED|CORP\w*|LLC|GMBH|AG|SA|CO|BV|PLC|NV)\b\.?", re.IGNORECASE)


def _edges(data: Path) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Edges of the hydrogen graph by patent and relation: pairs of the other end's label and name."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    with gzip.open(data / "cn_hydrogen_kg" / "edges.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            _, patent, relation, label, target, _ = line.rstrip("\n").split("\t")
            if patent.startswith("CN20") or relation == "IN_FAMILY":
                found[patent][relation].append((label, target))
    return found


def _described(data: Path) -> dict[str, dict[str, str]]:
    """Publication number, title and filing date of the thousand patents that the graph describes."""
    text = (data / "cn_hydrogen_kg" / "08_patents_batch_022.cypher").read_text(encoding="utf-8")
    field = re.compile(r"p\.(publication_no|title_cn|application_date|ipc_main) = '((?:[^'\\]|\\.)*)'")
    found = {}
    for line in text.splitlines():
        start = re.match(r"MERGE \(p:Patent \{application_no: '([^']*)'", line)
        if start:
            found[start[1]] = dict(field.findall(line))
    return found


def _party(pair: tuple[str, str]) -> Party:
    return Party(squeeze(pair[1]).split("@")[0], "person" if pair[0] == "Person" else "organization")


def _university(name: str) -> bool:
    return bool(_UNIVERSITY.match(name)) and "公司" not in name


def _events(edges: Mapping[str, list[tuple[str, str]]]) -> tuple[LegalEvent, ...]:
    """Events with both sides stated, disjoint, and a single source: a chain of transfers does not say who gave whom."""
    events = []
    for kind, relation in _EVENTS:
        sources = edges.get(f"{relation}_FROM", [])
        targets = edges.get(f"{relation}_TO", [])
        if len(sources) == 1 and 0 < len(targets) < 5 and not set(sources) & set(targets):
            events.append(LegalEvent(kind, tuple(map(_party, sources)), tuple(map(_party, targets))))
    return tuple(events)


def hydrogen(data: Path) -> Iterator[Candidate]:
    """Chinese patents with a recorded transfer, licence or pledge.

    The graph's patents are application numbers. The publication is the described one or, where the family has this
    one application only, the family's representative publication: of the described patents of which both are known,
    191 of 191 have the same serial number. The year of filing is the one in the application number, taken only for
    applications of Chinese universities and institutes (divisional applications carry a later one).
    """
    edges = _edges(data)
    described = _described(data)
    size = Counter(pair[1] for relations in edges.values() for pair in relations.get("IN_FAMILY", []))
    for patent, relations in edges.items():
        if not patent.startswith("CN"):
            continue
        events = _events(relations)
        if not events:
            continue
        known = described.get(patent, {})
        representative = relations["IN_FAMILY"][0][1]
        alone = representative.startswith("CN") and size[representative] == 1
        item = _hydrogen_record(patent, relations, known, known.get("publication_no", representative if alone else ""))
        if item is not None:
            names = [party.name for event in item.events for party in event.source_parties + event.target_parties]
            yield Candidate(item, " ".join(names))


def _hydrogen_record(
    patent: str, relations: Mapping[str, list[tuple[str, str]]], known: Mapping[str, str], publication: str
) -> PatentRecord | None:
    applicants = tuple(map(_party, relations.get("APPLIED_BY", [])))
    domestic = bool(applicants) and all(_university(party.name) for party in applicants)
    statuses = relations.get("HAS_STATUS", [])
    return record(
        publication,
        application=application(patent),
        title=squeeze(known.get("title_cn")),
        filing_date=date(known.get("application_date")) or (patent[2:6] if domestic else None),
        legal_status=statuses[0][1] if statuses else None,
        applicants=applicants,
        owners=tuple(map(_party, relations.get("OWNED_BY", []))),
        classes=classes((pair[1] for pair in relations.get("CLASSIFIED_AS", [])), "ipc", main=True),
        events=_events(relations),
    )


def lens(data: Path) -> Iterator[Candidate]:
    """US biomedical publications of one university, hospital or institute that a firm owns by a later deed."""
    seen: set[str] = set()
    for path in sorted((data / "lens_jsonl").glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["jurisdiction"] == "US" and row["publicationKey"] not in seen:
                    seen.add(row["publicationKey"])
                    item = _lens_record(row)
                    if item is not None:
                        yield Candidate(item, "abroad")


def _lens_record(row: Mapping[str, Any]) -> PatentRecord | None:
    owners = [owner for owner in row["owners"] if owner.get("executionDate")]
    owners.sort(key=lambda owner: str(owner["executionDate"]))
    if len(row["applicants"]) != 1 or not _LATIN_UNIVERSITY.search(row["applicants"][0]) or not owners:
        return None
    *earlier, last = owners
    firm = _LATIN_FIRM.search(last["name"]) and not _LATIN_UNIVERSITY.search(last["name"].split(" CO")[0])
    firm = firm or last["name"].startswith("KITASATO DAIICHI SANKYO")
    if not firm or any(not _LATIN_UNIVERSITY.search(owner["name"]) for owner in earlier):
        return None
    if any(owner["executionDate"] >= last["executionDate"] for owner in earlier):
        return None
    holder = Party(squeeze(row["applicants"][0]), "organization")
    taker = Party(squeeze(last["name"]), "organization")
    return record(
        str(row["publicationKey"]).replace("_", ""),
        title=squeeze(row["title"]),
        filing_date=date(row.get("filingDate")),
        publication_date=date(row["publicationDate"]),
        priority_date=date(row.get("earliestPriorityDate")),
        applicants=(holder,),
        owners=(taker,),
        classes=classes(row["cpcClassifications"], "cpc", main=True, limit=8),
        events=(LegalEvent("assignment", (holder,), (taker,), date(last["executionDate"])),),
        url=row["url"],
    )
