"""Whatever a file holds, a reader yields, rejects or raises an error of PatNav; it never fails otherwise."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_files import INCOPAT, USPTO, files, parquet, workbook

from patnav.errors import InputError, PatNavError, UnreadableFile
from patnav.ingest import archives, formats
from patnav.ingest.formats import Item, Reject

FILES = [(name, place, content) for name, contents in files().items() for place, content in enumerate(contents)]
IDS = [f"{name}-{place}" for name, place, _ in FILES]


def survive(name: str, path: Path) -> list[Item | Reject]:
    """Recognises and reads a file, holding every failure to be one that PatNav raises on purpose."""
    found: list[Item | Reject] = []
    try:
        formats.recognise(path)
    except PatNavError as error:
        assert isinstance(error, InputError)
    try:
        for one in formats.named(name).read(path):
            found.append(one)
    except PatNavError as error:
        assert isinstance(error, InputError)
        assert error.hint
    assert len({one.position for one in found}) == len(found)
    return found


@pytest.mark.parametrize(("name", "place", "content"), FILES, ids=IDS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated(name: str, place: int, content: bytes, tmp_path: Path, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        where = data.draw(st.integers(0, len(changed) - 1))
        what = data.draw(
            st.sampled_from([b"", b"\0", b"\xff", b"<", b'"', b"\n", b"}", b"&", b"9" * 30]) | st.binary(max_size=3)
        )
        changed[where : where + data.draw(st.integers(0, 5))] = what
    path = tmp_path / f"{name}-{place}"
    path.write_bytes(bytes(changed))
    survive(name, path)


@pytest.mark.parametrize(("name", "place", "content"), FILES, ids=IDS)
def test_truncated(name: str, place: int, content: bytes, tmp_path: Path) -> None:
    """What is read of a file cut off stands in the whole file too, or is in doubt: nothing is read wrongly."""
    path = tmp_path / "file"
    path.write_bytes(content)
    whole = {repr(one.record) for one in survive(name, path) if isinstance(one, Item)}
    for end in range(1, len(content), max(1, len(content) // 40)):
        path.write_bytes(content[:end])
        found = {repr(one.record) for one in survive(name, path) if isinstance(one, Item) and not one.doubt}
        assert found <= whole
        path.write_bytes(gzip.compress(content)[:end])
        survive(name, path)


@pytest.mark.parametrize("name", sorted({name for name, _, _ in FILES}))
@pytest.mark.parametrize(
    "content",
    [
        b"\x00" * 5000,
        bytes(range(256)) * 300,
        b"\x1f\x8b",
        b"PK\x03\x04" + b"\x00" * 99,
        b"PAR1" + b"\xff" * 99 + b"PAR1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5000,
        b"\xff\xfe" + b"a" * 99,
        b"<" * 5000,
        b'{"a":' * 5000,
    ],
)
def test_garbage(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "garbage.xml"
    path.write_bytes(content)
    with pytest.raises(InputError):
        formats.recognise(path)
    assert not [one for one in survive(name, path) if isinstance(one, Item)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 5000),
    junk=st.sampled_from(["<", "</row>", 'r="ZZZ99999999"', 't="s"', "9" * 20, "&#0;", '"', ""]),
)
def test_workbook_of_broken_parts(place: int, junk: str, tmp_path: Path) -> None:
    """A part that is broken inside a zip that is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(INCOPAT))) as whole, zipfile.ZipFile(out, "w") as broken:
        for part in whole.namelist():
            text = whole.read(part).decode()
            cut = place % (len(text) + 1)
            broken.writestr(
                part, text[:cut] + junk + text[cut + len(junk) // 2 :] if part.endswith("sheet1.xml") else text
            )
    path = tmp_path / "file"
    path.write_bytes(out.getvalue())
    survive("incopat-xlsx", path)


@pytest.mark.parametrize("name", ["uspto-xml", "lens-jsonl", "patnav-jsonl", "patentsview", "incopat-xlsx"])
def test_gzip_bomb(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE", 4 << 20)
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as stream:
        stream.write(b"patent_id,patent_type,patent_date,patent_title\n")
        for _ in range(64):
            stream.write((b" " * 1023 + b"\n") * 1024)
    path = tmp_path / "bomb"
    path.write_bytes(bomb.getvalue())
    with pytest.raises(UnreadableFile, match=r"compressed size|column names|without"):
        list(formats.named(name).read(path))


def test_zip_bomb_in_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE", 4 << 20)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(workbook(INCOPAT))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.bin", b"\0" * (32 << 20))
    with pytest.raises(UnreadableFile, match="compressed size"):
        list(formats.named("incopat-xlsx").read(path))


@pytest.mark.parametrize("name", ["lens-jsonl", "patnav-jsonl", "patentsview", "incopat-xlsx"])
def test_endless_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sparse file of 2 GiB: one line, which must not be held."""
    path = tmp_path / "endless"
    with path.open("wb") as stream:
        stream.write(b'{"patent_id":"')
        stream.truncate(2 << 30)
    with pytest.raises(UnreadableFile, match="line 1 is longer than 64 MiB"):
        list(formats.named(name).read(path))


def test_entity_bomb_is_quick(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    path = tmp_path / "bomb.xml"
    path.write_text(USPTO.replace("[ ]>", f'[<!ENTITY a0 "ha">{entities}]>').replace("A pump.", "&a12;"), "utf-8")
    (found,) = survive("uspto-xml", path)
    assert isinstance(found, Reject) and "declares entities" in found.reason


def test_parquet_rows_are_not_held(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(
        parquet(
            [{"patent_id": str(n), "patent_type": "utility", "patent_date": "", "patent_title": "a"} for n in range(9)]
        )
    )
    rows: Iterator[Item | Reject] = formats.named("patentsview").read(path)
    assert next(rows).position == "row 1"
    rows.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "reference",
    [
        'r="XFD1048576"',
        'r="A999999999"',
        'r="ZZZZZZZZZ1"',
        'r="xfd1048576"',
        'r="rrr1048576"',
        "r='XFD1048576'",
        '\n\tr\n=\t"XFD1048576"',
        f'r{" " * 300}= "XFD1048576"',
        f'r={" " * 50}"XFD1048576"',
    ],
    ids=range(9),
)
def test_far_cell(reference: str, tmp_path: Path) -> None:
    """One cell far out makes a library that holds the rectangle around all cells ask for terabytes."""
    _refused_as_far(tmp_path, lambda sheet: sheet.replace('r="A2"', reference))


@pytest.mark.parametrize("within", range(0, 16, 3))
def test_far_cell_across_blocks(within: int, tmp_path: Path) -> None:
    """A reference that lies across two of the blocks of 1 MiB in which a sheet is looked at."""

    def pad(sheet: str) -> str:
        before, after = sheet.split('<c r="A2"')
        padding = (1 << 20) - len(before.encode()) - len("<!---->") - within
        return f'{before}<!--{"0" * padding}--><c r="XFD1048576"{after}'

    _refused_as_far(tmp_path, pad)


def _refused_as_far(tmp_path: Path, change: Callable[[str], str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(INCOPAT))) as whole, zipfile.ZipFile(out, "w") as far:
        for part in whole.namelist():
            far.writestr(part, change(whole.read(part).decode()) if "sheet1.xml" in part else whole.read(part))
    path = tmp_path / "far.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(UnreadableFile, match="more than 20,000,000 cells"):
        list(formats.named("incopat-xlsx").read(path))
