"""What can be asked: one module a question, its ``.sql`` beside it."""
