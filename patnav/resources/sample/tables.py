"""The tables that the sample is chosen from, each read into records and the words that tell its place.

Only bibliographic facts are read: numbers, dates, titles, names, places, classes, citations, families and recorded
transfers. Abstracts and claims stay where they are.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patnav.graph.model import Citation, LegalEvent, Party, PatentRecord
from patnav.resources.sample.canonical import applicant, application, classes, date, record, squeeze

__all__ = ["Candidate", "cnki", "drones", "incopat", "nvidia", "patentics", "patentsview"]

_UNDISCLOSED = "不公告发明人"
_CHINESE_NUMBER = re.compile(r"CN\d{7,9}[A-Z]|US\d{7,11}[A-Z]\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may enter the sample.

    Attributes:
        record: The record.
        place: Words of the source that tell a place, for choosing only.
    """

    record: PatentRecord
    place: str = ""


def _candidates(records: Iterable[PatentRecord | None], place: str = "") -> Iterator[Candidate]:
    return (Candidate(item, place) for item in records if item is not None)


def _sheet(path: Path, header: int = 0) -> Iterator[dict[str, str]]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    names = [squeeze(cell) for cell in rows[header]]
    return (dict(zip(names, map(str, row), strict=False)) for row in rows[header + 1 :])


def _names(text: str, mark: str) -> tuple[str, ...]:
    return tuple(name for name in (squeeze(part) for part in text.split(mark)) if name and name != _UNDISCLOSED)


def _organizations(names: Iterable[str]) -> tuple[Party, ...]:
    """Parties by name; a short Chinese name without any word for a body stays of unknown kind."""
    person = re.compile(r"(?!.*(大学|学院|公司|集团|银行))[\u4e00-\u9fff·]{2,4}")
    return tuple(Party(name, None if person.fullmatch(name) else "organization") for name in names)


