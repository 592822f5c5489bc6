from __future__ import annotations

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.errors import InputError, UnknownFormat, UnreadableFile
from patnav.ingest import formats
from patnav.ingest.formats import named, recognise

DOCUMENT = b'<?xml version="1.0"?>\n<us-patent-grant dtd-version="v4.5"></us-patent-grant>\n'


def test_formats_are_told_apart_by_name() -> None:
    names = [known.name for known in formats.formats()]
    assert len(set(names)) == len(names)
    assert {"uspto-xml", "patentsview", "lens-jsonl", "incopat-xlsx", "patnav-jsonl"} <= set(names)
    for known in formats.formats():
        assert named(known.name) is known
        assert known.title and 10 <= known.authority <= 50 and known.version >= 1


def test_unknown_name_lists_the_known() -> None:
    with pytest.raises(UnknownFormat, match=r"no format is named 'uspto'.*known are .*uspto-xml"):
        named("uspto")


@pytest.mark.parametrize("name", ["a.xml", "a.txt", "a", "a.csv"])
def test_content_counts_and_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(DOCUMENT)
    assert recognise(path).name == "uspto-xml"
    path.write_bytes(gzip.compress(DOCUMENT, mtime=0))
    assert recognise(path).name == "uspto-xml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner", DOCUMENT)
    assert recognise(path).name == "uspto-xml"


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path, what in (
        (tmp_path / "none", "no such file"),
        (tmp_path, "a folder"),
        (tmp_path / "a\0b", "cannot be opened"),
    ):
        with pytest.raises(InputError, match=what) as caught:
            recognise(path)
        assert caught.value.hint
    (tmp_path / "empty").touch()
    with pytest.raises(InputError, match="empty"):
        recognise(tmp_path / "empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(DOCUMENT)
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        recognise(path)


def test_no_permission_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"may not be read.*permissions"):
        recognise(tmp_path / "secret")


def test_unknown_content(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"\0\1\2" * 99)
    with pytest.raises(UnknownFormat, match=r"binary content under a name ending in \.xml"):
        recognise(path)
    path.write_bytes(b"PAR1" + b"\0" * 99)
    with pytest.raises(UnknownFormat, match="parquet content"):
        recognise(path)
    path = tmp_path / "a.dat"
    path.write_bytes(b"\0\1\2" * 99)
    with pytest.raises(UnknownFormat, match=r"--as.*patnav formats"):
        recognise(path)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<!DOCTYPE patent-application-publication SYSTEM "pap-v16-2002-01-01.dtd" []>'
         b"<patent-application-publication>", "uspto-pap"),
        (b'<!DOCTYPE PATDOC SYSTEM "ST32-US-Grant-025xml.dtd" []><PATDOC DTD="2.5">', "uspto-st32"),
        (b"PATN\nWKU  039999999\nSRC  5\n", "uspto-greenbook"),
    ],
)  # fmt: skip
def test_recognised_by_the_first_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(content)
    assert recognise(path).name == name


@pytest.mark.parametrize("content", [gzip.compress(DOCUMENT * 99, mtime=0)[:40], b"PK\x03\x04garbage"])
def test_broken_compression(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        recognise(path)


@pytest.mark.shared
def test_every_real_file_is_recognised_or_named(shared: Callable[[str], Path]) -> None:
    folder = shared(".")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".dtd"]
    assert len(paths) > 100
    for path in paths:
        try:
            recognise(path)
        except InputError as error:
            assert error.hint
