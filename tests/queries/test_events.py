"""Questions about events on a graph small enough to be counted by hand (``eventful.py``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any

import orjson
import pytest

from patnav.errors import NotFound, PatNavError, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.answer import Answer, Evidence
from patnav.queries.compare import compare
from patnav.queries.count import count
from patnav.queries.disputes import disputes, disputes_by
from patnav.queries.events import find_events
from patnav.queries.figures import clash, range_of, year_before
from patnav.queries.filters import Filters
from patnav.queries.finance import finance, finance_by
from patnav.queries.flows import channels, distance, flows
from patnav.queries.indicators import indicators
from patnav.queries.landscape import landscape
from patnav.queries.language import in_language
from patnav.queries.licenses import licenses, licenses_by
from patnav.queries.match import match
from patnav.queries.naming import programme_kind, service_kind
from patnav.queries.programmes import programmes, programmes_by
from patnav.queries.royalties import quartiles, royalties
from patnav.queries.scoring import combined, component
from patnav.queries.series import series
from patnav.queries.services import services, services_reported
from patnav.queries.takers import takers
from patnav.queries.terms import protected_until, state_on
from patnav.queries.transfers import transfers
from patnav.render import render
from tests.queries.eventful import CHIPS, ELECTRONICS, FUDAN, PATENTS, ZHEJIANG, add_events, news

ON = "2023-06-30"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workspace ``store`` and the file that it was made from."""
    folder = tmp_path_factory.mktemp("eventful")
    add_events(Workspace(folder / "store"), folder)
    return folder


@pytest.fixture
def graph(folder: Path) -> Iterator[DuckDBStore]:
    with DuckDBStore.open(folder / "store") as opened:
        yield opened


def names(parties: list[Any]) -> list[str]:
    return [party.name for party in parties]


def test_transfers_by_channel_are_as_many_as_were_put_in(graph: DuckDBStore) -> None:
    counted = {c: transfers(graph, channel=c).total for c in ("assignment", "license", "open_license", "joint_filing")}
    assert counted == {"assignment": 1, "license": 6, "open_license": 5, "joint_filing": 0}
    assert transfers(graph).total == 14
    assert transfers(graph, from_kind="university", to_kind="enterprise").total == 11
    assert transfers(graph, from_kind="高校", to_kind="企业").total == 11


def test_spin_offs_are_firms_that_a_university_owns_or_funds(graph: DuckDBStore) -> None:
    answer = transfers(graph, channel="spin_off", evidence=True)
    assert [(row.type, row.date, names(row.to)) for row in answer.rows] == [
        ("investment", "2022-04", ["Hangzhou Bing Technology Co., Ltd."]),
        ("spin_off", None, ["Hangzhou Ding Technology Co., Ltd."]),
    ]
    assert all(names(row.from_) == ["Zhejiang University"] for row in answer.rows)
    assert [row.evidence[0].quote for row in answer.rows] == ["put money into", "owns 30 percent"]
    assert transfers(graph, Filters(from_="2022"), channel="spin_off").total == 1
    # Fudan's patent that was paid for in shares is an assignment and no spin-off, too.
    paid = "SELECT type FROM event WHERE amount = 500000 AND date = '2020-06-01' ORDER BY type"
    assert [row["type"] for row in graph.rows(paid, {})] == ["assignment", "investment"]
    assert transfers(graph, Filters(applicant=CHIPS, from_="2020", to="2020")).total == 1


def test_transfers_by_what_else_is_known_of_their_patents(graph: DuckDBStore) -> None:
    """Six patents are licensed, one is sold, of three an open licence is offered; none is both but by its own event."""
    assert transfers(graph, Filters(event="license")).total == licenses(graph, Filters(event="license"), on=ON).total
    assert {row.type for row in transfers(graph, Filters(event="license")).rows} == {"license"}
    assert {row.type for row in licenses(graph, Filters(event="open_license"), on=ON).rows} == {"open_license"}
    assert {row.type for row in transfers(graph, Filters(assignee=CHIPS)).rows} == {"assignment"}
    assert finance(graph, Filters(event="license")).total == 0
    answer = transfers(graph, Filters(kind="research_institute"))
    assert (answer.total, transfers(graph, Filters(kind="university")).total) == (0, 14)
    note = "status, event and assignee are those of a patent concerned; what names none is left out"
    assert note in transfers(graph, Filters(event="license")).notes


