"""A request and what the document says of its parameters in; the handler's arguments out.

The forms are those of the tables in OpenAPI 3.2, "Style Values" and "Style Examples", and of RFC 6570. Percent signs
are read last, so that a separator inside a value is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, unquote_plus

from pydantic import ValidationError

from .faults import Fault, Place, fault, malformed, unfit
from .judging import judge
from .media import FORM, essence, is_json
from .ownership import absent, taken_by_others, without_keys
from .route import Parameter
from .shape import ANY, Shape, numbered, parsed, record, row, several, undivided, value

KEYS = re.compile(r"\[([^\[\]]*)\]")
SEPARATORS = {
    "spaceDelimited": re.compile(r"%20|\+| "),
    "pipeDelimited": re.compile(r"%7[Cc]|\|"),
}
COMMA = re.compile(",")
DOT = re.compile(r"\.")
MANY = 10_000
"""Fields of one query or form, and files of one form."""
DEEPEST = 20
"""Brackets of a deepObject inside each other."""


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it was sent: parts of the path and of the query string with all their escapes."""

    path: dict[str, str]
    query: str
    pairs: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[tuple[str, str], ...]


def pairs_of(query: str, place: str = "query") -> tuple[tuple[str, str], ...]:
    """A query string or a form as (name, text with its escapes).

    Raises:
        Fault: there are too many.
    """
    if query.count("&") >= MANY:
        raise fault((place,), "too_many", f"More than {MANY} fields", 413, 400, 422)
    parts = (part.partition("=") for part in query.split("&") if part)
    return tuple((unquote_plus(name), text) for name, _, text in parts)


def cookies_of(header: str) -> tuple[tuple[str, str], ...]:
    """A Cookie header as (name, text with its escapes) (RFC 6265, section 4.2.1)."""
    parts = (part.partition("=") for part in header.split(";") if part.strip())
    return tuple((name.strip(), text.strip()) for name, _, text in parts)


def arguments(
    parameters: Sequence[Parameter],
    request: Received,
    secrets: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, Any]:
    """The arguments that the parameters become.

    Args:
        secrets: (location, name) of keys, which are no properties of an object that is written without its name.

    Raises:
        Fault: one is missing, or not of its type; everything that is wrong is in it.
    """
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for parameter in parameters:
        place = (parameter.location, parameter.wire)
        try:
            pairs = request.cookies if place[0] == "cookie" else request.pairs
            taken = taken_by_others(parameter, parameters, pairs, secrets)
            if place[0] == "querystring":
                query = without_keys(request.query, parameter.shape.fields, secrets)
                request = replace(request, query=query, pairs=pairs_of(query))
            candidates = [*texts(parameter, request, taken, place)]
            named = request.headers if place[0] == "header" else pairs
            found[parameter.argument] = (
                chosen(parameter, candidates, place)
                if candidates
                else absent(parameter, named, place)
            )
        except Fault as one:
            faults.append(one)
    if faults:
        errors = [error for one in faults for error in one.errors]
        raise Fault(errors, faults[0].statuses)
    return found


def chosen(parameter: Parameter, candidates: Sequence[Any], place: Place) -> Any:
    """The first reading that is of the parameter's type."""
    wanted = judge(parameter.type)
    first: ValidationError | None = None
    for candidate in candidates:
        if candidate is None and parameter.empty:
            return None
        try:
            return wanted.validate_python(candidate)
        except ValidationError as error:
            first = first or error
    assert first is not None
    raise unfit(place, first)


def texts(
    parameter: Parameter, request: Received, others: frozenset[str], place: Place
) -> Iterator[Any]:
    """Everything that a request can mean by a parameter, the likeliest first; nothing where it is absent."""
    match parameter.location:
        case "path":
            if parameter.wire in request.path:  # Else it stands for a name in a query.
                yield from in_path(parameter, request.path[parameter.wire], place)
        case "query":
            yield from in_query(parameter, request.pairs, others, place)
        case "querystring":
            form = essence(parameter.content) == FORM
            if request.query or (form and parameter.required):
                yield whole_query(parameter, request)
        case "header":
            yield from in_header(parameter, request.headers)
        case "cookie":
            yield from in_cookie(parameter, request.cookies, others, place)


# ------------------------------------------------------------------------------------------------------- locations


