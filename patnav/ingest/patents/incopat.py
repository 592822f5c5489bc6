"""incoPat exports with Chinese column names, workbooks and CSV; mapped by ``resources/tables/incopat.yaml``."""

from __future__ import annotations

from patnav.ingest.tables import table_format

__all__ = ["FORMAT"]

FORMAT = table_format("incopat", "incopat-xlsx", "incoPat export with Chinese column names (xlsx, xls, csv)")