def test_events_by_the_legal_state_of_their_patents(graph: DuckDBStore) -> None:
    """In force are one patent with three events of an open licence, one licensed, one pledged, and one in dispute."""
    held, lapsed = Filters(status="in_force"), Filters(status="lapsed")
    for words in ("in_force", "有效"):
        rows = transfers(graph, Filters(status=words)).rows
        assert sorted(row.type for row in rows) == ["license", *["open_license"] * 3]
    assert sum(row.transfers for row in flows(graph, held).rows) == 3
    counted = {row.channel: row.transfers for row in channels(graph, held).rows}
    assert counted == {"license": 1, "open_license": 3, "all": 4}
    assert (licenses(graph, held, on=ON).total, finance(graph, held).total, disputes(graph, held).total) == (4, 1, 1)
    assert (finance(graph, lapsed).total, disputes(graph, lapsed).total, transfers(graph, lapsed).total) == (1, 0, 0)
    assert licenses(graph, Filters(status="专利权维持"), on=ON).total == 1


def test_what_events_cannot_be_asked_for_by_is_refused(graph: DuckDBStore) -> None:
    with pytest.raises(QueryError, match="cannot be asked for by colour"):
        find_events(graph, ["license"], Filters(), {"colour": "red"})


def test_who_is_not_found_by_part_of_a_name_is_suggested(graph: DuckDBStore) -> None:
    with pytest.raises(NotFound, match="no organization is called") as error:
        transfers(graph, Filters(applicant="宁波甲芯"))
    assert "宁波甲芯" in str(error.value.hint) or "Ningbo" in str(error.value.hint)


def test_figures_of_an_organization(graph: DuckDBStore) -> None:
    everything, own = indicators(graph, limit=500), indicators(graph, None, Filters(applicant=CHIPS))
    assert [(row.label, row.value, row.period, names(row.about)) for row in own.rows] == [
        ("patents held", 12.0, "2023", [CHIPS])
    ]
    assert everything.total > own.total == 1
    assert indicators(graph, None, Filters(applicant=ELECTRONICS)).total == 0


def test_a_venture_of_two_counts_with_one_of_them_everywhere(graph: DuckDBStore) -> None:
    rolled = Filters(rollup=True)
    filed = {row.name: row.patents for row in count(graph, rolled, by="applicant").rows}
    assert filed == {"Zhejiang University": 7, "Fudan University": 3, "Donghai Chip Group": 3, ELECTRONICS: 1}
    seen = {row.name: row.patents for row in landscape(graph, rolled, part="applicants").rows}
    assert seen == filed
    bought = count(graph, rolled, by="assignee")
    assert [(row.name, row.patents) for row in bought.rows] == [("Donghai Chip Group", 1)]
    assert any("topmost" in note for note in bought.notes)


def test_a_note_tells_of_parts_only_where_an_organization_is_named(graph: DuckDBStore) -> None:
    told = "an organization stands for all that is part of it, too: units and subsidiaries"
    assert told in finance(graph, Filters(applicant=CHIPS, rollup=True)).notes
    assert told not in finance(graph, Filters(rollup=True)).notes


def test_flows_between_regions_with_saltons_cosine(graph: DuckDBStore) -> None:
    rows = flows(graph, channel="license").rows
    assert [(row.from_.name, row.to.name, row.transfers, row.patents, row.intensity) for row in rows] == [
        ("Zhejiang", "Zhejiang", 5, 5, round(5 / (5 * 6) ** 0.5, 4)),
        ("Shanghai", "Zhejiang", 1, 1, round(1 / (1 * 6) ** 0.5, 4)),
    ]
    rows = flows(graph, matrix="university", level="city", channel="license").rows
    assert [(row.from_.name, row.to.name, row.transfers) for row in rows] == [
        ("Zhejiang University", "Ningbo", 5),
        ("Fudan University", "Ningbo", 1),
    ]


