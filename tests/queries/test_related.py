"""Related patents: by several, by a text, before a date; one row a family, with reasons."""

from __future__ import annotations

from dataclasses import replace
from math import log
from pathlib import Path

import orjson
import pytest

from patnav.errors import NotFound, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.text import above, number
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.pipeline import ingest
from patnav.queries.filters import ALL, restrict
from patnav.queries.related import find_target, neighbours, related
from patnav.queries.signals import siblings
from patnav.queries.texts import section
from tests.conftest import SAMPLE

QUERY = "US10847425B2"


@pytest.mark.parametrize(
    ("symbol", "levels"),
    [
        ("H01L21/768", ("H01", "H01L", "H01L21/", "H01L21/768")),
        ("H01L21/00", ("H01", "H01L", "H01L21/")),
        ("H01L", ("H01", "H01L")),
        ("D14-01", ("D14-01",)),
    ],
)
def test_a_class_symbol_stands_with_all_above_it(symbol: str, levels: tuple[str, ...]) -> None:
    assert above(symbol) == levels


def test_dates_as_numbers_keep_their_order() -> None:
    assert (number("2020"), number("2020-05"), number("2020-05-31")) == (20200000, 20200500, 20200531)
    assert (number("2020-05", last=True), number(None), number("")) == (20200599, None, None)


def test_a_number_without_kind_is_the_same_patent(store: DuckDBStore) -> None:
    assert related(store, "US10847425").rows == related(store, QUERY).rows


def test_shares_of_the_signals_make_the_whole(store: DuckDBStore) -> None:
    for row in related(store, QUERY, limit=20).rows:
        shares = [int(reason.split("%")[0].rsplit(" ", 1)[1]) for reason in row.why]
        assert shares == sorted(shares, reverse=True)
        assert 97 <= sum(shares) <= 103


def test_prior_art_was_published_before_the_priority(store: DuckDBStore) -> None:
    records = {r["publication"]: r for r in map(orjson.loads, (SAMPLE / "patents.jsonl").read_bytes().splitlines())}
    own = records[QUERY]
    cutoff = own.get("priority_date") or own["filing_date"]
    rows = related(store, QUERY, prior_art=True, limit=100).rows
    assert rows
    assert all(str(row.publication_date) < cutoff for row in rows)


