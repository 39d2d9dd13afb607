"""A regular expression of the document goes in; an engine that has a limit compiles it and tells what it matches.

Python's `re` has none: a few dozen signs keep it busy for ever.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jsonschema_rs

BACKTRACKS = 1_000
PATTERN_SIZE = 1 << 20


def options() -> jsonschema_rs.FancyRegexOptions:
    """Give the engine's limits."""
    import jsonschema_rs

    return jsonschema_rs.FancyRegexOptions(BACKTRACKS, PATTERN_SIZE)


def compiles(pattern: str) -> bool:
    """Whether a pattern is a regular expression of ECMA-262 that can be compiled within bounds."""
    return _compiled(pattern) is not None


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text; a pattern that cannot be read, or decided within bounds, is not."""
    validator = _compiled(pattern)
    return validator is not None and bool(validator.is_valid(text))


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    import jsonschema_rs

    try:
        return jsonschema_rs.Draft202012Validator(
            {"pattern": pattern}, offline=True, pattern_options=options()
        )
    except ValueError:
        return None
