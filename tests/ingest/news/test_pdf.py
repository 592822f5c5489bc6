"""Articles as PDF, each made here and read back."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.formats import Item, Sample
from patnav.ingest.news.pdf import FORMAT

WORDS = (
    "harbour",
    "pump",
    "winter",
    "contract",
    "licence",
    "turbine",
    "vessel",
    "laboratory",
    "growth",
    "partner",
    "deep",
)
SENTENCES = [
    f"In deal {n} of May 2025 Halvorsen Marine bought {n + 2} patents from Songhua University for {n + 1}000 euros; "
    f"the {' '.join(Random(n).choices(WORDS, k=18 + n % 7))} keeps its state-of-the-art {Random(n).choice(WORDS)}."
    for n in range(1, 61)
]
HAN = "海工装备铸造工艺深水水泵共同培养实验室中小企业受让方合同金额增长领域研究专利技术"
CHINESE = [
    f"第{n}条消息：松花大学去年转让专利{n + 3}件，{''.join(Random(n).choices(HAN, k=60 + n % 9))}。"
    for n in range(1, 60)
]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def read(path: Path) -> Article:
    (item,) = FORMAT.read(path)
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    return item.record


def bulletin(path: Path, paragraphs: list[str], *, columns: int = 1, font: str = "Helvetica", **options: Any) -> Path:
    """A bulletin with a running header, a footer and page numbers."""
    width, height = A4
    each = (width - 100) / columns
    frames = [Frame(50 + i * each, 80, each - 10, height - 160, showBoundary=0) for i in range(columns)]

    def edge(canvas: Canvas, document: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, height - 40, "The Harbour Post - Weekly")
        canvas.drawCentredString(width / 2, 30, f"Page {canvas.getPageNumber()} of 9")

    document = BaseDocTemplate(str(path), pagesize=A4, title="Bergen firm buys patents", **options)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=edge))
    wrap = "CJK" if font == "STSong-Light" else None
    style = ParagraphStyle("body", fontName=font, fontSize=11, leading=14, spaceAfter=10, wordWrap=wrap)
    document.build([Paragraph(one, style) for one in paragraphs])
    return path


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_in_reading_order_without_headers_and_page_numbers(tmp_path: Path, columns: int) -> None:
    article = read(bulletin(tmp_path / "a.pdf", SENTENCES, columns=columns))
    assert article.text.split("\n\n") == SENTENCES


def test_columns_are_read_one_after_the_other_whatever_their_order_in_the_file(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(50, 780, "A headline that spans all the columns of this page")
    canvas.setFont("Helvetica", 10)
    left = [f"left line {n} of a story that fills it" for n in range(20)]
    right = [f"right line {n} of a tale that fills it" for n in range(20)]
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(50, 740 - 13 * n, one)
        canvas.drawString(320, 740 - 13 * n, other)
    canvas.save()
    text = read(tmp_path / "a.pdf").text
    assert text == "A headline that spans all the columns of this page\n\n" + " ".join(left + right)


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for n in range(8):
        canvas.drawString(50, 740 - 15 * n, f"City {n}")
        canvas.drawString(300, 740 - 15 * n, f"{n * 7} patents")
    canvas.save()
    assert "City 3 21 patents" in read(tmp_path / "a.pdf").text


def test_words_parted_at_the_end_of_a_line_are_whole_again(tmp_path: Path) -> None:
    lines = ["The firm bought the patents of a univer-", "sity for state-of-the-", "art pumps. Its state-of-the-art"]
    lines += ["pumps were tested by Jin-", "Wei Cao for the univer-", "sity of the harbour."]
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for n, line in enumerate(lines):
        canvas.drawString(50, 740 - 14 * n, line)
    canvas.save()
    assert read(tmp_path / "a.pdf").text == (
        "The firm bought the patents of a university for state-of-the-art pumps. Its state-of-the-art "
        "pumps were tested by Jin-Wei Cao for the university of the harbour."
    )


def test_chinese_lines_are_joined_without_blanks(tmp_path: Path) -> None:
    article = read(bulletin(tmp_path / "a.pdf", CHINESE, font="STSong-Light"))
    assert article.text.split("\n\n") == CHINESE
    assert article.lang == "zh"


def test_facts_have_offsets_into_the_text(tmp_path: Path) -> None:
    article = read(bulletin(tmp_path / "a.pdf", SENTENCES))
    facts = extract(article).facts
    assert {fact.fields["patents"] for fact in facts if fact.type == "assignment"} >= {3, 4, 5}
    assert all(article.text[f.evidence.start : f.evidence.end] == f.evidence.text for f in facts)


def test_title_and_day(tmp_path: Path) -> None:
    dated = ["Bergen firm buys patents", "BERGEN, 3 June 2025 - " + SENTENCES[0]]
    article = read(bulletin(tmp_path / "a.pdf", dated))
    assert (article.title, article.published) == ("Bergen firm buys patents", "2025-06-03")


def _pictures() -> bytes:
    from reportlab.lib.utils import ImageReader

    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.drawImage(ImageReader(io.BytesIO(_PNG)), 50, 50, 400, 600)
    canvas.save()
    return output.getvalue()


def _png() -> bytes:
    from PIL import Image

    output = io.BytesIO()
    Image.new("L", (40, 60), 128).save(output, "PNG")
    return output.getvalue()


_PNG = _png()


def _encrypted() -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(50, 50, "hidden")
    canvas.save()
    return output.getvalue()


def _whole() -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.drawString(50, 50, "A firm bought it.")
    canvas.save()
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_encrypted, "encrypted"),
        (_pictures, "pages are pictures"),
        (lambda: b"%PDF-1.7\n" + b"\x00\x01 garbage" * 99, "the PDF is broken"),
        (lambda: _whole()[:200], "the PDF is broken"),
        (lambda: b"", "empty"),
    ],
    ids=["encrypted", "scanned", "garbage", "cut off", "empty"],
)
def test_what_cannot_be_read_is_said_with_the_place_and_a_hint(tmp_path: Path, content: Any, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content())
    with pytest.raises(UnreadableFile, match=reason) as raised:
        list(FORMAT.read(path))
    assert "a.pdf" in str(raised.value)
    assert raised.value.hint


def test_recognised_by_its_first_bytes(tmp_path: Path) -> None:
    assert FORMAT.recognises(Sample(tmp_path / "a", b"%PDF-1.4\n"))
    assert not FORMAT.recognises(Sample(tmp_path / "a.pdf", b"A text about %PDF-"))
