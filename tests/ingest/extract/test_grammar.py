"""The expressions of the grammar: each is used, and compiles."""

from __future__ import annotations

import re
import time
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from patnav.ingest.extract.grammar import rule

GRAMMAR = Path(str(files("patnav.resources") / "extract" / "grammar"))
CODE = "\n".join(path.read_text("utf-8") for path in sorted((GRAMMAR.parents[2] / "ingest").rglob("*.py")))
KEYS = [(path.stem, key) for path in sorted(GRAMMAR.glob("*.yaml")) for key in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.parametrize(("file", "key"), KEYS, ids=lambda name: str(name))
def test_every_expression_is_used_and_compiles(file: str, key: str) -> None:
    text = (GRAMMAR / f"{file}.yaml").read_text("utf-8")
    built = [re.escape(prefix) for prefix in re.findall(rf'f"{file}\.(\w*){{', CODE)]
    named = any(re.match(prefix, key) and re.search(rf'"{key[len(prefix) :]}"', CODE) for prefix in built)
    used = named or re.search(rf'["\']{file}\.{key}["\']|<<{key}>>', CODE + text)
    assert used, f"{file}.yaml: {key} is used nowhere"
    node = yaml.safe_load(text)[key]
    for lang in ("en", "zh") if isinstance(node, dict) and {"en", "zh"} & node.keys() else (None,):
        if lang is None or lang in node:
            rule(f"{file}.{key}", lang)


def test_every_expression_that_the_code_names_is_there() -> None:
    assert set(re.findall(r'rule\(\s*["\'](\w+)\.(\w+)["\']', CODE)) <= set(KEYS)


@pytest.mark.parametrize("name", ["relations.in_en", "terms.falls_due"])
def test_runs_of_blanks_take_no_time(name: str) -> None:
    """A column of a table, a gap in the text of a PDF; cubic time took minutes here."""
    before = time.process_time()
    assert not rule(name).fullmatch(" " * 1_000 + "x")
    assert time.process_time() - before < 0.5
