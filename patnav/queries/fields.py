"""What a class is about, by its field of technology in WIPO's concordance."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import yaml

__all__ = ["named_class"]


@cache
def _fields() -> dict[str, str]:
    """Name of the field by subclass, or main group where a subclass is divided."""
    folder = resources.files("patnav.resources")
    text = (folder / "wipo35_fields.yaml").read_text("utf-8")
    names = {n: names[1] for n, names in yaml.safe_load(text)["fields"].items()}
    lines = [line for line in (folder / "wipo35.csv").read_text("utf-8").splitlines() if not line.startswith("#")]
    return {row["symbol"]: names[int(row["field"])] for row in csv.DictReader(lines)}


def named_class(symbol: str) -> str:
    """A class symbol with the name of its field, ``H01L21/768 (Semiconductors)``, where it has one."""
    fields = _fields()
    field = fields.get(symbol.partition("/")[0]) or fields.get(symbol[:4])
    return f"{symbol} ({field})" if field else symbol
