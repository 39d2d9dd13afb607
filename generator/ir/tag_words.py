"""Words of a discriminator and values of its property go in; which of them stand for each other comes out.

Words are text, and the property may be a number or a truth value, which is compared as JSON writes it (OpenAPI 3.0.4,
section 4.7.25: tools may convert values to strings for that).
"""

from __future__ import annotations

import json
import re

_NUMBER = re.compile(
    r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,4})?"
)


def word_of(value: object) -> str:
    """The word that a value of the property is compared as; empty for what is no scalar."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value) if isinstance(value, int | float) else ""


def stands_for(word: str, value: object) -> bool:
    """Whether a word means a value, however it spells a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return bool(word) and word == word_of(value)
    return _NUMBER.fullmatch(word) is not None and json.loads(word) == value


def value_of(word: str, like: object) -> str | int | float:
    """The value of a word where `like`, another value of the property, tells that it is no text."""
    plain = isinstance(like, bool | int | float)
    if plain and (word in ("true", "false") or _NUMBER.fullmatch(word)):
        made: bool | int | float = json.loads(word)
        return made
    return word
