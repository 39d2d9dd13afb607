"""A status goes in, the name of the exception class that stands for it comes out."""

from __future__ import annotations

import re
from http import HTTPStatus

STANDARD = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
"""Classes that the runtime has by itself."""


def class_name(status: int) -> str:
    """The name of the class for a status from 400 on: our own, else made from the phrase of RFC 9110."""
    if status in STANDARD:
        return STANDARD[status]
    if status >= 500:
        return "InternalServerError"
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        return "StatusError"
    words = re.findall(r"[A-Za-z]+", phrase.replace("'", ""))
    return "".join(word[0].upper() + word[1:] for word in words) + "Error"


FILLING = frozenset(
    [
        "a",
        "an",
        "and",
        "authentication",
        "error",
        "is",
        "not",
        "of",
        "or",
        "request",
        "required",
        "requires",
        "resource",
        "response",
        "the",
        "was",
        "were",
    ]
)
"""Words that add nothing to the phrase of a status."""


def repeats(status: int, text: str) -> bool:
    """Whether a text on an answer says no more than its status does: "Resource not found" of a 404."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        return False
    known = {*re.findall(r"[a-z]+", phrase.lower()), *FILLING}
    return {word.strip(".:!") for word in text.lower().split()} <= {*known, str(status)}
