"""The structural questions on the bundled sample, against counts made here straight from the sample's file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import orjson
import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.queries import compare as comparison
from patnav.queries import descent
from patnav.queries import landscape as view
from patnav.queries import talent as people
from patnav.queries.answer import Evidence, plain
from patnav.queries.clusters import FIELDS, clusters
from patnav.queries.communities import grouped
from patnav.queries.compare import compare
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.landscape import landscape
from patnav.queries.path import path
from patnav.queries.periods import Periods
from patnav.queries.spatial import spatial_clusters
from patnav.queries.talent import talent
from tests.conftest import SAMPLE

LINES = (SAMPLE / "patents.jsonl").read_bytes().splitlines()
RECORDS = {r["publication"]: r for r in map(orjson.loads, LINES)}


@pytest.fixture
def units(store: DuckDBStore) -> dict[str, str]:
    """Family by publication."""
    return {row["key"]: row["unit"] for row in store.rows("SELECT key, unit FROM patent WHERE NOT stub", {})}


@pytest.fixture
def years(units: dict[str, str]) -> dict[str, str]:
    """Filing year by family: the earliest of its publications."""
    found: dict[str, str] = {}
    for key, record in RECORDS.items():
        if date := record.get("filing_date"):
            found[units[key]] = min(found.get(units[key], "9999"), date[:4])
    return found


def edges(store: DuckDBStore, table: str, units: dict[str, str]) -> dict[str, set[str]]:
    """What families are joined to by an edge type, out of the graph's plainest rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(f"SELECT src, dst FROM {table}", {}):
        if row["src"] in units:
            found[units[row["src"]]].add(row["dst"])
    return found


def test_complete_years_end_eighteen_months_before_the_newest_publication() -> None:
    assert Periods("2024-11-12").last == 2022
    assert Periods("2024-06-30").last == 2021
    assert Periods("2024-07-01").last == 2022
    assert Periods("2024-07-01").bounds() == {
        "recent_from": "2020", "recent_to": "2022", "before_from": "2017", "before_to": "2019"
    }  # fmt: skip
    assert Periods(None).last is None
    assert Periods("2024-07-01").growth(3, 2, 5) is None
    assert Periods("2024-07-01").growth(15, 10, 5) == 0.5


def test_clusters_count_as_counting_by_hand_does(store: DuckDBStore, units: dict[str, str]) -> None:
    """Cities: seats lifted up the tree of regions in Python, the municipalities counting as cities."""
    above = {row["src"]: row["dst"] for row in store.rows("SELECT src, dst FROM part_of WHERE dst LIKE 'CN-%'", {})}
    levels = {row["key"]: row["level"] for row in store.rows("SELECT key, level FROM region", {})}
    seats = {row["src"]: row["dst"] for row in store.rows("SELECT src, dst FROM located_in WHERE role = 'seat'", {})}

    def city(organization: str) -> str | None:
        place = seats.get(organization)
        while place is not None:
            if levels[place] == "city" or place in ("CN-110000", "CN-120000", "CN-310000", "CN-500000"):
                return place
            if levels[place] == "district" and place[5:7] == "90":
                return place
            place = above.get(place)
        return None

    industries = edges(store, "in_industry", units)
    expected: Counter[tuple[str, str]] = Counter()
    for unit, applicants in edges(store, "applicant", units).items():
        for place in {city(a) for a in applicants} - {None}:
            expected.update((str(place), i) for i in industries[unit] & {"key:ic", "key:biomedicine", "key:ai"})
    rows = clusters(store, level="city", limit=1000).rows
    assert {(row.region.id, row.industry.id): row.patents for row in rows} == dict(expected)
    assert all(isinstance(row.patents, int) for row in rows)
    assert {"CN-110000", "CN-310000"} <= {row.region.id for row in rows}


def test_cluster_measures_are_left_out_with_the_reason_where_families_are_few(store: DuckDBStore) -> None:
    rows = clusters(store, limit=1000).rows
    assert any(row.patents < 5 for row in rows)
    for row in rows:
        assert (row.lq is None) == (row.hhi is None) == (row.patents < 5)
        assert ("lq, hhi: too few families" in row.undefined) == (row.lq is None)
        assert ("growth: too few families before" in row.undefined) == (row.growth is None)
        if row.lq is not None:
            assert row.lq_low is not None
            assert row.lq_high is not None
            assert row.lq_low <= row.lq <= row.lq_high
        assert row.density is None or 0 <= row.density <= 100
        assert 1 <= len(row.leaders) <= min(3, row.organizations)


