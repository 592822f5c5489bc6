"""Class symbols to classes of the Chinese national economy (GB/T 4754-2017).

Where a symbol, its main group or its subclass has an entry in ``nic_classes.csv``, that tells its classes (four digits,
``nic:C3973``); any other belongs to the divisions of its WIPO field (``nic_fields.yaml``, two digits, ``nic:C39``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from patnav.graph.links import IndustryNode
from patnav.ingest.classify import wipo35
from patnav.ingest.resolve.tables import read_rows, read_yaml

__all__ = ["codes", "nodes"]


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    return {
        row["symbol"]: tuple(f"nic:{code}" for code in row["codes"].split()) for row in read_rows("nic_classes.csv")
    }


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    table = read_yaml("nic_fields.yaml")["fields"]
    return {f"wipo35:{field}": tuple(f"nic:{code}" for code in codes) for field, codes in table.items()}


def codes(symbol: str) -> tuple[str, ...]:
    """Keys of a class symbol's economic classes, of divisions where only its field tells; empty without both."""
    classes = _classes()
    for one in (symbol, symbol.partition("/")[0], symbol[:4]):
        if one in classes:
            return classes[one]
    return _fields().get(wipo35.field(symbol) or "", ())


@cache
def nodes() -> tuple[IndustryNode, ...]:
    """Sections (``nic:C``), divisions (``nic:C39``), groups (``nic:C397``), classes (``nic:C3973``), in this order."""
    english = read_yaml("nic_fields.yaml")["names"]
    rows = sorted(read_rows("nic.csv"), key=lambda row: (len(row["code"]), row["code"]))
    return tuple(
        IndustryNode(f"nic:{row['code']}", english.get(row["code"]), row["name_zh"], _above(row["code"]))
        for row in rows
    )


def _above(code: str) -> str | None:
    """Codes grow by a digit from the division on: ``C39`` over ``C397`` over ``C3973``, and ``C`` over ``C39``."""
    return None if len(code) == 1 else f"nic:{code[: max(len(code) - 1, 1) if len(code) > 3 else 1]}"
