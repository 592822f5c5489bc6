"""Articles as text or Markdown."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.formats import Item, Sample
from patnav.ingest.news.reading import LIMIT
from patnav.ingest.news.text import FORMAT, article_of

BRIEF = "# Bergen firm buys patents\n\nBERGEN, June 3, 2025 - Halvorsen Marine bought nine patents.\n"
BRIEF_ZH = "北仑铸造购得九件专利\n2025年6月3日 来源：商报\n北仑铸造有限公司向松花大学购买专利9件。\n"


def read(path: Path) -> Article:
    (item,) = FORMAT.read(path)
    assert isinstance(item, Item)
    assert isinstance(item.record, Article)
    return item.record


def test_an_article(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text(BRIEF, "utf-8")
    article = read(path)
    assert article.text == BRIEF
    assert article.id == hashlib.sha256(BRIEF.encode()).hexdigest()
    assert (article.title, article.published, article.lang) == ("Bergen firm buys patents", "2025-06-03", "en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_chinese_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(BRIEF_ZH.encode(encoding))
    article = read(path)
    assert article.text == BRIEF_ZH
    assert (article.title, article.published, article.lang) == ("北仑铸造购得九件专利", "2025-06-03", "zh")


def test_compressed(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt.gz"
    path.write_bytes(gzip.compress(BRIEF.encode()))
    assert read(path).text == BRIEF


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(BRIEF.replace("\n", "\r\n").encode())
    assert read(path).text.count("\r\n") == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"%PDF-1.7 something", "binary"),
        (b"\x93\xfa caf\xe9 \xff\xff", "UTF-8"),
        (b"a " * (LIMIT // 2 + 1), "larger than 20 MB"),
        (b"A firm bought it. " * 12_000, "an article has at most"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_place_and_a_hint(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason) as raised:
        list(FORMAT.read(path))
    assert "brief.txt" in str(raised.value)
    assert raised.value.hint


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"Bergen firm buys patents\n", True),
        ("a.md", "北仑铸造".encode("gb18030"), True),
        ("a.txt", "北仑铸造".encode("utf-16"), True),
        ("a.txt", b'{"title": "x"}', False),
        ("a.txt", b"<?xml version='1.0'?>", False),
        ("a.txt", b"a\tb\tc\td\n1\t2\t3\t4\n5\t6\t7\t8\n", False),
        ("a.xlsx", b"text", False),
        ("a.txt", b"\x00\x01\x02", False),
    ],
)
def test_recognised(tmp_path: Path, name: str, head: bytes, expected: bool) -> None:
    assert FORMAT.recognises(Sample(tmp_path / name, head)) is expected


def test_a_lone_surrogate_has_an_id_too() -> None:
    assert len(article_of("a \ud800 b").id) == 64


@pytest.mark.parametrize(
    "module", ["patnav.ingest.news.text", "patnav.ingest.news.html", "patnav.ingest.extract.pipeline"]
)
def test_importing_loads_no_models(module: str) -> None:
    script = f"import sys, {module}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "trafilatura", "onnxruntime", "yaml", "numpy"} & set(loaded)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("# **Orion Optics** licenses [patents](https://example.org)", "Orion Optics licenses patents"),
        ("北京 TCL 科技许可 12 项专利", "北京 TCL 科技许可 12 项专利"),
    ],
)
def test_a_headline_without_marks_and_with_its_blanks(headline: str, title: str) -> None:
    assert article_of(f"{headline}\n\nOrion sold six patents.").title == title
