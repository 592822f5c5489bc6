"""A small graph with events of every type, made so that every answer about it can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from patnav.graph.manifest import SourceState
from patnav.graph.model import Entity, Extraction, Mention
from patnav.graph.records import write_records
from patnav.graph.workspace import Workspace
from patnav.ingest import pipeline
from patnav.ingest.linker import TableLinker
from tests.graph.records import article, fact, kept

ZHEJIANG, FUDAN = "浙江大学", "复旦大学"
CHIPS, ELECTRONICS = "宁波甲芯半导体有限公司", "杭州乙电子有限公司"
CITIES = {ZHEJIANG: "杭州市", FUDAN: "上海市", CHIPS: "宁波市", ELECTRONICS: "杭州市"}


def party(name: str) -> dict[str, str]:
    """A party with its city, where it has one."""
    return {"name": name, "kind": "organization"} | ({"city": CITIES[name], "country": "CN"} if name in CITIES else {})


def event(type_: str, gives: str, takes: str | None, date: str | None, **terms: Any) -> dict[str, Any]:
    """A recorded event."""
    sides = {"source_parties": [party(gives)], "target_parties": [party(takes)] if takes else []}
    return {"type": type_, **sides, **({"date": date} if date else {}), **terms}


def patent(number: int, applicant: str, *events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A line of a file of PatNav's own format."""
    own = {"filing_date": "2015-03-01", "grant_date": "2017-06-01", "type": "invention", "classes": ["ipc:H01L21/768"]}
    titles = [{"text": f"一种芯片互连结构{number}", "lang": "zh"}]
    return {
        "publication": f"CN1110000{number:02d}{fields.pop('kind', 'B')}",
        "titles": titles,
        "applicants": [party(applicant)],
        **own,
        "events": list(events),
        **fields,
    }


CNY = {"currency": "CNY"}
PATENTS = [
    patent(
        1,
        ZHEJIANG,
        event("open_license", ZHEJIANG, None, "2023-01-10", royalty=10_000, until="2026-01-09", **CNY),
        event("open_license", ZHEJIANG, CHIPS, "2023-03-01", royalty=10_000, **CNY),
        event("open_license", ZHEJIANG, ELECTRONICS, "2023-05-01", royalty=10_000, **CNY),
        legal_status="授权",
    ),
    patent(2, FUDAN, event("assignment", FUDAN, CHIPS, "2020-06-01", amount=500_000, **CNY)),
    patent(
        3,
        ZHEJIANG,
        event("open_license", ZHEJIANG, None, "2022-06-01", royalty=0),
        kind="U",
        type="utility_model",
        filing_date="2014-02-02",
        grant_date="2014-12-01",
    ),
    patent(
        4,
        FUDAN,
        event("open_license", FUDAN, None, "2023-02-02", amount=80_000, ended="2024-01-15", **CNY),
        classes=["ipc:A61K31/00"],
    ),
    patent(
        5, FUDAN, event("license", FUDAN, CHIPS, "2021-05-05", amount=300_000, **CNY), classes=["ipc:A61K31/00"],
        legal_status="专利权维持",
    ),
    patent(6, CHIPS, event("pledge", CHIPS, "宁波银行", "2022-08-01", amount=2_000_000, until="2025-08-01", **CNY),
           legal_status="授权"),
    patent(7, CHIPS, event("pledge", CHIPS, "宁波银行", "2023-08-01", amount=3_000_000, **CNY),
           legal_status="未缴年费"),
    patent(8, ELECTRONICS, event("pledge", ELECTRONICS, "杭州银行", "2023-09-01", amount=100_000, currency="USD")),
    patent(
        9,
        CHIPS,
        event("dispute", CHIPS, ELECTRONICS, "2024-02-01", amount=150_000, status="settled",
              forum=[{"name": "宁波市中级人民法院", "kind": "organization"}], **CNY),
        legal_status="授权",
    ),
    *(
        patent(9 + i, ZHEJIANG, event("license", ZHEJIANG, CHIPS, "2019-06-01", amount=price, **CNY))
        for i, price in enumerate((100_000, 200_000, 300_000, 400_000, 1_000_000), 1)
    ),
]  # fmt: skip

ISSUE = "On June 12 Huiyuan Trust arranged Hefei's second issue, 235 million yuan on 61 patents for 14 small firms."
LOAN = "Haiyun Chain Technology borrowed 20 million yuan on a data certificate. Shanghai registered 310 certificates."
START = "Zhejiang launched a pilot reform of data rights in March 2023. A rule for data protection followed."
FUNDED = "Zhejiang University put money into Hangzhou Bing Technology. It owns 30 percent of Hangzhou Ding Technology."
BASES = "The Ningbo Patent Navigation Base works for the Shanghai Pudong Fast-Response Center."
VENTURE = "Ningbo Jiaxin Semiconductor belongs to Donghai Chip Group and to Xihu Chip Group."
HELD = "Ningbo Jiaxin Semiconductor held 12 patents in 2023."
OFFERED = "In Zhejiang 1,240 patents are offered to all."
FIGURES = (
    ("Jiangsu pledged 100.5 billion yuan in 2023.", "2024-01-10", 1.005e11, "2023", "exact"),
    ("Jiangsu pledged 108.6 billion yuan in 2024.", "2025-01-10", 1.086e11, "2024", "exact"),
    ("In 2024 Jiangsu's pledges passed 108.5 billion yuan.", "2025-02-10", 1.085e11, "2024", "over"),
    ("Jiangsu pledged 120 billion yuan in 2025.", "2026-01-10", 1.2e11, "2025", "exact"),
    ("Jiangsu's pledges in 2025 came to 131 billion yuan.", "2026-01-20", 1.31e11, "2025", "exact"),
)


