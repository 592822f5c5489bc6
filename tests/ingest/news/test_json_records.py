"""Articles as JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from patnav.errors import UnknownFormat, UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import Item, Reject, recognise
from patnav.ingest.news.json_records import FORMAT

ENGLISH = {
    "headline": "Bergen firm buys patents",
    "body": "<p>Halvorsen Marine bought nine patents.</p><p>It paid 90,000 euros.</p>",
    "Publish-Date": "2025/6/3 08:00",
    "link": "https://post.example/1",
    "source": {"name": "The Harbour Post"},
}
CHINESE = {
    "标题": "宁波企业购得专利",
    "正文": "北仑铸造购买专利9件。",
    "发布时间": "2025年6月3日",
    "来源": "商报",
    "链接": "https://post.example/2",
}


def read(path: Path, content: str | bytes) -> list[Item | Reject]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert recognise(path) is FORMAT
    return list(FORMAT.read(path))


def article(item: Item | Reject) -> Article:
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    return item.record


def check(items: list[Item | Reject]) -> None:
    one, two = map(article, items)
    assert one.text == "Bergen firm buys patents\n\nHalvorsen Marine bought nine patents.\n\nIt paid 90,000 euros."
    assert (one.title, one.published, one.publisher) == ("Bergen firm buys patents", "2025-06-03", "The Harbour Post")
    assert two.text == "宁波企业购得专利\n\n北仑铸造购买专利9件。"
    assert (two.published, two.publisher, two.lang) == ("2025-06-03", "商报", "zh")
    assert (one.url, two.url) == ("https://post.example/1", "https://post.example/2")


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(json.dumps(one, ensure_ascii=False) for one in (ENGLISH, CHINESE)),
        json.dumps([ENGLISH, CHINESE]),
        json.dumps([ENGLISH, CHINESE], indent=2, ensure_ascii=False),
        json.dumps({"status": "ok", "articles": [ENGLISH, CHINESE]}),
        json.dumps({"total": 2, "data": [ENGLISH, CHINESE]}, indent=1, ensure_ascii=False).encode("utf-8-sig"),
    ],
    ids=["lines", "list", "pretty list", "object", "pretty object with mark"],
)
def test_shapes(tmp_path: Path, content: str | bytes) -> None:
    check(read(tmp_path / "a.json", content))


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in (ENGLISH, CHINESE))
    check(read(tmp_path / "a.jsonl", lines.encode(encoding)))


def test_one_article(tmp_path: Path) -> None:
    assert article(*read(tmp_path / "a.json", json.dumps(ENGLISH, indent=2))).title == "Bergen firm buys patents"


def test_what_is_no_article_is_rejected_with_its_line(tmp_path: Path) -> None:
    lines = [json.dumps(ENGLISH), "{broken", '{"title": "No text", "body": ""}', "7", json.dumps(CHINESE)]
    lines.append(json.dumps(CHINESE | {"正文": "字" * 210_000}))
    read_ = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [(one.position, one.reason[:12]) for one in read_ if isinstance(one, Reject)] == [
        ("line 2", "no JSON: une"[:12]),
        ("line 4", "no JSON obje"),
        ("line 6", "210,010 char"),
    ]
    assert sum(isinstance(one, Item) for one in read_) == 3


@pytest.mark.parametrize(
    "record",
    [
        {"title": "A pump", "abstract": "A pump.", "publication_number": "CN1"},
        {"标题": "一种水泵", "摘要": "本发明", "申请号": "CN2020"},
        {"title": "No text here", "date": "2025"},
        {"name": "Acme"},
    ],
)
def test_patents_and_other_records_are_no_articles(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n" + json.dumps(record), "utf-8")
    with suppress(UnknownFormat):
        assert recognise(path) is not FORMAT


def test_a_list_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ENGLISH, CHINESE])[:-20], "utf-8")
    assert recognise(path) is FORMAT
    with pytest.raises(UnreadableFile, match="no whole JSON"):
        list(FORMAT.read(path))
