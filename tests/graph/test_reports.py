"""Reports of one event, and one figure in several documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from patnav.graph import figures, reports
from patnav.graph.figures import Figure
from patnav.graph.reports import FIGURES, Report
from tests.graph.linker import SmallLinker
from tests.graph.memory import Graph
from tests.graph.records import article, fact, kept

DEAL: dict[str, Any] = {
    "licensor": ["Beta University"],
    "licensee": ["Alpha Co"],
    "patents": 3,
    "amount": 8.5e6,
    "currency": "CNY",
    "date": "2024-11",
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    made = Graph(tmp_path)
    yield made
    made.db.close()


def report(
    graph: Graph, source: str, *stated: dict[str, Any], published: str | None = None, type_: str = "license"
) -> None:
    """One document that states some events."""
    text = f"{source} reports it."
    facts = tuple(fact(type_, text, text, **fields) for fields in stated)
    graph.put(source, [kept(article(text, facts, published=published), source)], authority=50)


def events(graph: Graph) -> int:
    return int(graph.rows("SELECT count(*) FROM event")[0][0])


def sources(graph: Graph) -> int:
    return int(graph.rows("SELECT count(DISTINCT dst) FROM stated_in")[0][0])


ONE_EVENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same words": (DEAL, DEAL),
    "a coarser date": (DEAL, DEAL | {"date": "2024"}),
    "a finer date": (DEAL, DEAL | {"date": "2024-11-05"}),
    "no date": (DEAL, DEAL | {"date": None}),
    "no sum": (DEAL, DEAL | {"amount": None, "currency": None}),
    "a rounded sum": (DEAL | {"amount": 8.514e6}, DEAL),
    "a sum in another currency": (DEAL, DEAL | {"amount": 1.2e6, "currency": "USD"}),
    "a party unnamed": (DEAL, DEAL | {"licensee": []}),
    "one more party": (DEAL, DEAL | {"licensee": ["Alpha Co", "Gamma Ltd"]}),
    "names in two languages, akin, and two figures": (
        DEAL | {"licensor": ["delta-lab"], "licensee": ["x"], "date": None},
        DEAL | {"licensor": ["德尔塔实验室"], "licensee": ["某"], "date": None},
    ),
    "names in two languages, akin, a figure and a month": (
        DEAL | {"licensor": ["delta-lab"], "licensee": ["x"], "patents": None},
        DEAL | {"licensor": ["德尔塔实验室"], "licensee": ["某"]},
    ),
    "a name in Chinese that nothing links": (DEAL, DEAL | {"licensee": ["阿尔法公司"]}),
}
TWO_EVENTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another party": (DEAL, DEAL | {"licensee": ["Gamma Ltd"]}),
    "names in two languages, akin, and one figure": (
        DEAL | {"licensor": ["delta-lab"], "licensee": ["x"], "patents": None, "date": "2024"},
        DEAL | {"licensor": ["德尔塔实验室"], "licensee": ["某"], "date": None},
    ),
    "names in two languages, not akin": (
        DEAL | {"licensor": ["beta"], "licensee": ["x"]},
        DEAL | {"licensor": ["德尔塔实验室"], "licensee": ["某"]},
    ),
    "names in two languages, akin, and another figure": (
        DEAL | {"licensor": ["delta-lab"], "licensee": ["x"]},
        DEAL | {"licensor": ["德尔塔实验室"], "licensee": ["某"], "amount": 9e6},
    ),
    "an offer and its acceptance": (DEAL | {"kind": "offer"}, DEAL | {"kind": "acceptance"}),
    "another month": (DEAL, DEAL | {"date": "2024-12"}),
    "another year": (DEAL, DEAL | {"date": "2023"}),
    "nothing but a party and a year": (
        {"licensor": ["Beta University"], "date": "2024"},
        {"licensor": ["Beta University"], "patents": 4, "date": "2024"},
    ),
    "one party, another sum, a month": (
        {"licensor": ["Beta University"], "amount": 8e6, "currency": "CNY", "date": "2024-11"},
        {"licensor": ["Beta University"], "amount": 9e6, "currency": "CNY", "date": "2024-11"},
    ),
    "no party": (
        {"amount": 8.5e6, "currency": "CNY", "date": "2024"},
        {"amount": 8.5e6, "currency": "CNY", "date": "2024-11"},
    ),
}


def stated(key: str, published: str | None = "2024-12-20", type_: str = "license", **fields: Any) -> Report:
    """The report of one document of its own."""
    roles = {role: frozenset(fields.get(role) or ()) for role in ("licensor", "licensee", "authority", "place")}
    values = tuple(fields.get(name) for name in FIGURES)
    parties = {role: keys for role, keys in roles.items() if keys}
    documents = frozenset({(key, False)})
    date, currency, name, kind = (fields.get(name) for name in ("date", "currency", "name", "kind"))
    return Report(key, type_, kind, date, currency, values, name, parties, documents, published)


def joined(*some: Report, above: dict[str, frozenset[str]] | None = None) -> list[tuple[str, str]]:
    return reports.joins(some, above or {}, SmallLinker().akin)


@pytest.mark.parametrize(("one", "other"), ONE_EVENT.values(), ids=ONE_EVENT)
def test_reports_of_one_event(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert joined(stated("a", **one), stated("b", **other)) == [("a", "b")]
    assert joined(stated("b", **other), stated("a", **one)) == [("a", "b")]


@pytest.mark.parametrize(("one", "other"), TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_reports_of_two_events(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert joined(stated("a", **one), stated("b", **other)) == []


def test_a_place_within_a_place_is_no_contradiction() -> None:
    a = {"licensor": ["Beta University"], "place": ["CN-330000"], "patents": 240, "date": "2024-05"}
    two = [stated("a", **a), stated("b", **a | {"place": ["CN-330100"]})]
    assert joined(*two, above={"CN-330100": frozenset({"CN-330000"})}) == [("a", "b")]
    assert joined(*two) == []


def test_a_sum_told_of_a_place_and_of_one_within_it_is_one_of_one_time() -> None:
    bond = {"type_": "securitization", "amount": 1.235e8, "currency": "CNY"}
    within = {"CN-340100": frozenset({"CN-340000"})}
    two = [
        stated("a", **bond, place=["CN-340000"], date="2023-04"),
        stated("b", **bond, place=["CN-340100"], date="2023-04"),
    ]
    assert joined(*two, above=within) == [("a", "b")]
    assert joined(*two) == []
    assert joined(two[0], stated("b", **bond, place=["CN-340100"], date="2023-05"), above=within) == []
    assert joined(two[0], stated("b", **bond, place=["CN-340100"], date=None), above=within) == []


def test_the_total_of_a_place_is_one_with_and_without_a_date() -> None:
    """An English and a Chinese article on Shanghai's open licences; the Chinese one has neither date nor free ones."""
    total = {"place": ["CN-310000"], "patents": 1240, "type_": "open_license", "kind": "offer"}
    dated = stated("a", **total, date="2024-03", royalty_free=158)
    bare = stated("b", **total, published=None)
    assert joined(dated, bare) == [("a", "b")]
    assert joined(dated, stated("b", **total | {"patents": 9})) == []
    assert joined(dated, stated("b", **total, date="2025-03")) == []
    assert joined(dated, stated("b", **total, published="2026-03-01")) == [("a", "b")]
    assert joined(dated, stated("b", **total, published="2024-01-01")) == []
    assert joined(dated, stated("b", **total, licensor=["Beta University"])) == []


