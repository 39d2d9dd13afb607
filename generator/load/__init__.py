"""Reads YAML or JSON text, and what it refers to, into one `Document` with places."""
