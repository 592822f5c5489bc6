"""Articles as Word documents, each made here and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import Item, Sample, recognise
from patnav.ingest.news.docx import FORMAT

BODY = "BERGEN, June 3, 2025 - Halvorsen Marine bought nine patents from Songhua University for 90,000 euros."


def save(path: Path, *, heading: str | None = "Bergen firm buys patents", title: str = "") -> Path:
    document = Document()
    document.core_properties.title = title
    if heading:
        document.add_heading(heading, 0)
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("City", "Patents", "宁波", "9"), strict=True):
        cell.text = text
    document.add_paragraph("宁波企业购得专利九件。")
    document.save(str(path))
    return path


def read(path: Path) -> Article:
    (item,) = FORMAT.read(path)
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    return item.record


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    path = save(tmp_path / "a.docx")
    assert recognise(path) is FORMAT
    article = read(path)
    assert article.text == f"Bergen firm buys patents\n\n{BODY}\n\nCity Patents\n宁波 9\n\n宁波企业购得专利九件。"
    assert (article.title, article.published) == ("Bergen firm buys patents", "2025-06-03")


def test_the_title_of_the_properties_counts_where_the_text_begins_with_it(tmp_path: Path) -> None:
    assert read(save(tmp_path / "a.docx", heading=None, title="Halvorsen Marine bought nine patents")).title == (
        "Halvorsen Marine bought nine patents"
    )
    assert read(save(tmp_path / "b.docx", heading=None, title="Untitled template")).title == BODY


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted or old"),
        (b"PK\x03\x04" + b"word/document.xml" * 20, "not a whole"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_place_and_a_hint(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert not content or FORMAT.recognises(Sample(path, content))
    with pytest.raises(UnreadableFile, match=reason) as raised:
        list(FORMAT.read(path))
    assert "a.docx" in str(raised.value)
    assert raised.value.hint


def test_a_document_without_text(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(UnreadableFile, match="has no text"):
        list(FORMAT.read(tmp_path / "a.docx"))


def test_a_workbook_is_none(tmp_path: Path) -> None:
    assert not FORMAT.recognises(Sample(tmp_path / "a.xlsx", b"PK\x03\x04 xl/workbook.xml"))
