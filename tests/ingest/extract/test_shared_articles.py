"""The seed article and the worked examples beside the real data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extract import score
from benchmarks.news_score import articles
from benchmarks.seed import measure
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.reading import read_text
from patnav.ingest.news.text import article_of

pytestmark = pytest.mark.shared

NUMBERS: list[dict[str, Any]] = [
    {"indicator": "demonstration_enterprises", "value": 1800, "modifier": "over"},
    {"indicator": "ip_operation_centers", "value": 7},
    {"indicator": "navigation_service_bases", "value": 24},
    {"indicator": "ip_protection_centers", "value": 29},
    {"indicator": "mediation_organizations", "value": 400, "modifier": "over"},
    {"indicator": "patent_pledge_financing", "value": 186_260_000_000, "unit": "CNY", "change": 0.726},
    {"value": 0.5, "modifier": "nearly", "share_of": "China"},
    {"indicator": "patent_share", "value": 0.333333, "modifier": "nearly"},
    {"indicator": "trademark_share", "value": 0.25},
    {"value": 610},
    {"indicator": "disputes_handled", "value": 60, "modifier": "over"},
    {"type": "open_license", "patents": 240, "royalty_free": 58, "place": "Shanghai"},
    {"type": "open_license", "licensor": ["Shanghai Jiao Tong University"], "amount": 10_000_000},
    {"type": "securitization", "amount": 123_500_000, "place": "Hefei", "date": "2023-04"},
    {"type": "role", "person": "Liang Xinxin", "title": "spokesperson"},
    {"type": "role", "person": "Rui Wenbiao", "organization": "Shanghai Intellectual Property Administration"},
    {"type": "role", "person": "Gu Wenhai", "title": "deputy director"},
    {"type": "nationality", "subject": "Boehringer Ingelheim", "object": "Germany"},
    {"type": "part_of", "subject": "Shanghai", "object": "Yangtze River Delta"},
    {"type": "part_of", "subject": "Hefei", "object": "Anhui"},
    {"type": "part_of", "subject": "Nanjing", "object": "Jiangsu"},
    {"type": "part_of", "subject": "Yangtze River Delta", "object": "China"},
    {"type": "programme", "place": "Zhejiang", "name": "public deposit platform for data IPR"},
    {"indicator": "open_licensors", "value": 50},
    {"indicator": "open_license_patents", "value": 240},
    {"indicator": "royalty_free_patents", "value": 58},
]


def test_the_seed_article(shared: Callable[[str], Path]) -> None:
    (path,) = shared("news_seed").glob("*.txt")
    article = article_of(read_text(path))
    found = extract(article).facts
    plain = [{"type": fact.type, **fact.fields} for fact in found]
    missing = [one for one in NUMBERS if not any(one.items() <= fact.items() for fact in plain)]
    assert not missing
    assert all(article.text[f.evidence.start : f.evidence.end] == f.evidence.text for f in found)


def test_evidence_stands_where_the_labels_have_it(shared: Callable[[str], Path]) -> None:
    (path,) = shared("news_seed").glob("*.txt")
    gold = path.parents[2] / "reference" / "seed_gold_facts.jsonl"
    if not gold.exists():
        pytest.skip(f"no labels at {gold}")
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    spans = {(row["evidence_start"], row["evidence_end"]) for row in rows}
    for fact in extract(article_of(read_text(path))).facts:
        assert any(start < fact.evidence.end and fact.evidence.start < end for start, end in spans)


def test_the_worked_examples(shared: Callable[[str], Path]) -> None:
    folder = shared("news_seed").parents[1] / "reference" / "news_examples"
    if not folder.exists():
        pytest.skip(f"no worked examples at {folder}")
    scored = score(articles(folder))
    assert scored.total().strict_f1 == 1, scored.notes
    assert (scored.bad_evidence, scored.total().forbidden) == (0, 0)


def test_core_facts_of_the_seed_article(shared: Callable[[str], Path]) -> None:
    (path,) = shared("news_seed").glob("*.txt")
    gold = path.parents[2] / "reference" / "seed_gold_facts.jsonl"
    if not gold.exists():
        pytest.skip(f"no labels at {gold}")
    values = measure(path, gold)
    assert values["recall"] >= 0.95, values["missed"]
    assert values["precision"] >= 0.9, values["wrong"]
    assert values["wrong evidence"] == 0
