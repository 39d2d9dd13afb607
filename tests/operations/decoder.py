"""A recorded request goes in; the values of its parameters and of its body come out.

Written from the tables of OpenAPI 3.2, "Style Values" and "Style Examples", RFC 6570, RFC 7578 and WHATWG URL alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote, unquote_plus

from .document import Call, Media, Parameter
from .server import Request

Shape: TypeAlias = type[dict[Any, Any]] | type[list[Any]] | type[str]
"""What a style's table has a column for: an object, an array, or anything else."""


class Unreadable(Exception):
    """What came has no place in the tables."""


@dataclass(frozen=True)
class Leaf:
    """A scalar as text, which does not say whether 1 is a number."""

    text: str

    def means(self, value: Any) -> bool:
        """Whether it is how a value is written."""
        if isinstance(value, str):
            return self.text == value
        if value is None:
            return self.text in ("", "null")
        try:
            return same(json.loads(self.text), value)
        except ValueError:
            return False


def same(found: Any, given: Any) -> bool:
    """Whether what was decoded is what was given: 1 is 1.0, true is not 1."""
    match found:
        case Leaf():
            return found.means(given)
        case dict():
            return (
                isinstance(given, dict)
                and found.keys() == given.keys()
                and all(same(value, given[key]) for key, value in found.items())
            )
        case list():
            return (
                isinstance(given, list)
                and len(found) == len(given)
                and all(map(same, found, given))
            )
        case bool() | None:
            return found is given
        case int() | float():
            number = isinstance(given, int | float) and not isinstance(given, bool)
            return number and bool(found == given)
        case _:
            return type(found) is type(given) and bool(found == given)


def nothing(found: Any, given: Any) -> bool:
    """Whether nothing came of an empty object or array, for which the tables have no form."""
    absent = isinstance(found, KeyError) or same(found, {}) or found == [Leaf("")]
    return given in ({}, [], None) and (absent or found == Leaf(""))


def shape_of(value: Any) -> Shape:
    """The column of a style's table that a value stands in."""
    if isinstance(value, dict):
        return dict
    return list if isinstance(value, list) else str


def leaves(texts: Iterable[str], escaped: bool = True) -> list[Any]:
    return [Leaf(unquote(text) if escaped else text) for text in texts]


def paired(parts: list[Any]) -> dict[str, Any]:
    """`R,100,G,200` as an object."""
    if len(parts) % 2:
        raise Unreadable(f"{len(parts)} parts are no pairs")
    return {key.text: value for key, value in zip(parts[::2], parts[1::2], strict=True)}


def assigned(parts: Iterable[str], escaped: bool = True) -> dict[str, Any]:
    """`R=100` and `G=200` as an object."""
    made: dict[str, Any] = {}
    for part in parts:
        name, sign, value = part.partition("=")
        if not sign:
            raise Unreadable(f"{part!r} has no value")
        key, leaf = leaves((name, value), escaped)
        made[key.text] = leaf
    return made


def by_content(text: str, media_type: str) -> Any:
    """A parameter that is described by a media type."""
    if is_json(media_type):
        return json.loads(text)
    return text


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839 for the suffix)."""
    kind = essence(media_type)
    return kind.endswith(("/json", "+json"))


def essence(media_type: str) -> str:
    """A media type without its parameters."""
    return media_type.split(";")[0].strip().lower()


# ------------------------------------------------------------------------------------------------------------ paths


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


# ---------------------------------------------------------------------------------------------------------- queries


Pairs: TypeAlias = "list[tuple[str, str | None]]"
"""Names, decoded, and their values as they came; None without a sign of equality."""


def pairs_of(query: str) -> Pairs:
    """The parts of a query string."""
    made: Pairs = []
    for part in query.split("&") if query else []:
        name, sign, value = part.partition("=")
        made.append((unquote(name), value if sign else None))
    return made


def from_query(parameter: Parameter, pairs: Pairs, given: Any, taken: set[str]) -> Any:
    """A query parameter; the names that it used are added to `taken`.

    Raises:
        KeyError: it is not there.
    """
    shape, name = shape_of(given), parameter.name
    if parameter.content:
        taken.add(name)
        return by_content(unquote(_only(pairs, name)), parameter.content)
    if shape is dict and parameter.style == "deepObject":
        return deep(name, pairs, taken)
    if shape is dict and parameter.explode and parameter.style == "form":
        own = {key: value or "" for key, value in pairs if key in given}
        taken.update(own)
        return {key: Leaf(unquote(value)) for key, value in own.items()}
    taken.add(name)
    if shape is list and (parameter.explode or parameter.style == "deepObject"):
        values = [value or "" for key, value in pairs if key == name]
        if not values:
            raise KeyError(name)
        return leaves(values)
    text = _only(pairs, name)
    if shape is str:
        return Leaf(unquote(text))
    marks = {"spaceDelimited": "%20|\\+", "pipeDelimited": "%7C|%7c|\\|"}
    parts = re.split(marks.get(parameter.style, ","), text) if text else []
    found = leaves(parts)
    return paired(found) if shape is dict else found


def _only(pairs: Pairs, name: str) -> str:
    values = [value or "" for key, value in pairs if key == name]
    if not values:
        raise KeyError(name)
    if len(values) > 1:
        raise Unreadable(f"{name!r} comes {len(values)} times")
    return values[0]


def deep(name: str, pairs: Pairs, taken: set[str]) -> dict[str, Any]:
    """`color[R]=100&color[G]=200`; deeper brackets for deeper objects, repetition for arrays."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if not (key.startswith(f"{name}[") and key.endswith("]")):
            continue
        taken.add(key)
        *outer, last = key[len(name) + 1 : -1].split("][")
        place = made
        for step in outer:
            place = place.setdefault(step, {})
        leaf = Leaf(unquote(value or ""))
        if last not in place:
            place[last] = leaf
        else:
            before = place[last]
            place[last] = [*(before if isinstance(before, list) else [before]), leaf]
    if not made:
        raise KeyError(name)
    return made


