"""Readers for news: plain text and Markdown, and web pages."""