def test_several_patents_and_texts_are_asked_alike(store: DuckDBStore) -> None:
    both = related(store, [QUERY, "US10418454B2"], limit=50)
    assert not {QUERY, "US10418454B2"} & {row.id for row in both.rows}
    text = related(store, text="fin field effect transistor with a gate structure on the substrate", limit=5)
    assert text.rows and all(row.why[0].startswith("words") for row in text.rows)
    for wrong in ({}, {"patent": QUERY, "text": "pump"}, {"text": " ?! "}):
        with pytest.raises(QueryError):
            related(store, **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        related(store, [QUERY, "XX1"])


LINES = (
    '{"publication": "US1A", "titles": ["a widget"], "citations": ["US8A", "US9A"], "inventors": ["Ann Lee"]}',
    '{"publication": "US2A", "titles": ["some gadget"], "citations": ["US8A", "US9A"]}',
    '{"publication": "US3A", "titles": ["a thing"], "citations": ["US1A", "US4A"]}',
    '{"publication": "US4A", "titles": ["other matter"]}',
    '{"publication": "US5A", "titles": ["more matter"], "family": ["US5A", "EP5A1"]}',
    '{"publication": "US6A", "titles": ["last matter"], "citations": ["US1A", "EP5A1"]}',
)


def test_citations_lead_where_no_word_is_shared(tmp_path: Path) -> None:
    """US2 cites what US1 cites; US3 and US6 cite US1 together with US4 and with US5 under a number of its family."""
    path = tmp_path / "patents.jsonl"
    path.write_text("\n".join(LINES), "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [path], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        target = find_target(store, ["US1A"])
        near = neighbours(store, target, restrict(store, ALL))
        shown = {name: [near.shown[unit] for unit in ranking] for name, ranking in near.rankings.items()}
        assert shown["coupling"] == ["US2A"]
        assert set(shown["co-citation"]) == {"US3A", "US4A", "US5A", "US6A"}
        why = {row.id: row.why for row in related(store, "US1A").rows}
    assert why["US2A"] == ["coupling 100%: both cite US8A, both cite US9A"]
    assert why["US4A"] == ["co-citation 100%: both cited by US3A"]


def test_a_condition_that_binds_nothing_looks_as_deep(store: DuckDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patnav.queries.related._DEPTHS", (5, 400))
    target, every = find_target(store, [QUERY]), restrict(store, ALL)
    firms = replace(every, within=section(store, "match", "filed_by_firms"))
    depths = [neighbours(store, target, held, signals=(), wanted=20).depth for held in (every, firms)]
    assert depths == [5, 400]


def test_what_the_inventors_other_patents_cite_is_near(tmp_path: Path) -> None:
    """US2 and US3, one family, and US4 are by the inventor of US1; none is counted twice, none of what US1 cites."""
    lines = (
        '{"publication": "US1A", "titles": ["a widget"], "citations": ["US7A"], "inventors": ["Ann Lee"]}',
        '{"publication": "US2A", "titles": ["some gadget"], "family": ["US2A", "US3A"], "citations": ["US5A"], '
        '"inventors": ["Ann Lee"]}',
        '{"publication": "US3A", "titles": ["some gadget"], "family": ["US2A", "US3A"], "citations": ["US5A"], '
        '"inventors": ["Ann Lee"]}',
        '{"publication": "US4A", "titles": ["a thing"], "citations": ["US1A", "US5A", "US6A"], '
        '"inventors": ["Ann Lee"]}',
        '{"publication": "US5A", "titles": ["other matter"]}',
        '{"publication": "US6A", "titles": ["more matter"]}',
        '{"publication": "US7A", "titles": ["last matter"]}',
    )
    path = tmp_path / "patents.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [path], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        target = find_target(store, ["US1A"])
        near = siblings.near(store, target, {})
        why = {row.id: row.why for row in related(store, "US1A", signals=["siblings"]).rows}
        assert siblings.near(store, find_target(store, [], "a widget"), {}) == {}
    assert near == pytest.approx({"US5A": 1 / log(3) + 1 / log(5), "US6A": 1 / log(5)}, abs=2e-6)
    assert why["US5A"] == ["siblings 100%"]


def test_what_has_no_classes_is_not_pushed_below_what_has_others(tmp_path: Path) -> None:
    text = "a separator of a lithium battery with a ceramic layer"
    lines = [
        {"publication": "US1A", "titles": [text], "classes": ["ipc:H01M50/40"]},
        {"publication": "US2A", "titles": [text]},
        {"publication": "US3A", "titles": ["a separator of a lithium battery"], "classes": ["ipc:G01N3/00"]},
        *({"publication": f"US{n}A", "titles": [f"thing {n}"], "classes": ["ipc:A01B1/00"]} for n in range(4, 30)),
    ]
    path = tmp_path / "patents.jsonl"
    path.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [path], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        assert [row.id for row in related(store, "US1A", limit=2).rows] == ["US2A", "US3A"]


def test_the_rebuilt_graph_answers_alike(tmp_path: Path) -> None:
    """The same records in two steps and in one: the same rows, scores and reasons."""
    lines = (SAMPLE / "patents.jsonl").read_text("utf-8").splitlines()[:300]
    answers = []
    for name, cuts in (("once", (300,)), ("twice", (180, 300))):
        workspace, start = Workspace(tmp_path / name), 0
        for cut in cuts:
            path = tmp_path / f"{name}-{cut}.jsonl"
            path.write_text("\n".join(lines[start:cut]), "utf-8")
            ingest(workspace, [path], TableLinker())
            start = cut
        key = str(orjson.loads(lines[7])["publication"])
        with DuckDBStore(workspace.current()) as store:
            answers.append([(row.id, row.score, row.why) for row in related(store, key, limit=50).rows])
    assert answers[0] == answers[1]
    assert answers[0]


def test_classes_are_told_with_what_they_are_about(store: DuckDBStore) -> None:
    titles = {row["key"]: row["title"] for row in store.rows("SELECT key, title FROM tech_class", {})}
    rows = related(store, QUERY).rows
    assert all(row.main_class_title == titles[row.main_class] for row in rows if row.main_class)
    shown = [reason for row in rows for reason in row.why if reason.startswith("classes ")]
    told = [one for reason in shown for one in reason.partition(": ")[2].split("), ")]
    assert told
    for one in told:
        symbol, _, title = one.rstrip(")").partition(" (")
        assert title in {titles.get(key) for key in (symbol, f"{symbol}/00", symbol[:4])}
