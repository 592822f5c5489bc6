from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patnav.graph import decisions
from patnav.graph.decisions import Decision
from patnav.graph.model import Citation, Classification, Entity, Party, Text
from tests.graph.memory import Graph
from tests.graph.records import NAMES, article, articles, fact, kept, patent, patents


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    made = Graph(tmp_path)
    yield made
    made.db.close()


def test_a_record_becomes_nodes_and_edges_with_the_ends_that_no_source_describes_as_stubs(graph: Graph) -> None:
    record = patent(
        applicants=(Party("Alpha Co", "organization", country="CN", city="Hangzhou"),),
        inventors=(Party("Li Jun", "person"),),
        classes=(Classification("H01L21/768", "ipc", True),),
        citations=(Citation("US7000001B2", "examiner"),),
    )
    graph.put("a", [kept(record)])
    assert graph.edges("applicant", "sequence") == [("CN100000001A", "org:alpha-co", 1)]
    assert graph.edges("inventor") == [("CN100000001A", "person:li-jun@alpha-co")]
    assert graph.edges("located_in", "role", "via") == [("org:alpha-co", "CN-330100", "seat", "city")]
    assert graph.rows("SELECT key, stub FROM patent ORDER BY key") == [("CN100000001A", False), ("US7000001B2", True)]
    above = [("H01", "H"), ("H01L", "H01"), ("H01L21/00", "H01L"), ("H01L21/768", "H01L21/00")]
    assert [(s, d) for s, d in graph.edges("narrower") if ":" not in s] == above
    assert ("CN-330000", "YRD") in graph.edges("part_of")
    assert graph.edges("in_industry", "via", "weight") == [
        ("CN100000001A", "key:ic", "definition", 1.0),
        ("CN100000001A", "wipo35:8", "wipo35", 1.0),
    ]


def test_publications_with_the_very_same_priorities_are_one_family(graph: Graph) -> None:
    first = patent("CN100000000A", application="CN202010000001")
    abroad = patent("US7000001B2", application="US16000001", priorities=("CN202010000001",))
    more = patent("EP1000000A1", application="EP21000001", priorities=("CN202010000001", "CN202010000002"))
    graph.put("a", [kept(first), kept(abroad), kept(more)])
    units = "SELECT key, unit FROM patent ORDER BY key"
    assert graph.rows(units) == [
        ("CN100000000A", "CN100000000A"),
        ("EP1000000A1", "EP21000001"),
        ("US7000001B2", "CN100000000A"),
    ]
    world = patent("WO2021000001A1", priorities=("CN202010000002", "CN202010000001"))
    graph.put("b", [kept(world, "b")])
    assert graph.rows("SELECT count(DISTINCT unit) FROM patent") == [(2,)]
    assert graph.content() == graph.again().content()
    graph.drop("b")
    assert graph.rows(units)[1] == ("EP1000000A1", "EP21000001")


def test_extended_families_are_closed_over_priorities_in_common(graph: Graph) -> None:
    """One priority leads from the first filing to a grant that claims two, the other from there to a third."""
    first = patent("CN100000000A", application="CN202010000001")
    abroad = patent("US7000001B2", application="US16000001", priorities=("CN202010000001",))
    both = patent("EP1000000A1", application="EP21000001", priorities=("CN202010000001", "CN202010000002"))
    other = patent("WO2021000001A1", priorities=("CN202010000002",))
    alone = patent("DE102020000001A1", priorities=("-",), application="DE1")
    too = patent("DE102020000002A1", priorities=("-", "DE0"), application="DE2")
    graph.put("a", [kept(one) for one in (first, abroad, both, other, alone, too)])
    extended = [
        ("EP1000000A1", "CN100000000A", "extended"),
        ("US7000001B2", "CN100000000A", "extended"),
        ("US7000001B2", "CN100000000A", "simple"),
        ("WO2021000001A1", "CN100000000A", "extended"),
    ]
    assert graph.edges("family", "kind") == extended
    graph.put("b", [kept(patent("JP2021000001A", extended_family=("DE102020000001A1", "EP1000000A1")), "b")])
    assert graph.edges("family", "kind") == sorted(
        [*extended, *((one, "CN100000000A", "extended") for one in ("DE102020000001A1", "JP2021000001A"))]
    )
    assert graph.rows("SELECT unit FROM patent WHERE key = 'JP2021000001A'") == [("JP2021000001A",)]
    assert graph.content() == graph.again().content()
    graph.drop("b")
    assert graph.edges("family", "kind") == extended


def test_a_patent_in_k_fields_weighs_one_kth_in_each(graph: Graph) -> None:
    classes = tuple(Classification(symbol, "ipc") for symbol in ("H01L21/00", "H01L21/768", "G06N3/08"))
    graph.put("a", [kept(patent(classes=classes))])
    weights = graph.rows("SELECT dst, weight FROM in_industry WHERE via = 'wipo35' ORDER BY dst")
    assert weights == [("wipo35:6", 0.5), ("wipo35:8", 0.5)]


