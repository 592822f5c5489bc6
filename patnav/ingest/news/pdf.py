"""Articles as PDF: the text in reading order; offsets point into it.

Pages are read by PDFium; what a reader sees as columns, headers and parted words is undone in
:mod:`patnav.ingest.news.layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import WHOLE, Format, Item, Reject, Sample
from patnav.ingest.news.layout import Piece, paragraphs
from patnav.ingest.news.reading import read_bytes
from patnav.ingest.news.text import article_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

__all__ = ["FORMAT"]

_PAGES = 300
"""The most pages of one article."""

_PASSWORD = 4
"""PDFium's code for a document that wants a password."""

_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def _article(path: Path) -> Article:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(read_bytes(path))
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableFile(f"{path}: the PDF is encrypted", "save it without a password and give that") from None
        raise UnreadableFile(f"{path}: the PDF is broken ({error})", "download or save it again") from None
    try:
        return _of(document, path)
    except PdfiumError as error:
        raise UnreadableFile(f"{path}: a page of the PDF is broken ({error})", "download or save it again") from None
    finally:
        document.close()


def _of(document: PdfDocument, path: Path) -> Article:
    if len(document) > _PAGES:
        raise UnreadableFile(
            f"{path}: {len(document)} pages, an article has at most {_PAGES}", "give the pages that matter as a file"
        )
    text = "\n\n".join(paragraphs([_pieces(document[number]) for number in range(len(document))]))
    if not text:
        raise UnreadableFile(
            f"{path}: the PDF has no text, its pages are pictures", "make text of it by OCR (ocrmypdf), give that"
        )
    article = article_of(text, place=str(path))
    stated = document.get_metadata_dict()
    return replace(article, title=_title(stated, article), published=article.published or _day(stated))


def _pieces(page: PdfPage) -> list[Piece]:
    textpage = page.get_textpage()
    pieces = []
    for number in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(number)
        text = textpage.get_text_bounded(left, bottom, right, top).strip()
        if text:
            # Letters of a font that the file does not hold have no height; a Chinese one is as high as it is wide.
            size = max(top - bottom, (right - left) / len(text))
            pieces.append(Piece(left, right, _baseline(textpage, left, bottom, top), size, text))
    textpage.close()
    page.close()
    return pieces


def _baseline(textpage: PdfTextPage, left: float, bottom: float, top: float) -> float:
    """Height of the line that letters stand on: boxes end lower or higher with the letters in them."""
    from pypdfium2.raw import FPDFText_GetCharOrigin

    first = textpage.get_index(left, (bottom + top) / 2, 4, 4)
    x, y = c_double(), c_double()
    known = first is not None and FPDFText_GetCharOrigin(textpage, first, byref(x), byref(y))
    return y.value if known else bottom


def _title(stated: dict[str, Any], article: Article) -> str | None:
    """The title that the file gives itself where the text begins with it, else the headline of the text."""
    title = " ".join(str(stated.get("Title") or "").split())
    begins = "".join(article.text[:600].split())
    return title if len(title) > 5 and "".join(title.split()) in begins else article.title


def _day(stated: dict[str, Any]) -> str | None:
    day = _DAY.match(str(stated.get("CreationDate") or ""))
    return "-".join(day.groups()) if day else None


def _recognises(sample: Sample) -> bool:
    return sample.head[:1024].lstrip().startswith(b"%PDF-")


def _read(path: Path) -> Iterator[Item | Reject]:
    yield Item(WHOLE, _article(path))


FORMAT = Format(
    name="pdf",
    title="News and other articles as PDF",
    authority=50,
    recognises=_recognises,
    read=_read,
    articles=True,
)
