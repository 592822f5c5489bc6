"""Every question gives the same rows, in the same order, with the same notes, on both stores."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from patnav.errors import PatNavError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.neo4j.publish import publish
from patnav.graph.neo4j.store import Neo4jStore
from patnav.graph.schema import NODES
from patnav.graph.store import Store
from patnav.graph.workspace import Workspace
from patnav.queries import compare as comparison
from patnav.queries import descent
from patnav.queries import landscape as view
from patnav.queries import talent as people
from patnav.queries.clusters import clusters
from patnav.queries.compare import compare
from patnav.queries.count import BY, count
from patnav.queries.disputes import disputes, disputes_by
from patnav.queries.filters import Filters
from patnav.queries.finance import finance, finance_by
from patnav.queries.flows import channels, flows
from patnav.queries.indicators import indicators
from patnav.queries.landscape import landscape
from patnav.queries.language import in_language
from patnav.queries.licenses import licenses, licenses_by
from patnav.queries.match import match
from patnav.queries.path import path
from patnav.queries.programmes import programmes, programmes_by
from patnav.queries.related import related
from patnav.queries.royalties import royalties
from patnav.queries.search import search
from patnav.queries.series import series
from patnav.queries.services import services, services_reported
from patnav.queries.show import show
from patnav.queries.spatial import spatial_clusters
from patnav.queries.status import counts
from patnav.queries.takers import takers
from patnav.queries.talent import talent
from patnav.queries.texts import sections
from patnav.queries.transfers import CHANNELS, transfers
from tests.conftest import ROOT
from tests.neo4j import NEO4J, Neo4j, tool
from tests.queries.eventful import CHIPS, add_events, in_part, total

pytestmark = NEO4J

Question = Callable[[Store], Any]

FILTERS = (
    Filters(),
    Filters(industry="ic"),
    Filters(industry="ai", kind="university"),
    Filters(industry="wipo35:electrical"),
    Filters(region="China"),
    Filters(region="江苏省"),
    Filters(region="YRD", from_="2018"),
    Filters(class_="G06N"),
    Filters(class_="H01L21"),
    Filters(from_="2019", to="2020-06"),
    Filters(applicant="Tsinghua University"),
    Filters(applicant="Tsinghua University", rollup=True),
    Filters(kind="university"),
    Filters(sme=True),
    Filters(status="in_force"),
    Filters(status="公开", kind="enterprise"),
    Filters(industry="biomedicine", region="Jiangsu", kind="enterprise", to="2023"),
    Filters(region="Atlantis"),
)
WORDS = ("semiconductor devices", "语音识别", "a method and apparatus for the 方法", "nothing-like-this at all", "data")


@pytest.fixture(scope="session")
def jvm() -> tuple[str, ...]:
    """Hundreds of texts are planned, long enough for well compiled code to pay."""
    return tool().MEMORY


@pytest.fixture(scope="module")
def whole(sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample, and events of every type."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(sample.path, folder / "store")
    return add_events(Workspace(folder / "store"), folder, total(), *in_part())


@pytest.fixture(scope="module")
def published(whole: Workspace, running: Neo4j) -> Neo4j:
    """The server, holding that graph."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATNAV_NEO4J_PASSWORD", running.password)
        running.clear()
        publish(whole, running.address)
    return running


@pytest.fixture
def stores(whole: Workspace, published: Neo4j, server: Neo4j) -> Iterator[tuple[Store, Store]]:
    """The same graph in both stores."""
    with DuckDBStore(whole.current()) as embedded, Neo4jStore(published.address) as remote:
        yield embedded, remote


def told(question: Question, store: Store) -> str:
    """All that a question says, to the last character."""
    try:
        answer = question(store)
    except PatNavError as error:
        return f"{error.code}: {error}"
    return repr(answer if isinstance(answer, dict) else answer.to_dict())


def agree(stores: tuple[Store, Store], *questions: Question) -> None:
    for question in questions:
        embedded, remote = (told(question, store) for store in stores)
        assert remote == embedded


def test_every_text_has_its_twin() -> None:
    folder = ROOT / "patnav" / "queries"
    stems = {path.stem for path in folder.glob("*.sql")}
    assert stems == {path.stem for path in folder.glob("*.cypher")}
    assert all(sections(stem, "sql").keys() == sections(stem, "cypher").keys() for stem in stems)


