"""What a text says of itself: title, day, language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.news.metadata import language_of, published_in, publisher_in, title_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\nPublished: 2025-06-03\nBody.", "2025-06-03"),
        ("Title\nBy Erika Sand | June 3, 2025\nBody.", "2025-06-03"),
        ("Title\nBERGEN, 3 June 2025 - Body.", "2025-06-03"),
        ("Title\n2025/6/3\nBody.", "2025-06-03"),
        ("标题\n发布时间：2025-06-03 08:00\n正文。", "2025-06-03"),
        ("标题\n2025年6月3日\n正文。", "2025-06-03"),
        ("标题\n正文没有日期。", None),
        ("Title\nNo day here.", None),
        ("知识产权简报（2025年第3期　4月11日）\n4月2日，某市启动专项行动。", "2025-04-11"),
        ("河口财经网6月5日讯（2024年）　2020年签的合同，2023年起拖欠。", "2024-06-05"),
        ("发行结果公告\n发行日期：2024年9月12日\n甲公司完成发行。\n2024年9月18日", "2024-09-18"),
        ("公告\n甲公司于2025年5月6日交易时段后订立协议。\n香港，2025年5月9日", "2025-05-09"),
    ],
)
def test_published(text: str, day: str | None) -> None:
    assert published_in(text) == day


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("标题\n2025年6月3日 来源：商报\n正文。", "商报"),
        ("标题\n来源: 海港日报 作者：王芳\n正文。", "海港日报"),
        ("标题\n（來源：海港日報）正文。", "海港日報"),
        ("标题\n新华社上海6月3日电 正文。", "新华社"),
        ("Title\nSource: The Harbour Post | June 3, 2025\nBody.", "The Harbour Post"),
        ("Title\nSHANGHAI, June 3 (Xinhua) -- Body.", "Xinhua"),
        ("Title\nPublished: 2025-06-03\nBody.", None),
        ("Title\nThe source: a spring (cold) in May.", None),
        ("标题\n收入来源主要是专利许可。", None),
    ],
)
def test_publisher(text: str, publisher: str | None) -> None:
    assert publisher_in(text) == publisher


@pytest.mark.parametrize(
    ("text", "title"),
    [("# A firm\n\nBody", "A firm"), ("\n\nA firm\nBody", "A firm"), ("标题：一家企业\n正文", "一家企业"), ("", None)],
)
def test_title(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "lang"),
    [("A firm of Bergen", "en"), ("一家企业购买了九件专利", "zh"), ("北仑铸造有限公司购买 IBM 专利", "zh"), ("", "en")],
)
def test_language(text: str, lang: str) -> None:
    assert language_of(text) == lang


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    day = published_in(text)
    assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    assert language_of(text) in ("en", "zh")
    title = title_of(text)
    assert title is None or title.strip()
