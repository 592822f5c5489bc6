"""Patent readers: one module a format, found through :mod:`patnav.ingest.formats`."""
