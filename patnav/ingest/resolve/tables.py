"""The shipped tables, read: YAML and CSV files of :mod:`patnav.resources`.

Every table begins with comment lines (``#``) that name its source and date.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["read_rows", "read_yaml"]


def read_yaml(name: str) -> Any:
    """The content of the YAML table ``name``."""
    text = files("patnav.resources").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV table ``name``, comment lines left out."""
    text = files("patnav.resources").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))
