"""A form that arrived and the type of its object in; the object out.

A form holds text alone, so that each field is read as whatever the type takes: text, a number or a truth value, nothing,
an array of these, or JSON (OpenAPI 3.2, "Encoding the x-www-form-urlencoded Media Type").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

from pydantic import BaseModel, TypeAdapter, ValidationError

FORM = "application/x-www-form-urlencoded"
_SCALAR = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false", re.ASCII)
_KEYS = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST = 20
_MARKS = {"form": ",", "spaceDelimited": r"%20|\+", "pipeDelimited": r"%7[Cc]|\|"}
"""What separates members that stand in one text (OpenAPI 3.2, "Style Examples")."""

Fields: TypeAlias = "dict[str, list[str] | Fields]"


def scalar(text: str) -> str:
    """A number or a truth value as JSON has it, anything else as a string."""
    return text if _SCALAR.fullmatch(text) else json.dumps(text)


def form(
    wanted: TypeAdapter[Any], kind: object, text: str, joined: Mapping[str, str]
) -> Any:
    """The object that a form is; `name[key]` is inside the property `name`, where `kind` declares one.

    Args:
        joined: arrays whose members stand in one text -> the style that joins them.

    Raises:
        ValueError: it is not of its type; pydantic's exception is one.
    """
    known = property_names(kind)
    fields: Fields = {}
    for pair in filter(None, text.split("&")):
        key, _, value = pair.partition("=")
        name = unquote_plus(key)
        if name in joined:
            texts = re.split(_MARKS[joined[name]], value) if value else []
            fields[name] = [unquote_plus(one) for one in texts]
            continue
        begin, bracket, rest = name.partition("[")
        nested = bracket and begin in known and name not in known
        inner = _KEYS.findall(bracket + rest) if nested else []
        path = [begin if nested else name, *(key for key in inner if key)]
        _put(fields, path[:_DEEPEST], unquote_plus(value))
    return _fitting(wanted, fields)


def property_names(kind: object) -> set[str]:
    """The names that the properties of a model have in JSON."""
    if not isinstance(kind, type) or not issubclass(kind, BaseModel):
        return set()
    fields = kind.model_fields.items()
    return {info.serialization_alias or name for name, info in fields}


def _put(fields: Fields, keys: list[str], value: str) -> None:
    """Add a text to the fields, below each of its keys in turn."""
    for key in keys[:-1]:
        below = fields.setdefault(key, {})
        if isinstance(below, list):
            raise ValueError(f"{key!r} is both a text and an object")
        fields = below
    last = fields.setdefault(keys[-1], [])
    if not isinstance(last, list):
        raise ValueError(f"{keys[-1]!r} is both a text and an object")
    last.append(value)


def _fitting(wanted: TypeAdapter[Any], fields: Fields) -> Any:
    """The object of the first reading of each field that the type takes."""
    readings = {name: [*_readings(given)] for name, given in fields.items()}
    chosen = dict.fromkeys(readings, 0)
    first: ValidationError | None = None
    while True:
        made = (
            f"{json.dumps(name)}:{readings[name][at]}" for name, at in chosen.items()
        )
        try:
            return wanted.validate_json(f"{{{','.join(made)}}}")
        except ValidationError as error:
            first = first or error
            wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        moved = [
            name
            for name in (wrong & chosen.keys() or chosen)
            if chosen[name] + 1 < len(readings[name])
        ]
        if not moved:
            raise first
        for name in moved:
            chosen[name] += 1


def _readings(given: list[str] | Fields) -> Iterable[str]:
    """What a field may stand for, as JSON, the likeliest first."""
    if isinstance(given, dict):
        yield _object(given, json.dumps)
        yield _object(given, scalar)
        return
    words = [json.dumps(text) for text in given]
    scalars = [scalar(text) for text in given]
    if len(given) == 1:
        yield words[0]
        if scalars != words:
            yield scalars[0]
        if not given[0]:
            yield "null"
    yield f"[{','.join(words)}]"
    yield f"[{','.join(scalars)}]"
    if all(_is_json(text) for text in given):
        if len(given) == 1:
            yield given[0]
        yield f"[{','.join(given)}]"
    if given == [""]:
        yield "[]"


def _is_json(text: str) -> bool:
    """Whether a text is an array or an object of JSON."""
    if not text.startswith(("[", "{")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _object(fields: Fields, written: Any) -> str:
    """An object whose texts are all written in one way."""
    made = (
        f"{json.dumps(name)}:{_object(one, written) if isinstance(one, dict) else _row(one, written)}"
        for name, one in fields.items()
    )
    return f"{{{','.join(made)}}}"


def _row(texts: list[str], written: Any) -> str:
    """One text, or the array of several."""
    made: list[str] = [written(text) for text in texts]
    return made[0] if len(made) == 1 else f"[{','.join(made)}]"
