"""Keys of names: what may share one, and what must not."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.resolve.normalise import comparison_name, legal_form, organization_key, person_key

SAME = [
    ("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD", "Huawei Technologies Company Limited"),
    ("华为技术有限公司", "华为技术有限责任公司", "华为 技术有限公司"),
    ("上海华虹（集团）有限公司", "上海华虹(集团)有限公司"),
    ("ＴＣＬ集团股份有限公司", "TCL集团股份有限公司", "TCL 集团 股份有限公司"),
    ("Société Générale S.A.", "SOCIETE GENERALE SA"),
    ("Siemens AG", "Siemens Aktiengesellschaft"),
    ("Robert Bosch GmbH & Co. KG", "ROBERT BOSCH GMBH AND CO KG"),
    ("The University of Tokyo", "University of Tokyo"),
    ("People's Bank", "Peoples Bank", "People’s Bank"),
    ("Akzo Nobel N.V.", "AKZO NOBEL NV", "Akzo Nobel Naamloze Vennootschap"),
]
APART = [
    ("苏州纳微科技股份有限公司", "苏州纳维科技有限公司"),
    ("中国中车集团有限公司", "中国中车股份有限公司"),
    ("华为技术有限公司", "华为技术股份有限公司"),
    ("Jinan University", "University of Jinan"),
    ("西安科技大学", "西安电子科技大学"),
    ("Merck KGaA", "Merck Inc."),
    ("Foo Ltd", "Foo Co., Ltd."),
    ("Samsung Electronics Co., Ltd.", "Samsung Electro-Mechanics Co., Ltd."),
    (",", "."),
    ("ガス株式会社", "カス株式会社"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({organization_key(name) for name in names}) == 1


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_different_names_stay_apart(names: tuple[str, str]) -> None:
    assert organization_key(names[0]) != organization_key(names[1])


def test_keys_are_readable() -> None:
    assert organization_key("Huawei Technologies Co., Ltd.") == "org:huawei-technologies-co-ltd"
    assert organization_key("清华大学") == "org:清华大学"
    assert person_key("李军") == "person:李军"


def test_long_names_keep_apart() -> None:
    first, second = organization_key("A" * 200 + " one"), organization_key("A" * 200 + " two")
    assert first != second
    assert len(first) <= 84


def test_legal_forms() -> None:
    assert legal_form("Huawei Technologies Co., Ltd.") == "co-ltd"
    assert legal_form("株式会社") is None
    assert legal_form("京东方科技集团股份有限公司") == "集团股份有限公司"
    assert legal_form("Tsinghua University") is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Li; Jun", "person:jun-li"),
        ("Li, Jun", "person:jun-li"),
        ("Jun Li", "person:jun-li"),
        ("LI JUN", "person:li-jun"),
        ("李 军", "person:李军"),
        ("Smith, John A., Jr.", "person:john-a-smith-jr"),
        ("Mr. Xiao,  Ming-Yao", "person:ming-yao-xiao"),
        ("van der Werf, Sylvie", "person:sylvie-van-der-werf"),
    ],
)
def test_persons(name: str, key: str) -> None:
    assert person_key(name) == key


@given(st.text(min_size=1))
def test_keys_are_never_empty_and_stable(name: str) -> None:
    for make, prefix in ((organization_key, "org:"), (person_key, "person:")):
        key = make(name)
        assert key.startswith(prefix)
        assert len(key) > len(prefix)
    key = organization_key(name)
    assert organization_key(key.removeprefix("org:")) == key


@given(st.text(min_size=1, max_size=60))
def test_comparison_is_idempotent(name: str) -> None:
    once = comparison_name(name)
    assert comparison_name(once) == once


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(["  ", " ", ", ", " - ", ". "]), st.booleans())
def test_case_spacing_and_punctuation_are_noise(parts: list[str], joint: str, upper: bool) -> None:
    noisy = joint.join(parts)
    assert organization_key(noisy.upper() if upper else noisy.title()) == organization_key(" ".join(parts))


@pytest.mark.shared
def test_keys_hold_what_hand_labelled_assignees_say(shared: Callable[[str], Path]) -> None:
    """Assignees of US patents as labelled for the NBER patent data: pairs of mentions under one key are one body."""
    with gzip.open(shared("patentsview_disambig/nber-subset-assignees-benchmark.csv.gz"), "rt") as file:
        mentions = Counter((row["organization"], row["unique_id"]) for row in csv.DictReader(file))
    clusters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    bodies: Counter[str] = Counter()
    for (name, body), count in mentions.items():
        clusters[organization_key(name)][body] += count
        bodies[body] += count
    right = sum(n * (n - 1) for cluster in clusters.values() for n in cluster.values())
    said = sum(n * (n - 1) for n in map(Counter.total, clusters.values()))
    true = sum(n * (n - 1) for n in bodies.values())
    assert right / said > 0.9999
    assert right / true > 0.97
