"""Each sort of fact in many English wordings: invented sentences with the facts that each states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.news_match import compare
from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract_all
from patnav.ingest.news.text import article_of

_HERE = Path(__file__).parent
_UNTOLD = (_HERE / "untold_en.txt").read_text("utf-8").splitlines()
_SIDE_FACTS = {"role", "located_in", "part_of", "nationality"}
_ROWS = [json.loads(line) for line in (_HERE / "wordings_en.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def told() -> list[list[dict[str, Any]]]:
    """What is extracted of every text, in order."""
    articles = [article_of(f"Notes of the week from the market\n\n{row['text']}") for row in _ROWS]
    return [to_json(extraction, "a.txt")["facts"] for extraction in extract_all(articles)]


@pytest.mark.parametrize("at", range(len(_ROWS)), ids=[row["text"][:48] for row in _ROWS])
def test_wording_states_its_facts(at: int, told: list[list[dict[str, Any]]]) -> None:
    for fact in _ROWS[at]["facts"]:
        assert any(found["type"] == fact["type"] and compare(fact, found)[0] for found in told[at]), fact


def test_what_is_denied_planned_or_tried_is_no_fact() -> None:
    articles = [article_of(f"Notes of the week from the market\n\n{text}") for text in _UNTOLD]
    for text, extraction in zip(_UNTOLD, extract_all(articles), strict=True):
        assert {fact.type for fact in extraction.facts} <= _SIDE_FACTS, text
