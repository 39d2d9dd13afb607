"""A status goes in; its usual words, and the name of the exception class that stands for it, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
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

_PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Entity",
}
"""Phrases that not every version of Python has alike: those of RFC 9110, but the older one where a class is called so."""
_ALSO = {
    401: "unauthorised",
    413: "payload entity",
    414: "request-uri",
    416: "requested",
    422: "content validation",
}
"""Words that say of a status no more than its phrase; those of 422 are the ones that FastAPI writes into every document."""


def phrase_of(status: int) -> str:
    """The usual words for a status, with every version of Python the same; empty for one that is not registered."""
    if status in _PHRASES:
        return _PHRASES[status]
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def class_name(status: int) -> str:
    """The name of the class for a status from 400 on: our own, else made from its phrase."""
    if status in STANDARD:
        return STANDARD[status]
    if status >= 500:
        return "InternalServerError"
    words = re.findall(r"[A-Za-z]+", phrase_of(status).replace("'", ""))
    if not words:
        return "StatusError"
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
    phrase = phrase_of(status)
    if not phrase:
        return False
    words = re.findall(r"[a-z]+", phrase.lower())
    known = {*words, "".join(words), *_ALSO.get(status, "").split(), *FILLING}
    return {word.strip(".:!") for word in text.lower().split()} <= {*known, str(status)}


def declared(answers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The exception classes of the answers that are errors, each with what is said of it beyond its status.

    Args:
        answers: statuses, with what the document says of each. Several that share a class are told apart by their numbers.
    """
    found: dict[str, dict[str, str]] = {}
    for status, text in answers:
        if status.isdigit() and status[0] in "45":
            said = "" if repeats(int(status), text) else text
            found.setdefault(class_name(int(status)), {})[status] = said
    return [(name, _several(many)) for name, many in found.items()]


def _several(many: dict[str, str]) -> str:
    """What is said of the statuses of one class."""
    texts = {text for text in many.values() if text}
    if len(texts) < 2:
        return "".join(texts)
    told = ((status, " ".join(text.split())) for status, text in many.items())
    return "\n".join(f"- {status}: {text}" for status, text in told if text)
