"""Articles as web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.formats import Item, Sample
from patnav.ingest.news.html import FORMAT, page_of

PARAGRAPHS = [
    "Halvorsen Marine bought nine patents from Songhua University for 90,000 euros, the firm told reporters on Tuesday "
    "at its yearly meeting on the harbour.",
    "The patents cover pumps that work at great depth. Engineers of both sides had tested them for three winters, and "
    "the university keeps the right to teach with them.",
    "Erika Sand, chief executive of Halvorsen Marine, said that the first pumps would be sold in the coming spring, "
    "and that talks with other universities went on.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head>
<title>Bergen firm buys patents | The Harbour Post</title>
<meta property="og:title" content="Bergen firm buys patents">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2025-06-03T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shipping">Shipping</a></li></ul></nav>
<article><h1>Bergen firm buys patents</h1>{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article>
<form id="commentform"><p>Please enter your comment!</p><input name="email"></form>
<footer>Copyright The Harbour Post</footer></body></html>"""


def test_the_article_without_its_page() -> None:
    article = page_of(PAGE, "page.html")
    assert all(one in article.text for one in PARAGRAPHS)
    assert not any(word in article.text for word in ("Please enter", "Shipping", "Copyright"))
    assert (article.title, article.published) == ("Bergen firm buys patents", "2025-06-03")
    assert article.publisher == "The Harbour Post"


def test_offsets_point_into_the_text_of_the_article() -> None:
    article = page_of(PAGE, "page.html")
    found = extract(article).facts
    assert {"assignment", "role"} <= {fact.type for fact in found}
    assert all(article.text[f.evidence.start : f.evidence.end] == f.evidence.text for f in found)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><div id='app'></div><script>render()</script></body></html>", "made by a script"),
        ("<html><body></body></html>", "holds no article"),
    ],
)
def test_a_page_without_text(page: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as raised:
        page_of(page, "page.html")
    assert raised.value.hint


def test_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    assert FORMAT.recognises(Sample(path, PAGE.encode()))
    (item,) = FORMAT.read(path)
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    assert item.record.publisher == "The Harbour Post"


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.htm", b"anything", True),
        ("a", b"<!doctype HTML><p>", True),
        ("a.txt", b"plain text", False),
        ("a.xml", b"<?xml version='1.0'?><us-patent-grant/>", False),
    ],
)
def test_recognised(tmp_path: Path, name: str, head: bytes, expected: bool) -> None:
    assert FORMAT.recognises(Sample(tmp_path / name, head)) is expected


@pytest.mark.parametrize(
    ("head", "body", "foot", "published"),
    [
        ("", "<p>Hefei, March 5, 2025 - Orion sold six patents.</p>", "Copyright 2020 Example Corp.", "2025-03-05"),
        ("", "<p>Orion sold six patents.</p>", "Copyright 2020 Example Corp. All rights reserved.", None),
        ("", "<div class='pub-time'>发布时间：2025-03-05 10:20</div>", "© 2020", "2025-03-05"),
        ("<meta name='pubdate' content='2025-03-05'>", "<p>On 3 January 2024 Orion was founded.</p>", "", "2025-03-05"),
        ("", "<time datetime='2025-03-05'>5 Mar</time>", "Copyright 2020 Example Corp.", "2025-03-05"),
    ],
)
def test_the_day_is_the_one_that_is_stated(head: str, body: str, foot: str, published: str | None) -> None:
    words = (
        "<p>Orion Optics licensed eight patents to Lumen GmbH, the two firms said in a joint statement in Hefei.</p>"
    )
    page = (
        f"<html><head><title>Orion sells patents</title>{head}</head><body><article><h1>Orion sells patents</h1>{body}"
        f"{words}</article><footer>{foot}</footer></body></html>"
    )
    assert page_of(page, "page.html").published == published
