"""What openapi-spec-validator says of a document beyond its schema, found in a fraction of the time.

The same parts are looked at in the same order, over plain objects in place of paths, and what is plainly in order is
seen at once. What is not goes to the library's own function for that one schema or default, so that the verdict, the
place and the words are the library's. `python -m tests.validate.compare` holds both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Document
from generator.validate.finding import Finding
from generator.validate.quick.document import Reading
from generator.validate.quick.official import earlier, meta

__all__ = ["earlier", "findings", "meta"]


def findings(document: Document, minor: int) -> Iterator[Finding]:
    """Find what `semantics.findings` finds.

    Args:
        document: bundled; its references lead to something.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.

    Raises:
        Exception: the library would raise as well, since the document is not what its schema asks for.
    """
    yield from Reading(document, minor).findings()
