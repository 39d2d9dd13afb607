"""What is not plainly in order goes in; what openapi-spec-validator says of just that comes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.load import Document
from generator.validate.finding import Finding
from generator.validate.trails import Trail, place_of

if TYPE_CHECKING:
    from generator.validate.semantics import Single


PATTERN = "python-pattern"
"""The code of a pattern that Python's dialect does not know; `values` judges it in that of ECMA-262, which counts."""


class Library:
    """The library's judgement of single schemas and defaults of one document; imported when first asked."""

    def __init__(self, document: Document, minor: int) -> None:
        self._document = document
        self._minor = minor

    @cached_property
    def _single(self) -> Single:
        from generator.validate.semantics import Single

        return Single(self._document, self._minor)

    def schema(self, schema: Any, trail: Trail) -> list[Finding]:
        """Say what keeps a schema from being one; at most one thing, which may have the code PATTERN."""
        return list(self._single.schema(schema, place_of(trail)))

    def default(self, trail: Trail, value: Any) -> Iterator[Finding]:
        """Say why a default does not fit the schema that stands at `trail`."""
        yield from self._single.default(place_of(trail), value)
