"""What the tests of extraction share: the facts that a text states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from patnav.graph.model import Extraction
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

Facts = list[dict[str, Any]]


@pytest.fixture(scope="session")
def extraction() -> Callable[..., Extraction]:
    """What is extracted from a text, published on some day."""

    def run(text: str, published: str | None = "2025-06-18") -> Extraction:
        found = extract(replace(article_of(text), published=published))
        assert all(text[f.evidence.start : f.evidence.end] == f.evidence.text != "" for f in found.facts)
        assert all(text[m.start : m.end] == m.text != "" for e in found.entities for m in e.mentions)
        return found

    return run


@pytest.fixture(scope="session")
def facts(extraction: Callable[..., Extraction]) -> Callable[..., Facts]:
    """The facts of some types (of all where none is named) that a text states, as plain objects."""

    def run(text: str, *types: str, published: str | None = "2025-06-18") -> Facts:
        found = extraction(text, published).facts
        return [{"type": fact.type, **fact.fields} for fact in found if not types or fact.type in types]

    return run