def test_clusters_warn_where_one_applicant_holds_most_of_what_is_compared(store: DuckDBStore) -> None:
    mostly = [note for note in clusters(store, Filters(applicant="Tsinghua University")).notes if "compared" in note]
    held = count(store, Filters(applicant="Tsinghua University")).rows[0].patents
    assert mostly == [
        f"Tsinghua University holds {held} of the {held} families compared: quotients tell where its own fields lie, "
        "not what regions are specialised in; ingest patents of others, too"
    ]
    assert not any("compared:" in note for note in clusters(store).notes)


def test_families_in_several_fields_count_in_parts(store: DuckDBStore, units: dict[str, str]) -> None:
    """1/k in each of the k fields of a publication; a family counts by the publication that has the fewest."""
    fields: dict[str, set[str]] = defaultdict(set)
    for row in store.rows("SELECT src, dst FROM in_industry", {}):
        if row["dst"] in FIELDS and row["src"] in units:
            fields[row["src"]].add(row["dst"])
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for key, found in fields.items():
        for one in found:
            weights[units[key], one] = max(weights[units[key], one], 1 / len(found))
    expected: Counter[str] = Counter()
    for (_, one), weight in weights.items():
        expected[one] += weight  # type: ignore[assignment]
    rows = landscape(store, limit=100).rows
    assert {row.field.id: row.patents for row in rows} == pytest.approx(dict(expected), abs=0.006)
    assert sum(row.share for row in rows) == pytest.approx(1, abs=0.002)
    everywhere = clusters(store, Filters(industry="wipo35"), limit=5000).rows
    assert {row.industry.id for row in everywhere} <= set(FIELDS)
    assert any(isinstance(row.patents, float) for row in everywhere)


def test_applicants_of_a_landscape_and_their_years(store: DuckDBStore, units: dict[str, str]) -> None:
    filed: dict[str, set[str]] = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    for row in store.rows("SELECT src, dst FROM applicant WHERE dst_type = 'Organization'", {}):
        filed[row["dst"]].add(units[row["src"]])
        dates[row["dst"]].add((RECORDS[row["src"]].get("filing_date") or "9999")[:4])
    answer = landscape(store, part="applicants", limit=1000)
    assert {row.id: row.patents for row in answer.rows} == {key: len(found) for key, found in filed.items()}
    assert answer.total == len(filed)
    first = {key: min(found).replace("9999", "") or None for key, found in dates.items()}
    assert {row.id: row.first for row in answer.rows} == first
    entrants = landscape(store, Filters(from_="2021"), part="entrants", limit=1000)
    assert {row.id for row in entrants.rows} == {key for key, year in first.items() if year and year >= "2020"}


@pytest.fixture
def whole(store: DuckDBStore) -> dict[str, str]:
    """The topmost body that each organization is part of."""
    parts = store.rows("SELECT src, min(dst) AS dst FROM part_of WHERE src_type = 'Organization' GROUP BY src", {})
    above = {row["src"]: row["dst"] for row in parts}
    assert above
    found = {}
    for row in store.rows("SELECT key FROM organization", {}):
        top = row["key"]
        while top in above:
            top = above[top]
        found[row["key"]] = top
    return found


def test_units_count_with_their_whole_where_applicants_are_counted(store: DuckDBStore) -> None:
    rolled = Filters(rollup=True)
    answer = landscape(store, rolled, part="applicants", limit=10_000)
    counted = count(store, rolled, by="applicant", limit=10_000)
    assert {row.id: row.patents for row in answer.rows} == {row.id: row.patents for row in counted.rows}
    assert answer.total < landscape(store, part="applicants").total
    assert any("topmost organization" in note for note in answer.notes)


def test_units_count_with_their_whole_in_clusters_and_moves(store: DuckDBStore, whole: dict[str, str]) -> None:
    each, rolled = ({(r.region.id, r.industry.id): r for r in clusters(store, f, limit=1000).rows}
                    for f in (Filters(), Filters(rollup=True)))  # fmt: skip
    assert {cell: row.patents for cell, row in each.items()} == {cell: row.patents for cell, row in rolled.items()}
    assert all(rolled[cell].organizations <= row.organizations for cell, row in each.items())
    assert any(rolled[cell].organizations < row.organizations for cell, row in each.items())
    assert all(whole[leader.id] == leader.id for row in rolled.values() for leader in row.leaders)
    moved = talent(store, Filters(rollup=True), part="moves", limit=1000).rows
    assert all(whole[side.id] == side.id for row in moved for side in (row.from_, row.to))


