"""The shipped tables are what their generators make of the sources, and name source and date."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from patnav.resources import make_organizations, make_person_names, make_regions, make_wipo35, make_words

TABLES = [
    ("countries.csv", 20),
    ("industries.yaml", 20),
    ("legal_families.yaml", 5),
    ("legal_forms.yaml", 10),
    ("name_lexicon.yaml", 40),
    ("subject_lexicon.yaml", 20),
    ("university_names.csv", 40),
    ("foreign_words.yaml", 10),
    ("name_notes.yaml", 10),
    ("name_words.yaml", 10),
    ("name_words_zh.yaml", 15),
    ("organization_kinds.yaml", 20),
    ("organization_words.yaml", 5),
    ("organizations.csv", 800),
    ("organizations_by_hand.csv", 120),
    ("research_bodies_by_hand.csv", 60),
    ("person_names.csv", 150),
    ("person_words.yaml", 10),
    ("pinyin.yaml", 15),
    ("region_names.yaml", 30),
    ("regions.csv", 500),
    ("state_agencies.yaml", 5),
    ("surname_readings.yaml", 5),
    ("wipo35.csv", 15),
    ("wipo35_fields.yaml", 10),
    ("words.csv", 80),
]


def _text(name: str) -> str:
    return files("patnav.resources").joinpath(name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "limit"), TABLES)
def test_tables_name_their_source_and_stay_small(name: str, limit: int) -> None:
    text = _text(name)
    head = "\n".join(line for line in text.splitlines()[:12] if line.startswith("#"))
    assert "ource" in head or "after" in head
    assert "2026-11" in text[:2000]
    assert len(text.encode()) <= limit * 1024


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "make", "source"),
    [
        ("regions.csv", make_regions.make, "ref_regions"),
        ("wipo35.csv", make_wipo35.make, "ref_wipo35/ipc_technology.csv"),
        ("organizations.csv", make_organizations.make, "."),
        ("person_names.csv", make_person_names.make, "patentsview_130k/patents.parquet"),
        pytest.param("words.csv", make_words.make, "patentsview_130k/patents.parquet", marks=pytest.mark.slow),
    ],
)
def test_tables_can_be_made_again(
    name: str, make: Callable[[Path], str], source: str, shared: Callable[[str], Path]
) -> None:
    assert make(shared(source)) == _text(name)