def in_path(parameter: Parameter, text: str, place: Place) -> Iterator[Any]:
    """A part of the path in the style simple, label or matrix."""
    if parameter.content:
        yield content(parameter, unquote(text))
        return
    shape, explode = parameter.shape, parameter.exploded
    match parameter.style:
        case "label":
            if not text.startswith("."):
                raise malformed(place, "A value of style label begins with a dot")
            separator = DOT if explode else COMMA
            yield from listed(text[1:], separator, shape, explode)
        case "matrix":
            yield from in_matrix(parameter, text, place)
        case _:
            yield from listed(text, COMMA, shape, explode)


def in_matrix(parameter: Parameter, text: str, place: Place) -> Iterator[Any]:
    """`;name=value`, for each member where it is exploded (RFC 6570, section 3.2.7)."""
    if not text.startswith(";"):
        raise malformed(place, "A value of style matrix begins with a semicolon")
    given = [part.partition("=") for part in text[1:].split(";")]
    pairs = [(unquote(name), raw) for name, _, raw in given]
    shape, wire = parameter.shape, parameter.wire
    own = [raw for name, raw in pairs if name == wire]
    decoded = [(name, unquote(raw)) for name, raw in pairs]
    for wide in (False, True):
        if shape.may_be("object") and parameter.exploded and not own:
            yield record(decoded, shape, wide)
    if shape.may_be("object") and parameter.exploded and not own:
        return
    if len(own) != len(pairs):
        raise malformed(place, f"A value of style matrix is named {wire!r}")
    if parameter.exploded and (len(own) > 1 or not shape.scalar):
        for wide in (False, True):
            yield row(map(unquote, filter(None, own)), shape, wide)
    elif len(own) == 1:
        yield from listed(own[0], COMMA, shape, False)


def in_query(
    parameter: Parameter,
    pairs: Sequence[tuple[str, str]],
    others: frozenset[str],
    place: Place,
) -> Iterator[Any]:
    """A query parameter in any of its styles."""
    own = [raw for name, raw in pairs if name == parameter.wire]
    if parameter.content:
        if len(own) > 1:
            raise malformed(place, "Given more than once")
        yield from (content(parameter, unquote_plus(raw)) for raw in own)
        return
    if parameter.style == "deepObject":
        yield from deep(parameter, pairs, place)
        return
    shape = parameter.shape
    if parameter.empty and own == [""]:
        yield "" if shape.may_be("string", "any") else None
    if parameter.exploded:
        yield from exploded(own, pairs, shape, others, plus=True)
        return
    if len(own) > 1:
        raise malformed(place, "Given more than once")
    separator = SEPARATORS.get(parameter.style, COMMA)
    for raw in own:
        yield from listed(raw, separator, shape, False, plus=True)


def deep(
    parameter: Parameter, pairs: Sequence[tuple[str, str]], place: Place
) -> Iterator[Any]:
    """`name[key]=value`; further brackets are objects inside."""
    begin = f"{parameter.wire}["
    given = [
        (KEYS.findall(name[len(parameter.wire) :]), unquote_plus(raw))
        for name, raw in pairs
        if name.startswith(begin) and name.endswith("]")
    ]
    if any(len(keys) > DEEPEST for keys, _ in given):
        raise malformed(place, "Nested too deeply")
    own = [raw for name, raw in pairs if name == parameter.wire]
    if given:
        for wide in (False, True):
            yield nested(given, parameter.shape, wide, parameter.shape.types)
    elif own == [""] or (own and not parameter.shape.may_be("object", "any")):
        yield from exploded(own, (), parameter.shape, frozenset(), plus=True)


def nested(
    given: Sequence[tuple[list[str], str]],
    shape: Shape,
    wide: bool,
    types: Mapping[str, Shape],
) -> Any:
    """The object or array that keys in brackets are the way through; `types` are shapes that are named."""
    groups: dict[str, list[tuple[list[str], str]]] = {}
    for keys, text in given:
        groups.setdefault(keys[0], []).append((keys[1:], text))
    found: dict[str, Any] = {}
    for key, group in groups.items():
        inner = shape.inside(key).among(types)
        plain = [text for keys, text in group if not any(keys)]
        deeper = [(keys, text) for keys, text in group if any(keys)]
        if deeper:
            found[key] = nested(deeper, inner, wide, types)
        else:
            found[key] = several(plain, inner, wide)
    return numbered(found, shape)


def whole_query(parameter: Parameter, request: Received) -> Any:
    """The query string as one value (OpenAPI 3.2): a form, without fields where it is empty, or another media type."""
    if essence(parameter.content) == FORM:
        given = ((name, unquote_plus(raw)) for name, raw in request.pairs)
        return record(given, parameter.shape)
    return content(parameter, unquote(request.query))


