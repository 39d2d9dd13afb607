"""A parameter and what came for it go in; its JSON value comes out (OpenAPI 3.2, "Style Values")."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, unquote_plus

from generator.ir.kinds import kinds_of
from generator.ir.model import Api, Json, Parameter, Type
from generator.jsonvalues import depth_exceeds
from generator.mock.texts import (
    array,
    fields,
    items,
    record,
    scalar,
    shape,
    values,
)


class Unreadable(Exception):
    """What came is not written in the parameter's style; says why."""


DEEPEST = 200
"""Arrays and objects in one another; validators and pydantic go about as deep."""

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_MARKS = {
    "spaceDelimited": re.compile(r"%20|\+| "),
    "pipeDelimited": re.compile(r"(?i:%7C)|\|"),
}
_DEEP = f"more than {DEEPEST} arrays and objects stand in one another"
_COMMA = re.compile(",")


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Names, without escapes, and escaped texts of a query or of a form."""
    pieces = (piece.partition("=") for piece in query.split("&") if piece)
    return [(unquote_plus(name), text) for name, _, text in pieces]


def path_value(parameter: Parameter, text: str, api: Api) -> Json:
    """A path parameter in the style simple, label or matrix.

    Raises:
        Unreadable: the text is not in that style.
    """
    if parameter.content:
        return content_value(parameter.content, unquote(text))
    kind = shape(parameter.type, api)
    mark = ","
    if parameter.style == "label":
        if not text.startswith("."):
            raise Unreadable(
                f"{text!r} does not begin with a dot, as the style label does"
            )
        text, mark = text[1:], "." if parameter.explode else ","
    elif parameter.style == "matrix":
        return _matrix(parameter, text, kind, api)
    return _delimited(parameter, text, kind, mark, api)


def _matrix(parameter: Parameter, text: str, kind: str, api: Api) -> Json:
    if not text.startswith(";"):
        raise Unreadable(
            f"{text!r} does not begin with a semicolon, as the style matrix does"
        )
    cut = [piece.partition("=") for piece in text[1:].split(";")]
    pairs = [(name, value) for name, _, value in cut]
    if kind == "object" and parameter.explode:
        return record(parameter.type, _plain(pairs), api)
    texts = [value for name, value in pairs if unquote(name) == parameter.wire]
    if len(texts) != len(pairs):
        raise Unreadable(
            f"{text!r} does not name {parameter.wire!r} alone, as the style matrix does"
        )
    if kind == "array" and parameter.explode:
        return array(parameter.type, [unquote(one) for one in texts], api)
    return _delimited(parameter, ",".join(texts), kind, ",", api, exploded=False)


def _plain(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(unquote(name), unquote(text)) for name, text in pairs]


def _delimited(
    parameter: Parameter,
    text: str,
    kind: str,
    mark: str,
    api: Api,
    *,
    exploded: bool | None = None,
    escaped: bool = True,
) -> Json:
    """`a`, `a,b`, `name,value` or, exploded, `name=value`."""
    plain = unquote if escaped else str.strip
    if kind == "scalar":
        return scalar(parameter.type, plain(text), api)
    parts = text.split(mark) if text else []
    if kind == "array":
        return array(parameter.type, [plain(one) for one in parts], api)
    if parameter.explode if exploded is None else exploded:
        cut = [one.partition("=") for one in parts]
        pairs = [(name, one) for name, _, one in cut]
    else:
        pairs = list(zip(parts[::2], parts[1::2], strict=False))
        if len(parts) % 2:
            raise Unreadable(f"{text!r} has a name without a value")
    return record(
        parameter.type, [(plain(name), plain(one)) for name, one in pairs], api
    )


def json_value(text: bytes | str) -> Any:
    """A JSON text as its value; NaN and Infinity are no JSON (RFC 8259, section 6).

    Raises:
        Unreadable: it is none, or nested deeper than `DEEPEST`.
    """
    try:
        found = json.loads(text, parse_constant=_refuse)
        # Half of a surrogate pair is no text.
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        raise Unreadable(_DEEP) from None
    except ValueError as error:
        raise Unreadable(f"this is no JSON: {error}") from None
    if depth_exceeds(found, DEEPEST):
        raise Unreadable(_DEEP)
    return found


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def content_value(media_type: str, text: str) -> Json:
    """A parameter that is described by a media type; what is not JSON stays text.

    Raises:
        Unreadable: the text is no JSON.
    """
    if "json" not in media_type.lower():
        return text
    found: Json = json_value(text)
    return found


def header_value(parameter: Parameter, text: str, api: Api) -> Json:
    """A header parameter, in the style simple and without escapes.

    Raises:
        Unreadable: the text is not in that style.
    """
    if parameter.content:
        return content_value(parameter.content, text)
    kind = shape(parameter.type, api)
    if kind != "scalar" and text.startswith(("[", "{")):
        # The style has no form for what is nested, so that clients write it as JSON.
        with suppress(Unreadable):
            return content_value("application/json", text)
    return _delimited(parameter, text, kind, ",", api, escaped=False)


def cookie_value(
    parameter: Parameter, cookies: list[tuple[str, str]], api: Api
) -> tuple[bool, Json]:
    """Whether a cookie parameter came, and its value.

    Raises:
        Unreadable: the text is not in that style.
    """
    if parameter.style == "cookie":
        cookies = [
            (name, text.replace("%", "%25").replace("+", "%2B"))
            for name, text in cookies
        ]
    return query_value(parameter, cookies, api, frozenset())


def query_value(
    parameter: Parameter,
    pairs: list[tuple[str, str]],
    api: Api,
    others: frozenset[str],
) -> tuple[bool, Json]:
    """Whether a query parameter came, and its value.

    Args:
        pairs: of `pairs_of`.
        others: names of `claimed`, which the properties of an object that declares none cannot have.

    Raises:
        Unreadable: the text is not in the parameter's style.
    """
    texts = [text for name, text in pairs if name == parameter.wire]
    kind = shape(parameter.type, api)
    if parameter.content:
        return bool(texts), (
            content_value(parameter.content, unquote_plus(texts[0])) if texts else None
        )
    if parameter.style == "deepObject":
        return _deep(parameter, pairs, api)
    if kind == "object" and parameter.explode:
        return _spread(parameter, pairs, api, others)
    if not texts:
        return False, None
    if kind == "scalar":
        return True, scalar(parameter.type, unquote_plus(texts[0]), api)
    if parameter.explode and kind == "array":
        return True, array(parameter.type, [unquote_plus(one) for one in texts], api)
    mark = _MARKS.get(parameter.style, _COMMA)
    parts = [unquote_plus(one) for one in mark.split(texts[0])] if texts[0] else []
    if kind == "array":
        return True, array(parameter.type, parts, api)
    if len(parts) % 2:
        raise Unreadable(f"{texts[0]!r} has a name without a value")
    return True, record(
        parameter.type, list(zip(parts[::2], parts[1::2], strict=True)), api
    )


def claimed(
    parameters: Iterable[Parameter], pairs: list[tuple[str, str]], api: Api
) -> frozenset[str]:
    """The names in a query that are those of parameters, or of declared properties that are written without one."""
    wires: set[str] = set()
    deep: list[str] = []
    for one in parameters:
        if one.location != "query":
            continue
        wires.add(one.wire)
        if one.style == "deepObject":
            deep.append(f"{one.wire}[")
        elif one.explode and not one.content:
            wires.update(fields(one.type, api))
    begins = tuple(deep)
    return frozenset(
        name for name, _ in pairs if name in wires or name.startswith(begins)
    )


def _spread(
    parameter: Parameter,
    pairs: list[tuple[str, str]],
    api: Api,
    others: frozenset[str],
) -> tuple[bool, Json]:
    """An object whose properties are parameters themselves."""
    known = fields(parameter.type, api)
    own = [
        (name, unquote_plus(text))
        for name, text in pairs
        if name in known or (not known and name not in others)
    ]
    return bool(own), record(parameter.type, own, api)


def _deep(
    parameter: Parameter, pairs: list[tuple[str, str]], api: Api
) -> tuple[bool, Json]:
    """`name[key]=value`, and, beyond what the specification says, deeper keys."""
    found: dict[str, Json] = {}
    came = False
    for name, text in pairs:
        head, bracket, rest = name.partition("[")
        if head != parameter.wire or not bracket:
            continue
        keys = _BRACKETS.findall(bracket + rest)
        if "".join(f"[{key}]" for key in keys) != bracket + rest or len(keys) > 20:
            raise Unreadable(f"{name!r} is not written as {parameter.wire}[key]")
        came = True
        _place(found, keys, unquote_plus(text), parameter.type, api)
    return came, _rows(found, parameter.type, api)


def _rows(found: Json, type: Type | None, api: Api) -> Json:
    """Arrays in place of objects whose keys are the numbers of members, from 0 on, where arrays may stand."""
    if not isinstance(found, dict):
        return found
    made = {key: _rows(one, _inside(key, type, api), api) for key, one in found.items()}
    keys = [str(place) for place in range(len(made))]
    free = type is None or "array" in kinds_of(type, api)
    known = type is not None and fields(type, api).keys() & keys
    rows = free and not known and made and made.keys() == set(keys)
    return [made[key] for key in keys] if rows else made


def _inside(key: str, type: Type | None, api: Api) -> Type | None:
    """The type of what stands under a key in brackets: a property, or a member of an array by its number."""
    if type is None:
        return None
    known = fields(type, api).get(key)
    if known:
        return known.type
    member = items(type, api) if key.isdecimal() else None
    return member or values(type, api)


def _place(
    holder: dict[str, Json], keys: list[str], text: str, type: Type | None, api: Api
) -> None:
    """Put a text where its keys lead, as the value that is meant there."""
    key, *rest = keys
    inner = _inside(key, type, api)
    if rest and rest != [""]:
        below = holder.setdefault(key, {})
        if not isinstance(below, dict):
            raise Unreadable(f"{key!r} is both a value and an object")
        _place(below, rest, text, inner, api)
        return
    many = inner is not None and shape(inner, api) == "array"
    item = items(inner, api) if many and inner is not None else inner
    value = text if item is None else scalar(item, text, api)
    before = holder.get(key)
    if isinstance(before, list):
        before.append(value)
    elif key in holder:
        holder[key] = [before, value]
    else:
        holder[key] = [value] if many or rest else value