def test_a_class_goes_by_the_title_of_the_nearest_level_that_has_one(graph: Graph) -> None:
    classes = (
        Classification("H01L21/768", "ipc"),
        Classification("H04N1/00", "ipc"),
        Classification("G06N3/08", "ipc"),
    )
    graph.put("a", [kept(patent(classes=(*classes, Classification("H14-01", "locarno"))))])
    assert graph.rows("SELECT key, title, title_zh FROM tech_class WHERE key NOT LIKE '%/00' ORDER BY key") == [
        *((key, None, None) for key in ("G", "G06", "G06N", "G06N3/08")),
        ("H", "Electricity", "电学"),
        ("H01", "Electricity", "电学"),
        ("H01L", "Semiconductor devices", "半导体器件"),
        ("H01L21/768", "Semiconductor devices", "半导体器件"),
        ("H04", "Electricity", "电学"),
        ("H04N", "Electricity", "电学"),
        ("locarno:H14-01", None, None),
    ]


def test_the_source_of_lower_authority_number_wins_and_the_other_fills_what_it_lacks(graph: Graph) -> None:
    graph.put("vendor", [kept(patent(titles=(Text("Vendor's", "en"),), legal_status="active"), "vendor")], authority=30)
    graph.put("office", [kept(patent(titles=(Text("Office's", "en"),)), "office")], authority=10)
    assert graph.rows("SELECT title, legal_status FROM patent") == [("Office's", "active")]
    graph.drop("office")
    assert graph.rows("SELECT title, legal_status FROM patent") == [("Vendor's", "active")]


def test_a_citation_without_kind_meets_the_described_publication(graph: Graph) -> None:
    graph.put("a", [kept(patent("CN100000002A", citations=(Citation("US7000001"),)))])
    assert graph.edges("cites") == [("CN100000002A", "US7000001")]
    graph.put("b", [kept(patent("US7000001B2"), "b")])
    assert graph.edges("cites") == [("CN100000002A", "US7000001B2")]
    assert graph.rows("SELECT count(*) FROM patent WHERE stub") == [(0,)]


def test_families_close_over_shared_members_and_applications(graph: Graph) -> None:
    graph.put(
        "a",
        [
            kept(patent("CN100000001A", family=("CN100000001A", "US7000001B2"))),
            kept(patent("CN100000002A", family=("US7000001B2", "CN100000002A"), application="CN1")),
            kept(patent("CN100000002B", application="CN1")),
            kept(patent("CN100000003A", application="CN3")),
            kept(patent("CN100000004A")),
        ],
    )
    units = dict(graph.rows("SELECT key, unit FROM patent WHERE NOT stub"))
    assert [units[f"CN10000000{k}"] for k in ("1A", "2A", "2B")] == ["CN100000001A"] * 3
    assert (units["CN100000003A"], units["CN100000004A"]) == ("CN3", "CN100000004A")


def test_a_merge_moves_the_edges_and_a_split_moves_them_back(graph: Graph) -> None:
    graph.put("a", [kept(patent("CN100000001A", applicants=(Party("Alpha Co"),)))])
    graph.put("b", [kept(patent("CN100000002A", applicants=(Party("Gamma Ltd"),)), "b")])
    before = graph.content()
    graph.decide("merge", "org:gamma-ltd", "org:alpha-co")
    assert graph.edges("applicant") == [("CN100000001A", "org:alpha-co"), ("CN100000002A", "org:alpha-co")]
    assert graph.rows("SELECT key, aliases FROM organization") == [("org:alpha-co", ["Alpha Co", "Gamma Ltd"])]
    graph.decide("split", "org:alpha-co", "org:gamma-ltd")
    assert graph.content() == before


def test_the_seat_is_the_most_trusted_place_and_places_around_it_are_dropped(graph: Graph) -> None:
    places = ({"country": "CN"}, {"city": "Hangzhou"}, {"city": "Hangzhou"}, {"city": "Shanghai"})
    names = [f"CN10000000{i}A" for i in range(1, 5)]
    graph.put("a", [kept(patent(n, applicants=(Party("Alpha Co", **p),))) for n, p in zip(names, places, strict=True)])
    expected = [("org:alpha-co", "CN-310000", "office"), ("org:alpha-co", "CN-330100", "seat")]
    assert graph.edges("located_in", "role") == expected