def test_emerging_classes_by_share(store: DuckDBStore, units: dict[str, str], years: dict[str, str]) -> None:
    held: dict[str, set[str]] = defaultdict(set)
    for key, record in RECORDS.items():
        for one in record.get("classes", ()):
            if one["scheme"] in ("ipc", "cpc") and len(one["symbol"]) >= 4:
                held[one["symbol"][:4]].add(units[key])
    spans = {name: Counter[str]() for name in ("recent", "before")}
    totals: Counter[str] = Counter()
    span = {**dict.fromkeys(("2020", "2021", "2022"), "recent"), **dict.fromkeys(("2017", "2018", "2019"), "before")}
    for symbol, found in held.items():
        for unit in found:
            if name := span.get(years.get(unit, "")):
                spans[name][symbol] += 1
    for unit in set().union(*held.values()):
        totals[span.get(years.get(unit, ""), "")] += 1
    rows = landscape(store, part="classes", limit=1000).rows
    assert rows
    for row in rows:
        symbol = row.class_.id
        assert (row.recent, row.before) == (spans["recent"][symbol], spans["before"][symbol])
        change = row.recent / totals["recent"] - row.before / totals["before"]
        assert row.change == pytest.approx(change, abs=6e-5)
        more = row.recent - row.before
        assert row.trend == (
            ("emerging" if more > 0 else "falling_less") if change > 0 else "fading" if more < 0 else "growing_less"
        )
        assert row.growth == (pytest.approx(more / row.before, abs=6e-4) if row.before >= 5 else None)


def test_gaps_are_pairs_below_expectation(store: DuckDBStore, units: dict[str, str]) -> None:
    held: dict[str, set[str]] = defaultdict(set)
    for key, record in RECORDS.items():
        for one in record.get("classes", ()):
            held[units[key]].add(one["symbol"][:4])
    counts = Counter(symbol for found in held.values() for symbol in found)
    pairs = Counter(pair for found in held.values() for pair in combinations(sorted(found), 2))
    rows = landscape(store, part="gaps", least=2, limit=50).rows
    assert rows
    for row in rows:
        pair = tuple(sorted((row.class_a.id, row.class_b.id)))
        assert row.together == pairs[pair]
        assert row.expected == pytest.approx(counts[pair[0]] * counts[pair[1]] / len(held), abs=0.01)
        assert row.together < row.expected
        for via in row.via:
            assert all(pairs[tuple(sorted((one, via)))] for one in pair)


def test_main_path_follows_citations_of_the_file(store: DuckDBStore, units: dict[str, str]) -> None:
    cited = {
        (units[one["publication"]], units[key])
        for key, record in RECORDS.items()
        for one in record.get("citations", ())
        if one["publication"] in units
    }
    rows = landscape(store, part="mainpath", limit=100, evidence=True).rows
    assert len(rows) > 1
    for older, newer in pairwise(rows):
        assert (units[older.id], units[newer.id]) in cited
        assert 0 < older.weight <= 1
        assert older.evidence
    assert rows[-1].weight is None


