"""Classes to technology fields and industries; text to regions."""