def test_facts_become_events_observations_and_relations_with_their_passages(graph: Graph) -> None:
    text = "Beta University licensed 3 patents to Alpha Co for 5 million yuan. Ann Lee heads Alpha Co. "
    text += "Shanghai has 7 centres."
    sides: dict[str, Any] = {"licensor": ["Beta University"], "licensee": ["Alpha Co"]}
    terms: dict[str, Any] = {"patents": 3, "amount": 5e6, "currency": "CNY", "date": "2024-11"}
    seven: dict[str, Any] = {"indicator": "ip_protection_centers", "region": "Shanghai", "value": 7}
    facts = (
        fact("license", text, "Beta University licensed 3 patents", **sides, **terms),
        fact("role", text, "Ann Lee heads Alpha Co", person="Ann Lee", organization="Alpha Co", title="head"),
        fact("indicator", text, "Shanghai has 7 centres", **seven),
    )
    graph.put("n", [kept(article(text, facts, (Entity("Person", "Ann Lee"),), published="2025-01-01"), "n")])
    assert graph.rows("SELECT type, date, date_precision, amount, patents FROM event") == [
        ("license", "2024-11", "month", 5e6, 3)
    ]
    assert [(d, r) for _, d, r in graph.edges("party", "role")] == [
        ("org:alpha-co", "licensee"),
        ("org:beta-university", "licensor"),
    ]
    assert graph.edges("affiliated", "role") == [("person:ann-lee@alpha-co", "org:alpha-co", "head")]
    assert graph.rows("SELECT indicator, value, modifier FROM observation") == [("ip_protection_centers", 7.0, "exact")]
    quotes = {(start, end, quote) for start, end, quote in graph.rows('SELECT start, "end", quote FROM stated_in')}
    assert quotes == {(f.evidence.start, f.evidence.end, f.evidence.text) for f in (facts[0], facts[2])}
    assert graph.rows("SELECT at_start, quote_text FROM said.affiliated") == [
        (text.index("Ann"), "Ann Lee heads Alpha Co")
    ]


def test_the_same_observation_in_two_documents_is_one_node_with_two_sources(graph: Graph) -> None:
    for source, text in (("n1", "Shanghai has 7 centres."), ("n2", "It says Shanghai has 7 centres.")):
        said = fact(
            "indicator", text, "Shanghai has 7 centres", indicator="ip_protection_centers", region="Shanghai", value=7
        )
        graph.put(source, [kept(article(text, (said,)), source)])
    assert graph.rows("SELECT count(*) FROM observation") == [(1,)]
    assert graph.rows("SELECT count(*) FROM stated_in") == [(2,)]
    graph.drop("n1")
    assert graph.rows("SELECT count(*) FROM stated_in") == [(1,)]


def test_nothing_is_left_when_every_source_is_gone(graph: Graph) -> None:
    graph.put("a", [kept(patent(applicants=(Party("Alpha Co"),), classes=(Classification("H01L21/768", "ipc"),)))])
    graph.drop("a")
    assert not any(graph.content().values())


steps = st.one_of(
    st.tuples(
        st.just("put"),
        st.sampled_from("abc"),
        st.lists(patents, min_size=1, max_size=3),
        st.lists(articles, max_size=1),
    ),
    st.tuples(st.just("drop"), st.sampled_from("abc")),
    st.tuples(st.sampled_from(("merge", "split")), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("persons"), st.sampled_from(("merge", "split")), st.integers(0, 9), st.integers(0, 9)),
)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=5))
def test_the_graph_kept_incrementally_equals_the_graph_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Any]
) -> None:
    kept_up = Graph(tmp_path_factory.mktemp("records"))
    for step in sequence:
        if step[0] == "put":
            _, source, some, news = step
            names = [f"{i}" for i in range(len(some) + len(news))]
            rows = [kept(r, source, n) for r, n in zip([*some, *news], names, strict=True)]
            kept_up.put(source, rows, authority=10 + ord(source) % 2)
        elif step[0] == "drop":
            if step[1] in kept_up.parts:
                kept_up.drop(step[1])
        elif step[0] == "undo":
            told = [d.id for d in kept_up.log if d.kind != "undo"]
            if told:
                kept_up.take_back(told[step[1] % len(told)])
        elif step[0] == "persons":
            people = [key for (key,) in kept_up.rows("SELECT DISTINCT key FROM said.person ORDER BY key")]
            if len(people) > 1 and step[2] % len(people) != step[3] % len(people):
                kept_up.decide(step[1], people[step[2] % len(people)], people[step[3] % len(people)])
        elif step[1] != step[2]:
            kept_up.decide(step[0], *(f"org:{name.lower().replace(' ', '-')}" for name in step[1:]))
    made = kept_up.again()
    assert kept_up.content() == made.content()
    assert dict(kept_up.rows("SELECT leaf, key FROM same")) == dict(made.rows("SELECT leaf, key FROM same"))
    kept_up.db.close()
    made.db.close()


def test_the_last_verdict_on_a_pair_counts_and_undo_takes_one_back() -> None:
    log = [Decision(1, "merge", "b", "a"), Decision(2, "split", "a", "b"), Decision(3, "merge", "c", "b")]
    assert decisions.same(log) == {"c": "b"}
    assert decisions.same([*log, Decision(4, "undo", of=2)]) == {"b": "a", "c": "a"}