def test_channels_tell_how_soon_how_far_and_to_how_many(graph: DuckDBStore) -> None:
    rows = {row.channel: row for row in channels(graph).rows}
    # Granted 2017-06-01: five licensed two years later, one in 2021; sold three years later; accepted 2023-03-01.
    assert (rows["license"].wait, rows["license"].timed) == (2.0, 6)
    assert (rows["assignment"].wait, rows["open_license"].wait) == (3.0, 5.75)
    # One family of seven licensed has two licensees.
    assert [rows[name].one_to_many for name in ("license", "open_license", "all")] == [0.0, 1.0, round(1 / 7, 4)]
    assert rows["license"].amounts == {"CNY": 2_300_000.0}
    # Five of six licences go from Hangzhou to Ningbo, so their distance is the median.
    seats = graph.rows("SELECT lat, lng FROM region WHERE key IN ('CN-330100', 'CN-330200') ORDER BY key", {})
    (a, b), (c, d) = (map(radians, (seat["lat"], seat["lng"])) for seat in seats)
    assert rows["license"].km == pytest.approx(
        6371.0088 * acos(sin(a) * sin(c) + cos(a) * cos(c) * cos(b - d)), abs=0.1
    )
    assert rows["license"].measured == 6


def test_what_no_source_names_is_undefined_and_not_none_at_all(graph: DuckDBStore) -> None:
    rows = compare(graph, ["Zhejiang", "Shanghai"], least=2).rows
    assert [(row.patents, row.organizations, row.inventors) for row in rows] == [(11, 3, None), (3, 1, None)]
    assert all("inventors: none named" in row.undefined for row in rows)
    (told,) = {row.undefined[0] for row in compare(graph, ["Zhejiang", "Shanghai"], Filters(to="1990")).rows}
    assert told == "all: no families"


def test_rolled_up_the_whole_takes_the_place_of_its_units(graph: DuckDBStore) -> None:
    """Of the two groups that the chip firm belongs to, it counts with the first."""
    rolled = Filters(rollup=True)
    cells = flows(graph, rolled, matrix="organization", channel="license")
    assert [(row.from_.id, row.to.id, row.to.name, row.transfers) for row in cells.rows] == [
        ("org:zhejiang-university", "org:donghai-chip-group", "Donghai Chip Group", 5),
        ("org:fudan-university", "org:donghai-chip-group", "Donghai Chip Group", 1),
    ]
    assert cells.notes[0] == "0 of 6 transfers lack a side, or stay within one organization, and are left out"
    takers_ = {row.group.name: row.events for row in licenses_by(graph, "licensee", rolled, on=ON).rows}
    assert takers_ == {"Donghai Chip Group": 7, "杭州乙电子有限公司": 1}
    told = "units and subsidiaries count with the topmost organization that they are part of"
    for answer in (cells, channels(graph, rolled), licenses_by(graph, "licensee", rolled, on=ON)):
        assert told in answer.notes
    assert told not in licenses_by(graph, "year", rolled, on=ON).notes


def test_channels_are_stated_by_their_newest_transfers(graph: DuckDBStore) -> None:
    rows = channels(graph, evidence=True).rows
    assert max(row.transfers for row in rows[:-1]) > 5
    for row in rows:
        newest = transfers(graph, channel=None if row.channel == "all" else row.channel, limit=5, evidence=True).rows
        assert row.evidence == [proof for one in newest for proof in one.evidence[:1]]


def test_flows_tell_how_many_transfers_lack_a_side(graph: DuckDBStore) -> None:
    cells = flows(graph, matrix="organization", channel="license")
    found = transfers(graph, channel="license", limit=100).rows
    lost = sum(not (row.from_ and row.to) for row in found)
    assert any(note.startswith(f"{lost} of {len(found)} transfers lack a side") for note in cells.notes)
    none = flows(graph, Filters(to="1990"))
    assert (none.rows, none.total) == ([], 0)
    assert any(note.startswith("0 of 0 transfers lack a side") for note in none.notes)


def test_distances_of_known_places() -> None:
    """Half the equator, and Paris to London: 343.6 km on the sphere."""
    assert distance((0, 0), (0, 180)) == pytest.approx(20_015.115, abs=0.01)
    assert distance((48.8566, 2.3522), (51.5074, -0.1278)) == pytest.approx(343.556, abs=0.01)


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2022-01-01", {1: "not_yet", 3: "not_yet", 4: "not_yet"}),
        ("2023-06-30", {1: "open", 3: "open", 4: "open"}),
        ("2024-01-15", {1: "open", 3: "open", 4: "withdrawn"}),  # the day of the withdrawal
        ("2024-02-03", {1: "open", 3: "expired", 4: "withdrawn"}),  # a utility model ten years after filing
        ("2026-01-09", {1: "open", 3: "expired", 4: "withdrawn"}),  # the last day
        ("2026-01-10", {1: "expired", 3: "expired", 4: "withdrawn"}),
    ],
)
def test_the_register_gives_the_state_of_offers_on_a_day(graph: DuckDBStore, on: str, states: dict[int, str]) -> None:
    rows = licenses(graph, on=on, type_="open_license").rows
    offers = {int(row.concerns[0][9:11]): row.status for row in rows if row.kind == "offer"}
    assert offers == states


