"""Chinese programmes: places in a row that no table knows, and what looks like such a row and is none."""

from __future__ import annotations

from typing import Any

import pytest

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

OFFICE = "绍兴市市场监督管理局"


def programmes(text: str) -> list[dict[str, Any]]:
    found = extract(article_of(f"2025-03-10\n\n一周要闻\n\n{text}")).facts
    return [dict(fact.fields) for fact in found if fact.type == "programme"]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("在柯桥、上虞开展“越护航”行动", ["柯桥", "上虞"]),
        ("在柯桥、上虞、诸暨三地铺开“越护航”行动", ["柯桥", "上虞", "诸暨"]),
        ("启动“越护航”行动，范围为柯桥、嵊州两地", ["柯桥", "嵊州"]),
        ("启动“越护航”行动，以柯桥、滨海新区为先行区域", ["柯桥", "滨海新区"]),
        ("推出“越护航”行动，选定柯桥、上虞两地先行", ["柯桥", "上虞"]),
        ("在研发、生产环节开展“越护航”行动", "绍兴"),
        ("在高校、企业中开展“越护航”行动", "绍兴"),
        ("启动“越护航”行动，计划明年在柯桥、上虞推开", "绍兴"),
    ],
)
def test_all_places_of_a_row_are_where_it_applies(told: str, place: object) -> None:
    [fact] = programmes(f"2025年2月，{OFFICE}{told}。")
    assert (fact["name"], fact["place"]) == ("越护航", place)


def test_fields_after_what_it_covers_are_industries_and_places_are_none() -> None:
    [fact] = programmes(f"2025年2月，{OFFICE}启动“越护航”行动，覆盖轴承加工、黄酒酿造。")
    assert fact["industries"] == ["轴承加工", "黄酒酿造"]
    [fact] = programmes(f"2025年2月，{OFFICE}启动“越护航”行动，覆盖柯桥、诸暨。")
    assert "industries" not in fact


def test_an_office_that_speaks_of_itself_is_the_one_of_the_article() -> None:
    text = "甘肃省知识产权局公报\n2025-03-10\n\n2024年9月，本局与甘肃省文物局在酒泉启动“石窟版图”保护行动。"
    [fact] = [dict(fact.fields) for fact in extract(article_of(text)).facts if fact.type == "programme"]
    assert fact["authority"] == ["甘肃省知识产权局", "甘肃省文物局"]
    text = "公报\n2025-03-10\n\n2024年9月，本局与甘肃省财政厅在酒泉启动“石窟版图”保护行动。"
    [fact] = [dict(fact.fields) for fact in extract(article_of(text)).facts if fact.type == "programme"]
    assert fact["authority"] == ["甘肃省财政厅"]