def in_header(
    parameter: Parameter, headers: Sequence[tuple[str, str]]
) -> Iterator[Any]:
    """A header field; one that came again continues the first (RFC 9110, section 5.3)."""
    own = [text for name, text in headers if name.lower() == parameter.wire.lower()]
    if not own:
        return
    text = ",".join(own)
    if parameter.content:
        yield content(parameter, text)
        return
    shape = parameter.shape
    if shape.may_be("array", "object") and text.startswith(("[", "{")):
        yield parsed(text)  # The style simple has no form for what is nested.
    if shape.may_be("array") and not shape.scalar and not text:
        yield []  # A list may be empty (RFC 9110, section 5.6.1).
    for wide in (False, True):
        parts = [part.strip() for part in text.split(",")]
        yield from structured(parts, shape, parameter.exploded, wide)
        if shape.scalar:
            yield value(text, shape, wide)


def in_cookie(
    parameter: Parameter,
    cookies: Sequence[tuple[str, str]],
    others: frozenset[str],
    place: Place,
) -> Iterator[Any]:
    """A cookie; style "cookie" takes values as they are, style "form" decodes them."""
    own = [raw for name, raw in cookies if name == parameter.wire]
    raw_text = parameter.style == "cookie"
    if parameter.content:
        yield from (content(parameter, unquote(raw)) for raw in own[:1])
        return
    if parameter.exploded:
        yield from exploded(
            own, cookies, parameter.shape, others, plus=False, raw=raw_text
        )
        return
    if len(own) > 1:
        raise malformed(place, "Given more than once")
    for raw in own:
        yield from listed(raw, COMMA, parameter.shape, False, raw=raw_text)


# ---------------------------------------------------------------------------------------------------------- forms


def exploded(
    own: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    shape: Shape,
    others: frozenset[str],
    *,
    plus: bool,
    raw: bool = False,
) -> Iterator[Any]:
    """Style form, exploded: an array repeats its name, an object's properties stand for themselves."""
    mine = [
        (name, decoded(text, plus, raw))
        for name, text in pairs
        if name in shape.fields or (shape.rest is not None and name not in others)
    ]
    for wide in (False, True):
        if shape.may_be("object") and mine:
            yield record(mine, shape, wide)
        if not own:
            continue
        if shape.may_be("object") and list(own) == [""]:
            yield {}
        if shape.scalar and len(own) == 1:
            yield value(decoded(own[0], plus, raw), shape, wide)
        if shape.may_be("array", "any") or len(own) > 1:
            if list(own) == [""]:
                yield []
            yield row((decoded(text, plus, raw) for text in own), shape, wide)


def listed(
    text: str,
    separator: re.Pattern[str],
    shape: Shape,
    explode: bool,
    *,
    plus: bool = False,
    raw: bool = False,
) -> Iterator[Any]:
    """Members in one text; the separator may have been encoded by a client that does not know better."""
    whole = decoded(text, plus, raw)
    plain = "." if separator is DOT else ","
    for wide in (False, True):
        if shape.scalar:
            yield value(whole, shape, wide)
        if shape.may_be("array", "object") and not text:
            yield [] if shape.may_be("array") else {}
        parts = [decoded(part, plus, raw) for part in separator.split(text)]
        yield from structured(parts, shape, explode, wide, text, separator)
        if len(parts) == 1 and separator is COMMA:
            yield from structured(whole.split(plain), shape, explode, wide)


def structured(
    parts: Sequence[str],
    shape: Shape,
    explode: bool,
    wide: bool,
    text: str = "",
    separator: re.Pattern[str] = COMMA,
) -> Iterator[Any]:
    """An array of the parts, or an object: `name=value` where it is exploded, else names and values by turns."""
    if shape.may_be("array"):
        yield row(parts, shape, wide)
    if not shape.may_be("object"):
        return
    if explode:
        given = separator.split(text) if text else parts
        if separator is DOT:
            given = undivided(given)
        split = [part.partition("=") for part in given]
        read = unquote if text else str
        if all(equals for _, equals, _ in split):
            yield record(((read(n), read(v)) for n, _, v in split), shape, wide)
    elif len(parts) % 2 == 0:
        yield record(zip(parts[::2], parts[1::2], strict=True), shape, wide)


def decoded(text: str, plus: bool, raw: bool) -> str:
    """Text without its escapes; a plus sign is a blank in queries and forms alone."""
    if raw:
        return text
    return unquote_plus(text) if plus else unquote(text)


def content(parameter: Parameter, text: str) -> Any:
    """A parameter that the document describes by a media type."""
    if is_json(parameter.content):
        return parsed(text)
    return value(text, parameter.shape if parameter.shape.kinds else ANY)