def test_an_offer_has_its_terms_and_its_acceptances(graph: DuckDBStore) -> None:
    answer = licenses(graph, on=ON, evidence=True)
    assert answer.total == 11
    offers = {row.concerns[0]: row for row in answer.rows if row.kind == "offer"}
    first, free, fixed = (offers[f"CN11100000{n}"] for n in ("1B", "3U", "4B"))
    assert (first.royalty, first.currency, first.until, first.acceptances) == (10_000, "CNY", "2026-01-09", 2)
    assert (free.royalty_free, free.royalty, free.acceptances) == (1, 0, 0)
    assert (fixed.amount, fixed.royalty_free, fixed.acceptances) == (80_000, None, 0)
    assert [row.concerns for row in licenses(graph, on=ON, free=True).rows] == [["CN111000003U"]]
    assert licenses(graph, on="2024-06-30", status="open").total == 1
    by = {row.group.id: row.events for row in licenses_by(graph, "status", on="2024-06-30").rows}
    assert by == {"in_force": 8, "open": 1, "withdrawn": 1, "expired": 1}
    licensors = {row.group.name: row.events for row in licenses_by(graph, "许可方", on=ON).rows}
    assert licensors == {"Zhejiang University": 9, "Fudan University": 2}


def test_a_price_said_to_be_for_each_patent_is_not_divided_and_an_end_by_month_lasts_the_month(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number, school in enumerate(("东南大学", "浙江大学", "同济大学", "复旦大学", "南京大学"), 1):
        text = f"2025年3月1日，{school}就10件专利作出开放许可声明，许可使用费为每件{number}万元，许可期限至2027年12月。"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [folder], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        row = royalties(store).rows[0]
        assert (row.count, row.lower, row.median, row.upper) == (5, 20_000, 30_000, 40_000)
        for on, status in (("2027-12-31", "open"), ("2028-01-01", "expired")):
            answer = licenses(store, on=on)
            assert [r.until for r in answer.rows] == ["2027-12"] * 5
            assert {r.each for r in answer.rows} == {True}
            assert {r.status for r in answer.rows} == {status}


def test_royalties_are_told_from_five_prices_up(graph: DuckDBStore) -> None:
    answer = royalties(graph)
    rows = {(row.industry.id if row.industry else None, row.measure): row for row in answer.rows}
    whole = rows[None, "fixed"]
    assert (whole.count, whole.offers, whole.lower, whole.median, whole.upper) == (7, 1, 150_000, 300_000, 350_000)
    chips = rows["wipo35:8", "fixed"]
    assert (chips.count, chips.lower, chips.median, chips.upper) == (5, 200_000, 300_000, 400_000)
    yearly = rows[None, "yearly"]
    assert (yearly.count, yearly.offers, yearly.median) == (3, 1, None)
    assert any("fewer than 5 prices" in note for note in answer.notes)
    only = {row.industry.id for row in royalties(graph, Filters(industry="ic")).rows if row.industry}
    assert only == {"key:ic"} | {key for key in only if key.startswith("key:ic")}


def test_quartiles_of_definition_seven() -> None:
    """Hyndman and Fan 1996, definition 7; R: quantile(c(1, 2, 4, 8), c(.25, .5, .75)) gives 1.75, 3, 5."""
    assert quartiles([1, 2, 4, 8]) == (1.75, 3, 5)


def test_finance_sums_by_lender_pledgor_and_region_in_each_currency(graph: DuckDBStore) -> None:
    answer = finance(graph)
    assert answer.total == 5
    assert "pledge: 2 state an amount, together 5,000,000 CNY" in answer.notes
    assert "pledge: 1 state an amount, together 100,000 USD" in answer.notes
    issue = finance(graph, type_="securitization").rows[0]
    assert (issue.beneficiaries, issue.patents, issue.amount, issue.regions) == (14, 61, 2.35e8, ["Hefei"])
    lenders = {row.group.name: (row.events, row.amounts) for row in finance_by(graph, "lender").rows}
    assert lenders == {"宁波银行": (2, {"CNY": 5e6}), "Bank of Hangzhou Co., Ltd.": (1, {"USD": 1e5})}
    cities = {row.group.name: row.events for row in finance_by(graph, "region", level="city").rows}
    assert cities == {"Ningbo": 2, "Hangzhou": 1, "Hefei": 1}
    years = [(row.group.id, row.events, row.first, row.last) for row in finance_by(graph, "year", type_="pledge").rows]
    assert years == [("2023", 2, "2023-08-01", "2023-09-01"), ("2022", 1, "2022-08-01", "2022-08-01")]
    assert finance(graph, Filters(applicant=CHIPS), role="pledgor").total == 2
    assert finance(graph, Filters(applicant=CHIPS), role="lender").total == 0
    assert finance(graph, Filters(region="Anhui")).total == 1


def test_registered_data_is_no_loan(graph: DuckDBStore) -> None:
    (row,) = finance(graph, type_="data_ip").rows
    assert (row.amount, names(row.from_)) == (2e7, ["Haiyun Chain Technology"])


def test_a_dispute_has_its_forum_and_its_outcome(graph: DuckDBStore) -> None:
    (row,) = disputes(graph).rows
    assert (names(row.from_), names(row.to)) == ([CHIPS], [ELECTRONICS])
    assert (names(row.forum), row.outcome, row.amount) == (["宁波市中级人民法院"], "settled", 150_000)
    assert disputes(graph, outcome="和解").total == 1
    assert disputes(graph, outcome="awarded").total == 0
    assert disputes(graph, Filters(applicant=CHIPS), role="defendant").total == 0
    heads = render(disputes(graph), "table", "zh").split("\n")[0].split()
    assert {"原告", "被告"} <= set(heads)
    assert not {"转出方", "转入方"} & set(heads)
    assert [row.group.name for row in disputes_by(graph, "forum").rows] == ["宁波市中级人民法院"]


def test_programmes_by_the_words_of_their_names(graph: DuckDBStore) -> None:
    rows = programmes(graph).rows
    assert [(row.kind, row.date, row.reported, row.regions) for row in rows] == [
        ("pilot", "2023-03", None, ["Zhejiang"]),
        ("rule", None, "2023-04-02", ["Zhejiang"]),
    ]
    assert [place.id for place in rows[1].industries] == ["key:ic"]
    assert [party.kind for party in rows[1].authorities] == ["government"]
    assert programmes(graph, kind="试点").total == 1
    assert {row.group.id: row.events for row in programmes_by(graph, "kind").rows} == {"pilot": 1, "rule": 1}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("pilot programs aiming at permanent offices", "pilot"),
        ("public deposit platform for data IPR", "platform"),
        ("special campaign for the protection of IPR", "campaign"),
        ("regular dialogues", "dialogue"),
        ("《数据知识产权登记管理办法》", "rule"),
        ("外商投资企业知识产权保护专项行动", "campaign"),
        ("知识产权保护行动计划", "plan"),
        ("中华人民共和国专利法", "law"),
        ("something else", None),
    ],
)
def test_kinds_of_programmes(name: str, kind: str | None) -> None:
    assert programme_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("上海市知识产权保护中心", "protection_center"),
        ("中国（浦东）知识产权快速维权中心", "fast_response_center"),
        ("Ningbo Patent Navigation Base", "navigation_base"),
        ("国家知识产权运营公共服务平台", "operation_center"),
        ("某某知识产权运营有限公司", "operator"),
        ("苏州某某专利代理事务所（普通合伙）", "agency"),
        ("Suzhou IP Mediation Committee", "mediation"),
        ("某某厂", None),
    ],
)
def test_kinds_of_services(name: str, kind: str | None) -> None:
    assert service_kind(name) == kind


