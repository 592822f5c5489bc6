"""Articles as plain text or Markdown: one file, one article; offsets point into the text as read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.extract.flow import Flow, flowing
from patnav.ingest.extract.typography import fold
from patnav.ingest.formats import WHOLE, Format, Item, Reject, Sample
from patnav.ingest.news.metadata import language_of, published_in, publisher_in, title_of
from patnav.ingest.news.reading import read_text

__all__ = ["FORMAT", "article_of"]

_OTHER = re.compile(
    rb"\s*(?:<\?xml|<!DOCTYPE|<html|[{\[]\s*[\"{\[\]}]|%PDF|PK\x03\x04|\xd0\xcf\x11\xe0)", re.IGNORECASE
)
_LONGEST = 200_000
_SUFFIXES = (".txt", ".md", ".markdown", ".text", "")


def article_of(text: str, *, url: str | None = None, place: str = "text") -> Article:
    """An article from its text; what it says of itself becomes its title, day and language.

    Args:
        text: The text.
        url: Where it was published.
        place: What to call it in an error.

    Raises:
        UnreadableFile: The text is longer than an article.
    """
    _check_prose(text, place)
    lang = language_of(text)
    flow = flowing(fold(text), text, lang)
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        lang=lang,
        title=_as_written(title_of(flow.source), flow, text),
        published=published_in(flow.text),
        publisher=publisher_in(flow.source),
        url=url,
    )


def _as_written(title: str | None, flow: Flow, text: str) -> str | None:
    """A headline with its own blanks, without the marks within it."""
    at = flow.source.find(title) if title else -1
    return flow.written(at, at + len(title), text) if title and at >= 0 else title


def _check_prose(text: str, place: str) -> None:
    """Refuse what is text but no article: a book, a table, a dump of megabytes."""
    if len(text) > _LONGEST:
        raise UnreadableFile(
            f"{place}: {len(text):,} characters of text, an article has at most {_LONGEST:,}", "split it into articles"
        )


def _recognises(sample: Sample) -> bool:
    head = sample.head
    suffixes = [s for s in sample.path.suffixes if s != ".gz"]
    if (suffixes[-1].lower() if suffixes else "") not in _SUFFIXES or _OTHER.match(
        head[:200].removeprefix(b"\xef\xbb\xbf")
    ):
        return False
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    lines = head[:4096].splitlines()[:5]
    table = len(lines) > 1 and all(line.count(b"\t") == lines[0].count(b"\t") > 2 for line in lines[:-1])
    return wide or (b"\x00" not in head[:4096] and not table)


def _read(path: Path) -> Iterator[Item | Reject]:
    yield Item(WHOLE, article_of(read_text(path), place=str(path)))


FORMAT = Format(
    name="text",
    title="News and other articles as plain text or Markdown",
    authority=50,
    recognises=_recognises,
    read=_read,
    version=2,
    articles=True,
)
