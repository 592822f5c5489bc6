"""News readers: files and pages to articles."""