def test_services_of_a_region_and_what_is_said_of_their_number(graph: DuckDBStore) -> None:
    rows = services(graph, level="city").rows
    assert {(row.service, row.region.name if row.region else None) for row in rows} == {
        ("navigation_base", "Ningbo"),
        ("fast_response_center", "Shanghai"),
    }
    assert services(graph, service="专利导航服务基地").total == 1
    assert services_reported(graph).total == 0


def test_figures_that_clash_name_each_other_and_are_not_averaged(graph: DuckDBStore) -> None:
    answer = indicators(graph, "专利质押融资", evidence=True)
    assert answer.total == 5
    by = {row.id: row for row in answer.rows}
    clashing = {row.value: [by[key].value for key in row.conflicts] for row in answer.rows if row.conflicts}
    assert clashing == {1.2e11: [1.31e11], 1.31e11: [1.2e11]}
    assert any("of 1 things" in note for note in answer.notes)


def test_a_series_tells_growth_where_both_years_are_undisputed(graph: DuckDBStore) -> None:
    rows = series(graph, "patent_pledge_financing").rows
    assert [(row.period, row.value, row.modifier, row.year_on_year, row.disputed, row.figures) for row in rows] == [
        ("2023", 1.005e11, "exact", None, [], 1),
        ("2024", 1.086e11, "exact", round(1.086 / 1.005 - 1, 4), [], 2),
        ("2025", None, None, None, [1.2e11, 1.31e11], 2),
    ]