def test_main_path_tells_of_how_many_citations_it_follows(
    store: DuckDBStore, units: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arcs = {(units[dst], unit) for unit, found in edges(store, "cites", units).items() for dst in found if dst in units}
    arcs = {(cited, citing) for cited, citing in arcs if cited != citing}
    often = Counter(unit for arc in arcs for unit in arc)
    busy = sorted(often, key=lambda unit: (-often[unit], unit))[:40]
    followed = sum(cited in busy and citing in busy for cited, citing in arcs)
    assert 0 < followed < len(arcs)
    monkeypatch.setattr(descent, "_MOST", 40)
    notes = landscape(store, part="mainpath", least=2).notes
    assert any(note.startswith(f"{len(arcs):,} citations between different families") for note in notes)
    assert any(note.startswith(f"{followed:,} of them, among the 40 families") for note in notes)


def test_communities_hold_organizations_that_file_together(store: DuckDBStore, units: dict[str, str]) -> None:
    joint = [{a for a in found if a.startswith("org:")} for found in edges(store, "applicant", units).values()]
    linked = {a for team in joint if len(team) > 1 for a in team}
    answer = landscape(store, part="communities", limit=1000)
    assert sum(row.organizations for row in answer.rows) == len(linked)
    members = {party.id for row in answer.rows for party in row.members}
    assert members <= linked
    sizes = [row.organizations for row in answer.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert answer.rows == landscape(store, part="communities", limit=1000).rows


def test_communities_have_the_modularity_that_networkx_gives() -> None:
    club = nx.karate_club_graph()
    pairs = [(f"{a:02}", f"{b:02}", weight) for a, b, weight in club.edges(data="weight")]
    groups, modularity = grouped(pairs)
    given = [{int(name) for name in group} for group in groups]
    assert modularity == pytest.approx(nx.community.modularity(club, given), abs=1e-12)


def test_spatial_clusters_are_near_and_count_a_family_once(store: DuckDBStore) -> None:
    answer = spatial_clusters(store, Filters(industry="ic"), radius=30, least=2, evidence=True)
    assert answer.rows
    for row in answer.rows:
        assert row.evidence
        assert row.reach <= 30 * len(row.places)
        assert row.patents >= 2
    wide = spatial_clusters(store, Filters(industry="ic"), radius=1000, least=1).rows
    placed = store.rows(
        "SELECT count(DISTINCT p.unit) AS n FROM patent p JOIN in_industry i ON i.src = p.key AND i.dst = 'key:ic' "
        "JOIN patent q ON q.unit = p.unit JOIN applicant a ON a.src = q.key JOIN located_in l ON l.src = a.dst AND "
        "l.role = 'seat' JOIN region r ON r.key = l.dst WHERE r.lat IS NOT NULL AND (r.level <> 'province' OR "
        "r.key IN ('CN-110000', 'CN-120000', 'CN-310000', 'CN-500000'))",
        {},
    )[0]["n"]
    assert max(row.patents for row in wide) <= placed <= sum(row.patents for row in wide)
    with pytest.raises(QueryError, match="makes no clusters"):
        spatial_clusters(store, radius=0)


def test_comparison_of_regions_agrees_with_their_landscapes(store: DuckDBStore) -> None:
    shanghai, jiangsu = compare(store, ["Shanghai", "江苏"]).rows
    applicants = landscape(store, Filters(region="Shanghai"), part="applicants", limit=1000)
    assert shanghai.organizations == applicants.total
    assert shanghai.patents > jiangsu.patents
    assert 1 <= jiangsu.fields <= 35
    assert shanghai.joint >= shanghai.bridging


def test_the_gap_between_two_regions_adds_up_field_by_field(store: DuckDBStore) -> None:
    """Kitagawa 1955: size and mix of every field add up to its gap, all gaps to the difference."""
    rows = compare(store, ["Shanghai", "Jiangsu"], part="gap", limit=100).rows
    for row in rows:
        assert row.gap == pytest.approx(row.patents - row.reference, abs=0.02)
        assert row.size + row.mix == pytest.approx(row.gap, abs=0.02)
    fields = {name: landscape(store, Filters(region=name), limit=100).rows for name in ("Shanghai", "Jiangsu")}
    sums = {name: sum(row.patents for row in found) for name, found in fields.items()}
    assert sum(row.gap for row in rows) == pytest.approx(sums["Jiangsu"] - sums["Shanghai"], abs=0.3)
    assert sum(row.mix for row in rows) == pytest.approx(0, abs=0.3)


def test_inventors_are_counted_by_families(store: DuckDBStore, units: dict[str, str]) -> None:
    expected = Counter(person for found in edges(store, "inventor", units).values() for person in found)
    answer = talent(store, limit=3000)
    assert {row.id: row.patents for row in answer.rows} == dict(expected)
    ranked = [row.patents for row in answer.rows]
    assert ranked == sorted(ranked, reverse=True)


def test_moves_are_dated_and_between_organizations(store: DuckDBStore) -> None:
    answer = talent(store, part="moves", limit=100, evidence=True)
    assert answer.rows
    for row in answer.rows:
        assert row.last < row.first
        assert row.from_.id != row.to.id
        dates = [RECORDS[str(proof.record).split()[0]]["filing_date"] for proof in row.evidence]
        assert sorted(dates) == [row.last, row.first]
        assert row.shared is None or row.shared >= 2


def test_bridges_stand_between_universities_and_enterprises(store: DuckDBStore) -> None:
    answer = talent(store, part="bridges", limit=100)
    assert answer.rows
    for row in answer.rows:
        assert {party.kind for party in row.universities} == {"university"}
        assert {party.kind for party in row.enterprises} == {"enterprise"}
        assert row.joint <= min(row.university, row.enterprise)


def test_connectors_and_teams_come_from_the_same_network(store: DuckDBStore) -> None:
    teams = talent(store, part="teams", limit=100).rows
    assert all(row.inventors >= 2 and row.patents >= 2 for row in teams)
    connectors = talent(store, part="connectors", limit=100).rows
    assert connectors
    assert all(0 < row.betweenness <= 1 and row.partners >= row.teams >= 1 for row in connectors)


def test_paths_are_chains_of_edges_and_the_first_is_the_shortest(store: DuckDBStore) -> None:
    """Against networkx on the whole graph of these edges."""
    types = ("APPLICANT", "INVENTOR", "CITES")
    whole: Any = nx.Graph()
    for table in types:
        whole.add_edges_from((row["src"], row["dst"]) for row in store.rows(f"SELECT src, dst FROM {table}", {}))
    start = "org:iflytek-co-ltd"
    for end in ("org:anhui-university", "org:tsinghua-university", "US10847425B2"):
        for row in path(store, start, end, types=types, longest=6, limit=4).rows:
            here, strength = start, 1.0
            for step in row.steps:
                assert whole.has_edge(here, step.id)
                here = step.id
                strength /= 1 if here == end else whole.degree(here)
            assert here == end
            assert row.strength == pytest.approx(strength, rel=1e-3)
            assert ("shortest" in row.why) == (row.length == nx.shortest_path_length(whole, start, end))
        found = path(store, start, end, types=types, longest=6).rows
        if nx.has_path(whole, start, end) and nx.shortest_path_length(whole, start, end) <= 6:
            assert found[0].length == nx.shortest_path_length(whole, start, end)


def test_hubs_between_are_reached_but_not_followed(store: DuckDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patnav.queries.path._NEAR", 20)
    held: dict[str, list[str]] = {}
    for row in store.rows("SELECT dst, src FROM in_industry WHERE src_type = 'Patent' ORDER BY src", {}):
        held.setdefault(row["dst"], []).append(row["src"])
    hub = max(held, key=lambda key: (len(held[key]), key))
    degree = store.rows("SELECT count(*) AS n FROM in_industry WHERE dst = $hub", {"hub": hub})[0]["n"]
    assert degree > 20
    found = path(store, held[hub][0], held[hub][-1], types=("IN_INDUSTRY",), limit=100)
    assert {row.length for row in found.rows} == {2}
    [over] = [row for row in found.rows if row.steps[0].id == hub]
    assert over.strength == pytest.approx(1 / degree, rel=1e-3)
    assert any(note.endswith("over 20 neighbours of a kind: these were not followed") for note in found.notes)
    assert not any("of the two" in note for note in found.notes)
    ends = path(store, hub, held[hub][0], types=("IN_INDUSTRY",)).notes
    assert "1 of the two has over 20 neighbours of a kind: the first 20 were followed" in ends


def test_the_star_keeps_how_many_things_lead_to_hubs(store: DuckDBStore) -> None:
    kept = {(row["edge"], row["key"]): row["degree"] for row in store.rows("FROM star.degree", {})}
    assert kept
    for edge in {edge for edge, _ in kept}:
        counted = store.rows(f"SELECT dst, count(DISTINCT src) AS n FROM {edge} GROUP BY dst", {})
        assert {row["dst"]: row["n"] for row in counted if row["n"] > 20} == {
            key: n for (of, key), n in kept.items() if of == edge
        }


def test_the_star_keeps_what_events_are_about(store: DuckDBStore) -> None:
    kept = {(row["event"], row["patent"]): row["family"] for row in store.rows("FROM star.concerned", {})}
    stated = "SELECT src, dst, unit FROM concerns JOIN patent ON key = dst WHERE dst_type = 'Patent'"
    assert kept == {(row["src"], row["dst"]): row["unit"] or row["dst"] for row in store.rows(stated, {})} != {}
    industries = "SELECT c.src, coalesce(i.dst, c.dst) AS dst FROM concerns c LEFT JOIN in_industry i ON i.src = c.dst"
    found: dict[str, set[str]] = {}
    for row in store.rows(f"SELECT * FROM ({industries}) WHERE dst IN (SELECT key FROM industry)", {}):
        found.setdefault(row["src"], set()).add(row["dst"])
    touched = {row["event"]: row["industries"] for row in store.rows("FROM star.touched", {})}
    assert touched == {event: sorted(keys) for event, keys in found.items()} != {}
    seated = "SELECT src, role, dst FROM party"
    sides = {(row["event"], row["role"], row["party"]) for row in store.rows("FROM star.sides", {})}
    assert sides == {(row["src"], row["role"], row["dst"]) for row in store.rows(seated, {})} != set()


def test_a_path_shows_what_states_its_steps(store: DuckDBStore) -> None:
    rows = path(store, "Tsinghua University", "上海交通大学", evidence=True).rows
    assert rows[0].why
    assert all(proof.document or proof.record for row in rows for proof in row.evidence)
    assert any(step.evidence for row in rows for step in row.steps)
    with pytest.raises(QueryError, match="no edge type 'LIKES'"):
        path(store, "Shanghai", "Jiangsu", types=("LIKES",))
    with pytest.raises(QueryError, match="are one thing"):
        path(store, "Shanghai", "上海")
    with pytest.raises(NotFound):
        path(store, "Shanghai", "Atlantis")
    with pytest.raises(QueryError, match="choose 1 to 6"):
        path(store, "Shanghai", "Jiangsu", longest=9)


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda s: landscape(s, part="sky"), QueryError, "no part 'sky'"),
        (lambda s: talent(s, part="sky"), QueryError, "no part 'sky'"),
        (lambda s: compare(s, ["Shanghai", "Jiangsu"], part="sky"), QueryError, "no part 'sky'"),
        (lambda s: compare(s, ["Shanghai"]), QueryError, "two or more names"),
        (lambda s: compare(s, ["Shanghai", "上海市"]), QueryError, "named twice"),
        (lambda s: compare(s, ["Shanghai", "Tsinghua University"]), QueryError, "cannot be compared"),
        (lambda s: compare(s, ["Shanghai", "US10847425B2"]), QueryError, "is no region and no organization"),
        (lambda s: compare(s, ["Shanghai", "Jiangsu"], Filters(region="YRD")), QueryError, "contradict"),
        (lambda s: compare(s, ["Shanghai", "Atlantis"]), NotFound, "nothing in this graph"),
        (lambda s: clusters(s, Filters(industry="alchemy")), NotFound, "no industry"),
    ],
)
def test_what_makes_no_sense_is_refused(store: DuckDBStore, ask: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=re.escape(words)):
        ask(store)