def news() -> list[Extraction]:
    """Articles with their facts."""
    told = [
        article(
            ISSUE,
            (
                fact("securitization", ISSUE, "Huiyuan Trust arranged", arranger=["徽元信托有限责任公司"], place="合肥",
                     amount=2.35e8, currency="CNY", patents=61, beneficiaries=14, date="2024-06-12"),
            ),
            published="2024-06-13",
        ),
        article(
            LOAN,
            (
                fact("data_ip", LOAN, "Haiyun Chain", kind="pledge", holder=["Haiyun Chain Technology"], amount=2e7,
                     currency="CNY", date="2024-06"),
                fact("data_ip", LOAN, "Shanghai registered", kind="registration", place="Shanghai", count=310),
            ),
            published="2024-09-02",
        ),
        article(
            START,
            (
                fact("programme", START, "pilot reform of data rights", name="pilot reform of data rights",
                     place="Zhejiang", date="2023-03"),
                fact("programme", START, "rule for data protection", name="rule for data protection", place="Zhejiang",
                     authority=["Zhejiang Intellectual Property Administration"], industries=["integrated circuits"]),
            ),
            published="2023-04-02",
        ),
        article(
            FUNDED,
            (
                fact("investment", FUNDED, "put money into", investor=["Zhejiang University"],
                     target=["Hangzhou Bing Technology Co., Ltd."], date="2022-04"),
                fact("investment", FUNDED, "put money into", investor=["Fudan University"], target=[CHIPS],
                     date="2020-06-01", amount=500_000.0, currency="CNY"),
                fact("ownership", FUNDED, "owns 30 percent", owner="Zhejiang University",
                     owned="Hangzhou Ding Technology Co., Ltd.", share=0.3),
            ),
        ),
        article(
            BASES,
            (),
            (
                Entity("Organization", "Ningbo Patent Navigation Base", "ip_service",
                       (Mention(4, 33, "Ningbo Patent Navigation Base"),)),
                Entity("Organization", "Shanghai Pudong Fast-Response Center", "ip_service",
                       (Mention(48, 84, "Shanghai Pudong Fast-Response Center"),)),
            ),
        ),
    ]  # fmt: skip
    for text, published, value, period, modifier in FIGURES:
        figure = fact("indicator", text, text, indicator="patent_pledge_financing", region="Jiangsu", value=value,
                      unit="CNY", period=period, modifier=modifier)  # fmt: skip
        told.append(article(text, (figure,), published=published))
    held = fact("indicator", HELD, HELD, label="patents held", organization=[CHIPS], value=12.0, period="2023",
                modifier="exact")  # fmt: skip
    owners = (
        fact("part_of", VENTURE, VENTURE, subject=CHIPS, object=f"{name} Chip Group") for name in ("Donghai", "Xihu")
    )
    told.append(article(VENTURE, tuple(owners)))
    return [*told, article(HELD, (held,), published="2024-03-01")]


def total() -> Extraction:
    """An article that tells how many open licences a region has in all."""
    return article(OFFERED, (fact("open_license", OFFERED, OFFERED, place="Zhejiang", patents=1240),))


SOLD = "Fudan University sold twelve patents, among them ZL201910234567.8, to Ningbo Jiaxin Semiconductor."
LICENSED = "Zhejiang University licensed twelve patents, among them one that has run out, to a firm in Hangzhou."
DATELESS = "Zhejiang University licensed one patent of which nothing else is known."
FIFTY = "Fudan University offers fifty patents to all, among them one for a drug."
TAKEN = "Ningbo Jiaxin Semiconductor took up one of the fifty."


def in_part() -> list[Extraction]:
    """Articles that name one of the patents that they are about; and one that names the only one."""
    told = (
        (SOLD, "assignment", "CN201910234567",
         {"assignor": [FUDAN], "assignee": [CHIPS], "patents": 12, "date": "2024-03-01"}),
        (LICENSED, "license", "CN111000003U",
         {"licensor": [ZHEJIANG], "licensee": [ELECTRONICS], "patents": 12, "date": "2020-03-01"}),
        (DATELESS, "license", "CN201910234568", {"licensor": [ZHEJIANG], "licensee": [CHIPS], "date": "2020-04-01"}),
        (FIFTY, "open_license", "CN111000004B", {"licensor": [FUDAN], "patents": 50, "date": "2022-03-01"}),
        (TAKEN, "open_license", "CN111000005B",
         {"licensor": [FUDAN], "licensee": [CHIPS], "patents": 1, "date": "2022-04-01"}),
    )  # fmt: skip
    facts = ((text, fact(type_, text, text, **fields), patent) for text, type_, patent, fields in told)
    return [
        article(text, (replace(one, evidence=replace(one.evidence, patents=(patent,))),)) for text, one, patent in facts
    ]


def add_events(workspace: Workspace, folder: Path, *more: Extraction) -> Workspace:
    """Put the patents, from a file in the folder, the articles and more of these into a workspace."""
    path = folder / "eventful.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, PATENTS)) + b"\n")
    pipeline.ingest(workspace, [path], TableLinker())
    records = [kept(one, "told") for one in (*news(), *more)]
    with workspace.writer() as writer:
        file = write_records(workspace.records, records)
        writer.put({"told": SourceState("", "told", "told/1", 50, len(records), (file,))})
        pipeline.build(writer, TableLinker())
    return workspace
