"""Python: JSON values, document text and words become literals, docstrings and identifiers."""

from __future__ import annotations

from generator.languages.python.docstrings import docstring
from generator.languages.python.identifiers import (
    constant,
    is_identifier,
    pascal,
    snake,
    words,
)
from generator.languages.python.naming import RULES
from generator.languages.python.strings import comment, literal, scalar, string

__all__ = [
    "RULES",
    "comment",
    "constant",
    "docstring",
    "is_identifier",
    "literal",
    "pascal",
    "scalar",
    "snake",
    "string",
    "words",
]
