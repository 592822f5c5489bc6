"""Class symbols: levels and parents (Guide to the IPC, 2024, paragraphs 20 to 36)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.classify.regions import is_han
from patnav.ingest.classify.symbols import canonical, level, parents, titles
from patnav.ingest.resolve.tables import read_rows, read_yaml


@pytest.mark.parametrize(
    ("symbol", "expected", "above"),
    [
        ("H01L21/768", "subgroup", ("H01L21/00", "H01L", "H01", "H")),
        ("H01L21/00", "group", ("H01L", "H01", "H")),
        ("H01L", "subclass", ("H01", "H")),
        ("H01", "class", ("H",)),
        ("H", "section", ()),
        ("Y02E10/50", "subgroup", ("Y02E10/00", "Y02E", "Y02", "Y")),
        ("A61K2039/505", "subgroup", ("A61K2039/00", "A61K", "A61", "A")),
        ("14-02", "class", ()),
        ("", "class", ()),
    ],
)
def test_level_and_parents(symbol: str, expected: str, above: tuple[str, ...]) -> None:
    assert level(symbol) == expected
    assert parents(symbol) == above


@pytest.mark.parametrize(
    ("written", "symbol"),
    [("H01L 021/768", "H01L21/768"), ("h01l21", "H01L21/00"), ("G06N 3/08", "G06N3/08"), ("H01L", "H01L")],
)
def test_canonical(written: str, symbol: str) -> None:
    assert canonical(written) == symbol


@given(st.from_regex(r"[A-H]\d\d[A-Z][1-9]\d{0,2}/\d{2,4}", fullmatch=True))
def test_parents_of_a_parent_are_the_rest(symbol: str) -> None:
    above = parents(symbol)
    assert parents(above[0]) == above[1:]


def test_every_class_in_use_has_a_title_in_both_languages() -> None:
    named = {symbol: (title, title_zh) for symbol, title, title_zh in titles()}
    assert len(named) == len(titles())
    assert all(title.isascii() and is_han(title_zh) for title, title_zh in named.values())
    fields = {row["symbol"][:3] for row in read_rows("wipo35.csv")}
    assert fields | {symbol[0] for symbol in fields} <= set(named)
    industries = read_yaml("industries.yaml")["key"].values()
    parts = [part for one in industries for part in (one, one.get("worded", {}))]
    assert {pattern[:4] for part in parts for pattern in part.get("classes", ())} <= set(named)
