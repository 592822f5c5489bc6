from __future__ import annotations

from pathlib import Path

import pytest

import patnav
from patnav.ingest.fingerprint import EXTRACTOR, NUMBERS, RULES, fingerprint

PACKAGE = Path(patnav.__file__).parent


def matched(patterns: tuple[str, ...]) -> set[Path]:
    return {path for pattern in patterns for path in PACKAGE.glob(pattern)}


@pytest.mark.parametrize(
    ("patterns", "folder", "endings"),
    [
        (EXTRACTOR, "ingest/extract", {".py"}),
        (EXTRACTOR, "resources/extract", {".yaml", ".csv"}),
        (RULES, "ingest/resolve", {".py"}),
        (RULES, "ingest/classify", {".py"}),
    ],
)
def test_every_file_that_makes_the_result_counts(patterns: tuple[str, ...], folder: str, endings: set[str]) -> None:
    there = {path for path in (PACKAGE / folder).rglob("*") if path.suffix in endings}
    assert there
    assert there <= matched(patterns)


def test_each_pattern_finds_a_file_and_the_fingerprints_differ() -> None:
    assert all(matched((pattern,)) for pattern in (*EXTRACTOR, *NUMBERS, *RULES))
    assert len({fingerprint(EXTRACTOR), fingerprint(NUMBERS), fingerprint(RULES)}) == 3