def test_status_counts_the_same(stores: tuple[Store, Store]) -> None:
    agree(stores, counts)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda f: "-".join(map(str, f.parameters().values())) or "all")
def test_questions_under_filters(stores: tuple[Store, Store], filters: Filters) -> None:
    agree(
        stores,
        lambda s: search(s, "method and device", filters, limit=30, evidence=True),
        lambda s: search(s, " ", filters, limit=30) if filters != Filters() else count(s),
        lambda s: clusters(s, filters, limit=200),
        lambda s: clusters(s, filters, limit=200, publications=True),
        lambda s: landscape(s, filters, publications=True),
        lambda s: talent(s, filters, publications=True),
        lambda s: clusters(s, filters, level="city", limit=20, evidence=True),
        lambda s: transfers(s, filters, limit=1_000),
        lambda s: transfers(s, filters, from_kind="university", to_kind="enterprise", limit=100, evidence=True),
        lambda s: indicators(s, None, filters, limit=500, evidence=True),
    )


def test_answers_in_chinese(stores: tuple[Store, Store]) -> None:
    agree(
        stores,
        lambda s: in_language(s, search(s, "method", limit=50), "zh"),
        lambda s: in_language(s, transfers(s, Filters(region="YRD"), limit=300), "zh"),
        lambda s: in_language(s, clusters(s, limit=100), "zh"),
        lambda s: in_language(s, clusters(s, Filters(applicant="*tsinghua*"), limit=100), "zh"),
        lambda s: in_language(s, show(s, "清华大学"), "zh"),
        lambda s: in_language(s, count(s, by="class"), "zh"),
        lambda s: in_language(s, show(s, "H01L"), "zh"),
    )


STRUCTURE: dict[str, Callable[[Store, Filters], Any]] = {
    "spatial": lambda s, f: spatial_clusters(s, f, least=2, evidence=True),
    **{f"landscape {p}": partial(landscape, part=p, least=2, limit=30, evidence=True) for p in view.PARTS},
    **{f"talent {p}": partial(talent, part=p, least=2, limit=30, evidence=True) for p in people.PARTS},
}


STRUCTURED = {"all": Filters(), "ai": Filters(industry="ai", from_="2012"), "rollup": Filters(rollup=True)}


@pytest.mark.parametrize("filters", STRUCTURED.values(), ids=STRUCTURED)
@pytest.mark.parametrize("question", STRUCTURE)
def test_structural_questions(stores: tuple[Store, Store], question: str, filters: Filters) -> None:
    agree(stores, lambda s: STRUCTURE[question](s, filters))


def test_main_path_of_the_busiest_families_alone(stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descent, "_MOST", 40)
    agree(stores, lambda s: landscape(s, part="mainpath", limit=30, evidence=True))


@pytest.mark.parametrize(
    ("start", "end", "types"),
    [
        ("Tsinghua University", "上海交通大学", ()),
        ("US10847425B2", "Shanghai", ()),
        ("iFLYTEK Co., Ltd.", "Anhui University", ("APPLICANT,INVENTOR",)),
    ],
)
def test_paths(stores: tuple[Store, Store], start: str, end: str, types: tuple[str, ...]) -> None:
    agree(stores, lambda s: path(s, start, end, types=types, evidence=True))


