"""What the graph is and where it lives: schema, records, workspace, projection, stores, export."""
