"""Class symbols to the 35 technology fields of WIPO, in five sectors.

Source: U. Schmoch, Concept of a Technology Classification for Country Comparisons, WIPO IPC/CE/41/5 (2008).
CPC symbols go by the same subclasses; sections and subclasses that only CPC has (Y02, Y10) belong to no field.
"""

from __future__ import annotations

import re
from functools import cache

from patnav.graph.links import IndustryNode
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["field", "nodes"]

_GROUP = re.compile(r"^([A-H]\d\d[A-Z])(\d+)?")


@cache
def _fields() -> dict[str, str]:
    return {row["symbol"]: f"wipo35:{row['field']}" for row in read_rows("wipo35.csv")}


def field(symbol: str) -> str | None:
    """Key of the technology field of a class symbol, ``wipo35:8`` for ``H01L21/768``; None where there is none.

    A main group listed by itself goes before its subclass (``G01N33`` is field 11, the rest of ``G01N`` field 10).
    """
    match = _GROUP.match(symbol)
    if match is None:
        return None
    fields = _fields()
    return fields.get(match.group(), fields.get(match.group(1)))


@cache
def nodes() -> tuple[IndustryNode, ...]:
    """The sectors (``wipo35:electrical``) and fields (``wipo35:8``), sectors first."""
    table = read_yaml("wipo35_fields.yaml")
    sectors = [IndustryNode(f"wipo35:{key}", name, zh, None) for key, (name, zh) in table["sectors"].items()]
    fields = [
        IndustryNode(f"wipo35:{number}", name, name_zh, f"wipo35:{sector}")
        for number, (sector, name, name_zh) in table["fields"].items()
    ]
    return (*sectors, *fields)