@pytest.mark.parametrize(
    ("value", "modifier", "unit", "expected"),
    [
        (1.086e11, "exact", "CNY", (1.0855e11, 1.0865e11)),
        (0.315, "exact", "share", (0.3145, 0.3155)),
        (24, "exact", None, (24, 24)),
        (1000, "over", None, (1000, 1100)),
        (0.5, "nearly", "share", (0.45, 0.5)),
        (200, "about", None, (190, 210)),
        (-100.0, "over", None, (-110, -100)),
    ],
)
def test_what_a_figure_leaves_open(
    value: float, modifier: str, unit: str | None, expected: tuple[float, float]
) -> None:
    assert range_of(value, modifier, unit) == pytest.approx(expected)


def test_counts_clash_unless_equal_and_a_figure_never_with_itself() -> None:
    def figure(id_: str, value: float | None, modifier: str = "exact") -> dict[str, Any]:
        return {"id": id_, "value": value, "modifier": modifier, "unit": None}

    assert clash(figure("a", 24), figure("b", 25))
    assert not clash(figure("a", 24), figure("a", 25))
    assert not clash(figure("a", 24), figure("b", None))
    assert not clash(figure("a", 1800, "over"), figure("b", 1850))


def test_the_period_a_year_before() -> None:
    assert [year_before(p) for p in ("2024", "2024-H1", "2024-05", "2024-01/2024-09")] == [
        "2023", "2023-H1", "2023-05", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("office", "type_", "filed", "until"),
    [
        ("US", "invention", "2010-05-06", "2030-05-06"),
        ("CN", "utility_model", "2014-02-02", "2024-02-02"),
        ("CN", "design", "2021-05-31", "2031-05-31"),
        ("CN", "design", "2021-06-01", "2036-06-01"),
        ("DE", "utility_model", "2014-02-02", None),
        ("CN", "invention", "2014", None),
        ("CN", "invention", None, None),
    ],
)
def test_longest_terms(office: str, type_: str, filed: str | None, until: str | None) -> None:
    """TRIPS, article 33; Patent Law of the PRC, article 42, in the versions before and since 1 June 2021."""
    assert protected_until({"office": office, "type": type_, "filing_date": filed}) == until


def test_an_undated_offer_stands_from_its_first_publication() -> None:
    row = {"type": "open_license", "kind": "offer", "date": None, "until": None, "ended": None}
    assert state_on(row, "2024-01-01", "2023-05-01", []) == "open"
    assert state_on(row, "2023-01-01", "2023-05-01", []) is None
    assert state_on(row, "2023-01-01", None, []) is None


def test_match_gives_what_is_on_offer_on_the_day_with_terms(graph: DuckDBStore) -> None:
    answer = match(graph, CHIPS, on=ON, evidence=True)
    offers = {row.id: (row.offer, row.royalty, row.amount) for row in answer.rows}
    assert offers == {
        "CN111000001B": ("priced", 10_000, None),
        "CN111000003U": ("free", 0, None),
        "CN111000004B": ("priced", None, 80_000),
    }
    later = {row.id: row.offer for row in match(graph, CHIPS, on="2024-06-30").rows}
    assert later == {"CN111000001B": "priced", "CN111000004B": "negotiable"}  # expired; withdrawn, but unlicensed
    assert [names(row.holders) for row in answer.rows if row.id == "CN111000004B"] == [["Fudan University"]]


