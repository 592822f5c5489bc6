"""``docs/formats.md`` is up to date: every format stands in it, and what small real files give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.formats import DOC, line, patent_formats, readable


def test_every_format_stands_in_the_page() -> None:
    text = DOC.read_text("utf-8")
    for one in patent_formats():
        assert f"| `{one.name}` | {one.title} | {one.authority} |" in text


@pytest.mark.shared
def test_what_is_read_of_real_files(shared: Callable[[str], Path]) -> None:
    """Files over 300 KB are only looked up, so that this stays quick; the page's command reads them all."""
    folder = shared(".")
    text = DOC.read_text("utf-8")
    found = list(readable(folder))
    assert len(found) > 90
    for path, known in found:
        assert f"| `{path.relative_to(folder)}` | {known.name} |" in text
        if path.stat().st_size < 300_000 and path.suffix != ".gz":
            assert line(folder, path, known) in text, path
    assert text.count("\n| `") == len(found) + len(patent_formats())
