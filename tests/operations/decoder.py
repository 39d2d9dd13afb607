"""A recorded request goes in; the values of its parameters come out.

Written from the tables of OpenAPI 3.2, "Style Values" and "Style Examples", and RFC 6570 alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from .bodies import form
from .document import Call, Parameter
from .queries import from_query, pairs_of
from .reading import (
    Shape,
    Unreadable,
    assigned,
    by_content,
    essence,
    leaves,
    paired,
    shape_of,
)
from .server import Request


def path_texts(template: str, path: str) -> dict[str, str]:
    """The raw text of each path parameter.

    Raises:
        Unreadable: the path is not of this template.
    """
    names: list[str] = []
    expression = ""
    for piece in re.split(
        r"(\{[^{}]*\})", template.partition("#")[0].partition("?")[0]
    ):
        if piece.startswith("{") and piece.endswith("}"):
            names.append(piece[1:-1])
            expression += "([^/]*?)"
        else:
            expression += "".join(_literal(character) for character in piece)
    match = re.fullmatch(expression, path)
    if match is None:
        raise Unreadable(f"{path} is not {template}")
    return dict(zip(names, match.groups(), strict=True))


def _literal(character: str) -> str:
    """A character of the template, escaped or not."""
    escapes = "".join(f"%{byte:02X}" for byte in character.encode())
    return f"(?:{re.escape(character)}|(?i:{escapes}))"


def from_path(parameter: Parameter, text: str, shape: Shape) -> Any:
    """A path parameter in the style simple, label or matrix."""
    if parameter.content:
        return by_content(unquote(text), parameter.content)
    match parameter.style:
        case "simple":
            return simple(text, parameter.explode, shape)
        case "label":
            if not text.startswith("."):
                raise Unreadable(f"{text!r} is no label")
            mark = "." if parameter.explode else ","
            return simple(text[1:], parameter.explode, shape, mark)
        case "matrix":
            return matrix(parameter, text, shape)
        case style:
            raise Unreadable(f"style {style} in a path")


def simple(
    text: str, explode: bool, shape: Shape, mark: str = ",", escaped: bool = True
) -> Any:
    """`3,4,5`, `R,100,G,200` or `R=100,G=200`."""
    if shape is str:
        return leaves((text,), escaped)[0]
    parts = text.split(mark) if text else []
    if shape is dict and explode:
        return assigned(parts, escaped)
    found = leaves(parts, escaped)
    return paired(found) if shape is dict else found


def matrix(parameter: Parameter, text: str, shape: Shape) -> Any:
    """`;color=blue`, `;color=3,4` or `;color=3;color=4`, `;R=100;G=200`."""
    if not text.startswith(";"):
        raise Unreadable(f"{text!r} is no matrix")
    parts = text[1:].split(";")
    if shape is dict and parameter.explode:
        return assigned(parts)
    values: list[str] = []
    for part in parts:
        name, _, value = part.partition("=")
        if unquote(name) != parameter.name:
            raise Unreadable(f"{name!r} in place of {parameter.name!r}")
        values.append(value)
    if shape is list and parameter.explode:
        return leaves(values)
    if len(values) != 1:
        raise Unreadable(f"{len(values)} values")
    return simple(values[0], False, shape)


def from_header(parameter: Parameter, values: list[str], shape: Shape) -> Any:
    """A header parameter; its values are not escaped."""
    if not values:
        raise KeyError(parameter.name)
    text = ", ".join(values)
    if parameter.content:
        return by_content(text, parameter.content)
    return simple(text, parameter.explode, shape, escaped=False)


def from_cookie(parameter: Parameter, values: list[str], given: Any) -> Any:
    """A cookie parameter; the style "cookie" escapes nothing."""
    pairs = [
        (name, value)
        for text in values
        for name, _, value in (one.partition("=") for one in text.split("; "))
    ]
    shape, escaped = shape_of(given), parameter.style != "cookie"
    if shape is dict and parameter.explode and not parameter.content:
        own = [f"{name}={value}" for name, value in pairs if name in given]
        return assigned(own, escaped)
    found = [value for name, value in pairs if name == parameter.name]
    if not found:
        raise KeyError(parameter.name)
    if parameter.content:
        return by_content(unquote(found[0]), parameter.content)
    if shape is list and parameter.explode:
        return leaves(found, escaped)
    if len(found) != 1:
        raise Unreadable(f"{parameter.name!r} comes {len(found)} times")
    return simple(found[0], False, shape, escaped=escaped)


def parameters(
    call: Call, request: Request, base: str, given: Mapping[tuple[str, str], Any]
) -> tuple[dict[tuple[str, str], Any], list[str]]:
    """Every parameter that was given, decoded, or the exception that says why not; and query names beyond them.

    Args:
        base: the path of the server's address.
        given: (name, location) -> value, whose shape chooses the column of the table.
    """
    path, _, query = request.target.partition("?")
    if not path.startswith(base):
        raise Unreadable(f"{path} is not below {base}")
    texts = path_texts(call.path, path.removeprefix(base))
    fixed = call.path.partition("#")[0].partition("?")[2]
    pairs = pairs_of(query)
    taken = {name for name, _ in pairs_of(fixed)}
    found: dict[tuple[str, str], Any] = {}
    for parameter in call.parameters:
        key = parameter.name, parameter.location
        if key not in given:
            continue
        value = given[key]
        try:
            match parameter.location:
                case "path":
                    text = texts[parameter.name]
                    found[key] = from_path(parameter, text, shape_of(value))
                case "query":
                    found[key] = from_query(parameter, pairs, value, taken)
                case "querystring":
                    found[key] = whole_query(parameter, query, value)
                    taken |= {name for name, _ in pairs if name in value}
                    taken |= {name for name, _ in pairs[:1]}
                case "header":
                    values = request.all(parameter.name)
                    found[key] = (
                        by_content(", ".join(values), "application/json")
                        if nested(value) and not parameter.content
                        else from_header(parameter, values, shape_of(value))
                    )
                case _:
                    cookies = request.all("cookie")
                    found[key] = from_cookie(parameter, cookies, value)
        except (Unreadable, KeyError, ValueError) as why:
            found[key] = why
    return found, [name for name, _ in pairs if name not in taken]


def nested(value: Any) -> bool:
    """Whether a value is deeper than the style simple can say; the specification leaves open how it is written."""
    inner = list(value.values()) if isinstance(value, dict) else value
    return isinstance(inner, list) and any(
        isinstance(one, dict | list) for one in inner
    )


def whole_query(parameter: Parameter, query: str, given: Any) -> Any:
    """A `querystring` parameter (OpenAPI 3.2); keys of security stand beside it."""
    if essence(parameter.content) == "application/x-www-form-urlencoded":
        return {
            name: one for name, one in form(query, {}, given).items() if name in given
        }
    return by_content(unquote(query.partition("&")[0]), parameter.content)
