"""What is said of a document in words of OpenAPI 3.0 goes in; the same in words of Swagger 2.0, in which it was written, comes out."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from generator.diagnostics import Diagnostic, Misused

_PLACES = {
    "schemas": "definitions",
    "responses": "responses",
    "parameters": "parameters",
    "requestBodies": "parameters",
    "securitySchemes": "securityDefinitions",
}
_PLACE = re.compile(rf"(#/)?components/({'|'.join(_PLACES)})")
_SAID = (
    ("Set 'openapi' to 3.1, or leave the key out.", "Leave the key out."),
    (", or use OpenAPI 3.1.", "."),
    ("true or false in OpenAPI 3.0, a number from 3.1 on,", "true or false"),
    (" (from 3.1 on also null, or a list of these)", ""),
    ("'nullable: true'", "'x-nullable: true'"),
    (" is ignored, as OpenAPI says.", " is not sent as a parameter."),
    (
        "Describe it by a security scheme or by the media types.",
        "It follows from 'consumes' and 'produces'.",
    ),
    (
        "Describe a body of JSON as well, if",
        "Let 'consumes' name JSON as well, if",
    ),
    ("Describe a body of JSON as well.", "Let 'produces' name JSON as well."),
    ("OpenAPI 3.0", "Swagger 2.0"),
    ("an OpenAPI object", "a Swagger object"),
)
_NEWER = re.compile(
    r"is known from OpenAPI 3\.\d on, (and this document is 3\.0|not here)"
)


def reworded(found: Diagnostic) -> Diagnostic:
    """Give the diagnostic as it is said to the author of a document of Swagger 2.0."""
    return replace(found, message=in_words(found.message), hint=in_words(found.hint))


@contextmanager
def told() -> Generator[None, None, None]:
    """Say what is wrong with settings in words of Swagger 2.0, as they name what stands in such a document."""
    try:
        yield
    except Misused as error:
        raise Misused(in_words(error.message), in_words(error.hint)) from None


def in_words(text: str) -> str:
    """Give the text in words of Swagger 2.0."""
    for old, new in _SAID:
        text = text.replace(old, new)
    text = _NEWER.sub("is not known in Swagger 2.0", text)
    return _PLACE.sub(lambda one: (one[1] or "") + _PLACES[one[2]], text)
