"""Facts out of articles, with exact evidence: spaCy pipelines for English and Chinese.

:func:`~patnav.ingest.extract.pipeline.extract` is the way in, :mod:`~patnav.ingest.extract.contract` the way out as
JSON. The words that the grammar knows are YAML files in ``patnav/resources/extract``.
"""

from __future__ import annotations

from patnav.ingest.extract.contract import to_json
from patnav.ingest.extract.pipeline import extract, extract_all

__all__ = ["extract", "extract_all", "to_json"]
