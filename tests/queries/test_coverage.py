"""What a patent holds of a text, on the bundled sample."""

from __future__ import annotations

from patnav.graph.duckdb import DuckDBStore
from patnav.queries.coverage import Coverage
from patnav.queries.match import match
from patnav.queries.related import related

ON = "2024-12-31"
STEM_CELLS = "US9695395B2"
SPEECH = "CN114023312A"


def test_each_word_of_a_short_text_counts_the_same(store: DuckDBStore) -> None:
    covered = Coverage(store, "proton exchange membrane fuel cell", [STEM_CELLS])
    assert covered.missing(STEM_CELLS) == ["proton", "exchang", "membran", "fuel"]
    assert covered.share(STEM_CELLS) == 0.2
    assert covered.told(STEM_CELLS) == ["holds 1 of 5 words asked for, not proton, exchange, membrane, fuel"]
    assert covered.share("unknown") == 0.0


def test_technical_terms_are_met_in_the_other_language(store: DuckDBStore) -> None:
    covered = Coverage(store, "speech recognition", [SPEECH])
    assert covered.missing(SPEECH) == []
    assert 0.5 < covered.share(SPEECH) < 1
    assert covered.told(SPEECH) == []


def test_a_text_without_a_word_is_met_by_nothing(store: DuckDBStore) -> None:
    assert Coverage(store, "?!", [SPEECH]).share(SPEECH) == 0.0


def test_what_meets_one_word_of_a_need_is_not_near_to_it(store: DuckDBStore) -> None:
    answer = match(store, need="proton exchange membrane fuel cell", on=ON)
    assert all(row.components[0].value <= 0.4 for row in answer.rows)
    assert any("nothing on offer is near to the need" in note for note in answer.notes)
    stem_cells = next(row for row in answer.rows if row.id == STEM_CELLS)
    assert "holds 1 of 5 words asked for, not proton, exchange, membrane, fuel" in stem_cells.why
    assert not any("100%" in line for line in stem_cells.why)


def test_related_to_a_text_says_which_words_are_missing(store: DuckDBStore) -> None:
    rows = related(store, text="fuel cell membrane electrode", signals=(), limit=10).rows
    assert rows
    for row in rows:
        assert any("of 4 words asked for, not " in line for line in row.why)
        assert not any("100%" in line for line in row.why)
