"""The table of regions and its names."""

from __future__ import annotations

import pytest

from patnav.ingest.classify.regions import regions, short_zh


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Shanghai", "CN-310000"),
        ("Shanghai Municipality", "CN-310000"),
        ("上海", "CN-310000"),
        ("上海市", "CN-310000"),
        ("Jiangsu Province", "CN-320000"),
        ("Suzhou", "CN-320500"),
        ("Suzhou City", "CN-320500"),
        ("宿州", "CN-341300"),
        ("Suzhou, Anhui", "CN-341300"),
        ("Nanjing, Jiangsu, China", "CN-320100"),
        ("江苏省苏州市", "CN-320500"),
        ("西安市高新区", "CN-610100-hitech"),
        ("Pudong New Area", "CN-310115"),
        ("浦东", "CN-310115"),
        ("Jiangning district", "CN-320115"),
        ("Minhang District", "CN-310112"),
        ("苏州工业园区", "CN-320500-sip"),
        ("Suzhou Industrial Park", "CN-320500-sip"),
        ("Zhangjiang", "CN-310115-zj"),
        ("Xi’an", "CN-610100"),
        ("Shaanxi", "CN-610000"),
        ("Inner Mongolia Autonomous Region", "CN-150000"),
        ("Guangxi Zhuang Autonomous Region", "CN-450000"),
        ("吉林", "CN-220000"),
        ("吉林市", "CN-220200"),
        ("延边", "CN-222400"),
        ("昆山", "CN-320583"),
        ("朝阳区", "CN-110105"),
        ("长三角", "YRD"),
        ("the Yangtze River Delta region", "YRD"),
        ("Greater Bay Area", "GBA"),
        ("China", "CN"),
        ("中国", "CN"),
        ("the United Kingdom", "GB"),
        ("美国", "US"),
        ("Taiwan", "TW"),
        ("中国香港", "HK"),
        ("310115", "CN-310115"),
        ("CN-310115", "CN-310115"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_find(name: str, key: str | None) -> None:
    assert regions().find(name) == key


@pytest.mark.parametrize("name", ["城关区", "Chengguan District", "新华区"])
def test_a_name_that_several_places_bear_alike_means_none(name: str) -> None:
    assert regions().find(name) is None


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("JPX", "JP"),
        ("CNX", "CN"),
        ("T0", None),
        ("us", "US"),
        ("UK", "GB"),
        ("MEX", "MX"),
        ("DEX", "DE"),
        ("Germany", "DE"),
        ("中国", "CN"),
        ("EP", None),
        ("WO", None),
        ("", None),
        (None, None),
    ],
)
def test_country(code: str | None, country: str | None) -> None:
    assert regions().country(code) == country


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("苏州市", "苏州"),
        ("浦东新区", "浦东"),
        ("清新区", "清新"),
        ("赵县", "赵县"),
        ("恩施土家族苗族自治州", "恩施"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("广西壮族自治区", "广西"),
        ("鄂温克族自治旗", "鄂温克"),
        ("神农架林区", "神农架"),
    ],
)
def test_short_zh(name: str, short: str) -> None:
    assert short_zh(name) == short


def test_the_delta() -> None:
    """Shanghai, Jiangsu, Zhejiang and Anhui (State Council, outline plan of 2019-12)."""
    assert set(regions().children["YRD"]) == {"CN-310000", "CN-320000", "CN-330000", "CN-340000"}
    assert regions().inside("CN-320500-sip", "YRD")
    assert not regions().inside("CN-440300", "YRD")
    assert regions().nodes["CN-310000"].parents[0] == "CN"


def test_the_table() -> None:
    nodes = regions().nodes
    levels = [node.level for node in nodes.values()]
    assert levels.count("country") == 246
    assert levels.count("province") == 34
    assert 330 < levels.count("city") < 345
    assert levels.count("district") > 2800
    assert levels.count("zone") > 40
    for node in nodes.values():
        assert all(parent in nodes for parent in node.parents), node
        assert node.level == "country" or node.parents, node
        assert (node.lat is None) == (node.lng is None)
        if node.lat is not None and node.lng is not None:
            assert 3 < node.lat < 54, node
            assert 73 < node.lng < 136, node
        assert node.name and node.name_zh, node
        assert node.name.isascii() or node.level == "country", node
