"""The language-neutral picture of a document, how it is built, and the passes over it."""
