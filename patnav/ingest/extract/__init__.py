"""From text to facts with evidence: spaCy pipelines and the grammar on top of them."""