def test_paths_around_hubs(stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patnav.queries.path._NEAR", 4)
    agree(
        stores,
        lambda s: path(s, "Tsinghua University", "上海交通大学"),
        lambda s: path(s, "iFLYTEK Co., Ltd.", "Anhui University", longest=6),
    )


@pytest.mark.parametrize("part", comparison.PARTS)
def test_comparisons(stores: tuple[Store, Store], part: str) -> None:
    names = ("Tsinghua University", "上海交通大学", "org:iflytek-co-ltd")
    agree(
        stores,
        lambda s: compare(s, ("Shanghai", "江苏省", "Anhui"), part=part, least=2, evidence=True),
        lambda s: compare(s, names, Filters(from_="2010"), part=part, least=2),
        lambda s: compare(s, names, Filters(rollup=True), part=part, least=2, evidence=True),
        lambda s: compare(s, ("浙江大学", CHIPS), part=part),
        lambda s: compare(s, ("Shanghai", "Atlantis"), part=part),
    )


ON = "2024-06-30"


@pytest.mark.parametrize("filters", FILTERS, ids=lambda f: "-".join(map(str, f.parameters().values())) or "all")
def test_questions_about_events_under_filters(stores: tuple[Store, Store], filters: Filters) -> None:
    agree(
        stores,
        lambda s: transfers(s, filters, limit=500, evidence=True),
        lambda s: licenses(s, filters, on=ON, limit=200, evidence=True),
        lambda s: royalties(s, filters, evidence=True),
        lambda s: finance(s, filters, evidence=True),
        lambda s: disputes(s, filters, evidence=True),
        lambda s: programmes(s, filters, evidence=True),
        lambda s: services(s, filters, level="city", evidence=True),
        lambda s: services_reported(s, filters, evidence=True),
        lambda s: series(s, None, filters, limit=500, evidence=True),
        lambda s: flows(s, filters, evidence=True),
        lambda s: channels(s, filters, evidence=True),
    )


def test_questions_about_events_with_their_own_options(stores: tuple[Store, Store]) -> None:
    chips = Filters(applicant=CHIPS)
    agree(
        stores,
        *(lambda s, by=by: finance_by(s, by, evidence=True) for by in ("lender", "pledgor", "region", "year", "type")),
        *(lambda s, by=by: licenses_by(s, by, on=ON, evidence=True) for by in ("licensor", "status", "kind")),
        *(lambda s, by=by: disputes_by(s, by, level="city") for by in ("plaintiff", "forum", "status", "region")),
        *(lambda s, by=by: programmes_by(s, by) for by in ("kind", "authority", "region")),
        *(lambda s, c=c: transfers(s, channel=c, to_kind="enterprise", limit=300, evidence=True) for c in CHANNELS),
        *(lambda s, m=m: flows(s, matrix=m, level="city", limit=300) for m in ("region", "university", "organization")),
        lambda s: flows(
            s, matrix="organization", from_kind="university", to_kind="enterprise", limit=300, evidence=True
        ),
        lambda s: flows(s, matrix="region", to_kind="enterprise", limit=300, evidence=True),
        lambda s: channels(s, from_kind="university", evidence=True),
        *(lambda s, c=c: channels(s, channel=c, to_kind="enterprise", evidence=True) for c in CHANNELS),
        *(
            lambda s, m=m: flows(s, Filters(rollup=True), matrix=m, evidence=True)
            for m in ("university", "organization")
        ),
        lambda s: channels(s, Filters(rollup=True)),
        lambda s: licenses_by(s, "licensee", Filters(rollup=True)),
        lambda s: licenses(s, on=ON, free=True, status="open", type_="open_license"),
        lambda s: finance(s, chips, role="pledgor"),
        lambda s: finance(s, chips, role="lender"),
        lambda s: finance(s, role="lender"),
        lambda s: disputes(s, outcome="awarded"),
        lambda s: services(s, service="navigation_base"),
        lambda s: in_language(s, finance_by(s, "region", level="city"), "zh"),
    )


@pytest.mark.parametrize(
    "filters",
    [
        Filters(status="授权"),
        Filters(status="in_force"),
        Filters(event="license", kind="university"),
        Filters(event="open_license", sme=True),
        Filters(assignee="*半导体*", rollup=True),
        Filters(applicant="浙江大学", rollup=True, kind="enterprise"),
    ],
    ids=lambda f: "-".join(map(str, f.parameters().values())),
)
def test_filters_on_the_patents_of_events(stores: tuple[Store, Store], filters: Filters) -> None:
    agree(
        stores,
        lambda s: transfers(s, filters, limit=300, evidence=True),
        lambda s: flows(s, filters, matrix="organization", from_kind="university"),
        lambda s: channels(s, filters),
        lambda s: licenses(s, filters, on=ON, evidence=True),
        lambda s: royalties(s, filters),
        lambda s: finance(s, filters),
        lambda s: disputes(s, filters),
        lambda s: indicators(s, None, filters, limit=100),
        lambda s: match(s, CHIPS, filters, on=ON),
        lambda s: in_language(s, takers(s, "CN111000001B", filters), "zh"),
    )
    assert all(ask(stores[0], filters).total < ask(stores[0]).total for ask in (transfers, finance))


def test_matches(stores: tuple[Store, Store]) -> None:
    agree(
        stores,
        lambda s: match(s, CHIPS, on=ON, limit=30, evidence=True),
        lambda s: match(s, CHIPS, Filters(region="浙江"), on="2023-06-30"),
        lambda s: match(s, need="neural network for speech recognition on a chip", on=ON, evidence=True),
        lambda s: match(s, CHIPS, need="语音识别", on=ON),
        lambda s: match(s, "nobody at all", on=ON),
        lambda s: takers(s, "CN111000001B", limit=30, evidence=True),
        lambda s: takers(s, "US10847425B2", Filters(region="China"), limit=30),
    )


@pytest.mark.parametrize("by", [None, *BY, "key", "wipo35", "sei", "kdt", "nic"], ids=str)
def test_counts_by_group(stores: tuple[Store, Store], by: str | None) -> None:
    agree(
        stores,
        lambda s: count(s, by=by, limit=200),
        lambda s: count(s, by=by, limit=10, evidence=True),
        lambda s: count(s, Filters(region="China", kind="university"), by=by, publications=True, limit=50),
        lambda s: count(s, Filters(event="assignment", from_="2010"), by=by, limit=50),
        lambda s: count(s, Filters(applicant="*univ*"), by=by, limit=50),
        lambda s: count(s, Filters(assignee="*co*"), by=by, limit=50),
        lambda s: count(s, Filters(status="授权"), by=by, limit=50),
        lambda s: count(s, Filters(status="valid"), by=by, limit=50),
        lambda s: count(s, Filters(rollup=True), by=by, limit=200),
    )


@pytest.mark.parametrize("text", WORDS)
def test_search_scores_alike_to_the_last_digit(stores: tuple[Store, Store], text: str) -> None:
    agree(stores, lambda s: search(s, text, limit=500))


@pytest.mark.parametrize(
    "query",
    [
        'ti:method NOT "semiconductor device"',
        "pa:tsinghua OR (in:wang AND cl:H01L)",
        'chip pd:2018..2021 NOT pa:"semiconductor manufacturing"',
        "cpc:H01L21 pr>=2015",
        "ct:US8455314 OR ap:CN2020*",
        "ap:CN202010088277A OR pn:US10847425B2",
        "H01L NOT ap:CN2020* NOT pr>=2015",
        "(pa:tsinghua",
    ],
)
def test_queries_in_the_language_of_search(stores: tuple[Store, Store], query: str) -> None:
    agree(
        stores,
        lambda s: search(s, query, limit=200, facets=True),
        lambda s: search(s, query, limit=20, sort="cited"),
        lambda s: search(s, query, Filters(class_="H01L"), limit=20, sort="newest"),
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_transfers_by_channel(stores: tuple[Store, Store], channel: str) -> None:
    agree(
        stores,
        lambda s: transfers(s, channel=channel, limit=1_000, evidence=True),
        lambda s: transfers(s, Filters(sme=True), channel=channel, limit=1_000),
    )


@pytest.mark.parametrize("indicator", ["patent_pledge_financing", "patents", "专利", "no such figure"])
def test_indicators_by_name(stores: tuple[Store, Store], indicator: str) -> None:
    agree(stores, lambda s: indicators(s, indicator, evidence=True))


def test_related_patents(stores: tuple[Store, Store]) -> None:
    keys = keys_of(stores[0], "patent", 12)
    agree(stores, *(lambda s, key=key: related(s, key, limit=30, evidence=True) for key in keys))
    agree(stores, *(lambda s, key=key: related(s, key, Filters(region="China"), limit=30) for key in keys[:3]))
    agree(
        stores,
        lambda s: related(s, ["CN115952784A", "US10847425B2"], limit=30),
        lambda s: related(s, "US10847425B2", prior_art=True, limit=30),
        lambda s: related(s, text="a method of etching silicon 半导体器件", limit=30),
    )


@pytest.mark.parametrize("table", [node.table for node in NODES])
def test_show_of_every_type_by_key_and_by_name(stores: tuple[Store, Store], table: str) -> None:
    label = {"patent": "title", "document": "title", "event": "summary", "observation": "label", "tech_class": "title"}
    keys = keys_of(stores[0], table, 4)
    names = stores[0].rows(
        f"SELECT {label.get(table, 'name')} AS name FROM {table} WHERE key = ANY($keys)", {"keys": keys}
    )
    said = [*keys, *(row["name"] for row in names if row["name"])]
    agree(stores, *(lambda s, name=name: show(s, name, evidence=True, depth=7) for name in said))


@pytest.mark.parametrize(
    "name",
    [
        "CN115000000",
        "US10692631",
        "CN 202010088277 A",
        "CN202010088277",
        "US 10847425 B2",
        "tsinghua university",
        "Tsinghau Universty",
        'a "quoted\\ name',
        "清华大学",
        "the",
        "Huawei",
        "中芯国际",
        "SHANGHAI UNIV",
        "科大讯飞（股份）*",
    ],
)
def test_show_by_what_people_type(stores: tuple[Store, Store], name: str) -> None:
    agree(stores, lambda s: show(s, name))


def keys_of(store: Store, table: str, most: int) -> list[str]:
    """Some keys of a type, stubs among them, spread over all of them."""
    rows = store.rows(f"SELECT key FROM {table} ORDER BY md5(key) LIMIT $most", {"most": most})
    return [row["key"] for row in rows]


def test_no_question_scans_all_of_a_label_where_an_index_could_serve(
    stores: tuple[Store, Store], published: Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text that questions made under any filter, as the server plans it; those about the whole graph apart."""
    asked: dict[str, dict[str, Any]] = {}
    remote = stores[1]
    run = remote.rows

    def rows(text: str, parameters: dict[str, Any]) -> list[Any]:
        asked[text] = parameters
        return run(text, parameters)

    monkeypatch.setattr(remote, "rows", rows)
    for filters in (*FILTERS[:-1], Filters(applicant="清华大学", class_="H01L", from_="2015")):
        for question in (search_, clusters, transfers, lambda s, f: indicators(s, "patents", f, evidence=True)):
            question(remote, filters)  # type: ignore[operator]
        for question in (licenses, royalties, finance, disputes, programmes, services):
            question(remote, filters, evidence=True)  # type: ignore[operator]
    for question in (flows, channels):  # their own texts are about the whole graph, whatever the filter
        question(remote, Filters(region="China"), evidence=True)  # type: ignore[operator]
    transfers(remote, from_kind="university", to_kind="enterprise", evidence=True)
    for table in ("patent", "organization", "event"):
        show(remote, keys_of(stores[0], table, 1)[0], evidence=True)
    related(remote, "CN115952784A", evidence=True)
    told(lambda s: show(s, "nobody at all"), remote)
    whole = whole_graph()
    about_some = {text: bound for text, bound in asked.items() if not any(line in text for line in whole)}
    assert len(about_some) > 40
    assert not {text: found for text, bound in about_some.items() if (found := scans_of(published, text, bound))}


def search_(store: Store, filters: Filters) -> Any:
    return search(store, "method", filters, evidence=True)


FLOWS = ("places", "paired", "cells", "proven", "newest", "sorts", "terms", "families", "ways", "licensed", "waits")


def whole_graph() -> list[str]:
    """A line of each text that is about all of a label: its longest without a blank to be filled."""
    names = (
        ("filters", "region_names"),
        ("filters", "industry_names"),
        ("filters", "sme_known"),
        ("clusters", "cells"),
        ("clusters", "rims"),
        ("clusters", "coverage"),
        ("periods", "newest"),
        ("transfers", "found"),
        *(("flows", name) for name in FLOWS),
        ("indicators", "rows"),
        ("language", "places"),
        ("services", "rows"),
        ("clusters", "foremost"),
        ("filters", "statuses"),
        ("filters", "dated"),
    )
    texts = [sections(question, "cypher")[name].splitlines() for question, name in names]
    return [max((line for line in lines if "{{" not in line), key=len) for lines in texts]


def scans_of(server: Neo4j, text: str, parameters: dict[str, Any]) -> set[str]:
    """The scans in the plan of a text."""
    with server.driver.session() as session:
        plan = session.run(f"EXPLAIN {text}", parameters).consume().plan
    found, left = set(), [plan]
    while left:
        step: Any = left.pop()
        if re.search(r"(LabelScan|AllNodesScan|TypeScan|AllRelationshipsScan)", step["operatorType"]):
            found.add(step["operatorType"])
        left += step.get("children", ())
    return found


CYPHER = (ROOT / "docs" / "cypher.md").read_text("utf-8")


@pytest.mark.parametrize(
    "query", re.findall(r"```cypher\n(.*?)```", CYPHER, re.DOTALL), ids=lambda q: q.split("\n")[0][:40]
)
def test_every_query_of_the_cypher_page_finds_something(published: Neo4j, server: Neo4j, query: str) -> None:
    assert published.ask(query)


def test_the_cypher_page_has_twelve_queries() -> None:
    assert CYPHER.count("```cypher") == 12
