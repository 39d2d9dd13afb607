"""Text that others may have written in; what of it may be shown out: no secret, and nothing that a terminal obeys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .transport import Request

_SECRET_WORDS = (
    "api-key",
    "apikey",
    "auth",
    "cookie",
    "credential",
    "passw",
    "secret",
    "session",
    "signature",
    "token",
)

_ADDRESSES = frozenset({"content-location", "location", "refresh"})
"""Header fields that hold an address, whose query may sign it."""

_SHORTEST = 6
"""Characters of a secret that is looked for in texts; what is shorter stands in many words."""

_SCHEMES = frozenset({"basic", "bearer", "digest"})

_OBEYED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What moves, colours or turns text where it is shown, ends a line, or cannot be written at all."""


def printable(text: str) -> str:
    """A text in one line, in which what a terminal or a log would obey is spelled as an escape."""
    return _OBEYED.sub(
        lambda one: one[0].encode("unicode_escape").decode("ascii"), text
    )


def shown(url: str) -> str:
    """An address without what may hold secrets: its query, and a name and a password before the server's."""
    before, _, _ = url.partition("#")[0].partition("?")
    scheme, mark, rest = before.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{mark}{authority.rpartition('@')[2]}{slash}{path}"


def is_secret(name: str) -> bool:
    """Tell whether a header, query parameter or cookie of this name is likely to hold a secret."""
    lowered = name.lower().replace("_", "-")
    return any(word in lowered for word in _SECRET_WORDS)


def redacted(
    pairs: Iterable[tuple[str, str]], secret: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """The same pairs without secrets: asterisks for a value that may be one, and addresses as they are `shown`.

    Args:
        secret: names of headers that are known to hold one.
    """
    known = {name.lower() for name in secret}
    return [
        (name, "***" if is_secret(name) or name.lower() in known else _led(name, value))
        for name, value in pairs
    ]


def _led(name: str, value: str) -> str:
    """A header field's value, in which addresses are as they are `shown`."""
    if name.lower() in _ADDRESSES:
        return shown(value)
    if name.lower() == "link":
        return "<".join(shown(part) for part in value.split("<"))
    return value


def secrets_of(request: Request) -> list[str]:
    """What a request holds that nobody else should see, in every spelling in which an answer may say it back."""
    from urllib.parse import unquote_plus

    known = {name.lower() for name in request.secret}
    query = request.url.partition("#")[0].partition("?")[2]
    parts = [part.partition("=") for part in query.split("&")]
    pairs = [
        *request.headers,
        *((unquote_plus(name), value) for name, _, value in parts),
    ]
    found = [value for name, value in pairs if is_secret(name) or name.lower() in known]
    words = {
        spelled
        for value in found
        for word in _words(value)
        if word.lower() not in _SCHEMES
        for spelled in _spelled(word)
    }
    long = (word for word in words if len(word) >= _SHORTEST)
    return sorted(long, key=len, reverse=True)


def _words(value: str) -> Iterator[str]:
    """A value and its parts: words, what stands behind their equals signs, and the pair that Basic stands for."""
    yield value
    scheme, _, rest = value.partition(" ")
    if scheme.lower() == "basic":
        yield from _decoded(rest)
    for word in re.split(r"[\s;,]+", value):
        yield word
        yield word.rstrip("=")
        yield word.partition("=")[2].strip('="')


def _decoded(pair: str) -> Iterator[str]:
    """The user name with the password, and the password, of a Basic header field (RFC 7617)."""
    from base64 import b64decode

    try:
        text = b64decode(pair).decode()
    except ValueError:
        return
    yield text
    yield text.partition(":")[2]


def _spelled(word: str) -> Iterator[str]:
    """A word as it is, without and with percent-encoding, and as text of JSON and of Python shows it."""
    from json import dumps
    from urllib.parse import quote, quote_plus, unquote, unquote_plus

    for plain in {word, unquote(word), unquote_plus(word)}:
        escaped = dumps(plain)[1:-1]
        yield from (plain, quote(plain), quote(plain, safe=""), quote_plus(plain))
        yield from (escaped, escaped.replace("/", "\\/"), repr(plain)[1:-1])


def without_secrets(text: str, request: Request) -> str:
    """A text of the server's with the request's own secrets replaced by asterisks."""
    for secret in secrets_of(request):
        text = text.replace(secret, "***")
    return text