# ------------------------------------------------------------------------------------------------ headers and cookies


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


# ----------------------------------------------------------------------------------------------------------- requests


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
                    taken |= {name for name, _ in pairs}
                    found[key] = whole_query(parameter, query)
                case "header":
                    values = request.all(parameter.name)
                    found[key] = from_header(parameter, values, shape_of(value))
                case _:
                    cookies = request.all("cookie")
                    found[key] = from_cookie(parameter, cookies, value)
        except (Unreadable, KeyError, ValueError) as why:
            found[key] = why
    return found, [name for name, _ in pairs if name not in taken]


def whole_query(parameter: Parameter, query: str) -> Any:
    """A `querystring` parameter (OpenAPI 3.2)."""
    if essence(parameter.content) == "application/x-www-form-urlencoded":
        return form(query, {})
    return by_content(unquote(query), parameter.content)


# ------------------------------------------------------------------------------------------------------------- bodies


def body(media: Media, request: Request, given: Any) -> Any:
    """The body of a request, read by its own media type.

    Raises:
        Unreadable, ValueError: it cannot be read.
    """
    media_type = request.get("content-type")
    kind = essence(media_type)
    if isinstance(given, bytes):
        return request.body
    if is_json(kind):
        return json.loads(request.body)
    if kind == "application/x-www-form-urlencoded":
        return form(request.body.decode("ascii"), media.encoding, given)
    if kind.startswith("multipart/"):
        return multipart(media_type, request.body, given)
    return (
        request.body.decode("utf-8")
        if isinstance(given, str)
        else json.loads(request.body)
    )


def form(text: str, encoding: Mapping[str, Any], given: Any = None) -> Any:
    """A form: fields with `style` are those of a query, others text or JSON (OpenAPI 3.2, "Encoding Object")."""
    values: dict[str, list[str]] = {}
    for part in text.split("&") if text else []:
        name, _, value = part.partition("=")
        values.setdefault(unquote_plus(name), []).append(value)
    styled = {
        name
        for name, one in encoding.items()
        if {"style", "explode", "allowReserved"} & one.keys()
    }
    made: dict[str, Any] = {}
    used: set[str] = set()
    expected = given if isinstance(given, dict) else {}
    for name in styled & expected.keys():
        style = encoding[name].get("style", "form")
        explode = encoding[name].get("explode", style == "form")
        spec = Parameter(name, "query", {}, style, explode)
        made[name] = from_query(spec, pairs_of(text), expected[name], used)
        used.add(name)
    for name, found in values.items():
        if name not in used:
            made[name] = several(
                [unquote_plus(one) for one in found], expected.get(name)
            )
    return made


def several(texts: list[str], given: Any) -> Any:
    """A field that is there once or, for an array, once for each member."""
    if isinstance(given, list) and not (
        len(texts) == 1 and same(_json(texts[0]), given)
    ):
        return [
            _nested(text, member) for text, member in zip(texts, given, strict=False)
        ] + [Leaf(text) for text in texts[len(given) :]]
    if len(texts) > 1:
        return leaves(texts, False)
    return _nested(texts[0], given)


def _nested(text: str, given: Any) -> Any:
    return _json(text) if isinstance(given, dict | list) else Leaf(text)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return Leaf(text)


@dataclass(frozen=True)
class Part:
    """A part of a multipart body."""

    name: str
    filename: str | None
    media_type: str
    content: bytes


def multipart(media_type: str, content: bytes, given: Any) -> dict[str, Any]:
    """A multipart body (RFC 7578) as an object."""
    values: dict[str, list[Any]] = {}
    expected = given if isinstance(given, dict) else {}
    for part in parts_of(media_type, content):
        value = expected.get(part.name)
        values.setdefault(part.name, []).append(_part(part, value))
    return {
        name: (
            found[0]
            if len(found) == 1
            and (not isinstance(expected.get(name), list) or isinstance(found[0], list))
            else found
        )
        for name, found in values.items()
    }


def _part(part: Part, given: Any) -> Any:
    binary = isinstance(given, bytes) or (
        isinstance(given, list) and any(isinstance(one, bytes) for one in given)
    )
    if binary:
        if part.filename is None:
            raise Unreadable(f"file {part.name!r} has no file name")
        return part.content
    text = part.content.decode("utf-8")
    return json.loads(text) if is_json(part.media_type) else Leaf(text)


def parts_of(media_type: str, content: bytes) -> list[Part]:
    """The parts between the boundaries (RFC 2046, section 5.1.1)."""
    match = re.search(r'boundary="?([^";]+)"?', media_type)
    if match is None:
        raise Unreadable(f"{media_type} names no boundary")
    mark = b"\r\n--" + match[1].encode()
    pieces = (b"\r\n" + content).split(mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise Unreadable("the multipart body has no end")
    return [_read_part(piece) for piece in pieces[1:-1]]


def _read_part(piece: bytes) -> Part:
    head, sign, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not sign:
        raise Unreadable("a part has no header")
    fields: dict[str, str] = {}
    for line in head.decode("utf-8").split("\r\n"):
        key, _, value = line.partition(":")
        fields[key.strip().lower()] = value.strip()
    disposition = fields.get("content-disposition", "")
    found = dict(re.findall(r'(name|filename)="([^"]*)"', disposition))
    names = {
        key: value.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
        for key, value in found.items()
    }
    if "name" not in names:
        raise Unreadable("a part has no name")
    kind = fields.get("content-type", "text/plain")
    return Part(names["name"], names.get("filename"), kind, content)
