"""Articles as Word documents: paragraphs and tables in order; offsets point into that text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.archives import check_zip
from patnav.ingest.formats import WHOLE, Format, Item, Reject, Sample
from patnav.ingest.news.reading import read_bytes
from patnav.ingest.news.text import article_of
from patnav.ingest.opening import content

__all__ = ["FORMAT"]

_HEADLINE = re.compile(r"title|heading 1|标题( 1)?", re.IGNORECASE)


def _article(path: Path) -> Article:
    from docx import Document

    data = read_bytes(path, unpack=False)
    if content(data[:16]) == "ole":
        raise UnreadableFile(
            f"{path}: an encrypted or old Word document", "save it as .docx without a password and give that"
        )
    check_zip(path)
    try:
        document = Document(io.BytesIO(data))
        parts = [part for part in map(_text, document.iter_inner_content()) if part]
        title = _title(document)
    except Exception as error:  # what a library raises on a file made to break it is not known beforehand
        raise UnreadableFile(f"{path}: the Word document is broken ({error})", "save it again") from None
    if not parts:
        raise UnreadableFile(f"{path}: the Word document has no text", "see what it holds; pictures are not read")
    article = article_of("\n\n".join(parts), place=str(path))
    return replace(article, title=title or article.title)


def _text(block: Any) -> str:
    """A paragraph, or a table row by row."""
    if hasattr(block, "rows"):
        rows = (" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
        return "\n".join(row for row in rows if row.strip())
    return str(block.text).strip()


def _title(document: Any) -> str | None:
    """The first paragraph in the style of a title, else the title in the document's properties if it begins with it."""
    first = [paragraph for paragraph in document.paragraphs[:20] if paragraph.text.strip()]
    for paragraph in first:
        if paragraph.style is not None and _HEADLINE.fullmatch(paragraph.style.name or ""):
            return str(paragraph.text).strip()
    stated = (document.core_properties.title or "").strip()
    return stated if stated and any(stated in paragraph.text for paragraph in first[:3]) else None


def _recognises(sample: Sample) -> bool:
    if content(sample.head) == "zip":
        return b"word/" in sample.head or sample.path.suffix.lower() == ".docx"
    return content(sample.head) == "ole" and sample.path.suffix.lower() in (".docx", ".doc")


def _read(path: Path) -> Iterator[Item | Reject]:
    yield Item(WHOLE, _article(path))


FORMAT = Format(
    name="docx",
    title="News and other articles as Word documents",
    authority=50,
    recognises=_recognises,
    read=_read,
    articles=True,
)
