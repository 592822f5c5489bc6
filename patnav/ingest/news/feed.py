"""RSS and Atom: each entry an article, with the title, day, link and publisher that the feed gives it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patnav.errors import UnreadableFile
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.news.days import day_of
from patnav.ingest.news.fragment import text_of
from patnav.ingest.news.reading import read_bytes
from patnav.ingest.news.record import article

__all__ = ["FORMAT"]

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_TIMES = ("published", "updated", "created", "date")


def _recognises(sample: Sample) -> bool:
    return sample.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_FEED.search(sample.head[:4096]))


def _read(path: Path) -> Iterator[Item | Reject]:
    import feedparser

    feed = feedparser.parse(io.BytesIO(read_bytes(path)), sanitize_html=False)
    if not feed.version and not feed.entries:
        raise UnreadableFile(f"{path}: no feed ({feed.get('bozo_exception')})", "give the address of the feed itself")
    if not feed.entries:
        raise UnreadableFile(f"{path}: the feed has no entries", "fetch it again later")
    if feed.bozo and not _closed(path):
        raise UnreadableFile(f"{path}: the feed ends too early", "fetch it again")
    for number, entry in enumerate(feed.entries, start=1):
        position = f"entry {number}"
        words = max((one.get("value") or "" for one in entry.get("content") or [{}]), key=len)
        try:
            yield Item(
                position,
                article(
                    text_of(words) or text_of(entry.get("summary") or ""),
                    title=text_of(entry.get("title") or ""),
                    published=next((day for name in _TIMES if (day := day_of(entry.get(name)))), None),
                    publisher=_publisher(entry, feed.feed),
                    url=entry.get("link"),
                    place=f"{path}: {position}",
                ),
            )
        except UnreadableFile as error:
            yield Reject(position, error.what.removeprefix(f"{path}: {position}: "), str(entry).encode()[:RAW])


def _publisher(entry: Any, feed: Any) -> str | None:
    named = (entry.get("source") or {}).get("title") or entry.get("publisher") or feed.get("publisher")
    return text_of(named or feed.get("title") or "") or None


def _closed(path: Path) -> bool:
    """Whether a feed that is not well-formed has its end nevertheless."""
    return bool(re.search(rb"</(?:rss|feed|rdf:RDF)\s*>\s*(?:<!--.*?-->\s*)*$", read_bytes(path).rstrip(), re.I | re.S))


FORMAT = Format(
    name="feed",
    title="News feeds: RSS and Atom, each entry an article",
    authority=50,
    recognises=_recognises,
    read=_read,
    articles=True,
)
