"""RSS and Atom."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import Item, Reject, Sample, recognise
from patnav.ingest.news.feed import FORMAT

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title>
<item><title>Bergen firm &amp; university agree</title><link>https://post.example/1</link>
<pubDate>Tue, 03 Jun 2025 00:30:00 +0800</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Halvorsen Marine bought <b>nine</b> patents.</p><script>x()</script>
<ul><li>Pumps</li><li>Valves&nbsp;too</li></ul>]]></content:encoded></item>
<item><title>宁波企业购得专利</title><link>https://post.example/2</link><description>北仑铸造购买专利9件。</description></item>
<item><link>https://post.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>商报</title>
<entry><title type="html">&lt;b&gt;A&lt;/b&gt; deal</title><link href="https://post.example/a"/>
<updated>2025-06-04T10:00:00Z</updated><published>2025-06-03T23:00:00-05:00</published>
<source><title>The Other Paper</title></source>
<content type="html">&lt;p&gt;Songhua University sold it.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Old News</title></channel>
<item rdf:about="y"><title>One</title><link>https://post.example/y</link><dc:date>2025-06-03</dc:date>
<description>It was sold.</description></item></rdf:RDF>"""


def read(path: Path, text: str | bytes) -> list[Item | Reject]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    assert recognise(path) is FORMAT
    return list(FORMAT.read(path))


def article(item: Item | Reject) -> Article:
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    return item.record


def test_entries_of_rss(tmp_path: Path) -> None:
    one, two, three = read(tmp_path / "a.xml", RSS)
    first = article(one)
    assert first.text.split("\n\n") == [
        "Bergen firm & university agree",
        "Halvorsen Marine bought nine patents.",
        "Pumps",
        "Valves too",
    ]
    assert (first.title, first.published) == ("Bergen firm & university agree", "2025-06-03")
    assert (first.publisher, first.url) == ("The Harbour Post", "https://post.example/1")
    assert (article(two).text, article(two).lang) == ("宁波企业购得专利\n\n北仑铸造购买专利9件。", "zh")
    assert isinstance(three, Reject)
    assert (three.position, three.reason) == ("entry 3", "no text")


def test_entries_of_atom(tmp_path: Path) -> None:
    only = article(*read(tmp_path / "a.atom", ATOM))
    assert (only.text, only.published) == ("A deal\n\nSonghua University sold it.", "2025-06-03")
    assert (only.publisher, only.url) == ("The Other Paper", "https://post.example/a")


def test_entries_of_rdf(tmp_path: Path) -> None:
    only = article(*read(tmp_path / "a", RDF))
    assert (only.text, only.published, only.publisher) == ("One\n\nIt was sold.", "2025-06-03", "Old News")


def test_an_encoding_that_the_feed_declares(tmp_path: Path) -> None:
    text = RSS.replace("UTF-8", "GB2312").encode("gb18030")
    assert article(read(tmp_path / "a.xml", text)[1]).title == "宁波企业购得专利"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (RSS[: RSS.index("</channel>")], "ends too early"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
        ("<rss", "no feed"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match=reason):
        list(FORMAT.read(path))


def test_entities_do_not_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    path = tmp_path / "a.xml"
    path.write_text(f"{bomb}]><rss><channel><item><title>&j;</title></item></channel></rss>", "utf-8")
    read_ = [one for one in FORMAT.read(path) if isinstance(one, Item)]
    assert all(len(article(one).text) < 1_000 for one in read_)


def test_other_xml_is_none(tmp_path: Path) -> None:
    assert not FORMAT.recognises(Sample(tmp_path / "a.xml", b"<?xml version='1.0'?><us-patent-grant/>"))
    assert not FORMAT.recognises(Sample(tmp_path / "a.txt", b"A text about <rss> feeds"))
