"""What a user may write in a mapping, and what is said where it cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.errors import InputError
from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, formats, named, recognise
from patnav.ingest.tables.mapping import parsed, table, tables

MAPPING = """
format: ours
title: Our table
fingerprint: [Nr]
separator: "|"
columns: {Nr: publication, Name: title.en, Chem: industries.own}
industries: {own: '[a-z]+'}
"""


def test_every_shipped_mapping_stands() -> None:
    assert all(table(name).columns for name in tables())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("separator", "seperator", "seperator: no such key; hint: known are format, title"),
        ('separator: "|"', "", "separator: must be given"),
        ("Nr: publication", "Nr: number", "columns: Nr: there is no property 'number'"),
        ("title.en", "title.", "there is no property 'title.'"),
        ("title.en", "industries.SCHEME", "there is no property"),
        ("Nr: publication", "Nr: application", "none is the publication number"),
        ("[Nr]", "Nr", "fingerprint: is 'Nr', which it cannot be"),
        ("[Nr]", "[]", "fingerprint: must be given"),
        ("[a-z]+", "[a-z", "own: '[a-z' is no regular expression"),
        ("title: Our table", "authority: high", "authority: is 'high'"),
        ("title: Our table", "authority: true", "authority: is True"),
        (MAPPING, "- 1", "no mapping, but a text or list"),
        (MAPPING, "a: {", "no YAML"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(MAPPING.replace(old, new), "utf-8")
    with pytest.raises(InputError, match=r"ours\.yaml: ") as caught:
        named(str(path))
    assert message in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        named(str(tmp_path / "none.yml"))


def test_a_folder_of_mappings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "table.csv"
    data.write_text("Nr,Name,Chem\nEP1234567A1,Pump,metals\n", "utf-8")
    folder = tmp_path / "mappings"
    monkeypatch.setenv("PATNAV_MAPPINGS", str(folder))
    with pytest.raises(InputError, match="names no folder"):
        formats()
    folder.mkdir()
    (folder / "ours.yaml").write_text(MAPPING, "utf-8")
    assert recognise(data).name == "ours"
    (only,) = recognise(data).read(data)
    assert isinstance(only, Item) and isinstance(only.record, PatentRecord)
    assert (only.record.titles[0].lang, only.record.industries) == ("en", ("own:metals",))
    before = named("ours").version
    (folder / "ours.yaml").write_text(MAPPING.replace("title.en", "title"), "utf-8")
    assert named("ours").version != before


def test_own_mappings_come_before_the_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Callable[[str], Path]
) -> None:
    path = shared("patsnap_csv/patsnap_family.csv")
    (tmp_path / "ours.yaml").write_text(MAPPING.replace("Nr", "publication_number"), "utf-8")
    assert recognise(path).name == "patsnap"
    monkeypatch.setenv("PATNAV_MAPPINGS", str(tmp_path))
    assert recognise(path).name == "ours"


def test_parsing_is_remembered() -> None:
    assert parsed(MAPPING) is parsed(MAPPING)
