"""Articles as web pages: main text only, found by trafilatura; offsets point into that text.

Navigation, comment forms and footers are left out; title, day and publisher come from the page's metadata.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import WHOLE, Format, Item, Reject, Sample
from patnav.ingest.news.reading import read_text
from patnav.ingest.news.text import article_of

__all__ = ["FORMAT", "page_of"]

_HTML = re.compile(rb"<!DOCTYPE\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


def page_of(html: str, place: str) -> Article:
    """The article of a web page.

    Args:
        html: The page.
        place: What to call it in an error: a path or address.

    Raises:
        UnreadableFile: The page has no text of its own (it is made by a script, or is a list of links).
    """
    document = _extracted(html)
    text = (document.get("text") or "").strip()
    if not text:
        reason = "its text is made by a script" if re.search(r"<script", html, re.IGNORECASE) else "it holds no article"
        raise UnreadableFile(
            f"{place}: no text found in the page: {reason}", "save the page as text and give that file"
        )
    title = (document.get("title") or "").strip() or None
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    article = article_of(text, url=document.get("url") or document.get("source"), place=place)
    return replace(
        article,
        title=title or article.title,
        published=document.get("date") or article.published,
        publisher=document.get("sitename") or document.get("hostname") or article.publisher,
    )


def _extracted(html: str) -> dict[str, Any]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page, the error below says better
    stated = {"original_date": True, "extensive_search": False}  # no guess from the year of a footer's copyright
    document = bare_extraction(
        html,
        include_comments=False,
        include_tables=True,
        favor_precision=False,
        with_metadata=True,
        date_extraction_params=stated,
    )
    if document is None:
        return {}
    return document if isinstance(document, dict) else document.as_dict()


def _recognises(sample: Sample) -> bool:
    return (
        bool(_HTML.search(sample.head[:4096])) and not sample.head.lstrip().startswith(b"<?xml version")
    ) or sample.path.suffix.lower() in (".html", ".htm", ".xhtml")


def _read(path: Path) -> Iterator[Item | Reject]:
    yield Item(WHOLE, page_of(read_text(path), str(path)))


FORMAT = Format(
    name="html",
    title="News and other articles as web pages",
    authority=50,
    recognises=_recognises,
    read=_read,
    version=3,
    articles=True,
)
