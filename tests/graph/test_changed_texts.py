from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from patnav.graph.model import Citation, Text
from tests.graph.records import article, kept, patent
from tests.graph.test_projection import Graph


class Telling(Graph):
    """A graph that keeps what its last projection said of texts."""

    told: set[str]

    def run(self, changed: set[str]) -> set[str]:
        self.told = super().run(changed)
        return self.told


@pytest.fixture
def graph(tmp_path: Path) -> Telling:
    return Telling(tmp_path)


def title(text: str, **fields: Any) -> dict[str, Any]:
    return {"titles": (Text(text, "en"),), **fields}


def changed(graph: Telling, source: str, record: Any) -> set[str]:
    """Puts a source with one record; gives what the projection says of texts."""
    graph.put(source, [kept(record, source)])
    return graph.told


def test_new_and_gone_texts_are_told(graph: Telling) -> None:
    assert changed(graph, "a", patent("CN100000001A", **title("pump"))) == {"CN100000001A"}
    graph.parts.clear()
    assert graph.run({"a"}) == {"CN100000001A"}


def test_a_patent_that_another_cites_by_its_bare_number_keeps_its_text(graph: Telling) -> None:
    changed(graph, "a", patent("CN100000001A", **title("pump")))
    citing = patent("CN100000002A", **title("valve", citations=(Citation("CN100000001"),)))
    assert changed(graph, "b", citing) == {"CN100000002A"}


def test_a_record_with_the_same_text_changes_none(graph: Telling) -> None:
    changed(graph, "a", patent("CN100000001A", **title("pump")))
    assert changed(graph, "b", patent("CN100000001A", **title("pump", claims=4))) == set()


def test_documents_are_told(graph: Telling) -> None:
    extraction = article("One thing.")
    assert changed(graph, "a", extraction) == {extraction.article.id}
