"""PatNav: an open patent-navigation knowledge graph.

Patents and news go in, one graph comes out, questions are asked of it. Start at ``patnav.ingest.pipeline``
to follow data in, at ``patnav.queries`` to follow answers out, at ``patnav.graph.schema`` for the words.
"""

__version__ = "0.1.0"
