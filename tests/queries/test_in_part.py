"""Deals of which one patent is named, of several that they are about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.queries.flows import channels, flows
from patnav.queries.licenses import licenses
from tests.queries.eventful import add_events, in_part

ON = "2025-06-30"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBStore]:
    folder = tmp_path_factory.mktemp("in_part")
    workspace = add_events(Workspace(folder / "store"), folder, *in_part())
    with DuckDBStore(workspace.current()) as opened:
        yield opened


def test_patents_that_are_not_named_count_beside_those_that_are(graph: DuckDBStore) -> None:
    """One family sold by record; twelve by the news, one of them named."""
    (cell,) = flows(graph, matrix="organization", channel="assignment").rows
    assert (cell.transfers, cell.patents) == (2, 13)
    counted = {row.channel: row.patents for row in channels(graph, channel="assignment").rows}
    assert counted == {"assignment": 13, "all": 13}
    licensed = {row.channel: row.patents for row in channels(graph, channel="license").rows}["license"]
    assert licensed == 6 + 12 + 1  # by record, by the news of twelve, and of the one that nothing is known of


def test_a_licence_of_twelve_does_not_end_with_the_one_that_is_named(graph: DuckDBStore) -> None:
    rows = {row.concerns[0]: row.status for row in licenses(graph, on=ON, type_="license", limit=50).rows}
    assert rows["CN111000003U"] == rows["CN201910234568"] == "in_force"


def test_no_end_is_known_where_the_terms_of_all_patents_are_not(graph: DuckDBStore) -> None:
    notes = licenses(graph, on=ON, type_="license").notes
    assert "of 2 no end is known, nor the terms of all patents: taken to go on" in notes


def test_an_offer_of_fifty_is_taken_up_by_another_of_them(graph: DuckDBStore) -> None:
    rows = licenses(graph, on=ON, type_="open_license", limit=50).rows
    taken = {row.patents: row.acceptances for row in rows if row.kind == "offer" and row.concerns == ["CN111000004B"]}
    assert taken == {50: 1, 1: 0}
