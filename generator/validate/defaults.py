"""The library's judgement of defaults goes in; the same comes out, silent about what only Python's `re` could tell.

A pattern of the document may take Python's engine for ever. It is held against values by an engine with a limit, in
`values`, so nothing is lost where the library keeps quiet. Nor is it where a type is none, as the structural checks tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import validators
from jsonschema.exceptions import UnknownType
from openapi_spec_validator.validation import keywords

_MATCHING = ("pattern", "patternProperties", "unevaluatedProperties")
"""The keywords by which `jsonschema` searches a text for a pattern of the document."""


class _Pattern(Exception):
    """The judgement hangs on a pattern."""


def without_patterns(
    base: type[keywords.KeywordValidator],
) -> type[keywords.KeywordValidator]:
    """Give a check of values that ends without a word where it would have to search for a pattern, or at an unknown type."""
    foreign: Any = base

    def call(self: object, schema: Any, value: Any) -> Iterator[Any]:
        try:
            found = list(foreign.__call__(self, schema, value))
        except (_Pattern, UnknownType):
            return
        yield from found

    members: dict[str, Any] = {
        "__call__": call,
        "value_validator_cls": _silent(foreign.value_validator_cls),
    }
    made: type[Any] = type("WithoutPatterns", (base,), members)
    return made


@cache
def _silent(validator: Any) -> Any:
    additional = validator.VALIDATORS["additionalProperties"]

    def unless_matched(one: Any, rule: Any, value: Any, schema: Any) -> Iterator[Any]:
        if "patternProperties" in schema:
            raise _Pattern
        yield from additional(one, rule, value, schema)

    changed: dict[str, Any] = {
        word: _give_up for word in _MATCHING if word in validator.VALIDATORS
    }
    # The library's own `extend` has no types.
    foreign: Any = validators
    return foreign.extend(validator, changed | {"additionalProperties": unless_matched})


def _give_up(*_: Any) -> Iterator[Any]:
    raise _Pattern
