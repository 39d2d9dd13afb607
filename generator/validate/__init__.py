"""Judges a document as it stands and returns diagnostics."""