def test_match_scores_are_the_sum_of_their_components(graph: DuckDBStore) -> None:
    for row in (*match(graph, CHIPS, on=ON).rows, *takers(graph, "CN111000010B").rows):
        assert row.components[0].component == "technology"
        assert sum(one.contribution for one in row.components) == pytest.approx(row.score, abs=0.001)
        assert sum(one.weight for one in row.components) == pytest.approx(1, abs=0.001)
        assert len(row.why) >= len(row.components)


def test_reasons_are_told_in_chinese_and_components_keep_their_codes(graph: DuckDBStore) -> None:
    offered = in_language(graph, match(graph, CHIPS, on=ON), "zh").rows[0]
    assert {line.split(" ")[0] for line in offered.why} >= {"技术", "条件", "地区", "行业", "交易记录", "保护期"}
    assert not re.search("years|nearest|licen|both in", " ".join(offered.why))
    assert any("同在宁波市" in line or "同在浙江省" in line for line in offered.why)
    assert {one.component for one in offered.components} >= {"technology", "terms", "region"}
    taker = in_language(graph, takers(graph, "CN111000010B"), "zh").rows[0]
    assert not re.search("nearest|took|families", " ".join(taker.why))


def test_match_by_a_need_in_words(graph: DuckDBStore) -> None:
    rows = match(graph, need="芯片互连", on=ON).rows
    assert {row.id for row in rows} == {"CN111000001B", "CN111000003U", "CN111000004B"}
    assert all("region" not in {one.component for one in row.components} for row in rows)  # no firm, no seat
    near = match(graph, ELECTRONICS, need="芯片互连", on=ON).rows
    reasons = {one.reason for row in near for one in row.components if one.component == "region"}
    assert "both in Hangzhou" in reasons


def test_takers_leave_out_who_holds_or_took_the_patent(graph: DuckDBStore) -> None:
    assert takers(graph, "CN111000001B").rows == []  # held by the university, taken by both firms
    (row,) = takers(graph, "CN111000010B", evidence=True).rows
    assert row.name == ELECTRONICS
    record = next(one for one in row.components if one.component == "record")
    assert (record.value, record.reason) == (1.0, "took from its holder before; took 1 licences or patents")


def test_technology_decides_and_the_best_fit_doubles_it() -> None:
    weights = {"region": 0.5, "record": 0.5}
    assert combined([component("technology", 0.6, ""), component("region", 1.0, ""), component("record", 1.0, "")],
                    weights)[0] == 0.6  # fmt: skip
    assert combined([component("technology", 0.6, ""), component("region", 0.0, ""), component("record", 0.0, "")],
                    weights)[0] == 0.3  # fmt: skip
    assert combined([component("technology", 0.6, ""), component("region", None, "")], weights)[0] == 0.6
    score, parts = combined([component("technology", 0.6, ""), component("region", None, ""),
                             component("record", 0.5, "")], weights)  # fmt: skip
    assert (score, [(one.component, one.weight) for one in parts]) == (0.45, [("technology", 0.5), ("record", 0.5)])


