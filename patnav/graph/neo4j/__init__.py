"""The graph in a Neo4j server: the store that answers questions there, and the ways to it and back."""
