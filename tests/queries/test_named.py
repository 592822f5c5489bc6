"""Regions and industries by the words that people type."""

from __future__ import annotations

import pytest

from patnav.errors import NotFound
from patnav.graph.duckdb import DuckDBStore
from patnav.queries.count import count
from patnav.queries.filters import Filters
from patnav.queries.named import find_industry, find_region


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("上海市浦东新区", "CN-310115"),
        ("江苏省苏州市", "CN-320500"),
        ("江苏苏州", "CN-320500"),
        ("Suzhou, Jiangsu", "CN-320500"),
        ("Suzhou, Jiangsu, China", "CN-320500"),
        ("中国上海市浦东新区", "CN-310115"),
        ("中国江苏省苏州市", "CN-320500"),
        ("Yangtze River Delta", "YRD"),
        ("中国", "CN"),
    ],
)
def test_a_region_by_its_name_or_the_names_on_the_way_to_it(store: DuckDBStore, words: str, key: str) -> None:
    assert find_region(store, words)[0] == key


def test_a_region_elsewhere_is_not_found_by_two_names(store: DuckDBStore) -> None:
    for words in (
        "浙江省苏州市",
        "Suzhou, Zhejiang",
        "上海市上海市",
        "Atlantis",
        "Suzhou, Zhejiang, China",
        "美国上海市浦东新区",
    ):
        with pytest.raises(NotFound, match="no region"):
            find_region(store, words)


@pytest.mark.parametrize("words", ["ic", "IC", "key:ic", "chips", "芯片", "半导体", "semiconductors", "集成电路"])
def test_an_industry_by_its_other_names(store: DuckDBStore, words: str) -> None:
    assert find_industry(store, words) == find_industry(store, "key:ic")
    told = any("is taken for the industry key:ic" in note for note in count(store, Filters(industry=words)).notes)
    assert told == (words in ("chips", "芯片", "半导体", "semiconductors"))


def test_the_field_that_bears_the_name_is_found_by_its_key(store: DuckDBStore) -> None:
    assert find_industry(store, "wipo35:8") == ["wipo35:8"]
    assert len(find_industry(store, "wipo35")) > 30
