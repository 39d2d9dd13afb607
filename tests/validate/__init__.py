"""Tests of what is said about documents, and the comparison of our checks with openapi-spec-validator's own."""
