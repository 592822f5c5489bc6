"""Technology fields and industries by class symbols."""

from __future__ import annotations

import re

import pytest

from patnav.ingest.classify import industries, nic, wipo35
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
        ("H01L28/60", {"key:ic", "key:ic.manufacture"}),
        ("H01L27/1203", {"key:ic", "key:ic.manufacture"}),
        ("H01L27/1225", set()),  # thin-film transistors of a display
        ("H01L27/3246", set()),  # organic lights
        ("H01L29/78633", set()),
        ("H10D86/60", set()),
        ("G11C13/0004", {"key:ic", "key:ic.design"}),
        ("G11C13/042", set()),  # holographic stores
        ("G11C19/28", set()),
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
    assert {key for key in industries.industries_of(symbol) if key.startswith("key:")} == keys


@pytest.mark.parametrize(
    ("symbol", "keys"),
    [  # CNIPA, 战略性新兴产业分类与国际专利分类参照关系表(2021), rules of 1.1, 1.2, 1.5 and 4.1
        ("G06F11/07", {"sei:1", "sei:1.1"}),
        ("G06F11/14", {"sei:1", "sei:1.2"}),  # excepted from the rule of G06F11 for 1.1, named by one for 1.2
        ("H01L21/768", {"sei:1", "sei:1.2"}),
        ("G06N3/08", {"sei:1", "sei:1.5"}),
        ("A61K31/00", {"sei:4", "sei:4.1"}),
        ("B62K3/00", set()),
    ],
)
def test_strategic_emerging_industries(symbol: str, keys: set[str]) -> None:
    found = {key for key in industries.industries_of(symbol) if key.startswith(("sei:1", "sei:4"))}
    assert found == keys


@pytest.mark.parametrize(
    ("symbol", "key", "text", "holds"),
    [
        ("H01L23/495", "kdt:chip.2.10", "A lead-frame for power devices", True),
        ("H01L23/495", "kdt:chip.2.10", "Lead frames of copper", True),
        ("H01L23/495", "kdt:chip.2.10", "Bleading framework", False),
        ("G06F16/36", "kdt:ai.2.2", "基于知识图谱的检索方法", True),
        ("G06F17/50", "key:ic.design", "一种集成电路版图的验证方法", True),
        ("G06Q10/04", "key:ai", "基于LSTM神经网络的负荷预测", True),
        ("G06Q10/04", "key:ai", "订单分配方法", False),
    ],
)
def test_industries_that_need_a_word_beside_the_class(symbol: str, key: str, text: str, holds: bool) -> None:
    assert key in industries.worded_of(symbol)
    assert key not in industries.industries_of(symbol)
    assert bool(re.search(industries.patterns()[key], text.lower())) is holds


@pytest.mark.parametrize(
    ("symbol", "codes"),
    [
        ("A61K31/7048", {"nic:C2710", "nic:C2720"}),  # 化学药品原料药制造, 化学药品制剂制造
        ("H01L21/768", {"nic:C3973"}),  # 集成电路制造
        ("D01F6/00", {"nic:C35"}),  # no labelled patent: the division of its WIPO field, textile and paper machines
        ("Y02E60/50", set()),
    ],
)
def test_economic_classes(symbol: str, codes: set[str]) -> None:
    assert codes <= set(nic.codes(symbol))
    assert bool(codes) == bool(nic.codes(symbol))


def test_economic_classes_lie_in_one_another_and_all_codes_are_of_the_standard() -> None:
    above = {node.key: node.parent for node in nic.nodes()}
    assert [above[key] for key in ("nic:C3973", "nic:C397", "nic:C39", "nic:C")] == [
        "nic:C397", "nic:C39", "nic:C", None,
    ]  # fmt: skip
    assert all(parent in above for parent in above.values() if parent)
    used = {f"nic:{code}" for row in read_rows("nic_classes.csv") for code in row["codes"].split()}
    used |= {f"nic:{code}" for codes in read_yaml("nic_fields.yaml")["fields"].values() for code in codes}
    assert used <= above.keys()
    assert set(read_yaml("nic_fields.yaml")["fields"]) == set(range(1, 36))


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
        assert set(entry) <= {"name", "name_zh", "aliases", "classes", "not", "worded"}
        assert set(entry.get("worded", ())) <= {"classes", "not", "words"}
        assert "." not in code or entry["classes"]
    aliases = [alias.casefold() for entry in table["key"].values() for alias in entry.get("aliases", ())]
    assert len(set(aliases)) == len(aliases)
