from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patnav.errors import InputError, UnreadableFile
from patnav.ingest import archives, opening


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "gb18030"])
@pytest.mark.parametrize("packed", [False, True])
def test_lines_come_as_utf_8(path: Path, encoding: str, packed: bool) -> None:
    text = "公开号,标题\r\nCN1A,一种泵\n\nlast"
    content = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    path.write_bytes(gzip.compress(content) if packed else content)
    expected = ["公开号,标题", "CN1A,一种泵", "", "last"]
    assert [(number, line.decode()) for number, line in opening.lines(path)] == list(enumerate(expected, start=1))


def test_long_text_in_other_encodings(path: Path) -> None:
    text = "泵" * 3_000_000 + "\n阀"
    for encoding in ("utf-16", "gb18030"):
        path.write_bytes(text.encode(encoding))
        assert [line.decode() for _, line in opening.lines(path)] == text.split("\n")


def test_wrong_encoding_is_placed(path: Path) -> None:
    path.write_bytes(b"abc\xff\xff\xff")
    with pytest.raises(UnreadableFile, match="byte 4 is neither UTF-8 nor GB 18030"):
        list(opening.lines(path))
    path.write_bytes(b"a,b\n" * 30_000 + b"a,\xff\n")
    with pytest.raises(UnreadableFile, match="line 30001: byte 3 is not UTF-8"):
        list(opening.rows(path, ","))
    path.write_bytes("\ufeffabc".encode("utf-16-le") + b"\x00\xd8")
    with pytest.raises(UnreadableFile, match="not utf-16"):
        list(opening.lines(path))


def test_lines_are_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LINE", 1 << 20)
    path.write_bytes(b"short\n" + b"a" * (2 << 20))
    with pytest.raises(UnreadableFile, match="line 2 is longer than 1 MiB"):
        list(opening.lines(path))


def test_quotes_that_never_close(path: Path) -> None:
    path.write_bytes(b'a,b\n1,"' + b"x,y\n" * 100_000)
    with pytest.raises(UnreadableFile, match=r"line .*field"):
        list(opening.rows(path, ","))


def test_rows_over_several_lines(path: Path) -> None:
    path.write_bytes(b'a,b\n1,"x\ny"\n2,z\n')
    assert list(opening.rows(path, ",")) == [
        (1, ["a", "b"], b"a,b"),
        (3, ["1", "x\ny"], b'1,"x\ny"'),
        (4, ["2", "z"], b"2,z"),
    ]


def test_zip_of_several_files(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "a")
        archive.writestr("b", "b")
    with pytest.raises(UnreadableFile, match="unpack it"), opening.open_bytes(path):
        pass
    assert opening.head(path).startswith(b"PK")


def test_encrypted_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "a")
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        opening.head(path)


def test_bombs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE", 1 << 20)
    monkeypatch.setattr(archives, "BLOCK", 1 << 16)
    content = b"\0" * (8 << 20)
    path.write_bytes(gzip.compress(content))
    with pytest.raises(UnreadableFile, match="200 times"), opening.open_bytes(path) as stream:
        stream.read()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", content)
    with pytest.raises(UnreadableFile, match="200 times"), opening.open_bytes(path) as stream:
        stream.read()
    path.write_bytes(gzip.compress(bytes(range(256)) * 16))
    with opening.open_bytes(path) as stream:
        assert len(stream.read()) == 4096


def test_damaged_gzip(path: Path) -> None:
    content = bytearray(gzip.compress(b"hello" * 99))
    content[-6] ^= 255
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="broken"), opening.open_bytes(path) as stream:
        stream.read()
    path.write_bytes(gzip.compress(b"hello" * 99)[:-9])
    with pytest.raises(UnreadableFile, match="too early"), opening.open_bytes(path) as stream:
        stream.read()


def test_missing(path: Path) -> None:
    with pytest.raises(InputError, match="no such file"), opening.open_bytes(path):
        pass


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"PAR1", "parquet"),
        (b"%PDF-1.4", "pdf"),
        (b"a\x00b", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\xff\xfea\x00", "text"),
        ("泵".encode(), "text"),
        (b"", "text"),
    ],
)
def test_content(head: bytes, kind: str) -> None:
    assert opening.content(head) == kind


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), min_size=1))
def test_decode(text: str) -> None:
    assert opening.decode(text.encode(), "here") == text


def test_a_zip_of_several_texts_is_read_one_by_one(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("b.xml", "a.sgml", "picture.tif", "__MACOSX/._b.xml"):
            archive.writestr(name, name)
    assert [(name, stream.read()) for name, stream in opening.streams(path)] == [
        ("b.xml", b"b.xml"),
        ("a.sgml", b"a.sgml"),
    ]
    assert opening.head(path) == b"b.xml"


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "x/../../a.xml", "..\\a.xml"])
def test_a_zip_that_leads_out_of_itself_is_refused(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "a")
        archive.writestr("b.xml", "b")
    with pytest.raises(UnreadableFile, match="leads out of it"):
        list(opening.streams(path))


def test_a_bomb_among_several_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE", 1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"a")
        archive.writestr("b.xml", b"\0" * (8 << 20))
    with pytest.raises(UnreadableFile, match="compressed size"):
        list(opening.streams(path))


def test_lines_of_an_old_macintosh(path: Path) -> None:
    path.write_bytes('a,b\r1,"é\r2"\r'.encode("mac_roman"))
    assert [(row, raw) for _, row, raw in opening.rows(path, ",")] == [
        (["a", "b"], b"a,b"),
        (["1", "é\n2"], '1,"é\n2"'.encode()),
    ]
