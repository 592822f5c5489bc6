from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patnav.errors import QueryError
from patnav.ingest.resolve.cluster import Clusters, cluster
from patnav.ingest.resolve.evidence import compare
from patnav.ingest.resolve.listing import cluster_file, clustered
from patnav.ingest.resolve.names import parse

PAIRS = Path(__file__).parents[2] / "resolve_pairs"
NAMES = [
    "Motorola, Inc.",
    "Motorla, Inc.",
    "Motorola",
    "Motorola GmbH",
    "MOTOROLA INC",
    "Huges Aircraft Co.",
    "Hughes Aircraft Company",
    "Washington University",
    "University of Washington",
    "UNIV TSINGHUA",
    "清华大学",
    "清华",
    "Tsinghua University",
    "苏州纳微科技股份有限公司",
    "苏州纳维科技有限公司",
    "纳微科技",
    "大疆创新",
    "深圳市大疆创新科技有限公司",
    "Nanjing Forestry University",
    "南京林业大学",
    "General Electric Company",
    "General Electric Co. Ltd.",
    "General Electric Inc.",
    "Semiconductor Energy Laborato",
    "Semiconductor Energy Laboratory Co., Ltd.",
    "ETRI",
    "Electronics and Telecommunications Research Institute",
    "",
    "??",
]


def pairs(file: str) -> list[dict[str, str]]:
    with (PAIRS / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def together(pair: dict[str, str]) -> bool:
    sides = (("a", pair["a"], pair["country_a"]), ("b", pair["b"], pair["country_b"]))
    found = cluster({"id": id_, "name": name, "country": country or None} for id_, name, country in sides)
    return found["a"] == found["b"]


def test_near_misses_stay_apart() -> None:
    wrong = [pair for pair in pairs("near_misses.csv") if together(pair)]
    assert len(pairs("near_misses.csv")) >= 200
    assert len(wrong) <= len(pairs("near_misses.csv")) // 50, wrong


def test_near_misses_stay_apart_among_one_another() -> None:
    named = pairs("near_misses.csv")
    rows = [
        {"id": f"{side}{i}", "name": pair[side], "country": pair[f"country_{side}"] or None}
        for i, pair in enumerate(named)
        for side in "ab"
    ]
    found = cluster(rows)
    wrong = [pair for i, pair in enumerate(named) if found[f"a{i}"] == found[f"b{i}"]]
    assert len(wrong) <= len(named) // 50, wrong


def test_hard_pairs_are_found() -> None:
    named = pairs("same.csv")
    missed = [pair for pair in named if not together(pair)]
    assert len(missed) <= len(named) // 20, missed


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=20), st.randoms(use_true_random=False), st.integers(0, 20))
def test_neither_order_nor_batches_change_anything(names: list[str], dice: random.Random, cut: int) -> None:
    rows = [{"id": f"{i:02}", "name": name} for i, name in enumerate(names)]
    whole = cluster(rows)
    dice.shuffle(rows)
    parts = Clusters()
    parts.add(rows[:cut])
    parts.clusters()
    parts.add(rows[cut:])
    assert parts.clusters() == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_all_hard_names_changes_nothing(seed: int) -> None:
    named = [
        (pair[side], pair[f"country_{side}"])
        for f in ("same.csv", "near_misses.csv")
        for pair in pairs(f)
        for side in "ab"
    ]
    rows = [{"id": f"{i:05}", "name": name, "country": home or None} for i, (name, home) in enumerate(named)]
    whole = cluster(rows)
    dice = random.Random(seed)
    dice.shuffle(rows)
    parts, cut = Clusters(), dice.randrange(len(rows))
    parts.add(rows[:cut])
    parts.clusters()
    parts.add(rows[cut:])
    assert parts.clusters() == whole


def test_a_bare_name_goes_with_the_form_that_most_rows_have() -> None:
    names = ["Motorola, Inc."] * 5 + ["Motorola", "Motorola GmbH"]
    found = cluster({"id": str(i), "name": name} for i, name in enumerate(names))
    assert found["5"] == found["0"] != found["6"]


