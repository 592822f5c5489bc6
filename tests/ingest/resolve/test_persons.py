"""Person or organization, where the source does not say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from patnav.ingest.resolve.persons import is_person


@pytest.mark.parametrize(
    "name",
    [
        "SMITH JOHN A",
        "王明",
        "欧阳修文",
        "Van Der Werf Sylvie",
        "Li, Jun",
        "Li; Jun",
        "ZHANG MIAOHUA",
        "Chang-Ming Yang",
        "John A. Smith",
        "约翰·史密斯",
        "Schröder, Christian",
    ],
)
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "US HEALTH",
        "UNIV MARYLAND",
        "GLAXOSMITHKLINE BIOLOG SA",
        "清华大学",
        "华为技术",
        "苏州",
        "Siemens Ltd., China",
        "Hydro-Quebec",
        "REGENERON",
        "AKZO NOBEL NV",
        "INTERVET INT BV",
        "3M Innovative Properties",
        "Johnson & Johnson",
        ",",
        ".",
        "РИДЖЕНЕРОН",
    ],
)
def test_organizations(name: str) -> None:
    assert not is_person(name)


@pytest.mark.shared
def test_applicants_of_lens(shared: Callable[[str], Path]) -> None:
    """Applicants who are inventors of the same patent are persons; the others mostly are not."""
    persons: set[str] = set()
    others: set[str] = set()
    for path in sorted(shared("lens_jsonl").glob("*.jsonl*")):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
            for line in file:
                record = json.loads(line)
                inventors = {name.upper() for name in record["inventors"]}
                for name in record["applicants"]:
                    (persons if name.upper() in inventors else others).add(name)
    others -= persons
    found = sum(map(is_person, persons))
    wrong = sum(map(is_person, others))
    assert found / (found + wrong) > 0.93
    assert found / len(persons) > 0.85
