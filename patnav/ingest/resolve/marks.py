"""Why an organization is marked as it is: its kind, country, region, as small, as specialized (专精特新)."""

from __future__ import annotations

from dataclasses import dataclass

from patnav.graph.store import Store
from patnav.ingest.resolve.aliases import aliases
from patnav.ingest.resolve.kind import kind_by_words

__all__ = ["Mark", "marks"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of a mark, and what it rests on.

    Attributes:
        mark: ``kind``, ``country``, ``region``, ``sme`` or ``specialized``.
        value: The value.
        holds: Whether it is the one that the organization has in the graph.
        why: What told it.
        records: How many records state it or lead to it.
        example: One of them: its source and name.
    """

    mark: str
    value: str
    holds: bool
    why: str
    records: int
    example: str


def marks(store: Store, key: str) -> list[Mark]:
    """The marks of an organization, with what tells each.

    Args:
        store: The graph.
        key: Its key.

    Returns:
        One row for every value that is stated, those that hold first.
    """
    held = {(row["mark"], row["value"]) for row in store.rows(_HELD, {"key": key})}
    rows = [
        Mark(
            row["mark"],
            row["value"],
            (row["mark"], row["value"]) in held,
            _why(row["mark"], row["value"], row["via"], row["name"]),
            row["records"],
            row["example"],
        )
        for row in store.rows(_SAID, {"key": key})
    ]
    return sorted(rows, key=lambda mark: (mark.mark, not mark.holds, -mark.records, mark.value))


def _why(mark: str, value: str, via: str, name: str) -> str:
    if via in ("told", "list"):
        return "a list of organizations states it"
    body = aliases().find(name)
    listed = {"kind": body.kind, "country": body.country} if body else {}
    if listed.get(mark) == value:
        return "the table of organizations"
    if mark == "kind":
        return "words of the name" if kind_by_words(name) == value else "a document or record states it"
    return {"name": "a place in the name", "table": "the table of organizations"}.get(
        via, "a document or record states it"
    )


_HELD = """
SELECT mark, value FROM (UNPIVOT (
  SELECT kind, country, sme::VARCHAR AS sme, specialized::VARCHAR AS specialized FROM organization WHERE key = $key
) ON kind, country, sme, specialized INTO NAME mark VALUE value)
UNION ALL SELECT 'region', dst FROM located_in WHERE src = $key AND role = 'seat'
"""

_SAID = """
WITH leaf AS (SELECT leaf FROM same WHERE key = $key UNION SELECT $key), stated AS (
  SELECT s.*, CASE r.type WHEN 'Organization' THEN 'list' ELSE 'record' END AS basis,
         r.source || ': ' || r.record AS place
  FROM said.organization s JOIN leaf ON leaf.leaf = s.key JOIN record r USING (rid)
), told AS (
  SELECT 'kind' AS mark, kind AS value, CASE WHEN kind_told THEN 'told' ELSE 'name' END AS via, name, place, rid
  FROM stated
  UNION ALL SELECT 'country', country, basis, name, place, rid FROM stated
  UNION ALL SELECT 'sme', sme::VARCHAR, basis, name, place, rid FROM stated
  UNION ALL SELECT 'specialized', specialized::VARCHAR, basis, name, place, rid FROM stated
  UNION ALL
  SELECT 'region', l.dst, l.via, '', r.source || ': ' || r.record, l.rid
  FROM said.located_in l JOIN leaf ON leaf.leaf = l.src JOIN record r USING (rid)
)
SELECT mark, value, via, min(name) AS name, count(DISTINCT rid) AS records, min(place) AS example
FROM told WHERE value IS NOT NULL GROUP BY mark, value, via ORDER BY ALL
"""
