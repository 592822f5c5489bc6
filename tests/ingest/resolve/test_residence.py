from __future__ import annotations

import pytest

from patnav.ingest.resolve.cluster import Clusters, cluster
from patnav.ingest.resolve.residence import residence


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Bridgestone Corp. (JP)", "Bridgestone Corp.", "JP"),
        ("KONE OY [FI];", "KONE OY", "FI"),
        ("Siemens (AG)", "Siemens (AG)", ""),
        ("Acme Ltd (XQ)", "Acme Ltd (XQ)", ""),
        ("c/o Hitachi, Ltd., 6-6, Marunouchi 1-chome, Tokyo", "Hitachi, Ltd.", ""),
        ("3M Company, 2501 Hudson Road, St. Paul", "3M Company", ""),
        ("Studio 54, 2 Friends", "Studio 54, 2 Friends", ""),
        ("浙江大学（310058 杭州市余杭塘路866号）", "浙江大学", ""),
        ("比亚迪股份有限公司 518118 广东省深圳市坪山区比亚迪路3009号", "比亚迪股份有限公司", ""),
        ("中国电子科技集团公司第38研究所", "中国电子科技集团公司第38研究所", ""),
    ],
)
def test_what_stands_around_a_name_is_left_out(text: str, name: str, country: str) -> None:
    assert residence(text) == (name, country)


def test_codes_of_two_countries_keep_equal_short_names_apart() -> None:
    rows = [
        {"id": "1", "name": "Zantrix (DE)"},
        {"id": "2", "name": "Zantrix (US)"},
        {"id": "3", "name": "ZANTRIX [DE]"},
    ]
    found = cluster(rows)
    assert found["1"] == found["3"] != found["2"]


def test_short_names_of_one_city_do_not_tie_its_firms_together() -> None:
    firms = [f"苏州{a}{b}科技有限公司" for a in "博诚创达德鼎" for b in "丰锋高光广"]
    shorts = [name.removesuffix("有限公司") for name in firms]
    clusters = Clusters()
    clusters.add({"id": name, "name": name} for name in firms + shorts)
    found = clusters.clusters()
    assert all(found[firm] == found[short] for firm, short in zip(firms, shorts, strict=True))
    assert max(clusters.sizes()) == 2
