"""The vocabularies and expressions of the grammar: all load, and all compile."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml

from patnav.ingest.extract.grammar import MACROS, rule
from patnav.ingest.extract.vocabulary import alternatives, compiled, joined, load

FOLDER = files("patnav.resources") / "extract"
GRAMMARS = sorted(path.name.removesuffix(".yaml") for path in (FOLDER / "grammar").iterdir())
RULES = [
    (f"{name}.{key}", node)
    for name in GRAMMARS
    for key, node in yaml.safe_load((FOLDER / "grammar" / f"{name}.yaml").read_text("utf-8")).items()
]


@pytest.mark.parametrize(("name", "node"), RULES, ids=[name for name, _ in RULES])
def test_every_expression_compiles(name: str, node: Any) -> None:
    langs = [key for key in ("en", "zh") if isinstance(node, dict) and key in node] or [None]
    for lang in langs:
        assert isinstance(rule(name, lang), re.Pattern)


def test_every_macro_is_an_expression() -> None:
    for text in MACROS.values():
        re.compile(text())


def test_every_trigger_of_a_deal_compiles_and_names_known_roles() -> None:
    for kind, table in load("deals")["deals"].items():
        known = {*table["parties"], "both", None}
        for row in [*table["en"], *table["zh"]]:
            assert set(row["roles"].values()) <= known, (kind, row["trigger"])
            for key in ("trigger", "need", "near", "not"):
                if key in row:
                    compiled(joined(row[key]).replace("{P}", joined(load("deals")["patents"])))


def test_the_longest_word_is_tried_first() -> None:
    assert re.match(alternatives(["data", "data exchange"]), "data exchange")[0] == "data exchange"  # type: ignore[index]


def test_an_expression_of_parts() -> None:
    assert joined({"lead": "a", "any": ["b", "c"], "tail": "d"}) == "a(?:b|c)d"