def patentsview(data: Path) -> Iterator[Candidate]:
    """US grants with an inventor in China."""
    import pyarrow.parquet as parquet

    folder = data / "patentsview_130k"
    mentions: dict[str, dict[str, Any]] = {
        row["patent_id"]: row for row in parquet.read_table(folder / "inventor_mentions.parquet").to_pylist()
    }
    with gzip.open(folder / "cn_inventor_patents.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            names = [squeeze(name) for name in row["assignee_organization"] or ()]
            kinds = row["assignee_type"] or [None] * len(names)
            mention = mentions.get(row["patent_id"], {})
            yield from _candidates(
                [
                    record(
                        f"US{row['patent_id']}{row['wipo_kind']}",
                        title=squeeze(row["patent_title"]),
                        filing_date=date(row["filing_date"]),
                        publication_date=date(row["patent_date"]),
                        applicants=tuple(
                            applicant(name, "US" if str(kind).startswith("2") else None)
                            for name, kind in zip(names, kinds, strict=False)
                        ),
                        inventors=tuple(_inventor(squeeze(name), mention) for name in row["inventors"] or ()),
                        classes=classes(row["cpc"] or (), "cpc", main=False),
                    )
                ],
                " ".join([row["city"] or "", *names]),
            )


def _inventor(name: str, mention: dict[str, Any]) -> Party:
    """An inventor; his or her city is known only where the table of mentions names this very person."""
    full = squeeze(f"{mention.get('raw_inventor_name_first')} {mention.get('raw_inventor_name_last')}")
    if full.casefold() != name.casefold():
        return Party(name, "person")
    country = (mention["raw_country"] or "")[:2] or None
    return Party(name, "person", country=country, city=squeeze(mention["raw_city"]) or None)


def nvidia(data: Path) -> Iterator[Candidate]:
    """US grants of one American maker of chips."""
    folder = data / "patentsview_nvidia"

    def grouped(name: str, order: str) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[row["patent_id"]].append(row)
        return {key: sorted(rows, key=lambda row: int(row[order])) for key, rows in found.items()}

    owners = grouped("nvidia_assignee.csv", "assignee_sequence")
    codes = grouped("nvidia_cpc.csv", "cpc_sequence")
    people = grouped("nvidia_inventor.csv", "inventor_sequence")
    with (folder / "nvidia_patent.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = row["patent_id"]
            firms = [item for item in owners.get(key, []) if item["disambig_assignee_organization"]]
            yield from _candidates(
                [
                    record(
                        f"US{key}{row['wipo_kind']}",
                        title=squeeze(row["patent_title"]),
                        publication_date=date(row["patent_date"]),
                        applicants=tuple(applicant(item["disambig_assignee_organization"], "US") for item in firms),
                        inventors=tuple(
                            Party(
                                squeeze(f"{i['disambig_inventor_name_first']} {i['disambig_inventor_name_last']}"),
                                "person",
                            )
                            for i in people.get(key, [])
                        ),
                        classes=classes((item["cpc_group"] for item in codes.get(key, [])), "cpc", main=True),
                    )
                ]
            )


def incopat(data: Path) -> Iterator[Candidate]:
    """Three exports with Chinese headers: the first two of firms in artificial intelligence."""
    for name in ("iflytek_3816.xlsx", "openai_named_72.xlsx", "gm_autodrive_10000.xlsx"):
        for row in _sheet(data / "cn_exports_zh" / name):
            publication = squeeze(row["公开（公告）号"])
            family = tuple(sorted(set(_names(row.get("简单同族", ""), ";"))))
            yield from _candidates(
                [
                    record(
                        publication,
                        application=application(row["申请号"]),
                        title=squeeze(row["标题 (中文)"]),
                        filing_date=date(row["申请日"]),
                        publication_date=date(row["公开（公告）日"]),
                        legal_status=squeeze(row.get("当前法律状态")),
                        applicants=_organizations(_names(row["申请人"], ";")),
                        classes=classes([row["IPC主分类"]], "ipc", main=True)
                        + classes(_names(row.get("CPC", ""), ";"), "cpc", main=True, limit=6),
                        family=family if publication in family and 1 < len(family) < 13 else None,
                        industries=tuple(f"sei:{code}" for code in re.findall(r"([\d.]+) ?\(", row["新兴产业分类"])),
                    )
                ],
                row["申请人"],
            )


def patentics(data: Path) -> Iterator[Candidate]:
    """Two exports of firms in chips and software; the second has addresses, citations and recorded transfers."""
    for name, header in (("cambricon_patentics_2021.xlsx", 1), ("thundersoft_cn.xlsx", 0)):
        for row in _sheet(data / "cn_exports_zh" / name, header):
            publication = squeeze(row["公开号"])
            address = squeeze(row.get("通信地址"))
            names = _names(row["申请人"], "|")
            ipc = [row["国际主分类"], *row["国际分类"].split("|")]
            cited = sorted({found for found in _CHINESE_NUMBER.findall(row.get("引用", "")) if found != publication})
            province = squeeze(row.get("省市"))
            single = (
                Party(names[0], "organization", country="CN", province=province, address=address) if address else None
            )
            yield from _candidates(
                [
                    record(
                        publication,
                        application=application(row["申请号"]),
                        title=squeeze(row["标题"]),
                        filing_date=date(row["申请日"]),
                        publication_date=date(row.get("公开日") or row.get("公开/公告日")),
                        legal_status=squeeze(row["法律状态"]),
                        applicants=(single,) if single and len(names) == 1 else _organizations(names),
                        inventors=tuple(Party(person, "person") for person in _names(row["发明人"], "|")),
                        classes=classes(ipc, "ipc", main=True, limit=6),
                        citations=tuple(Citation(number) for number in cited),
                        events=tuple(_transfers(row.get("法律描述", ""))),
                    )
                ],
                f"{row['申请人']} {province}",
            )


def _transfers(text: str) -> Iterator[LegalEvent]:
    """Transfers out of a legal history; each has its parties before and after, and the day it took effect."""
    pattern = r"变更前权利人=([^\n]+)\s+变更后权利人=([^\n]+)\s+登记生效日=([\d.]+)"
    for before, after, day in re.findall(pattern, text):
        sides = [[name for name in side.split("/") if name.endswith("公司")] for side in (before, after)]
        gained = [name for name in sides[1] if name not in sides[0]]
        if sides[0] and gained:
            parties = [tuple(Party(squeeze(name), "organization") for name in side) for side in (sides[0], gained)]
            yield LegalEvent("assignment", parties[0], parties[1], date(day))


def drones(data: Path) -> Iterator[Candidate]:
    """US publications on unmanned vehicles and machine vision, with the patents that they cite."""
    folder = data / "citation_drones"
    cited: dict[str, list[str]] = defaultdict(list)
    with gzip.open(folder / "citation_edges.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            citing, target, inside = line.rstrip("\n").split("\t")
            if inside == "1" and target[:2] == "US":
                cited[citing].append(target)
    with gzip.open(folder / "lens_drones_9071.csv.gz", "rt", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            publication = row["publication_number"].replace(" ", "").replace("/", "")
            people = set(_names(row["inventors"], ";;"))
            names = _names(row["applicants"], ";;")
            if publication[:2] != "US" or not names or people & set(names):
                continue
            yield from _candidates(
                [
                    record(
                        publication,
                        title=squeeze(row["title"]),
                        filing_date=date(row["application_date"]),
                        publication_date=date(row["publication_date"]),
                        applicants=_organizations(names),
                        classes=classes(row["cpc_classifications"].split(";;"), "cpc", main=True, limit=6),
                        citations=tuple(map(Citation, sorted(set(cited[publication]) - {publication}))),
                    )
                ]
            )


def cnki(data: Path) -> Iterator[Candidate]:
    """Chinese biomedical publications as citation lines: inventors, title, place, number, date."""
    text = (data / "cnki_biomed_zh" / "breastcancer_gene_biomarker.txt").read_text(encoding="utf-8")
    for people, title, place, number, day in re.findall(
        r"\[\d+\](.*?)\. (.*?)\[P\]\. ?(.*?)：(CN\w+),(\d{4}-\d\d-\d\d)", text
    ):
        inventors = tuple(Party(name, "person", country="CN", province=place) for name in _names(people, ","))
        yield from _candidates([record(number, title=squeeze(title), publication_date=day, inventors=inventors)], place)
