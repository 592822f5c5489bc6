"""DOCDB exchange files: single documents and back-files; see :mod:`patnav.ingest.patents.exchange`.

A document that the EPO withdraws (``status="D"``) says nothing but that, and is passed over.

Source: DOCDB XML user documentation and ``exchange-documents-v2.5.9.xsd`` of the European Patent Office.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Format, Sample
from patnav.ingest.patents import exchange
from patnav.ingest.xml import Element, read, starts

__all__ = ["FORMAT"]

_NAME = "exchange-document"


def _recognises(sample: Sample) -> bool:
    return starts(sample, (_NAME, "exchange-documents")) and not starts(sample, ("world-patent-data",))


def _records(root: Element) -> Iterator[PatentRecord]:
    if root.get("status") != "D":
        yield exchange.record(root)


FORMAT = Format(
    name="epo-docdb",
    title="EPO DOCDB exchange documents, single or back-file",
    authority=10,
    recognises=_recognises,
    read=partial(read, names=(_NAME,), records=_records),
    version=2,
)