def test_many_reports_of_one_party_take_no_time() -> None:
    many = [stated(f"n{n}", **DEAL | {"amount": float(n)}) for n in range(20_000)]
    assert joined(*many, stated("z", **DEAL | {"amount": 1_777.0})) == [("n1777", "z")]


def test_one_event_has_the_sources_of_both_and_keeps_the_one_that_is_left(graph: Graph) -> None:
    report(graph, "n1", DEAL, published="2024-11-20")
    report(graph, "n2", DEAL | {"date": "2024-11-05", "licensor": ["Beta University 2"]}, published="2024-11-21")
    assert (events(graph), sources(graph)) == (1, 2)
    graph.drop("n1")
    assert (events(graph), sources(graph)) == (1, 1)


def test_two_events_of_one_document_are_two_and_a_report_that_fits_both_is_neither(graph: Graph) -> None:
    report(graph, "n1", DEAL | {"amount": 2e6}, DEAL | {"amount": 9e6})
    assert events(graph) == 2
    report(graph, "n2", DEAL | {"amount": None, "currency": None})
    assert events(graph) == 3
    report(graph, "n3", DEAL | {"amount": 2e6, "date": "2024-11-03"})
    assert events(graph) == 3


def test_a_correction_is_the_same_event_with_the_later_figure_and_keeps_the_earlier_with_its_date(graph: Graph) -> None:
    for order in permutations(("old", "new")):
        for source in order:
            amount, day = {"old": (8e6, "2024-11-06"), "new": (8.5e6, "2024-11-09")}[source]
            report(graph, source, DEAL | {"amount": amount}, published=day)
        assert graph.rows("SELECT amount, other_values FROM event") == [(8.5e6, ["amount 8000000 CNY (2024-11-06)"])]
        assert sorted(graph.rows("SELECT d.published FROM stated_in s JOIN document d ON d.key = s.dst")) == [
            ("2024-11-06",),
            ("2024-11-09",),
        ]
        for source in order:
            graph.drop(source)
    report(graph, "old", DEAL | {"amount": 8e6}, published="2024-11-06")
    assert graph.rows("SELECT amount, other_values FROM event") == [(8e6, [])]


