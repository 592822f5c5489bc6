"""The field's measures as pure functions: numbers in, numbers out, None or NaN where a measure is undefined."""
