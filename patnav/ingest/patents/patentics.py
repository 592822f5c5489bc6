"""Patentics exports with Chinese column names, workbooks and CSV; mapped by ``resources/tables/patentics.yaml``."""

from __future__ import annotations

from patnav.ingest.tables import table_format

__all__ = ["FORMAT"]

FORMAT = table_format("patentics", "patentics-xlsx", "Patentics export with Chinese column names (xlsx, xls, csv)")
