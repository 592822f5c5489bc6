"""The language of ``search``: what it reads, what it refuses and where, and what it finds."""

from __future__ import annotations

import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.errors import PatNavError, QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.queries.filters import Filters
from patnav.queries.grammar import FIELDS, All, Any, Leaf, Not, leaves, parse
from patnav.queries.language import in_language
from patnav.queries.search import FACETS, search
from patnav.queries.synonyms import others
from tests.conftest import SAMPLE

RECORDS = {r["publication"]: r for r in map(orjson.loads, (SAMPLE / "patents.jsonl").read_bytes().splitlines())}


def word(text: str, field: str | None = None, at: int = 0) -> Leaf:
    return Leaf(field, text, "word", at)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("battery", word("battery")),
        ("a b", All((word("a"), word("b", at=2)))),
        ("a AND b", All((word("a"), word("b", at=6)))),
        ("a OR b c", Any((word("a"), All((word("b", at=5), word("c", at=7)))))),
        ("(a OR b) NOT c", All((Any((word("a", at=1), word("b", at=6))), Not(word("c", at=13))))),
        ('"a b"', Leaf(None, "a b", "phrase", 0)),
        ("ti:(a OR b)", Any((word("a", "ti", 4), word("b", "ti", 9)))),
        ("TI=a", word("a", "ti", 3)),
        ("pd:2020..2022-06", Leaf("pd", "2020", "range", 3, "2022-06")),
        ("pd>2020", Leaf("pd", "2020", "range", 3, strict=True)),
        ("pd<=2020", Leaf("pd", "", "range", 4, "2020")),
        ('pd within "2015 2017"', Leaf("pd", "2015", "range", 10, "2017")),
        ('pa any "siemens bosch"', Any((word("siemens", "pa", 7), word("bosch", "pa", 7)))),
        ("see http://x.org", All((word("see"), word("http://x.org", at=4)))),
    ],
)
def test_a_query_is_read_into_a_tree(query: str, tree: object) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "message", "column"),
    [
        ("(a b", "'(' without its ')'", 0),
        ("a b)", "')' without a '('", 3),
        ('a "b', "quotation mark", 2),
        ("a OR", "a word is missing", 4),
        ("AND a", "a word is missing", 0),
        ("abc:x", "no field 'abc'", 0),
        ("ti>=3", ">= goes with a date", 0),
        ("x pd:yesterday", "is no date", 5),
        ("pd:2022..2020", "is after", 3),
        ("cl:rubbish", "is no IPC or CPC symbol", 3),
        ("a*", "two letters", 0),
        ("x pn:C", "no publication number", 5),
    ],
)
def test_an_error_points_at_its_place(store: DuckDBStore, query: str, message: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        search(store, query)
    assert message in caught.value.what
    _, shown, caret, *_ = caught.value.what.split("\n")
    assert shown == f"  {query}"
    assert caret.index("^") == column + 2


PIECES = st.sampled_from(
    [*(f"{name}:" for name in FIELDS), "AND", "OR", "NOT", "(", ")", '"', "battery", "芯片", "语", "H01L21/768",
     "2020..2021",
     "pd>=", "batter*", "wo?d", "*", "..", "within", "CN1", "\\", "[a", "x{2}", "$q0_low", "'", ";", "\n", "ıİß"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join))
def test_any_text_is_read_or_refused_with_a_message(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        assert error.hint
    else:
        assert all(leaf.field is None or leaf.field in FIELDS for leaf in leaves(tree))


@pytest.fixture(scope="module")
def opened(sample: object) -> DuckDBStore:
    return DuckDBStore(sample.current())  # type: ignore[attr-defined]


@given(query=st.lists(PIECES | st.text(max_size=4), min_size=1, max_size=7).map(" ".join))
def test_any_query_is_answered_or_refused(opened: DuckDBStore, query: str) -> None:
    try:
        answer = search(opened, query, limit=3)
    except PatNavError as error:
        assert error.what
    else:
        assert len(answer.rows) <= 3


def title(key: str) -> str:
    return " ".join(t["text"] for t in RECORDS[key].get("titles", ())).lower()


def found(store: DuckDBStore, query: str) -> set[str]:
    return {row.id for row in search(store, query, limit=2_000).rows}


def test_fields_phrases_and_operators_find_what_the_file_holds(store: DuckDBStore) -> None:
    assert all("semiconductor" in title(key) for key in found(store, "ti:semiconductor"))
    phrase = found(store, 'ti:"semiconductor device"')
    assert phrase
    assert all(re.search("semiconductor devices?", title(key)) for key in phrase)
    assert found(store, "ti:semiconductor NOT ti:device") == found(store, "ti:semiconductor") - found(
        store, "ti:device"
    )
    assert found(store, "ti:speech OR ti:battery") == found(store, "ti:speech") | found(store, "ti:battery")
    assert found(store, "pa:tsinghua ti:method") == found(store, "pa:tsinghua") & found(store, "ti:method")
    assert found(store, "pa:tsinghua OR ti:speech") == found(store, "pa:tsinghua") | found(store, "ti:speech")


def test_classes_and_dates_find_what_the_file_holds(store: DuckDBStore) -> None:
    below = {key for key, r in RECORDS.items() if any(c["symbol"].startswith("H01L21/") for c in r.get("classes", ()))}
    assert found(store, "cl:H01L21") == below
    assert found(store, "cl:H01L21/7*") == found(store, "cpc:H01L21/7 OR ipc:H01L21/7")
    day = {key: r.get("publication_date") or "" for key, r in RECORDS.items()}
    assert found(store, "pd:2019..2020-06") == {key for key, d in day.items() if "2019" <= d <= "2020-06~"}
    assert found(store, "pd>2019 cl:H01L") == {key for key in found(store, "cl:H01L") if day[key] >= "2020"}
    assert found(store, "pn:US10847425") == {"US10847425B2"}
    assert found(store, "ap:CN202010088277A") == found(store, "ap:CN202010088277") == {"CN111126590A"}


def test_a_technical_term_is_found_under_its_other_names(store: DuckDBStore) -> None:
    assert "集成电路" in others("chip")
    assert any("芯片" in title(key) for key in found(store, "chip"))
    assert found(store, "芯片") == found(store, "chip") == found(store, "integrated circuit")
    assert not any("芯片" in title(key) and "chip" not in title(key) for key in found(store, '"chip"'))


def test_a_word_that_nobody_uses_gets_a_hint(store: DuckDBStore) -> None:
    answer = search(store, "semicondutcor")
    assert not answer.rows
    assert any("did you mean semiconductor?" in note for note in answer.notes)


def test_pages_join_to_the_whole(store: DuckDBStore) -> None:
    for sort in ("relevance", "newest", "oldest", "cited"):
        whole = [row.id for row in search(store, "method", sort=sort, limit=60).rows]
        pages, after = [], None
        for _ in range(4):
            page = search(store, "method", sort=sort, limit=15, after=after)
            pages += [row.id for row in page.rows]
            after = page.cursor
        assert pages == whole
    with pytest.raises(QueryError, match="is no cursor"):
        search(store, "method", after="rubbish!")


def test_facets_count_the_families_found(store: DuckDBStore) -> None:
    answer = search(store, "cl:H01L21", Filters(from_="2018"), facets=True, limit=2_000)
    assert set(answer.facets) == set(FACETS)
    years = {row["name"]: row["families"] for row in answer.facets["year"]}
    rows = [row for row in answer.rows if row.filing_date]
    assert years == {year: sum(1 for row in rows if str(row.filing_date)[:4] == year) for year in years}


def test_the_total_is_the_same_however_the_rows_are_asked_for(
    store: DuckDBStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for filters in (Filters(), Filters(region="Jiangsu"), Filters(industry="ic", from_="2018")):
        whole = search(store, "method", filters, limit=10_000)
        monkeypatch.setattr("patnav.queries.search._DEPTHS", (5, 8, 2_000))
        assert len(whole.rows) == whole.total > 8
        few = search(store, "method", filters, limit=5)
        assert few.total == search(store, "method", filters, facets=True).total == whole.total
        assert [row.id for row in few.rows] == [row.id for row in whole.rows[:5]]
        assert not any("there are more" in note for note in few.notes)
    monkeypatch.setattr("patnav.queries.search._COUNTED", 30)
    monkeypatch.setattr("patnav.queries.search._DEPTHS", (5, 8, 40))
    deep = search(store, "method", limit=35)
    assert deep.total > 30
    assert "there are more: total counts families among the best 40 hits" in deep.notes
    told = [search(store, "method", facets=facets, limit=5) for facets in (False, True)]
    assert told[0].total == told[1].total <= 30
    assert all("there are more: total counts families among the best 30 hits" in answer.notes for answer in told)


def test_facets_tell_two_places_of_one_name_apart(store: DuckDBStore) -> None:
    places = search(store, "cl:H", facets=True).facets["region"]
    assert len({place["id"] for place in places}) == len(places)
    told = in_language(store, search(store, "cl:H", facets=True), "zh").notes
    assert any(note.startswith("按地区：") and "上海" in note and "Shanghai" not in note for note in told)


def test_what_was_found_is_marked(store: DuckDBStore) -> None:
    rows = search(store, "semiconductor devices", limit=5).rows
    assert all("«" in row.why[0] for row in rows)
    assert all(
        re.sub("[«»]", "", row.why[0]) in (row.title, *row.why[1:]) or row.why[0].startswith("…") for row in rows
    )
