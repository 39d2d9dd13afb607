"""Arguments of an operation in; path, query string, header fields and cookies out.

The forms are those of the tables in OpenAPI 3.2, "Style Values" and "Style Examples", and of RFC 6570.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from .headers import HeaderPairs, fits
from .omit import Omit
from .operation import Parameter
from .wire import Plain, json_text, plain, text

_PATH_RESERVED = ":@!$&'()*+;="
_QUERY_RESERVED = ":/?@!$'()*;"
"""What `allowReserved` leaves as it is: the reserved characters (RFC 3986, section 2.2) less those that would end or
split the path or the query string, so that the value can always be read back."""


class Encoded(NamedTuple):
    """The arguments of a call on the wire."""

    path: str
    query: str
    headers: HeaderPairs
    cookies: tuple[str, ...]


def encode(
    template: str, parameters: Sequence[Parameter], arguments: Sequence[object]
) -> Encoded:
    """Write every argument that is given into its place.

    Args:
        template: the path with its parameters in braces.
        parameters, arguments: pairs, in the same order.

    Raises:
        ValueError: a path parameter is empty, "." or "..", or a header would break the line.
        TypeError: an argument has no form on the wire.
    """
    path = template
    queries: list[str] = []
    headers: list[tuple[str, str]] = []
    cookies: list[str] = []
    for parameter, argument in zip(parameters, arguments, strict=True):
        if _left_out(parameter, argument):
            continue
        try:
            match parameter.location:
                case "path":
                    path = path.replace(
                        "{" + parameter.wire + "}", _in_path(parameter, argument)
                    )
                case "query":
                    queries.extend(query_parts(parameter, argument))
                case "querystring":
                    queries.append(_whole_query(parameter, argument))
                case "header":
                    headers.append((parameter.wire, _in_header(parameter, argument)))
                case "cookie":
                    cookies.extend(_in_cookie(parameter, argument))
        except (TypeError, ValueError) as error:
            raise _of(parameter, error) from None
    if "/." in path:
        _no_climbing(template, path)
    return Encoded(
        path, "&".join(part for part in queries if part), tuple(headers), tuple(cookies)
    )


def _left_out(parameter: Parameter, argument: object) -> bool:
    """Whether nothing is written: null is undefined (RFC 6570, section 2.3) unless it says something else than that."""
    if isinstance(argument, Omit):
        return True
    if argument is None:
        told = parameter.null or parameter.empty or parameter.content
        return not told and parameter.location != "path"
    return parameter.skips and plain(argument) == []


def _of(parameter: Parameter, error: TypeError | ValueError) -> Exception:
    """The same exception, which says of what it speaks."""
    said = str(error)
    name = f"{parameter.location} parameter {parameter.wire!r}"
    if said.startswith((name, f"{parameter.location} {parameter.wire!r}")):
        return error
    kind = TypeError if isinstance(error, TypeError) else ValueError
    return kind(f"{name}: {said}")


def query_pairs(values: Mapping[str, object]) -> str:
    """Pairs of a query string that the document says nothing about: lists are repeated names."""
    parts: list[str] = []
    for name, value in values.items():
        parts.extend(query_parts(Parameter(name, "query", "form", True), value))
    return "&".join(parts)


# ------------------------------------------------------------------------------------------------------- locations


def _in_path(parameter: Parameter, argument: object) -> str:
    safe = _PATH_RESERVED if parameter.reserved else ""
    written = _styled(parameter, argument, safe)
    if written in ("", ".", ".."):
        raise ValueError(f"path parameter {parameter.wire!r} must not be {written!r}")
    return written


def _no_climbing(template: str, path: str) -> None:
    """Refuse arguments that together make a segment which servers take for another place (RFC 3986, section 5.2.4)."""
    found = {one.partition("?")[0] for one in path.split("/")}
    if found.intersection((".", "..")).difference(template.split("/")):
        raise ValueError(f"path parameters must not make a step up of {template!r}")


def query_parts(parameter: Parameter, argument: object) -> Iterator[str]:
    """A query parameter, or a field of a form, as `name=value` parts."""
    name = quote(parameter.wire, safe="")
    safe = _QUERY_RESERVED if parameter.reserved else ""
    if parameter.content:
        yield f"{name}={quote(_content(parameter, argument), safe=safe)}"
        return
    value = plain(argument)
    if value is None or value == "":
        # A null in a query has no form of its own: where it cannot be left out, the name alone is what comes nearest.
        yield f"{name}=" if not parameter.empty else name
        return
    yield from _query_forms(parameter, name, value, safe)


def _query_forms(
    parameter: Parameter, name: str, value: Plain, safe: str
) -> Iterator[str]:
    separator = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(
        parameter.style, ","
    )
    match value:
        case dict() if parameter.style == "deepObject":
            yield from _deep(name, value, safe)
        case list() if parameter.style == "deepObject" and _is_nested(value):
            yield from _deep(name, _numbered(value), safe)
        case dict() if parameter.explode:
            for key, item in value.items():
                yield f"{quote(key, safe=safe)}={_scalar(item, safe)}"
        case dict() | list() if not value:
            yield f"{name}="
        case dict():
            flat = (part for pair in value.items() for part in pair)
            yield f"{name}=" + separator.join(_scalar(part, safe) for part in flat)
        case list() if parameter.explode or parameter.style == "deepObject":
            yield from (f"{name}={_scalar(item, safe)}" for item in value)
        case list():
            yield f"{name}=" + separator.join(_scalar(item, safe) for item in value)
        case _:
            yield f"{name}={_scalar(value, safe)}"


def _deep(name: str, value: Mapping[str, Plain], safe: str) -> Iterator[str]:
    """`name[key]=value`; deeper objects, which the specification leaves open, get further brackets: `name[key][0][key]`."""
    for key, item in value.items():
        inner = f"{name}%5B{quote(key, safe='')}%5D"
        match item:
            case dict():
                yield from _deep(inner, item, safe)
            case list() if _is_nested(item):
                yield from _deep(inner, _numbered(item), safe)
            case list():
                yield from (f"{inner}={_scalar(each, safe)}" for each in item)
            case _:
                yield f"{inner}={_scalar(item, safe)}"


def _is_nested(values: list[Plain]) -> bool:
    return any(isinstance(one, dict | list) for one in values)


def _numbered(values: list[Plain]) -> dict[str, Plain]:
    return {str(place): one for place, one in enumerate(values)}


def _whole_query(parameter: Parameter, argument: object) -> str:
    if _essence(parameter) == "application/x-www-form-urlencoded":
        value = plain(argument)
        if isinstance(value, dict):
            return query_pairs(value)
    return quote(_content(parameter, argument), safe="")


def _in_header(parameter: Parameter, argument: object) -> str:
    written = (
        _content(parameter, argument)
        if parameter.content
        else _field(plain(argument), parameter.explode)
    )
    if not fits(written):
        raise ValueError(
            f"header {parameter.wire!r} must not hold control characters, or spaces at its ends"
        )
    return written


def _field(value: Plain, explode: bool) -> str:
    """A header field in the style simple, which escapes nothing: a value that is nested is JSON as a whole."""
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(inner, str | int | float | None) and any(
        isinstance(item, dict | list) for item in inner
    ):
        return json_text(value, only_ascii=True)
    return _simple(value, explode, None)


def _in_cookie(parameter: Parameter, argument: object) -> Iterator[str]:
    # Style "cookie" writes values as they are (OpenAPI 3.2); style "form" percent-encodes them.
    raw = parameter.style == "cookie"
    if parameter.content:
        yield f"{parameter.wire}={quote(_content(parameter, argument), safe='')}"
        return
    value = plain(argument)
    match value:
        case dict() if parameter.explode:
            for key, item in value.items():
                yield f"{_cookie_value(key, raw)}={_cookie_value(item, raw)}"
        case list() if parameter.explode:
            yield from (
                f"{parameter.wire}={_cookie_value(item, raw)}" for item in value
            )
        case dict():
            flat = (part for pair in value.items() for part in pair)
            yield f"{parameter.wire}=" + ",".join(
                _cookie_value(part, raw) for part in flat
            )
        case list():
            yield f"{parameter.wire}=" + ",".join(
                _cookie_value(item, raw) for item in value
            )
        case _:
            yield f"{parameter.wire}={_cookie_value(value, raw)}"


def _cookie_value(value: Plain, raw: bool) -> str:
    written = text(value) if not isinstance(value, list | dict) else json_text(value)
    if not raw:
        return quote(written, safe="")
    if any(character in ";\r\n\0" for character in written):
        raise ValueError("a cookie must not hold a semicolon or a line break")
    return written


# ---------------------------------------------------------------------------------------------------------- styles


def _styled(parameter: Parameter, argument: object, safe: str) -> str:
    """A path parameter in the style simple, label or matrix."""
    if parameter.content:
        return quote(_content(parameter, argument), safe=safe)
    value = plain(argument)
    match parameter.style:
        case "label":
            return "." + _simple(
                value, parameter.explode, safe, "." if parameter.explode else ","
            )
        case "matrix":
            return _matrix(
                quote(parameter.wire, safe=""), value, parameter.explode, safe
            )
        case _:
            return _simple(value, parameter.explode, safe)


def _simple(value: Plain, explode: bool, safe: str | None, separator: str = ",") -> str:
    match value:
        case dict() if explode:
            return separator.join(
                f"{_scalar(key, safe)}={_scalar(item, safe)}"
                for key, item in value.items()
            )
        case dict():
            flat = (part for pair in value.items() for part in pair)
            return separator.join(_scalar(part, safe) for part in flat)
        case list():
            return separator.join(_scalar(item, safe) for item in value)
        case _:
            return _scalar(value, safe)


def _matrix(name: str, value: Plain, explode: bool, safe: str) -> str:
    match value:
        case dict() if explode:
            return "".join(
                f";{_scalar(key, safe)}={_scalar(item, safe)}"
                for key, item in value.items()
            )
        case list() if explode:
            return "".join(f";{name}={_scalar(item, safe)}" for item in value)
        case _ if value in (None, "", [], {}):
            return f";{name}"
        case _:
            return f";{name}={_simple(value, False, safe)}"


def _scalar(value: Plain, safe: str | None) -> str:
    """A scalar, percent-encoded unless `safe` is None; what is deeper than a style can say is written as JSON."""
    written = json_text(value) if isinstance(value, list | dict) else text(value)
    return written if safe is None else quote(written, safe=safe)


def _essence(parameter: Parameter) -> str:
    return parameter.content.partition(";")[0].strip().lower()


def _content(parameter: Parameter, argument: object) -> str:
    """A parameter that the document describes by a media type: JSON, or text where it is none."""
    told = plain(argument)
    if isinstance(told, str) and not _essence(parameter).endswith(("/json", "+json")):
        return told
    return json_text(argument, only_ascii=parameter.location == "header")
