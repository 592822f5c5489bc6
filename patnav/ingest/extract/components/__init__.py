"""spaCy components, one a file, each registered under the name that its module's docstring gives."""
