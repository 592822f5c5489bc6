"""Each sort of fact in many wordings: invented sentences with the facts that each states, or does not state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.news_match import compare
from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract_all
from patnav.ingest.news.text import article_of

_HEADLINES = {"en": "Notes of the week from the market", "zh": "一周见闻"}
_ROWS = [
    (lang, json.loads(line))
    for lang in _HEADLINES
    for line in (Path(__file__).parent / f"wordings_{lang}.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def told() -> list[list[dict[str, Any]]]:
    """What is extracted of every text, in order."""
    articles = [article_of(f"{_HEADLINES[lang]}\n\n{row['text']}") for lang, row in _ROWS]
    return [to_json(extraction, "a.txt")["facts"] for extraction in extract_all(articles)]


@pytest.mark.parametrize("at", range(len(_ROWS)), ids=[row["text"][:48] for _, row in _ROWS])
def test_wording_states_its_facts(at: int, told: list[list[dict[str, Any]]]) -> None:
    row = _ROWS[at][1]
    for fact in row["facts"]:
        assert any(found["type"] == fact["type"] and compare(fact, found)[0] for found in told[at]), fact
    assert not [found for found in told[at] if found["type"] in row.get("none", ())]


def test_what_is_denied_planned_or_tried_is_no_fact() -> None:
    untold = (Path(__file__).parent / "untold_en.txt").read_text("utf-8").splitlines()
    articles = [article_of(f"{_HEADLINES['en']}\n\n{text}") for text in untold]
    for text, extraction in zip(untold, extract_all(articles), strict=True):
        assert {fact.type for fact in extraction.facts} <= {"role", "located_in", "part_of", "nationality"}, text
