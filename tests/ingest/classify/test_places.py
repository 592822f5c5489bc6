"""Addresses, columns and names to regions."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from patnav.ingest.classify.places import locator


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("710000 陕西省西安市高新区软件新城天谷八路156号", "CN-610100-hitech"),
        ("215123 江苏省苏州市工业园区星湖街218号", "CN-320500-sip"),
        ("上海市浦东新区张江高科技园区博云路2号", "CN-310115-zj"),
        ("上海市南京路100号", "CN-310000"),
        ("上海市市辖区浦东新区某某路", "CN-310115"),
        ("北京市北京市海淀区清华园", "CN-110108"),
        ("中国江苏省昆山市玉山镇", "CN-320583"),
        ("吉林省吉林市龙潭区", "CN-220203"),
        ("518129 广东省深圳市龙岗区坂田华为总部办公楼", "CN-440307"),
        ("No. 218 Xinghu Street, Suzhou Industrial Park, Suzhou, Jiangsu 215123, China", "CN-320500-sip"),
        ("日本东京都港区", "JP"),
        ("美国加利福尼亚州", "US"),
    ],
)
def test_addresses(address: str, key: str) -> None:
    assert locator().locate(address=address) == (key, "address")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("上海微电子装备(集团)股份有限公司", "CN-310000"),
        ("苏州纳微科技股份有限公司", "CN-320500"),
        ("昆山国显光电有限公司", "CN-320583"),
        ("中国科学院苏州纳米技术与纳米仿生研究所", "CN-320500"),
        ("国网江苏省电力有限公司", "CN-320000"),
        ("华为数字技术(苏州)有限公司", "CN-320500"),
        ("天津大学浙江研究院", "CN-330000"),
        ("江苏银行股份有限公司杭州分行", "CN-330100"),
        ("Suzhou Nanomicro Technology", "CN-320500"),
        ("Huawei Digital Technologies (Suzhou) Co., Ltd.", "CN-320500"),
        ("东南大学", None),
        ("东方电气集团", None),
        ("阿里巴巴集团", None),
        ("北海道大学", None),
        ("中山大学", None),
        ("日本電気株式会社", None),
        ("Jinan University", None),
        ("Nanyang Technological University", None),
    ],
)
def test_names(name: str, key: str | None) -> None:
    assert locator().locate(name=name) == (key, "name" if key else None)


def test_columns() -> None:
    where = locator().locate
    assert where("CN", "江苏;32", "苏州市") == ("CN-320500", "city")
    assert where("CN", "Anhui", "Suzhou") == ("CN-341300", "city")
    assert where("CN", "江苏;32") == ("CN-320000", "province")
    assert where("CN", "32") == ("CN-320000", "province")
    assert where("CN", city="Suzhou") == ("CN-320500", "city")
    assert where("CN") == ("CN", "country")


def test_nothing_chinese_is_found_abroad() -> None:
    where = locator().locate
    assert where("US", "GA", "Suzhou", "100 Main St, Suzhou", "Suzhou Technology") == ("US", "country")
    assert where("JPX", city="Tokyo") == ("JP", "country")
    assert where(province="CA", city="Nanjing") == (None, None)
    assert where("T0") == (None, None)


def test_a_finer_source_wins_only_inside_the_coarser() -> None:
    where = locator().locate
    assert where("CN", address="江苏省", name="苏州纳微科技有限公司") == ("CN-320500", "name")
    assert where("CN", address="浙江省", name="苏州纳微科技有限公司") == ("CN-330000", "address")


@pytest.mark.shared
def test_places_of_a_chinese_graph(shared: Callable[[str], Path]) -> None:
    """Province by name alone against places that a script assigned (silver, hydrogen patents)."""
    places = shared("cn_hydrogen_kg/10_locations.cypher").read_text(encoding="utf-8")
    provinces = dict(re.findall(r"location_id: '([^']*)'\}\).*?loc\.province = '([^']*)'", places))
    table = locator().table
    located = agreed = total = 0
    with shared("cn_hydrogen_kg/org_location.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            province = table.find(provinces.get(row["location_id"]) or "-")
            if province is None or table.nodes[province].level != "province":
                continue
            total += 1
            key = locator().locate(name=row["org"])[0]
            if key not in (None, "CN"):
                located += 1
                agreed += table.inside(key, province)
    assert total > 10_000
    assert located / total > 0.9
    assert agreed / located > 0.99


@pytest.mark.shared
def test_places_of_registered_firms(shared: Callable[[str], Path]) -> None:
    """Province by name alone against the unified social credit code: its digits 3 to 8 name the registrar's place."""
    book = CalamineWorkbook.from_path(shared("smoothnlp_zh/SmoothNLP工商数据集样本10K.xlsx"))
    located = agreed = total = 0
    for row in book.get_sheet_by_index(0).to_python()[1:]:
        province = f"CN-{str(row[9])[2:4]}0000"
        if len(str(row[9])) != 18 or province not in locator().table.nodes:
            continue
        total += 1
        key = locator().locate("CN", name=str(row[1]))[0]
        if key is not None and key != "CN":
            located += 1
            agreed += locator().table.inside(key, province)
    assert total > 9_000
    assert located / total > 0.94
    assert agreed / located > 0.995
