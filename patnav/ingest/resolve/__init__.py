"""Names to entities: normalise, look up, decide."""
