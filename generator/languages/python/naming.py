"""Python's rules for `generator.names`: casing and reserved words of every kind of name."""

from __future__ import annotations

from generator.languages.python.identifiers import (
    constant,
    is_identifier,
    pascal,
    snake,
    spoken,
)
from generator.languages.python.reserved import (
    ARGUMENTS,
    CLIENTS,
    DUNDER_DEBUG,
    INSIDE,
    KEYWORDS,
    METHODS,
    MODEL,
    MODEL_PREFIXES,
    MODULES,
    RESOURCES,
    TYPE_WORDS,
    TYPES,
)
from generator.languages.rules import LanguageRules, Position

_ALWAYS = KEYWORDS | DUNDER_DEBUG

RULES = LanguageRules(
    positions={
        # Files may lie on a disk that does not tell capitals from small letters.
        "package": Position(spoken, _ALWAYS | MODULES, ("_",), str.casefold),
        "module": Position(spoken, _ALWAYS | MODULES, ("_",), str.casefold),
        "type": Position(pascal, _ALWAYS | TYPES, ("_",)),
        "field": Position(snake, _ALWAYS | MODEL | TYPE_WORDS, ("_", *MODEL_PREFIXES)),
        "argument": Position(snake, _ALWAYS | ARGUMENTS | TYPE_WORDS, ("_",)),
        "method": Position(spoken, _ALWAYS | METHODS, ("_",)),
        "resource": Position(spoken, _ALWAYS | RESOURCES, ("_",)),
        "constant": Position(constant, _ALWAYS, ("_",)),
    },
    valid=is_identifier,
    max_length=100,
    guard="value_",
    beside_classes=CLIENTS,
    beside_methods=RESOURCES,
    inside_resources=INSIDE,
)