def test_the_most_precise_date_counts(graph: Graph) -> None:
    report(graph, "n1", DEAL | {"date": "2024-11-05"}, published="2024-11-06")
    report(graph, "n2", DEAL | {"date": "2024"}, published="2024-12-06")
    assert graph.rows("SELECT date, date_precision FROM event") == [("2024-11-05", "day")]


def test_programmes_meet_by_name_and_across_languages_by_who_where_and_when(graph: Graph) -> None:
    said = {"authority": ["Beta University"], "place": ["Shanghai"], "date": "2024-05"}
    report(graph, "n1", said | {"name": "Pilot for the Data Trade"}, type_="programme")
    report(graph, "n2", said | {"name": "pilot for data trade", "date": None}, type_="programme")
    assert events(graph) == 1
    report(graph, "n3", said | {"name": "数据交易试点"}, type_="programme")
    assert events(graph) == 1
    report(graph, "n4", said | {"name": "Campaign against Counterfeits"}, type_="programme")
    assert events(graph) == 2


def test_a_split_by_hand_parts_two_reports_for_good(graph: Graph) -> None:
    report(graph, "n1", DEAL)
    report(graph, "n2", DEAL | {"date": "2024-11-05"})
    a, b = sorted(key for (key,) in graph.rows("SELECT DISTINCT key FROM said.event"))
    assert events(graph) == 1
    graph.decide("split", a, b)
    assert events(graph) == 2


FIGURE: dict[str, Any] = {
    "indicator": "patent_pledge_financing",
    "label": "pledge financing",
    "region": "Shanghai",
    "value": 1.8626e11,
    "unit": "CNY",
    "period": "2024",
}


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        ({"change": 0.726}, 1),
        ({"period": None}, 1),
        ({"period": "2023"}, 0),
        ({"about": frozenset({"CN-330000"})}, 0),
        ({"value": 1.9e11}, 0),
        ({"unit": "USD"}, 0),
        ({"whole": "CN"}, 1),
    ],
)
def test_one_figure_in_two_documents(other: dict[str, Any], pairs: int) -> None:
    said: dict[str, Any] = {"what": "patent_pledge_financing", "about": frozenset({"CN-310000"}), "value": 1.8626e11}
    said |= {"unit": "CNY", "period": "2024", "change": None, "whole": None}
    assert len(figures.joins([Figure("a", **said), Figure("b", **said | other)])) == pairs
    few = said | {"value": 7.0, "unit": None}
    assert not figures.joins([Figure("a", **few), Figure("b", **few | {"period": None})])


def test_one_figure_in_two_wordings_is_one_observation(graph: Graph) -> None:
    report(graph, "n1", FIGURE, type_="indicator")
    report(graph, "n2", FIGURE | {"label": "质押融资", "modifier": "over", "region": "上海市"}, type_="indicator")
    assert graph.rows("SELECT count(*) FROM observation") == [(1,)]
    assert sources(graph) == 2


def test_two_values_of_one_indicator_stay_apart(graph: Graph) -> None:
    report(graph, "n1", FIGURE, type_="indicator", published="2025-01-02")
    report(graph, "n2", FIGURE | {"value": 1.9e11, "modifier": "over"}, type_="indicator", published="2025-02-03")
    assert graph.rows("SELECT value FROM observation ORDER BY value") == [(1.8626e11,), (1.9e11,)]
