"""Every question on the bundled sample, against counts made here straight from the sample's file."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import orjson
import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.queries.answer import EventRow, PatentRow
from patnav.queries.clusters import clusters
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.flows import channels, flows
from patnav.queries.indicators import indicators
from patnav.queries.related import fuse, related
from patnav.queries.search import search
from patnav.queries.show import show
from patnav.queries.status import counts
from patnav.queries.transfers import transfers
from tests.conftest import SAMPLE

RECORDS = [orjson.loads(line) for line in (SAMPLE / "patents.jsonl").read_bytes().splitlines()]
BY_ID = {r["publication"]: r for r in RECORDS}


def symbols(record: dict[str, Any]) -> list[str]:
    return [c["symbol"] for c in record.get("classes", ())]


def test_reciprocal_rank_fusion_golden_values() -> None:
    """Cormack, Clarke and Buettcher 2009: 1/(60 + rank), ranks from 1; rankings abc and cad."""
    scores = fuse({"one": "abc", "two": "cad"}, {})
    assert {k: round(v, 6) for k, v in scores.items()} == {"a": 0.032522, "c": 0.032266, "b": 0.016129, "d": 0.015873}


def test_status_counts_what_the_file_holds(store: DuckDBStore) -> None:
    held = counts(store)
    assert held["nodes"]["Patent"] == len(BY_ID)
    assert held["edges"]["CITES"] == len(
        {(r["publication"], c["publication"]) for r in RECORDS for c in r.get("citations", ())}
    )
    assert held["nodes"]["Document"] == len(list((SAMPLE / "news").iterdir()))
    assert held["stubs"] > 0


def test_search_finds_all_words_in_titles_and_ranks_the_title_that_is_nothing_else_first(store: DuckDBStore) -> None:
    answer = search(store, "semiconductor devices fabrication", limit=200)
    titles = [str(row.title).lower() for row in answer.rows]
    assert titles
    assert all(re.search("semiconductor", t) and re.search("devi[cz]", t) and re.search("fabricat", t) for t in titles)
    scores = [row.score or 0 for row in answer.rows]
    assert scores == sorted(scores, reverse=True)


def test_search_in_chinese_matches_by_pairs_of_characters(store: DuckDBStore) -> None:
    expected = {r["publication"] for r in RECORDS for t in r.get("titles", ()) if "语音" in t["text"]}
    answer = search(store, "语音", limit=500)
    assert {row.id for row in answer.rows} == expected
    assert answer.total == len(expected)


def test_search_filters_by_class_and_date(store: DuckDBStore) -> None:
    answer = search(store, "method", Filters(class_="G06N", from_="2019", to="2020-06"), limit=300)
    assert answer.rows
    for row in answer.rows:
        assert any(s.startswith("G06N") for s in symbols(BY_ID[row.id]))
        assert "2019" <= str(row.filing_date) <= "2020-06~"
    assert any("filing dates" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("filters", "error", "message"),
    [
        (Filters(region="Atlantis"), NotFound, "no region 'Atlantis'"),
        (Filters(industry="alchemy"), NotFound, "no industry 'alchemy'"),
        (Filters(applicant="Nobody & Sons"), NotFound, "no organization is called"),
        (Filters(class_="not a class"), QueryError, "is no IPC or CPC symbol"),
        (Filters(from_="yesterday"), QueryError, "is no date"),
        (Filters(kind="wizard"), QueryError, "no kind of organization 'wizard'"),
    ],
)
def test_filters_that_mean_nothing_are_errors_that_say_so(
    store: DuckDBStore, filters: Filters, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        search(store, "method", filters)


def test_a_search_without_a_word_is_an_error(store: DuckDBStore) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        search(store, " ?!… ")


@pytest.mark.parametrize("region", ["Shanghai", "上海", "上海市", "shanghai municipality", "CN-310000"])
def test_a_region_goes_by_all_its_names(store: DuckDBStore, region: str) -> None:
    assert (
        search(store, "device", Filters(region=region), limit=500).total
        == search(store, "device", Filters(region="Shanghai"), limit=500).total
    )


def test_related_explains_itself_by_words_and_classes_that_both_patents_have(store: DuckDBStore) -> None:
    query = "US10847425B2"
    answer = related(store, query, limit=10)
    assert [row.id for row in answer.rows if row.id == query] == []
    own = set(symbols(BY_ID[query]))
    for row in answer.rows:
        assert row.why
        named = [
            s
            for reason in row.why
            if reason.startswith("classes")
            for s in re.findall(r"[A-H]\d\d[A-Z]\d+/\d+", reason)
        ]
        assert set(named) <= own & set(symbols(BY_ID[row.id]))


def test_related_is_the_same_each_time_and_refuses_a_stub(store: DuckDBStore) -> None:
    first, second = (related(store, "US10847425B2", limit=50) for _ in range(2))
    assert first == second
    cited = next(c["publication"] for r in RECORDS for c in r.get("citations", ()) if c["publication"] not in BY_ID)
    with pytest.raises(NotFound, match="only cited here"):
        related(store, cited)
    with pytest.raises(NotFound, match="no patent XX1"):
        related(store, "XX1")


def test_transfers_from_universities_to_enterprises_hold_recorded_events_and_joint_filings(store: DuckDBStore) -> None:
    answer = transfers(store, from_kind="university", to_kind="enterprise", limit=1000, evidence=True)
    assert answer.total == len(answer.rows)
    assert {row.type for row in answer.rows} >= {"assignment", "license", "joint_filing"}
    for row in answer.rows:
        assert "university" in {party.kind for party in row.from_}
        assert "enterprise" in {party.kind for party in row.to}
        assert row.evidence
    dates = [row.date or "" for row in answer.rows]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "kinds", [("university", None), (None, "enterprise"), ("enterprise", None), ("hospital", "other")]
)
def test_what_passes_between_kinds_is_a_part_of_what_passes(
    store: DuckDBStore, kinds: tuple[str | None, str | None]
) -> None:
    asked = {"from_kind": kinds[0], "to_kind": kinds[1]}
    whole, part = ({row.id: row for row in transfers(store, limit=1000, **a).rows} for a in ({}, asked))
    assert part.items() <= whole.items()
    cells, some = ({(r.from_, r.to): r.transfers for r in flows(store, limit=1000, **a).rows} for a in ({}, asked))
    assert all(n <= cells[pair] for pair, n in some.items())
    measured, fewer = ({row.channel: row.measured for row in channels(store, **a).rows} for a in ({}, asked))
    assert all(n <= measured[channel] for channel, n in fewer.items())


def test_who_files_with_a_university_receives_whatever_was_asked(store: DuckDBStore) -> None:
    kinds = {row["key"]: row["kind"] for row in store.rows("SELECT key, kind FROM organization", {})}
    founders = {"university", "research_institute", "hospital"}
    for row in transfers(store, channel="joint_filing", limit=1000).rows:
        gives, takes = ({kinds[party.id] for party in side} for side in (row.from_, row.to))
        assert not takes & founders
        assert gives <= founders if takes else (gives <= founders or not gives & founders)


def test_every_recorded_assignment_and_licence_of_the_file_is_an_event(store: DuckDBStore) -> None:
    recorded = Counter(
        e["type"] for r in RECORDS for e in r.get("events", ()) if e["type"] in ("assignment", "license")
    )
    found: Counter[str] = Counter()
    for channel in recorded:
        rows: list[EventRow] = list(transfers(store, channel=channel, limit=1000, evidence=True).rows)
        found[channel] = sum(any(proof.source for proof in row.evidence) for row in rows)
    assert found == recorded


def test_open_licences_come_from_the_news_with_the_passage(store: DuckDBStore) -> None:
    answer = transfers(store, channel="open_license", evidence=True)
    shanghai = [row for row in answer.rows if row.patents == 240]
    assert shanghai
    text = {path.name: path.read_text("utf-8") for path in (SAMPLE / "news").glob("*.txt")}
    proof = next(p for row in shanghai for p in row.evidence if p.quote and any(p.quote in t for t in text.values()))
    assert any(t[proof.start : proof.end] == proof.quote for t in text.values())


def test_an_unknown_channel_is_an_error(store: DuckDBStore) -> None:
    with pytest.raises(QueryError, match="no channel"):
        transfers(store, channel="theft")


def test_clusters_share_out_an_industry_and_compare_with_all_regions_of_the_level(store: DuckDBStore) -> None:
    everywhere = clusters(store, Filters(industry="ic"), limit=1000)
    top = [row for row in everywhere.rows if row.industry.id == "key:ic"]
    assert sum(row.share for row in top) == pytest.approx(1, abs=0.01)
    inside = clusters(store, Filters(industry="ic", region="YRD"), limit=1000)
    names = {row.region.name for row in inside.rows}
    assert names <= {"Shanghai", "Jiangsu", "Zhejiang", "Anhui"}
    assert [row for row in everywhere.rows if row.region.name in names] == list(inside.rows)
    assert clusters(store, level="city", limit=3, evidence=True).rows[0].evidence
    with pytest.raises(QueryError, match="no level"):
        clusters(store, level="street")


def test_indicators_are_found_by_name_and_region(store: DuckDBStore) -> None:
    answer = indicators(store, "navigation_service_bases", Filters(region="YRD"), evidence=True)
    assert {row.value for row in answer.rows} == {24.0}
    for row in answer.rows:
        assert all(proof.quote and proof.document for proof in row.evidence)


def test_show_finds_a_thing_by_number_name_and_id(store: DuckDBStore) -> None:
    for name in ("US10847425B2", "US 10,847,425 B2", "US10847425"):
        (row,) = show(store, name, evidence=True).rows
        assert (row.type, row.id) == ("Patent", "US10847425B2")
        assert row.evidence
    assert all(link.evidence for link in row.links if link.edge == "APPLICANT")
    (row,) = show(store, "上海交通大学").rows
    assert row.id == show(store, "Shanghai Jiao Tong University").rows[0].id == show(store, row.id).rows[0].id
    assert row.properties["kind"] == "university"
    with pytest.raises(NotFound, match="nothing in this graph is called"):
        show(store, "the philosopher's stone")
    with pytest.raises(NotFound) as missed:
        show(store, "Shanghai Jiaotong Universty")
    assert "did you mean" in str(missed.value.hint)
    assert "Shanghai Jiao Tong University" in str(missed.value.hint)


def test_every_row_shown_can_be_traced_to_its_record(store: DuckDBStore) -> None:
    rows: list[PatentRow] = list(search(store, "method", limit=50, evidence=True).rows)
    lines = (SAMPLE / "patents.jsonl").read_text("utf-8").splitlines()
    for row in rows:
        proof = row.evidence[0]
        line = int(re.search(r"line (\d+)", str(proof.record))[1])  # type: ignore[index]
        assert orjson.loads(lines[line - 1])["publication"] == row.id


def test_filters_alone_list_all_that_pass_them_the_newest_first(store: DuckDBStore) -> None:
    for order in ("relevance", "newest"):
        answer = search(store, "", Filters(kind="university"), sort=order, limit=1000)
        assert answer.total == len(answer.rows) == count(store, Filters(kind="university")).rows[0].patents
        dates = [row.publication_date or "" for row in answer.rows]
        assert dates == sorted(dates, reverse=True)
    first = search(store, "", Filters(kind="university"), limit=5)
    then = search(store, "", Filters(kind="university"), limit=5, after=first.cursor)
    assert [*first.rows, *then.rows] == answer.rows[:10]
    with pytest.raises(QueryError, match="no word to search for"):
        search(store, "")