def test_names_that_say_nothing_are_never_one() -> None:
    found = cluster([{"id": "1", "name": ""}, {"id": "2", "name": ""}, {"id": "3", "name": "--"}])
    assert found == {"1": "1", "2": "2", "3": "3"}


@pytest.mark.parametrize(
    ("stating", "other", "one"),
    [
        ("University of South Carolina (USC)", "University of Southern California", False),
        ("Central Michigan University (CMU)", "Carnegie Mellon University (CMU)", False),
        ("American Medical Systems (AMS)", "ams AG", False),
        ("Electronics & Telecomm. Research Inst (ETRI)", "Electronics and Telecommunications Research Institute", True),
        ("Harbour Optics Research (HOR)", "HOR", True),
    ],
)
def test_an_acronym_that_a_name_states_decides_only_where_the_name_can_mean_it(
    stating: str, other: str, one: bool
) -> None:
    assert together({"a": stating, "b": other, "country_a": "", "country_b": ""}) is one


def test_persons_are_not_organizations() -> None:
    found = cluster([{"id": "1", "name": "Li, Jun", "kind": "person"}, {"id": "2", "name": "Li Jun Co Ltd"}])
    assert found["1"] != found["2"]


def test_features_say_what_they_saw() -> None:
    verdict = compare(parse("General Motors Inc."), parse("General Motors Corporation"))
    assert verdict.decision == "review"
    assert [feature.name for feature in verdict.features] == ["equal core", "legal form"]
    assert compare(parse("深圳恒泰电子有限公司"), parse("苏州恒泰电子有限公司")).decision == "different"
    assert compare(parse("Universite Paris 6"), parse("Universite Paris 7")).decision == "different"
    assert compare(parse("南京林业大学"), parse("Nanjing Forestry University")).decision == "same"


def test_a_file_of_names(tmp_path: Path) -> None:
    file = tmp_path / "names.jsonl"
    file.write_text(
        '\ufeff{"id": 1, "name": "SMIC"}\n\n{"id": 2, "name": "中芯国际"}\n{"id": 3, "name": "Acme"}\n', "utf-8"
    )
    printed = [json.loads(line) for line in cluster_file(file)]
    assert [row["id"] for row in printed] == [1, 2, 3]
    assert printed[0]["cluster"] == printed[1]["cluster"] != printed[2]["cluster"]


@pytest.mark.parametrize(
    "text", ["SMIC\n\n中芯国际\nAcme, Inc.\n", 'name,city\nSMIC,\n中芯国际,Shanghai\n"Acme, Inc.",\n']
)
def test_a_plain_list_goes_by_its_names(tmp_path: Path, text: str) -> None:
    file = tmp_path / "names.txt"
    file.write_text("\ufeff" + text, "utf-8")
    rows = clustered(file)
    assert [row["name"] for row in rows] == [row["id"] for row in rows] == ["SMIC", "中芯国际", "Acme, Inc."]
    assert [row["cluster"] for row in rows] == ["SMIC", "SMIC", "Acme, Inc."]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("序号;申请人;城市\n1;SMIC;\n2;中芯国际;上海\n", "gb18030"),
        ("id,company,name\n1,Beijing Branch,SMIC\n2,Tianjin Branch,中芯国际\n", "utf-8"),
        ("ID\tApplicant\n1\tSMIC\n2\t中芯国际\n", "utf-16"),
    ],
)
def test_a_table_goes_by_its_column_of_names_however_it_is_called(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(text.encode(encoding))
    assert [(row["id"], row["name"], row["cluster"]) for row in clustered(file)] == [
        ("1", "SMIC", "1"),
        ("2", "中芯国际", "1"),
    ]


def test_a_table_without_a_column_of_names_is_no_list_of_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("id,title,city\n1,SMIC,Shanghai\n", "utf-8")
    with pytest.raises(QueryError, match="no column of names"):
        clustered(file)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"id": 1}',
        '{"id": 1, "name": 2}',
        '{"id": [1], "name": "A"}',
        '{"id": 1, "name": "A", "country": 5}',
        "[]",
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "names.jsonl"
    file.write_text('{"id": 0, "name": "Acme"}\n' + text + "\n", "utf-8")
    with pytest.raises(QueryError, match="line 2"):
        list(cluster_file(file))
