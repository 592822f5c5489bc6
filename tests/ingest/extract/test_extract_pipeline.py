"""The pipelines as wholes: offsets on any text, batches, a user's own component, the contract's shape."""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patnav.graph.model import Extraction
from patnav.ingest.extract import numerals, pipeline
from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.parts import Candidate
from patnav.ingest.extract.pipeline import BATCH, extract, extract_all
from patnav.ingest.news.text import article_of

WORDS = st.sampled_from(
    re.split(
        r"\|",
        "Beilun Castings Co., Ltd.|Songhua University|the company|licensed|pledged|sued|acquired|and|to|from|for|of|"
        "nine patents|CNY 3 million|30 percent|up|in 2024|last year|Jiangsu|Erika Sand|president|(|)|,|.|\n|\"|'s|"
        "北仑铸造有限公司|松花大学|许可|转让|质押|起诉|给|向|与|专利9件|300万元|同比增长|12%|2024年|去年|江苏|局长|李明|，|。|（|）|“|”|其中|该公司",
    )
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(WORDS | st.text(max_size=8), max_size=30), blank=st.sampled_from(["", " "]))
def test_any_text_is_read_and_every_offset_is_exact(
    extraction: Callable[..., Extraction], parts: list[str], blank: str
) -> None:
    for lang in ("en", "zh"):
        article = replace(article_of(blank.join(parts)), lang=lang)
        found = extract(article)
        for fact in found.facts:
            evidence = fact.evidence
            assert article.text[evidence.start : evidence.end] == evidence.text != ""
            assert 0 < fact.confidence <= 1
        for entity in found.entities:
            assert all(article.text[m.start : m.end] == m.text != "" for m in entity.mentions)
        json.dumps(to_json(found, "x"), ensure_ascii=False)


def test_batches_keep_the_order_and_mix_languages() -> None:
    texts = [f"Songhua University sold {n} patents to Harbin Rail Tools." for n in range(2, BATCH + 5)]
    texts.insert(3, "松花大学向哈铁工具有限公司转让专利9件。")
    found = list(extract_all(map(article_of, texts)))
    assert [one.article.text for one in found] == texts
    assert [one.facts for one in found] == [extract(article_of(text)).facts for text in texts]


@pytest.fixture
def component() -> Iterator[str]:
    from spacy.language import Language

    @Language.component("test_ships")
    def ships(doc: Any) -> Any:
        state = reading(doc)
        at = state.text.find("Blue Marlin")
        if at >= 0:
            state.candidates.append(Candidate(at, at + 11, "Organization", kind="enterprise", rank=9))
        return doc

    pipeline.pipeline("en").add_pipe("test_ships", before="patnav_binding")
    yield "test_ships"
    pipeline.pipeline("en").remove_pipe("test_ships")


def test_a_component_of_ones_own(component: str) -> None:
    assert component in pipeline.pipeline("en").pipe_names
    (fact,) = extract(article_of("Songhua University sold nine patents to Blue Marlin.")).facts
    assert fact.fields["assignee"] == ["Blue Marlin"]


def test_the_contract() -> None:
    text = "A sale\nSonghua University sold nine patents to Harbin Rail Tools on 4 March 2025."
    plain = to_json(extract(article_of(text)), "brief.txt")
    assert plain["source"] == "brief.txt"
    assert {"id", "title", "lang", "published"} <= plain["document"].keys()
    fact = next(fact for fact in plain["facts"] if fact["type"] == "assignment")
    evidence = fact.pop("evidence")
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert 0 < fact.pop("confidence") <= 1
    assert fact == {
        "type": "assignment",
        "assignor": ["Songhua University"],
        "assignee": ["Harbin Rail Tools"],
        "patents": 9,
        "date": "2025-03-04",
    }
    names = {entity["name"]: entity for entity in plain["entities"]}
    assert names["Songhua University"]["kind"] == "university"
    assert all(text[m["start"] : m["end"]] == m["text"] for e in plain["entities"] for m in e["mentions"])


@pytest.mark.parametrize("module", [pipeline, numerals])
def test_examples_in_the_docs_hold(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


def test_an_empty_article_states_nothing() -> None:
    assert extract(article_of("")).facts == ()