def test_a_filter_that_nothing_passes_gives_empty_answers_and_no_zeros(store: DuckDBStore) -> None:
    nothing = Filters(from_="1850", to="1851")
    assert clusters(store, nothing).rows == []
    assert spatial_clusters(store, nothing).rows == []
    for part in view.PARTS:
        assert landscape(store, nothing, part=part).rows == []
    for part in people.PARTS:
        assert talent(store, nothing, part=part).rows == []
    for row in compare(store, ["Shanghai", "Jiangsu"], nothing).rows:
        assert (row.patents, row.growth, row.hhi, row.joint, row.citations) == (0, None, None, None, None)
        assert "all: no families" in row.undefined


def test_evidence_of_every_part_leads_to_a_line_of_the_file(store: DuckDBStore) -> None:
    answers = [
        clusters(store, limit=5, evidence=True),
        spatial_clusters(store, limit=5, evidence=True),
        *(landscape(store, part=part, limit=3, least=2, evidence=True) for part in view.PARTS),
        *(talent(store, part=part, limit=3, evidence=True) for part in people.PARTS),
        *(compare(store, ["Shanghai", "Jiangsu"], part=part, limit=3, evidence=True) for part in comparison.PARTS),
    ]
    for answer in answers:
        assert answer.rows, answer.question
        for row in answer.rows:
            assert row.evidence, (answer.question, answer.parameters, plain(row))
            for proof in row.evidence:
                assert_stated(proof)


def assert_stated(proof: Evidence) -> None:
    assert proof.record is not None
    assert proof.source is not None
    number, line = proof.record.split()[0], re.search(r"line (\d+)", proof.record)
    assert line is not None
    assert orjson.loads(Path(proof.source).read_bytes().splitlines()[int(line[1]) - 1])["publication"] == number
