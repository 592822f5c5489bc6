"""The bilingual table of technical terms."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from patnav.graph.duckdb import DuckDBStore
from patnav.queries.synonyms import known_terms, others, translated
from tests.conftest import ROOT

LINES = yaml.safe_load((ROOT / "patnav" / "resources" / "bilingual_terms.yaml").read_text("utf-8"))


def test_a_term_stands_in_one_concept_and_every_concept_in_both_languages() -> None:
    counted = Counter(str(term).lower() for line in LINES for term in line)
    assert [term for term, n in counted.items() if n > 1] == []
    assert [line for line in LINES if len({str(term).isascii() for term in line}) != 2] == []


def test_terms_are_known_by_their_longest_form() -> None:
    assert known_terms(["a", "lithium", "ion", "battery", "chip"]) == [(1, 4), (4, 5)]
    assert others("Chip") == ("integrated circuit", "芯片", "集成电路", "微芯片")
    assert others("nonsense") == ()


@pytest.mark.parametrize(
    ("text", "name"), [("一种语音识别方法", "speech recognition"), ("speech recognition method", "语音识别")]
)
def test_a_text_is_told_the_names_in_the_other_language(store: DuckDBStore, text: str, name: str) -> None:
    assert name in translated(text, store.terms)
