"""Articles as JSON: JSON Lines, a list, or an object that holds a list; fields found by the names in common use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import orjson

from patnav.errors import UnreadableFile
from patnav.ingest import archives, opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.news.days import day_of
from patnav.ingest.news.fragment import text_of
from patnav.ingest.news.record import article

__all__ = ["FORMAT"]

_LIST_LIMIT = 64 * 1024 * 1024
"""The most bytes of a file that is one JSON value; JSON Lines have no limit."""

Record = dict[str, Any]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Names of fields by what they hold, those to be preferred first."""
    import yaml

    text = (resources.files("patnav.resources") / "news_fields.yaml").read_text("utf-8")
    table = yaml.safe_load(text)
    return {what: tuple(map(_plain, names)) for what, names in (table["fields"] | {"never": table["never"]}).items()}


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _field(record: Record, what: str) -> Any:
    """The first field with a value of those that may hold it."""
    known = {_plain(name): value for name, value in record.items()}
    return next((known[name] for name in _names()[what] if known.get(name) not in (None, "", [], {})), None)


def _words(value: Any) -> str:
    """Text of a value: a string, a list of paragraphs, or what an object has for a name."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or value.get("text") or "")
    return text_of(value) if isinstance(value, str) else ""


def _is_article(record: Any) -> bool:
    if not isinstance(record, dict) or any(_plain(name) in _names()["never"] for name in record):
        return False
    return bool(_words(_field(record, "text"))) and any(_field(record, what) for what in ("title", "published", "url"))


def _recognises(sample: Sample) -> bool:
    start = sample.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] not in (b"{", b"[") and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        first = next((line for _, line in opening.lines(sample.path) if line.strip()), b"")
        if first.lstrip()[:1] == b"{":
            return _is_article(orjson.loads(first)) or any(map(_is_article, _listed(orjson.loads(first))))
    except orjson.JSONDecodeError:
        pass
    except (*archives.BROKEN, UnreadableFile):
        return False
    return any(map(_is_article, _begun(sample)))


def _begun(sample: Sample) -> Iterator[Any]:
    """The first whole object of a list whose beginning is known."""
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        try:
            text = sample.head.decode(encoding, "ignore")
            break
        except UnicodeError:
            continue
    for opened in list(re.finditer(r"\{", text))[:3]:
        for closed in list(re.finditer(r"\}", text[opened.start() :]))[:200]:
            try:
                yield orjson.loads(text[opened.start() : opened.start() + closed.end()])
                break
            except orjson.JSONDecodeError:
                continue


def _read(path: Path) -> Iterator[Item | Reject]:
    lines = opening.lines(path)
    first = next((line for _, line in lines if line.strip()), b"")
    try:
        one = orjson.loads(first)
    except orjson.JSONDecodeError:
        one = None
    if isinstance(one, dict) and not _listed(one):
        yield from _each(path, "line", _lines(path))
        return
    try:
        whole = orjson.loads(b"\n".join(line for _, line in _bounded(path)))
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(f"{path}: no whole JSON ({error})", "copy or download the file again") from None
    records = whole if isinstance(whole, list) else _listed(whole) or [whole]
    yield from _each(path, "item", ((number, one, orjson.dumps(one)) for number, one in enumerate(records, start=1)))


def _bounded(path: Path) -> Iterator[tuple[int, bytes]]:
    size = 0
    for number, line in opening.lines(path):
        size += len(line)
        if size > _LIST_LIMIT:
            raise UnreadableFile(f"{path}: a JSON list of over {_LIST_LIMIT >> 20} MB", "make JSON Lines of it")
        yield number, line


def _listed(whole: Any) -> list[Any]:
    """The list of articles in an object: ``{"articles": [...]}``."""
    lists = [value for value in whole.values() if isinstance(value, list)] if isinstance(whole, dict) else []
    return next((value for value in lists if value and all(isinstance(one, dict) for one in value)), [])


def _lines(path: Path) -> Iterator[tuple[int, Any, bytes]]:
    for number, line in opening.lines(path):
        if line.strip():
            try:
                yield number, orjson.loads(line), line
            except orjson.JSONDecodeError as error:
                yield number, UnreadableFile(f"no JSON: {error}"), line


def _each(path: Path, word: str, records: Iterable[tuple[int, Any, bytes]]) -> Iterator[Item | Reject]:
    for number, record, raw in records:
        position = f"{word} {number}"
        try:
            if isinstance(record, UnreadableFile):
                raise record
            if not isinstance(record, dict):
                raise UnreadableFile("no JSON object")
            yield Item(
                position,
                article(
                    _words(_field(record, "text")),
                    title=_words(_field(record, "title")),
                    published=day_of(_field(record, "published")),
                    publisher=_words(_field(record, "publisher")) or None,
                    url=_words(_field(record, "url")) or None,
                    place=position,
                ),
            )
        except UnreadableFile as error:
            yield Reject(position, error.what.removeprefix(f"{position}: "), raw[:RAW])


FORMAT = Format(
    name="news-json",
    title="News and other articles as JSON Lines or JSON",
    authority=50,
    recognises=_recognises,
    read=_read,
    articles=True,
)
