"""Answers in Chinese: every heading, coded value and note has its words, and things go by their Chinese names."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml

import patnav.queries
from patnav.errors import QueryError
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.events import PARTY_ROLES
from patnav.graph.schema import EDGES, KINDS, NODES
from patnav.queries.answer import Answer
from patnav.queries.clusters import clusters
from patnav.queries.filters import Filters
from patnav.queries.indicators import indicators
from patnav.queries.labels import Note, check_language, code_of, column, said, value
from patnav.queries.language import in_language
from patnav.queries.path import path as connect
from patnav.queries.related import related
from patnav.queries.search import search
from patnav.queries.show import show
from patnav.queries.transfers import transfers
from patnav.render import page, render, ways
from tests.conftest import ROOT

HAN = re.compile("[\u4e00-\u9fff]")
LABELS = yaml.safe_load((ROOT / "patnav" / "resources" / "labels.yaml").read_text("utf-8"))


def templates() -> Iterator[tuple[str, str]]:
    """Where notes are made, and of which texts."""
    for path in sorted((ROOT / "patnav").glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note":
                (text,) = node.args
                assert isinstance(text, ast.Constant), f"{path.name}:{node.lineno}: the text of a note is a literal"
                yield f"{path.name}:{node.lineno}:{node.col_offset}", text.value


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_label_is_given_twice() -> None:
    text = (ROOT / "patnav" / "resources" / "labels.yaml").read_text("utf-8")
    for table in yaml.compose(text).value:
        names = [name.value for name, _ in table[1].value]
        assert len(names) == len(set(names)), table[0].value


def test_every_note_has_its_chinese_with_the_same_places_and_none_is_left_over() -> None:
    used = dict(templates())
    missing = {where: text for where, text in used.items() if text not in LABELS["notes"]}
    assert not missing
    assert set(LABELS["notes"]) == set(used.values())
    assert {en for en, zh in LABELS["notes"].items() if places(en) != places(zh)} == set()


def rows_of_all_questions() -> Iterator[type]:
    for module in iter_modules(patnav.queries.__path__):
        for thing in vars(import_module(f"patnav.queries.{module.name}")).values():
            if isinstance(thing, type) and is_dataclass(thing) and thing.__name__.endswith("Row"):
                yield thing


def test_every_column_of_every_question_has_a_heading() -> None:
    columns = {field.name.rstrip("_") for row in rows_of_all_questions() for field in fields(row)}
    shown_by_show = {p.name for node in NODES for p in node.properties if p.shown}
    assert (columns | shown_by_show) - set(LABELS["columns"]) == set()


def test_every_code_of_the_schema_has_a_word() -> None:
    assert set(KINDS) <= set(LABELS["values"]["kind"])
    assert set(PARTY_ROLES) <= set(LABELS["values"]["type"])


def test_every_kind_of_node_and_edge_and_what_an_edge_tells_has_a_word() -> None:
    assert {node.name for node in NODES} <= set(LABELS["values"]["node"])
    assert {edge.name for edge in EDGES} <= set(LABELS["values"]["edge"])
    assert {p.name for edge in EDGES for p in edge.properties if p.name != "quote"} <= set(LABELS["columns"])


@pytest.mark.parametrize(
    ("word", "code"), [("高校", "university"), ("企业", "enterprise"), ("university", "university")]
)
def test_a_chinese_word_stands_for_its_code(word: str, code: str) -> None:
    assert code_of("kind", word) == code


@pytest.mark.parametrize("word", ["licence", "Open Licence", "open_licence", "license", "许可", "开放许可"])
def test_both_spellings_of_licence_stand_for_the_code(word: str) -> None:
    assert code_of("type", word) in ("license", "open_license")


def test_ways_and_pages_name_their_edges_in_chinese(store: DuckDBStore) -> None:
    text = page(in_language(store, show(store, "US10847425B2"), "zh"), "zh")
    assert "申请人" in text and "APPLICANT" not in text and "专利族/件" in text and "序号: 1" in text
    told = ways(in_language(store, connect(store, "iFLYTEK Co., Ltd.", "Anhui University"), "zh"), "zh")
    assert "←申请人–" in told and "APPLICANT" not in told
    assert "–APPLICANT→" in ways(connect(store, "iFLYTEK Co., Ltd.", "Anhui University"), "en")


def test_a_note_fills_in_both_languages_and_translates_coded_values() -> None:
    text = (
        "{lost} of {families} families have no located applicant and are left out, as are those located only above "
        "the level {level}"
    )
    note = Note(text, lost=3, families=10, level="city")
    assert str(note) == said(note, "en") == text.format(lost=3, families=10, level="city")
    assert said(note, "zh") == LABELS["notes"][text].format(lost=3, families=10, level="市")
    assert said("a sentence of no table", "zh") == "a sentence of no table"
    assert (column("score", "en"), column("score", "zh"), value("type", "pledge", "zh")) == ("score", "得分", "质押")


def answers(store: DuckDBStore) -> list[Answer[Any]]:
    return [
        search(store, "method", Filters(region="Shanghai", from_="2010", sme=True), limit=3),
        search(store, "semiconductor", limit=3),
        related(store, "US10847425B2", limit=3),
        transfers(store, Filters(region="YRD"), limit=5),
        clusters(store, limit=5),
        indicators(store, limit=5),
    ]


def test_in_chinese_notes_headings_and_names_are_chinese_and_keys_stay(store: DuckDBStore) -> None:
    for answer in answers(store):
        there = in_language(store, answer, "zh")
        assert all(HAN.search(note) for note in there.notes), there.notes
        keys = re.compile(r"'id': '([^']+)'")
        assert keys.findall(repr(there.to_dict())) == keys.findall(repr(answer.to_dict()))
        assert in_language(store, answer, "en") is answer
        first = render(there, "table", "zh").splitlines()[0]
        assert HAN.search(first)
        assert render(there, "jsonl", "zh") == render(there, "jsonl")


def test_names_come_in_chinese_wherever_a_row_names_something(store: DuckDBStore) -> None:
    regions = [row.region.name for row in in_language(store, clusters(store, Filters(region="YRD")), "zh").rows]
    assert set(regions) <= {"上海市", "江苏省", "浙江省", "安徽省"}
    found = in_language(store, search(store, "method", Filters(applicant="Tsinghua University"), limit=5), "zh")
    assert all("清华大学" in row.applicants for row in found.rows)
    assert "专利数" in render(in_language(store, clusters(store), "zh"), "md", "zh")
    text = page(in_language(store, show(store, "清华大学"), "zh"), "zh")
    assert "种类" in text
    assert "高校" in text


def test_there_are_two_languages() -> None:
    assert check_language("zh") == "zh"
    with pytest.raises(QueryError, match="no language 'fr'"):
        check_language("fr")
