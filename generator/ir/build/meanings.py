"""A schema that lists values goes in; what its author says of each of them comes out, as a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.letters import letters

Meaning: TypeAlias = tuple[Any, str, str]
"""A value, its name and what is said of it; either may be empty."""

MOST = 40
"""Values of a longer list are no reading matter."""
_NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
_TEXTS = ("x-enum-descriptions", "x-enumDescriptions")
_LISTS = ("x-enum-values", "x-enum")
_TOLD = frozenset((*_NAMES, *_TEXTS, *_LISTS, "x-ms-enum"))
_KEYS = (
    ("value", "numericValue", "name"),
    ("name", "identifier"),
    ("description", "summary"),
)


def meanings(schema: Mapping[str, Any]) -> str:
    """A line of a list for each value of a schema, or of its items, that is called or described otherwise than it is written.

    Understood are members of `oneOf` or `anyOf` that are one `const` each, with `title` and `description`, and the
    extensions that other tools read: `x-enum-varnames` and `x-enum-descriptions`, `x-enumNames` and
    `x-enumDescriptions`, `x-ms-enum`, and lists of objects in `x-enum` or `x-enum-values`.
    """
    if "items" in schema and "enum" not in schema:
        schema = mapping(schema["items"])
    if "enum" in schema and _TOLD.isdisjoint(schema):
        return ""
    found = list(_found(schema))
    said = letters(str(schema.get("description", "")))
    if len(found) > MOST or not any(_is_news(one, said) for one in found):
        return ""
    return "\n".join(map(_line, found))


def _found(schema: Mapping[str, Any]) -> Iterator[Meaning]:
    values = schema.get("enum")
    if not is_array(values):
        members = sequence(schema.get("oneOf") or schema.get("anyOf"))
        if members and all(is_object(one) and "const" in one for one in members):
            for one in members:
                yield one["const"], _text(one.get("title")), _text(
                    one.get("description")
                )
        return
    listed = [mapping(schema.get("x-ms-enum")).get("values")]
    listed += [schema.get(key) for key in _LISTS]
    table = {
        str(_first(one, _KEYS[0])): (_first(one, _KEYS[1]), _first(one, _KEYS[2]))
        for one in next(filter(is_array, listed), ())
        if is_object(one)
    }
    names = next((schema[key] for key in _NAMES if key in schema), None)
    texts = next((schema[key] for key in _TEXTS if key in schema), None)
    for index, value in enumerate(values):
        name, text = table.get(str(value), ("", ""))
        name = _text(_at(names, index, value)) or _text(name)
        text = _text(_at(texts, index, value, name)) or _text(text)
        yield value, name, text


def _first(one: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((one[key] for key in keys if key in one), "")


def _at(told: Any, index: int, *keys: Any) -> Any:
    """What a list says at a place, or a mapping of one of several keys."""
    if is_array(told):
        return told[index] if index < len(told) else ""
    return (
        next((told[str(key)] for key in keys if str(key) in told), "")
        if is_object(told)
        else ""
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_news(one: Meaning, said: str) -> bool:
    """Whether a reader learns something that neither the value says itself nor the schema's description."""
    value, name, text = one
    own = letters(str(value))
    return any(
        told and told != own and told not in said for told in map(letters, (name, text))
    )


def _line(one: Meaning) -> str:
    value, name, text = one
    written = value if isinstance(value, str) and value.strip() else json.dumps(value)
    shown = written if "`" in written else f"`{written}`"
    name = "" if letters(name) in (letters(written), letters(text)) else name
    if name and text:
        return f"- {shown} {name}: {text}"
    return f"- {shown}: {name or text}" if name or text else f"- {shown}"