WRONG: tuple[tuple[Callable[[DuckDBStore], Any], type[PatNavError], str], ...] = (
    (lambda g: transfers(g, channel="theft"), QueryError, "no channel 'theft'"),
    (lambda g: transfers(g, from_kind="wizard"), QueryError, "no kind of organization"),
    (lambda g: flows(g, matrix="planet"), QueryError, "no matrix 'planet'"),
    (lambda g: licenses(g, on="yesterday"), QueryError, "is no day"),
    (lambda g: licenses(g, on="2024-02-30"), QueryError, "is no day"),
    (lambda g: licenses(g, status="happy"), QueryError, "no status 'happy'"),
    (lambda g: licenses(g, type_="pledge"), QueryError, "no type 'pledge'"),
    (lambda g: licenses(g, Filters(region="Atlantis")), NotFound, "no region 'Atlantis'"),
    (lambda g: licenses(g, Filters(from_="2024", to="2020")), QueryError, "is after"),
    (lambda g: finance(g, role="lender"), QueryError, "no party is named"),
    (lambda g: finance(g, Filters(applicant=CHIPS), role="licensee"), QueryError, "no role 'licensee'"),
    (lambda g: finance(g, Filters(applicant="Nobody & Sons")), NotFound, "no organization is called"),
    (lambda g: finance_by(g, "colour"), QueryError, "cannot count by 'colour'"),
    (lambda g: disputes(g, outcome="draw"), QueryError, "no outcome 'draw'"),
    (lambda g: programmes(g, kind="party"), QueryError, "no kind of programme"),
    (lambda g: services(g, service="catering"), QueryError, "no service 'catering'"),
    (lambda g: services(g, level="planet"), QueryError, "no level 'planet'"),
    (lambda g: flows(g, level="street"), QueryError, "no level 'street'"),
    (lambda g: finance_by(g, "region", level="street"), QueryError, "no level 'street'"),
    (lambda g: match(g), QueryError, "match what"),
    (lambda g: match(g, "宁波银行"), QueryError, "has no patent here"),
    (lambda g: match(g, need="?!"), QueryError, "no word"),
    (lambda g: match(g, "Nobody & Sons"), NotFound, "no organization is called"),
    (lambda g: takers(g, "CN999999999A"), NotFound, "no patent CN999999999A"),
)


@pytest.mark.parametrize(("question", "error", "message"), WRONG, ids=[w[2] for w in WRONG])
def test_wrong_questions_get_one_clear_message(
    graph: DuckDBStore, question: Callable[[DuckDBStore], Any], error: type[PatNavError], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)) as raised:
        question(graph)
    assert raised.value.hint


ANSWERS: dict[str, Callable[[DuckDBStore], Answer[Any]]] = {
    "transfers": lambda g: transfers(g, evidence=True),
    "flows": lambda g: flows(g, evidence=True),
    "channels": lambda g: channels(g, evidence=True),
    "licenses": lambda g: licenses(g, on=ON, evidence=True),
    "licenses by": lambda g: licenses_by(g, "licensor", on=ON, evidence=True),
    "royalties": lambda g: royalties(g, evidence=True),
    "finance": lambda g: finance(g, evidence=True),
    "finance by": lambda g: finance_by(g, "region", evidence=True),
    "disputes": lambda g: disputes(g, evidence=True),
    "disputes by": lambda g: disputes_by(g, "plaintiff", evidence=True),
    "programmes": lambda g: programmes(g, evidence=True),
    "programmes by": lambda g: programmes_by(g, "region", evidence=True),
    "services": lambda g: services(g, evidence=True),
    "indicators": lambda g: indicators(g, evidence=True),
    "series": lambda g: series(g, evidence=True),
    "match": lambda g: match(g, CHIPS, on=ON, evidence=True),
    "takers": lambda g: takers(g, "CN111000010B", evidence=True),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_row_can_be_walked_back_to_the_line_or_the_passage(graph: DuckDBStore, folder: Path, name: str) -> None:
    lines = (folder / "eventful.jsonl").read_text("utf-8").splitlines()
    texts = {one.article.id: one.article.text for one in news()}
    answer = ANSWERS[name](graph)
    assert answer.rows
    for row in answer.rows:
        assert row.evidence, row
        for proof in row.evidence:
            check(proof, folder, lines, texts)


def check(proof: Evidence, folder: Path, lines: list[str], texts: dict[str, str]) -> None:
    if proof.document and proof.quote is not None:
        assert texts[proof.document][proof.start : proof.end] == proof.quote
    elif proof.source == "told":
        assert any(str(proof.record).startswith(document) for document in texts)
    else:
        assert proof.source == str(folder / "eventful.jsonl")
        found = re.fullmatch(r"(\w+) \(line (\d+)\)", str(proof.record))
        assert found is not None
        assert orjson.loads(lines[int(found[2]) - 1])["publication"] == found[1]


def test_the_graph_holds_every_event_of_the_file_once(graph: DuckDBStore) -> None:
    recorded = sum(len(patent["events"]) for patent in PATENTS)
    told = sum(
        fact.type in ("securitization", "data_ip", "programme", "investment") for one in news() for fact in one.facts
    )
    assert graph.rows("SELECT count(*) AS n FROM event", {})[0]["n"] == recorded + told
    assert {ZHEJIANG, FUDAN} <= {row["name_zh"] for row in graph.rows("SELECT name_zh FROM organization", {})}
