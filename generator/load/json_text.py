"""JSON text goes in; its value comes out, or a diagnostic at the very character that is wrong (RFC 8259)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Refused
from generator.jsonvalues import depth_exceeds
from generator.load import pointer
from generator.load.limits import Limits
from generator.load.source import Source
from generator.load.yaml_scalars import real, too_large

# Strings come first, so that nothing inside one is taken for a token.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[-+.\w]+', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile(
    r"(?<!\\)(?:\\\\)*(\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F])"
)


class _Number(ValueError):
    """A number that JSON or this program has no room for."""


class _Twice(ValueError):
    """A key that stands twice in one object."""


def parse(source: Source, limits: Limits) -> Any:
    """The value of a JSON text.

    Raises:
        json.JSONDecodeError: it is no JSON; `syntax` makes the diagnostic.
        Refused: it is JSON that cannot be used: a key twice, NaN, too deep, a number that is too large.
    """
    try:
        value = json.loads(
            source.text,
            object_pairs_hook=_unique,
            parse_float=lambda digits: real(digits, limits.digits),
            parse_constant=_constant,
        )
    except RecursionError:
        raise _deep(source, limits) from None
    except json.JSONDecodeError:
        raise
    except _Twice:
        raise _twice(source) from None
    except ValueError:  # Ours, and int's own refusal of more than some thousand digits.
        raise _number(source, limits) from None
    if depth_exceeds(value, limits.depth):
        raise _deep(source, limits)
    if _SURROGATE.search(source.text):
        _whole_characters(value, source)
    return value


def syntax(source: Source, error: json.JSONDecodeError) -> Refused:
    """The refusal of a text that is no JSON."""
    if not source.text.strip():
        return source.refuse(0, "empty", "the document is empty")
    hint = ""
    if source.text.lstrip()[:1] not in ("{", "["):
        hint = "If this is YAML, give the file the extension .yaml."
    elif source.text[error.pos : error.pos + 1] in ("}", "]") or error.msg.startswith(
        "Illegal trailing"
    ):
        hint = "JSON allows no comma before a closing bracket."
    elif source.text.startswith(("//", "/*"), error.pos):
        hint = "JSON has no comments."
    message = error.msg[:1].lower() + error.msg[1:]
    return source.refuse(
        min(error.pos, len(source.text)),
        "json-syntax",
        f"this is no JSON: {message}",
        hint,
    )


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _Twice
    return value


def _constant(_: str) -> Any:
    raise _Number


def _tokens(source: Source) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(source.text):
        yield match.group(), match.start()


def _deep(source: Source, limits: Limits) -> Refused:
    depth = place = 0
    for token, offset in _tokens(source):
        depth += (token in "{[") - (token in "}]")
        if depth > limits.depth:
            place = offset
            break
    return source.refuse(
        place,
        "too-deep",
        f"more than {limits.depth} objects and arrays inside each other",
    )


def _number(source: Source, limits: Limits) -> Refused:
    numbers = (
        (start, token)
        for token, start in _tokens(source)
        if token[0] in "-NI0123456789"
    )
    offset, digits = next(
        (each for each in numbers if not _usable(each[1], limits)), (0, "9")
    )
    if digits.lstrip("-")[0] in "NI":
        return source.refuse(
            offset,
            "not-finite",
            f"{digits} is no JSON number",
            "Write null, or leave the key out.",
        )
    return source.refuse(
        offset,
        "number-too-large",
        too_large(digits),
    )


def _usable(digits: str, limits: Limits) -> bool:
    try:
        if set(digits) & set("NI"):
            return False
        if set(digits) & set(".eE"):
            real(digits, limits.digits)
        return len(digits) <= limits.digits
    except ValueError:
        return False


def _twice(source: Source) -> Refused:
    """Finds the first key that stands twice, with the pointer of the object it stands in."""
    keys: list[set[str] | None] = []
    path: list[str | int] = []
    expect_key = False
    for token, offset in _tokens(source):
        if token in "{[":
            keys.append(set() if token == "{" else None)
            path.append("" if token == "{" else 0)
            expect_key = token == "{"
        elif token in "}]":
            keys.pop()
            path.pop()
            expect_key = False
        elif token == ",":
            expect_key = keys[-1] is not None
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else path[-1]
        elif expect_key and (seen := keys[-1]) is not None and token[0] == '"':
            path[-1] = key = json.loads(token, strict=False)
            if key in seen:
                return twice(source, offset, key, pointer.join(pointer.ROOT, *path))
            seen.add(key)
            expect_key = False
    raise AssertionError("the reader saw a key twice")


def twice(source: Source, offset: int, key: str, at: str) -> Refused:
    """The refusal of a key that stands twice in one object or mapping."""
    message = (
        f"the key {key[:200]!r} stands twice here, and only one of the two could count"
    )
    return source.refuse(
        offset, "duplicate-key", message, "Remove or rename one of them.", at
    )


def _whole_characters(value: Any, source: Source) -> None:
    """Half of a surrogate pair is no character: it could not be written to any file later."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        half = _HALF.search(source.text)
        raise source.refuse(
            half.start(1) if half else 0,
            "half-character",
            "half of a surrogate pair is no character",
        ) from None
