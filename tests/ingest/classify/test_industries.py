"""Technology fields and industries by class symbols."""

from __future__ import annotations

import pytest

from patnav.ingest.classify import industries, wipo35
from patnav.ingest.resolve.tables import read_rows, read_yaml


@pytest.mark.parametrize(
    ("symbol", "field"),
    [  # WIPO IPC/CE/41/5, edition of 2019-07
        ("H01L21/768", 8),
        ("G01N33/68", 11),
        ("G01N21/00", 10),
        ("H04N21/00", 4),
        ("H04N1/00", 3),
        ("H04N5/232", 2),
        ("B01D53/00", 24),
        ("B01D1/00", 23),
        ("A61K8/00", 14),
        ("A61K39/00", 16),
        ("C13B5/00", 29),
        ("C13B10/00", 18),
        ("G06Q10/00", 7),
        ("G16H50/20", 13),
        ("H10B12/00", 8),
        ("G06V10/82", 6),
    ],
)
def test_field(symbol: str, field: int) -> None:
    assert wipo35.field(symbol) == f"wipo35:{field}"


@pytest.mark.parametrize("symbol", ["Y02E10/50", "Y10T428/00", "14-02", "B01D", "H", ""])
def test_symbols_of_no_field(symbol: str) -> None:
    assert wipo35.field(symbol) is None


def test_the_table_of_fields() -> None:
    rows = read_rows("wipo35.csv")
    assert len({row["symbol"] for row in rows}) == len(rows)
    assert {int(row["field"]) for row in rows} == set(range(1, 36))
    assert len(wipo35.nodes()) == 40


@pytest.mark.parametrize(
    ("symbol", "keys"),
    [
        ("H01L21/56", {"key:ic", "key:ic.packaging"}),
        ("H01L21/027", {"key:ic", "key:ic.manufacture"}),
        ("H01L21/677", {"key:ic", "key:ic.equipment"}),
        ("H01L23/00", {"key:ic", "key:ic.packaging"}),
        ("G06F30/392", {"key:ic", "key:ic.design"}),
        ("C30B29/06", {"key:ic", "key:ic.materials"}),
        ("H01L33/00", set()),
        ("H01L31/04", set()),
        ("H10K50/00", set()),
        ("G06N3/08", {"key:ai", "key:ai.learning"}),
        ("G06N3/063", {"key:ai", "key:ai.learning", "key:ai.chips"}),
        ("G06N10/00", set()),
        ("G06F40/30", {"key:ai", "key:ai.language"}),
        ("G10L15/22", {"key:ai", "key:ai.speech"}),
        ("A61K39/395", {"key:biomedicine", "key:biomedicine.biologics"}),
        ("A61P35/00", {"key:biomedicine"}),
        ("A61K36/48", {"key:biomedicine", "key:biomedicine.tcm"}),
        ("G01N33/574", {"key:biomedicine", "key:biomedicine.diagnostics"}),
        ("G01N33/24", set()),
        ("A61B5/00", {"key:meddevice"}),
        ("A61K", set()),
        ("Y02E10/50", set()),
    ],
)
def test_industries(symbol: str, keys: set[str]) -> None:
    assert set(industries.industries_of(symbol)) == keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ic", "key:ic"),
        ("chips", "key:ic"),
        ("集成电路", "key:ic"),
        ("芯片产业", "key:ic"),
        ("Integrated Circuits", "key:ic"),
        ("biomedicine", "key:biomedicine"),
        ("生物医药", "key:biomedicine"),
        ("AI", "key:ai"),
        ("人工智能", "key:ai"),
        ("wipo35:8", "wipo35:8"),
        ("Pharmaceuticals", "key:biomedicine"),
        ("药品", "wipo35:16"),
        ("sei:1.2", "sei:1.2"),
        ("ic.packaging", "key:ic.packaging"),
        ("underwater basket weaving", None),
        ("", None),
    ],
)
def test_find(name: str, key: str | None) -> None:
    assert industries.find(name) == key


def test_the_definitions() -> None:
    table = read_yaml("industries.yaml")
    keys = [node.key for node in industries.nodes()]
    assert len(set(keys)) == len(keys)
    for code, entry in table["key"].items():
        assert set(entry) <= {"name", "name_zh", "aliases", "classes", "not"}
        assert "." not in code or entry["classes"]
    aliases = [alias.casefold() for entry in table["key"].values() for alias in entry.get("aliases", ())]
    assert len(set(aliases)) == len(aliases)
